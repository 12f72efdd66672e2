"""A question on the screen: its label, its editor, and what the checks and the editor say of the answer."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rapport.questionnaire import FieldPath, Finding, Question, Raw
from rapport.text import count_words, group_digits

from ..messages import Edited
from ..plain import joined, lines, pad, plain
from ..words import LEVELS
from .builders import BUILDERS
from .editor import Changed, Left, Surroundings
from .items import ItemsEditor


class Label(Widget):
    """The question to the left; to the right whether it must be answered, and the words against the limit."""

    def __init__(self, question: Question, raw: Raw) -> None:
        super().__init__()
        self._question = question
        self._words = _words(question, raw)

    def count(self, raw: Raw) -> None:
        """Count the words of another answer."""
        words = _words(self._question, raw)
        if words != self._words:
            self._words = words
            self.refresh()

    def render(self) -> Content:
        """One line; the label gives way to the count."""
        question, limit = self._question, self._question.max_words
        over = self._words - limit if limit else 0
        aside = ["obligatorisk"] if question.required is True else []
        if limit:
            more = f", {group_digits(over)} för många" if over > 0 else ""
            aside.append(f"{group_digits(self._words)} av {group_digits(limit)} ord{more}")
        elif question.type == "prose":
            aside.append(f"{group_digits(self._words)} ord")
        right = " · ".join(aside)
        room = max(10, self.content_size.width - len(right) - 2)
        return joined(
            (pad(question.label, room), "bold $foreground"), "  ", (right, "bold $error" if over > 0 else "$muted")
        )


def _words(question: Question, raw: Raw) -> int:
    return count_words(raw) if question.type in ("text", "prose") and isinstance(raw, str) else 0


class Field(Vertical):
    """A question and its answer. Posts `Edited`."""

    def __init__(
        self, question: Question, path: FieldPath, raw: Raw, around: Surroundings, comments: tuple[str, ...]
    ):
        super().__init__(classes=f"field -{question.type}")
        self.question = question
        self.path = path
        self.touched = False
        self._raw = raw
        self._around = around
        self._comments = comments

    def compose(self) -> ComposeResult:
        """Label, editor, findings, comments."""
        yield Label(self.question, self._raw)
        yield BUILDERS[self.question.type](self.question, self._raw, self.path, self._around)
        finding = Static("", markup=False, classes="finding")
        finding.display = False
        yield finding
        for comment in self._comments:
            yield Static(plain(f"Redaktören: {comment}"), markup=False, classes="comment")

    @on(Changed)
    def _changed(self, event: Changed) -> None:
        event.stop()
        self.query_one(Label).count(event.value)
        self.post_message(Edited(self.path, event.value))

    @on(Left)
    def _left(self) -> None:
        """What is wrong with a cell is told when the cell is left, not only when the whole table is."""
        self.touched = True

    def show(self, raw: Raw) -> None:
        """Show the answer as it is now, where another screen may have changed it."""
        for editor in self.query(ItemsEditor):
            editor.show(raw)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Say under the field what the checks found; nothing hides the line."""
        line = self.query_children(".finding").only_one(Static)
        line.display = bool(findings)
        parts = [joined((f"▲ {LEVELS[f.level][0]}: {f.message}", LEVELS[f.level][1])) for f in findings]
        line.update(lines(parts) if parts else plain(""))

    def focus_editor(self) -> None:
        """Give the focus to the first part of the editor that can have it."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return
