"""The Word file as a whole."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx_lint import lint
from word_reading import W, member, printed, rendered, style_of, text_of, tree
from word_sample import PROSE, p, sample, t, table

from rapport.blocks import (
    BackCover,
    Contents,
    Cover,
    Document,
    Front,
    Heading,
    Item,
    Landscape,
    Note,
    Origin,
    Paragraph,
    Ref,
    Text,
    walk,
)
from rapport.errors import RapportError
from rapport.word import heading_keys, read_docx, render_docx, write_docx


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A document with every block type and hostile text everywhere."""
    return sample(tmp_path_factory.mktemp("bilder"), draft=True)


def test_two_renderings_are_the_same_bytes(full):
    """Nothing of the clock or of chance is in the file."""
    assert render_docx(full) == render_docx(full)


def test_every_member_has_the_same_date(full):
    """The earliest a zip file can hold."""
    with ZipFile(io.BytesIO(render_docx(full))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_document_with_everything_passes_our_own_lint(full):
    """Fields, identities, references, styles and parts fit together."""
    assert lint(render_docx(full)) == []


def test_python_docx_opens_the_file(full):
    """Another reader finds the same headings, and the styles by their built-in names."""
    opened = docx.Document(io.BytesIO(render_docx(full)))
    found = {p.style.name for p in opened.paragraphs}
    assert {"Heading 1", "Heading 2", "Caption", "Body Text", "List Bullet"} <= found


def test_an_empty_document_opens(tmp_path):
    """A body needs at least a paragraph."""
    write_docx(Document("Tom", ()), tmp_path / "tom.docx")
    assert lint((tmp_path / "tom.docx").read_bytes()) == []


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_says_so_on_every_page(full, draft):
    """Every section, the cover too, refers to a header with UTKAST; a final report to none."""
    data = render_docx(Document(full.title, full.blocks, draft=draft))
    headers = [name for name in ZipFile(io.BytesIO(data)).namelist() if name.startswith("word/header")]
    assert ["UTKAST" in text_of(tree(data, name)) for name in headers] == [draft] * 4
    sections = list(tree(data).iter(f"{W}sectPr"))
    assert all(section.find(f"{W}headerReference") is not None for section in sections)


def test_only_the_body_has_page_numbers():
    """Cover, front matter and back cover have an empty footer."""
    data = rendered(Cover("a"), Front((p("b"),)), p("c"), BackCover((p("d"),)))
    rels = {row.get("Id"): row.get("Target") for row in tree(data, "word/_rels/document.xml.rels")}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    footers = [rels[mark.get(key)] for mark in tree(data).iter(f"{W}footerReference")]
    assert footers == ["footer-plain.xml", "footer-plain.xml", "footer-body.xml", "footer-plain.xml"]
    assert text_of(tree(data, "word/footer-body.xml")) == "– 1 –"


def test_a_landscape_part_lies_between_upright_pages():
    """Also inside the body's flow, without empty sections."""
    body = printed(p("a"), Landscape((p("b"),)), Landscape((p("c"),)), p("d"))
    turned = [size.get(f"{W}orient", "portrait") for size in body.iter(f"{W}pgSz")]
    assert turned == ["portrait", "landscape", "portrait"]


def test_a_document_that_opens_with_a_landscape_part_has_no_empty_page():
    """No section without content."""
    assert len(list(printed(Landscape((p("b"),))).iter(f"{W}sectPr"))) == 1


def contents(*headings, depth=3, **document):
    """Lines of the contents and their pages."""
    body = printed(Contents(depth), *headings, **document)
    return [text_of(mark) for mark in body.iter(f"{W}p") if style_of(mark).startswith("TOC") and "1" in text_of(mark)]


def test_the_contents_list_headings_with_the_pages_of_the_last_layout():
    """Known page numbers are printed as they are."""
    lines = contents(Heading(1, t("Inledning")), Heading(2, t("Uppdraget")), pages={"Inledning": 11, "Uppdraget": 12})
    assert lines == ["Inledning11", "Uppdraget12"]


def test_headings_of_the_same_text_have_their_own_pages():
    """The second one is told apart by its key."""
    twice = (Heading(2, t("Övrigt")), Heading(2, t("Övrigt")))
    assert heading_keys(Document("a", twice)) == (("Övrigt", 2), ("Övrigt #2", 2))
    assert contents(*twice, pages={"Övrigt": 11, "Övrigt #2": 12}) == ["Övrigt11", "Övrigt12"]


def test_the_contents_stop_at_their_depth_and_leave_out_unlisted_headings():
    """Neither is printed, nor found when Word updates the field."""
    unlisted, deep = Heading(1, t("Bilaga"), toc=False), Heading(3, t("Djup"))
    pages = {"Bilaga": 11, "Djup": 12, "Nära": 13}
    assert contents(unlisted, deep, Heading(2, t("Nära")), depth=2, pages=pages) == ["Nära13"]
    assert style_of(next(printed(unlisted).iter(f"{W}p"))) == "UnlistedHeading1"


def test_without_a_layout_pages_are_estimated_in_order():
    """Each chapter starts after the one before."""
    chapters = [block for n in range(4) for block in (Heading(1, t(f"Kapitel {n}"), f"k{n}"), *[p(PROSE)] * 12)]
    refs = Paragraph(tuple(Ref(f"k{n}", "page") for n in range(4)))
    pages = [
        int(text_of(mark)) for mark in next(printed(refs, *chapters).iter(f"{W}p")).iter(f"{W}r") if text_of(mark)
    ]
    assert pages == sorted(set(pages))


def test_notes_are_numbered_through_the_document():
    """Ids 1 to n in reading order, in tables and lists as well."""
    note = Note((Text("not"),))
    body = printed(Paragraph((note,)), Heading(2, (Text("a"), note)), Paragraph((note,)))
    assert [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")] == ["1", "2", "3"]


def test_an_item_printed_twice_is_told_apart():
    """Bookmarks and controls are unique and paired, and lead to the origins."""
    item = Item((Origin("gotland", "delmal1.exempel", "a1", 2, "ff" * 32),), (p("text"),), "kapitel")
    data = rendered(item, item)
    names = [mark.get(f"{W}name") for mark in tree(data).iter(f"{W}bookmarkStart")]
    assert len(set(names)) == 2
    assert all(name.startswith("_rp_") and len(name) == 20 for name in names)
    assert lint(data) == []
    assert read_docx(data).blocks == (item, item)


def test_an_item_keeps_its_identity_when_the_report_changes_around_it():
    """The name follows from place and origin, not from the order."""
    item = Item((Origin("gotland", "delmal1.exempel", "a1"),), (p("text"),), "kapitel")
    other = Item((Origin("skane", "delmal1.exempel", "b2"),), (p("annat"),), "kapitel")
    alone = {mark.get(f"{W}name") for mark in printed(item).iter(f"{W}bookmarkStart")}
    assert alone <= {mark.get(f"{W}name") for mark in printed(other, item).iter(f"{W}bookmarkStart")}


def test_title_author_language_and_date_are_in_the_properties(full):
    """Taken from the document, never from the machine."""
    core = member(render_docx(full), "docProps/core.xml").decode()
    assert "<dc:language>sv-SE</dc:language>" in core
    assert "<dc:creator>Länsstyrelsen</dc:creator>" in core
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert str(datetime.now().year) not in core.replace("2015", "")


def test_text_is_hyphenated_in_swedish():
    """Language, hyphenation and widow control are in the template."""
    data = rendered(p("a"))
    assert tree(data, "word/settings.xml").find(f"{W}autoHyphenation") is not None
    styles = tree(data, "word/styles.xml")
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "sv-SE"
    assert styles.find(f"{W}style/{W}pPr/{W}widowControl") is not None


def test_a_text_is_read_back_under_its_heading(full):
    """The order of headings and texts is that of the document."""
    headings = [b.level for b in walk(read_docx(render_docx(full)).blocks) if isinstance(b, Heading)]
    assert headings == [b.level for b in walk(full.blocks) if isinstance(b, Heading)]


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_word_file_is_refused(tmp_path, content):
    """One sentence names it."""
    path = tmp_path / "annat.docx"
    path.write_bytes(content)
    with pytest.raises(RapportError, match=r"annat\.docx.*ingen Word-fil"):
        read_docx(path)


def test_a_missing_file_is_refused(tmp_path):
    """One sentence names it."""
    with pytest.raises(RapportError, match=r"borta\.docx"):
        read_docx(Path(tmp_path / "borta.docx"))


def test_a_table_after_a_page_break_starts_the_page():
    """Also where no caption can carry the break."""
    assert lint(rendered(p("a"), table(1, ""), p("b"))) == []


def test_headings_captions_and_labels_stand_with_what_follows():
    """And are never hyphenated; the same goes for text in tables."""
    styles = {mark.get(f"{W}styleId"): mark for mark in tree(rendered(p("a")), "word/styles.xml").iter(f"{W}style")}
    for name in ("Heading1", "Heading2", "Heading3", "Heading4", "Caption", "Label"):
        assert styles[name].find(f"{W}pPr/{W}keepNext") is not None
    for name in ("Heading1", "Heading2", "Heading3", "Heading4", "Caption", "TableText", "TOC1"):
        assert styles[name].find(f"{W}pPr/{W}suppressAutoHyphens") is not None


@pytest.mark.parametrize(("pages", "said"), [({}, True), ({"Ett": 4}, True), ({"Ett": 4, "Två": 5}, False)])
def test_contents_say_where_a_page_number_is_an_estimate(pages, said):
    """In their first line, which is part of the field, so that it goes when Word computes the numbers."""
    body = printed(Contents(2), Heading(1, t("Ett")), Heading(2, t("Två")), Heading(3, t("Djup")), pages=pages)
    lines = [mark for mark in body.iter(f"{W}p") if "uppskattade" in text_of(mark)]
    assert len(lines) == said
    assert all(mark.find(f"{W}r/{W}fldChar").get(f"{W}fldCharType") == "begin" for mark in lines)
    assert text_of(next(mark for mark in body.iter(f"{W}p") if style_of(mark) == "TOC1"))[:3] == "Ett"


def test_a_contents_of_estimates_reads_as_any_other():
    """Its line is no text of the report."""
    assert read_docx(rendered(Contents(), Heading(1, t("Ett")))).blocks == (
        Contents(),
        Heading(1, t("Ett")),
    )
