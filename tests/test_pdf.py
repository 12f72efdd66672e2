"""The report as PDF: what a reader who listens needs is there, by machine rules and by independent readers."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import page as page_validation
import pytest
from pypdf import PdfReader
from word_sample import p, sample, t

from rapport.blocks import (
    Chart,
    Document,
    Heading,
    Hole,
    Landscape,
    List,
    Note,
    Paragraph,
    Picture,
    Table,
    Text,
    plain,
    walk,
)
from rapport.cli import main
from rapport.errors import UseError
from rapport.pdf import office, write_pdf
from rapport.pdf.artifacts import hide_lines
from rapport.report import compose, load_material
from rapport.word import heading_keys
from rapport.workspace import Workspace, create_workspace, shipped

KNOWN_FAILURES: set[str] = set()
"""Machine rules of PDF/UA-1 that fail, each explained in docs/pdf.md. None does."""
TOOLS = ("soffice", "pdfinfo", "pdftotext")
needs_libreoffice = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)) and os.environ.get("RAPPORT_REQUIRE_TOOLS") != "1",
    reason="LibreOffice or Poppler is not installed",
)


@dataclass(frozen=True)
class Printed:
    """A document and the PDF made of it."""

    document: Document
    path: Path
    reader: PdfReader

    def elements(self, *kinds: str) -> list:
        """Elements of the structure tree of these types, by their standard type, in reading order."""
        tree = self.reader.trailer["/Root"]["/StructTreeRoot"]
        roles = tree["/RoleMap"]
        return [found for found in _walk(tree) if roles.get(found["/S"], found["/S"]) in kinds]


def _kids(element) -> list:
    kids = element.get("/K", [])
    return [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]


def _children(element) -> list:
    return [kid for kid in _kids(element) if isinstance(kid, dict) and "/S" in kid]


def _walk(element):
    for child in _children(element):
        yield child
        yield from _walk(child)


def headings_document(folder: Path) -> Document:
    """Headings that come again, hold a draft's hole, are long and stand on a landscape page."""
    long = "En rubrik som är så lång att den fyller flera rader " * 5
    blocks = (
        Heading(1, t("Inledning")),
        p("Text."),
        Heading(2, t("Bakgrund")),
        p("Text."),
        Heading(2, (Text("Exempel från "), Hole("Gotland: rubrik saknas"))),
        Heading(1, t(long.strip())),
        Heading(2, t("Bakgrund")),
        p("Text."),
        Landscape((Heading(2, t("Bakgrund")), p("Brett."))),
    )
    return Document("Rubriker", blocks, draft=True)


def example(draft: bool, number: int) -> Document:
    """A document of the example assignment."""
    return compose(load_material(Workspace(shipped("data").parent)), draft)[number].document


DOCUMENTS = {
    "rapport": lambda _: example(False, 0),
    "utkast": lambda _: example(True, 0),
    "ekonomi": lambda _: example(False, 1),
    "alla block": sample,
    "alla block, utkast": lambda folder: sample(folder, draft=True),
    "rubriker": headings_document,
}


@pytest.fixture(scope="module", params=DOCUMENTS)
def printed(request, tmp_path_factory) -> Printed:
    """Every document in turn."""
    folder = tmp_path_factory.mktemp("pdf")
    document = DOCUMENTS[request.param](folder)
    path = folder / "rapport.pdf"
    write_pdf(document, path)
    return Printed(document, path, PdfReader(path))


def outline(reader: PdfReader, entries: list) -> list[tuple[str, int]]:
    """Bookmarks with their pages, counted from 0."""
    found = []
    for entry in entries:
        if isinstance(entry, list):
            found += outline(reader, entry)
        else:
            found.append((str(entry.title), reader.get_destination_page_number(entry)))
    return found


def dense(text: str) -> str:
    """Text without blanks and what XML cannot hold, so that line breaks do not matter."""
    return "".join(char for char in text if char.isprintable() and not char.isspace() and char != "\ufffe")


def first_words(block: Paragraph) -> str:
    """What a paragraph begins with, up to what is printed otherwise than it is written."""
    first = block.content[0] if block.content else Text("")
    return first.text[:30] if isinstance(first, Text) else ""


