"""A text to write over the screen: a comment, or why something is decided."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from ..fields.texts import Prose
from ..keys import settle
from ..plain import plain

_KEYS = "F8 eller Ctrl+L är klar, Esc avbryter."


class WriteScreen(ModalScreen[str]):
    """Gives what was written; empty when it was left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,ctrl+l", "done", show=False, priority=True),
        Binding("escape", "back", show=False, priority=True),
    ]

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._is_warned = False

    def compose(self) -> ComposeResult:
        """Title, what to write, the field."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._title), markup=False, classes="dialog-title")
            yield Static(plain(self._hint), markup=False, classes="dialog-text")
            yield Prose("")
            yield Static(plain(_KEYS), markup=False, classes="dialog-keys")

    async def action_done(self) -> None:
        """Give the text; an empty one is asked for."""
        await settle(self.focused)
        text = self.query_one(Prose).text.strip()
        if text:
            self.dismiss(text)
        else:
            self._say("Skriv något först, eller tryck Esc för att avbryta.")

    async def action_back(self) -> None:
        """Left without a text; what is written is not thrown away at the first key."""
        await settle(self.focused)
        if self._is_warned or not self.query_one(Prose).text.strip():
            self.dismiss("")
            return
        self._is_warned = True
        self._say("Tryck Esc en gång till för att kasta det som är skrivet. F8 eller Ctrl+L är klar.")

    def _say(self, words: str) -> None:
        self.query_one(".dialog-keys", Static).update(plain(words, "bold $warning"))
