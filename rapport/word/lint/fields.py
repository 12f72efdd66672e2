"""Rules of fields: how they are marked, where they lead and in what order they count."""

from __future__ import annotations

from collections.abc import Iterator

from ..opening import w
from .parts import Parts, Rule, shorten
from .stories import Field, cells, read_story


def every_field(parts: Parts) -> Iterator[Field]:
    """The fields of all stories; those of a cell after those around it."""
    for root in parts.stories.values():
        yield from read_story(root).fields
        for cell in cells(root):
            yield from read_story(cell).fields


def _balance(parts: Parts) -> Iterator[str]:
    for name, root in parts.stories.items():
        yield from (f"{fault} in {name}" for fault in read_story(root).faults)


def _inside_cells(parts: Parts) -> Iterator[str]:
    for name, root in parts.stories.items():
        for cell in cells(root):
            yield from (f"{fault} in a cell of {name}" for fault in read_story(cell).faults)


def _instructions(parts: Parts) -> Iterator[str]:
    for found in every_field(parts):
        if not found.words:
            yield f"a field that shows {shorten(found.shown)!r} computes nothing"


def _values(parts: Parts) -> Iterator[str]:
    for found in every_field(parts):
        if found.words and not found.separated:
            yield f"the field {shorten(found.instruction)!r} shows nothing until it is updated"


def _sequences(parts: Parts) -> Iterator[str]:
    """Numbers of captions: 1, 2, 3 … for each label, in reading order."""
    counted: dict[str, int] = {}
    for paragraph in parts.document.iter(w("p")):
        for found in read_story(paragraph).fields:
            words = found.words
            if len(words) < 2 or words[0] != "SEQ" or {"\\r", "\\c", "\\h", "\\n"} & set(words[2:]):
                continue
            counted[words[1]] = counted.get(words[1], 0) + 1
            if found.shown.strip() != str(counted[words[1]]):
                yield f"{words[1]} {counted[words[1]]} shows the number {shorten(found.shown)!r}"


RULES = (
    Rule("field-balance", _balance),
    Rule("field-cell", _inside_cells),
    Rule("field-empty", _instructions),
    Rule("field-value", _values, own=True),
    Rule("field-sequence", _sequences),
)
