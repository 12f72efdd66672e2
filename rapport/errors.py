"""The error family, and problems as data.

    RapportError            anything a user is shown as one Swedish sentence
    ├── UseError            cannot be done: wrong use, unknown unit, unreadable file (exit 2)
    │   └── InvalidFile     a file that cannot be read as what it should be; carries every problem
    └── Refused             the answer is no: a check blocks, a build may not be made (exit 1)

Programming errors are not part of the family: they are never caught and shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Level(str, Enum):
    """How much a problem weighs."""

    BLOCK = "block"
    """Stops sealing, or a final build."""
    WARN = "warn"
    """Shown and printed, stops nothing."""
    INFO = "info"
    """A hint to the person who is writing."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file or in a questionnaire. Empty fields are unknown."""

    file: str = ""
    """Path as the user knows it, relative to the workspace when it lies there."""
    line: int = 0
    """Line counted from 1; 0 when the parser gave none."""
    key: str = ""
    """Key path in the file, or `section.question` in a questionnaire."""

    def __str__(self) -> str:
        parts = []
        if self.file:
            parts.append(f"{self.file}, rad {self.line}" if self.line else self.file)
        if self.key:
            parts.append(f"nyckeln ”{self.key}”")
        return ", ".join(parts)

    def as_json(self) -> dict[str, Any]:
        """The place as a JSON object with only the known parts."""
        pairs = {"file": self.file, "line": self.line, "key": self.key}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or worth saying, at one place."""

    level: Level
    """How much it weighs."""
    where: Where
    """Where it is."""
    message: str
    """One Swedish sentence that says what is wrong."""
    hint: str = ""
    """One Swedish sentence that says what to do; empty when the message says it."""

    def __str__(self) -> str:
        place = f"{self.where}: " if str(self.where) else ""
        return f"{place}{self.message}" + (f" {self.hint}" if self.hint else "")


class RapportError(Exception):
    """Anything a user is shown as it is: a Swedish sentence that says what, where and what to do."""

    exit_code = 2

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  {problem}" for problem in self.problems)])


class UseError(RapportError):
    """Cannot be done as asked."""


class InvalidFile(UseError):
    """A file that cannot be read as what it should be; `problems` holds every one found."""


class Refused(RapportError):
    """The answer is no; nothing was changed."""

    exit_code = 1
