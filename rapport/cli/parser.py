"""From arguments to a command that is ready to run. Each command's module registers its own parser."""

from __future__ import annotations

import argparse
import functools
import getpass
import os
from collections.abc import Callable

from rapport.text import clean
from rapport.workspace import find_workspace

from . import deciding, desk, filling, guarding, setting_up, showing, surveying, tracing
from .building import add_build
from .checking import add_check
from .facts import add_facts
from .overview import help_of
from .swedish import SwedishParser, unknown_command

_WITH_VALUE = ("-C", "--who")
_REGISTER = (
    filling.add_fill,
    filling.add_submit,
    filling.add_withdraw,
    filling.add_desk,
    showing.add_status,
    deciding.add_comment,
    deciding.add_resolve,
    deciding.add_return,
    deciding.add_approve,
    deciding.add_reopen,
    deciding.add_waive,
    deciding.add_unwaive,
    deciding.add_choose,
    desk.add_remind,
    desk.add_log,
    desk.add_undo,
    surveying.add_survey_import,
    surveying.add_survey_show,
    guarding.add_guard,
    guarding.add_guard_mask,
    guarding.add_guard_keep,
    add_build,
    add_check,
    add_facts,
    tracing.add_source,
    tracing.add_used,
    setting_up.add_init,
    setting_up.add_schema,
)


def parse_command(arguments: list[str]) -> Callable[[], int]:
    """The command that `arguments` name, ready to run. Raises `UseError` for what cannot be understood.

    Options of the program as a whole may stand before the command or after it.
    """
    parsers = build_parsers()
    place = _place_of_command(arguments)
    if place is None:
        parser, rest = filling.screens_parser(_new_parser("rapport")), arguments
    elif " ".join(arguments[place : place + 2]) in parsers:
        parser, rest = parsers[" ".join(arguments[place : place + 2])], arguments[:place] + arguments[place + 2 :]
    elif arguments[place] in parsers:
        parser, rest = parsers[arguments[place]], arguments[:place] + arguments[place + 1 :]
    else:
        raise unknown_command(arguments[place], parsers)
    parsed = parser.parse_args(rest)
    parsed.who = user_name(parsed.who)
    if parsed.standalone:
        return functools.partial(parsed.run, parsed)
    return functools.partial(parsed.run, find_workspace(parsed.workspace), parsed)


def build_parsers() -> dict[str, SwedishParser]:
    """A parser for each command."""
    parsers: dict[str, SwedishParser] = {}

    def add(name: str, **settings: str) -> argparse.ArgumentParser:
        settings["description"] = settings.get("description") or _sentence(help_of(name))
        settings.pop("help", None)
        parsers[name] = _new_parser(f"rapport {name}", **settings)
        return parsers[name]

    for register in _REGISTER:
        register(add)
    return parsers


def _new_parser(name: str, **settings: str) -> SwedishParser:
    """A parser with the options that every command has."""
    parser = SwedishParser(prog=name, **settings)
    parser.add_argument("-C", dest="workspace", metavar="MAPP", help="arbetsytans mapp")
    parser.add_argument("--who", metavar="NAMN", default="", help="vem du är")
    parser.add_argument("--mouse", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(standalone=False)
    return parser


def _place_of_command(arguments: list[str]) -> int | None:
    """Where the command stands: the first word that is neither an option nor an option's value."""
    place = 0
    while place < len(arguments):
        word = arguments[place]
        if not word.startswith("-"):
            return place
        place += 2 if word in _WITH_VALUE else 1
    return None


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def user_name(given: str) -> str:
    """Who is working: as given, else `RAPPORT_WHO`, else the login name; ’okänd’ when there is none of these."""
    name = " ".join(clean(given or os.environ.get("RAPPORT_WHO", "")).split())
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "okänd"
