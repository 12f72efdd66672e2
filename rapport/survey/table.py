"""A survey tool's export as a table: header, and columns of texts as compact as their few different values."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from rapport.errors import UseError

from .columns import Coded, Coder

MAX_COLUMNS = 2_000
"""Most columns of a file that is read."""
MAX_ROWS = 1_000_000
"""Most rows of a file that is read."""
MAX_CELL = 100_000
"""Most characters of one cell."""
_BLOCK = 4_096

Row = tuple[int, Sequence[str]]
"""Where a row stands in the file, counted from 1, and its cells."""
HeaderRows = Callable[[Sequence[str], Sequence[str]], int]
"""Tells from the first two rows of a file whether one or both are its header."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file with one row a respondent."""

    headers: tuple[tuple[str, ...], ...]
    """For each column the texts of the header above it, from the top, blank ones apart."""
    columns: tuple[Coded, ...]
    """The cells, one for each row."""
    lines: array[int]
    """Where each row stands in the file, counted from 1."""
    short: int
    """Rows with fewer cells than the header; what is missing is blank."""

    def __len__(self) -> int:
        return len(self.lines)


def build_table(rows: Iterable[Row], name: str, header_rows: HeaderRows) -> Table:
    """A table from the rows of a file that messages call `name`; rows without any text are passed over.

    Raises `UseError` when there is no header, and for more rows, columns or characters in a cell than are read.
    """
    filled = (row for row in rows if any(cell and not cell.isspace() for cell in row[1]))
    first = next(filled, None)
    if first is None:
        raise UseError(f"Filen {name} är tom. Exportera svaren på nytt och försök igen.")
    second = next(filled, None)
    n_header = header_rows(first[1], second[1]) if second else 1
    above = [first[1], second[1]] if second and n_header > 1 else [first[1]]
    body = chain([second], filled) if second and n_header == 1 else filled
    builder = _Builder(name, max(map(len, above)))
    while block := list(islice(body, _BLOCK)):
        builder.add(block)
    return Table(tuple(_headers(above, len(builder.coders))), builder.columns(), builder.lines, builder.short)


def _headers(above: Sequence[Sequence[str]], width: int) -> Iterator[tuple[str, ...]]:
    """The header of each column. A blank cell of the upper of two rows belongs to the cell before it."""
    top = ""
    for index in range(width):
        texts = [row[index].strip() if index < len(row) else "" for row in above]
        if len(texts) > 1 and texts[1]:
            texts[0] = top = texts[0] or top
        else:
            top = texts[0]
        yield tuple(text for text in texts if text)


class _Builder:
    def __init__(self, name: str, width: int) -> None:
        self._name = name
        self._width = width
        self.coders: list[Coder] = []
        self.lines = array("I")
        self.short = 0
        self._widen(width)

    def add(self, block: Sequence[Row]) -> None:
        """Take the next rows."""
        widths = [len(cells) for _, cells in block]
        self._widen(max(widths))
        self.short += sum(1 for width in widths if width < self._width)
        width = len(self.coders)
        full = [cells if len(cells) == width else [*cells, *[""] * (width - len(cells))] for _, cells in block]
        for coder, texts in zip(self.coders, zip(*full, strict=True), strict=True):
            coder.add(texts)
        self.lines.extend([line for line, _ in block])
        if len(self.lines) > MAX_ROWS:
            raise UseError(f"Filen {self._name} har fler än {MAX_ROWS} rader och läses inte. Dela upp den.")

    def columns(self) -> tuple[Coded, ...]:
        """What was taken, without surrounding blanks. Raises `UseError` for a cell that is too long."""
        columns = []
        for coder in self.coders:
            column = coder.done()
            if max(map(len, column.values), default=0) > MAX_CELL:
                raise UseError(
                    f"Filen {self._name} har en cell med fler än {MAX_CELL} tecken. Se över filens citattecken."
                )
            columns.append(column.mapped([value.strip() for value in column.values]))
        return tuple(columns)

    def _widen(self, width: int) -> None:
        if width > MAX_COLUMNS:
            raise UseError(
                f"Filen {self._name} har fler än {MAX_COLUMNS} kolumner och läses inte. "
                "Exportera bara enkätens frågor och försök igen."
            )
        while len(self.coders) < width:
            coder = Coder()
            coder.add([""] * len(self.lines))
            self.coders.append(coder)
