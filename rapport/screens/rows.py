"""A list of rows with columns, for everything that is chosen from a list."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rapport.text import printable

from .plain import joined, lines, pad, plain


@dataclass(frozen=True, slots=True)
class Column:
    """A column to the right in a row."""

    text: str
    """What it says."""
    width: int
    """Cells."""
    style: str = ""
    """Look; empty for that of the row."""
    align: str = "left"
    """`left` or `right`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: something to open, or a heading when it has no id."""

    id: str
    """What choosing it means; empty for a heading that cannot be chosen."""
    text: str
    """The row's words, shortened to what fits."""
    columns: tuple[Column, ...] = ()
    """To the right of the words."""
    style: str = ""
    """Look of the words."""
    detail: str = ""
    """More words under it, over as many lines as they need."""
    mark: tuple[str, str] = ("", "")
    """A sign before the words and its look."""
    is_long: bool = False
    """Whether the words go on over more lines instead of being shortened."""
    keep: int = field(default=20)
    """Cells the words keep before columns are left out, the first column first."""

    def render(self, width: int) -> Content:
        """The row in `width` cells."""
        columns = list(self.columns)
        indent = f"{self.mark[0]} " if self.mark[0] else ""
        while columns and width - sum(c.width + 2 for c in columns) - len(indent) < self.keep:
            columns.pop(0)
        room = max(1, width - 2 - sum(c.width + 2 for c in columns) - len(indent))
        if self.is_long:
            return self._wrapped(room, indent)
        parts: list[Content] = [plain(" "), plain(indent, self.mark[1]), plain(pad(self.text, room), self.style)]
        parts += [joined("  ", (pad(c.text, c.width, c.align), c.style)) for c in columns]
        first = Content("").join([*parts, plain(" ")])
        if not self.detail:
            return first
        return lines([first, plain("  " + " " * len(indent) + self.detail, "$muted")])

    def _wrapped(self, room: int, indent: str) -> Content:
        """The words over as many lines as they need, under each other."""
        wrapped = textwrap.wrap(printable(" ".join(self.text.split())), room) or [""]
        first = joined(" ", (indent, self.mark[1]), (pad(wrapped[0], room), self.style), " ")
        rest = [joined(" " * (1 + len(indent)), (pad(row, room), self.style), " ") for row in wrapped[1:]]
        return lines([first, *rest])


class RowVisual(Visual):
    """A row that is laid out in whatever width it is drawn in, so that no width need be known before."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The row's lines; the marked row, which the style sheet sets in bold, in one colour that can be read."""
        content = self._row.render(width)
        if style.bold:
            # The sign tells which row it is where there is no colour.
            content = Content("›" + content.plain[1:])
        return content.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Number of lines."""
        if not self._row.is_long and not self._row.detail:
            return 1
        return self._row.render(width).get_height(rules, width)


class Rows(OptionList):
    """Rows chosen with the arrow keys and Enter. Posts Textual's `OptionSelected` and `OptionHighlighted`."""

    DEFAULT_CSS = """
    Rows { border: none; padding: 0; background: transparent; height: 1fr; }
    Rows:focus { border: none; background-tint: transparent 0%; }
    """

    def __init__(self, rows: Iterable[Row] = (), name: str | None = None, chosen: str = "") -> None:
        super().__init__(id=name, markup=False, compact=True)
        self._rows: tuple[Row, ...] = ()
        self.show(rows, chosen)

    @property
    def chosen(self) -> str:
        """Id of the highlighted row; empty when none is."""
        option = self.highlighted_option
        return (option.id or "") if option else ""

    def show(self, rows: Iterable[Row], chosen: str = "") -> None:
        """Show other rows, with the row `chosen`, or the same as before, highlighted."""
        shown = tuple(rows)
        wanted = chosen or self.chosen
        if shown != self._rows:
            self._rows = shown
            self.clear_options()
            self.add_options([Option(RowVisual(row), row.id or None, disabled=not row.id) for row in shown])
        self.choose(wanted)

    def choose(self, name: str) -> None:
        """Highlight the row with this id; the first one when it is not there."""
        places = [n for n, row in enumerate(self._rows) if row.id]
        found = [n for n in places if self._rows[n].id == name]
        self.highlighted = found[0] if found else places[0] if places else None
