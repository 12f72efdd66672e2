"""Cross-tables: answers to one question by a question of background, and which cells are not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .responses import Survey

Cell = tuple[str, str]
"""A group and an answer."""
NO_ANSWER = ""
"""The group or answer of those who gave none."""


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Respondents by group (rows) and answer (columns); every respondent stands in exactly one cell."""

    groups: tuple[str, ...]
    """Options of the background question, and last `NO_ANSWER` when somebody left it blank."""
    answers: tuple[str, ...]
    """Options of the question, and last `NO_ANSWER`."""
    cells: Mapping[Cell, int]
    """Respondents by group and answer; what is not there is 0."""

    def count(self, group: str, answers: Iterable[str]) -> int:
        """Respondents of a group with any of the answers."""
        return sum(self.cells.get((group, answer), 0) for answer in answers)

    def row_total(self, group: str) -> int:
        """Respondents of a group, those without an answer included."""
        return self.count(group, self.answers)

    def column_total(self, answer: str) -> int:
        """Respondents with an answer, of all groups."""
        return sum(self.cells.get((group, answer), 0) for group in self.groups)

    def base(self, group: str, kind: str, unknown: Collection[str] = ()) -> int:
        """What shares of a group are computed from: `answered`, `known` (without `unknown`) or `invited` (all)."""
        left_out = {"answered": {NO_ANSWER}, "known": {NO_ANSWER, *unknown}, "invited": set[str]()}[kind]
        return self.count(group, [answer for answer in self.answers if answer not in left_out])

    def merged(self, answers: Collection[str]) -> CrossTable:
        """The table with two answers: `yes` for `answers` together and `no` for every other answer."""
        cells: Counter[Cell] = Counter()
        for (group, answer), count in self.cells.items():
            name = NO_ANSWER if answer == NO_ANSWER else "yes" if answer in answers else "no"
            cells[group, name] += count
        return CrossTable(self.groups, ("yes", "no", NO_ANSWER), cells)

    def hidden(self, threshold: int) -> frozenset[Cell]:
        """Cells that are not shown: with 1 to `threshold` - 1 respondents, and those a total would give away.

        Wherever one single cell of a row or column is hidden, the smallest of the others is hidden too, since the
        totals are printed. Those who gave no answer are no cell of the printed table.
        """
        answers = [answer for answer in self.answers if answer != NO_ANSWER]
        hidden = {
            (group, answer)
            for group in self.groups
            for answer in answers
            if 0 < self.cells.get((group, answer), 0) < threshold
        }
        lines = [[(group, answer) for answer in answers] for group in self.groups]
        lines += [[(group, answer) for group in self.groups] for answer in answers]
        while more := self._given_away(lines, hidden):
            hidden |= more
        return frozenset(hidden)

    def _given_away(self, lines: list[list[Cell]], hidden: set[Cell]) -> set[Cell]:
        """One more cell to hide: the smallest in a line where only one is hidden; empty when there is none."""
        for line in lines:
            shown = [cell for cell in line if cell not in hidden]
            if len(line) - len(shown) == 1 and shown:
                return {min(shown, key=lambda cell: (self.cells.get(cell, 0) == 0, self.cells.get(cell, 0)))}
        return set()


def cross(survey: Survey, question: tuple[str, str, str], by: tuple[str, str]) -> CrossTable:
    """Cross a question (section, id and row of a matrix, or '') with a question of background (section and id)."""
    section, name, row = question
    asked, background = survey.questionnaire.question(section, name), survey.questionnaire.question(*by)
    cells = Counter(zip(survey.column(*by), survey.column(section, name, row), strict=True))
    groups = tuple(option.id for option in background.options)
    if any(group == NO_ANSWER for group, _ in cells):
        groups += (NO_ANSWER,)
    return CrossTable(groups, (*(option.id for option in asked.options), NO_ANSWER), cells)
