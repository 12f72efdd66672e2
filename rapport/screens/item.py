"""Filling in one item of a repeat group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from rapport.questionnaire import FieldPath, Question

from .base import screen_bindings
from .fields import item_title
from .form import FieldsScreen
from .messages import Jump
from .plain import plain


class ItemScreen(FieldsScreen):
    """The fields of one item. Esc goes back to the section."""

    PLACE = "item"
    BINDINGS = screen_bindings("item")

    @property
    def group(self) -> Question:
        """The repeat group."""
        return self.session.questionnaire.question(self._target.section, self._target.question)

    def _items(self) -> list[dict[str, Any]]:
        raw = self.session.value(FieldPath(self._target.section, self._target.question))
        return [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []

    def _place(self) -> int:
        return next((n for n, item in enumerate(self._items()) if item.get("id") == self._target.item), 0)

    def _is_target(self, path: FieldPath) -> bool:
        return path.field == self._target.field

    def entries(self) -> Iterator[tuple[Question, FieldPath]]:
        """The group's inner questions."""
        for question in self.group.questions:
            yield question, FieldPath(self._target.section, self._target.question, self._target.item, question.id)

    def title_words(self) -> tuple[str, str]:
        """What the item is called; its number among the others."""
        items = self._items()
        item = next((known for known in items if known.get("id") == self._target.item), {})
        number = f"{self.group.item.capitalize()} {self._place() + 1} av {max(1, len(items))}"
        return item_title(self.group, item), number

    def prelude(self) -> ComposeResult:
        """Where one is, and the group's guidance."""
        section = self.session.questionnaire.section(self._target.section)
        crumb = section.title if section.title == self.group.label else f"{section.title} › {self.group.label}"
        yield Static(plain(crumb), markup=False, classes="crumb")
        yield from self.comments(FieldPath(self._target.section, self._target.question, self._target.item))

    def topic_words(self) -> Content:
        """The group's guidance."""
        return plain(" ".join(self.group.help.split()))

    def step(self, step: int) -> None:
        """To the item before (-1) or after (1)."""
        items, place = self._items(), self._place() + step
        if 0 <= place < len(items):
            path = FieldPath(self._target.section, self._target.question, str(items[place].get("id", "")))
            self.post_message(Jump(path))
        else:
            words = "sista" if step > 0 else "första"
            self.app.notify(f"Det här är {words} i listan. Esc går tillbaka till avsnittet.", markup=False)
