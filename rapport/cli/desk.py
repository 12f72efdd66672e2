"""The desk's other commands: what has been done, undoing, reminders."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from rapport.errors import UseError
from rapport.text import printable
from rapport.workspace import Workspace

from .arguments import Add


def add_log(add: Add) -> None:
    """Register `log`."""
    parser = add("log", description="Visa vem som har gjort vad och när vid redaktionens skrivbord.")
    parser.add_argument("--unit", metavar="ENHET", help="bara det som gäller en enhet")
    parser.add_argument("--json", action="store_true", help="skriv ut som JSON")
    parser.set_defaults(run=run_log)


def run_log(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Print the log, the oldest first; lines that cannot be read are told on stderr."""
    from rapport.editorial import load_activity

    activity = load_activity(workspace)
    unit = workspace.assignment.unit(arguments.unit).slug if arguments.unit else ""
    entries = [entry for entry in activity.entries if unit in ("", entry.unit)]
    if arguments.json:
        shown = [entry.as_json() | {"undone": entry.number in activity.undone} for entry in entries]
        print(json.dumps({"version": 1, "entries": shown}, ensure_ascii=False, indent=2))
    else:
        for entry in entries:
            undone = " (ångrat)" if entry.number in activity.undone else ""
            print(printable(f"{entry.when.astimezone():%Y-%m-%d %H:%M}  {entry.who}: {entry.what}{undone}"))
    for problem in activity.problems:
        print(printable(str(problem)), file=sys.stderr)
    return 0


def add_undo(add: Add) -> None:
    """Register `undo`."""
    parser = add("undo", description="Ångra det senaste som redaktionen gjorde. Upprepa för att gå längre tillbaka.")
    parser.set_defaults(run=run_undo)


def run_undo(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Undo the last change. Raises `Refused` when there is none, or when it cannot be undone."""
    from rapport.editorial import undo

    entry = undo(workspace, arguments.who, datetime.now().astimezone())
    print(printable(f"Ångrat: {entry.what} ({entry.who})"), file=sys.stderr)
    return 0


def add_remind(add: Add) -> None:
    """Register `remind`."""
    parser = add("remind", description="Skriv påminnelser som e-postfiler (.eml) och text, ett brev för varje enhet.")
    parser.add_argument("units", metavar="ENHET", nargs="*", help="enheternas namn, kortnamn, bokstav eller kod")
    parser.add_argument("--all-missing", action="store_true", help="alla enheter som det saknas något från")
    parser.add_argument("--out", metavar="MAPP", help="mappen att skriva i (annars build/paminnelser i arbetsytan)")
    parser.set_defaults(run=run_remind)


def run_remind(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Write the letters and print the files. Raises `UseError` when no unit is named."""
    from rapport.desk import lacks_anything, log_letters, save_letters, write_letter
    from rapport.editorial import all_statuses
    from rapport.questionnaire import load_questionnaire

    named = [workspace.assignment.unit(name).slug for name in arguments.units]
    if not (named or arguments.all_missing):
        raise UseError("Ange vilka enheter som ska påminnas, eller --all-missing.")
    questionnaire = load_questionnaire(workspace)
    chosen = [s for s in all_statuses(workspace, questionnaire) if arguments.all_missing or s.unit.slug in named]
    for status in chosen:
        if status.unit.slug in named and not lacks_anything(status):
            print(printable(f"{status.unit.name} har inget som saknas och får inget brev."), file=sys.stderr)
    statuses = [status for status in chosen if lacks_anything(status)]
    now = datetime.now().astimezone()
    letters = [write_letter(workspace, questionnaire, status, arguments.who, now) for status in statuses]
    folder = Path(arguments.out).resolve() if arguments.out else workspace.build / "paminnelser"
    for path in save_letters(letters, folder):
        print(path)
    log_letters(workspace, letters, arguments.who, now)
    for letter in letters:
        if not letter.to:
            print(printable(f"Adress saknas för {letter.name}: fyll i den i e-postprogrammet."), file=sys.stderr)
    if not letters:
        print("Ingen enhet behöver påminnas.", file=sys.stderr)
    return 0
