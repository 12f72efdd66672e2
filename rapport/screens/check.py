"""The check screen: everything that is missing or wrong, by section, with a jump to the field."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rapport.errors import Level
from rapport.questionnaire import Finding

from .base import UnitScreen, screen_bindings
from .messages import Jump
from .plain import joined
from .rows import Row, Rows
from .session import Session
from .words import LEVELS, counted


class CheckScreen(UnitScreen[None]):
    """Findings in the questionnaire's order. Enter goes to the field."""

    PLACE = "check"
    BINDINGS = screen_bindings("check")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._findings = session.check().findings

    def compose_body(self) -> ComposeResult:
        """How many of each level, then the list."""
        with Vertical(id="main"):
            yield Static(self._summary(), markup=False, id="summary")
            yield Rows(self._rows(), "findings", self._first())

    def on_mount(self) -> None:
        """The list has focus."""
        super().on_mount()
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        """Something may have been put right."""
        super().on_screen_resume()
        self._findings = self.session.check().findings
        if self.is_mounted:
            self.query_one("#summary", Static).update(self._summary())
            self.query_one(Rows).show(self._rows())

    def _summary(self) -> Content:
        count = {level: sum(1 for f in self._findings if f.level is level) for level in Level}
        head = ("Kontroll", "bold $primary")
        if not self._findings:
            return joined(head, "\nInget saknas och inget är fel. Underlaget kan skickas in med F8.")
        parts = [
            counted(count[Level.BLOCK], "sak måste rättas", "saker måste rättas"),
            counted(count[Level.WARN], "varning", "varningar"),
            counted(count[Level.INFO], "upplysning", "upplysningar"),
        ]
        told = ", ".join(part for part, level in zip(parts, Level, strict=True) if count[level])
        return joined(head, f"\n{told}. Enter går till fältet.")

    def _first(self) -> str:
        """The finding to begin with: in the section one comes from, what stands in the way before the rest."""
        here = self.session.position.partition(".")[0]
        order = sorted(
            range(len(self._findings)),
            key=lambda n: (
                self._findings[n].path.section != here,
                self._findings[n].level is not Level.BLOCK,
            ),
        )
        return str(order[0]) if order else ""

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        last = ""
        for n, finding in enumerate(self._findings):
            if finding.path.section != last:
                last = finding.path.section
                rows.append(Row("", self.session.questionnaire.section(last).title, style="bold $muted"))
            rows.append(self._row(n, finding))
        return rows

    def _row(self, n: int, finding: Finding) -> Row:
        word, look = LEVELS[finding.level]
        where = self.session.place_words(finding.path)
        place = f"{where}: " if where and where not in finding.message else ""
        return Row(str(n), f"{place}{finding.message}", mark=(f"{word:<10}", look), is_long=True)

    @on(Rows.OptionSelected)
    def _open(self, event: Rows.OptionSelected) -> None:
        self.post_message(Jump(self._findings[int(event.option_id or 0)].path, findings=True))

    def help_topic(self) -> Content:
        """What the levels mean."""
        return joined(
            ("Hindrar", "bold"), " måste rättas innan underlaget skickas in. ",
            ("Varning", "bold"), " hindrar inte men syns för redaktören. ",
            ("Upplysning", "bold"), " är ett tips till dig som skriver.",
        )  # fmt: skip
