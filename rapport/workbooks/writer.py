"""A document's tables to an .xlsx file: numbers as numbers, texts as texts, sums as formulas.

A title in the first row, what a row is in the second, then the header: one table on each sheet, which is how
statistics are published so that both people and programs can read them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import Any
from zipfile import ZipFile

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

from rapport.blocks import Document
from rapport.files import write_atomic

from .names import LONGEST_TEXT, clean, clip
from .sheets import ABOUT, Book, Line, Sheet, Value, make_book

_A4 = 9
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_FIRST = 2
"""Row of a sheet, counted from 0, where its table begins."""
_BLUE, _HEAD, _TOTAL, _LINE = "#1F3864", "#E4EAF3", "#F3F5F9", "#BFC8D6"
"""The colours of the printed tables."""
_SWEDISH_NUMBER = "[$-41D]#,##0;[$-41D]−#,##0"
"""Thousands parted as in Swedish, and a real minus sign."""
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": _BLUE},
    "note": {"font_color": "#595959"},
    "label": {"bold": True, "font_color": _BLUE, "valign": "top", "text_wrap": True},
    "link": {"font_color": "#1F4E9E", "underline": 1, "valign": "top"},
    "text": {"valign": "top", "text_wrap": True},
    "head": {"bold": True, "font_color": _BLUE, "bg_color": _HEAD, "text_wrap": True, "top": 2, "bottom": 1},
    "body": {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": _LINE},
    "total": {"bold": True, "bg_color": _TOTAL, "top": 1, "bottom": 2},
}
_LINE_HEIGHT = 15
"""Height of a line of text in points."""
_HIGHEST = 400
"""Height of the highest row in points; a spreadsheet program allows 409."""
_ABOUT_WIDTHS = (32, 90)
_NARROWEST, _NUMBER_WIDEST, _NAME_WIDEST, _TEXT_WIDEST = 12, 24, 44, 100
"""Widths of columns in characters."""


def write_workbook(document: Document, path: Path) -> None:
    """Write the tables of `document` to `path` as .xlsx, whole or not at all. Raises `OSError` when it cannot."""
    write_atomic(path, render_workbook(document))


def render_workbook(document: Document) -> bytes:
    """The tables of `document` as an .xlsx file; the same document gives the same bytes."""
    content = make_book(document)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties(
        {
            "title": clip(document.title, 250),
            "subject": clip(document.subject, 250),
            "author": clip(document.author, 250),
            "created": datetime.fromisoformat(document.created.removesuffix("Z")),
        }
    )
    looks = {
        (name, number): book.add_format(look | ({"num_format": _SWEDISH_NUMBER, "align": "right"} if number else {}))
        for name, look in _LOOKS.items()
        for number in (False, True)
    }
    _write_about(book.add_worksheet(ABOUT), document, content, looks)
    for sheet in content.sheets:
        _write_sheet(book.add_worksheet(sheet.name), document, sheet, looks)
    book.close()
    return _with_language(buffer.getvalue(), document.lang)


def _write_about(page: Any, document: Document, content: Book, looks: dict[tuple[str, bool], Any]) -> None:
    """The first sheet: what the figures are, and a list of the others."""
    page.write_string(0, 0, clip(document.title, 250), looks["title", False])
    row = 2
    for label, text in content.about:
        page.write_string(row, 0, _fitting(label), looks["label", False])
        page.write_string(row, 1, _fitting(text), looks["text", False])
        _set_height(page, row, (label, text), _ABOUT_WIDTHS)
        row += 1
    for number, sheet in enumerate(content.sheets):
        if not number:
            page.write_string(row + 1, 0, "Blad", looks["label", False])
            row += 2
        address = "internal:'{}'!A1".format(sheet.name.replace("'", "''"))
        page.write_url(row, 0, address, looks["link", False], sheet.name)
        page.write_string(row, 1, _fitting(sheet.caption), looks["text", False])
        row += 1
    for column, width in enumerate(_ABOUT_WIDTHS):
        page.set_column(column, column, width)
    _set_up(page, document)
    page.set_portrait()


def _write_sheet(page: Any, document: Document, sheet: Sheet, looks: dict[tuple[str, bool], Any]) -> None:
    page.write_string(0, 0, _fitting(sheet.caption), looks["title", False])
    page.write_string(1, 0, _fitting(sheet.description), looks["note", False])
    figures = [_is_of_figures(sheet, column) for column in range(sheet.columns)]
    widths = [_width(sheet, column, figures[column]) for column in range(sheet.columns)]
    for row, line in enumerate(sheet.lines, _FIRST):
        _set_height(page, row, line.values, widths)
        for column, value in enumerate(line.values):
            look = looks[line.kind, figures[column]]
            if line.kind == "total" and sheet.adds_up(column, value):
                page.write_formula(row, column, f"=SUM({_body(sheet, column)})", look, value)
            else:
                _write(page, row, column, value, look)
    heads = sum(line.kind == "head" for line in sheet.lines)
    page.freeze_panes(_FIRST + heads, 1)
    if heads:
        page.repeat_rows(_FIRST, _FIRST + heads - 1)
    if sheet.lines and sheet.columns:
        # Years and the like are words here, not figures that someone forgot to make numbers.
        area = xl_range(_FIRST, 0, _FIRST + len(sheet.lines) - 1, sheet.columns - 1)
        page.ignore_errors({"number_stored_as_text": area})
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    _set_up(page, document)


def _write(page: Any, row: int, column: int, value: Value, look: Any) -> None:
    """A value as what it is: text never becomes a formula, a number or a link."""
    if value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(value, int):
        page.write_number(row, column, value, look)
    else:
        page.write_string(row, column, _fitting(value), look)


def _body(sheet: Sheet, column: int) -> str:
    """The cells of a column that a sum is of."""
    rows = [row for row, line in enumerate(sheet.lines, _FIRST) if line.kind == "body"]
    return str(xl_range(rows[0], column, rows[-1], column))


def _is_of_figures(sheet: Sheet, column: int) -> bool:
    """Whether a column has numbers under its header."""
    return any(isinstance(line.values[column], int) for line in sheet.lines if line.kind != "head")


def _width(sheet: Sheet, column: int, figures: bool) -> int:
    """Width of a column in characters: its longest number, or its longest line of text within bounds."""
    longest = max((_length(line, column) for line in sheet.lines), default=0)
    widest = _NUMBER_WIDEST if figures else _TEXT_WIDEST if column else _NAME_WIDEST
    return min(max(longest + 3, _NARROWEST), widest)


def _length(line: Line, column: int) -> int:
    """Characters that a value takes on one line; a header may be set on several, one for each word."""
    value = line.values[column]
    if isinstance(value, int):
        return len(f"{value:,}")
    parts = (value or "").split(None if line.kind == "head" else "\n")
    return max(map(len, parts), default=0)


def _set_height(page: Any, row: int, values: Sequence[Value], widths: Sequence[int]) -> None:
    """Room for texts that are set on several lines; not every program makes it by itself."""
    lines = max(
        (
            sum(len(wrap(part, width)) or 1 for part in value.split("\n"))
            for value, width in zip(values, widths, strict=True)
            if isinstance(value, str) and len(value) > width - 2
        ),
        default=1,
    )
    if lines > 1:
        page.set_row(row, min(lines * _LINE_HEIGHT, _HIGHEST))


def _fitting(text: str) -> str:
    """Text that fits a cell; XlsxWriter leaves the cell empty where it does not."""
    text = clean(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _set_up(page: Any, document: Document) -> None:
    """How a sheet is printed: on landscape A4, as wide as the paper, with the document's title and page numbers."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.7)
    page.set_header(f"&L{_in_margin(document.title)}&R{'UTKAST' if document.draft else ''}")
    page.set_footer(f"&L{_in_margin(document.author)}&R&P (&N)")
    page.hide_gridlines(2)


def _in_margin(text: str) -> str:
    """Text for a header or footer, where an ampersand is a command unless it is doubled."""
    return clip(text, 100).replace("&", "&&")


def _with_language(data: bytes, lang: str) -> bytes:
    """The workbook with its language among the properties, where XlsxWriter has no word for it."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(buffer, "w") as new:
        for member in old.infolist():
            part = old.read(member)
            if member.filename == "docProps/core.xml":
                end = b"</cp:coreProperties>"
                language = f"<dc:language>{lang}</dc:language>".encode() if _LANGUAGE_TAG.fullmatch(lang) else b""
                part = part.replace(end, language + end)
            new.writestr(member, part)
    return buffer.getvalue()
