"""Versions that were handed in, with the editor's decisions; and one version to read."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rapport.submissions import Submission

from .answers import section_words
from .base import UnitScreen, screen_bindings
from .chrome import Titled
from .plain import joined, lines, plain
from .registry import make_screen
from .rows import Column, Row, Rows
from .session import Session
from .words import moment, status_words


class HistoryScreen(UnitScreen[None]):
    """All versions, the latest first. Enter reads one."""

    PLACE = "history"
    HELP_PANEL = True
    BINDINGS = screen_bindings("history")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._known = session.submissions()
        self._decisions = session.decisions()

    def compose_body(self) -> ComposeResult:
        """What has been handed in, and what is wrong with any of it."""
        with Vertical(id="main"):
            yield Static(self._summary(), markup=False, id="summary")
            yield Rows(self._rows(), "versions")

    def on_mount(self) -> None:
        """The list has focus."""
        super().on_mount()
        self.query_one(Rows).focus()
        self._show_decision(self._known.latest)

    def _summary(self) -> Content:
        parts = [joined(("Versioner", "bold $primary"), ("   Läge: ", "$muted"), status_words(self.session.status))]
        parts += [plain(f"▲ {problem}", "$error") for problem in self._known.problems]
        parts += [
            plain(f"▲ Version {fork.number} finns i två utgåvor. Redaktören avgör vilken som gäller.", "$warning")
            for fork in self._known.forks
        ]
        if not (self._known.submissions or self._known.problems):
            parts.append(plain("Inget är inskickat ännu. F8 på översikten skickar in."))
        return lines(parts)

    def _rows(self) -> list[Row]:
        return [
            Row(
                str(version.number),
                f"Version {version.number}, {moment(version.submitted_at)}"
                + (", återkallad" if version.is_withdrawal else ""),
                columns=(Column(version.submitted_by, 20, "$muted"), Column(self._verdict(version), 12, "bold")),
            )
            for version in reversed(self._known.submissions)
        ]

    def _verdict(self, version: Submission) -> str:
        found = [decision.verdict for decision in self._decisions if decision.version == version.number]
        return found[-1].value if found else ""

    @on(Rows.OptionHighlighted)
    def _highlighted(self, event: Rows.OptionHighlighted) -> None:
        self._show_decision(self._version(event.option_id or ""))

    def _version(self, name: str) -> Submission | None:
        return next((version for version in self._known.submissions if str(version.number) == name), None)

    def _show_decision(self, version: Submission | None) -> None:
        if version is None:
            self.show_help(plain("Här syns redaktörens beslut om varje version.", "$muted"))
            return
        parts = [
            joined(
                (f"{decision.verdict.value.capitalize()} {moment(decision.when)}", "bold"),
                f" av {decision.who}. {decision.reason}",
            )
            for decision in self._decisions
            if decision.version == version.number
        ] or [plain("Inget beslut ännu.", "$muted")]
        parts += [
            joined(
                (f"{self.session.comment_place(comment)}: ", "$muted"),
                comment.text,
                (" (åtgärdad)" if comment.resolved else "", "$muted"),
            )
            for comment in self.session.status.comments
            if comment.version == version.number
        ]
        if version.is_withdrawal:
            parts.append(plain(f"Återkallad: {version.reason}"))
        parts.append(plain(f"Kontrollsumma {version.sha256[:16]}…", "$muted"))
        self.show_help(lines(parts))

    @on(Rows.OptionSelected)
    def _open(self, event: Rows.OptionSelected) -> None:
        version = self._version(event.option_id or "")
        if version is not None:
            self.app.push_screen(make_screen("version", self.session, version))


class VersionScreen(UnitScreen[None]):
    """One version, as it was handed in."""

    PLACE = "version"
    BINDINGS = screen_bindings("version")

    def __init__(self, session: Session, version: Submission) -> None:
        super().__init__(session)
        self._version = version

    def compose_body(self) -> ComposeResult:
        """Every section with its answers."""
        version = self._version
        names = {unit.slug: unit.name for unit in self.session.questionnaire.units}
        with VerticalScroll(id="reading", can_focus=True):
            aside = f"{moment(version.submitted_at)}, {version.submitted_by}"
            yield Titled(f"Version {version.number}", aside, "title")
            for section in self.session.sections:
                answers = version.answers.get(section.id, {})
                if answers:
                    yield Static(plain(section.title, "bold underline $primary"), markup=False, classes="chapter")
                    yield Static(section_words(section, answers, names), markup=False)

    def on_mount(self) -> None:
        """The text has focus, so that the arrow keys scroll."""
        super().on_mount()
        self.query_one("#reading").focus()
