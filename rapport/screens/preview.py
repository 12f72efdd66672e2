"""The preview: what the report will print of this unit."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from rapport.errors import RapportError
from rapport.report import preview_unit

from .base import UnitScreen, screen_bindings
from .chrome import Titled
from .plain import plain
from .printing import print_blocks
from .session import Session

_WIDEST = 88
"""Cells of a comfortable line."""


class PreviewScreen(UnitScreen[None]):
    """The unit's part of the report as text."""

    PLACE = "preview"
    BINDINGS = screen_bindings("preview")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._fault = ""
        try:
            self._blocks = preview_unit(session.workspace, session.questionnaire, session.unit, session.answers)
        except RapportError as error:
            self._blocks = ()
            self._fault = str(error)

    def compose_body(self) -> ComposeResult:
        """A title and the text."""
        with VerticalScroll(id="reading", can_focus=True):
            yield Titled("Förhandsgranskning", "så här trycks det ni har skrivit", "title")
            yield Static("", markup=False, id="print")

    def on_mount(self) -> None:
        """The text has focus, so that the arrow keys scroll."""
        super().on_mount()
        self.query_one("#reading").focus()

    def on_resize(self, event: events.Resize) -> None:
        """Set the text in the width there is."""
        width = min(_WIDEST, event.size.width - 6)
        if self._fault:
            words = plain(self._fault, "$error")
        elif not self._blocks:
            words = plain("Det finns ännu inget att trycka.", "$muted")
        else:
            words = print_blocks(self._blocks, width)
        self.query_one("#print", Static).update(words)
