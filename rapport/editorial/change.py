"""A change of the editor's: the one way to write in the editor's folder. It is logged, and it can be undone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

from rapport.errors import InvalidFile, Refused, UseError
from rapport.files import os_reason, read_bytes, write_atomic, write_new
from rapport.submissions import FolderLock
from rapport.text import clean, printable
from rapport.workspace import Workspace

from .activity import ACTIVITY_FILE, UNDO, Entry, append_entry, load_activity
from .log import LOG_FILE, MAX_BYTES, load_log, record_hash

HISTORY_FOLDER = "historik"
"""Folder of earlier contents of the editor's files, each named by its SHA-256."""


class Change:
    """One change: holds the folder's lock and the log as it was when the lock was taken. A context manager.

    What is added or written is told with `tell` first, and becomes one entry of the activity log, even when a later
    step fails. Raises `Locked` when someone else is writing, and `InvalidFile` when the log has lines that cannot be
    read, since no decision should build on a log that is not whole.
    """

    def __init__(self, workspace: Workspace, who: str) -> None:
        self._workspace = workspace
        self._who = printable(" ".join(clean(who).split())) or "okänd"
        self._records: list[str] = []
        self._files: dict[str, tuple[str, str]] = {}
        self._told: tuple[str, datetime, str, str, int] | None = None
        self._is_note = False
        self._lock = FolderLock(workspace.editorial, who, "Försök igen om en stund.")
        try:
            self.log = load_log(workspace)
            if self.log.problems:
                name = workspace.show(workspace.editorial / LOG_FILE)
                raise InvalidFile(f"Filen {name} är skadad, så inget nytt skrivs i den.", self.log.problems)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Change:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        try:
            if self._told is not None:
                self._keep_entry(*self._told)
            elif error is None and (self._records or self._files):
                raise RuntimeError("a change that is not told")
        finally:
            self._lock.release()

    def tell(self, action: str, when: datetime, unit: str, what: str, *, undoes: int = 0) -> None:
        """What the change is, before it is made: kind, unit (may be empty) and a Swedish sentence."""
        self._told = (action, when, unit, what, undoes)

    def note(self, action: str, when: datetime, unit: str, what: str) -> None:
        """Log what changes nothing in the editor's folder, such as a letter that was written. It is not undone."""
        self.tell(action, when, unit, what)
        self._is_note = True

    def add(self, kind: str, when: datetime, **values: Any) -> None:
        """Add a record of `kind` to the decisions, its texts cleaned.

        Raises `UseError`, with nothing changed, when it cannot be.
        """
        record = {"type": kind, **{key: _storable(value) for key, value in values.items()}}
        record |= {"who": self._who, "when": when.isoformat(timespec="seconds")}
        path = self._workspace.editorial / LOG_FILE
        line = json.dumps(record, ensure_ascii=False).encode()
        try:
            old = read_bytes(path, MAX_BYTES, missing=b"")
            ending = b"" if not old or old.endswith(b"\n") else b"\n"
            write_atomic(path, old + ending + line + b"\n")
        except OSError as error:
            raise self._unwritable(path, error) from error
        if kind != "revocation":
            self._records.append(record_hash(line))

    def write(self, name: str, data: bytes | None) -> None:
        """Give the file `name` in the editor's folder this content; None removes it. The old content is kept.

        Raises `UseError`, with nothing changed, when it cannot be.
        """
        path = self._file(name)
        old = read_bytes(path, MAX_BYTES, missing=b"") if path.exists() else None
        if old == data:
            return
        try:
            before = self._keep(old)
            if data is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomic(path, data, 0o644)
        except OSError as error:
            raise self._unwritable(path, error) from error
        first = self._files.get(name, (before, ""))[0]
        self._files[name] = (first, _sha256(data))

    def read(self, name: str) -> bytes | None:
        """What the file `name` in the editor's folder holds now; None when there is none."""
        path = self._file(name)
        return read_bytes(path, MAX_BYTES) if path.exists() else None

    def kept(self, sha256: str) -> bytes | None:
        """An earlier content by its hash; None for the empty hash, which stands for no file. Raises `UseError`."""
        if not sha256:
            return None
        data = read_bytes(self._workspace.editorial / HISTORY_FOLDER / sha256, MAX_BYTES)
        if _sha256(data) != sha256:
            raise UseError(f"Filen {HISTORY_FOLDER}/{sha256} i redaktionens mapp är ändrad och används inte.")
        return data

    def next_comment(self) -> str:
        """An identifier that no comment has."""
        used = {comment.id for comment in self.log.comments}
        return next(name for name in _names() if name not in used)

    def _keep(self, data: bytes | None) -> str:
        """Keep an earlier content; its hash, empty for no file. Raises `OSError`."""
        if data is None:
            return ""
        name = _sha256(data)
        path = self._workspace.editorial / HISTORY_FOLDER / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            write_new(path, data)
        return name

    def _keep_entry(self, action: str, when: datetime, unit: str, what: str, undoes: int) -> None:
        files = tuple((name, before, after) for name, (before, after) in self._files.items() if before != after)
        # A record of a revocation is not undone, so an undoing counts although it adds none.
        if not (self._records or files or undoes or self._is_note):
            return
        entries = load_activity(self._workspace).entries
        number = entries[-1].number + 1 if entries else 1
        said = " ".join(clean(what).split())
        entry = Entry(number, action, unit, said, self._who, when, tuple(self._records), files, undoes)
        try:
            append_entry(self._workspace, entry)
        except OSError as error:
            raise self._unwritable(self._workspace.editorial / ACTIVITY_FILE, error) from error

    def _file(self, name: str) -> Path:
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or PurePosixPath(name).is_absolute() or name in (LOG_FILE, ACTIVITY_FILE):
            raise ValueError(f"no file of the editor's: {name}")
        return self._workspace.editorial / name

    def _unwritable(self, path: Path, error: OSError) -> UseError:
        return UseError(f"Filen {self._workspace.show(path)} går inte att skriva: {os_reason(error)}.")


def undo(workspace: Workspace, who: str, when: datetime) -> Entry:
    """Undo the last change that is not undone; that change's entry.

    Decisions are revoked by a line of their own, files get the content they had. Raises `Refused`, with nothing
    changed, when there is nothing to undo, or when a file has been changed by hand since.
    """
    with Change(workspace, who) as change:
        activity = load_activity(workspace)
        entry = activity.last
        if entry is None:
            raise Refused("Det finns inget att ångra.")
        for name, _, after in entry.files:
            if _sha256(change.read(name)) != after:
                file = workspace.show(workspace.editorial / name)
                raise Refused(f"{file} har ändrats sedan ”{entry.what}” och det går inte att ångra. Rätta för hand.")
        before = {name: change.kept(first) for name, first, _ in entry.files}
        change.tell(UNDO, when, entry.unit, f"Ångrade: {entry.what}", undoes=entry.number)
        for name, data in before.items():
            change.write(name, data)
        for record in reversed(entry.records):
            change.add("revocation", when, record=record)
        return entry


def _sha256(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _names() -> Iterator[str]:
    number = 1
    while True:
        yield f"k{number}"
        number += 1


def _storable(value: Any) -> Any:
    return clean(value).strip() if isinstance(value, str) else value
