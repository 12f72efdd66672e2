"""One unit's answers in a section, to read: what is submitted, else the draft."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from rapport.desk import Desk
from rapport.submissions import load_draft

from ..answers import section_words
from ..chrome import Titled
from ..words import status_words
from .base import DeskScreen, desk_bindings


class DeskUnit(DeskScreen[None]):
    """The answers of a section."""

    PLACE = "desk-unit"
    BINDINGS = desk_bindings("desk-unit")

    def __init__(self, desk: Desk, unit: str, section: str) -> None:
        super().__init__(desk)
        self._unit = desk.unit(unit)
        self._section = desk.questionnaire.section(section)

    def compose_body(self) -> ComposeResult:
        """Unit and section, then the answers."""
        row = self.desk.row(self._unit.slug)
        aside = status_words(row.status) if row.status else ""
        latest = row.status.submissions.latest if row.status else None
        if latest is not None and not latest.is_withdrawal:
            answers = latest.answers
        else:
            answers = load_draft(self.desk.workspace, self._unit).answers
        names = {unit.slug: unit.name for unit in self.desk.workspace.assignment.units}
        with VerticalScroll(id="reading"):
            yield Titled(f"{self._unit.name}: {self._section.title}", aside, "title")
            words = section_words(self._section, answers.get(self._section.id, {}), names)
            yield Static(words, markup=False, classes="answer")

    def on_mount(self) -> None:
        """The arrow keys scroll."""
        super().on_mount()
        self.query_one("#reading").focus()
