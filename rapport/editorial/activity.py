"""Who did what when: one line for each change the editor made, only ever added to, and enough in it to undo."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapport.errors import Level, Problem, Where
from rapport.files import read_bytes
from rapport.text import clean
from rapport.workspace import Workspace

ACTIVITY_FILE = "logg.jsonl"
"""Name of the file in the editor's folder."""
UNDO = "undo"
"""The action of an entry that undoes another."""
_MAX_BYTES = 256_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One change."""

    number: int
    """Counted from 1."""
    action: str
    """What kind of change, in English as the commands are named."""
    unit: str
    """Slug of the unit it was about; empty when it was about none."""
    what: str
    """What was done, a Swedish sentence as the log tells it."""
    who: str
    """Who did it."""
    when: datetime
    """When, with zone."""
    records: tuple[str, ...] = ()
    """Hashes of the records it added to the editor's decisions, in order."""
    files: tuple[tuple[str, str, str], ...] = ()
    """Files it wrote: name in the editor's folder, and SHA-256 before and after; empty for no file."""
    undoes: int = 0
    """Number of the entry it undid; 0 for any other change."""

    def as_json(self) -> dict[str, Any]:
        """The entry as its line says it."""
        return {
            "number": self.number,
            "action": self.action,
            "unit": self.unit,
            "what": self.what,
            "who": self.who,
            "when": self.when.isoformat(timespec="seconds"),
            "records": list(self.records),
            "files": [list(file) for file in self.files],
            "undoes": self.undoes,
        }


@dataclass(frozen=True, slots=True)
class Activity:
    """Everything that was done."""

    entries: tuple[Entry, ...]
    """In order."""
    problems: tuple[Problem, ...] = ()
    """Lines that could not be read."""

    @property
    def undone(self) -> frozenset[int]:
        """Numbers of the entries that were undone."""
        return frozenset(entry.undoes for entry in self.entries if entry.undoes)

    @property
    def last(self) -> Entry | None:
        """What is undone next: the last change that is not undone and can be; None when there is none."""
        undone = self.undone
        return next(
            (e for e in reversed(self.entries) if not e.undoes and e.number not in undone and (e.records or e.files)),
            None,
        )


def load_activity(workspace: Workspace) -> Activity:
    """What was done; nothing when there is no file. Raises `UseError` when the file as a whole cannot be read."""
    path = workspace.editorial / ACTIVITY_FILE
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in enumerate(read_bytes(path, _MAX_BYTES, missing=b"").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            entries.append(_parse(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            place = Where(workspace.show(path), number)
            problems.append(Problem(Level.WARN, place, "Raden går inte att läsa.", "Den räknas inte."))
    return Activity(tuple(entries), tuple(problems))


def append_entry(workspace: Workspace, entry: Entry) -> None:
    """Add an entry; the caller holds the folder's lock. A torn line from a power cut gets an end of its own first.

    Raises `OSError`.
    """
    path = workspace.editorial / ACTIVITY_FILE
    fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o640)
    try:
        size = os.fstat(fd).st_size
        torn = size > 0 and os.pread(fd, 1, size - 1) != b"\n"
        line = json.dumps(entry.as_json(), ensure_ascii=False).encode() + b"\n"
        os.write(fd, (b"\n" if torn else b"") + line)
        os.fsync(fd)
    finally:
        os.close(fd)


def _parse(line: dict[str, Any]) -> Entry:
    when = datetime.fromisoformat(line["when"])
    if when.tzinfo is None:
        raise ValueError("a time without zone")
    return Entry(
        number=int(line["number"]),
        action=str(line["action"]),
        unit=str(line["unit"]),
        what=clean(line["what"]),
        who=clean(line["who"]),
        when=when,
        records=tuple(str(record) for record in line["records"]),
        files=tuple((str(name), str(before), str(after)) for name, before, after in line["files"]),
        undoes=int(line["undoes"]),
    )
