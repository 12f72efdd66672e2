"""Rules of fields: how they are marked, where they lead and in what order they count."""

from __future__ import annotations

from collections.abc import Iterator

from ..opening import w
from .parts import Parts, Rule, shorten
from .stories import read_fields


def _balance(parts: Parts) -> Iterator[str]:
    for name, (story, _) in parts.fields.items():
        yield from (f"{fault} in {name}" for fault in story.faults)


def _inside_cells(parts: Parts) -> Iterator[str]:
    for name, (_, cells) in parts.fields.items():
        yield from (f"{fault} in a cell of {name}" for story in cells for fault in story.faults)


def _instructions(parts: Parts) -> Iterator[str]:
    for found in parts.every_field():
        if not found.words:
            yield f"a field that shows {shorten(found.shown)!r} computes nothing"


def _values(parts: Parts) -> Iterator[str]:
    for found in parts.every_field():
        if found.words and not found.separated:
            yield f"the field {shorten(found.instruction)!r} shows nothing until it is updated"


def _sequences(parts: Parts) -> Iterator[str]:
    """Numbers of captions: 1, 2, 3 … for each label, in reading order."""
    counted: dict[str, int] = {}
    marks = (mark for mark in parts.document.iter(w("instrText")) if "SEQ" in (mark.text or ""))
    for paragraph in dict.fromkeys(next(mark.iterancestors(w("p"))) for mark in marks):
        for found in read_fields(paragraph):
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
