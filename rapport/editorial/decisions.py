"""What the editor decides and says about a unit's versions."""

from __future__ import annotations

import re
from datetime import datetime

from rapport.errors import Refused
from rapport.questionnaire import FieldPath, Questionnaire
from rapport.submissions import Submission, load_submissions
from rapport.text import clean
from rapport.workspace import Unit, Workspace

from .change import Change
from .log import Verdict
from .status import settled_submissions

_PATH = re.compile(r"([a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*)(?:\[([a-z0-9]+)\](?:\.([a-z][a-z0-9_]*))?)?)?")


def approve(workspace: Workspace, unit: Unit, who: str, when: datetime, version: int | None = None) -> int:
    """Approve the latest version; its number. Raises `Refused` when there is none, or `version` is another."""
    with Change(workspace, who) as change:
        latest = _decidable(change, workspace, unit, version)
        decided = change.log.decision(unit.slug, latest.number, latest.sha256)
        if decided is not None and decided.verdict is Verdict.APPROVED:
            raise Refused(f"Version {latest.number} från {unit.name} är redan godkänd.")
        change.tell("approve", when, unit.slug, f"Godkände version {latest.number} från {unit.name}.")
        _decide(change, latest, Verdict.APPROVED, when, "")
        return latest.number


def return_submission(
    workspace: Workspace, unit: Unit, who: str, when: datetime, reason: str, version: int | None = None
) -> int:
    """Send the latest version back for completion; its number. Raises `Refused` as `approve`, and for no reason."""
    with Change(workspace, who) as change:
        latest = _decidable(change, workspace, unit, version)
        decided = change.log.decision(unit.slug, latest.number, latest.sha256)
        if decided is not None and decided.verdict is Verdict.APPROVED:
            raise Refused(
                f"Version {latest.number} från {unit.name} är godkänd. Kör ”rapport reopen {unit.slug}” i stället."
            )
        if decided is not None:
            raise Refused(f"Version {latest.number} från {unit.name} är redan återsänd.")
        reason = _given(reason, "underlaget återsänds")
        change.tell("return", when, unit.slug, f"Återsände version {latest.number} från {unit.name}: {reason}")
        _decide(change, latest, Verdict.RETURNED, when, reason)
        return latest.number


def reopen(workspace: Workspace, unit: Unit, who: str, when: datetime, reason: str) -> int:
    """Take back the approval of the latest version, so that the unit can send a new one; its number.

    Raises `Refused` when the latest version is not approved, and without a reason.
    """
    with Change(workspace, who) as change:
        latest = _decidable(change, workspace, unit, None)
        decided = change.log.decision(unit.slug, latest.number, latest.sha256)
        if decided is None or decided.verdict is not Verdict.APPROVED:
            raise Refused(
                f"Version {latest.number} från {unit.name} är inte godkänd, så det finns inget att återöppna."
            )
        reason = _given(reason, "underlaget återöppnas")
        change.tell("reopen", when, unit.slug, f"Återöppnade version {latest.number} från {unit.name}: {reason}")
        _decide(change, latest, Verdict.REOPENED, when, reason)
        return latest.number


def comment(
    workspace: Workspace, questionnaire: Questionnaire, unit: Unit, who: str, when: datetime, path: str, text: str
) -> str:
    """Comment on a place in the latest version, or on all of it when `path` is empty; the comment's id.

    Raises `UseError` for a place that the questionnaire does not have, `Refused` for an empty comment and when
    nothing is submitted.
    """
    place = str(parse_field_path(questionnaire, path)) if path.strip() else ""
    if not clean(text).strip():
        raise Refused("Kommentaren är tom. Skriv vad som behöver ändras.")
    with Change(workspace, who) as change:
        latest = _latest(change, workspace, unit, None)
        name = change.next_comment()
        change.tell("comment", when, unit.slug, f"Kommenterade {place or 'hela underlaget'} från {unit.name}: {text}")
        change.add("comment", when, id=name, unit=unit.slug, version=latest.number, path=place, text=text)
        return name


def resolve_comment(workspace: Workspace, name: str, who: str, when: datetime) -> None:
    """Tick a comment off. Raises `Refused` when it is not there or is ticked off already."""
    with Change(workspace, who) as change:
        found = next((one for one in change.log.comments if one.id == name), None)
        if found is None or found.resolved:
            raise Refused(f"Kommentaren ”{name}” finns inte, eller är redan avbockad.")
        change.tell("resolve", when, found.unit, f"Bockade av kommentaren ”{found.text}”.")
        change.add("resolution", when, comment=name)


def waive(workspace: Workspace, unit: Unit, who: str, when: datetime, reason: str) -> None:
    """Decide to make the report without a unit. Raises `Refused` when it has submitted, and without a reason."""
    with Change(workspace, who) as change:
        latest = load_submissions(workspace, unit).latest
        if latest is not None and not latest.is_withdrawal:
            raise Refused(f"{unit.authority} har skickat in version {latest.number}, så det finns inget att undanta.")
        reason = _given(reason, "rapporten görs utan underlaget")
        change.tell("waive", when, unit.slug, f"Beslutade att göra rapporten utan {unit.name}: {reason}")
        change.add("waiver", when, unit=unit.slug, reason=reason)


