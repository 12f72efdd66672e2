"""The editor's log: decisions, comments and waivers, one JSON object a line, only ever added to."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from rapport.errors import Level, Problem, Where
from rapport.files import read_bytes
from rapport.text import clean, nearest
from rapport.workspace import Workspace

LOG_FILE = "beslut.jsonl"
"""Name of the log in the editor's folder."""
MAX_BYTES = 64_000_000
"""The longest log that is read."""
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
    """The place: `section`, `section.question` or `section.question[item].field`; empty for the whole."""
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
class ForkChoice:
    """A decision on which of several sealed files with one number is the version."""

    unit: str
    """Slug of the unit."""
    version: int
    """The number."""
    sha256: str
    """Hash of the one that counts."""
    among: tuple[str, ...]
    """Hashes of all that were there to choose from."""
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
    """Every waiver that has not been ended."""
    problems: tuple[Problem, ...]
    """Lines that could not be read; they count for nothing."""
    fork_choices: tuple[ForkChoice, ...] = ()
    """Every decision on which file is a version."""

    def decision(self, unit: str, version: int, sha256: str) -> Decision | None:
        """The last decision about that very version, or None."""
        wanted = (unit, version, sha256)
        return next((d for d in reversed(self.decisions) if (d.unit, d.version, d.sha256) == wanted), None)

    def waiver(self, unit: str) -> Waiver | None:
        """The last waiver of a unit, or None."""
        return next((waiver for waiver in reversed(self.waivers) if waiver.unit == unit), None)

    def fork_choice(self, unit: str, version: int) -> ForkChoice | None:
        """The last decision on which file is that version, or None."""
        return next((c for c in reversed(self.fork_choices) if (c.unit, c.version) == (unit, version)), None)


class _LineError(ValueError):
    """A line that cannot be read; key and Swedish sentence."""


_KEYS = {
    "decision": ("unit", "version", "sha256", "verdict", "who", "when", "reason"),
    "comment": ("id", "unit", "version", "path", "text", "who", "when"),
    "resolution": ("comment", "who", "when"),
    "waiver": ("unit", "reason", "who", "when"),
    "waiver_end": ("unit", "who", "when"),
    "fork_choice": ("unit", "version", "sha256", "among", "who", "when"),
    "revocation": ("record", "who", "when"),
}


def load_log(workspace: Workspace) -> EditorialLog:
    """The log; empty when there is none. Lines that cannot be read are told as problems with file, line and key.

    Raises `UseError` when the file as a whole cannot be read.
    """
    path = workspace.editorial / LOG_FILE
    data = read_bytes(path, MAX_BYTES, missing=b"")
    name = workspace.show(path)
    records: list[tuple[str, str, dict[str, Any]]] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            kind, record = _parse(line)
            if kind == "revocation":
                _revoke(records, record["record"])
            else:
                _check(kind, record, records)
                records.append((record_hash(line), kind, record))
        except _LineError as error:
            key, message = error.args
            hint = "Återställ raden ur en säkerhetskopia, eller ta bort den."
            problems.append(Problem(Level.BLOCK, Where(name, number, key), message, hint))
    resolved = {record["comment"] for _, kind, record in records if kind == "resolution"}
    comments = [record for _, kind, record in records if kind == "comment"]
    return EditorialLog(
        tuple(Decision(**record) for _, kind, record in records if kind == "decision"),
        tuple(Comment(**record, resolved=record["id"] in resolved) for record in comments),
        _waivers(records),
        tuple(problems),
        tuple(ForkChoice(**record) for _, kind, record in records if kind == "fork_choice"),
    )


def _waivers(records: list[tuple[str, str, dict[str, Any]]]) -> tuple[Waiver, ...]:
    """Waivers that no later line has ended."""
    found: list[Waiver] = []
    for _, kind, record in records:
        if kind == "waiver":
            found.append(Waiver(**record))
        elif kind == "waiver_end":
            found = [waiver for waiver in found if waiver.unit != record["unit"]]
    return tuple(found)


def record_hash(line: bytes) -> str:
    """What a revocation names a record by: SHA-256 of its line without blanks around it, hexadecimal."""
    return hashlib.sha256(line.strip()).hexdigest()


def _revoke(records: list[tuple[str, str, dict[str, Any]]], name: str) -> None:
    """Take away the last record with this hash: of two equal lines the later one is undone first."""
    places = [place for place, (known, _, _) in enumerate(records) if known == name]
    if not places:
        raise _LineError("record", "Raden som ångras finns inte.")
    del records[places[-1]]


def _check(kind: str, record: Mapping[str, Any], records: list[tuple[str, str, dict[str, Any]]]) -> None:
    """A comment's id is new, and only a comment that is there is ticked off. Raises `_LineError`."""
    if kind not in ("comment", "resolution"):
        return
    comments = {known["id"] for _, other, known in records if other == "comment"}
    if kind == "comment" and record["id"] in comments:
        raise _LineError("id", f"Kommentaren ”{record['id']}” finns två gånger.")
    if kind == "resolution" and record["comment"] not in comments:
        raise _LineError("comment", f"Kommentaren ”{record['comment']}” finns inte.")


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


def _read_hashes(text: str) -> tuple[str, ...]:
    return tuple(_read_hash(part) for part in text.split())


_READ: dict[str, Any] = {
    "verdict": _read_verdict,
    "when": _read_time,
    "sha256": _read_hash,
    "among": _read_hashes,
}
