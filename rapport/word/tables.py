"""Tables: a header row that is repeated, rows that stay whole, sums set apart."""

from __future__ import annotations

from itertools import pairwise

from rapport.blocks import Cell, LineBreak, Row, Table

from .inlines import print_inlines
from .paragraphs import print_caption
from .printer import Place, Printer
from .xml import attribute

_STYLES = {"head": "TableHead", "body": "TableText", "total": "TableTotal"}
_SHADES = {"head": "E4EAF3", "total": "F3F5F9"}
_KEPT_TOGETHER = 14
"""Tables with at most so many rows are kept on one page."""
_KEPT_LINES = 25
"""So are tables with at most so many lines: a row for each of some twenty units, with head and sum."""
_DENSE_FROM = 18
"""Landscape tables with more rows are set closer, so that a row for each of some twenty units fits one page."""


def print_table(printer: Printer, table: Table, place: Place) -> None:
    """Print caption and table, and the distance to what follows."""
    if table.caption:
        print_caption(printer, "Tabell", table.caption, table.anchor, place)
    elif printer.page_break or printer.marker:
        printer.paragraph("BoxEnd", "", place, keep_next=True)
    columns = max((sum(cell.span for cell in row.cells) for row in table.rows), default=0)
    if not columns:
        return
    widths = column_widths(table.widths, columns, place.width - place.indent)
    short = _is_short(table)
    dense = place.section == "wide" and len(table.rows) > _DENSE_FROM
    rows = []
    for index, row in enumerate(table.rows):
        keep = row.kind == "head" or (short and (index < len(table.rows) - 1 or printer.followed_by_note))
        rows.append(_row(printer, row, widths, keep, dense))
    opening = _opening(table, widths, place.indent)
    if table.anchor and not table.caption:
        opening = printer.anchored(table.anchor, "") + opening
    printer.out.append(f"{opening}{''.join(rows)}</w:tbl>")
    if not printer.followed_by_note or place.in_table:
        print_distance(printer)


def print_distance(printer: Printer, *, keep_next: bool = False) -> None:
    """Print the low empty paragraph that stands after a table and keeps two tables apart."""
    keep = "<w:keepNext/>" if keep_next else ""
    printer.out.append(f'<w:p><w:pPr><w:pStyle w:val="BoxAfter"/>{keep}</w:pPr></w:p>')


def _is_short(table: Table) -> bool:
    """Whether the table is kept on one page: few rows, or few lines where rows break."""
    lines = sum(
        1 + max((sum(isinstance(i, LineBreak) for i in c.content) for c in row.cells), default=0)
        for row in table.rows
    )
    return len(table.rows) <= _KEPT_TOGETHER or lines <= _KEPT_LINES


def column_widths(relative: tuple[float, ...], columns: int, width: int) -> list[int]:
    """Widths in twentieths of a point that add up to `width`; even unless `relative` fits the number of columns."""
    shares = relative if len(relative) == columns and all(share > 0 for share in relative) else (1.0,) * columns
    total = sum(shares)
    edges = [0]
    passed = 0.0
    for share in shares:
        passed += share
        edges.append(round(width * passed / total))
    widths = [right - left for left, right in pairwise(edges)]
    # A column that would come out without any width is taken for an even one: Word shows no text in it.
    return widths if min(widths) > 0 or relative == () else column_widths((), columns, width)


def _opening(table: Table, widths: list[int], indent: int) -> str:
    head = any(row.kind == "head" for row in table.rows)
    total = any(row.kind == "total" for row in table.rows)
    caption = f'<w:tblCaption w:val="{attribute(table.caption)}"/>' if table.caption else ""
    words = f'<w:tblDescription w:val="{attribute(table.description)}"/>' if table.description else ""
    first_column = any(row.kind == "body" and row.cells and row.cells[0].header for row in table.rows)
    look = f'w:firstRow="{head:d}" w:lastRow="{total:d}" w:firstColumn="{first_column:d}"'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000" {look} w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{caption}{words}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _row(printer: Printer, row: Row, widths: list[int], keep_next: bool, dense: bool) -> str:
    repeated = "<w:tblHeader/>" if row.kind == "head" else ""
    look = ("<w:keepNext/>" if keep_next else "") + ('<w:spacing w:before="15" w:after="15"/>' if dense else "")
    parts = [f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>"]
    column = 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.span])
        parts.append(_cell(printer, cell, row.kind, width, look))
        column += cell.span
    if column < len(widths):
        rest = Cell((), span=len(widths) - column)
        parts.append(_cell(printer, rest, row.kind, sum(widths[column:]), look))
    parts.append("</w:tr>")
    return "".join(parts)


def _cell(printer: Printer, cell: Cell, kind: str, width: int, look: str) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    fill = _SHADES.get(kind)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    low = '<w:vAlign w:val="bottom"/>' if kind == "head" else ""
    align = f'<w:jc w:val="{cell.align}"/>' if cell.align in ("right", "center") else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}{low}</w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{_STYLES.get(kind, "TableText")}"/>{look}{align}</w:pPr>'
        f"{print_inlines(printer, cell.content)}</w:p></w:tc>"
    )
