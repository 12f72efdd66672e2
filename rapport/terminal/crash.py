"""An unforeseen error: one sentence on the terminal, not Textual's traceback, which prints answers too."""

from __future__ import annotations

import traceback

from rich.text import Text
from textual.app import App, ReturnType


class CrashingApp(App[ReturnType], inherit_bindings=False):
    """An application that says itself what its unforeseen end means."""

    def crashed(self, report: str) -> str:
        """What to tell; `report` is the traceback, without the values of variables."""
        raise NotImplementedError

    def _fatal_error(self) -> None:
        """Called by Textual while the exception is handled. A private part; a test tells when it moves."""
        self.panic(Text(self.crashed(traceback.format_exc())))
