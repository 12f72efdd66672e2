"""Pictures and charts in Word."""

from __future__ import annotations

import io
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx_lint import WP, lint
from PIL import Image
from word_reading import W, member, printed, rendered, text_of, tree
from word_sample import HOSTILE, chart, p, save_picture, t

from rapport.blocks import Box, Chart, Document, Paragraph, Picture, Ref, Series, plain
from rapport.errors import RapportError
from rapport.pictures import read_picture_size
from rapport.word import read_docx, render_docx
from rapport.word.xml import C

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_a_picture_has_alternative_text_caption_and_credit(tmp_path):
    """'Figur n.', what it shows, and who made it."""
    body = printed(Picture(str(save_picture(tmp_path / "a.png")), "Cirklar", "Så ser det ut", "Anna Exempel"))
    assert next(body.iter(f"{WP}docPr")).get("descr") == "Cirklar"
    assert text_of(body) == "Figur 1. Så ser det ut. Bild: Anna Exempel"


def test_a_wide_picture_is_scaled_to_the_text(tmp_path):
    """It keeps its proportions."""
    extent = next(printed(Picture(str(save_picture(tmp_path / "a.png", (3000, 1000))), "a")).iter(f"{WP}extent"))
    width, height = int(extent.get("cx")), int(extent.get("cy"))
    assert width == 8504 * 635
    assert abs(width / height - 3) < 0.01


def test_a_picture_printed_twice_is_kept_once(tmp_path):
    """By content, whatever the file is called."""
    one, two = save_picture(tmp_path / "a.png"), save_picture(tmp_path / "b.png")
    with ZipFile(io.BytesIO(rendered(Picture(str(one), "a"), Picture(str(two), "b")))) as package:
        assert [name for name in package.namelist() if "media/" in name] == ["word/media/image1.png"]


def test_a_picture_lying_on_its_side_is_turned(tmp_path):
    """Word does not read the camera's note about orientation."""
    path = tmp_path / "a.jpg"
    note = Image.Exif()
    note[0x0112] = 6
    Image.new("RGB", (40, 20)).save(path, exif=note)
    assert read_picture_size(path) == (20, 40)


@pytest.mark.parametrize("kind", ["jpg", "png", "gif", "bmp", "webp"])
def test_a_picture_of_any_usual_kind_is_printed_no_larger_than_print_needs(tmp_path, kind):
    """What Word cannot show is made a PNG, and a camera's full size is scaled down."""
    path = tmp_path / f"a.{kind}"
    Image.new("RGB", (4000, 1000), "#1f3864").save(path)
    assert lint(rendered(Picture(str(path), "a"))) == []
    assert read_picture_size(path) == (2400, 600)


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_picture_does_not_tell_where_it_was_taken(tmp_path, suffix):
    """Camera data stay behind, the picture is the same."""
    path = tmp_path / f"a.{suffix}"
    note = Image.Exif()
    note[0x010F] = "KAMERAN"
    Image.effect_noise((64, 48), 40).convert("RGB").save(path, exif=note)
    data = rendered(Picture(str(path), "a"))
    printed_picture = member(data, f"word/media/image1.{'jpeg' if suffix == 'jpg' else 'png'}")
    assert b"KAMERAN" in path.read_bytes() and b"KAMERAN" not in printed_picture
    with Image.open(path) as before, Image.open(io.BytesIO(printed_picture)) as after:
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("content", [None, b"", b"ingen bild", b"\x89PNG\r\n\x1a\n"])
def test_a_missing_or_broken_picture_is_named(tmp_path, content):
    """One sentence says which file."""
    path = tmp_path / "saknad.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RapportError, match=r"saknad\.png"):
        rendered(Picture(str(path), "a"))


def test_a_broken_picture_in_a_draft_is_a_marked_hole(tmp_path):
    """So that a draft can be built whatever is missing."""
    document = Document("x", (Picture(str(tmp_path / "saknad.png"), "a", "Text"), p("Efter")), draft=True)
    data = render_docx(document)
    assert not lint(data)
    hole, after = read_docx(data).blocks
    assert isinstance(hole, Box)
    assert hole.kind == "hole"
    assert "saknad.png" in plain(hole.blocks[0].content)
    assert after == p("Efter")


@pytest.mark.parametrize("kind", ["stacked-share", "bars"])
def test_a_chart_is_native_and_has_a_workbook(kind):
    """Word can edit it: chart part, axis ids, and the numbers behind it."""
    data = rendered(chart(kind))
    axes = [int(axis.get("val")) for axis in tree(data, "word/charts/chart1.xml").iter(f"{{{C}}}axId")]
    assert all(axis > 0 for axis in axes)
    assert b"embeddings/workbook1.xlsx" in member(data, "word/charts/_rels/chart1.xml.rels")
    with ZipFile(io.BytesIO(member(data, "word/embeddings/workbook1.xlsx"))) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    texts = ["".join(entry.itertext()) for entry in strings]
    rows = [[cell_text(cell, texts) for cell in row] for row in sheet.iter(f"{SHEET}row")]
    written = chart(kind)
    assert rows[0] == [series.name for series in written.series]
    for number, category in enumerate(written.categories):
        assert rows[number + 1] == [category, *(f"{series.values[number]:.15g}" for series in written.series)]


def cell_text(cell, texts):
    """A cell's number as written, or the shared text it refers to."""
    written = "".join(cell.itertext())
    return texts[int(written)] if cell.get("t") == "s" else written


@pytest.mark.parametrize("kind", ["stacked-share", "bars"])
def test_charts_come_back_as_they_were(kind):
    """Kind, categories, series and alternative text can be read."""
    written, (read,) = chart(kind), read_docx(rendered(chart(kind))).blocks
    assert (read.kind, read.categories, read.series, read.alt) == (
        written.kind,
        written.categories,
        written.series,
        written.alt,
    )


def test_hostile_text_in_a_chart_stays_text():
    """Titles, names and categories; in the workbook a formula is a text."""
    hostile = Chart("bars", HOSTILE, ("=1+1", HOSTILE), (Series(HOSTILE, (1, 2)),), HOSTILE, HOSTILE + "!")
    data = rendered(hostile)
    assert lint(data) == []
    with ZipFile(io.BytesIO(member(data, "word/embeddings/workbook1.xlsx"))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_a_chart_is_kept_with_the_remark_under_it():
    """'N = 43' does not end up on the next page."""
    kept = printed(chart(), p("N = 43", "note"))
    paragraph = next(mark for mark in kept.iter(f"{W}p") if mark.find(f".//{WP}inline") is not None)
    assert paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Illustration"


def test_charts_pictures_and_tables_are_numbered_apart(tmp_path):
    """Each label has its own sequence."""
    picture = Picture(str(save_picture(tmp_path / "a.png")), "a", "b", anchor="f")
    body = printed(Paragraph((Ref("f"), *t(" och "), Ref("d-roll"))), chart(), picture)
    assert text_of(next(body.iter(f"{W}p"))) == "Figur 1 och Diagram 1"
