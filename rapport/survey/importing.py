"""Importing a file of responses: planned and shown first, stored then, the same file twice adding nothing."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rapport.errors import Refused, UseError
from rapport.files import os_reason, read_bytes, write_atomic, write_new
from rapport.questionnaire import load_survey_questionnaire
from rapport.submissions import FolderLock
from rapport.workspace import Workspace

from .columns import survey_places
from .log import LOG_FILE, Import, load_log, render_log
from .mapping import MAPPING_FILE, Mapping, parse_mapping
from .preview import Preview
from .reading import merged, read_responses, read_source
from .store import ANSWERS_FILE, MAX_STORE_BYTES, Answers, load_answers, no_answers, render_answers

ORIGINALS = "original"
"""Folder of the files as they came, in the survey's folder."""
_MAX_MAPPING = 1_000_000


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """An import that is ready to be stored."""

    preview: Preview
    """What it would do."""
    answers: Answers
    """All responses as they would be stored."""
    data: bytes
    """The file's bytes."""
    mapping: bytes
    """The bytes of the mapping that was used; empty without one."""
    before: str
    """Hash of the stored responses when it was planned; empty when there were none."""


def plan_import(
    workspace: Workspace, path: Path, mapping: Path | None = None, sheet: str = "", *, replace: bool = False
) -> ImportPlan:
    """What importing the file would do; nothing is stored. Without `mapping` the saved one is used, if there is any.

    With `replace` only the file's responses remain. Raises `UseError` when the file cannot be read and `InvalidFile`
    when the mapping, or what is stored, is not valid.
    """
    questionnaire = load_survey_questionnaire(workspace)
    places = survey_places(questionnaire)
    if not places:
        folder = workspace.show(workspace.survey_sections)
        raise UseError(f"Arbetsytan har ingen enkät: mappen {folder} har inga frågor. Lägg till dem först.")
    saved = workspace.survey / MAPPING_FILE
    told = read_bytes(mapping or saved, _MAX_MAPPING, missing=None if mapping else b"")
    name = workspace.show((mapping or saved).resolve())
    decided = parse_mapping(told, name, questionnaire) if told else Mapping()
    source = read_source(path, sheet, questionnaire, decided)
    reading = read_responses(source, questionnaire, decided)
    before = _stored_hash(workspace)
    stored = load_answers(workspace, questionnaire)
    answers, added, changed = merged(stored, reading.answers, places)
    if replace:
        answers, _, _ = merged(no_answers(questionnaire), reading.answers, places)
    in_file = len(reading.answers)
    preview = Preview(
        file=path.name,
        form=source.form,
        sha256=source.sha256,
        columns=reading.uses,
        values=reading.values,
        without_column=tuple(str(place) for place in places if place not in reading.answers.columns),
        conflicts=reading.conflicts,
        rows=len(source.table),
        without_answers=reading.without_answers,
        incomplete=reading.incomplete,
        doubles=reading.doubles,
        short=source.table.short,
        has_ids=reading.has_ids,
        added=len(added),
        changed=tuple(changed),
        unchanged=in_file - len(added) - len(changed),
        only_stored=len(stored) - (in_file - len(added)),
        replaces=replace,
    )
    return ImportPlan(preview, answers, source.data, told, before)


def store_import(
    workspace: Workspace, plan: ImportPlan, who: str, when: datetime, *, keep_original: bool = True
) -> Import:
    """Store what was planned, and keep the file as it came unless `keep_original` is false.

    The original may hold names and addresses: only its owner may read it. Raises `Refused` when the plan has
    conflicts, holds no response or is no longer about what is stored, `Locked` while someone else writes, and
    `UseError` when it cannot be written.
    """
    if plan.preview.conflicts:
        raise Refused("Filen går inte att läsa in som den är. " + " ".join(plan.preview.conflicts))
    if not len(plan.answers):
        raise Refused(f"Filen {plan.preview.file} har inget svar som går att läsa in. Se över mappningen.")
    lock = FolderLock(workspace.survey, who, "Försök igen om en stund.")
    try:
        if _stored_hash(workspace) != plan.before:
            raise Refused("De lagrade svaren har ändrats sedan filen lästes. Läs in den igen.")
        return _store(workspace, plan, who, when, keep_original)
    except OSError as error:
        folder = workspace.show(workspace.survey)
        raise UseError(f"Mappen {folder} går inte att skriva i: {os_reason(error)}.") from error
    finally:
        lock.release()


def _store(workspace: Workspace, plan: ImportPlan, who: str, when: datetime, keep_original: bool) -> Import:
    folder, preview = workspace.survey, plan.preview
    original = _original_name(preview) if keep_original else ""
    if original:
        (folder / ORIGINALS).mkdir(mode=0o700, exist_ok=True)
        # The same file is the same bytes.
        with suppress(FileExistsError):
            write_new(folder / ORIGINALS / original, plan.data, 0o600)
    entry = Import(
        file=preview.file,
        sha256=preview.sha256,
        when=when.isoformat(timespec="seconds"),
        who=who,
        rows=preview.rows,
        added=preview.added,
        changed=len(preview.changed),
        mapping=hashlib.sha256(plan.mapping).hexdigest() if plan.mapping else "",
        original=original,
    )
    log = load_log(workspace)
    if preview.is_news:
        write_atomic(folder / ANSWERS_FILE, render_answers(plan.answers))
    if preview.is_news or preview.sha256 not in {known.sha256 for known in log.imports}:
        write_atomic(folder / LOG_FILE, render_log(log.with_import(entry)))
    if plan.mapping:
        write_atomic(folder / MAPPING_FILE, plan.mapping)
    return entry


def _stored_hash(workspace: Workspace) -> str:
    data = read_bytes(workspace.survey / ANSWERS_FILE, MAX_STORE_BYTES, missing=b"")
    return hashlib.sha256(data).hexdigest() if data else ""


def _original_name(preview: Preview) -> str:
    """A name for the copy: its hash, so that equal files are one, and the ending."""
    ending = Path(preview.file).suffix.lower()
    return preview.sha256[:16] + (ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else "")
