"""The desk's first screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from ..rows import Row, Rows
from .base import DeskScreen, desk_bindings


class DeskOverview(DeskScreen[None]):
    """All units."""

    PLACE = "desk"
    BINDINGS = desk_bindings("desk")

    def compose_body(self) -> ComposeResult:
        """The units."""
        with Vertical(id="main"):
            yield Rows([Row(status.unit.slug, status.unit.name) for status in self.desk.statuses()], "units")
