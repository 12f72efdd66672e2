"""A unit's submission beside its earlier version: read, commented on and decided about, a section at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rapport.desk import Desk
from rapport.editorial import UnitStatus, comment, compared_submission, resolve_comment, standing_sentences
from rapport.submissions import load_draft
from rapport.workspace import Workspace

from ..chrome import Titled
from ..dialog import STAY, Answer, QuestionScreen
from ..keys import settle
from ..plain import joined, lines, plain, shorten
from ..words import counted, moment, status_words
from .base import DeskScreen, desk_bindings
from .decide import Decisions
from .messages import Act
from .place import Place, PlaceWords
from .places import WHOLE, PlaceMaker
from .write import WriteScreen

_MOST = 60
"""Characters of a comment in a list."""


class DeskUnit(DeskScreen[None]):
    """The answers of a section. Tab steps between the places."""

    PLACE = "desk-unit"
    BINDINGS = desk_bindings("desk-unit")
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, unit: str, section: str) -> None:
        super().__init__(desk)
        self._unit = desk.unit(unit)
        self._section = desk.questionnaire.section(section)
        self._is_folded = True
        self._read()

    def _read(self) -> None:
        """Take in the latest version, or the draft while nothing is submitted, and what to compare it with."""
        self._status = self.desk.status(self._unit.slug)
        latest = self._status.submissions.latest
        self._version = None if latest is None or latest.is_withdrawal else latest
        self._earlier = compared_submission(self._status) if self._version else None
        answers = self._version.answers if self._version else load_draft(self.desk.workspace, self._unit).answers
        before = self._earlier.answers if self._earlier else None
        self._maker = PlaceMaker(self.desk, self._unit, answers, before, self._status.comments)
        self._known = _key(self._status)

    def compose_body(self) -> ComposeResult:
        """Unit and section, where the unit stands, then the places."""
        with VerticalScroll(id="desk-reading", can_focus=False):
            yield Titled("", "", "title")
            yield Static(markup=False, id="standing")
            yield from self._places()

    def on_mount(self) -> None:
        """The first place has focus."""
        super().on_mount()
        self._show_head()
        self._focus("")

    def _places(self) -> list[Place]:
        is_folded = self._is_folded and self._earlier is not None
        return [Place(words, is_folded) for words in self._maker.places(self._section)]

    def _show_head(self) -> None:
        self.query_one("#title", Titled).show(f"{self._unit.name}: {self._section.title}", status_words(self._status))
        self.query_one("#standing", Static).update(self._standing())

    def _standing(self) -> Content:
        """What is read, what it is compared with, how much has changed; what the editor has said."""
        parts: list[Content] = []
        if self._version is None:
            parts.append(plain("Inget är inskickat. Det här är utkastet, som enheten kan ändra.", "$warning"))
        else:
            sent = (
                f"Version {self._version.number}, {moment(self._version.submitted_at)}, {self._version.submitted_by}"
            )
            parts.append(plain(sent, "$muted"))
        if self._earlier is not None:
            here, everywhere = self._maker.changed(self._section), sum(self._changes().values())
            changed = counted(here, "ställe är ändrat", "ställen är ändrade")
            words = f"Jämförs med version {self._earlier.number}: {changed} här"
            parts.append(
                joined((f"{words}, {everywhere} i hela underlaget. ", "bold"), ("[−borttaget] [+tillagt]", "$muted"))
            )
        parts += [plain(f"▲ {sentence}", "$warning") for sentence in standing_sentences(self._status)]
        return lines(parts)

    def _changes(self) -> dict[str, int]:
        """How many places have changed in each section."""
        return {section.id: self._maker.changed(section) for section in self.desk.questionnaire.sections}

    # ----------------------------------------------------------------------- what has changed meanwhile

    def reloaded(self) -> None:
        """Show a new version, decision or comment."""
        if _key(self.desk.status(self._unit.slug)) != self._known:
            self._read()
            self.call_later(self._fill, self._path)

    @property
    def _path(self) -> str:
        """The place in focus; empty for the whole."""
        return self.focused.words.path if isinstance(self.focused, Place) else ""

    async def _fill(self, path: str) -> None:
        """Show the section anew with the place `path` in focus."""
        reading = self.query_one("#desk-reading")
        await self.query(Place).remove()
        await reading.mount(*self._places())
        self._show_head()
        self._focus(path)

    def _focus(self, path: str) -> None:
        places = list(self.query(Place))
        found = [place for place in places if place.words.path == path]
        place = (found or places)[0]
        place.focus(scroll_visible=place is not places[0])
        if place is places[0]:
            # What stands above the first place stays in sight.
            self.call_after_refresh(self.query_one("#desk-reading").scroll_home, animate=False)

    # ----------------------------------------------------------------------- commands: moving

    async def action_previous(self) -> None:
        """The section before."""
        await self._step(-1)

    async def action_next(self) -> None:
        """The section after."""
        await self._step(1)

    async def _step(self, step: int) -> None:
        sections = self.desk.questionnaire.sections
        place = sections.index(self._section) + step
        if 0 <= place < len(sections):
            self._section = sections[place]
            await self._fill("")

    async def action_change(self) -> None:
        """The next place that has changed, in this section or one after it; from the start after the last."""
        places = [place.words for place in self.query(Place)]
        here = next((n for n, words in enumerate(places) if words.path == self._path), 0)
        if found := next((words for words in places[here + 1 :] if words.has_changed), None):
            self._focus(found.path)
            return
        sections = self.desk.questionnaire.sections
        start = sections.index(self._section) + 1
        for section in (*sections[start:], *sections[:start]):
            if found := next((words for words in self._maker.places(section) if words.has_changed), None):
                self._section = section
                await self._fill(found.path)
                return
        words = "Inget är ändrat." if self._earlier else "Det finns ingen tidigare version att jämföra med."
        self.notify(words, markup=False)

    def action_fold(self) -> None:
        """Show what is unchanged, or fold it again."""
        self._is_folded = not self._is_folded
        for place in self.query(Place):
            place.fold(self._is_folded and self._earlier is not None)
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False, top=True)

    # ----------------------------------------------------------------------- commands: comments and decisions

    def action_comment(self) -> None:
        """Write a comment on the place in focus."""
        if self._version is None:
            self.notify("Det går att kommentera när enheten har skickat in något.", markup=False)
            return
        path, label = self._here()
        questionnaire, unit = self.desk.questionnaire, self._unit

        def keep(text: str | None) -> None:
            if text:
                self._act(lambda w, who, when: comment(w, questionnaire, unit, who, when, path, text), "Kommenterat.")

        hint = f"{unit.name} ser kommentaren vid sitt svar, och kan ändra det när underlaget är återsänt."
        self.app.push_screen(WriteScreen(f"Kommentar: {shorten(label, _MOST)}", hint), keep)

    def _here(self) -> tuple[str, str]:
        words = self.focused.words if isinstance(self.focused, Place) else PlaceWords("", WHOLE)
        return words.path, words.label

    def action_resolve(self) -> None:
        """Tick off a comment at the place in focus."""
        said = self.focused.words.open_comments if isinstance(self.focused, Place) else ()
        if not said:
            self.notify("Här finns ingen kommentar att bocka av.", markup=False)
        elif len(said) == 1:
            self._resolve(said[0].id)
        else:
            answers = tuple(Answer(one.id, shorten(one.text, _MOST)) for one in said)
            asked = QuestionScreen(
                "Bocka av kommentar", plain("Vilken är åtgärdad?"), (*answers, Answer(STAY, "Avbryt"))
            )
            self.app.push_screen(asked, self._resolve)

    def _resolve(self, name: str | None) -> None:
        if name:
            self._act(lambda w, who, when: resolve_comment(w, name, who, when), "Avbockat.")

    async def action_decide(self) -> None:
        """What can be decided about the version as it stands."""
        await settle(self.focused)
        Decisions(self, self._status, self._act).ask()

    def _act(self, work: Callable[[Workspace, str, datetime], Any], done: str) -> None:
        self.post_message(Act(work, done))


def _key(status: UnitStatus) -> tuple[object, ...]:
    """Another value when another thing is to be shown."""
    latest = status.submissions.latest
    return (
        latest.sha256 if latest else "",
        status.state,
        status.reason,
        status.waived,
        status.comments,
        status.problems,
    )
