"""Rules of tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..opening import value, w
from .parts import Parts, Rule


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.lstrip("-").isdecimal() else default


def _grid(table: etree._Element) -> list[int]:
    """Widths of the columns in twentieths of a point."""
    grid = table.find(w("tblGrid"))
    return [_number(column.get(w("w"), "")) for column in grid.iterfind(w("gridCol"))] if grid is not None else []


def _spans(row: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Cells of a row with the columns each covers; cells may lie in content controls."""
    for cell in row.iter(w("tc")):
        if next(cell.iterancestors(w("tr"))) is row:
            yield cell, _number(value(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), "1"), 1)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (row for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table)


def _skipped(row: etree._Element, name: str) -> int:
    return _number(value(row.find(f"{w('trPr')}/{w(name)}"), "0"))


def _cell_ends(parts: Parts) -> Iterator[str]:
    for cell in parts.mentions("tc"):
        last = cell[-1] if len(cell) else None
        if last is None or last.tag != w("p"):
            yield "a cell does not end with a paragraph"


def _columns(parts: Parts) -> Iterator[str]:
    for table in parts.mentions("tbl"):
        columns = len(_grid(table))
        for row in _rows(table):
            covered = sum(span for _, span in _spans(row)) + _skipped(row, "gridBefore") + _skipped(row, "gridAfter")
            if covered != columns:
                yield f"a row covers {covered} columns of a table with {columns}"


def _rows_of_nothing(parts: Parts) -> Iterator[str]:
    for table in parts.mentions("tbl"):
        rows = list(_rows(table))
        if not rows:
            yield "a table has no row"
        yield from ("a row has no cell" for row in rows if not list(_spans(row)))


def _widths(parts: Parts) -> Iterator[str]:
    for table in parts.mentions("tbl"):
        grid = _grid(table)
        if any(width <= 0 for width in grid):
            yield f"a column of a table with {len(grid)} has no width"
        for row in _rows(table):
            column = _skipped(row, "gridBefore")
            for cell, span in _spans(row):
                width = cell.find(f"{w('tcPr')}/{w('tcW')}")
                given = _number(width.get(w("w"), "")) if width is not None else 0
                if given != sum(grid[column : column + span]):
                    yield f"a cell is {given} wide over columns of {sum(grid[column : column + span])}"
                column += span


def _heads(parts: Parts) -> Iterator[str]:
    """Repeated rows stand first; Word repeats no others."""
    for table in parts.mentions("tbl"):
        marks = [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in _rows(table)]
        if True in marks[marks.index(False) :] if False in marks else False:
            yield "a repeated row stands below one that is not"


RULES = (
    Rule("cell-end", _cell_ends),
    Rule("table-columns", _columns),
    Rule("table-empty", _rows_of_nothing),
    Rule("table-widths", _widths, own=True),
    Rule("table-heads", _heads),
)
