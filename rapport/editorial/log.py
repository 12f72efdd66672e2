"""The editor's log: decisions, comments and waivers, one JSON object a line, only ever added to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from rapport.errors import InvalidFile, Level, Problem, UseError, Where
from rapport.files import os_reason, read_bytes, write_atomic
from rapport.submissions import FolderLock
from rapport.text import clean, nearest, printable
from rapport.workspace import Workspace

LOG_FILE = "beslut.jsonl"
"""Name of the log in the editor's folder."""
_MAX_BYTES = 64_000_000
_HASH = re.compile(r"[0-9a-f]{64}")


class Verdict(str, Enum):
    """What was decided about a version."""

    APPROVED = "godkänd"
    """It is printed."""
    RETURNED = "återsänd"
    """The unit is asked for a new version."""
    REOPENED = "återöppnad"
    """An approval is taken back and the unit asked for a new version."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about one sealed version."""

    unit: str
    """Slug of the unit."""
    version: int
    """Number of the version."""
    sha256: str
    """Hash of the version, so that a decision never comes to mean another text."""
    verdict: Verdict
    """What was decided."""
    who: str
    """Who decided."""
    when: datetime
    """When, with zone."""
    reason: str
    """Why; empty for an approval without one."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the editor on one place in a version."""

    id: str
    """Identifier within the log."""
    unit: str
    """Slug of the unit."""
    version: int
    """Number of the version."""
    path: str
    """The place: `section`, `section.question` or `section.question[item].field`."""
    text: str
    """What the editor says."""
    who: str
    """Who wrote it."""
    when: datetime
    """When, with zone."""
    resolved: bool
    """Whether the editor has ticked it off."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A decision to make the report without a unit."""

    unit: str
    """Slug of the unit."""
    reason: str
    """Why, as the report's chapter on method says it."""
    who: str
    """Who decided."""
    when: datetime
    """When, with zone."""


@dataclass(frozen=True, slots=True)
class EditorialLog:
    """The whole log, in order."""

    decisions: tuple[Decision, ...]
    """Every decision."""
    comments: tuple[Comment, ...]
    """Every comment."""
    waivers: tuple[Waiver, ...]
    """Every waiver."""
    problems: tuple[Problem, ...]
    """Lines that could not be read; they count for nothing."""

    def decision(self, unit: str, version: int, sha256: str) -> Decision | None:
        """The last decision about that very version, or None."""
        wanted = (unit, version, sha256)
        return next((d for d in reversed(self.decisions) if (d.unit, d.version, d.sha256) == wanted), None)

    def waiver(self, unit: str) -> Waiver | None:
        """The last waiver of a unit, or None."""
        return next((waiver for waiver in reversed(self.waivers) if waiver.unit == unit), None)


class _LineError(ValueError):
    """A line that cannot be read; key and Swedish sentence."""


_KEYS = {
    "decision": ("unit", "version", "sha256", "verdict", "who", "when", "reason"),
    "comment": ("id", "unit", "version", "path", "text", "who", "when"),
    "resolution": ("comment", "who", "when"),
    "waiver": ("unit", "reason", "who", "when"),
}


def load_log(workspace: Workspace) -> EditorialLog:
    """The log; empty when there is none. Lines that cannot be read are told as problems with file, line and key.

    Raises `UseError` when the file as a whole cannot be read.
    """
    path = workspace.editorial / LOG_FILE
    data = read_bytes(path, _MAX_BYTES, missing=b"")
    name = workspace.show(path)
    decisions: list[Decision] = []
    comments: dict[str, dict[str, Any]] = {}
    resolved: set[str] = set()
    waivers: list[Waiver] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            kind, record = _parse(line)
            if kind == "decision":
                decisions.append(Decision(**record))
            elif kind == "comment":
                comments[_unused(record["id"], comments)] = record
            elif kind == "waiver":
                waivers.append(Waiver(**record))
            else:
                resolved.add(_known(record["comment"], comments))
        except _LineError as error:
            key, message = error.args
            hint = "Återställ raden ur en säkerhetskopia, eller ta bort den."
            problems.append(Problem(Level.BLOCK, Where(name, number, key), message, hint))
    read = tuple(Comment(**record, resolved=record["id"] in resolved) for record in comments.values())
    return EditorialLog(tuple(decisions), read, tuple(waivers), tuple(problems))


