"""Statements answered on a scale, as a grid for the keyboard."""

from __future__ import annotations

import textwrap
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from rapport.questionnaire import FieldPath, Question, Raw

from ..plain import joined, pad, plain
from .cells import FOCUS_STYLE, Cells
from .editor import Changed, Surroundings


class Matrix(Cells):
    """A row for each statement, a column for each answer. A digit answers and goes on to the next row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "pick", show=False),
        Binding("delete,backspace", "clear", show=False),
    ]

    def __init__(self, question: Question, raw: Raw) -> None:
        super().__init__()
        self._question = question
        self._raw: dict[str, Any] = dict(raw) if isinstance(raw, dict) else {}

    @property
    def shape(self) -> tuple[int, int]:
        """Statements and answers."""
        return len(self._question.rows), len(self._question.options)

    def _widths(self, width: int) -> tuple[int, int]:
        """Width of the statements and of each answer."""
        options = self._question.options
        longest = max((len(option.label) for option in options), default=4)
        answer = min(max(longest, 5) + (4 if len(options) < 10 else 2), max(7, (width - 30) // max(1, len(options))))
        return max(12, width - answer * len(options) - 1), answer

    def _statement(self, row: int, width: int) -> list[str]:
        return textwrap.wrap(self._question.rows[row].label, max(8, width - 2)) or [""]

    def line_of_row(self, row: int, width: int) -> tuple[int, int]:
        """Statements may take several lines, under the line with the scale."""
        label, _ = self._widths(width)
        before = sum(len(self._statement(n, label)) for n in range(row))
        return 1 + before, len(self._statement(row, label))

    def draw(self, width: int) -> list[Content]:
        """The scale on top, then each statement with its answers."""
        label, answer = self._widths(width)
        options = self._question.options
        heads = [plain(_centred(f"{n}·{option.label}" if len(options) < 10 else option.label, answer), "bold $muted")
                 for n, option in enumerate(options, 1)]  # fmt: skip
        out = [Content("").join([plain(" " * label), *heads])]
        for row, statement in enumerate(self._question.rows):
            at = self.has_focus and row == self.row
            given = self._raw.get(statement.id)
            for n, text in enumerate(self._statement(row, label)):
                words = plain(pad(("› " if at and not n else "  ") + text, label), "bold" if at else "")
                cells = [self._cell(row, column, given, answer) for column in range(len(options))] if not n else []
                out.append(Content("").join([words, *cells]))
        return out

    def _cell(self, row: int, column: int, given: Any, width: int) -> Content:
        ticked = given == self._question.options[column].id
        at = self.has_focus and (row, column) == (self.row, self.column)
        left = (width - 5) // 2
        style = FOCUS_STYLE if at else "bold $primary" if ticked else "$muted"
        return joined(
            " " * left, (f"{'›' if at else ' '}({'●' if ticked else ' '}) ", style), " " * (width - 5 - left)
        )

    def action_pick(self) -> None:
        """Choose the answer under the cursor; the same answer again takes it away."""
        name = self._question.rows[self.row].id
        option = self._question.options[self.column].id
        self._answer(name, None if self._raw.get(name) == option else option)

    def action_clear(self) -> None:
        """Take away the answer of this row."""
        self._answer(self._question.rows[self.row].id, None)

    def _answer(self, row: str, option: str | None) -> None:
        kept = {name: given for name, given in self._raw.items() if name != row}
        self._raw = kept | ({row: option} if option else {})
        self.refresh()
        self.post_message(Changed(self._raw))

    def on_key(self, event: events.Key) -> None:
        """A digit answers the row."""
        if event.character and event.character.isdecimal() and 1 <= int(event.character) <= self.shape[1] < 10:
            event.stop()
            self.column = int(event.character) - 1
            self._answer(self._question.rows[self.row].id, self._question.options[self.column].id)
            if self.row < self.shape[0] - 1:
                self.action_move(1, 0)

    def on_click(self, event: events.Click) -> None:
        """With the mouse: choose what was clicked."""
        offset = event.get_content_offset(self)
        label, answer = self._widths(self.content_size.width)
        if offset is None or offset.x < label:
            return
        for row in range(self.shape[0]):
            y, height = self.line_of_row(row, self.content_size.width)
            if y <= offset.y < y + height:
                self.row, self.column = row, min(self.shape[1] - 1, (offset.x - label) // answer)
                self.action_pick()


def _centred(text: str, width: int) -> str:
    short = pad(text, min(width - 1, len(text)))
    return short.center(width)


def build_matrix(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> Matrix:
    """Editor of statements on a scale."""
    return Matrix(question, raw)
