"""Numbers and tables of money, edited as in a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from rapport.questionnaire import FieldPath, Question, Raw, parse_answer, table_cells, table_totals
from rapport.text import clean, group_digits

from ..plain import joined, pad, plain, wrap_words
from ..words import counted
from .cells import FOCUS_STYLE, Cells
from .editor import Changed, Left, Surroundings

_MAX_CELL = 40
"""Most characters in a cell."""


@dataclass(frozen=True, slots=True)
class Undo:
    """A cell as it was before a change."""

    row: int
    """Row of the cell."""
    column: int
    """Column of the cell."""
    text: str
    """What it held."""


def grouped(text: str) -> str:
    """A whole number with its digits in groups of three; anything else as it is."""
    digits = "".join(text.split())
    sign, body = ("−", digits[1:]) if digits[:1] in ("-", "−") else ("", digits)
    if body.isascii() and body.isdecimal() and len(body) <= 15:
        return sign + group_digits(int(body))
    return text


class NumberCells(Cells):
    """Cells for numbers. Typing replaces what a cell holds when it was just entered, and adds to it after that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "move(1, 0)", show=False),
        Binding("backspace", "erase", show=False),
        Binding("delete", "empty", show=False),
        Binding("ctrl+z", "undo", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._fresh = True
        self._undo: list[Undo] = []

    def text_at(self, row: int, column: int) -> str:
        """What a cell holds, as typed."""
        raise NotImplementedError

    def put(self, row: int, column: int, text: str) -> None:
        """Let a cell hold `text`, and tell."""
        raise NotImplementedError

    def is_computed(self, column: int) -> bool:
        """Whether a column follows from others."""
        return False

    def _write(self, text: str) -> None:
        if self.is_computed(self.column):
            self.app.bell()
            return
        before = self.text_at(self.row, self.column)
        if self._fresh:
            self._undo.append(Undo(self.row, self.column, before))
        self._fresh = False
        self.put(self.row, self.column, grouped(text[:_MAX_CELL]))
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """A character typed."""
        if event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            held = "" if self._fresh else self.text_at(self.row, self.column)
            self._write(held + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Cells from a spreadsheet fill cells; a single value fills one."""
        event.stop()
        rows = [line.split("\t") for line in event.text.replace("\r\n", "\n").strip("\n").split("\n")]
        last_row, last_column = self.shape
        start = (self.row, self.column)
        dropped = 0
        for down, values in enumerate(rows):
            for right, value in enumerate(values):
                row, column = start[0] + down, start[1] + right
                if row >= last_row or column >= last_column or self.is_computed(column):
                    dropped += 1
                    continue
                self.row, self.column, self._fresh = row, column, True
                self._write(clean(value).strip())
        self._fresh = True
        if dropped:
            self.app.notify(
                f"{counted(dropped, 'värde', 'värden')} fick inte plats i tabellen.", title="Inklistrat", markup=False
            )

    def action_erase(self) -> None:
        """Take away the last character."""
        self._write(self.text_at(self.row, self.column)[:-1].rstrip())

    def action_empty(self) -> None:
        """Empty the cell."""
        self._write("")

    def action_undo(self) -> None:
        """Give the cell changed last what it held before."""
        if self._undo:
            undo = self._undo.pop()
            self.row, self.column, self._fresh = undo.row, undo.column, True
            self.put(undo.row, undo.column, undo.text)
            self.refresh()

    def watch_row(self) -> None:
        """A newly entered cell is replaced by what is typed."""
        self._enter()

    def watch_column(self) -> None:
        """A newly entered cell is replaced by what is typed."""
        self._enter()

    def _enter(self) -> None:
        if not self._fresh:
            self.post_message(Left())
        self._fresh = True

    def on_focus(self) -> None:
        """A newly entered cell is replaced by what is typed."""
        self._fresh = True


class Number(NumberCells):
    """A single number, set to the right, with its unit."""

    def __init__(self, question: Question, raw: Raw) -> None:
        super().__init__()
        self._text = grouped(clean(raw)) if isinstance(raw, str) else ""
        self._unit = question.unit or ("kr" if question.type == "money" else "")

    @property
    def shape(self) -> tuple[int, int]:
        """One cell."""
        return 1, 1

    def draw(self, width: int) -> list[Content]:
        """The number and its unit."""
        room = min(24, width - 6)
        text = (self._text + "▏") if self.has_focus and not self._fresh else self._text or "·"
        style = FOCUS_STYLE if self.has_focus else ""
        return [joined((f" {pad(text, room, 'right')} ", style), f" {self._unit}")]

    def text_at(self, row: int, column: int) -> str:
        """The number as typed."""
        return self._text

    def put(self, row: int, column: int, text: str) -> None:
        """Keep and tell."""
        self._text = text
        self.post_message(Changed(text))


class MoneyTable(NumberCells):
    """Rows and columns of amounts; computed columns and sums follow as one types."""

    def __init__(self, question: Question, raw: Raw) -> None:
        super().__init__()
        self._question = question
        self._raw: dict[str, dict[str, str]] = {
            str(row): {str(column): clean(str(cell)) for column, cell in cells.items()}
            for row, cells in (raw.items() if isinstance(raw, dict) else ())
            if isinstance(cells, dict)
        }

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns, computed ones included."""
        return len(self._question.rows), len(self._question.columns)

    def is_computed(self, column: int) -> bool:
        """Whether a column follows from others."""
        return self._question.columns[column].computed is not None

    def text_at(self, row: int, column: int) -> str:
        """A cell as typed."""
        return self._raw.get(self._question.rows[row].id, {}).get(self._question.columns[column].id, "")

    def put(self, row: int, column: int, text: str) -> None:
        """Keep and tell."""
        row_id, column_id = self._question.rows[row].id, self._question.columns[column].id
        cells = {name: cell for name, cell in self._raw.get(row_id, {}).items() if name != column_id}
        if text:
            cells[column_id] = text
        rest = {name: old for name, old in self._raw.items() if name != row_id}
        self._raw = rest | ({row_id: cells} if cells else {})
        self.post_message(Changed(self._raw))

    def _widths(self, width: int) -> tuple[int, int]:
        """Width of the row labels and of each column."""
        columns = len(self._question.columns)
        longest = max((len(row.label) for row in self._question.rows), default=4)
        label = min(max(longest, 5) + 1, max(6, width // 4))
        return label, min(18, max(6, (width - label) // max(1, columns)))

    def _heads(self, width: int) -> list[list[str]]:
        wrapped = [wrap_words(column.label, width - 1) for column in self._question.columns]
        height = max((len(head) for head in wrapped), default=1)
        return [[""] * (height - len(head)) + head for head in wrapped]

    def line_of_row(self, row: int, width: int) -> tuple[int, int]:
        """Under the headings and a rule."""
        _, cell = self._widths(width)
        heads = self._heads(cell)
        return len(heads[0]) + 1 + row if heads else row, 1

    def draw(self, width: int) -> list[Content]:
        """Headings, rows, and the sums."""
        label, cell = self._widths(width)
        heads = self._heads(cell)
        total_width = label + cell * len(heads)
        out = [
            joined(" " * label, ("".join(pad(head[n], cell, "right") for head in heads), "bold $muted"))
            for n in range(len(heads[0]) if heads else 0)
        ]
        out.append(plain("─" * total_width, "$rule"))
        value = parse_answer(self._question, self._raw).value
        known = table_cells(self._question, value)
        for row, option in enumerate(self._question.rows):
            cells = [self._cell(row, column, known[option.id], cell) for column in range(len(heads))]
            out.append(Content("").join([plain(pad(option.label, label), "bold" if row == self.row else ""), *cells]))
        if self._question.total:
            totals = table_totals(self._question, value)
            sums = "".join(pad(_amount(totals[c.id]), cell, "right") for c in self._question.columns)
            out += [plain("─" * total_width, "$rule"), joined((pad("Summa", label) + sums, "bold"))]
        return out

    def _cell(self, row: int, column: int, known: dict[str, int | None], width: int) -> Content:
        computed = self.is_computed(column)
        number = known[self._question.columns[column].id]
        text = _amount(number) if computed else grouped(self.text_at(row, column))
        wrong = not computed and bool(text) and number is None
        at = self.has_focus and (row, column) == (self.row, self.column)
        if at and not self._fresh and not computed:
            text += "▏"
        style = FOCUS_STYLE if at else "bold $error" if wrong else "$muted" if computed else ""
        shown = text if text or computed else "·"
        return joined("›" if at else " ", (pad(f"!{shown}" if wrong else shown, width - 1, "right"), style))

    def on_click(self, event: events.Click) -> None:
        """With the mouse: go to the cell."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        label, cell = self._widths(self.content_size.width)
        row = offset.y - self.line_of_row(0, self.content_size.width)[0]
        column = (offset.x - label) // cell
        if 0 <= row < self.shape[0] and 0 <= column < self.shape[1]:
            self.row, self.column = row, column


def _amount(number: int | None) -> str:
    return "–" if number is None else group_digits(number)


def build_number(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> Number:
    """Editor of a whole number or an amount."""
    return Number(question, raw)


def build_table(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> MoneyTable:
    """Editor of a table of amounts."""
    return MoneyTable(question, raw)
