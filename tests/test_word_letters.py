"""A letter: its head, no chapter pages, its own margins; and the letter that goes with the report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_lint import lint
from test_report_compose import outline
from validator import sdk_errors
from whole_way import document, submitted_workspace, text
from word_reading import W, member, rendered, text_of, tree
from word_sample import HOSTILE, p, t

from rapport.blocks import Document, Heading, LetterHead, Paragraph, plain, walk
from rapport.report import MarkupError, compose, load_material, parse_html
from rapport.word import read_docx, render_docx, write_docx
from rapport.workspace import Workspace, shipped

HEAD = LetterHead(
    ("Länsstyrelsen i Exempellän", "Enheten"),
    ("Missiv", "Datum: 2015-04-01", "Diarienr: 801-1-2015"),
    ("Regeringskansliet", "103 33 Stockholm"),
    ("Gatan 1, 123 45 Orten", "08-1"),
)


def letter(*blocks: object, draft: bool = False) -> bytes:
    """A letter with these blocks under its head."""
    return render_docx(Document("Missiv", (HEAD, *blocks), draft=draft))  # type: ignore[arg-type]


def example() -> Document:
    """The example assignment's letter."""
    material = load_material(Workspace(shipped("data").parent))
    return next(one.document for one in compose(material, draft=False) if one.output.id == "missiv")


def test_a_letter_head_is_written_as_one_element() -> None:
    """Lines are parted by upright strokes; blank ones are none."""
    html = '<letterhead sender="A|B" particulars="Missiv|Datum: i dag" recipient="R||S|" contact="">'
    assert parse_html(html, "x") == (LetterHead(("A", "B"), ("Missiv", "Datum: i dag"), ("R", "S"), ()),)
    with pytest.raises(MarkupError, match="letterhead"):
        parse_html("<p><letterhead></p>", "x")


def test_the_head_stands_in_two_columns() -> None:
    """Sender and office to the left, particulars and recipient to the right."""
    rows = list(tree(letter(), "word/document.xml").iter(f"{W}tr"))
    cells = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in rows]
    assert cells == [
        ["Länsstyrelsen i Exempellän", "MissivDatum2015-04-01Diarienr801-1-2015"],
        ["Enheten", "Regeringskansliet103 33 Stockholm"],
    ]


def test_pages_of_a_letter_are_numbered_at_the_top() -> None:
    """’1 (2)’, and at the foot how the sender is reached."""
    data = letter(p("a"), Heading(1, t("Rubrik")), p("b"))
    body = tree(data, "word/document.xml")
    links = dict(
        re.findall(r'Id="(\w+)"[^>]*Target="([\w-]+)\.xml"', member(data, "word/_rels/document.xml.rels").decode())
    )
    used = [
        links[one.get(next(k for k in one.attrib if k.endswith("}id")))]
        for one in body.iter()
        if "Reference" in one.tag
    ]
    assert used == ["header-letter", "footer-letter"]
    assert text_of(tree(data, "word/header-letter.xml")) == "1 (1)"
    assert "Gatan 1, 123 45 Orten" in text_of(tree(data, "word/footer-letter.xml"))


def test_a_heading_in_a_letter_starts_no_page() -> None:
    """It has a style of its own that other programs know as a heading."""
    data = letter(Heading(1, t("Rubrik")), p("a"))
    styles = member(data, "word/styles.xml").decode()
    assert re.search(r'w:styleId="LetterHeading".*?<w:pageBreakBefore w:val="0"/>', styles)
    assert Heading(1, t("Rubrik")) in [b for b in read_docx(data).blocks if isinstance(b, Heading)]


def test_a_draft_of_a_letter_says_so() -> None:
    """At the top of every page."""
    assert "UTKAST" in text_of(tree(letter(draft=True), "word/header-letter.xml"))


def test_a_letter_with_hostile_text_is_valid(tmp_path: Path) -> None:
    """In every line of its head."""
    head = LetterHead(*[(HOSTILE, f"Datum: {HOSTILE}")] * 4)
    path = tmp_path / "brev.docx"
    write_docx(Document("x", (head, p(HOSTILE), p(HOSTILE, "signature"), p(HOSTILE, "label"))), path)
    assert lint(path.read_bytes()) == []
    assert sdk_errors(path) == []


def test_a_report_has_no_letter_in_it() -> None:
    """Chapters start pages there, and the number stands at the foot."""
    assert b"LetterHeading" not in member(rendered(Heading(1, t("Rubrik"))), "word/document.xml")


# --------------------------------------------------------------------------- the letter that goes with a report


def test_the_letter_names_recipient_numbers_and_enclosures() -> None:
    """And how many have answered, as the report has it."""
    found = example()
    head = next(block for block in found.blocks if isinstance(block, LetterHead))
    assert head.recipient[0] == "Regeringskansliet"
    assert "Datum: 2015-04-01" in head.particulars
    words = text(found.blocks)
    for part in (
        "21\u00a0av\u00a021 länsstyrelser",
        "Samordning för kvinnofrid, rapport 2015:8",
        "Ekonomisk redovisning",
    ):
        assert part in words
    assert "Beslut i detta ärende har fattats av landshövding Anna Exempel. Föredragande har varit" in words
    assert "Missiv" not in words.partition("Bilagor")[2]


def test_a_letter_needs_only_a_recipient(tmp_path: Path) -> None:
    """Then its text is the template's, with the assignment's title and period; no empty paragraph, no lone label."""
    workspace = submitted_workspace(tmp_path)
    own = outline(workspace, "{template: missiv, with: {recipient: [Rektorn]}}")
    found = document(own)
    words = text(found.blocks)
    assert found.blocks[0] == LetterHead(
        ("Utbildningsförvaltningen i Exempelstad",),
        ("Missiv", "Datum: 2024-09-02"),
        ("Rektorn",),
        ("Skolgatan 1, 123 45 Exempelstad",),
    )
    assert "överlämnar härmed ”Läsning i skolan”. Redovisningen avser läsåret 2023/24." in words
    assert "bygger på underlag från 3\u00a0av\u00a03 skolområden." in words
    assert not [b for b in walk(found.blocks) if isinstance(b, Paragraph) and (not b.content or b.style == "label")]


def test_the_editor_may_write_the_letter(tmp_path: Path) -> None:
    """As a chapter, whose text stands in place of the template's."""
    workspace = submitted_workspace(tmp_path)
    (workspace.chapters / "brev.md").write_text("# Redovisning\n\nFrån {{ enheter.svarat av }}.\n", encoding="utf-8")
    own = outline(workspace, "{template: missiv, with: {recipient: [Rektorn], text: brev}}")
    blocks = document(own).blocks
    assert [plain(b.content) for b in blocks if isinstance(b, Heading)] == ["Redovisning"]
    assert "Från 3\u00a0av\u00a03." in text(blocks)
    assert "överlämnar" not in text(blocks)
