"""`rapport guard`: the disclosure guard's findings in open answers, and what is decided about them."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rapport.text import printable
from rapport.workspace import Workspace

from .arguments import Add, add_reason

if TYPE_CHECKING:
    from rapport.disclosure import Finding, Guard
    from rapport.survey import Survey

_STATES = {"mask": "maskeras", "keep": "behålls", "": "ej avgjort"}
_CONTEXT = 40
_CAUTION = "Granskningen är ett stöd. Den hittar inte allt som kan peka ut en person, och du avgör."


def add_guard(add: Add) -> None:
    """Register `guard`."""
    parser = add("guard", description="Visa det i enkätens öppna svar som kan peka ut någon.")
    parser.add_argument("--json", action="store_true", help="skriv ut som JSON")
    parser.set_defaults(run=run_guard)


def add_guard_mask(add: Add) -> None:
    """Register `guard mask`."""
    _add_verdict(add, "guard mask", "Ersätt fynd med […] i det som trycks.", "mask")


def add_guard_keep(add: Add) -> None:
    """Register `guard keep`."""
    _add_verdict(add, "guard keep", "Låt fynd stå kvar i det som trycks.", "keep")


def _add_verdict(add: Add, name: str, description: str, verdict: str) -> None:
    parser = add(name, description=description)
    parser.add_argument("ids", metavar="FYND", nargs="+", help="fyndens beteckningar, som ”rapport guard” visar dem")
    add_reason(parser, "varför")
    parser.set_defaults(run=run_verdict, verdict=verdict)


def _open(workspace: Workspace) -> tuple[Survey, Guard]:
    from rapport.disclosure import load_guard
    from rapport.survey import load_survey

    survey = load_survey(workspace)
    return survey, load_guard(workspace, survey)


def run_guard(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Print the findings by question; 1 while any is undecided."""
    from rapport.disclosure import undecided

    survey, guard = _open(workspace)
    findings = guard.findings()
    left = len(undecided(findings))
    if arguments.json:
        found = [_as_json(one) for one in findings]
        print(json.dumps({"version": 1, "undecided": left, "findings": found}, ensure_ascii=False, indent=2))
        return 1 if left else 0
    for (section, question), group in groupby(findings, key=lambda one: (one.section, one.question)):
        print(printable(survey.questionnaire.question(section, question).label))
        for one in group:
            print(printable(f"  {one.id}  {_STATES[one.verdict]:<10}  {_in_context(one)}"))
            print(printable(f"            kan vara {one.span.why}{f'; {one.reason}' if one.reason else ''}"))
    print(f"{len(findings)} fynd, varav {left} ej avgjorda." if findings else "Inga fynd i de öppna svaren.")
    print(_CAUTION, file=sys.stderr)
    return 1 if left else 0


def run_verdict(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Decide findings. Raises `UseError` for an unknown one."""
    from rapport.disclosure import decide

    _, guard = _open(workspace)
    when = datetime.now().astimezone()
    chosen = decide(workspace, guard, arguments.ids, arguments.verdict, arguments.reason, arguments.who, when)
    for one in chosen:
        print(printable(f"”{one.quote}” {_STATES[arguments.verdict]}."), file=sys.stderr)
    return 0


def _in_context(finding: Finding) -> str:
    before, after = finding.answer[: finding.span.start], finding.answer[finding.span.end :]
    start = f"…{before[-_CONTEXT:]}" if len(before) > _CONTEXT else before
    end = f"{after[:_CONTEXT]}…" if len(after) > _CONTEXT else after
    return " ".join(f"{start}»{finding.quote}«{end}".split())


def _as_json(one: Finding) -> dict[str, Any]:
    return {
        "id": one.id,
        "question": f"{one.section}.{one.question}",
        "kind": one.span.kind,
        "quote": one.quote,
        "start": one.span.start,
        "end": one.span.end,
        "answer": one.answer,
        "verdict": one.verdict,
        "reason": one.reason,
        "who": one.who,
        "when": one.when,
    }
