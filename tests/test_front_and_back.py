"""Cover, imprint, signature and back cover: nothing without content, no distorted picture, right numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_lint import WP, lint
from test_report_compose import outline, with_template
from test_workspace_assignment import RIGHT, problems, workspace
from validator import sdk_errors
from whole_way import document, submitted_workspace, text
from word_reading import printed, rendered, text_of
from word_sample import save_picture

from rapport.blocks import Cover, Document, Paragraph, walk
from rapport.errors import RapportError
from rapport.report import MarkupError, parse_html
from rapport.word import write_docx
from rapport.word.xml import A
from rapport.workspace import Workspace

COVER = "cover: {picture: omslag.png, alt: Cirklar, credit: Anna Exempel}\n"
PARTS = ("omslag}", "kolofon, place: front}", "underskrift, place: front}", "serie}", "baksida, place: back}")


def with_all_parts(found: Workspace, *more: str, without: str = "") -> Workspace:
    """The workspace with front and back matter only, more keys, and lines that match `without` left out."""
    path = found.root / "data" / "rapport.yaml"
    head, _, tail = path.read_text(encoding="utf-8").partition("outputs:")
    head = re.sub(without, "", head, flags=re.M) if without else head
    path.write_text(head + "".join(more) + "outputs:" + tail, encoding="utf-8")
    return outline(found, *(f"{{template: {part}" for part in PARTS))


# --------------------------------------------------------------------------- numbers


@pytest.mark.parametrize("isbn", ["978-91-0000-000-4", "9789100000004", "978 91 0000 000 4", "979-10-90636-07-1"])
def test_an_isbn_is_taken_with_or_without_hyphens(tmp_path: Path, isbn: str) -> None:
    """As it is typed."""
    assert workspace(tmp_path, f'{RIGHT}isbn: "{isbn}"\n').assignment.isbn == isbn


@pytest.mark.parametrize(
    "isbn", ["978-91-0000-000-8", "91-0000-000-4", "978-91-0000-000", "978-91-0000-000-44", "978-91-0000-000-X", "x"]
)
def test_a_wrong_isbn_is_told_with_its_line(tmp_path: Path, isbn: str) -> None:
    """One digit off is another book, or none."""
    assert problems(tmp_path, f'{RIGHT}isbn: "{isbn}"\n') == {(9, "isbn")}


@pytest.mark.parametrize("number", ["801-0000-2015", "S2015/01234/JÄM", "2015:8", "Dnr 12.3-4567/2015"])
def test_authorities_write_their_numbers_in_many_ways(tmp_path: Path, number: str) -> None:
    """All of them have a digit."""
    assert workspace(tmp_path, f'{RIGHT}diarienummer: "{number}"\n').assignment.diarienummer == number


@pytest.mark.parametrize("number", ["saknas", "-12", "12 & 13", "<12>"])
def test_what_is_no_diarienummer_is_told_with_its_line(tmp_path: Path, number: str) -> None:
    """It is printed on the imprint and in the letter."""
    assert problems(tmp_path, f'{RIGHT}diarienummer: "{number}"\n') == {(9, "diarienummer")}


@pytest.mark.parametrize("name", ["../a.png", "a.svg", "/a.png", "a", "b/a.png"])
def test_the_cover_s_picture_is_a_file_in_the_editor_s_folder(tmp_path: Path, name: str) -> None:
    """With alternative text and with who made it."""
    assert problems(tmp_path, f"{RIGHT}cover: {{picture: {name}}}\n") == {
        (9, "cover.picture"),
        (9, "cover.alt"),
        (9, "cover.credit"),
    }


# --------------------------------------------------------------------------- the picture


@pytest.mark.parametrize("size", [(600, 200), (200, 600), (1701, 1000), (30, 900)])
def test_a_picture_fills_the_cover_without_being_distorted(tmp_path: Path, size: tuple[int, int]) -> None:
    """It is cut as much on either side, across or down but not both."""
    body = printed(Cover("Titel", picture=str(save_picture(tmp_path / "a.png", size)), alt="Cirklar"))
    cut = dict.fromkeys("ltrb", 0)
    for mark in body.iter(f"{{{A}}}srcRect"):
        cut |= {side: int(mark.get(side)) for side in "ltrb"}
    assert (cut["l"], cut["t"]) == (cut["r"], cut["b"])
    assert not cut["l"] or not cut["t"]
    shown = size[0] * (1 - 2 * cut["l"] / 1e5), size[1] * (1 - 2 * cut["t"] / 1e5)
    extent = next(body.iter(f"{WP}extent"))
    assert shown[0] / shown[1] == pytest.approx(int(extent.get("cx")) / int(extent.get("cy")), rel=0.01)
    assert next(body.iter(f"{WP}docPr")).get("descr") == "Cirklar"


def test_a_cover_with_a_picture_is_valid(tmp_path: Path) -> None:
    """For the Open XML SDK and our own lint."""
    path = tmp_path / "omslag.docx"
    picture = str(save_picture(tmp_path / "a.png", (300, 200)))
    write_docx(Document("x", (Cover("Titel", picture=picture, alt='A & "b"'), Paragraph(()))), path)
    assert sdk_errors(path) == []
    assert lint(path.read_bytes()) == []


def test_a_cover_picture_that_is_gone_stops_a_final_build(tmp_path: Path) -> None:
    """In a draft the motif stands there, and what is missing is told."""
    gone = Cover("Titel", picture=str(tmp_path / "saknas.png"), alt="x")
    with pytest.raises(RapportError, match=r"saknas\.png"):
        rendered(gone)
    words = text_of(printed(gone, draft=True))
    assert words.startswith("Titel[")
    assert "saknas.png" in words


def test_the_cover_shows_no_picture_from_outside_the_workspace(tmp_path: Path) -> None:
    """Nor one without alternative text."""
    own = with_template(submitted_workspace(tmp_path), '<cover title="x" picture="/usr/x.png" alt="x">')
    with pytest.raises(RapportError, match="inte ligger i arbetsytan"):
        document(own)
    with pytest.raises(MarkupError, match="bilden på omslaget saknar alternativtext"):
        parse_html('<cover title="x" picture="a.png">', "egen.html")


def test_the_assignment_s_picture_is_on_the_cover_and_its_maker_in_the_imprint(tmp_path: Path) -> None:
    """The file lies in the editor's folder."""
    own = with_all_parts(submitted_workspace(tmp_path), COVER, "printed_by: Tryckeriet AB\n")
    save_picture(own.editorial / "omslag.png")
    found = document(own)
    assert found.blocks[0] == Cover(
        "Läsning i skolan",
        "Skolområdenas redovisning för läsåret 2023/24",
        "",
        "Utbildningsförvaltningen i Exempelstad",
        picture=str(own.editorial / "omslag.png"),
        alt="Cirklar",
    )
    assert "Omslagsbild: Anna Exempel\nTryck: Tryckeriet AB" in text(found.blocks)


# --------------------------------------------------------------------------- what is not known


@pytest.mark.parametrize(
    "without",
    [
        "",
        r"publisher:\n(  .*\n)+",
        r"  address:.*\n",
        r"published:.*\n",
        r"subtitle:.*\n",
        r"(publisher:\n(  .*\n)+)|published:.*\n|subtitle:.*\n",
    ],
)
def test_what_is_not_known_leaves_no_trace(tmp_path: Path, without: str) -> None:
    """No label without a value, no empty line or paragraph, no date that nobody gave."""
    found = document(with_all_parts(submitted_workspace(tmp_path), without=without))
    paragraphs = [text((block,)) for block in walk(found.blocks) if isinstance(block, Paragraph)]
    for paragraph in paragraphs:
        for line in paragraph.split("\n"):
            assert re.fullmatch(r"\S.*[^\s:,]", line), paragraph
    assert "2000" not in "".join(paragraphs)
    assert paragraphs
