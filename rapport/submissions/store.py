"""The disk side of an open draft: journal, snapshot, and what others put there. For one thread at a time."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from rapport.errors import InvalidFile, UseError
from rapport.files import os_reason, write_atomic, write_new
from rapport.questionnaire import Questionnaire, Raw
from rapport.workspace import Unit, Workspace

from .draftfile import (
    DRAFT_FILE,
    JOURNAL_FILE,
    Answers,
    DraftFile,
    assemble,
    park,
    render_draft,
    storable,
)
from .journal import Journal, Record, read_journal

JOURNAL_BYTES = 4_000_000
"""A journal larger than this is due for a snapshot."""


class Removed:
    """Stands in a batch for an answer that was taken away."""


REMOVED = Removed()
"""The one value of `Removed`."""
POSITION = ("", "position")
"""The key under which a batch holds the writer's position."""
Batch = Mapping[tuple[str, str], Raw | Removed]
"""Edits by section and question id."""


class Store:
    """The files of one draft, for the one who holds the unit's lock.

    Raises `InvalidFile` or `UseError` when the draft on the disk cannot be read; nothing is changed then.
    """

    def __init__(self, workspace: Workspace, questionnaire: Questionnaire, unit: Unit) -> None:
        folder = workspace.unit_folder(unit)
        self._questionnaire = questionnaire
        self._unit = unit
        self._path = folder / DRAFT_FILE
        self._file_seen = _signature(self._path)
        replay = read_journal(folder / JOURNAL_FILE)
        self.loaded: DraftFile = assemble(workspace, unit, questionnaire, replay)
        """The draft as it was when it was opened."""
        self._lasting_notice = _set_aside(folder, replay.broken, workspace)
        self._snapshot_notice = ""
        self._journal = Journal(folder / JOURNAL_FILE, replay.good)
        _tidy(folder)
        self._rev = self.loaded.rev
        self._position = self.loaded.position
        self._answers: Answers = {section: dict(values) for section, values in self.loaded.answers.items()}

    @property
    def notice(self) -> str:
        """Something about the files that the writer should know; else empty."""
        return self._snapshot_notice or self._lasting_notice

    @property
    def has_journal(self) -> bool:
        """Whether the journal holds anything that a snapshot would take over."""
        return self._journal.size > 0

    @property
    def is_due(self) -> bool:
        """Whether the journal has grown so large that a snapshot should be written now."""
        return self._journal.size > JOURNAL_BYTES

    def append(self, batch: Batch) -> None:
        """Put edits on the disk, all or none. Raises `OSError`."""
        records: list[Record] = []
        for rev, (key, value) in enumerate(batch.items(), self._rev + 1):
            record: Record = {"rev": rev}
            if key == POSITION:
                record["position"] = value
            else:
                record |= {"section": key[0], "question": key[1]}
                if not isinstance(value, Removed):
                    record["value"] = storable(value)
            records.append(record)
        self._journal.append(records)
        self._rev += len(records)
        self._remember(records)

    def _remember(self, records: list[Record]) -> None:
        """Bring the answers, which the snapshot writes, up to what the journal holds."""
        for record in records:
            if "position" in record:
                self._position = record["position"]
            elif "value" in record:
                self._answers.setdefault(record["section"], {})[record["question"]] = record["value"]
            else:
                self._answers.get(record["section"], {}).pop(record["question"], None)

    def snapshot(self) -> None:
        """Write the whole draft and empty the journal. After a failure the journal stays, and `notice` tells."""
        if not self.has_journal:
            return
        answers, parked = park(self._questionnaire, self._unit, self._answers, self.loaded.parked)
        try:
            data = render_draft(self._unit, self._rev, answers, parked, self._position)
            self._keep_foreign_file()
            write_atomic(self._path, data)
            self._file_seen = _signature(self._path)
            self._journal.empty()
            self._snapshot_notice = ""
        except OSError as error:
            self._snapshot_notice = f"Journalen är sparad, men {DRAFT_FILE} kan inte skrivas: {os_reason(error)}."
        except (ValueError, InvalidFile):
            self._snapshot_notice = f"Journalen är sparad, men {DRAFT_FILE} skulle bli för stor för att läsas."

    def _keep_foreign_file(self) -> None:
        """Keep a draft that someone else wrote over ours, under a name of its own, and tell."""
        found = _signature(self._path)
        if found is None or found == self._file_seen:
            return
        number = 1
        while (other := self._path.with_name(f"utkast-annan-{number}.yaml")).exists():
            number += 1
        os.link(self._path, other)
        self._lasting_notice = f"Någon annan har ändrat {DRAFT_FILE}. Den versionen ligger kvar som {other.name}."

    def close(self) -> None:
        """Close the files."""
        # A journal that cannot be tidied away is read by the next writer.
        with contextlib.suppress(OSError):
            self._journal.close()


def _signature(path: Path) -> tuple[int, int, int] | None:
    """What tells whether a file is the one we know; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _tidy(folder: Path) -> None:
    """Remove what a writer that was killed in the middle of a snapshot left; the lock says that none is at work."""
    for path in folder.glob(f".{DRAFT_FILE}.*.tmp"):
        with contextlib.suppress(OSError):
            path.unlink()


def _set_aside(folder: Path, broken: bytes, workspace: Workspace) -> str:
    """Keep what follows a damaged line of the journal; a notice if any. An interrupted last line is no loss."""
    if b"\n" not in broken:
        return ""
    path = folder / f"{JOURNAL_FILE}-skadad-{hashlib.sha256(broken).hexdigest()[:8]}"
    try:
        if not path.exists():
            write_new(path, broken)
    except OSError as error:
        raise UseError(
            f"Journalen i {workspace.show(folder)} är skadad och kan inte läggas undan: {os_reason(error)}."
        ) from error
    return f"En del av journalen var skadad och gick inte att läsa. Den ligger kvar som {path.name}."
