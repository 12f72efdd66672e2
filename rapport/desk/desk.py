"""What the desk's screens work on. Knows nothing of Textual."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from rapport.editorial import Activity, EditorialLog, Entry, UnitStatus, load_activity, load_log, undo, unit_status
from rapport.errors import RapportError, Refused, UseError
from rapport.pictures import read_picture_size
from rapport.questionnaire import Questionnaire, load_questionnaire
from rapport.submissions import FolderLock, Holder, Locked, picture_path
from rapport.text import group_digits
from rapport.workspace import Unit, Workspace

from .matrix import UnitRow, unit_row
from .used import Used, report_stamp, used_sections

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
_BATCH = 20
"""Units that are read between two looks at the screen."""


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
        self._problems = ["", ""]
        self._lock = lock
        self._reading = threading.Lock()
        self._rows = {unit.slug: UnitRow(unit) for unit in workspace.assignment.units}
        self._stamps: dict[str, tuple[object, ...]] = {}
        self._used: Used | None = None
        self._used_stamp = ""

    @property
    def read_only(self) -> bool:
        """Whether someone else sits at the desk; `holder` says who."""
        return self._lock is None

    @property
    def rows(self) -> tuple[UnitRow, ...]:
        """Where every unit stands as far as it is read, in the assignment's order."""
        return tuple(self._rows.values())

    def row(self, slug: str) -> UnitRow:
        """The row of one unit."""
        return self._rows[slug]

    def read(self, show: Callable[[], None], is_cancelled: Callable[[], bool] = lambda: False) -> None:
        """Read what has changed since the last time, `show` being called now and then: states, drafts, what is used.

        Called from a thread of its own. What cannot be read is told in `problem`.
        """
        with self._reading:
            for place, step in enumerate((self._read_units, self._follow_use)):
                before = self._problems[place]
                try:
                    step(show, is_cancelled)
                except RapportError as error:
                    self._problems[place] = str(error)
                if self._problems[place] != before:
                    show()

    @property
    def problem(self) -> str:
        """Why not everything is known, in a sentence; empty when it is."""
        return " ".join(problem for problem in self._problems if problem)

    def _read_units(self, show: Callable[[], None], is_cancelled: Callable[[], bool]) -> None:
        log = load_log(self.workspace)
        stamps = {unit.slug: self._stamp(unit, log) for unit in self.workspace.assignment.units}
        stale = [self._rows[slug] for slug, stamp in stamps.items() if self._stamps.get(slug) != stamp]
        unknown = [row for row in stale if row.status is None]
        # Sealed versions say where the units stand and are quick to read; drafts are checked after that.
        for with_draft, rows in ((False, unknown), (True, stale)):
            for number, row in enumerate(rows, 1):
                if is_cancelled():
                    return
                slug = row.unit.slug
                status = unit_status(self.workspace, self.questionnaire, row.unit, log, with_draft=with_draft)
                self._rows[slug] = unit_row(self.questionnaire, status, self._used_of(slug))
                if with_draft:
                    self._stamps[slug] = stamps[slug]
                if number % _BATCH == 0:
                    show()
            if rows:
                show()
        self._problems[0] = ""

    def _follow_use(self, show: Callable[[], None], is_cancelled: Callable[[], bool]) -> None:
        """Follow what is used, once for each state of the report's files, whether that succeeds or not."""
        stamp = report_stamp(self.workspace)
        if is_cancelled() or stamp == self._used_stamp:
            return
        self._used_stamp = stamp
        self._used = used_sections(self.workspace)
        self._problems[1] = ""
        for slug, row in self._rows.items():
            self._rows[slug] = replace(row, used=self._used_of(slug))
        show()

    def _used_of(self, slug: str) -> frozenset[str] | None:
        return None if self._used is None else self._used.get(slug, frozenset())

    def _stamp(self, unit: Unit, log: EditorialLog) -> tuple[object, ...]:
        """Another value whenever a unit's files have changed, or what the editor has said of it."""
        folder = self.workspace.unit_folder(unit)
        kinds = (log.decisions, log.comments, log.waivers, log.fork_choices)
        said = [entry for kind in kinds for entry in kind if entry.unit == unit.slug]
        return (*(_stat(folder / name) for name in ("utkast.yaml", "journal", "inskickat")), *said)

    def activity(self) -> Activity:
        """Everything the editor has done."""
        return load_activity(self.workspace)

    def undo(self) -> Entry:
        """Undo the last change; that change. Raises `Refused` when it cannot be."""
        return self.do(undo)

    def unit(self, slug: str) -> Unit:
        """The unit with this slug. Raises `UseError` when there is none."""
        return self.workspace.assignment.unit(slug)

    def status(self, slug: str) -> UnitStatus:
        """Where a unit stands, as far as it is read; read now when it is not."""
        known = self._rows[slug].status
        return known or unit_status(self.workspace, self.questionnaire, self.unit(slug), with_draft=False)

    def picture_size(self, unit: Unit, file: str) -> str:
        """A picture's size in words; why it is not known when it cannot be read."""
        try:
            width, height = read_picture_size(picture_path(self.workspace, unit, file))
        except UseError as error:
            return error.message
        return f"{group_digits(width)} × {group_digits(height)} bildpunkter"

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


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size