def _parse(line: bytes) -> tuple[str, dict[str, Any]]:
    """Kind and values of a line. Raises `_LineError`."""
    try:
        record = json.loads(line, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as error:
        raise _LineError("", "Raden är inte hel.") from error
    if not isinstance(record, dict):
        raise _LineError("", "Raden är inte en post.")
    kind = record.pop("type", None)
    keys = _KEYS.get(kind) if isinstance(kind, str) else None
    if keys is None:
        raise _LineError("type", "Postens slag är okänt.")
    for key in record:
        if key not in keys:
            near = nearest(key, keys)
            raise _LineError(key, f"Nyckeln ”{key}” är okänd." + (f" Menade du ”{near}”?" if near else ""))
    return str(kind), {key: _value(record, key) for key in keys}


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a key stands twice")
    return record


def _value(record: Mapping[str, Any], key: str) -> Any:
    """One value, read as what its key holds."""
    if key not in record:
        raise _LineError(key, f"Nyckeln ”{key}” saknas.")
    value = record[key]
    if key == "version":
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise _LineError(key, "Versionen är inget nummer.")
        return value
    if not isinstance(value, str):
        raise _LineError(key, f"”{key}” ska vara text.")
    return _READ.get(key, clean)(value)


def _read_verdict(text: str) -> Verdict:
    if text not in [verdict.value for verdict in Verdict]:
        raise _LineError("verdict", f"Beslutet ”{text}” är okänt.")
    return Verdict(text)


def _read_time(text: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        when = datetime.min
    if when.tzinfo is None:
        raise _LineError("when", f"”{text}” är ingen tid med zon.")
    return when


def _read_hash(text: str) -> str:
    if not _HASH.fullmatch(text):
        raise _LineError("sha256", "Kontrollsumman har inte 64 tecken.")
    return text


_READ: dict[str, Any] = {"verdict": _read_verdict, "when": _read_time, "sha256": _read_hash}


def _unused(name: str, comments: Mapping[str, Any]) -> str:
    if name in comments:
        raise _LineError("id", f"Kommentaren ”{name}” finns två gånger.")
    return name


def _known(name: str, comments: Mapping[str, Any]) -> str:
    if name not in comments:
        raise _LineError("comment", f"Kommentaren ”{name}” finns inte.")
    return name


# --------------------------------------------------------------------------- writing


class Desk:
    """The editor's folder while it is written: holds its lock and the log as it was when the lock was taken.

    Raises `Locked` when someone else is writing, and `InvalidFile` when the log has lines that cannot be read, since
    no decision should build on a log that is not whole.
    """

    def __init__(self, workspace: Workspace, who: str) -> None:
        self._workspace = workspace
        self._who = printable(" ".join(clean(who).split())) or "okänd"
        self._lock = FolderLock(workspace.editorial, who, "Försök igen om en stund.")
        try:
            self.log = load_log(workspace)
            if self.log.problems:
                name = workspace.show(workspace.editorial / LOG_FILE)
                raise InvalidFile(f"Filen {name} är skadad, så inget nytt skrivs i den.", self.log.problems)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def add(self, kind: str, when: datetime, **values: Any) -> None:
        """Add a record of `kind`, its texts cleaned. Raises `UseError`, with nothing changed, when it cannot be."""
        record = {"type": kind, **{key: _storable(value) for key, value in values.items()}}
        record |= {"who": self._who, "when": when.isoformat(timespec="seconds")}
        path = self._workspace.editorial / LOG_FILE
        try:
            old = read_bytes(path, _MAX_BYTES, missing=b"")
            ending = b"" if not old or old.endswith(b"\n") else b"\n"
            write_atomic(path, old + ending + json.dumps(record, ensure_ascii=False).encode() + b"\n")
        except OSError as error:
            raise UseError(f"Filen {self._workspace.show(path)} går inte att skriva: {os_reason(error)}.") from error

    def next_comment(self) -> str:
        """An identifier that no comment has."""
        used = {comment.id for comment in self.log.comments}
        return next(name for name in _names() if name not in used)


def _names() -> Iterator[str]:
    number = 1
    while True:
        yield f"k{number}"
        number += 1


def _storable(value: Any) -> Any:
    return clean(value).strip() if isinstance(value, str) else value
