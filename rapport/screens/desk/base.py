"""What the desk's screens have in common."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import BindingType

from rapport.desk import Desk
from rapport.submissions import clock

from ..base import FrameScreen, screen_bindings
from ..chrome import Banner, Header
from ..commands import Command
from .commands import DESK_COMMANDS

Result = TypeVar("Result")


class DeskScreen(FrameScreen[Result]):
    """A screen of the desk: it shows what the desk knows, gives a value or posts a request, and never writes."""

    KEYS: ClassVar[tuple[Command, ...]] = DESK_COMMANDS

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def header(self) -> Header:
        """The desk, and the assignment."""
        return Header("Redaktionen", self.desk.workspace.assignment.title)

    def show_saving(self) -> None:
        """Who sits at the desk."""
        if not self.desk.read_only:
            self.query_one(Header).show(self.desk.who, False)
            return
        self.query_one(Header).show("Skrivskyddat", False)
        holder = self.desk.holder
        since = f" sedan {clock(holder.since, self.desk.clock())}" if holder and holder.since else ""
        who = (holder.who if holder else "") or "Någon annan"
        self.query_one(Banner).show(f"{who} sitter vid skrivbordet{since}. Du kan läsa allt men inte ändra.", False)

    def reloaded(self) -> None:
        """Show what has changed: after a change of the editor's, or when a unit has submitted."""


def desk_bindings(place: str) -> list[BindingType]:
    """Bindings of a screen of the desk, from its commands."""
    return screen_bindings(place, DESK_COMMANDS)
