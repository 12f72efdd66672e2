"""Choosing a unit, and the first time saying who one is."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from rapport.workspace import Assignment

from .base import FrameScreen, screen_bindings
from .chrome import Header
from .fields.texts import Line
from .messages import Chosen
from .plain import joined, plain
from .rows import Column, Row, Rows


class ChooserScreen(FrameScreen[None]):
    """All units in a list, under a line with who one is."""

    PLACE: ClassVar[str] = "chooser"
    BINDINGS = screen_bindings("chooser")

    def __init__(self, assignment: Assignment, who: str, unit: str) -> None:
        super().__init__()
        self._assignment = assignment
        self._who = who
        self._unit = unit

    def header(self) -> Header:
        """The assignment."""
        return Header(self._assignment.title, self._assignment.subtitle)

    def compose_body(self) -> ComposeResult:
        """Who, units."""
        with Vertical(id="main"):
            if self._assignment.example:
                yield Static(plain(self._assignment.example, "italic $accent"), markup=False, id="summary")
            yield Static(
                joined(
                    ("Vem är du?", "bold"),
                    ("  Funktion eller namn. Det syns för redaktören och på kvittot.", "$muted"),
                ),
                markup=False,
                classes="chooser-label",
            )
            yield Line(self._who, "who")
            yield Static(plain("Vilket underlag vill du öppna?", "bold"), markup=False, classes="chooser-label")
            yield Rows([self._row(n) for n in range(len(self._assignment.units))], "units", self._unit)

    def _row(self, n: int) -> Row:
        unit = self._assignment.units[n]
        return Row(unit.slug, unit.authority, columns=(Column(unit.letter, 3, "$muted"),))

    def on_mount(self) -> None:
        """Known people go straight to the list."""
        rows = self.query_one(Rows)
        (rows if self._who else self.query_one("#who", Line)).focus()

    @on(Rows.OptionSelected)
    def _chosen(self, event: Rows.OptionSelected) -> None:
        who = self.query_one("#who", Input).value.strip()
        if not who:
            self.app.notify("Skriv först vem du är, till exempel Utvecklingsledare.", markup=False)
            self.query_one("#who", Line).focus()
            return
        self.post_message(Chosen(event.option_id or "", who))