@needs_libreoffice
@pytest.mark.slow
class TestPrinted:
    """What holds of every PDF."""

    def test_the_machine_rules_of_pdf_ua_hold(self, printed: Printed) -> None:
        """Exactly the known rules fail, and the documentation names them."""
        report = page_validation.validate_pdf(printed.path, profile="ua1")
        assert report.rules.total > 100
        assert {failure.rule_id for failure in report.failures} == KNOWN_FAILURES

    def test_title_language_and_dates_come_from_the_data(self, printed: Printed) -> None:
        """And the viewer shows the title and the bookmarks."""
        root, document = printed.reader.trailer["/Root"], printed.document
        told = subprocess.run(
            ["pdfinfo", "-isodates", printed.path], capture_output=True, text=True, check=True
        ).stdout
        lines = dict(line.split(":", 1) for line in told.splitlines())
        assert lines["Tagged"].strip() == "yes"
        assert lines["CreationDate"].strip()[:10] == document.created[:10]
        assert " ".join(printed.reader.metadata.title.split()) == " ".join(document.title.split())
        assert root["/Lang"] == document.lang
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert root["/PageMode"] == "/UseOutlines"
        assert root["/MarkInfo"]["/Marked"]
        assert "/AcroForm" not in root
        assert f"<xmp:CreateDate>{document.created[:10]}" in root["/Metadata"].get_data().decode()

    def test_bookmarks_are_the_headings_on_their_pages(self, printed: Printed) -> None:
        """Repeated, long and incomplete headings too."""
        marks = outline(printed.reader, printed.reader.outline)
        keys = [dense(key.split(" #")[0]) for key, _ in heading_keys(printed.document)]
        assert [dense(text) for text, _ in marks] == keys
        for text, number in marks:
            assert dense(text)[:20] in dense(printed.reader.pages[number].extract_text()), (text, number)

    def test_headings_keep_their_levels(self, printed: Printed) -> None:
        """H1 to H4 as in the blocks."""
        tags = [element["/S"] for element in printed.elements("/H1", "/H2", "/H3", "/H4")]
        assert tags == [f"/H{level}" for _, level in heading_keys(printed.document)]

    def test_pictures_and_charts_have_their_words(self, printed: Printed) -> None:
        """In order, and nothing else is a figure: the covers' shapes are decoration."""
        alts = [block.alt for block in walk(printed.document.blocks) if isinstance(block, Picture | Chart)]
        assert [dense(figure["/Alt"]) for figure in printed.elements("/Figure")] == [dense(alt) for alt in alts]

    def test_tables_have_header_cells_and_boxes_are_no_tables(self, printed: Printed) -> None:
        """Header cells of rows and columns say which they are."""
        tables = [block for block in walk(printed.document.blocks) if isinstance(block, Table)]
        tagged = printed.elements("/Table")
        assert len(tables) == len(tagged)
        for table, element in zip(tables, tagged, strict=True):
            for row, line in zip(table.rows, _children(element), strict=True):
                is_head = [row.kind == "head" or (c.header and bool(plain(c.content).strip())) for c in row.cells]
                assert [cell["/S"] == "/TH" for cell in _children(line)][: len(is_head)] == is_head
        for cell in printed.elements("/TH"):
            assert any(group.get_object().get("/Scope") in ("/Row", "/Column") for group in cell["/A"])

    def test_lists_have_their_points(self, printed: Printed) -> None:
        """A point with several paragraphs neither ends the list nor leaves the next one outside."""
        lists = [block for block in walk(printed.document.blocks) if isinstance(block, List)]
        tagged = [len(_children(element)) for element in printed.elements("/L")]
        assert tagged == [len(block.items) for block in lists]

    def test_points_have_their_bullets_and_numbers_as_labels(self, printed: Printed) -> None:
        """And nothing of their text: Poppler reads what each label holds."""
        told = subprocess.run(["pdfinfo", "-struct-text", printed.path], capture_output=True, check=True)
        assert told.stderr == b""
        labels = re.findall(r'^ *Lbl.*\n(?: +/.*\n)* *"(.*)"$', told.stdout.decode(errors="replace"), re.M)
        items = [item for block in walk(printed.document.blocks) if isinstance(block, List) for item in block.items]
        assert len(labels) == len(items)
        assert {re.sub("[0-9]+|[a-z]", "1", label) for label in labels} <= {"•", "–", "1."}

    def test_footnotes_are_named_and_lead_back(self, printed: Printed) -> None:
        """Each has an identity of its own and a link with words."""
        texts = [block for block in walk(printed.document.blocks) if isinstance(block, Paragraph | Heading)]
        count = sum(isinstance(inline, Note) for block in texts for inline in block.content)
        notes = printed.elements("/Note")
        assert len({note["/ID"] for note in notes}) == len(notes) == count
        for number, note in enumerate(notes, 1):
            link = next(element for element in _walk(note) if element["/S"] == "/Link")
            words = [kid["/Obj"]["/Contents"] for kid in _kids(link) if isinstance(kid, dict)]
            assert words == [f"Tillbaka till texten vid fotnot {number}"]

    def test_the_text_is_there(self, printed: Printed) -> None:
        """For a reader that knows nothing of tags, in reading order."""
        told = subprocess.run(["pdftotext", "-enc", "UTF-8", printed.path, "-"], capture_output=True, check=True)
        text = dense(told.stdout.decode())
        for block in walk(printed.document.blocks):
            if isinstance(block, Paragraph):
                assert dense(first_words(block)) in text


