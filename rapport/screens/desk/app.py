"""The editor's desk as an application: it owns the desk, shows its screens and makes the changes they ask for."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import Any

from rich.text import Text
from textual import on
from textual.screen import Screen

from rapport.desk import Desk, open_desk
from rapport.errors import RapportError
from rapport.workspace import Workspace

from ..dialog import STAY, Answer, QuestionScreen
from ..frame import FrameApp
from ..plain import plain
from ..preferences import Preferences
from ..session import Clock
from .base import DeskScreen
from .messages import Act, Open, Reread
from .registry import make_desk_screen

_LOOK_AGAIN = 2.0
"""Seconds between two looks for what units have submitted meanwhile."""


class DeskApp(FrameApp):
    """The desk."""

    CSS_PATH = "../rapport.tcss"

    def __init__(
        self, desk: Desk, preferences: Preferences | None = None, preferences_file: Path | None = None
    ) -> None:
        super().__init__(desk.workspace, preferences, preferences_file)
        self.desk = desk
        self._reader: Thread | None = None
        self._again = False
        self._is_over = False

    def get_default_screen(self) -> Screen[Any]:
        """The overview."""
        return make_desk_screen("overview", self.desk)

    def on_mount(self) -> None:
        """Read the units in the background, and again whenever their files change."""
        self.look()
        self.set_interval(_LOOK_AGAIN, self.look)

    def look(self) -> None:
        """Read what has changed; screens show it bit by bit.

        The thread is a daemon: leaving does not wait for a report that is being composed.
        """
        self._again = True
        if self._reader is None or not self._reader.is_alive():
            self._reader = Thread(target=self._read, daemon=True)
            self._reader.start()

    def _read(self) -> None:
        while self._again and not self._is_over:
            self._again = False
            self.desk.read(self._show_again, lambda: self._is_over)

    def _show_again(self) -> None:
        """Called from the reading thread, which goes on without waiting."""
        if self.is_running and not self._is_over:
            self.post_message(Reread())

    @on(Reread)
    def _reread(self) -> None:
        self.show_again()

    @on(Open)
    def _open(self, event: Open) -> None:
        event.stop()
        try:
            screen = make_desk_screen(event.name, self.desk, *event.arguments)
        except RapportError as error:
            self.show_error("Sidan kan inte visas", error)
            return
        self.push_screen(screen)

    @on(Act)
    def _act(self, event: Act) -> None:
        event.stop()
        try:
            self.desk.do(event.work)
        except RapportError as error:
            self.show_error("Det blev inte gjort", error)
            return
        self.tell(f"{event.done} Ctrl+Z ångrar." if event.undoable else event.done)
        self.look()

    def show_again(self) -> None:
        """Have every open screen show what has changed."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) and screen.is_mounted:
                screen.reloaded()

    def show_error(self, title: str, error: RapportError) -> None:
        """Say over the screen what could not be done."""
        self.push_screen(QuestionScreen(title, plain(str(error)), (Answer(STAY, "Tillbaka"),), True))

    async def action_undo(self) -> None:
        """Undo the last change, and say which it was."""
        await self.settle()
        try:
            entry = self.desk.undo()
        except RapportError as error:
            self.tell(str(error), alarm=True)
            return
        self.tell(f"Ångrat: {entry.what} ({entry.who})")
        self.look()

    async def action_leave(self) -> None:
        """End: everything done at the desk is on the disk already."""
        await self.settle()
        words = "Skrivbordet var skrivskyddat; inget är ändrat." if self.desk.read_only else "Allt är sparat."
        self.exit(0, message=Text(words))

    def close(self) -> None:
        """Let the next one sit down."""
        self._is_over = True
        self.desk.close()


def open_app(
    workspace: Workspace, who: str, clock: Clock, preferences: Preferences | None, preferences_file: Path | None
) -> DeskApp:
    """The desk of a workspace, ready to run. Raises `RapportError` when the sections cannot be read."""
    return DeskApp(open_desk(workspace, who, clock), preferences, preferences_file)
