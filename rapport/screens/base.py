"""What screens have in common, and what the screens of one unit have."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from .chrome import Banner, Footer, Header, HelpPanel, holder_words, save_words
from .commands import COMMANDS, Command, bindings_for, commands_for
from .keys import settle
from .messages import Edited
from .plain import plain
from .session import Session

Result = TypeVar("Result")
WIDTHS = [(0, "-narrow"), (110, "-wide"), (160, "-very-wide")]
"""Style classes by the screen's width in cells."""
HEIGHTS = [(0, "-low"), (36, "-high")]
"""Style classes by the screen's height in lines."""


class FrameScreen(Screen[Result]):
    """Header, banner, body, help panel and footer. It never writes to the disk."""

    PLACE: ClassVar[str] = ""
    """Which commands count; see `commands.py`."""
    KEYS: ClassVar[tuple[Command, ...]] = COMMANDS
    """The commands of the application that the screen belongs to."""
    HELP_PANEL: ClassVar[bool] = False
    """Whether a help panel stands beside or under the body."""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def compose(self) -> ComposeResult:
        """Everything around the body, and the body."""
        yield self.header()
        yield Banner()
        yield Footer(commands_for(self.PLACE, self.KEYS))
        with Container(id="page"):
            yield from self.compose_body()
            if self.HELP_PANEL:
                yield HelpPanel()

    def header(self) -> Header:
        """The first line."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        """The screen's own widgets."""
        yield from ()

    def on_mount(self) -> None:
        """Show the state of saving from the first frame."""
        self.show_saving()

    def on_screen_resume(self) -> None:
        """What has happened while another screen was in front."""
        self.show_saving()

    @property
    def is_wide(self) -> bool:
        """Whether the help panel stands beside the body."""
        return self.app.size.width >= WIDTHS[1][0]

    def show_saving(self) -> None:
        """Bring header and banner up to date."""

    def show_help(self, text: Content) -> None:
        """Show help in the panel."""
        self.query_one(HelpPanel).show(text)

    def on_descendant_focus(self) -> None:
        """Let the footer follow the focus."""
        self.query_one(Footer).show_first(focus_commands(self.focused))

    def help_topic(self) -> Content:
        """What the help screen says first: of this screen, and of what has focus."""
        return plain("")

    async def settle(self) -> None:
        """Wait until every key typed so far is an answer that the application has.

        Commands call this first: on a slow line text and a command may come in one read, and a closing screen drops
        what waits in its queues.
        """
        await settle(self.focused)

    async def action_back(self) -> None:
        """To the screen before."""
        await self.settle()
        self.dismiss(None)


class UnitScreen(FrameScreen[Result]):
    """A screen of one unit's answers."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def header(self) -> Header:
        """Who answers, and what."""
        return Header(self.session.unit.authority, self.session.workspace.assignment.title)

    def show_saving(self) -> None:
        """Bring header and banner up to date."""
        session = self.session
        status = session.save_status
        self.query_one(Header).show(save_words(status, session.read_only), bool(status.error))
        if session.holder:
            self.query_one(Banner).show(holder_words(session.holder, session.clock()), alarm=False)
        else:
            words = f"EJ SPARAT: {status.error}" if status.error else status.notice
            self.query_one(Banner).show(words, alarm=bool(status.error))

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        """Keep an edit, in memory; the draft's own thread writes it."""
        event.stop()
        self.session.set(event.path, event.value)
        self.show_saving()


def focus_commands(widget: Widget | None) -> tuple[Command, ...]:
    """Commands that a focused widget brings along, from itself or from what it stands in."""
    while widget is not None and not isinstance(widget, Screen):
        commands: tuple[Command, ...] = getattr(widget, "FOCUS_COMMANDS", ())
        if commands:
            return commands
        parent = widget.parent
        widget = parent if isinstance(parent, Widget) else None
    return ()


def screen_bindings(place: str, known: tuple[Command, ...] = COMMANDS) -> list[BindingType]:
    """Bindings of a screen class, from its commands."""
    return list(bindings_for(place, known))
