"""Units by sections: a state in each cell, sums, orders and filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rapport.editorial import APPROVED, DRAFT, NOT_STARTED, RETURNED, SUBMITTED, UnitStatus
from rapport.questionnaire import Questionnaire, Section, is_blank
from rapport.text import sort_key
from rapport.workspace import Unit

STATES = (NOT_STARTED, DRAFT, SUBMITTED, RETURNED, APPROVED)
"""States of a cell, in the order that work goes."""
LETTERS = {NOT_STARTED: "–", DRAFT: "U", SUBMITTED: "I", RETURNED: "Å", APPROVED: "G"}
"""The sign of each state."""
USED = "+"
"""The sign after it, where text of the section stands in the report."""
HANDED_IN = (SUBMITTED, RETURNED, APPROVED)
"""States of what a unit has submitted."""
ORDERS = {"name": "namn", "state": "läge", "completeness": "hur mycket som är klart", "change": "senast ändrad"}
"""Orders of the rows, with the words for them."""
EVERY = ""
"""The filter that shows every unit."""
ABSENT = "absent"
"""The filter that shows units of which nothing stands in the report."""
LACKING = "lacking"
"""The filter that shows units that have not submitted the marked section."""
FILTERS = (EVERY, *STATES, LACKING, ABSENT)
"""Every filter: a state shows the units that are in it."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's row."""

    unit: Unit
    """The unit."""
    status: UnitStatus | None = None
    """Where it stands; None until that is read."""
    states: Mapping[str, str] = field(default_factory=dict)
    """State by section; a section that the unit is not asked is not there."""
    used: frozenset[str] | None = None
    """Sections with text in the report; None until that is known."""

    @property
    def handed_in(self) -> int:
        """Number of sections that are submitted."""
        return sum(1 for state in self.states.values() if state in HANDED_IN)

    @property
    def is_absent(self) -> bool:
        """Whether nothing of it stands in the report, as far as that is known."""
        return self.used is not None and not self.used

    @property
    def changed_at(self) -> datetime | None:
        """When it submitted or was decided about, whichever is later."""
        if self.status is None:
            return None
        return max((when for when in (self.status.submitted_at, self.status.decided_at) if when), default=None)

    def sign(self, section: str) -> str:
        """A cell in two characters: state, and whether it is used; blank where the section is not asked."""
        if section not in self.states:
            return "  " if self.status else "… "
        return LETTERS[self.states[section]] + (USED if self.used and section in self.used else " ")


def unit_row(questionnaire: Questionnaire, status: UnitStatus, used: frozenset[str] | None) -> UnitRow:
    """The row of a unit."""
    states = {section.id: _state(section, status) for section in questionnaire.for_unit(status.unit)}
    return UnitRow(status.unit, status, states, used)


def _state(section: Section, status: UnitStatus) -> str:
    """Of what is submitted, else of the draft."""
    latest = status.submissions.latest
    if latest is not None and not latest.is_withdrawal:
        answers = latest.answers.get(section.id, {})
        if any(not is_blank(answer) for answer in answers.values()):
            return status.state
    progress = status.progress.get(section.id)
    return DRAFT if progress is not None and progress.answered else NOT_STARTED


def arrange(rows: Iterable[UnitRow], order: str, shown: str, section: str) -> tuple[UnitRow, ...]:
    """The rows that the filter `shown` lets through, in one of `ORDERS`; `section` is what `LACKING` asks of.

    Equal rows stand in Swedish order of name, those that count in totals first.
    """
    kept = [row for row in rows if _passes(row, shown, section)]
    kept.sort(key=lambda row: (not row.unit.kind.counted, sort_key(row.unit.name)))
    if order == "state":
        kept.sort(key=lambda row: STATES.index(row.status.state) if row.status else -1)
    elif order == "completeness":
        kept.sort(key=lambda row: row.handed_in / max(1, len(row.states)))
    elif order == "change":
        kept.sort(key=lambda row: row.changed_at.timestamp() if row.changed_at else 0.0, reverse=True)
    return tuple(kept)


def _passes(row: UnitRow, shown: str, section: str) -> bool:
    if shown == EVERY:
        return True
    if shown == ABSENT:
        return row.is_absent
    if shown == LACKING:
        return row.states.get(section) in (NOT_STARTED, DRAFT)
    return row.status is not None and row.status.state == shown


def column_sums(rows: Sequence[UnitRow], sections: Sequence[str]) -> tuple[int, ...]:
    """For each section the number of rows that have submitted it."""
    return tuple(sum(1 for row in rows if row.states.get(section) in HANDED_IN) for section in sections)


def state_counts(rows: Iterable[UnitRow]) -> dict[str, int]:
    """Number of units in each state; states without any are not there."""
    states = [row.status.state for row in rows if row.status]
    return {state: states.count(state) for state in STATES if state in states}
