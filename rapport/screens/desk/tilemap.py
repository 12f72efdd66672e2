"""The units as tiles where they lie, with their state."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from rapport.desk import LETTERS, USED, UnitRow

from ..plain import lines, pad, plain
from .matrix import LOOKS

_TILE = 7
"""Cells of a tile, with brackets or blanks around it."""


class TileMap(Widget):
    """A tile for each unit that has a place: its letter, its state, and whether any of it stands in the report."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._rows: tuple[UnitRow, ...] = ()
        self._chosen = ""

    def show(self, rows: Sequence[UnitRow], chosen: str) -> None:
        """Show these units, with one of them marked."""
        self._rows = tuple(row for row in rows if row.unit.tile)
        self._chosen = chosen
        self.refresh()

    def render(self) -> Content:
        """The map, two lines for each row where there is room."""
        places: dict[tuple[int, int], UnitRow] = {}
        for row in self._rows:
            if row.unit.tile:
                places.setdefault(row.unit.tile, row)
        if not places:
            return plain("Enheterna har ingen plats på kartan.", "$muted")
        top, bottom = min(y for y, _ in places), max(y for y, _ in places)
        left, right = min(x for _, x in places), max(x for _, x in places)
        is_roomy = self.size.height >= 2 * (bottom - top + 1)
        drawn: list[Content] = []
        for y in range(top, bottom + 1):
            across = [places.get((y, x)) for x in range(left, right + 1)]
            drawn.append(Content("").join([self._tile(row) for row in across]))
            if is_roomy:
                drawn.append(plain(""))
        return lines(drawn)

    def _tile(self, row: UnitRow | None) -> Content:
        if row is None:
            return plain(" " * _TILE)
        state = row.status.state if row.status else ""
        sign = LETTERS.get(state, "…") + (USED if row.used else " ")
        before, after = ("[", "]") if row.unit.slug == self._chosen else (" ", " ")
        name = pad(row.unit.letter or row.unit.name[:2], 2)
        style = LOOKS.get(state, "$muted")
        ground = " on $field-focus" if row.unit.slug == self._chosen else " on $field"
        return Content("").join([plain(f"{before}{name} {sign}{after}", style + ground)])
