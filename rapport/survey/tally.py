"""Counting answers: how many chose each option, of how many who answered, of how many who were asked."""

from __future__ import annotations

from dataclasses import dataclass

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

    @property
    def missing(self) -> int:
        """Respondents who did not answer."""
        return self.asked - self.n

    def of(self, *options: str) -> int:
        """Respondents who chose any of the options."""
        return sum(self.counts.get(option, 0) for option in options)


def tally(survey: Survey, section: str, question: str, row: str = "") -> Tally:
    """Count one question. Raises `UseError` when the survey has no such question."""
    asked = survey.questionnaire.question(section, question)
    counts = {option.id: 0 for option in asked.options}
    for response in survey.responses:
        value = response.values.get(section, {}).get(question)
        chosen = (value or {}).get(row) if row else value
        if chosen in counts:
            counts[chosen] += 1
    return Tally(counts, sum(counts.values()), survey.invited)


def open_answers(survey: Survey, section: str, question: str) -> tuple[str, ...]:
    """Open answers to one question, in the responses' order."""
    values = (response.values.get(section, {}).get(question) for response in survey.responses)
    return tuple(value for value in values if value)
