"""Units by sections as one widget that draws only the lines it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from rapport.desk import UnitRow, column_sums
from rapport.editorial import APPROVED, DRAFT, RETURNED, SUBMITTED
from rapport.questionnaire import Section

from ..plain import pad, plain

LOOKS = {APPROVED: "$success", SUBMITTED: "$primary", RETURNED: "bold $error", DRAFT: "$warning"}
"""Look of a state's letter; other states are muted."""
_NAMES = (14, 24)
"""Fewest and most cells of the first column."""
_DONE = 7
_PRINTED = 6
_NARROW, _WIDE = 3, 5
_MANY = 99
"""Units from which columns are wider, so that sums stand apart."""


@dataclass
class Moved(Message):
    """Another cell is marked."""


@dataclass
class Entered(Message):
    """A cell was chosen with Enter."""

    unit: str
    """Slug of the unit."""
    section: str
    """Section."""


class Matrix(Widget, can_focus=True):
    """A row for each unit, a column for each section; the first column and the first line stay when it scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, action, show=False)
        for key, action in (
            ("up", "move(-1, 0)"),
            ("down", "move(1, 0)"),
            ("left", "move(0, -1)"),
            ("right", "move(0, 1)"),
            ("pageup", "page(-1)"),
            ("pagedown", "page(1)"),
            ("home", "move(0, -10000)"),
            ("end", "move(0, 10000)"),
            ("ctrl+home", "move(-100000, 0)"),
            ("ctrl+end", "move(100000, 0)"),
            ("space", "mark"),
            ("enter", "enter"),
        )
    ]

    def __init__(self, sections: Sequence[Section], name: str) -> None:
        super().__init__(id=name)
        self._sections = tuple(sections)
        self._ids = [section.id for section in sections]
        self._rows: tuple[UnitRow, ...] = ()
        self._sums: tuple[int, ...] = ()
        self._row = 0
        self._column = 0
        self._top = 0
        self._left = 0
        self._total = 0
        self.marked: set[str] = set()

    # ----------------------------------------------------------------------- what it shows

    def show(self, rows: Sequence[UnitRow], total: int) -> None:
        """Show other rows, out of `total`, with the same unit marked where it is still there."""
        unit = self.unit
        self._rows = tuple(rows)
        self._sums = column_sums(self._rows, self._ids)
        self._total = total
        slugs = [row.unit.slug for row in self._rows]
        self._row = slugs.index(unit) if unit in slugs else min(self._row, max(0, len(slugs) - 1))
        self._keep_in_sight()
        self.refresh()

    @property
    def unit(self) -> str:
        """Slug of the marked unit; empty when there is none."""
        return self._rows[self._row].unit.slug if self._row < len(self._rows) else ""

    @property
    def section(self) -> str:
        """The marked section; empty when there is none."""
        return self._ids[self._column] if self._ids else ""

    def choose(self, unit: str) -> None:
        """Mark the row of a unit, where it is shown."""
        slugs = [row.unit.slug for row in self._rows]
        if unit in slugs:
            self._row = slugs.index(unit)
            self._keep_in_sight()
            self.refresh()

    # ----------------------------------------------------------------------- moving

    def action_move(self, down: int, right: int) -> None:
        """Mark another cell."""
        self._row = max(0, min(len(self._rows) - 1, self._row + down))
        self._column = max(0, min(len(self._ids) - 1, self._column + right))
        self._keep_in_sight()
        self.refresh()
        self.post_message(Moved())

    def action_page(self, direction: int) -> None:
        """A screenful up or down."""
        self.action_move(direction * max(1, self._height - 1), 0)

    def action_mark(self) -> None:
        """Take the unit into what is done with many at once, or out of it; then the next one."""
        if self.unit:
            self.marked ^= {self.unit}
            self.action_move(1, 0)

    def action_enter(self) -> None:
        """Open the marked cell."""
        if self.unit:
            self.post_message(Entered(self.unit, self.section))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """With the mouse: three rows down."""
        self.action_move(3, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """With the mouse: three rows up."""
        self.action_move(-3, 0)

    def on_click(self, event: events.Click) -> None:
        """With the mouse: mark the cell."""
        column = (event.x - self._first - 2) // self._cell + self._left
        self._row = min(max(0, event.y - 1) + self._top, max(0, len(self._rows) - 1))
        self._column = max(0, min(len(self._ids) - 1, column))
        self.action_move(0, 0)

    def on_resize(self) -> None:
        """The marked cell stays in sight."""
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        self._top = max(0, min(self._top, self._row), self._row - self._height + 1)
        self._top = min(self._top, max(0, len(self._rows) - self._height))
        fits = self._fits
        self._left = max(0, min(self._left, self._column), self._column - fits + 1)
        self._left = min(self._left, max(0, len(self._ids) - fits))

    # ----------------------------------------------------------------------- drawing

    @property
    def _height(self) -> int:
        """Lines for units: the first line has the columns' numbers, the last one the sums."""
        return max(1, self.size.height - 2)

    @property
    def _cell(self) -> int:
        """Cells of a section's column: more where sums need them, or where there is room."""
        roomy = 2 + _NAMES[1] + _WIDE * len(self._ids) + _DONE + _PRINTED
        return _WIDE if self._total > _MANY or self.size.width >= roomy else _NARROW

    @property
    def _first(self) -> int:
        """Cells of the first column."""
        longest = max((cell_len(row.unit.name) for row in self._rows), default=0)
        room = self.size.width - 2 - len(self._ids) * self._cell - _DONE - _PRINTED
        return max(_NAMES[0], min(longest, _NAMES[1], room))

    @property
    def _fits(self) -> int:
        """Sections that are shown at once."""
        return max(1, min(len(self._ids), (self.size.width - 2 - self._first - _DONE - _PRINTED) // self._cell))

    def render(self) -> Content:
        """The lines in sight."""
        columns = range(self._left, self._left + self._fits)
        rows = list(enumerate(self._rows))[self._top : self._top + self._height]
        drawn = [self._head(columns), *[self._line(number, row, columns) for number, row in rows]]
        if not rows:
            drawn.append(plain("  Ingen enhet passar urvalet. F4 visar andra.", "$muted"))
        return Content("\n").join([*drawn, self._foot(columns)])

    def _head(self, columns: range) -> Content:
        before = "‹" if columns.start else " "
        after = "›" if columns.stop < len(self._ids) else " "
        numbers = "".join(self._in_cell(str(number + 1)) for number in columns)
        place = (columns.start <= self._column < columns.stop) and self._column - columns.start
        text = f"  {pad('Avsnitt', self._first - 1)}{before}{numbers}"
        tail = f"{pad('Inne', _DONE - 1, 'right')}{after}{pad('Tryck', _PRINTED - 1, 'right')}"
        if place is False:
            return plain(text + tail, "$muted")
        start = 2 + self._first + place * self._cell
        end = start + self._cell
        return Content("").join(
            [
                plain(text[:start], "$muted"),
                plain(text[start:end], "bold $accent"),
                plain(text[end:] + tail, "$muted"),
            ]
        )

    def _line(self, number: int, row: UnitRow, columns: range) -> Content:
        here = number == self._row
        sign = "›" if here else " "
        mark = "■" if row.unit.slug in self.marked else " "
        look = "bold $foreground" if here else "$foreground"
        absent = "$error" if row.is_absent else look
        parts = [plain(f"{sign}{mark}", "bold $accent"), plain(pad(row.unit.name, self._first - 1) + " ", absent)]
        for column in columns:
            text = self._in_cell(row.sign(self._ids[column]))
            if here and column == self._column and self.has_focus:
                # Brackets stand in the blanks around the cell, so that it is seen without colour too.
                parts[-1] = parts[-1][: len(parts[-1].plain) - 1]
                parts.append(plain(f"[{text[:-1]}]", _CHOSEN))
            else:
                style = LOOKS.get(row.states.get(self._ids[column], ""), "$muted")
                parts.append(plain(text, style))
        return Content("").join([*parts, _tail(row, look)])

    def _in_cell(self, text: str) -> str:
        """A sign or a number in the cells of its column; the last one is blank where there is room."""
        return (" " * ((self._cell - _NARROW) // 2) + text).ljust(self._cell)

    def _foot(self, columns: range) -> Content:
        sums = "".join(self._in_cell(str(self._sums[column])) for column in columns)
        done = sum(row.handed_in for row in self._rows)
        printed = sum(1 for row in self._rows if row.used)
        tail = f"{pad(str(done), _DONE - 1, 'right')} {pad(str(printed), _PRINTED - 1, 'right')}"
        return plain(f"  {pad('Inskickade', self._first)}{sums}{tail}", "$muted")


_CHOSEN = "bold reverse $accent"


def _tail(row: UnitRow, look: str) -> Content:
    done = f"{row.handed_in}/{len(row.states)}" if row.status else "…"
    printed = "…" if row.used is None else str(len(row.used)) if row.used else "ej"
    style = "bold $error" if row.is_absent else look
    return Content("").join(
        [plain(f"{pad(done, _DONE - 1, 'right')} ", look), plain(pad(printed, _PRINTED - 1, "right"), style)]
    )
