"""Letters of reminder, to read before they are written as files."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rapport.desk import Desk, Letter, lacks_anything, log_letters, save_letters, write_letter
from rapport.errors import Refused
from rapport.workspace import Workspace

from ..chrome import Titled
from ..plain import joined, lines, plain
from ..words import counted
from .base import DeskScreen, desk_bindings
from .messages import Act


class DeskRemind(DeskScreen[None]):
    """A letter for each unit that lacks anything, under each other. F8 writes them.

    Raises `Refused` when no unit lacks anything.
    """

    PLACE = "desk-remind"
    BINDINGS = desk_bindings("desk-remind")

    def __init__(self, desk: Desk, units: tuple[str, ...]) -> None:
        super().__init__(desk)
        known = [row.status for row in map(desk.row, units) if row.status]
        statuses = [status for status in known if lacks_anything(status)]
        if not statuses:
            raise Refused("Ingen av enheterna behöver påminnas. Markera andra med mellanslag.")
        now = desk.clock()
        self._letters = tuple(
            write_letter(desk.workspace, desk.questionnaire, status, desk.who, now) for status in statuses
        )

    def compose_body(self) -> ComposeResult:
        """The letters."""
        with VerticalScroll(id="reading"):
            n = counted(len(self._letters), "påminnelse", "påminnelser")
            yield Titled(n, "F8 lägger dem som e-postfiler i build/paminnelser", "title")
            for letter in self._letters:
                yield Static(_words(letter), markup=False, classes="answer")

    def on_mount(self) -> None:
        """The arrow keys scroll."""
        super().on_mount()
        self.query_one("#reading").focus()

    def action_write(self) -> None:
        """Write the files, and note it in the log."""
        letters = self._letters

        def work(workspace: Workspace, who: str, when: datetime) -> None:
            save_letters(letters, workspace.build / "paminnelser")
            log_letters(workspace, letters, who, when)

        n = counted(len(letters), "brev", "brev")
        self.post_message(Act(work, f"{n} ligger i build/paminnelser.", undoable=False))


def _words(letter: Letter) -> Content:
    """A letter with its head."""
    to = letter.to or "adress saknas: fyll i den i e-postprogrammet"
    head = [joined(("Till: ", "$muted"), (f"{letter.name} ", "bold"), f"<{to}>" if letter.to else to)]
    head.append(joined(("Ämne: ", "$muted"), (letter.subject, "bold")))
    return lines([*head, plain(""), plain(letter.text)])
