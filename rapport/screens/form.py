"""Filling in: a section, or one item of a repeat group, a field under the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from rapport.questionnaire import FieldPath, Question, Section

from .answers import answer_words
from .base import UnitScreen, screen_bindings
from .chrome import Titled
from .fields import Cells, Field, Surroundings
from .guidance import field_help, goal_words
from .messages import Edited, Jump, Visited
from .plain import joined, lines, plain, shorten
from .registry import take_picture
from .session import Session
from .words import STATE_MARKS

_CHECK_AFTER = 0.25
"""Seconds without an edit before the whole form is checked again."""


class FieldsScreen(UnitScreen[None]):
    """A form of fields over one set of questions. Subclasses say which, and what stands around them."""

    PLACE = "form"
    HELP_PANEL = True

    def __init__(self, session: Session, target: FieldPath, findings: bool = False) -> None:
        super().__init__(session)
        self._target = target
        self._all_findings = findings
        self._timer: Timer | None = None

    # What a subclass fills in.

    def entries(self) -> Iterator[tuple[Question, FieldPath]]:
        """The questions and where their answers lie."""
        yield from ()

    def title_words(self) -> tuple[str, str]:
        """Title of the form, and a few words on how far it has come."""
        return "", ""

    def prelude(self) -> ComposeResult:
        """What stands before the first field."""
        yield from ()

    def step(self, step: int) -> None:
        """To the form before (-1) or after (1)."""

    # What is the same for all.

    async def action_previous(self) -> None:
        """The form before."""
        await self.settle()
        self.step(-1)

    async def action_next(self) -> None:
        """The form after."""
        await self.settle()
        self.step(1)

    def comments(self, path: FieldPath) -> ComposeResult:
        """The editor's comments on what the whole form is about."""
        for comment in self.session.comments_at(path):
            yield Static(plain(f"Redaktören: {comment.text}"), markup=False, classes="comment")

    def compose_body(self) -> ComposeResult:
        """Title, guidance and fields; in the read-only view the answers as text."""
        title, aside = self.title_words()
        yield SectionList(self.session, self._target.section)
        with VerticalScroll(id="form", can_focus=self.session.read_only):
            yield Titled(title, aside, "title")
            yield from self.prelude()
            hidden = self.session.check().hidden
            for question, path in self.entries():
                widget = self._field(question, path)
                widget.display = str(path) not in hidden
                yield widget

    def _field(self, question: Question, path: FieldPath) -> Widget:
        raw = self.session.value(path)
        if self.session.read_only:
            names = {unit.slug: unit.name for unit in self.session.questionnaire.units}
            answer = answer_words(question, raw, names) if raw else [plain("Inget svar.", "$muted")]
            return Static(lines([plain(question.label, "bold"), *answer]), markup=False, classes="answer")
        around = Surroundings(
            self.session.partners,
            self.session.pictures,
            partial(take_picture, self.session),
            self.session.findings_at,
        )
        said = [f"{comment.text} ({comment.who})" for comment in self.session.comments_at(path)]
        said += [f"{place}: {comment.text} ({comment.who})" for place, comment in self.session.comments_inside(path)]
        return Field(question, path, raw, around, tuple(said))

    def on_mount(self) -> None:
        """Go to the field that was asked for, else to the first."""
        super().on_mount()
        fields = [field for field in self.query(Field) if field.display]
        wanted = [field for field in fields if self._is_target(field.path)]
        if wanted or fields:
            self.call_after_refresh((wanted or fields)[0].focus_editor)
        elif self.session.read_only:
            self.show_help(plain("Skrivskyddat: pilarna och Page Down bläddrar, F3 och F4 byter avsnitt.", "$muted"))
        if self._all_findings:
            self._show_checks()

    def _is_target(self, path: FieldPath) -> bool:
        return path.question == self._target.question and path.field in ("", self._target.field)

    def on_screen_resume(self) -> None:
        """An item may have been filled in on its own screen."""
        super().on_screen_resume()
        for field in self.query(Field):
            field.show(self.session.value(field.path))
        if self.is_mounted:
            self._show_checks()

    @on(Edited)
    def _later(self, event: Edited) -> None:
        """Let the edit go on to the application, and check when the writer pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_CHECK_AFTER, self._show_checks)

    def _show_checks(self) -> None:
        """Show and hide by the conditions; under each field that has been left, what is wrong."""
        result = self.session.check()
        for field in self.query(Field):
            field.display = str(field.path) not in result.hidden
            shown = field.touched or self._all_findings
            field.show_findings(self.session.findings_at(field.path) if shown else ())
        self.query_one("#title", Titled).show(*self.title_words())

    def on_descendant_focus(self, event: events.DescendantFocus | None = None) -> None:
        """Show the field's help and remember the place."""
        super().on_descendant_focus()
        field = self.focused_field()
        for other in self.query(Field):
            other.set_class(other is field, "-active")
        if field is not None:
            self.show_help(field_help(field.question, roomy=self.is_wide))
            self.post_message(Visited(field.path))
            # The help takes as many lines as it needs, and a field that was left may say what is wrong: both move
            # what was in sight a moment ago.
            self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """Show the focused line, and as much as there is room for of the field's question above it."""
        focused, field = self.focused, self.focused_field()
        if not self.is_mounted or focused is None or field is None:
            return
        form = self.query_one("#form", VerticalScroll)
        if isinstance(focused, Cells):
            form.scroll_to_widget(field, animate=False, top=field.region.height > form.size.height)
            focused.show_cursor()
        else:
            form.scroll_to_widget(focused, animate=False)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A field that is left tells what is wrong with its answer."""
        widget: Widget | None = event.widget
        while widget is not None and not isinstance(widget, Field):
            parent = widget.parent
            widget = parent if isinstance(parent, Widget) else None
        if isinstance(widget, Field):
            widget.touched = True
            self.call_after_refresh(self._show_left)

    def _show_left(self) -> None:
        self._show_checks()
        self.call_after_refresh(self._keep_in_sight)

    def focused_field(self) -> Field | None:
        """The field that has focus."""
        widget: Widget | None = self.focused
        while widget is not None and not isinstance(widget, Field):
            parent = widget.parent
            widget = parent if isinstance(parent, Widget) else None
        return widget

    def help_topic(self) -> Content:
        """The focused field's question and its help."""
        field = self.focused_field()
        if field is None:
            return plain("")
        return lines([plain(field.question.label, "bold"), field_help(field.question), plain(""), self.topic_words()])

    def topic_words(self) -> Content:
        """What the help screen says of the form as a whole."""
        return plain("")


