"""A section of a submission as places: the submission as a whole, the section, its questions and their items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rapport.desk import Desk
from rapport.editorial import Comment
from rapport.questionnaire import FieldPath, Question, Raw, RawAnswers, Section, is_blank
from rapport.workspace import Unit

from ..answers import answer_words
from ..fields import item_title
from .place import PlaceWords

WHOLE = "Hela underlaget"
"""What the submission as a whole is called."""


class PlaceMaker:
    """Makes the places of one unit's version `after` beside its version `before`, which may be None."""

    def __init__(
        self, desk: Desk, unit: Unit, after: RawAnswers, before: RawAnswers | None, comments: tuple[Comment, ...]
    ) -> None:
        self._desk = desk
        self._unit = unit
        self._after = after
        self._before = before
        self._comments = comments
        self._names = {known.slug: known.name for known in desk.workspace.assignment.units}

    def places(self, section: Section) -> list[PlaceWords]:
        """Every place of a section that has an answer or a comment, after the whole and the section."""
        heads = [("", WHOLE), (section.id, section.title)]
        found = [PlaceWords(path, label, comments=self._at(path), is_head=True) for path, label in heads]
        for question in section.questions:
            found += self._question(section.id, question)
        return found

    def changed(self, section: Section) -> int:
        """How many places of a section have changed."""
        return sum(1 for place in self.places(section) if place.has_changed)

    def _at(self, path: str, *, inside: bool = False) -> tuple[Comment, ...]:
        """Comments on a place; `inside` also those on its fields."""
        return tuple(c for c in self._comments if c.path == path or (inside and c.path.startswith(f"{path}.")))

    def _question(self, section: str, question: Question) -> Iterator[PlaceWords]:
        path = FieldPath(section, question.id)
        after = self._after.get(section, {}).get(question.id)
        before = None if self._before is None else self._before.get(section, {}).get(question.id)
        said = self._at(str(path))
        if question.type == "items":
            yield from self._items(path, question, after, before)
        elif said or not (is_blank(after) and is_blank(before)):
            yield self._place(str(path), question.label, question, (after, before), said)

    def _place(
        self, path: str, label: str, question: Question, answers: tuple[Raw, Raw], said: tuple[Comment, ...]
    ) -> PlaceWords:
        after, before = (self._lines(question, raw) for raw in answers)
        return PlaceWords(path, label, after, None if self._before is None else before, said)

    def _items(self, path: FieldPath, question: Question, after: Raw, before: Raw) -> Iterator[PlaceWords]:
        new, old = _by_id(after), _by_id(before)
        said = self._at(str(path))
        if new or old or said:
            yield PlaceWords(str(path), question.label, comments=said, is_head=True)
        for number, name in enumerate([*new, *(name for name in old if name not in new)], 1):
            place = str(FieldPath(path.section, path.question, name))
            item = new.get(name) or old[name]
            gone = "" if name in new else " (borttagen)"
            label = f"{number}. {item_title(question, item)}{gone}"
            lines = [self._item_lines(question, known.get(name, {})) for known in (new, old)]
            earlier = None if self._before is None else lines[1]
            yield PlaceWords(place, label, lines[0], earlier, self._at(place, inside=True))

    def _item_lines(self, question: Question, item: Mapping[str, Any]) -> tuple[str, ...]:
        lines: list[str] = []
        for inner in question.questions:
            if not is_blank(item.get(inner.id)):
                first, *rest = self._lines(inner, item[inner.id])
                lines += [f"{inner.label}: {first}", *rest]
        return tuple(lines)

    def _lines(self, question: Question, raw: Raw) -> tuple[str, ...]:
        """An answer as lines; a picture with its size."""
        if is_blank(raw):
            return ()
        words = [line for content in answer_words(question, raw, self._names) for line in content.plain.split("\n")]
        if question.type == "picture" and isinstance(raw, dict):
            words.append(f"Storlek: {self._desk.picture_size(self._unit, str(raw.get('file', '')))}")
        return tuple(line for line in words if line.strip()) or ("",)


def _by_id(raw: Raw) -> dict[str, dict[str, Any]]:
    entries = raw if isinstance(raw, list) else []
    return {str(entry.get("id", "")): entry for entry in entries if isinstance(entry, dict)}
