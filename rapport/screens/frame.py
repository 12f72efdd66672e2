"""What the applications of the screens have in common: looks, keys in order, help, messages, how they end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message

from rapport.terminal import CrashingApp
from rapport.text import printable
from rapport.workspace import Workspace

from .base import FrameScreen
from .keys import KeyGate
from .preferences import Preferences, save_crash, save_preferences
from .registry import make_screen
from .theme import THEMES, other_theme


class Leave(Message):
    """The process is asked to end; posted from the thread that watches signals."""


class FrameApp(CrashingApp[int], inherit_bindings=False):
    """An application of screens that have header, banner and footer."""

    CSS_PATH = "rapport.tcss"
    TITLE = "rapport"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,f10", "leave", priority=True, show=False),
        Binding("ctrl+c", "tell_leave", show=False),
        Binding("question_mark", "help", show=False),
    ]

    def __init__(
        self, workspace: Workspace, preferences: Preferences | None = None, preferences_file: Path | None = None
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self._preferences = preferences or Preferences()
        self._preferences_file = preferences_file
        self._gate = KeyGate(self)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._preferences.theme

    # ----------------------------------------------------------------------- what each application says

    def flush(self) -> None:
        """Have everything on the disk before this returns. May be called from another thread."""

    def close(self) -> None:
        """Save all and let others in, once the screens are gone."""

    def unsaved(self) -> str:
        """Why something is not on the disk, in a sentence; empty when all is."""
        return ""

    # ----------------------------------------------------------------------- looks, messages and keys

    def refresh_css(self, animate: bool = True) -> None:
        """Before the first screen the theme is only noted: the style sheet is parsed once, for that screen."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def tell(self, words: str, *, alarm: bool = False) -> None:
        """A short message at the foot of the screen."""
        self.notify(printable(words), severity="error" if alarm else "information", markup=False)

    def notify(self, message: str, **options: Any) -> None:
        """A new message takes the place of the one before: several would cover what is being filled in."""
        self.clear_notifications()
        super().notify(message, **options)

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes go through the gate, which keeps them in the order they were typed."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded and self._gate.holds(event):
            return
        await super().on_event(event)

    async def settle(self) -> None:
        """Let everything typed before a command reach the screen first."""
        if isinstance(self.screen, FrameScreen):
            await self.screen.settle()

    def remember(self, **changes: str) -> None:
        """Keep choices of this person at this machine."""
        self._preferences = replace(self._preferences, **changes)
        if self._preferences_file is not None:
            save_preferences(self._preferences_file, self.workspace.root, self._preferences)

    # ----------------------------------------------------------------------- commands

    def action_help(self) -> None:
        """Help of the screen in front."""
        screen = self.screen
        if isinstance(screen, FrameScreen):
            self.push_screen(make_screen("help", screen.PLACE, screen.help_topic(), screen.KEYS))

    def action_theme(self) -> None:
        """The other look."""
        self.theme = other_theme(self.theme)
        self.remember(theme=self.theme)

    def action_tell_leave(self) -> None:
        """Ctrl+C ends other programs; here it copies, and says how to leave."""
        self.tell("F10 eller Ctrl+Q avslutar. Allt sparas av sig självt.")

    @on(Leave)
    def _end(self) -> None:
        self.exit(0)

    def crashed(self, report: str) -> str:
        """Save first; then one sentence on what happened, what it means and where the details are."""
        self.flush()
        error = self.unsaved()
        saved = f"EJ SPARAT: {error} " if error else "Allt som är skrivet är sparat. "
        log = save_crash(self._preferences_file, report)
        where = f"Felet beskrivs i {log}; skicka den filen till den som sköter programmet." if log else ""
        return f"Ett oväntat fel avslutade programmet. {saved}{where}".rstrip()

    # ----------------------------------------------------------------------- what a terminal may not do

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """No address is ever opened: a browser would start where the program runs."""

    def action_suspend_process(self) -> None:
        """The program is never left for a shell."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No files are written beside the data."""
