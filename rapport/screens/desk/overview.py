"""The desk's first screen: where every unit stands in every section, and what of it stands in the report."""

from __future__ import annotations

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rapport.desk import (
    ABSENT,
    EVERY,
    FILTERS,
    LACKING,
    LETTERS,
    ORDERS,
    USED,
    Desk,
    arrange,
    state_counts,
)
from rapport.questionnaire import Section
from rapport.text import join_words

from ..plain import joined, lines, plain, shorten
from ..words import counted, days_left, long_date, moment, status_words
from .base import DeskScreen, desk_bindings
from .matrix import LOOKS, Entered, Matrix, Moved
from .messages import Open
from .tilemap import TileMap

_NARROW = 110
"""Width under which the map takes the matrix' place instead of standing beside it."""
_ROOMY = 160
"""Width from which the map's side is broader."""
_PLURALS = {"ej påbörjad": "ej påbörjade", "inskickad": "inskickade", "återsänd": "återsända", "godkänd": "godkända"}


class DeskOverview(DeskScreen[None]):
    """The matrix, the map beside it where there is room, and what the marked cell means."""

    PLACE = "desk"
    BINDINGS = desk_bindings("desk")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._order = "name"
        self._shown = EVERY
        self._is_map = False

    def compose_body(self) -> ComposeResult:
        """Summary, matrix, the marked cell in words; map and legend."""
        with Vertical(id="desk"):
            yield Static(markup=False, id="desk-summary")
            yield Matrix(self.desk.questionnaire.sections, "matrix")
            yield Static(markup=False, id="desk-cell")
        with Vertical(id="desk-side"):
            yield TileMap("map")
            yield Static(markup=False, id="desk-legend")

    def on_mount(self) -> None:
        """The matrix has focus; everything else is read in the background."""
        super().on_mount()
        self.query_one(Matrix).focus()
        self.reloaded()

    def on_resize(self) -> None:
        """Set everything in the room there is."""
        self.reloaded()

    def reloaded(self) -> None:
        """Show what is known now."""
        matrix = self.query_one(Matrix)
        rows = arrange(self.desk.rows, self._order, self._shown, matrix.section)
        matrix.show(rows, len(self.desk.rows))
        narrow = self.size.width < _NARROW
        self.query_one("#desk-side").display = not narrow or self._is_map
        self.query_one("#desk").display = not narrow or not self._is_map
        self.query_one("#desk-summary", Static).update(self._summary(len(rows)))
        self.query_one("#desk-legend", Static).update(self._legend())
        self._show_cell()

    @on(Moved)
    def _show_cell(self) -> None:
        matrix = self.query_one(Matrix)
        self.query_one("#desk-cell", Static).update(self._cell(matrix.unit, matrix.section))
        self.query_one(TileMap).show(self.desk.rows, matrix.unit)

    # ----------------------------------------------------------------------- commands

    def action_order(self) -> None:
        """The next order of the rows."""
        names = list(ORDERS)
        self._order = names[(names.index(self._order) + 1) % len(names)]
        self.reloaded()

    def action_filter(self) -> None:
        """The next filter that lets any unit through; all units after the last."""
        section = self.query_one(Matrix).section
        place = FILTERS.index(self._shown)
        for step in range(1, len(FILTERS) + 1):
            self._shown = FILTERS[(place + step) % len(FILTERS)]
            if self._shown == EVERY or arrange(self.desk.rows, self._order, self._shown, section):
                break
        self.reloaded()

    def action_map(self) -> None:
        """The map in the matrix' place, and back."""
        self._is_map = not self._is_map
        self.reloaded()
        if self.query_one("#desk").display:
            self.query_one(Matrix).focus()

    def action_mark(self) -> None:
        """Take the unit into what is done with many at once, or out of it."""
        self.query_one(Matrix).action_mark()
        self.reloaded()

    def action_log(self) -> None:
        """What has been done at the desk."""
        self.post_message(Open("log"))

    def action_remind(self) -> None:
        """Letters to the marked units; to the one at the cursor when none is marked."""
        matrix = self.query_one(Matrix)
        units = sorted(matrix.marked) or ([matrix.unit] if matrix.unit else [])
        self.post_message(Open("remind", (tuple(units),)))

    @on(Entered)
    def _entered(self, event: Entered) -> None:
        event.stop()
        self.post_message(Open("unit", (event.unit, event.section)))

    # ----------------------------------------------------------------------- words

    def _summary(self, shown: int) -> Content:
        day, days = self.desk.deadline()
        counts = state_counts(self.desk.rows)
        words = [f"{n} {state if n == 1 else _PLURALS.get(state, state)}" for state, n in counts.items()]
        states = join_words(words) or "läser enheternas underlag …"
        parts = [plain(states, "bold")]
        if day is not None:
            look = "bold $error" if days < 0 else "bold $warning" if days <= 7 else "bold"
            last = joined(f"Senast {long_date(day)} ", (f"({days_left(days)})", look))
            fits = len(last.plain) + len(states) + 3 <= self._room
            parts = [joined(last, "   ", (states, "bold"))] if fits else [last, *parts]
        parts.append(self._absent_line())
        order = f"Ordning: {ORDERS[self._order]}. Visar: {self._filter_words()}"
        marked = len(self.query_one(Matrix).marked)
        taken = f", {counted(marked, 'markerad', 'markerade')}" if marked else ""
        parts.append(plain(f"{order} ({shown} av {len(self.desk.rows)}{taken}).", "$muted"))
        if self.desk.problem:
            parts.append(plain(f"▲ {' '.join(self.desk.problem.split())}", "$error"))
        return lines(parts)

    @property
    def _room(self) -> int:
        """Cells of a line beside the map."""
        width = self.size.width
        return width - 2 if width < _NARROW else width - _side(width) - 4

    def _filter_words(self) -> str:
        section = self.desk.questionnaire.by_id.get(self.query_one(Matrix).section)
        words = {
            EVERY: "alla enheter",
            ABSENT: "de som inte finns i rapporten",
            LACKING: f"de som inte har skickat in ”{section.title if section else ''}”",
        }
        return words.get(self._shown, _PLURALS.get(self._shown, self._shown))

    def _absent_line(self) -> Content:
        rows = [row for row in self.desk.rows if row.unit.kind.counted]
        if any(row.used is None for row in rows):
            return plain("Följer vad som står i rapporten …", "$muted")
        absent = [row.unit.name for row in rows if row.is_absent]
        if not absent:
            return plain("Alla enheter finns i rapporten.", "$success")
        names = shorten(join_words(absent), max(20, self._room - 26))
        return joined((f"{len(absent)} av {len(rows)} ej i rapporten: ", "bold $error"), names)

    def _cell(self, unit: str, section: str) -> Content:
        """The marked cell in words."""
        known = self.desk.questionnaire.by_id.get(section)
        if not unit or known is None:
            return plain("")
        row = self.desk.row(unit)
        number = self._number(known)
        title = shorten(f"{number} {known.title}", max(20, self._room - 40))
        if row.status is None:
            return lines([plain(title, "bold"), plain("läses …", "$muted")])
        if section not in row.states:
            said = "enheten har inte det här avsnittet"
        else:
            said = row.states[section]
            if row.used is not None:
                said += ", finns i rapporten" if section in row.used else ", ingen text i rapporten"
        when = f", {moment(row.changed_at)}" if row.changed_at else ""
        about = shorten(f"{status_words(row.status)}{when}", max(20, self._room - 2 - cell_len(row.unit.name)))
        return lines(
            [joined((title, "bold"), f": {said}"), joined((row.unit.name, "bold"), (f": {about}", "$muted"))]
        )

    def _number(self, section: Section) -> int:
        return self.desk.questionnaire.sections.index(section) + 1

    def _legend(self) -> Content:
        """What letters and numbers mean."""
        signs = [joined((f"{letter} ", LOOKS.get(state, "$muted")), state) for state, letter in LETTERS.items()]
        parts = [self._absent_line(), plain("")] if self._is_map and self.size.width < _NARROW else []
        parts += [
            joined(*[part for sign in signs for part in (sign, "  ")]),
            plain(f"{USED} finns i rapporten"),
            plain(""),
        ]
        width = self.size.width - 6 if self.size.width < _NARROW else _side(self.size.width) - 6
        parts += [
            plain(shorten(f"{number:>2} {section.title}", width))
            for number, section in enumerate(self.desk.questionnaire.sections, 1)
        ]
        return lines(parts)

    def help_topic(self) -> Content:
        """What the letters and numbers mean."""
        return lines([plain("Tecken och avsnitt", "bold $primary"), self._legend()])


def _side(width: int) -> int:
    """Cells of the map's side on a screen of this width, as the style sheet has it."""
    return 44 if width < _ROOMY else 64
