"""Counting answers: how many chose each option, of how many who answered, of how many who were asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .columns import SEPARATOR
from .responses import Survey


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers to one question, or to one row of a matrix."""

    counts: dict[str, int]
    """Respondents by option, in the options' order; options nobody chose are 0."""
    n: int
    """Respondents who answered, ’do not know’ included."""
    asked: int
    """Respondents asked (N)."""
    unknown: int = 0
    """Respondents who answered ’do not know’; part of n."""

    @property
    def missing(self) -> int:
        """Respondents who did not answer."""
        return self.asked - self.n

    def of(self, *options: str) -> int:
        """Respondents who chose any of the options; where several may be chosen, choices are counted."""
        return sum(self.counts.get(option, 0) for option in options)

    def base(self, kind: str) -> int:
        """What a share is computed from: `answered` (n), `known` (n without ’do not know’) or `invited` (N)."""
        return {"answered": self.n, "known": self.n - self.unknown, "invited": self.asked}[kind]


def tally(survey: Survey, section: str, question: str, row: str = "", unknown: Collection[str] = ()) -> Tally:
    """Count one question; options in `unknown` mean ’do not know’. Raises `UseError` for an unknown one."""
    asked = survey.questionnaire.question(section, question)
    found = survey.column(section, question, row).counts()
    n = survey.responses - found.get("", 0)
    counts = {option.id: 0 for option in asked.options}
    for value, times in found.items():
        for option in value.split(SEPARATOR) if asked.type == "choices" else (value,):
            if option in counts:
                counts[option] += times
    told_apart = sum(count for option, count in counts.items() if option in unknown)
    return Tally(counts, n, survey.invited, told_apart)


def open_answers(survey: Survey, section: str, question: str) -> tuple[str, ...]:
    """Open answers to one question, in the responses' order."""
    return tuple(filter(None, survey.column(section, question)))
