"""The draft while someone writes in it: edits in memory at once and on the disk within a second.

`set` only touches memory. A thread of its own gathers edits for half a second and appends them to the journal; now
and then, and at the end, the whole draft is written as a snapshot and the journal emptied. A write that fails keeps
the edits and is tried again each second. Another thread tells the listener, so one that hangs holds up no write.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from rapport.files import os_reason
from rapport.questionnaire import Questionnaire, Raw
from rapport.workspace import Unit, Workspace

from .draftfile import Answers
from .locks import FolderLock
from .store import POSITION, REMOVED, Removed, Store

_RETRY_SECONDS = 1.0
_MAX_DEPTH = 6


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """How safe the latest edits are."""

    saved_at: datetime | None
    """When edits last reached the disk; None when none ever did."""
    pending: bool
    """Whether some edits are in memory only."""
    error: str = ""
    """Why they are, one Swedish sentence, while the disk refuses them; else empty."""
    notice: str = ""
    """Something about the files that the writer should know; else empty."""


def open_draft(
    workspace: Workspace,
    questionnaire: Questionnaire,
    unit: Unit,
    who: str,
    *,
    debounce: float = 0.5,
    snapshot_every: float = 20.0,
) -> Draft:
    """The unit's draft, to write in. Edits that an interrupted writer left in the journal are in it.

    `debounce` is how many seconds edits are gathered before they are written, `snapshot_every` how many pass between
    snapshots. Raises `Locked` when someone else is writing, `InvalidFile` for a broken draft, which is left as it is,
    and `UseError` when the folder cannot be used.
    """
    hint = f"Vänta tills underlaget för {unit.name} är stängt, eller öppna det för läsning."
    lock = FolderLock(workspace.unit_folder(unit), who, hint)
    try:
        return Draft(Store(workspace, questionnaire, unit), lock, debounce, snapshot_every)
    except BaseException:
        lock.release()
        raise


class Draft:
    """A draft that this process writes. Close it, or use it in a `with` statement."""

    def __init__(self, store: Store, lock: FolderLock, debounce: float, snapshot_every: float) -> None:
        self.unit = store.loaded.unit
        """Slug of the unit."""
        self.answers: Answers = store.loaded.answers
        """Answers as typed; change them with `set`."""
        self.parked: Answers = store.loaded.parked
        """Answers to questions that the questionnaire does not have now."""
        self.position = store.loaded.position
        """Where the writer was last: `section.question`."""
        self.recovered = store.loaded.recovered
        """Edits that an interrupted writer had left in the journal."""
        self.on_change: Callable[[SaveStatus], None] | None = None
        """Told of each new status, from a thread of its own."""
        self._store = store
        self._lock = lock
        self._debounce = debounce
        self._snapshot_every = snapshot_every
        self._saved_at = store.loaded.saved_at
        self._error = ""
        self._dirty: dict[tuple[str, str], Raw | Removed] = {}
        self._is_writing = False
        self._memory = threading.Condition()
        self._disk = threading.RLock()
        self._closing = threading.Event()
        self._news = threading.Event()
        self._snapshot_at = time.monotonic()
        self._writer = threading.Thread(target=self._write_on, name=f"journal {self.unit}", daemon=True)
        self._writer.start()
        threading.Thread(target=self._tell_on, name=f"status {self.unit}", daemon=True).start()

    def set(self, section: str, question: str, value: Raw) -> None:
        """Take a new answer, or take the answer away with None. Only memory is touched.

        The value may be changed by the caller afterwards; that counts when it is set again. Raises `TypeError` for
        anything but text, lists and mappings of text.
        """
        if value is None:
            self.answers.get(section, {}).pop(question, None)
        else:
            self.answers.setdefault(section, {})[question] = value
        self._queue((section, question), REMOVED if value is None else _frozen(value))

    def set_position(self, position: str) -> None:
        """Remember where the writer is (`section.question`), for the next time."""
        if position != self.position:
            self.position = position
            self._queue(POSITION, position)

    def _queue(self, key: tuple[str, str], value: Raw | Removed) -> None:
        with self._memory:
            # Last changed last, so that records stand in the order in which they happened.
            self._dirty.pop(key, None)
            self._dirty[key] = value
            self._memory.notify_all()

    @property
    def status(self) -> SaveStatus:
        """How safe the latest edits are."""
        with self._memory:
            is_pending = bool(self._dirty) or self._is_writing
            return SaveStatus(self._saved_at, is_pending, self._error, self._store.notice)

    def flush(self) -> SaveStatus:
        """Put every edit on the disk now; from any thread. The status says whether it worked."""
        with self._disk:
            self._flush()
        return self.status

    def close(self) -> SaveStatus:
        """Flush, write the snapshot, stop, and let the next writer in. Harmless a second time.

        Edits are lost when the status has an error: look at what `flush` says before closing.
        """
        self._closing.set()
        with self._memory:
            self._memory.notify_all()
        self._writer.join()
        with self._disk:
            if self._lock.is_held:
                self._flush()
                self._store.snapshot()
                self._store.close()
                self._lock.release()
        self._news.set()
        return self.status

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write_on(self) -> None:
        """What the journal's thread does."""
        while not self._closing.is_set():
            with self._memory:
                self._memory.wait_for(lambda: bool(self._dirty) or self._closing.is_set(), self._snapshot_every)
                is_waiting = bool(self._dirty)
            if is_waiting:
                self._closing.wait(_RETRY_SECONDS if self._error else self._debounce)
                self.flush()
            with self._disk:
                late = time.monotonic() - self._snapshot_at > self._snapshot_every
                if self._store.is_due or (late and self._store.has_journal):
                    self._snapshot_at = time.monotonic()
                    self._store.snapshot()
                    self._news.set()

    def _tell_on(self) -> None:
        """What the listener's thread does."""
        while not self._closing.is_set():
            self._news.wait()
            self._news.clear()
            if self.on_change is not None:
                self.on_change(self.status)

    def _flush(self) -> None:
        """Append what is waiting; `_disk` is held. What the disk refuses waits on."""
        with self._memory:
            batch, self._dirty = self._dirty, {}
            self._is_writing = bool(batch)
        if not batch:
            return
        error = ""
        try:
            self._store.append(batch)
        except OSError as refusal:
            more = "" if self._closing.is_set() else " Nya försök görs; stäng inte programmet."
            error = f"Ändringarna är inte sparade: {os_reason(refusal)}.{more}"
        with self._memory:
            self._dirty = {**batch, **self._dirty} if error else self._dirty
            self._saved_at = self._saved_at if error else datetime.now().astimezone()
            self._is_writing = False
            self._error = error
        if not error:
            self._lock.note()
        self._news.set()


def _frozen(value: Raw, depth: int = 0) -> Raw:
    """A copy of an answer that the caller cannot change any more. Raises `TypeError` for what is no answer."""
    if isinstance(value, str):
        return value
    if depth < _MAX_DEPTH and isinstance(value, list):
        return [_frozen(child, depth + 1) for child in value]
    if depth < _MAX_DEPTH and isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _frozen(child, depth + 1) for key, child in value.items() if child is not None}
    raise TypeError(f"not an answer: {type(value).__name__}")
