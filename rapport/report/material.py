"""Everything a report is made from, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rapport.disclosure import Guard, load_guard
from rapport.editorial import (
    Layout,
    Selection,
    Themes,
    UnitStatus,
    all_statuses,
    load_layouts,
    load_selection,
    load_themes,
    printed_submission,
)
from rapport.errors import UseError
from rapport.questionnaire import Question, Questionnaire, Values, load_questionnaire, read_answers
from rapport.survey import Survey, load_survey
from rapport.text import nearest
from rapport.workspace import Assignment, ThemeSource, Unit, Workspace


@dataclass(frozen=True, slots=True)
class Entry:
    """What is printed of one unit."""

    unit: Unit
    """The unit."""
    version: int
    """Number of the sealed submission; 0 for a draft."""
    submitted: str
    """ISO time of sealing; empty for a draft."""
    approved: bool
    """Whether that version is approved."""
    values: Values
    """Its answers that may be printed, read by type."""

    def items(self, section: str, question: str) -> list[dict[str, Any]]:
        """Items of a repeat group, as written."""
        found = self.values.get(section, {}).get(question)
        return found if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is composed from."""

    workspace: Workspace
    """Where templates, chapters and pictures lie."""
    assignment: Assignment
    """The assignment."""
    questionnaire: Questionnaire
    """The questionnaire."""
    survey: Survey
    """The external survey as it may be printed: masked, without private answers."""
    guard: Guard
    """What in its open answers may single someone out, and what is decided about it."""
    statuses: tuple[UnitStatus, ...]
    """Every unit's state."""
    entries: tuple[Entry, ...]
    """Units with something to print, counted ones first in Swedish order."""
    themes: Themes
    """Themes and the items coded with them."""
    layouts: dict[str, Layout]
    """Page numbers of the last layout, by output."""
    selection: Selection
    """The editor's order and omissions."""

    @property
    def absent(self) -> tuple[Unit, ...]:
        """Counted units that have nothing to print and are not waived."""
        waived = {status.unit.slug for status in self.statuses if status.waived}
        present = {entry.unit.slug for entry in self.entries}
        return tuple(u for u in self.assignment.counted_units() if u.slug not in present | waived)

    @property
    def waived(self) -> tuple[UnitStatus, ...]:
        """Counted units that the editor goes on without."""
        present = {entry.unit.slug for entry in self.entries}
        return tuple(s for s in self.statuses if s.waived and s.unit.kind.counted and s.unit.slug not in present)

    def theme_source(self, kind: str) -> ThemeSource:
        """Where the themes of a kind come from. Raises `UseError` with the nearest kind when there is none."""
        sources = {source.kind: source for source in self.assignment.themes}
        if kind not in sources:
            near = nearest(kind, sources)
            raise UseError(f"Temat ”{kind}” finns inte i uppdraget." + (f" Menade du ”{near}”?" if near else ""))
        return sources[kind]

    @property
    def counted(self) -> tuple[Entry, ...]:
        """Entries of units that count in totals."""
        return tuple(entry for entry in self.entries if entry.unit.kind.counted)


def load_material(workspace: Workspace) -> Material:
    """Read the workspace for composition. Raises `RapportError` when a shared file is not valid."""
    questionnaire = load_questionnaire(workspace)
    assignment = workspace.assignment
    statuses = all_statuses(workspace, questionnaire, with_draft=False)
    by_slug = {status.unit.slug: status for status in statuses}
    shared = tuple(unit for unit in assignment.units if not unit.kind.counted)
    entries = []
    for unit in (*assignment.counted_units(), *shared):
        submission = printed_submission(by_slug[unit.slug])
        if submission is not None:
            approved = by_slug[unit.slug].approved_version == submission.number
            submitted = submission.submitted_at.isoformat()
            values = _printable(questionnaire, read_answers(questionnaire, unit, submission.answers))
            entries.append(Entry(unit, submission.number, submitted, approved, values))
    guard = load_guard(workspace, load_survey(workspace))
    return Material(
        workspace=workspace,
        assignment=assignment,
        questionnaire=questionnaire,
        survey=guard.printable(),
        guard=guard,
        statuses=statuses,
        entries=tuple(entries),
        themes=load_themes(workspace),
        layouts=load_layouts(workspace),
        selection=load_selection(workspace),
    )


def _printable(questionnaire: Questionnaire, values: Values) -> Values:
    """The values without private answers, so that no template can print them."""
    return {
        section: {
            question.id: _without_private(question, answers[question.id])
            for question in questionnaire.section(section).questions
            if question.id in answers and not question.private
        }
        for section, answers in values.items()
    }


def _without_private(question: Question, value: Any) -> Any:
    private = {inner.id for inner in question.questions if inner.private}
    return [{key: item[key] for key in item if key not in private} for item in value] if private else value
