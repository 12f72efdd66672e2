"""Choosing one or several of a list of options, with the keyboard."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from rapport.questionnaire import FieldPath, Question, Raw
from rapport.text import sort_key
from rapport.workspace import Option

from ..plain import joined, pad, plain
from .cells import FOCUS_STYLE, Cells
from .editor import Changed, Surroundings

_COLUMN = 30
"""Least width of a column of options."""
_ONE_COLUMN = 8
"""Most options that are set in one column."""


class Picks(Cells):
    """Options to tick. An answer that is none of them stays until it is unticked, and is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "pick", show=False),
        Binding("delete,backspace", "clear", show=False),
    ]

    def __init__(self, options: tuple[Option, ...], raw: Raw, several: bool, part: str = "") -> None:
        super().__init__()
        self._part = part
        self._several = several
        given = [str(value) for value in (raw if isinstance(raw, list) else [raw]) if value not in (None, "")]
        known = [option.id for option in options]
        strange = tuple(Option(value, f"{value} (finns inte)") for value in given if value not in known)
        self._options = options + strange
        self._picked = given

    @property
    def _columns(self) -> int:
        if len(self._options) <= _ONE_COLUMN:
            return 1
        return max(1, min(4, self.content_size.width // _COLUMN))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns, filled column by column."""
        columns = self._columns
        return -(-len(self._options) // columns), columns

    def _place(self, row: int, column: int) -> int:
        return column * (-(-len(self._options) // self._columns)) + row

    def draw(self, width: int) -> list[Content]:
        """Each option with its box; the box is filled, and the words bold, when it is ticked."""
        columns = 1 if len(self._options) <= _ONE_COLUMN else max(1, min(4, width // _COLUMN))
        rows = -(-len(self._options) // columns)
        cell = max(8, width // columns)
        out = []
        for row in range(rows):
            places = [column * rows + row for column in range(columns)]
            out.append(Content("").join([self._cell(place, cell, self._is_at(place)) for place in places]))
        return out

    def _is_at(self, place: int) -> bool:
        return self.has_focus and place == self._place(self.row, self.column)

    def _cell(self, place: int, width: int, at: bool) -> Content:
        if place >= len(self._options):
            return plain(" " * width)
        option = self._options[place]
        ticked = option.id in self._picked
        box = ("[×] " if ticked else "[ ] ") if self._several else ("(●) " if ticked else "( ) ")
        text = f"{'›' if at else ' '}{box}{option.label} "
        style = FOCUS_STYLE if at else "bold" if ticked else ""
        words = plain(pad(text, min(width - 1, len(text))), style)
        return joined(words, " " * (width - words.cell_length))

    def action_move(self, down: int, right: int) -> None:
        """Move, but never to an empty place in the last column."""
        before = (self.row, self.column)
        super().action_move(down, right)
        if self._place(self.row, self.column) >= len(self._options):
            self.row, self.column = before

    def action_pick(self) -> None:
        """Tick or untick the option under the cursor."""
        name = self._options[self._place(self.row, self.column)].id
        if name in self._picked:
            self._picked = [known for known in self._picked if known != name]
        else:
            self._picked = [*self._picked, name] if self._several else [name]
        self._tell()

    def action_clear(self) -> None:
        """Untick everything."""
        self._picked = []
        self._tell()

    def _tell(self) -> None:
        self.refresh()
        order = [option.id for option in self._options]
        chosen = sorted(self._picked, key=order.index)
        self.post_message(Changed(chosen if self._several else "".join(chosen), self._part))

    def on_click(self, event: events.Click) -> None:
        """With the mouse: tick what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        rows, columns = self.shape
        column = min(columns - 1, offset.x // max(8, self.content_size.width // columns))
        if offset.y < rows and self._place(offset.y, column) < len(self._options):
            self.row, self.column = offset.y, column
            self.action_pick()


def build_choice(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> Picks:
    """Editor where one option is chosen."""
    return Picks(question.options, raw, several=False)


def build_choices(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> Picks:
    """Editor where several options may be chosen."""
    return Picks(question.options, raw, several=True)


def build_partners(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> Picks:
    """Editor of the units that stand behind an example together."""
    units = sorted(around.partners, key=lambda unit: sort_key(unit.name))
    return Picks(tuple(Option(unit.slug, unit.name) for unit in units), raw, several=True)
