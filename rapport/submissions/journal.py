"""The journal: edits since the draft's last snapshot, one line each, framed so that a torn line is known.

A line is eight hexadecimal digits of CRC-32, a blank and a JSON object. What a reader gets is always a prefix of what
was written, however the writer ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapport.files import read_bytes, sync_folder

MAX_JOURNAL_BYTES = 512_000_000
"""Largest journal that is read: far more than a writer leaves behind, whose journals end at a few megabytes."""
Record = dict[str, Any]
"""`{rev, section, question, value}` (value missing when the answer was taken away), or `{rev, position}`."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a journal holds."""

    records: tuple[Record, ...]
    """Whole records in order, up to the first line that is not whole."""
    good: int
    """Bytes that those records take."""
    broken: bytes
    """What follows them: an interrupted last line, or everything from the first damaged line on."""


def frame(record: Record) -> bytes:
    """`record` as a line of the journal."""
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def read_journal(path: Path) -> Replay:
    """The journal at `path`; empty when there is none. Raises `UseError` when it cannot be read."""
    data = read_bytes(path, MAX_JOURNAL_BYTES, missing=b"", follow_link=False)
    records: list[Record] = []
    good = 0
    for line in data.splitlines(keepends=True):
        record = _record(line)
        if record is None:
            break
        records.append(record)
        good += len(line)
    return Replay(tuple(records), good, data[good:])


def _record(line: bytes) -> Record | None:
    """The record on a line, or None when the line is not whole."""
    if not line.endswith(b"\n") or line[8:9] != b" ":
        return None
    body = line[9:-1]
    if line[:8] != b"%08x" % zlib.crc32(body):
        return None
    try:
        record = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return record if _is_record(record) else None


def _is_record(record: Any) -> bool:
    """Whether a line's object is an edit: another program may have framed it."""
    if not isinstance(record, dict) or type(record.get("rev")) is not int:
        return False
    keys = ("position",) if "position" in record else ("section", "question")
    return all(isinstance(record.get(key), str) for key in keys)


class Journal:
    """The open journal of one draft. Not for several threads at once."""

    def __init__(self, path: Path, size: int) -> None:
        self._path = path
        self._fd: int | None = None
        self.size = size
        """Bytes of whole records; anything behind them is overwritten."""

    def append(self, records: Iterable[Record]) -> None:
        """Put records on the disk, all or none. Raises `OSError`; the journal is then as it was."""
        data = b"".join(frame(record) for record in records)
        fd = self._open()
        try:
            _write_at(fd, data, self.size)
            os.fdatasync(fd)
        except OSError:
            # A part that stays behind is overwritten by the next attempt and stopped at by a reader.
            with contextlib.suppress(OSError):
                os.ftruncate(fd, self.size)
            raise
        self.size += len(data)

    def empty(self) -> None:
        """Forget everything: the snapshot on the disk holds it. Raises `OSError`."""
        os.ftruncate(self._open(), 0)
        self.size = 0

    def close(self) -> None:
        """Close the file, and remove it when it is empty. Raises `OSError`."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
        if self.size == 0:
            self._path.unlink(missing_ok=True)

    def _open(self) -> int:
        """The file, opened at first use so that a disk that is full already is a failed write like any other."""
        if self._fd is None:
            fd = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o640)
            try:
                os.ftruncate(fd, self.size)
                sync_folder(self._path.parent)
            except OSError:
                os.close(fd)
                raise
            self._fd = fd
        return self._fd


def _write_at(fd: int, data: bytes, offset: int) -> None:
    """Write all of `data`; a short write is common when the disk fills up in the middle."""
    view = memoryview(data)
    while view:
        written = os.pwrite(fd, view, offset)
        view, offset = view[written:], offset + written
