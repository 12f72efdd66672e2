"""argparse in Swedish: its headings, its own words and its messages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from rapport.errors import UseError
from rapport.text import join_words, nearest

_MESSAGES = (
    (r"the following arguments are required: (.*)", "Det saknas något: {0}."),
    (r"unrecognized arguments: (.*)", "Detta går inte att tolka: {0}."),
    (r"argument (.*?): expected one argument", "Efter {0} ska det stå ett värde."),
    (r"argument (.*?): expected (?:at least one|\d+) arguments?", "Efter {0} ska det stå minst ett värde."),
    (r"argument (.*?): invalid int value: '?(.*?)'?", "{0} ska vara ett heltal, inte ”{1}”."),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from .*\)", "”{1}” går inte att använda här."),
    (r"argument (.*?): not allowed with argument (.*)", "{0} går inte att använda tillsammans med {1}."),
    (r"argument (.*?): ignored explicit argument '?(.*?)'?", "{0} tar inget värde."),
)


class SwedishFormatter(argparse.RawDescriptionHelpFormatter):
    """Help with a Swedish word before the usage."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """Add the usage line."""
        super().add_usage(usage, actions, groups, "Användning: " if prefix is None else prefix)


class SwedishParser(argparse.ArgumentParser):
    """A parser that speaks Swedish and raises `UseError` where argparse would print and leave."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=SwedishFormatter)
        self._positionals.title = "Argument"
        self._optionals.title = "Flaggor"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """Raise `UseError` with the message in Swedish and where to read more."""
        raise UseError(f"{_translate(message)} Kör ”{self.prog} --help” för att läsa mer.")


def _translate(message: str) -> str:
    for pattern, swedish in _MESSAGES:
        match = re.fullmatch(pattern, message)
        if match:
            return swedish.format(*match.groups())
    return "Kommandot går inte att tolka."


def unknown_command(name: str, known: Iterable[str]) -> UseError:
    """What to say of a command that is not there."""
    known = list(known)
    within = [command for command in known if command.startswith(f"{name} ")]
    if within:
        return UseError(f"Efter ”{name}” ska det stå vad som ska göras: {join_words(within, 'eller')}.")
    near = nearest(name, known)
    hint = f"Menade du ”{near}”?" if near else "Kör ”rapport --help” för att se vilka som finns."
    return UseError(f"Kommandot ”{name}” finns inte. {hint}")