class FormScreen(FieldsScreen):
    """One section."""

    BINDINGS = screen_bindings("form")

    @property
    def section(self) -> Section:
        """The section on the screen."""
        return self.session.questionnaire.section(self._target.section)

    def entries(self) -> Iterator[tuple[Question, FieldPath]]:
        """The section's questions."""
        for question in self.section.questions:
            yield question, FieldPath(self.section.id, question.id)

    def title_words(self) -> tuple[str, str]:
        """The section's title; its number and state."""
        names = [section.id for section in self.session.sections]
        progress = self.session.check().progress[self.section.id]
        place = f"Avsnitt {names.index(self.section.id) + 1} av {len(names)}"
        return self.section.title, f"{place} · {progress.state}"

    def prelude(self) -> ComposeResult:
        """The goal in its box, the guidance, the editor's comments on the section."""
        if self.section.goal:
            short = joined((self.section.goal.strip(), "bold"))
            yield Static(goal_words(self.section), markup=False, classes="goal -full")
            yield Static(short, markup=False, classes="goal -short")
        if self.section.intro:
            yield Static(plain(" ".join(self.section.intro.split())), markup=False, classes="intro")
        yield from self.comments(FieldPath(self.section.id))

    def topic_words(self) -> Content:
        """The goal with its activities and effects, which a low screen leaves out."""
        return (
            goal_words(self.section).content(self.app.size.width * 9 // 10 - 10) if self.section.goal else plain("")
        )

    def step(self, step: int) -> None:
        """To the section before (-1) or after (1)."""
        section = self.session.section_at(self.section.id, step)
        if section is None:
            self.app.notify(
                "Det här är sista avsnittet." if step > 0 else "Det här är första avsnittet.", markup=False
            )
        else:
            self.post_message(Jump(FieldPath(section.id)))


class SectionList(Static):
    """On wide screens: all sections with their state, and where one is."""

    def __init__(self, session: Session, current: str) -> None:
        super().__init__(markup=False, id="sections")
        self._session = session
        self._current = current

    def render(self) -> Content:
        """A line for each section."""
        progress = self._session.check().progress
        width = self.content_size.width
        out: list[Content] = []
        group = ""
        for section in self._session.sections:
            if section.group != group:
                group = section.group
                out += [plain(""), plain(shorten(group, width), "bold $muted")]
            sign, look = STATE_MARKS[progress[section.id].state]
            at = section.id == self._current
            text = shorten(section.title, width - 4)
            out.append(joined(("›" if at else " ", "bold $accent"), (f"{sign} ", look), (text, "bold" if at else "")))
        return lines(out[1:])
