"""Editors of text: one line, and running text."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from rapport.questionnaire import FieldPath, Question, Raw
from rapport.text import clean

from ..paste import paste_line, paste_prose
from .editor import Changed, Surroundings


class Line(Input):
    """One line of text. A paste of several lines is joined, and the writer is told."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("ctrl+j", "ignore", show=False),
    ]

    def __init__(self, raw: Raw, part: str = "") -> None:
        text = clean(raw) if isinstance(raw, str) else ""
        super().__init__(" ".join(text.split("\n")), "…", id=part or None, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._part = part

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the answer on."""
        event.stop()
        self.post_message(Changed(event.value, self._part))

    def action_ignore(self) -> None:
        """A line feed from an unbracketed paste has no place in one line."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        pasted = paste_line(event.text)
        start, end = sorted(self.selection)
        self.replace(pasted.text, start, end)
        if pasted.note:
            self.app.notify(pasted.note, title="Inklistrat", markup=False)


class Prose(TextArea):
    """Running text in Markdown. A paste from a word processor becomes Markdown."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+j", "newline", show=False)]

    def __init__(self, raw: Raw) -> None:
        super().__init__(
            clean(raw) if isinstance(raw, str) else "",
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            placeholder="…",
        )
        self.cursor_blink = False
        self.highlight_cursor_line = False

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Pass the answer on."""
        event.stop()
        self.post_message(Changed(self.text))

    def action_newline(self) -> None:
        """A line feed from an unbracketed paste is a new line."""
        self.insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        pasted = paste_prose(event.text)
        result = self.replace(pasted.text, *self.selection)
        self.move_cursor(result.end_location)
        if pasted.note:
            self.app.notify(pasted.note, title="Inklistrat", markup=False)


def build_line(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> Line:
    """Editor of text, date, e-mail and telephone."""
    return Line(raw)


def build_prose(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> Prose:
    """Editor of running text."""
    return Prose(raw)
