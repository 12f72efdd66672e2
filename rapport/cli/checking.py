"""`rapport check`: the linter, on the workspace's report or on any Word file."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rapport.errors import UseError
from rapport.text import printable
from rapport.workspace import CheckInfo, find_workspace

from .arguments import Add

if TYPE_CHECKING:
    from rapport.check import Finding, Subject

_NAMES = {"error": ("fel", "fel"), "warning": ("varning", "varningar"), "note": ("anmärkning", "anmärkningar")}


def add_check(add: Add) -> None:
    """Register `check`."""
    parser = add("check", description="Granska rapporten som den byggs nu, eller en Word-fil.")
    parser.add_argument("file", metavar="FIL.docx", nargs="?", help="granska den här Word-filen i stället")
    parser.add_argument("--json", action="store_true", help="skriv ut som JSON")
    # A Word file is checked outside every workspace too.
    parser.set_defaults(run=run_check, standalone=True)


def run_check(arguments: argparse.Namespace) -> int:
    """Print the findings: 0 when none is an error, 1 when one is. Raises `UseError` for what cannot be read."""
    from rapport.check import RULES, check_subject

    subject, settings = _read(arguments)
    unknown = sorted({*settings.rules, *(entry.code for entry in settings.ignore)} - {rule.code for rule in RULES})
    if unknown:
        raise UseError(f"Regeln ”{unknown[0]}” under check i data/rapport.yaml finns inte: rätta eller ta bort den.")
    findings = check_subject(subject, settings)
    if arguments.json:
        listed = [finding.as_json() for finding in findings]
        print(json.dumps({"version": 1, "findings": listed}, ensure_ascii=False, indent=2))
    else:
        print(printable("\n".join(_lines(findings))))
    return int(any(finding.level == "error" for finding in findings))


def _read(arguments: argparse.Namespace) -> tuple[Subject, CheckInfo]:
    from rapport.check import subject_of

    if arguments.file is None:
        return _composed(arguments.workspace)
    from rapport.word import read_docx

    file = Path(arguments.file)
    return subject_of((file.name, read_docx(file))), _settings(arguments.workspace)


def _settings(named: str | None) -> CheckInfo:
    """The workspace's settings; the rules' own where there is no workspace and none was asked for."""
    try:
        workspace = find_workspace(named)
    except UseError:
        if named is not None:
            raise
        return CheckInfo()
    return workspace.assignment.check


def _composed(named: str | None) -> tuple[Subject, CheckInfo]:
    """The report as it is built now, as a draft where it must be."""
    from rapport.check import subject_of
    from rapport.report import compose, load_material, obstacles

    workspace = find_workspace(named)
    material = load_material(workspace)
    documents = compose(material, bool(obstacles(material)))
    named_documents = ((composed.output.id, composed.document) for composed in documents)
    units = tuple(unit.name for unit in workspace.assignment.counted_units())
    return subject_of(*named_documents, units=units), workspace.assignment.check


def _lines(findings: tuple[Finding, ...]) -> list[str]:
    lines = []
    for place, group in groupby(findings, key=lambda finding: finding.where):
        lines.append(str(place))
        lines += [f"  {_NAMES[f.level][0]} [{f.code}]: {f.message}" for f in group]
    return [*lines, *([""] if lines else []), _summary(findings)]


def _summary(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "Inget att anmärka på."
    counts = Counter(finding.level for finding in findings)
    return ", ".join(f"{counts[level]} {words[counts[level] != 1]}" for level, words in _NAMES.items()) + "."