@needs_libreoffice
@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    """With the same LibreOffice; nothing of the clock or the machine is left."""
    for name in ("a.pdf", "b.pdf"):
        write_pdf(sample(tmp_path), tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@needs_libreoffice
@pytest.mark.slow
def test_words_in_another_language_say_so(tmp_path: Path) -> None:
    """So that they are read aloud as they should."""
    document = Document("Språk", (Paragraph((Text("På engelska "), Text("mainstreaming", lang="en"), Text("."))),))
    write_pdf(document, tmp_path / "rapport.pdf")
    printed = Printed(document, tmp_path / "rapport.pdf", PdfReader(tmp_path / "rapport.pdf"))
    assert [span["/Lang"][:2] for span in printed.elements("/Span")] == ["en"]


@needs_libreoffice
@pytest.mark.slow
def test_landscape_pages_and_the_back_cover(tmp_path: Path) -> None:
    """Landscape is landscape, and the last page is the back cover's."""
    write_pdf(sample(tmp_path), tmp_path / "rapport.pdf")
    pages = PdfReader(tmp_path / "rapport.pdf").pages
    wide = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert wide
    assert "liggande" in wide[0].extract_text()
    assert "978-91-0000-000-0" in pages[-1].extract_text()


@needs_libreoffice
@pytest.mark.slow
def test_a_picture_that_is_gone_takes_no_words_from_charts(tmp_path: Path) -> None:
    """In a draft a hole stands in its place."""
    document = sample(tmp_path, draft=True)
    gone = tuple(
        replace(b, source=str(tmp_path / "borta.png")) if isinstance(b, Picture) else b for b in document.blocks
    )
    write_pdf(replace(document, blocks=gone), tmp_path / "rapport.pdf")
    printed = Printed(document, tmp_path / "rapport.pdf", PdfReader(tmp_path / "rapport.pdf"))
    alts = [block.alt for block in gone if isinstance(block, Chart)]
    assert [figure["/Alt"] for figure in printed.elements("/Figure")] == alts


@needs_libreoffice
@pytest.mark.slow
def test_a_build_writes_the_formats_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says where; a PDF alone leaves no Word file behind."""
    workspace = create_workspace(tmp_path / "example", example=True)
    for formats in ("pdf", "pdf,docx"):
        assert main(["-C", str(workspace.root), "build", "--format", formats]) == 0
        written = sorted(path.name for path in workspace.build.iterdir())
        assert written == sorted(Path(line).name for line in capsys.readouterr().out.splitlines())
        assert {Path(name).suffix[1:] for name in written} == {*formats.split(","), "xlsx"}


def fake_office(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A `soffice` first in the path that does as `script` says; $6 is the folder to write in."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "avbröt med ett fel"),
        ("exit 0", "skrev ingen fil"),
        ('echo trasig > "$6/rapport.pdf"', "trasig fil"),
        (': > "$6/rapport.pdf"', "trasig fil"),
    ],
)
def test_libreoffice_that_fails_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    """And the file that was there is still there."""
    fake_office(tmp_path, monkeypatch, script)
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"den gamla")
    with pytest.raises(UseError, match=said) as caught:
        write_pdf(Document("Rapport", (p("Text."),)), path)
    assert str(caught.value).startswith(f"{path} kan inte skrivas: LibreOffice")
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == b"den gamla"


def test_libreoffice_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`soffice` is a script that starts others."""
    fake_office(tmp_path, monkeypatch, f"sleep 100 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(office, "_SECONDS", 5)
    with pytest.raises(UseError, match="blev inte klart"):
        write_pdf(Document("Rapport", (p("Text."),)), tmp_path / "rapport.pdf")
    with contextlib.suppress(ProcessLookupError):
        handle = os.pidfd_open(int((tmp_path / "child").read_text()))
        assert select.select([handle], [], [], 20)[0]
        os.close(handle)


def test_without_libreoffice_no_pdf_is_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says what to install and how to do without."""
    workspace = create_workspace(tmp_path / "example", example=True)
    monkeypatch.setenv("PATH", "")
    assert main(["-C", str(workspace.root), "build", "--format", "pdf"]) == 2
    said = capsys.readouterr().err
    assert "LibreOffice saknas" in said
    assert "utan pdf efter --format" in said


@needs_libreoffice
@pytest.mark.slow
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As for Word files."""
    workspace = create_workspace(tmp_path / "example", example=True)
    (workspace.build / "slutrapport.pdf").mkdir(parents=True)
    assert main(["-C", str(workspace.root), "build", "--format", "pdf"]) == 2
    assert "slutrapport.pdf går inte att skriva" in capsys.readouterr().err


def test_only_lines_outside_all_marks_become_decoration() -> None:
    """Text and marked content stay, and so does a page whose marks do not balance."""
    line = b"q 1.5 w 0 J 1 j\n510.25 727.289 m\n85.1 727.289 l S\nQ\n"
    text = b"/P<</MCID 0>>BDC\nBT <0BDC> Tj ET\n0 0 10 10 re f*\nEMC\n"
    marked = b"q 1.5 w 0 J 1 j\n/Artifact BMC\n510.25 727.289 m\n85.1 727.289 l S\nEMC\nQ\n"
    assert hide_lines(line + text + line) == marked + text + marked
    for broken in (line + b"EMC\n", b"/P BMC\n" + line, b"BT <00> Tj ET\n", b"0 0 9 9 re\nW* n\n"):
        assert hide_lines(broken) == broken
