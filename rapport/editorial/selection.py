"""The editor's order of the units' items, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from rapport.files import Problems, Reader, load_yaml
from rapport.workspace import Workspace

SELECTION_FILE = "urval.yaml"
"""Name of the file in the editor's folder."""
_KEY = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_ENTRY = re.compile(r"([a-z][a-z0-9-]*)/[a-z0-9]{1,16}")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the editor has chosen for one question."""

    order: tuple[str, ...]
    """Entries (`unit/item`) that come first, in this order."""
    omit: frozenset[str]
    """Entries that are not printed."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the editor has chosen."""

    choices: dict[str, Choice]
    """By `section.question`."""

    def apply(self, question: str, items: Iterable[tuple[str, Item]]) -> list[Item]:
        """The items, each given with its entry (`unit/item`), in the editor's order and without what is omitted.

        Items that the editor has not placed keep their order, after those that have a place.
        """
        choice = self.choices.get(question)
        if choice is None:
            return [item for _, item in items]
        places = {entry: place for place, entry in enumerate(choice.order)}
        kept = [(entry, item) for entry, item in items if entry not in choice.omit]
        kept.sort(key=lambda pair: places.get(pair[0], len(places)))
        return [item for _, item in kept]


def load_selection(workspace: Workspace) -> Selection:
    """The selection; an empty one when there is no file. Raises `InvalidFile` with every problem."""
    path = workspace.editorial / SELECTION_FILE
    if not path.exists():
        return Selection({})
    name = workspace.show(path)
    problems = Problems(name)
    reader = Reader(load_yaml(path, name), problems)
    if reader.text("format", "1") != "1":
        reader.complain("format", "Formatet är nyare än programmet.", "Uppdatera rapport.")
    slugs = {unit.slug for unit in workspace.assignment.units}
    choices: dict[str, Choice] = {}
    for key in [key for key in reader.node.keys() if key != "format"]:
        entry = reader.reader(key)
        if not _KEY.fullmatch(key):
            reader.complain(key, f"”{key}” är ingen fråga.", "Skriv avsnitt.fråga.")
        if entry is not None:
            order = _entries(entry, "order", slugs)
            choices[key] = Choice(order, frozenset(_entries(entry, "omit", slugs)))
            entry.finish()
    reader.finish()
    problems.raise_if_any()
    return Selection(choices)


def _entries(reader: Reader, key: str, slugs: set[str]) -> tuple[str, ...]:
    entries = reader.texts(key)
    for entry in entries:
        match = _ENTRY.fullmatch(entry)
        if match is None:
            reader.complain(key, f"”{entry}” är ingen punkt.", "Skriv enhet/id.")
        elif match.group(1) not in slugs:
            reader.complain(key, f"Enheten ”{match.group(1)}” finns inte i uppdraget.")
    return entries
