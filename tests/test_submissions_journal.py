"""The journal: what is read is always a prefix of what was written."""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

import pytest

from rapport.submissions.journal import Journal, Record, frame, read_journal

RECORDS: list[Record] = [
    {"rev": n, "section": "allt", "question": "brev", "value": f"Rad {n}: å ä ö\n{{{{ 7*7 }}}} [/b] 🙂"}
    for n in range(1, 8)
]


def written(path: Path) -> bytes:
    journal = Journal(path, 0)
    journal.append(RECORDS)
    journal.close()
    return path.read_bytes()


def test_a_journal_cut_at_any_byte_reads_as_the_whole_records_before_the_cut(tmp_path: Path) -> None:
    """No cut gives a wrong record or takes one before it."""
    path = tmp_path / "journal"
    data = written(path)
    ends = [sum(len(frame(r)) for r in RECORDS[:n]) for n in range(len(RECORDS) + 1)]
    for cut in range(len(data) + 1):
        path.write_bytes(data[:cut])
        replay = read_journal(path)
        whole = sum(1 for end in ends[1:] if end <= cut)
        assert list(replay.records) == RECORDS[:whole]
        assert (replay.good, replay.broken) == (ends[whole], data[ends[whole] : cut])


def test_a_flipped_bit_never_gives_a_wrong_record(tmp_path: Path) -> None:
    """A damaged line and all after it are left out, and kept apart as they are."""
    path = tmp_path / "journal"
    data = written(path)
    chance = random.Random(1)
    for _ in range(500):
        damaged = bytearray(data)
        damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        replay = read_journal(path)
        assert list(replay.records) == RECORDS[: len(replay.records)]
        assert replay.broken == bytes(damaged[replay.good :])


def test_a_write_that_fails_half_way_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All records or none; the next write goes on where the last good one ended."""
    path = tmp_path / "journal"
    journal = Journal(path, 0)
    journal.append(RECORDS[:2])
    before = path.read_bytes()
    real = os.pwrite

    def half(fd: int, data: bytes, offset: int) -> int:
        if len(data) < 40:
            raise OSError(errno.ENOSPC, "full")
        return real(fd, bytes(data[: len(data) // 2]), offset)

    monkeypatch.setattr(os, "pwrite", half)
    with pytest.raises(OSError, match="full"):
        journal.append(RECORDS[2:])
    assert path.read_bytes() == before
    monkeypatch.undo()
    journal.append(RECORDS[2:])
    journal.close()
    assert list(read_journal(path).records) == RECORDS


def test_an_empty_journal_is_removed_when_it_is_closed(tmp_path: Path) -> None:
    """A folder at rest holds no journal."""
    path = tmp_path / "journal"
    journal = Journal(path, 0)
    journal.append(RECORDS)
    journal.empty()
    journal.close()
    assert not path.exists()
