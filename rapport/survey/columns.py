"""Answers by column: one for each question, or for each row of a matrix, as compact as its few different values."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from rapport.questionnaire import Question, Questionnaire, parse_answer

SEPARATOR = ";"
"""Stands between the options of an answer with several."""
_OPEN = ("text", "prose", "integer", "money", "date", "email", "phone")


@dataclass(frozen=True, slots=True)
class Place:
    """What a column answers."""

    section: str
    """Section id."""
    question: str
    """Question id."""
    row: str = ""
    """Row of a matrix; empty for other questions."""

    def __str__(self) -> str:
        return ".".join(part for part in (self.section, self.question, self.row) if part)


class Coded(Sequence[str]):
    """A sequence of texts, kept as the different ones and a number for each place; never changed once read."""

    __slots__ = ("codes", "values")

    def __init__(self, values: Sequence[str], codes: array[int]) -> None:
        self.values = values
        """The different texts, each once."""
        self.codes = codes
        """For each place, the index of its text in `values`."""

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return Coded(self.values, self.codes[index])
        return self.values[self.codes[index]]

    def __iter__(self) -> Iterator[str]:
        return map(self.values.__getitem__, self.codes)

    def counts(self) -> dict[str, int]:
        """How often each text stands in the sequence; those that never do are 0."""
        found = Counter(self.codes)
        return {value: found[code] for code, value in enumerate(self.values)}

    def picked(self, places: Sequence[int]) -> Coded:
        """The texts at these places, in their order."""
        if isinstance(places, range) and places.step == 1:
            return self if len(places) == len(self) else Coded(self.values, self.codes[places.start : places.stop])
        return Coded(self.values, array("I", map(self.codes.__getitem__, places)))

    def followed_by(self, other: Coded) -> Coded:
        """The texts of this sequence, then those of the other."""
        known = {value: code for code, value in enumerate(self.values)}
        new = [known.setdefault(value, len(known)) for value in other.values]
        return Coded(tuple(known), self.codes + array("I", map(new.__getitem__, other.codes)))

    def mapped(self, values: Sequence[str]) -> Coded:
        """The sequence with each different text replaced by the one in `values`, which may hold a text twice."""
        known: dict[str, int] = {}
        new = [known.setdefault(value, len(known)) for value in values]
        if len(known) == len(values):
            return Coded(tuple(values), self.codes)
        return Coded(tuple(known), array("I", map(new.__getitem__, self.codes)))


class Coder:
    """Makes a `Coded` from texts that come a block at a time. With `read`, each text becomes what that gives."""

    def __init__(self, values: Iterable[str] = (), read: Callable[[str], str] | None = None) -> None:
        self._read = read
        self._values = {value: code for code, value in enumerate(values)}
        self._known: dict[str, int] = {}
        self._codes = array("I")

    def add(self, texts: Iterable[str]) -> None:
        """Take the next texts."""
        texts = texts if isinstance(texts, (list, tuple)) else list(texts)
        try:
            codes = list(map(self._known.__getitem__, texts))
        except KeyError:
            for text in dict.fromkeys(texts):
                if text not in self._known:
                    value = self._read(text) if self._read else text
                    self._known[text] = self._values.setdefault(value, len(self._values))
            codes = list(map(self._known.__getitem__, texts))
        self._codes.fromlist(codes)

    def done(self) -> Coded:
        """What was taken."""
        return Coded(tuple(self._values), self._codes)


def consecutive(places: Sequence[int]) -> Sequence[int]:
    """The same places, as a range where they follow on each other."""
    if not places or (
        places[-1] - places[0] == len(places) - 1 and list(places) == list(range(places[0], places[-1] + 1))
    ):
        return range(places[0], places[-1] + 1) if places else range(0)
    return places


def blank_column(length: int) -> Coded:
    """A column that nobody has answered."""
    return Coded(("",), array("I", bytes(4 * length)))


def survey_places(questionnaire: Questionnaire) -> dict[Place, Question]:
    """The columns of a survey with the question each belongs to, in the survey's order.

    Tables, pictures, partners and repeat groups have none: a response is one row.
    """
    places: dict[Place, Question] = {}
    for section in questionnaire.sections:
        for question in section.questions:
            if question.type == "matrix":
                places |= {Place(section.id, question.id, row.id): question for row in question.rows}
            elif question.type in ("choice", "choices", *_OPEN):
                places[Place(section.id, question.id)] = question
    return places


def is_open(question: Question) -> bool:
    """Whether its answers are texts of the respondent's own, and no options."""
    return question.type in _OPEN


def read_value(question: Question, text: str) -> tuple[str, str]:
    """A stored value as its column holds it, and one Swedish sentence when the question does not allow it."""
    if not text:
        return "", ""
    if question.type == "matrix":
        known = text in [option.id for option in question.options]
        return (text, "") if known else ("", f"”{text[:40]}” finns inte på skalan.")
    raw = text.split(SEPARATOR) if question.type == "choices" else text
    parsed = parse_answer(question, raw)
    if parsed.faults:
        return "", parsed.faults[0].message
    value = parsed.value
    return SEPARATOR.join(value) if isinstance(value, list) else str("" if value is None else value), ""
