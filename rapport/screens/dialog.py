"""A question with two or three answers, asked over the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from .commands import bindings_for
from .plain import plain
from .rows import Row, Rows

STAY = "stay"
"""Id of an answer that means: do nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question."""

    id: str
    """What the caller gets."""
    label: str
    """What it says."""


class QuestionScreen(ModalScreen[str]):
    """Asks, and gives the id of the answer; empty when it was left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_for("choice"))

    def __init__(self, title: str, text: Content, answers: tuple[Answer, ...], alarm: bool = False) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._answers = answers
        self._alarm = alarm

    def compose(self) -> ComposeResult:
        """Title, text and the answers as rows, the first one marked."""
        with Vertical(classes="dialog -alarm" if self._alarm else "dialog"):
            yield Static(plain(self._title), markup=False, classes="dialog-title")
            yield Static(self._text, markup=False, classes="dialog-text")
            yield Rows([Row(answer.id, answer.label) for answer in self._answers], "answers")
            yield Static(plain("Pilarna flyttar, Enter väljer, Esc avbryter."), markup=False, classes="dialog-keys")

    def on_option_list_option_selected(self, event: Rows.OptionSelected) -> None:
        """An answer was chosen."""
        event.stop()
        self.dismiss("" if event.option_id == STAY else event.option_id or "")

    def action_back(self) -> None:
        """Left without an answer."""
        self.dismiss("")
