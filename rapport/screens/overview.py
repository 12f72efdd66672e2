"""The overview: what is asked, how far it has come, by when, and what the editor says."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rapport.editorial import RETURNED, UnitStatus, standing_sentences
from rapport.errors import Level
from rapport.questionnaire import FieldPath, Section
from rapport.text import group_digits

from .base import UnitScreen, screen_bindings
from .messages import Jump
from .plain import joined, lines, plain
from .rows import Column, Row, Rows
from .words import LEVELS, STATE_MARKS, counted, days_left, long_date, moment, progress_words, status_words

_AROUND = 12
"""Lines that the rest of the screen needs."""
_BAR = 20
_KEEP = 46
_ROOMY = 80
"""Width from which titles go before counts while there are comments."""
_MOST_FINDINGS = 6


class OverviewScreen(UnitScreen[None]):
    """All sections. Enter opens the marked one."""

    PLACE = "overview"
    HELP_PANEL = True
    BINDINGS = screen_bindings("overview")

    _is_complete = False

    def compose_body(self) -> ComposeResult:
        """A summary, then the sections."""
        with Vertical(id="main"):
            yield Static(self._summary(), markup=False, id="summary")
            yield Rows(self._rows(), "sections-list", self.session.position.partition(".")[0])

    def on_mount(self) -> None:
        """The list has focus, with the section where one was last marked."""
        super().on_mount()
        self.query_one(Rows).focus()
        self.call_after_refresh(self._complete)

    def _complete(self) -> None:
        """What the first frame did not wait for: where the unit stands with the editor."""
        self.session.refresh_status()
        self._is_complete = True
        self._update()

    def _update(self) -> None:
        self.query_one("#summary", Static).update(self._summary())
        self.query_one(Rows).show(self._rows())
        self._show_detail(self.query_one(Rows).chosen)
        # What stands above the list may have become taller.
        self.call_after_refresh(self.query_one(Rows).scroll_to_highlight)

    def on_screen_resume(self) -> None:
        """Bring all up to date after filling in, or after handing in; mark the section one comes from."""
        super().on_screen_resume()
        if self._is_complete:
            self.session.refresh_status()
            self._update()
            if section := self.session.position.partition(".")[0]:
                self.query_one(Rows).choose(section)

    # ----------------------------------------------------------------------- words

    def _summary(self) -> Content:
        assignment = self.session.workspace.assignment
        title = plain(assignment.subtitle or assignment.title, "bold $primary")
        parts = [title, self._deadline_line(), self._progress_line()]
        if self.session.has_status:
            parts += _editor_lines(self.session.status)
        if assignment.example:
            parts.append(plain(assignment.example, "italic $accent"))
        return lines(parts)

    def _deadline_line(self) -> Content:
        day, days = self.session.deadline()
        known = status_words(self.session.status) if self.session.has_status else "…"
        state = joined("Läge: ", (known, "bold"))
        if day is None:
            return state
        look = "bold $error" if days < 0 else "bold $warning" if days <= 7 else "bold"
        return joined(f"Senast {long_date(day)} ", (f"({days_left(days)})", look), "   ", state)

    def _progress_line(self) -> Content:
        known = self.session.check().progress.values()
        done = sum(1 for progress in known if progress.state == "klar")
        full = round(_BAR * done / max(1, len(known)))
        words = group_digits(sum(progress.words for progress in known))
        missing = sum(progress.missing for progress in known)
        rest = f", {counted(missing, 'svar saknas', 'svar saknas')}" if missing else ""
        return joined(
            ("━" * full, "$success"),
            ("─" * (_BAR - full), "$rule"),
            f"  {done} av {len(known)} avsnitt klara, {words} ord{rest}",
        )

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        group = ""
        groups = len({section.group for section in self.session.sections})
        is_roomy = self.app.size.height >= len(self.session.sections) + 2 * groups + _AROUND
        for section in self.session.sections:
            if section.group != group:
                group = section.group
                rows += [Row("", "")] if is_roomy and rows else []
                rows.append(Row("", group, style="bold $muted"))
            rows.append(self._row(section))
        return rows

    def _row(self, section: Section) -> Row:
        progress = self.session.check().progress[section.id]
        sign, look = STATE_MARKS[progress.state]
        has_status = self.session.has_status
        said = len(self.session.comments(section.id)) if has_status else 0
        any_said = has_status and any(not comment.resolved for comment in self.session.status.comments)
        return Row(
            section.id,
            section.title,
            columns=(
                Column(f"{progress.answered}/{progress.questions}", 5, "$muted", "right"),
                Column(f"{group_digits(progress.words)} ord" if progress.words else "", 9, "$muted", "right"),
                *(
                    [Column(counted(said, "kommentar", "kommentarer") if said else "", 14, "bold $accent")]
                    if any_said
                    else []
                ),
                Column(progress.state, 8, look),
            ),
            mark=(sign, look),
            keep=_KEEP - ((6 if self.app.size.width >= _ROOMY else 22) if any_said else 0),
        )

    # ----------------------------------------------------------------------- the marked section

    @on(Rows.OptionHighlighted)
    def _highlighted(self, event: Rows.OptionHighlighted) -> None:
        self._show_detail(event.option_id or "")

    def _show_detail(self, name: str) -> None:
        section = self.session.questionnaire.by_id.get(name)
        if section is None:
            return
        progress = self.session.check().progress[section.id]
        lack = progress_words(progress)
        parts = [joined((section.title, "bold"), ("  " + (lack or progress.state), "$muted"))]
        said = self.session.comments(section.id) if self.session.has_status else ()
        parts += [
            joined((f"Redaktören: {comment.text}", "bold $accent"), (f"  ({comment.who})", "$muted"))
            for comment in said
        ]
        if section.intro:
            parts.append(plain(" ".join(section.intro.split())))
        findings = [finding for finding in self.session.check().findings if finding.path.section == section.id]
        if findings and self.is_wide:
            parts.append(plain(""))
            parts += [
                joined((f"{LEVELS[f.level][0]}: ", LEVELS[f.level][1]), f"{f.message}")
                for f in findings[:_MOST_FINDINGS]
            ]
            if len(findings) > _MOST_FINDINGS:
                parts.append(plain(f"… och {len(findings) - _MOST_FINDINGS} till. F5 visar alla.", "$muted"))
        self.show_help(lines(parts))

    @on(Rows.OptionSelected)
    def _open(self, event: Rows.OptionSelected) -> None:
        section = event.option_id or ""
        place = self.session.position.split(".")
        question = place[1] if len(place) > 1 and place[0] == section else ""
        self.post_message(Jump(FieldPath(section, question)))

    def help_topic(self) -> Content:
        """What the signs mean."""
        marks = [joined((f"{sign} ", look), state) for state, (sign, look) in STATE_MARKS.items()]
        return lines(
            [plain("Tecknen i översikten", "bold"), joined(*[part for mark in marks for part in (mark, "   ")])]
        )


def _editor_lines(status: UnitStatus) -> list[Content]:
    """What the editor has decided, where it asks something of the unit."""
    broken = [problem for problem in status.problems if problem.level is Level.BLOCK]
    parts = [plain(f"▲ {problem}", "$error") for problem in broken[:2]]
    if status.state == RETURNED:
        when = f" {moment(status.decided_at)}" if status.decided_at else ""
        done = "återöppnade" if status.is_reopened else "återsände"
        parts.append(joined((f"▲ Redaktören {done} underlaget{when}: ", "bold $warning"), status.reason))
    # Changes in the draft stand in the line of the state.
    said = standing_sentences(replace(status, draft_ahead=False)) if status.state != RETURNED else ()
    parts += [plain(f"▲ {sentence}", "bold $warning") for sentence in said]
    parts += [
        joined(("▲ Redaktören om hela underlaget: ", "bold $warning"), (comment.text, "bold"), f"  ({comment.who})")
        for comment in status.comments
        if not comment.path and not comment.resolved
    ]
    return parts
