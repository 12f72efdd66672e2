"""One writer at a time: a lock on a file beside the data, which is never renamed or removed.

The lock is the kernel's (flock), so it ends with the process that holds it, however that ends. What is written in the
file says who holds it and is for people only.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rapport.errors import UseError
from rapport.files import os_reason
from rapport.text import MONTHS, clean, printable

LOCK_FILE = ".las"
"""Name of the lock file in a folder."""
_NOTE_SIZE = 512


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as far as the holder has told."""

    who: str
    """Name; empty when it is not known."""
    since: datetime | None
    """When the lock was taken."""
    active: datetime | None
    """When the holder last wrote anything."""

    def __str__(self) -> str:
        text = f"Öppet hos {self.who or 'någon annan'}"
        if self.since:
            text += f" sedan {clock(self.since)}"
        if self.active:
            text += f", senast aktiv {clock(self.active)}"
        return text + "."


class Locked(UseError):
    """Someone else is writing; `holder` says who."""

    def __init__(self, holder: Holder, hint: str) -> None:
        super().__init__(f"{holder} {hint}")
        self.holder = holder
        """Who has it."""


def clock(when: datetime, now: datetime | None = None) -> str:
    """Local time as ’10:12’, with the date (’21 november 10:12’) on any other day than today's."""
    when, now = when.astimezone(), (now or datetime.now()).astimezone()
    day = "" if when.date() == now.date() else f"{when.day} {MONTHS[when.month - 1]} "
    return f"{day}{when:%H:%M}"


class FolderLock:
    """The lock of one folder, in the file `name` there, held from construction until `release`.

    Raises `Locked` when another process, or another part of this one, has it, and `UseError` when the folder cannot
    be written in.
    """

    def __init__(self, folder: Path, who: str, hint: str, name: str = LOCK_FILE) -> None:
        self._since = datetime.now().astimezone()
        self._who = printable(clean(who))[:80]
        path = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o660)
        except OSError as error:
            raise UseError(f"Mappen {folder} går inte att skriva i: {os_reason(error)}.") from error
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._fd)
            raise Locked(read_holder(path), hint) from error
        self.note()

    @property
    def is_held(self) -> bool:
        """Whether it has not been released."""
        return self._fd >= 0

    def note(self) -> None:
        """Tell others who has the lock, and that the holder is active now."""
        now = datetime.now().astimezone()
        note = {"who": self._who, "pid": os.getpid(), "since": self._since.isoformat(), "active": now.isoformat()}
        text = json.dumps(note, ensure_ascii=False).encode().ljust(_NOTE_SIZE - 1) + b"\n"
        # The note is for people; a full disk must not take the lock from its holder.
        with contextlib.suppress(OSError):
            os.pwrite(self._fd, text, 0)

    def release(self) -> None:
        """Let the next one write. Harmless a second time."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def read_holder(path: Path) -> Holder:
    """Who last held the lock in the file `path`, from its note; unknown when there is none that can be read."""
    try:
        note = json.loads(path.read_bytes())
        times = [datetime.fromisoformat(note[key]) for key in ("since", "active")]
        return Holder(printable(str(note["who"])), times[0], times[1])
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("", None, None)
