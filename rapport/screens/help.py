"""Help, made from the commands and from what has focus."""

from __future__ import annotations

import textwrap
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from .commands import COMMANDS, ITEM_COMMANDS, Command, bindings_for, commands_for, key_label
from .plain import joined, lines, pad, plain

_WIDEST = 96
_KEYS = 20
_GENERAL = (
    "Allt du skriver sparas av sig självt inom en sekund. Uppe till höger står när det senast sparades.",
    "Alla F-tangenter har en motsvarighet med Ctrl och en bokstav, om terminalfönstret använder F-tangenterna.",
    "Text från Word blir Markdown: punktlistor ”- ”, numrerade listor ”1. ”. En tom rad skiljer stycken.",
    "Kursiv text skrivs *så här*, fet **så här**, en länk [text](https://adress) och en fotnot [^1].",
)
_FIELDS = (
    ("Tab, Skift+Tab", "Nästa och föregående fält."),
    ("Upp, Ned", "I enradiga fält: föregående och nästa fält."),
    ("Page Up, Page Down", "Bläddrar i sidan."),
    ("Ctrl+Z, Ctrl+Y", "Ångrar och gör om i löpande text."),
    ("Ctrl+A, Ctrl+E", "Till radens början och slut."),
    ("Ctrl+W, Ctrl+K", "Tar bort ordet till vänster; resten av raden."),
)


class HelpScreen(ModalScreen[None]):
    """Help over the screen it was asked on."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_for("help"))

    def __init__(self, place: str, topic: Content, known: tuple[Command, ...] = COMMANDS) -> None:
        super().__init__()
        self._place = place
        self._topic = topic
        self._known = known

    def compose(self) -> ComposeResult:
        """What has focus, the keys of this screen, the rest."""
        with VerticalScroll(classes="dialog -tall"):
            yield Static(plain("Hjälp"), markup=False, classes="dialog-title")
            yield Static("", markup=False, id="help-text")
            yield Static(plain("Esc stänger. Pilarna bläddrar."), markup=False, classes="dialog-keys")

    def on_resize(self, event: events.Resize) -> None:
        """Set the text in the width there is."""
        width = min(_WIDEST, event.size.width * 96 // 100) - 8
        self.query_one("#help-text", Static).update(self._text(width))

    def _text(self, width: int) -> Content:
        def command_lines(commands: tuple[Command, ...]) -> list[Content]:
            return [line for command in commands for line in _command_lines(command, width)]

        parts: list[Content] = []
        if self._topic.plain:
            parts += [self._topic, plain("")]
        here = commands_for(self._place, self._known)
        parts += [plain("Tangenter på den här sidan", "bold $primary"), *command_lines(here), plain("")]
        if self._place == "form":
            parts += [plain("I en lista med punkter", "bold $primary"), *command_lines(ITEM_COMMANDS), plain("")]
        parts += [
            plain("I fälten", "bold $primary"),
            *[line for keys, words in _FIELDS for line in _key_lines(keys, words, width)],
            plain(""),
        ]
        parts += [plain("Att skriva", "bold $primary"), *[plain(f"• {words}") for words in _GENERAL]]
        others = [command for command in self._known if command not in here and command.shown]
        if others:
            parts += [plain(""), plain("På andra sidor", "bold $primary"), *command_lines(tuple(others))]
        return lines(parts)

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)


def _command_lines(command: Command, width: int) -> list[Content]:
    keys = command.key_label + (f", {key_label(command.twin)}" if command.twin else "")
    return _key_lines(keys, command.help, width)


def _key_lines(keys: str, words: str, width: int) -> list[Content]:
    """Keys to the left, what they do to the right of them over as many lines as it needs."""
    rows = textwrap.wrap(words, max(20, width - _KEYS)) or [""]
    return [joined((pad(keys if not n else "", _KEYS), "bold $accent"), row) for n, row in enumerate(rows)]
