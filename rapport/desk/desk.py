"""What the desk's screens work on. Knows nothing of Textual."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from rapport.editorial import UnitStatus, all_statuses
from rapport.errors import Refused
from rapport.questionnaire import Questionnaire, load_questionnaire
from rapport.submissions import FolderLock, Holder, Locked
from rapport.workspace import Unit, Workspace

Clock = Callable[[], datetime]
"""Gives the time now, with zone."""
Result = TypeVar("Result")
LOCK_FILE = ".skrivbord"
"""Name of the lock file in the editor's folder that says who sits at the desk.

It is another lock than the one each change takes: commands go on working while a desk is open.
"""
_PATIENCE = 2.0
"""Seconds that a change waits for another process that is writing in the editor's folder."""
_PAUSE = 0.02


class Desk:
    """The workspace as the editor sees it, open for changes or only for reading. Every change goes through `do`."""

    def __init__(
        self,
        workspace: Workspace,
        questionnaire: Questionnaire,
        who: str,
        clock: Clock,
        lock: FolderLock | None,
        holder: Holder | None = None,
    ) -> None:
        self.workspace = workspace
        self.questionnaire = questionnaire
        self.who = who
        self.clock = clock
        self.holder = holder
        self._lock = lock

    @property
    def read_only(self) -> bool:
        """Whether someone else sits at the desk; `holder` says who."""
        return self._lock is None

    def statuses(self) -> tuple[UnitStatus, ...]:
        """Where every unit stands, read anew."""
        return all_statuses(self.workspace, self.questionnaire)

    def unit(self, slug: str) -> Unit:
        """The unit with this slug. Raises `UseError` when there is none."""
        return self.workspace.assignment.unit(slug)

    def deadline(self) -> tuple[date | None, int]:
        """The last day and how many days are left, negative when it has passed; None when there is no last day."""
        text = self.workspace.assignment.deadline
        if not text:
            return None, 0
        day = date.fromisoformat(text)
        return day, (day - self.clock().date()).days

    def do(self, work: Callable[[Workspace, str, datetime], Result]) -> Result:
        """Make a change: `work` is called with the workspace, who does it and when; what it returns.

        It waits a moment for another process that is writing. Raises `Refused` while the desk is read-only, and what
        `work` raises, with nothing changed.
        """
        if self._lock is None:
            who = (self.holder.who if self.holder else "") or "Någon annan"
            raise Refused(f"{who} sitter vid skrivbordet. Du kan läsa allt men inte ändra.")
        self._lock.note()
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                return work(self.workspace, self.who, self.clock())
            except Locked:
                if time.monotonic() > end:
                    raise
                time.sleep(_PAUSE)

    def close(self) -> None:
        """Let the next one sit down."""
        if self._lock is not None:
            self._lock.release()


def open_desk(workspace: Workspace, who: str, clock: Clock) -> Desk:
    """The desk for `who`: for changes, or only for reading while someone else sits there.

    Raises `RapportError` when the sections cannot be read or the editor's folder cannot be written in.
    """
    questionnaire = load_questionnaire(workspace)
    try:
        lock = FolderLock(workspace.editorial, who, "Du kan läsa allt men inte ändra.", LOCK_FILE)
    except Locked as error:
        return Desk(workspace, questionnaire, who, clock, None, error.holder)
    return Desk(workspace, questionnaire, who, clock, lock)
