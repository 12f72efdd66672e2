"""A widget of cells that is drawn by itself: what choices, scales and money tables have in common."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widget import Widget

from ..plain import lines

FOCUS_STYLE = "bold $cursor-row-text on $cursor-row"
"""Look of the cell that keys act on."""


class Cells(Widget, can_focus=True):
    """Rows and columns of cells with a cursor. One widget however many cells: cheap to mount and to draw."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", show=False),
        Binding("down", "move(1, 0)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("right", "move(0, 1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(1)", show=False),
    ]
    row: reactive[int] = reactive(0)
    """Row of the cursor, counted from 0."""
    column: reactive[int] = reactive(0)
    """Column of the cursor, counted from 0."""

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns that the cursor may visit."""
        raise NotImplementedError

    def draw(self, width: int) -> list[Content]:
        """The lines of the widget in `width` cells."""
        raise NotImplementedError

    def line_of_row(self, row: int, width: int) -> tuple[int, int]:
        """First line and number of lines of a row."""
        return row, 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as are drawn."""
        return len(self.draw(width))

    def render(self) -> Content:
        """All lines."""
        return lines(self.draw(self.content_size.width))

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor; out over the upper or lower edge goes to the field before or after."""
        rows, columns = self.shape
        row = self.row + down
        if not 0 <= row < rows:
            step = self.screen.focus_previous if row < 0 else self.screen.focus_next
            step()
            return
        self.row = row
        self.column = min(max(0, self.column + right), columns - 1)
        self.show_cursor()

    def action_edge(self, end: int) -> None:
        """To the first or last column."""
        self.column = (self.shape[1] - 1) * end

    def show_cursor(self) -> None:
        """Scroll the form so that the cursor's row is seen."""
        y, height = self.line_of_row(self.row, self.content_size.width)
        self.refresh()
        reveal(self, Region(0, self.gutter.top + y, self.size.width, height))


def reveal(widget: Widget, region: Region) -> None:
    """Scroll the form that holds `widget` so that `region`, in the widget's own cells, is seen."""
    node = widget
    while isinstance(node.parent, Widget):
        region = region.translate(node.virtual_region.offset)
        node = node.parent
        if isinstance(node, VerticalScroll):
            node.scroll_to_region(region, animate=False)
            return
