"""Tables and boxes in Word."""

from __future__ import annotations

import pytest
from docx_lint import lint
from word_reading import W, printed, rendered, style_of, text_of
from word_sample import p, point, t, table

from rapport.blocks import BOX_KINDS, Box, Cell, Item, List, Origin, Paragraph, Ref, Row, Table
from rapport.word import read_docx


def rows(body):
    """All rows."""
    return list(body.iter(f"{W}tr"))


def test_the_header_row_is_repeated_on_every_page():
    """Only head rows carry the mark."""
    marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows(printed(table(2)))]
    assert marked == [True, False, False, False]


def test_no_row_is_split_between_pages():
    """Every row stays whole."""
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows(printed(table(2))))


@pytest.mark.parametrize(("lines", "kept"), [(21, True), (30, False)])
def test_a_table_that_fits_a_page_is_kept_on_one(lines, kept):
    """A row for each of some twenty units, with head and sum, is; a longer one may break between rows."""
    marked = [row.find(f".//{W}keepNext") is not None for row in rows(printed(table(lines)))]
    assert marked == [True, *[kept] * lines, False]


def test_the_total_row_is_bold():
    """Its cells use the style for sums."""
    assert {style_of(mark) for mark in rows(printed(table(2)))[-1].iter(f"{W}p")} == {"TableTotal"}


def test_numbers_are_set_to_the_right():
    """Alignment follows the cell."""
    cells = rows(printed(table(1)))[1].findall(f"{W}tc")
    assert [cell.find(f".//{W}jc") is not None for cell in cells] == [False, True, True, True]


def test_column_widths_share_the_text_width():
    """Relative widths add up to the width of the text to the last twentieth of a point."""
    grid = [int(column.get(f"{W}w")) for column in printed(table(1)).iter(f"{W}gridCol")]
    assert sum(grid) == 8504
    assert grid[0] > 4 * grid[1]


def test_a_short_row_is_filled_up():
    """Word repairs nothing: every row is as wide as the table."""
    uneven = Table((Row((Cell(t("a")), Cell(t("b")))), Row((Cell(t("c")),)), Row((Cell(t("d"), span=2),))))
    assert lint(rendered(uneven)) == []


def test_a_caption_is_numbered_by_a_field_and_kept_with_its_table():
    """'Tabell n.' counts tables with captions."""
    body = printed(table(1, "Första"), table(1, ""), table(1, "Andra"))
    captions = [mark for mark in body.iter(f"{W}p") if style_of(mark) == "Caption"]
    assert [text_of(mark) for mark in captions] == ["Tabell 1. Första", "Tabell 2. Andra"]
    assert all("SEQ Tabell" in next(mark.iter(f"{W}instrText")).text for mark in captions)


def test_a_reference_shows_label_and_number_of_its_target():
    """It can stand before the table it names."""
    body = printed(Paragraph((Ref("t-2"),)), table(1, "Första", "t-1"), table(1, "Andra", "t-2"))
    assert text_of(next(body.iter(f"{W}p"))) == "Tabell 2"


def test_a_reference_to_nothing_is_a_marked_hole():
    """A dangling reference is seen, not dropped."""
    body = printed(Paragraph((Ref("borta"),)))
    assert text_of(body) == "[hänvisningen ”borta” saknar mål]"


def test_two_tables_in_a_row_do_not_grow_together():
    """A paragraph stands between them."""
    body = printed(table(1, ""), table(1, "")).find(f"{W}body")
    assert [child.tag.removeprefix(W) for child in body][:3] == ["tbl", "p", "tbl"]


@pytest.mark.parametrize("kind", BOX_KINDS)
def test_boxes_look_different(kind):
    """Each kind has its own frame."""
    found = next(printed(Box((p("a"),), kind)).iter(f"{W}tblStyle")).get(f"{W}val")
    assert found == f"Box{kind.capitalize()}"


def test_a_box_holds_lists_tables_and_items():
    """Whatever stands in a box stays there, and the cell ends as Word wants it."""
    item = Item((Origin("gotland", "a.b"),), (p("c"),))
    box = Box((p("a"), List((point("b"),)), table(1), item))
    data = rendered(box)
    assert lint(data) == []
    assert [type(block).__name__ for block in read_docx(data).blocks[0].blocks] == [
        "Paragraph",
        "List",
        "Table",
        "Item",
    ]


def test_tables_come_back_as_they_were():
    """Reading a printed table gives its rows, kinds and caption."""
    written = table(3, "Indikatorer")
    (read,) = read_docx(rendered(written)).blocks
    assert (read.caption, read.description) == (written.caption, written.description)
    assert [(row.kind, text) for row in read.rows for text in (c.content for c in row.cells)] == [
        (row.kind, text) for row in written.rows for text in (c.content for c in row.cells)
    ]
