"""What has been done at the desk, the latest first."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from rapport.editorial import Entry

from ..plain import plain
from ..rows import Column, Row, Rows
from ..words import counted, moment
from .base import DeskScreen, desk_bindings


class DeskLog(DeskScreen[None]):
    """A row for each change: when, who, what, and whether it is undone."""

    PLACE = "desk-log"
    BINDINGS = desk_bindings("desk-log")

    def compose_body(self) -> ComposeResult:
        """How many there are, then the changes."""
        with Vertical(id="main"):
            yield Static(markup=False, id="summary")
            yield Rows((), "entries")

    def on_mount(self) -> None:
        """The list has focus."""
        super().on_mount()
        self.query_one(Rows).focus()
        self.reloaded()

    def reloaded(self) -> None:
        """Show what has been done since."""
        activity = self.desk.activity()
        last = activity.last
        words = counted(len(activity.entries), "åtgärd", "åtgärder")
        undo = f" Ctrl+Z ångrar nr {last.number}." if last else ""
        said = f"Logg: {words}.{undo}" if activity.entries else "Inget är gjort vid skrivbordet än."
        self.query_one("#summary", Static).update(plain(said, "bold $primary"))
        undone = activity.undone
        self.query_one(Rows).show([_row(entry, entry.number in undone) for entry in reversed(activity.entries)])


def _row(entry: Entry, is_undone: bool) -> Row:
    return Row(
        str(entry.number),
        f"{entry.number:>3}  {entry.what}",
        columns=(Column("ångrat" if is_undone else "", 6, "$muted"),),
        style="$muted" if is_undone else "",
        detail=f"   {moment(entry.when)}, {entry.who}",
    )
