"""`rapport status`: where every unit stands, as a table with a matrix below it or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rapport.errors import RapportError
from rapport.text import join_words, printable
from rapport.workspace import Workspace

from .arguments import Add
from .matrix import matrix_json, matrix_lines, sums_json

if TYPE_CHECKING:
    from rapport.desk import Used
    from rapport.editorial import UnitStatus

_HEADINGS = ("Enhet", "Läge", "Version", "Godkänd", "Utkast", "Avsnitt med svar", "Svar saknas", "Att rätta")
_TO_THE_RIGHT = (2, 3, 5, 6, 7)
_NONE = "–"
_PLURALS = {"ej påbörjad": "ej påbörjade", "inskickad": "inskickade", "återsänd": "återsända", "godkänd": "godkända"}


def add_status(add: Add) -> None:
    """Register `status`."""
    parser = add("status", description="Visa hur långt varje enhet har kommit.")
    parser.add_argument("--json", action="store_true", help="skriv ut som JSON")
    parser.set_defaults(run=run_status)


def run_status(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Print every unit's status; problems of single units go to stderr and stop nothing."""
    from rapport.desk import unit_row
    from rapport.editorial import all_statuses
    from rapport.questionnaire import load_questionnaire

    questionnaire = load_questionnaire(workspace)
    statuses = all_statuses(workspace, questionnaire)
    used = _used(workspace)
    rows = [
        unit_row(questionnaire, status, None if used is None else used.get(status.unit.slug, frozenset()))
        for status in statuses
    ]
    if arguments.json:
        units = [unit_json(status) | matrix_json(row) for status, row in zip(statuses, rows, strict=True)]
        sums = sums_json(rows, questionnaire.sections)
        print(json.dumps({"version": 1, "units": units, "sums": sums}, ensure_ascii=False, indent=2))
        return 0
    if workspace.assignment.example:
        print(printable(workspace.assignment.example), file=sys.stderr)
    print(render_table([_HEADINGS, *(_row(status) for status in statuses)]))
    print("\n" + "\n".join(matrix_lines(rows, questionnaire.sections)))
    for line in _standing(statuses):
        print(line)
    print(f"\n{_summary(statuses)}")
    for problem in dict.fromkeys(problem for status in statuses for problem in status.problems):
        print(printable(str(problem)), file=sys.stderr)
    return 0


def _used(workspace: Workspace) -> Used | None:
    """Sections with text in the report, by unit; None, said on stderr, when the report cannot be composed."""
    from rapport.desk import used_sections

    try:
        return used_sections(workspace)
    except RapportError as error:
        print(printable(f"Vad som står i rapporten är inte känt: {error}"), file=sys.stderr)
        return None


def _row(status: UnitStatus) -> tuple[str, ...]:
    progress = status.progress.values()
    begun = sum(1 for section in progress if section.answered)
    missing = sum(section.missing for section in progress)
    return (
        status.unit.name,
        f"{status.state} (undantagen)" if status.waived else status.state,
        str(status.version or _NONE),
        str(status.approved_version or _NONE),
        _draft_word(status),
        f"{begun} av {len(progress)}" if progress else _NONE,
        str(missing) if missing else _NONE,
        str(sum(section.blocking for section in progress) - missing or _NONE),
    )


def _standing(statuses: Sequence[UnitStatus]) -> list[str]:
    """What the states alone do not say, a line each under a heading; empty when there is nothing more to say."""
    from rapport.editorial import standing_sentences

    said = [f"{status.unit.name}: {sentence}" for status in statuses for sentence in standing_sentences(status)]
    return ["", "Att veta:", *(printable(f"  {line}").replace("\n", " ") for line in said)] if said else []


def _draft_word(status: UnitStatus) -> str:
    if not status.progress:
        return "oläsligt" if status.problems else _NONE
    if status.draft_ahead:
        return "ändrat" if status.version else "påbörjat"
    return "lika" if status.version else _NONE


def _summary(statuses: Sequence[UnitStatus]) -> str:
    """How many units are in each state."""
    names = list(dict.fromkeys(status.state for status in statuses))
    numbers = [sum(1 for status in statuses if status.state == name) for name in names]
    counts = [f"{n} {name if n == 1 else _PLURALS.get(name, name)}" for n, name in zip(numbers, names, strict=True)]
    plural = "enhet" if len(statuses) == 1 else "enheter"
    return f"{len(statuses)} {plural}: {join_words(counts)}."


def render_table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns, two blanks apart; the first row is a heading."""
    cleaned = [[printable(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cleaned) for column in range(len(cleaned[0]))]
    lines = []
    for row in cleaned:
        cells = [
            cell.rjust(width) if column in _TO_THE_RIGHT else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def unit_json(status: UnitStatus) -> dict[str, Any]:
    """A unit's status as a JSON object. Keys are only ever added."""
    from rapport.editorial import printed_submission, standing_sentences

    used = printed_submission(status)
    return {
        "unit": status.unit.slug,
        "letter": status.unit.letter,
        "code": status.unit.code,
        "name": status.unit.name,
        "state": status.state,
        "draft_ahead": status.draft_ahead,
        "version": status.version,
        "approved_version": status.approved_version,
        "used_version": used.number if used else None,
        "waived": status.waived,
        "standing": list(standing_sentences(status)),
        "submitted_at": status.submitted_at.isoformat() if status.submitted_at else None,
        "decided_at": status.decided_at.isoformat() if status.decided_at else None,
        "reason": status.reason,
        "open_comments": sum(1 for comment in status.comments if not comment.resolved),
        "sections": {
            name: {
                "state": progress.state,
                "answered": progress.answered,
                "questions": progress.questions,
                "missing": progress.missing,
                "blocking": progress.blocking,
                "warnings": progress.warnings,
                "words": progress.words,
            }
            for name, progress in status.progress.items()
        },
        "problems": [
            {
                "level": problem.level.value,
                "message": problem.message,
                "hint": problem.hint,
                "where": problem.where.as_json(),
            }
            for problem in status.problems
        ],
    }
