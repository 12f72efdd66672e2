"""The draft as a file: `utkast.yaml`, and the edits that the journal holds on top of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rapport.files import Node, Problems, Reader, dump_yaml, load_yaml
from rapport.questionnaire import Question, Questionnaire, Raw, is_blank
from rapport.text import clean
from rapport.workspace import Unit, Workspace

from .journal import Record, Replay, read_journal
from .shapes import complain_about_shape

DRAFT_FILE = "utkast.yaml"
"""Name of the draft in a unit's folder."""
JOURNAL_FILE = "journal"
"""Name of the journal in a unit's folder."""
MAX_DRAFT_BYTES = 32_000_000
"""Largest draft that is read or written."""

Answers = dict[str, dict[str, Raw]]
"""Answers as typed: section id, question id, value."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft as it lies on the disk, journal included."""

    unit: str
    """Slug of the unit."""
    rev: int
    """Number of the last edit."""
    answers: Answers
    """What is answered, as typed."""
    parked: Answers
    """Answers to questions that the questionnaire no longer has; kept, never printed."""
    saved_at: datetime | None
    """When an edit was last written; None without a draft."""
    recovered: int
    """Edits that lay in the journal only."""
    position: str = ""
    """Where the writer was: `section.question`; may be empty."""


def load_draft(workspace: Workspace, unit: Unit, questionnaire: Questionnaire | None = None) -> DraftFile:
    """The unit's draft with its journal; an empty one when nothing is written. Nothing on the disk is changed.

    With a questionnaire, answers must have its questions' shapes, and answers to questions that it lacks are parked.
    Raises `InvalidFile` with file, line and key of every problem, and `UseError` when a file cannot be read.
    """
    folder = workspace.unit_folder(unit)
    # The journal first: a snapshot taken in between then holds all that was in it.
    replay = read_journal(folder / JOURNAL_FILE)
    return assemble(workspace, unit, questionnaire, replay)


def assemble(workspace: Workspace, unit: Unit, questionnaire: Questionnaire | None, replay: Replay) -> DraftFile:
    """The snapshot on the disk with the edits of a journal that was read before it."""
    folder = workspace.unit_folder(unit)
    path = folder / DRAFT_FILE
    draft = (
        _parse(path, workspace, unit, questionnaire) if path.exists() else DraftFile(unit.slug, 0, {}, {}, None, 0)
    )
    newer = [record for record in replay.records if record["rev"] > draft.rev]
    answers, position = _apply(draft, newer)
    if questionnaire is not None:
        answers, parked = park(questionnaire, unit, answers, draft.parked)
    else:
        parked = draft.parked
    rev = newer[-1]["rev"] if newer else draft.rev
    times = [p.stat().st_mtime for p in (path, folder / JOURNAL_FILE) if p.exists() and p.stat().st_size]
    saved_at = datetime.fromtimestamp(max(times)).astimezone() if times else None
    return DraftFile(unit.slug, rev, answers, parked, saved_at, len(newer), position)


def _apply(draft: DraftFile, records: Iterable[Record]) -> tuple[Answers, str]:
    answers = {section: dict(values) for section, values in draft.answers.items()}
    position = draft.position
    for record in records:
        if "position" in record:
            position = record["position"]
        elif "value" in record:
            answers.setdefault(record["section"], {})[record["question"]] = record["value"]
        else:
            answers.get(record["section"], {}).pop(record["question"], None)
    return answers, position


def park(questionnaire: Questionnaire, unit: Unit, answers: Answers, parked: Answers) -> tuple[Answers, Answers]:
    """Answers in the questionnaire's order, and apart those to questions that it does not have now.

    A parked answer comes back when its question does, unless there is another answer by then.
    """
    sections = {section.id: section for section in questionnaire.for_unit(unit)}
    kept: Answers = {}
    for section in sections.values():
        for question in section.questions:
            for source in (answers, parked):
                if question.id in source.get(section.id, {}):
                    kept.setdefault(section.id, {})[question.id] = source[section.id][question.id]
                    break
    apart: Answers = {}
    for source in (parked, answers):
        for name, values in source.items():
            for question_id, value in values.items():
                if name not in sections or sections[name].question(question_id) is None:
                    apart.setdefault(name, {})[question_id] = value
    return kept, apart


# --------------------------------------------------------------------------- reading


def _parse(path: Path, workspace: Workspace, unit: Unit, questionnaire: Questionnaire | None) -> DraftFile:
    name = workspace.show(path)
    problems = Problems(name)
    reader = Reader(load_yaml(path, name, MAX_DRAFT_BYTES, follow_link=False), problems)
    if reader.text("format", "1") != "1":
        reader.complain("format", "Formatet är nyare än programmet.", "Uppdatera rapport.")
    slug = reader.text("unit", unit.slug)
    if slug != unit.slug:
        reader.complain("unit", f"Utkastet hör till ”{slug}” men ligger hos ”{unit.slug}”.", "Flytta filen.")
    draft = DraftFile(
        unit=unit.slug,
        rev=reader.integer("rev"),
        answers=read_answers(reader, "answers", questionnaire),
        parked=read_answers(reader, "parked", None),
        saved_at=None,
        recovered=0,
        position=reader.text("position"),
    )
    reader.finish()
    problems.raise_if_any()
    return draft


def read_answers(reader: Reader, key: str, questionnaire: Questionnaire | None) -> Answers:
    """The answers under `key`; with a questionnaire, a problem for each that has not its question's shape."""
    answers: Answers = {}
    for section, entry in reader.named_readers(key):
        known = questionnaire.by_id.get(section) if questionnaire else None
        for name, node in entry.node.items():
            if node.value is None:
                continue
            question = known.question(name) if known else None
            if question is not None:
                complain_about_shape(question, node, entry.key_path(name), entry.problems)
            answers.setdefault(section, {})[name] = _value(question, node)
    return answers


def _value(question: Question | None, node: Node) -> Raw:
    """The answer as typed; one word where a list belongs is a list of one."""
    value = node.data()
    is_list = question is not None and question.type in ("choices", "partners")
    return [value] if is_list and isinstance(value, str) else value


# --------------------------------------------------------------------------- writing


def storable(value: Raw) -> Raw:
    """An answer as it is stored: texts cleaned, nothing blank inside mappings. Item ids and order stay."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [storable(child) for child in value]
    if isinstance(value, dict):
        return {clean(key): storable(child) for key, child in value.items() if key == "id" or not is_blank(child)}
    return value


def render_draft(unit: Unit, rev: int, answers: Answers, parked: Answers, position: str) -> bytes:
    """A draft as the bytes of its file. Raises `ValueError` or `InvalidFile` when it would not load back equal."""
    content: dict[str, object] = {"format": 1, "unit": unit.slug, "rev": rev}
    if position:
        content["position"] = position
    content["answers"] = _answered(answers)
    if any(parked.values()):
        content["parked"] = {section: values for section, values in parked.items() if values}
    data = dump_yaml(content).encode()
    if len(data) > MAX_DRAFT_BYTES:
        raise ValueError("the draft is too large")
    return data


def _answered(answers: Mapping[str, Mapping[str, Raw]]) -> Answers:
    stored = {
        section: {name: storable(value) for name, value in values.items() if not is_blank(value)}
        for section, values in answers.items()
    }
    return {section: values for section, values in stored.items() if values}
