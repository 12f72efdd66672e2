"""Tables with headers a screen reader can follow; wide ones scroll in a region of their own."""

from __future__ import annotations

from itertools import takewhile

from rapport.blocks import Cell, Row, Table, plain

from .escaping import attribute, escape
from .inlines import inlines
from .outline import Named
from .printer import Printer

_WIDE = 3
"""Tables with so many columns or more may be wider than a narrow window."""
_VERY_WIDE = 6
"""And with so many they take all the room there is."""


def print_table(printer: Printer, table: Table, named: Named) -> str:
    """A table under its caption."""
    columns = max((sum(cell.span for cell in row.cells) for row in table.rows), default=0)
    caption = _caption(table, named)
    if not columns:
        return f'<p id="{named.id}" class="label">{caption}</p>' if caption else f'<div id="{named.id}"></div>'
    head = tuple(takewhile(lambda row: row.kind == "head", table.rows))
    rest = table.rows[len(head) :]
    foot = tuple(takewhile(lambda row: row.kind == "total", reversed(rest)))[::-1]
    body = rest[: len(rest) - len(foot)]
    parts = [_part(printer, tag, rows, columns) for tag, rows in (("thead", head), ("tbody", body), ("tfoot", foot))]
    key = printer.ids.take(f"{named.id}-rubrik") if caption else ""
    title = f'<caption id="{key}"><span>{caption}</span></caption>' if caption else ""
    name = f'aria-labelledby="{key}"' if caption else f'aria-label="{attribute(_spoken_name(table))}"'
    html = f"<table{'' if caption else f' {name}'}>{title}{''.join(parts)}</table>"
    return scrolling(html, named.id, name, columns)


def scrolling(table: str, key: str, name: str, columns: int) -> str:
    """A `table` (HTML) in a block with the id `key`.

    With `columns` enough to be wider than a narrow window it is a region that scrolls, which the keyboard reaches and
    `name` (an attribute) names.
    """
    identity = f' id="{key}"' if key else ""
    if columns < _WIDE:
        return f'<div class="table"{identity}>{table}</div>'
    kind = "table wide whole" if columns >= _VERY_WIDE else "table wide"
    return f'<div class="{kind}"{identity} role="region" tabindex="0" {name}>{table}</div>'


def _caption(table: Table, named: Named) -> str:
    return f"<b>{named.label}.</b> {escape(table.caption)}" if table.caption else ""


def _spoken_name(table: Table) -> str:
    """What a table without a caption is called by a screen reader."""
    words = [text for cell in table.rows[0].cells if (text := plain(cell.content).strip())]
    return table.description or "Tabell" + (f": {', '.join(words)}" if words else "")


def _part(printer: Printer, tag: str, rows: tuple[Row, ...], columns: int) -> str:
    if not rows:
        return ""
    html = "".join([_row(printer, row, columns, _rows_headed(rows, index)) for index, row in enumerate(rows)])
    return f"<{tag}>{html}</{tag}>"


def _rows_headed(rows: tuple[Row, ...], index: int) -> int:
    """Rows that the first cell of a row heads: its own and those after it with an empty first header; 0 for these."""
    if not _continues(rows[index]):
        return 1 + sum(1 for _ in takewhile(_continues, rows[index + 1 :])) if _has_row_header(rows[index]) else 1
    above = next((row for row in reversed(rows[:index]) if not _continues(row)), None)
    return 0 if above and _has_row_header(above) else 1


def _has_row_header(row: Row) -> bool:
    return row.kind == "body" and bool(row.cells) and row.cells[0].header and row.cells[0].span == 1


def _continues(row: Row) -> bool:
    """Whether a row belongs to the header above it."""
    return _has_row_header(row) and not row.cells[0].content


def _row(printer: Printer, row: Row, columns: int, headed: int) -> str:
    """A row whose first cell heads `headed` rows; with 0 the first cell is the one that reaches down from above."""
    first = [_cell(printer, cell, row.kind, headed) for cell in row.cells[:1] if headed]
    cells = [*first, *(_cell(printer, cell, row.kind) for cell in row.cells[1:])]
    missing = columns - sum(cell.span for cell in row.cells)
    if missing > 0:
        cells.append(f"<td{_spanning(missing)}></td>")
    kind = ' class="total"' if row.kind == "total" else ""
    return f"<tr{kind}>{''.join(cells)}</tr>"


def _cell(printer: Printer, cell: Cell, kind: str, rows: int = 1) -> str:
    html = inlines(printer, cell.content)
    align = f' class="{cell.align}"' if cell.align in ("right", "center") else ""
    down = f' rowspan="{rows}"' if rows > 1 else ""
    looks = f"{_spanning(cell.span)}{down}{align}"
    # A header without a text heads nothing: it is an empty cell.
    if html and (cell.header or kind == "head"):
        scope = "row" if kind != "head" else "col" if cell.span == 1 else "colgroup"
        return f'<th scope="{scope}"{looks}>{html}</th>'
    return f"<td{looks}>{html}</td>"


def _spanning(columns: int) -> str:
    return f' colspan="{columns}"' if columns > 1 else ""
