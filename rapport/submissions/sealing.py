"""Sealing what a unit submits, and withdrawing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapport.errors import InvalidFile, Level, Problem, Refused, UseError, Where
from rapport.files import dump_yaml, os_reason, write_new
from rapport.questionnaire import CheckResult, Finding, Question, Questionnaire, RawAnswers, Values, check_answers
from rapport.text import clean, printable
from rapport.workspace import Unit, Workspace

from .comparing import as_text, content_hash
from .pictures import picture_fault
from .sealed import KINDS, SEALED_FOLDER, SubmissionList, load_submissions, sealed_hash


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the unit gets for what it has sealed."""

    unit: str
    """Slug of the unit."""
    number: int
    """Version, counted from 1."""
    submitted_at: datetime
    """When, with zone."""
    sha256: str
    """Hash of the sealed content."""


def seal(
    workspace: Workspace, questionnaire: Questionnaire, unit: Unit, answers: RawAnswers, who: str, when: datetime
) -> Receipt:
    """Seal a unit's answers as its next version. The caller holds the unit's draft; `when` has a zone.

    Raises `Refused` with every finding that blocks, and when nothing has changed since the latest version; `UseError`
    when the sealed files cannot be trusted or nothing can be written. Nothing is changed then.
    """
    check = check_answers(questionnaire, unit, answers)
    missing = _pictures(questionnaire, unit, check.values)
    problems = [_problem(finding) for finding in check.blocking]
    problems += [
        Problem(Level.BLOCK, Where(key=place), fault)
        for place, file in missing.items()
        if (fault := picture_fault(workspace, unit, file))
    ]
    if problems:
        count = "ett svar" if len(problems) == 1 else f"{len(problems)} svar"
        raise Refused(f"Underlaget för {unit.name} kan inte skickas in: {count} behöver rättas först.", problems)
    if not check.values:
        raise Refused(f"Underlaget för {unit.name} är tomt. Fyll i det först.")
    earlier = _trusted(workspace, unit)
    if earlier.latest is not None and content_hash(earlier.latest.answers) == content_hash(check.values):
        raise Refused(f"Inget har ändrats sedan version {earlier.latest.number} skickades in.")
    pictures = {file: file.partition(".")[0] for file in missing.values()}
    content = {"kind": KINDS[0], "answers": _ordered(questionnaire, unit, check), "pictures": pictures}
    return _write(workspace, questionnaire, unit, earlier, who, when, content)


def withdraw(
    workspace: Workspace, questionnaire: Questionnaire, unit: Unit, reason: str, who: str, when: datetime
) -> Receipt:
    """Seal a record that the unit withdraws its latest version; the draft stays. The caller holds the unit's draft.

    Raises `Refused` without a reason or when nothing is submitted, `UseError` as `seal` does.
    """
    if not clean(reason).strip():
        raise Refused("Skriv varför underlaget återkallas.")
    earlier = _trusted(workspace, unit)
    if earlier.latest is None or earlier.latest.is_withdrawal:
        raise Refused(f"{unit.authority} har inget inskickat underlag att återkalla.")
    content = {"kind": KINDS[1], "reason": clean(reason).strip()}
    return _write(workspace, questionnaire, unit, earlier, who, when, content)


def _problem(finding: Finding) -> Problem:
    return Problem(Level.BLOCK, Where(key=str(finding.path)), finding.message)


def _trusted(workspace: Workspace, unit: Unit) -> SubmissionList:
    """What the unit has sealed before. Raises `InvalidFile` when any is damaged: nothing can build on it."""
    earlier = load_submissions(workspace, unit)
    if earlier.problems:
        raise InvalidFile(f"Det som {unit.name} har skickat in tidigare är skadat.", earlier.problems)
    return earlier


def _ordered(questionnaire: Questionnaire, unit: Unit, check: CheckResult) -> Values:
    """The values in the questionnaire's order."""
    return {
        section.id: {
            q.id: check.values[section.id][q.id] for q in section.questions if q.id in check.values[section.id]
        }
        for section in questionnaire.for_unit(unit)
        if check.values.get(section.id)
    }


def _pictures(questionnaire: Questionnaire, unit: Unit, values: Values) -> dict[str, str]:
    """File name of every picture among the values, by place."""
    found: dict[str, str] = {}
    for section in questionnaire.for_unit(unit):
        for question in section.questions:
            value = values.get(section.id, {}).get(question.id)
            found |= _pictures_in(question, value, f"{section.id}.{question.id}")
    return found


def _pictures_in(question: Question, value: Any, place: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if question.type == "picture" and value:
        found[place] = value["file"]
    for item in value or [] if question.type == "items" else []:
        for inner in question.questions:
            found |= _pictures_in(inner, item.get(inner.id), f"{place}[{item['id']}].{inner.id}")
    return found


def _write(
    workspace: Workspace,
    questionnaire: Questionnaire,
    unit: Unit,
    earlier: SubmissionList,
    who: str,
    when: datetime,
    content: Mapping[str, Any],
) -> Receipt:
    number = earlier.last_number + 1
    whole = as_text(
        {
            "format": "1",
            "unit": unit.slug,
            "number": number,
            "questionnaire": questionnaire.version,
            "submitted_by": printable(" ".join(clean(who).split())) or "okänd",
            "submitted_at": when.isoformat(timespec="seconds"),
            "predecessor": earlier.latest.sha256 if earlier.latest else None,
            **content,
        }
    )
    whole["sha256"] = sealed_hash(whole)
    path = workspace.unit_folder(unit) / SEALED_FOLDER / f"{number:04}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, dump_yaml(whole).encode())
    except FileExistsError as error:
        raise UseError(f"Version {number} skickades in av någon annan just nu. Öppna underlaget igen.") from error
    except OSError as error:
        raise UseError(f"Underlaget för {unit.name} gick inte att skicka in: {os_reason(error)}.") from error
    return Receipt(unit.slug, number, datetime.fromisoformat(whole["submitted_at"]), whole["sha256"])
