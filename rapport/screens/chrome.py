"""What stands around every screen: header with the state of saving, banner, help panel, footer."""

from __future__ import annotations

from datetime import datetime

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rapport.submissions import Holder, SaveStatus, clock

from .commands import Command
from .plain import joined, plain, shorten, spread

_TWINS_FROM = 150
"""Width from which the footer also shows the ctrl keys."""


def save_words(status: SaveStatus, read_only: bool) -> str:
    """The state of saving in a few words."""
    if read_only:
        return "Skrivskyddat"
    if status.error:
        return "EJ SPARAT"
    if status.pending:
        return "Sparar…"
    return f"Sparat {status.saved_at.astimezone():%H:%M:%S}" if status.saved_at else "Inget ändrat"


def holder_words(holder: Holder, now: datetime) -> str:
    """Who has the unit open, in a sentence."""
    since = f" sedan {clock(holder.since, now)}" if holder.since else ""
    who = holder.who or "Någon annan"
    return f"{who} har underlaget öppet{since}. Du kan läsa allt men inte ändra."


class Header(Widget):
    """One line: who reports, what, and whether all is saved."""

    def __init__(self, who: str, what: str) -> None:
        super().__init__()
        self._who = who
        self._what = what
        self._save = ""
        self._alarm = False

    def show(self, save: str, alarm: bool) -> None:
        """Show the state of saving; `alarm` when something is not saved."""
        if (save, alarm) != (self._save, self._alarm):
            self._save, self._alarm = save, alarm
            self.set_class(alarm, "-alarm")
            self.refresh()

    def render(self) -> Content:
        """County and assignment to the left, the state of saving to the right."""
        width = self.size.width - 2
        left = f"{self._who} · {self._what}" if self._what else self._who
        if self._save and len(left) > width - len(self._save) - 2:
            left = self._who
        return joined(" ", (spread(left, self._save, width), "bold"), " ")


class Banner(Static):
    """A sentence across the screen that stays until what it says is no longer so."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False
        self._text = ""

    def show(self, text: str, alarm: bool) -> None:
        """Show `text`; empty hides the banner."""
        if text != self._text:
            self._text = text
            self.display = bool(text)
            self.set_class(alarm, "-alarm")
            self.update(plain(text))


class HelpPanel(Static):
    """Help of what has focus, always visible."""

    def __init__(self) -> None:
        super().__init__(markup=False, id="help")

    def show(self, help_text: Content) -> None:
        """Show other help."""
        self.update(help_text)


class Footer(Widget):
    """One line with the keys that count here; those of the focused list go first."""

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._commands = tuple(command for command in commands if command.shown)
        self._first: tuple[Command, ...] = ()
        self._spans: list[tuple[int, int, str]] = []

    def show_first(self, commands: tuple[Command, ...]) -> None:
        """Put the commands of what has focus before the screen's own."""
        if commands != self._first:
            self._first = commands
            self.refresh()

    def render(self) -> Content:
        """As many keys as fit, each with its words."""
        parts: list[Content] = [plain(" ")]
        self._spans = []
        x = 1
        shown = [command for command in self._first if command.shown]
        rest = [command for command in self._first if not command.shown]
        for command in (*shown, *self._commands, *rest):
            if any(command.key == known.key for known in self._first) and command not in self._first:
                continue
            key = command.key_label
            if self.size.width >= _TWINS_FROM and command.twin:
                key += f"/{command.twin_label}"
            size = len(key) + 1 + len(command.label)
            if x + size > self.size.width:
                break
            parts.append(joined((key, "bold $accent"), (f" {command.label}", "$foreground"), "  "))
            self._spans.append((x, x + size, command.action))
            x += size + 2
        return Content("").join(parts)

    async def on_click(self, event: events.Click) -> None:
        """With the mouse: do what the key does."""
        for start, end, action in self._spans:
            if start <= event.x < end:
                await self.app.run_action(action, self.screen)


class Titled(Static):
    """A line with a title to the left and a few words to the right."""

    def __init__(self, title: str, aside: str, name: str) -> None:
        super().__init__(markup=False, id=name)
        self._title = title
        self._aside = aside

    def show(self, title: str, aside: str) -> None:
        """Other words."""
        if (title, aside) != (self._title, self._aside):
            self._title, self._aside = title, aside
            self.refresh()

    def render(self) -> Content:
        """Title in bold, the rest muted."""
        width = self.content_size.width
        aside = self._aside
        shorter = aside.partition(" ")[2]
        if len(self._title) + 2 + len(aside) > width >= len(self._title) + 2 + len(shorter):
            # A title is kept whole where the first word of the rest can make room for it.
            aside = shorter
        aside = shorten(aside, max(0, width - 12))
        text = spread(self._title, aside, width)
        cut = len(text) - len(aside)
        return joined((text[:cut], "bold $primary"), (text[cut:], "$muted"))