def end_waiver(workspace: Workspace, unit: Unit, who: str, when: datetime) -> None:
    """Wait for a unit again. Raises `Refused` when the report is not made without it."""
    with Change(workspace, who) as change:
        if change.log.waiver(unit.slug) is None:
            raise Refused(f"Rapporten görs inte utan {unit.name}, så det finns inget att ta tillbaka.")
        change.tell("unwaive", when, unit.slug, f"Tog tillbaka beslutet att göra rapporten utan {unit.name}.")
        change.add("waiver_end", when, unit=unit.slug)


def choose_fork(workspace: Workspace, unit: Unit, who: str, when: datetime, version: int, sha256: str) -> None:
    """Decide which of several sealed files with the number `version` counts: the one whose hash begins so.

    Nothing is removed: the others stay in the unit's folder. Raises `Refused` when that number stands in one file
    only, or when not exactly one hash begins so.
    """
    with Change(workspace, who) as change:
        known = load_submissions(workspace, unit)
        files = [one for one in (*known.submissions, *known.forks) if one.number == version]
        if len(files) < 2:
            raise Refused(f"Version {version} från {unit.name} finns inte i flera utgåvor att välja mellan.")
        meant = [one for one in files if sha256 and one.sha256.startswith(sha256)]
        if len(meant) != 1:
            names = ", ".join(f"{one.sha256[:8]} ({one.submitted_by})" for one in files)
            raise Refused(f"Version {version} från {unit.name} har utgåvorna {names}. Ange en av dem.")
        chosen = meant[0]
        by = f"den från {chosen.submitted_by} ({chosen.sha256[:8]})"
        change.tell("choose", when, unit.slug, f"Valde utgåva av version {version} från {unit.name}: {by}.")
        among = " ".join(one.sha256 for one in files)
        change.add("fork_choice", when, unit=unit.slug, version=version, sha256=chosen.sha256, among=among)


def parse_field_path(questionnaire: Questionnaire, text: str) -> FieldPath:
    """`section`, `section.question` or `section.question[item].field` as a place.

    Raises `Refused` for another form, `UseError` with the nearest name when the questionnaire lacks it.
    """
    match = _PATH.fullmatch(text.strip())
    if match is None:
        raise Refused(
            f"”{text}” är ingen plats i frågorna. Skriv avsnitt.fråga, till exempel ”{_sample(questionnaire)}”."
        )
    section, question, item, field = (group or "" for group in match.groups())
    questionnaire.section(section)
    if question:
        asked = questionnaire.question(section, question)
        if item and asked.type != "items":
            raise Refused(f"Frågan ”{section}.{question}” har inga punkter.")
        if field and asked.question(field) is None:
            known = ", ".join(inner.id for inner in asked.questions)
            raise Refused(f"”{field}” finns inte i ”{section}.{question}”. Där finns {known}.")
    return FieldPath(section, question, item, field)


def _sample(questionnaire: Questionnaire) -> str:
    places = [f"{section.id}.{question.id}" for section in questionnaire.sections for question in section.questions]
    return places[0] if places else "avsnitt.fråga"


def _decidable(change: Change, workspace: Workspace, unit: Unit, version: int | None) -> Submission:
    """The latest version, which must stand in one file, or in one that is chosen. Raises `Refused`."""
    latest = _latest(change, workspace, unit, version)
    forks = settled_submissions(load_submissions(workspace, unit), change.log).forks
    if any(fork.number == latest.number for fork in forks):
        raise Refused(
            f"Version {latest.number} från {unit.name} finns i flera utgåvor. Välj först vilken som gäller, vid "
            f"skrivbordet eller med ”rapport choose {unit.slug}”."
        )
    return latest


def _latest(change: Change, workspace: Workspace, unit: Unit, version: int | None) -> Submission:
    """The latest version, which must be `version` when that is given. Raises `Refused`."""
    latest = settled_submissions(load_submissions(workspace, unit), change.log).latest
    if latest is None:
        raise Refused(f"{unit.authority} har inte skickat in något än.")
    if latest.is_withdrawal:
        raise Refused(f"{unit.authority} har återkallat sitt underlag och inte skickat in något nytt.")
    if version is not None and version != latest.number:
        raise Refused(
            f"Version {version} från {unit.name} är inte den senaste. Beslut fattas om version {latest.number}."
        )
    return latest


def _given(reason: str, what: str) -> str:
    """The reason, cleaned. Raises `Refused` when there is none."""
    reason = clean(reason).strip()
    if not reason:
        raise Refused(f"Skriv varför {what}.")
    return reason


def _decide(change: Change, latest: Submission, verdict: Verdict, when: datetime, reason: str) -> None:
    change.add(
        "decision",
        when,
        unit=latest.unit,
        version=latest.number,
        sha256=latest.sha256,
        verdict=verdict.value,
        reason=reason,
    )
