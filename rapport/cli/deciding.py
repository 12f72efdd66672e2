"""Commands of the editor: comment, resolve, return, approve, reopen, waive."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from rapport.errors import UseError
from rapport.workspace import Workspace

from .arguments import Add, add_reason, add_unit


def _add_version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", metavar="N", type=int, help="versionen som beslutet gäller: den senaste")


def _now() -> datetime:
    return datetime.now().astimezone()


def _say(text: str) -> int:
    print(text, file=sys.stderr)
    return 0


def add_comment(add: Add) -> None:
    """Register `comment`."""
    parser = add("comment", description="Kommentera senaste versionen från en enhet: allt, en fråga eller en punkt.")
    add_unit(parser)
    parser.add_argument(
        "--question",
        metavar="ID",
        default="",
        help="avsnitt.fråga eller avsnitt.fråga[punkt].fält (annars hela underlaget)",
    )
    parser.add_argument("--item", metavar="ID", default="", help="punkten i frågan")
    parser.add_argument("text", metavar="TEXT", help="kommentaren")
    parser.set_defaults(run=run_comment)


def run_comment(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Keep a comment and print its id."""
    from rapport.editorial import comment
    from rapport.questionnaire import load_questionnaire

    unit = workspace.assignment.unit(arguments.unit)
    questionnaire = load_questionnaire(workspace)
    place = arguments.question
    if arguments.item:
        if not place or "[" in place:
            raise UseError("”--item” anger en punkt i en fråga. Skriv också ”--question avsnitt.fråga”.")
        place = f"{place}[{arguments.item}]"
    print(comment(workspace, questionnaire, unit, arguments.who, _now(), place, arguments.text))
    return 0


def add_resolve(add: Add) -> None:
    """Register `resolve`."""
    parser = add("resolve", description="Bocka av en kommentar som är åtgärdad. Den finns kvar i historiken.")
    parser.add_argument("comment", metavar="ID", help="kommentarens id, som ”rapport comment” skrev ut")
    parser.set_defaults(run=run_resolve)


def run_resolve(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Tick a comment off."""
    from rapport.editorial import resolve_comment

    resolve_comment(workspace, arguments.comment, arguments.who, _now())
    return _say(f"Kommentaren ”{arguments.comment}” är avbockad.")


def add_return(add: Add) -> None:
    """Register `return`."""
    parser = add("return", description="Återsänd den senaste versionen från en enhet för komplettering.")
    add_unit(parser)
    add_reason(parser, "vad enheten behöver komplettera")
    _add_version(parser)
    parser.set_defaults(run=run_return)


def run_return(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Return the latest version."""
    from rapport.editorial import return_submission

    unit = workspace.assignment.unit(arguments.unit)
    number = return_submission(workspace, unit, arguments.who, _now(), arguments.reason, arguments.version)
    return _say(f"Version {number} från {unit.name} är återsänd för komplettering.")


def add_approve(add: Add) -> None:
    """Register `approve`."""
    parser = add("approve", description="Godkänn den senaste versionen från en enhet, så att den trycks i rapporten.")
    add_unit(parser)
    _add_version(parser)
    parser.set_defaults(run=run_approve)


def run_approve(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Approve the latest version."""
    from rapport.editorial import approve

    unit = workspace.assignment.unit(arguments.unit)
    number = approve(workspace, unit, arguments.who, _now(), arguments.version)
    return _say(f"Version {number} från {unit.name} är godkänd.")


def add_reopen(add: Add) -> None:
    """Register `reopen`."""
    parser = add("reopen", description="Ta tillbaka ett godkännande, så att enheten kan skicka in en ny version.")
    add_unit(parser)
    add_reason(parser, "varför underlaget återöppnas")
    parser.set_defaults(run=run_reopen)


def run_reopen(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Take back the approval of the latest version."""
    from rapport.editorial import reopen

    unit = workspace.assignment.unit(arguments.unit)
    number = reopen(workspace, unit, arguments.who, _now(), arguments.reason)
    return _say(f"Version {number} från {unit.name} är återöppnad.")


def add_waive(add: Add) -> None:
    """Register `waive`."""
    parser = add("waive", description="Gör rapporten utan en enhet. Skälet står i rapportens avsnitt om metoden.")
    add_unit(parser)
    add_reason(parser, "varför rapporten görs utan enheten")
    parser.set_defaults(run=run_waive)


def run_waive(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Go on without a unit."""
    from rapport.editorial import waive

    unit = workspace.assignment.unit(arguments.unit)
    waive(workspace, unit, arguments.who, _now(), arguments.reason)
    return _say(f"Rapporten görs utan {unit.name}.")


def add_unwaive(add: Add) -> None:
    """Register `unwaive`."""
    parser = add("unwaive", description="Ta tillbaka beslutet att göra rapporten utan en enhet.")
    add_unit(parser)
    parser.set_defaults(run=run_unwaive)


def run_unwaive(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Wait for a unit again."""
    from rapport.editorial import end_waiver

    unit = workspace.assignment.unit(arguments.unit)
    end_waiver(workspace, unit, arguments.who, _now())
    return _say(f"Rapporten görs inte längre utan {unit.name}.")


def add_choose(add: Add) -> None:
    """Register `choose`."""
    parser = add("choose", description="Välj vilken utgåva som gäller när en version finns i flera.")
    add_unit(parser)
    parser.add_argument("number", metavar="VERSION", type=int, help="versionens nummer")
    parser.add_argument("sha256", metavar="SUMMA", help="hur utgåvans kontrollsumma börjar")
    parser.set_defaults(run=run_choose)


def run_choose(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Decide which file is a version."""
    from rapport.editorial import choose_fork

    unit = workspace.assignment.unit(arguments.unit)
    choose_fork(workspace, unit, arguments.who, _now(), arguments.number, arguments.sha256)
    return _say(f"Utgåvan av version {arguments.number} från {unit.name} är vald.")
