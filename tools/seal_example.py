"""Seal every unit's draft of the example assignment as version 1, and approve it, with fixed names and dates.

Run it after changing a draft under data/enheter: `.venv/bin/python tools/seal_example.py [WORKSPACE]`. Version 1 and
the editor's decisions are removed and written anew; the same drafts always give the same bytes. Exits with 1, naming
what is missing, when a draft cannot be sealed.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rapport.disclosure import KEEP, MASK, decide, load_guard
from rapport.editorial import approve
from rapport.errors import RapportError
from rapport.questionnaire import Questionnaire, load_questionnaire
from rapport.submissions import load_draft, seal
from rapport.survey import load_survey
from rapport.workspace import Unit, Workspace, find_workspace

WINTER = timezone(timedelta(hours=1))
SEALED_BY = "Utvecklingsledare"
APPROVED_BY = "Redaktör"


GUARDED = (
    ("min verksamhet", KEEP, "Säger inte vilken verksamhet det är."),
    ("vår nämnd", KEEP, "Nämnder finns i varje kommun."),
    ("Som liten förening", MASK, "Få små föreningar har svarat."),
)
"""What the guard finds in the open answers, and the editor's decision with its reason."""


def sealed_at(place: int) -> datetime:
    """When the unit at `place` in the assignment submits: a weekday from 20 to 29 January 2015, in office hours."""
    days = (20, 21, 22, 23, 26, 27, 28, 29)
    return datetime(2015, 1, days[place * 3 % 8], 8 + place * 5 % 9, place * 7 % 60, tzinfo=WINTER)


def approved_at(place: int) -> datetime:
    """When its version is approved: the first week of February 2015."""
    return datetime(2015, 2, 2 + place % 5, 9 + place % 7, place * 11 % 60, tzinfo=WINTER)


def seal_unit(workspace: Workspace, questionnaire: Questionnaire, unit: Unit, place: int) -> str:
    """Seal a unit's draft; the reason why not, or an empty text."""
    for path in (workspace.unit_folder(unit) / "inskickat").glob("0001*.yaml"):
        path.unlink()
    try:
        answers = load_draft(workspace, unit, questionnaire).answers
        seal(workspace, questionnaire, unit, answers, SEALED_BY, sealed_at(place))
    except RapportError as error:
        return str(error)
    return ""


def guard_answers(workspace: Workspace) -> None:
    """Decide what the guard finds in the survey's open answers."""
    guard = load_guard(workspace, load_survey(workspace))
    for number, (quote, verdict, reason) in enumerate(GUARDED):
        found = [one.id for one in guard.findings() if one.quote == quote]
        when = datetime(2015, 2, 9, 10, 5 * number, tzinfo=WINTER)
        decide(workspace, guard, found, verdict, reason, APPROVED_BY, when)


def main(arguments: list[str]) -> int:
    """Seal and approve all units."""
    workspace = find_workspace(arguments[0] if arguments else str(Path(__file__).resolve().parent.parent))
    questionnaire = load_questionnaire(workspace)
    units = list(enumerate(workspace.assignment.units))
    for name in ("beslut.jsonl", "logg.jsonl", "granskning.jsonl"):
        (workspace.editorial / name).unlink(missing_ok=True)
    refused = []
    for place, unit in units:
        reason = seal_unit(workspace, questionnaire, unit, place)
        if reason:
            refused.append(unit.slug)
            print(reason, file=sys.stderr)
    for place, unit in sorted(units, key=lambda pair: approved_at(pair[0])):
        if unit.slug not in refused:
            approve(workspace, unit, APPROVED_BY, approved_at(place))
    guard_answers(workspace)
    print(f"{len(units) - len(refused)} of {len(units)} units sealed and approved")
    return 1 if refused else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
