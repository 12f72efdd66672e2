"""What stands in the workbook of a document: its tables as they are printed, with numbers as numbers.

The sheets are made from the blocks that are printed, so that paper and workbook cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapport.blocks import (
    UNDATED,
    Block,
    Cell,
    Contents,
    Cover,
    Document,
    Front,
    Heading,
    Item,
    List,
    Paragraph,
    Table,
    children,
    plain,
)
from rapport.text import swedish_date

from .names import clean, sheet_names

Value = str | int | None
"""Text, a whole number, or nothing in an empty cell."""
_NUMBER = re.compile(r"[−-]?(?:0|[1-9][0-9]{0,2}(?:[\u00a0\u202f ][0-9]{3}){0,4}|[1-9][0-9]{0,14})")
_NOTHING = ("", "–")
"""What is printed where there is no figure."""
ABOUT = "Om uppgifterna"
"""Name of the first sheet."""
_READING = (
    "Varje blad är en tabell eller en samling texter i dokumentet. En tom cell betyder att uppgiften saknas. "
    "En summa är en formel där raderna ovanför ger den summa som är tryckt."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet."""

    values: tuple[Value, ...]
    """As many as the sheet has columns."""
    kind: str = "body"
    """`head`, `body` or `total`, as in `rapport.blocks.Row`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table."""

    name: str
    """Unique in the workbook, at most 31 characters."""
    caption: str
    """The table's whole caption."""
    description: str
    """What a row is; may be empty."""
    lines: tuple[Line, ...]
    """Head lines first, total lines last; all of the same width."""

    @property
    def columns(self) -> int:
        """Number of columns."""
        return max((len(line.values) for line in self.lines), default=0)

    def adds_up(self, column: int, value: Value) -> bool:
        """Whether the lines of the body, of which at least one has a number, add up to `value` in a column."""
        body = [line.values[column] for line in self.lines if line.kind == "body"]
        numbers = [number for number in body if isinstance(number, int)]
        return isinstance(value, int) and bool(numbers) and sum(numbers) == value


@dataclass(frozen=True, slots=True)
class Book:
    """The content of a workbook."""

    about: tuple[tuple[str, str], ...]
    """Lines of the first sheet: a label and a text, either of which may be empty."""
    sheets: tuple[Sheet, ...]
    """One for each table with a caption and for each heading with labelled texts under it, in reading order."""


@dataclass(slots=True)
class _Found:
    """What a walk through the blocks has found."""

    about: list[tuple[str, str]] = field(default_factory=list)
    tables: list[tuple[str, str, list[Line]]] = field(default_factory=list)
    heading: str = ""
    texts_of: str | None = None


def make_book(document: Document) -> Book:
    """The workbook of a document: what it is, and its tables and labelled texts."""
    found = _Found()
    _collect(document.blocks, found)
    names = sheet_names([ABOUT, *(caption for caption, _, _ in found.tables)])[1:]
    sheets = tuple(
        Sheet(name, caption, description, tuple(_even(lines)))
        for name, (caption, description, lines) in zip(names, found.tables, strict=True)
    )
    about = (*_particulars(document), *found.about, ("Så läses bladen", _READING))
    return Book(about, sheets)


def _particulars(document: Document) -> Iterator[tuple[str, str]]:
    """Who has published the document, when and with what reservation, as its cover says."""
    cover = next((block for block in document.blocks if isinstance(block, Cover)), Cover(document.title))
    pairs = (
        ("Dokument", cover.subtitle),
        ("Utgivare", cover.publisher or document.author),
        ("Serie", cover.series),
        ("Datum", swedish_date(document.created) if document.created != UNDATED else ""),
        ("Upplysning", cover.notice),
        ("", "Utkast. Uppgifterna är inte fastställda." if document.draft else ""),
    )
    return ((label, text) for label, text in pairs if text)


def _collect(blocks: Iterable[Block], found: _Found) -> None:
    for block in blocks:
        if isinstance(block, (Cover, Front, Contents)):
            continue
        if isinstance(block, Heading):
            found.heading = plain(block.content)
        elif isinstance(block, Table):
            _take_table(block, found)
        elif isinstance(block, Item) and (label := _label(block)):
            _take_text(block, label, found)
        elif isinstance(block, Paragraph):
            if not found.tables:
                found.about.append(("" if found.about else ABOUT, plain(block.content)))
        else:
            _collect(children(block), found)


def _take_table(table: Table, found: _Found) -> None:
    """A table with a caption is a sheet; one without explains what comes after it, if it stands before the first."""
    if table.caption:
        found.tables.append((table.caption, table.description, [_line(row.cells, row.kind) for row in table.rows]))
        found.texts_of = None
    elif not found.tables:
        for row in table.rows:
            first, *rest = [plain(cell.content) for cell in row.cells] or [""]
            found.about.append((first, " ".join(rest)))


def _label(item: Item) -> str:
    """Who a text comes from, where it is set with a label above it."""
    first = item.blocks[0] if item.blocks else None
    return plain(first.content) if isinstance(first, Paragraph) and first.style == "label" else ""


def _take_text(item: Item, label: str, found: _Found) -> None:
    """Labelled texts under one heading share a sheet."""
    if found.texts_of != found.heading:
        found.texts_of = found.heading
        head = Line(("Uppgiftslämnare", found.heading or "Text"), "head")
        found.tables.append((found.heading, "Texterna är uppgiftslämnarnas egna.", [head]))
    found.tables[-1][2].append(Line((label, "\n".join(_paragraphs(item.blocks[1:])))))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, (Paragraph, Heading)):
            yield plain(block.content)
        elif isinstance(block, List):
            for number, point in enumerate(block.items, 1):
                mark = f"{number}." if block.ordered else "–"
                yield f"{mark} {' '.join(_paragraphs(point.blocks))}"
        else:
            yield from _paragraphs(children(block))


def _line(cells: Iterable[Cell], kind: str) -> Line:
    """A row with a value for each column; a wide cell leaves the columns after the first one empty."""
    values: list[Value] = []
    for cell in cells:
        values += [_value(cell, kind), *[None] * (cell.span - 1)]
    return Line(tuple(values), kind)


def _value(cell: Cell, kind: str) -> Value:
    """A whole number where one is printed in a column of figures, else the text."""
    text = clean(plain(cell.content)).strip()
    if kind == "head" or cell.header or cell.align != "right":
        return text or None
    if text in _NOTHING:
        return None
    if _NUMBER.fullmatch(text):
        return int(re.sub(r"[\u00a0\u202f ]", "", text).replace("−", "-"))
    return text


def _even(lines: list[Line]) -> Iterator[Line]:
    width = max((len(line.values) for line in lines), default=0)
    for line in lines:
        yield Line(line.values + (None,) * (width - len(line.values)), line.kind)
