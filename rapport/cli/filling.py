"""Commands of the one who answers: the screens, submitting, withdrawing."""

from __future__ import annotations

import argparse
import gc
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rapport.errors import RapportError
from rapport.files import os_reason
from rapport.text import printable
from rapport.workspace import Workspace

from .arguments import Add, add_reason, add_unit

if TYPE_CHECKING:
    from rapport.blocks import Document


def screens_parser(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Make `parser` the one of `rapport` without a command; returns it."""
    parser.set_defaults(run=run_screens, unit=None, section=None)
    return parser


def add_fill(add: Add) -> None:
    """Register `fill`."""
    parser = add("fill", description="Öppna en enhets frågor i terminalen. Allt du skriver sparas av sig självt.")
    add_unit(parser)
    parser.add_argument("--section", metavar="ID", help="avsnittet att börja i")
    parser.set_defaults(run=run_screens)


def run_screens(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Open the screens; their exit code. Raises `UseError` for an unknown unit or section."""
    from rapport.questionnaire import load_questionnaire

    unit = workspace.assignment.unit(arguments.unit).slug if arguments.unit else None
    if arguments.section:
        load_questionnaire(workspace).section(arguments.section)
    # Textual takes a tenth of a second to import; a mistake is told before that.
    from rapport.screens import run

    # From here on for hours: what is imported stays, and is never looked through again.
    gc.freeze()
    gc.enable()
    return run(workspace, unit, arguments.section, arguments.who, arguments.mouse)


def add_desk(add: Add) -> None:
    """Register `desk`."""
    parser = add("desk", description="Öppna redaktionens skrivbord: alla enheter, deras underlag och rapporten.")
    parser.set_defaults(run=run_desk)


def run_desk(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Open the desk; its exit code. Raises `RapportError` when the workspace cannot be read."""
    from rapport.screens import run_desk

    gc.freeze()
    gc.enable()
    return run_desk(workspace, arguments.who, arguments.mouse)


def add_submit(add: Add) -> None:
    """Register `submit`."""
    parser = add("submit", description="Kontrollera en enhets underlag och skicka in det som en ny version.")
    add_unit(parser)
    parser.set_defaults(run=run_submit)


def run_submit(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Seal the draft, print the receipt and write the readable copy. Raises `Refused` while a check blocks."""
    from rapport.questionnaire import load_questionnaire
    from rapport.report import reading_copy, reading_copy_path
    from rapport.submissions import open_draft, seal

    unit = workspace.assignment.unit(arguments.unit)
    questionnaire = load_questionnaire(workspace)
    with open_draft(workspace, questionnaire, unit, arguments.who) as draft:
        receipt = seal(workspace, questionnaire, unit, draft.answers, arguments.who, datetime.now().astimezone())
        copy = reading_copy(workspace, questionnaire, unit, draft.answers, receipt)
    print(f"{unit.authority}, version {receipt.number}")
    print(f"Inskickad {receipt.submitted_at:%Y-%m-%d %H:%M} av {arguments.who}")
    print(f"Kontrollsumma {receipt.sha256}")
    _write_copy(reading_copy_path(workspace, unit, receipt.number), copy)
    return 0


def _write_copy(path: Path, copy: Document) -> None:
    """Write the readable copy. What is sealed is submitted, whether the copy can be written or not."""
    from rapport.word import write_docx

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_docx(copy, path)
    except (RapportError, OSError) as error:
        reason = f"{os_reason(error)}." if isinstance(error, OSError) else str(error)
        print(
            f"Underlaget är inskickat, men läskopian {path} kunde inte skrivas: {printable(reason)}", file=sys.stderr
        )
    else:
        print(f"Läskopia {path}")


def add_withdraw(add: Add) -> None:
    """Register `withdraw`."""
    parser = add("withdraw", description="Återkalla det som en enhet har skickat in. Utkastet ligger kvar.")
    add_unit(parser)
    add_reason(parser, "varför underlaget återkallas")
    parser.set_defaults(run=run_withdraw)


def run_withdraw(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Seal a withdrawal. Raises `Refused` when nothing is submitted."""
    from rapport.questionnaire import load_questionnaire
    from rapport.submissions import open_draft, withdraw

    unit = workspace.assignment.unit(arguments.unit)
    questionnaire = load_questionnaire(workspace)
    now = datetime.now().astimezone()
    with open_draft(workspace, questionnaire, unit, arguments.who):
        receipt = withdraw(workspace, questionnaire, unit, arguments.reason, arguments.who, now)
    print(f"Underlaget är återkallat. Återkallandet har versionsnummer {receipt.number}.", file=sys.stderr)
    return 0
