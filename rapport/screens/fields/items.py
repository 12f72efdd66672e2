"""A list of items: add, open, move, remove, and undo."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rapport.errors import Level
from rapport.questionnaire import FieldPath, Question, Raw
from rapport.text import count_words

from ..commands import ITEM_COMMANDS, Command, bindings_for
from ..messages import Edited, Jump
from ..plain import plain, shorten
from ..rows import Column, Row, Rows
from ..words import counted
from .editor import Surroundings

Items = list[dict[str, Any]]
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True)
class Step:
    """A change of the list and how to take it back."""

    words: str
    """What was done, in Swedish."""
    back: Callable[[Items], Items]
    """The list without the change."""


def new_item_id() -> str:
    """An id for a new item: six letters and digits at random, kept for good."""
    return "".join(secrets.choice(_LETTERS) for _ in range(6))


def item_title(question: Question, item: dict[str, Any]) -> str:
    """What an item is called in lists."""
    title = item.get(question.item_title) or next(
        (value for key, value in item.items() if key != "id" and isinstance(value, str) and value.strip()), ""
    )
    return str(title) if str(title).strip() else "(utan rubrik)"


class ItemsEditor(Vertical):
    """The items of a repeat group as a list; each is filled in on a screen of its own."""

    FOCUS_COMMANDS: ClassVar[tuple[Command, ...]] = ITEM_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("items", ITEM_COMMANDS),
        *[("insert", "add", ""), ("delete", "remove", "")],
    ]

    def __init__(self, question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> None:
        super().__init__()
        self._question = question
        self._items: Items = [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []
        self._path = path
        self._around = around
        self._steps: list[Step] = []

    def compose(self) -> ComposeResult:
        """The list, and a line on what the keys do."""
        yield Rows(self._rows())
        yield Static(self._hint(), markup=False, classes="items-hint")

    def show(self, raw: Raw) -> None:
        """Show the items as they are now, after one was filled in on its own screen."""
        self._items = [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []
        self.query_one(Rows).show(self._rows())
        self.query_one(".items-hint", Static).update(self._hint())

    def _hint(self) -> Content:
        most = f" av högst {self._question.max_items}" if self._question.max_items else ""
        keys = ". Enter öppnar, F11 flyttar upp, F12 flyttar ned." if self._items else ""
        return plain(f"  {len(self._items)}{most}{keys}")

    def _rows(self) -> list[Row]:
        if not self._items:
            return [Row("+", "Inget tillagt ännu. Enter lägger till.", style="$muted")]
        return [self._row(n, item) for n, item in enumerate(self._items, 1)]

    def _row(self, n: int, item: dict[str, Any]) -> Row:
        words = sum(count_words(value) for key, value in item.items() if key != "id" and isinstance(value, str))
        bad = 0
        for inner in self._question.questions:
            path = FieldPath(self._path.section, self._path.question, str(item.get("id", "")), inner.id)
            bad += sum(1 for finding in self._around.findings(path) if finding.level is Level.BLOCK)
        state = Column(f"{bad} att rätta", 11, "$error", "right") if bad else Column("klar", 11, "$success", "right")
        return Row(
            f"i{n - 1}",
            f"{n}. {item_title(self._question, item)}",
            columns=(Column(counted(words, "ord", "ord"), 8, "$muted", "right"), state),
        )

    # ----------------------------------------------------------------------- commands

    @property
    def _place(self) -> int:
        chosen = self.query_one(Rows).chosen
        return int(chosen[1:]) if chosen.startswith("i") else -1

    @on(Rows.OptionSelected)
    def _open(self, event: Rows.OptionSelected) -> None:
        event.stop()
        if event.option_id == "+":
            self.action_add()
        elif 0 <= self._place < len(self._items):
            self.post_message(Jump(self._item_path(self._items[self._place])))

    def _item_path(self, item: dict[str, Any]) -> FieldPath:
        return FieldPath(self._path.section, self._path.question, str(item.get("id", "")))

    def action_open_item(self) -> None:
        """Open the marked item."""
        self.query_one(Rows).action_select()

    def action_add(self) -> None:
        """Add an item last and open it."""
        item = {"id": new_item_id()}
        name = item["id"]
        self._apply([*self._items, item], Step("tillägget", lambda items: [i for i in items if i.get("id") != name]))
        self.query_one(Rows).choose(f"i{len(self._items) - 1}")
        self.post_message(Jump(self._item_path(item)))

    def action_remove(self) -> None:
        """Remove the marked item."""
        place = self._place
        if not 0 <= place < len(self._items):
            return
        item = self._items[place]
        rest = self._items[:place] + self._items[place + 1 :]
        self._apply(rest, Step("borttagningen", lambda items: [*items[:place], item, *items[place:]]))
        title = shorten(item_title(self._question, item), 60)
        self.app.notify(f"”{title}” togs bort. F9 ångrar.", markup=False)

    def action_undo(self) -> None:
        """Take back the latest change of the list."""
        if not self._steps:
            self.app.notify("Det finns inget att ångra i listan.", markup=False)
            return
        step = self._steps.pop()
        self._apply(step.back(self._items))
        self.app.notify(f"Ångrade {step.words}.", markup=False)

    def action_up(self) -> None:
        """Move the marked item a step up."""
        self._move(self._place, -1)

    def action_down(self) -> None:
        """Move the marked item a step down."""
        self._move(self._place, 1)

    def _move(self, place: int, step: int) -> None:
        if not (0 <= place < len(self._items) and 0 <= place + step < len(self._items)):
            return
        name = self._items[place].get("id")
        self._apply(
            _moved(self._items, name, place + step), Step("flytten", lambda items: _moved(items, name, place))
        )
        self.query_one(Rows).choose(f"i{place + step}")

    def _apply(self, items: Items, step: Step | None = None) -> None:
        if step:
            self._steps.append(step)
        self.show(items)
        # Straight to the application, so that it is known before a screen for the item is asked for.
        self.post_message(Edited(self._path, items))


def _moved(items: Items, name: Any, to: int) -> Items:
    """The list with the item of this id at place `to`."""
    rest = [item for item in items if item.get("id") != name]
    return rest[:to] + [item for item in items if item.get("id") == name] + rest[to:]


def build_items(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> ItemsEditor:
    """Editor of a repeat group."""
    return ItemsEditor(question, raw, path, around)
