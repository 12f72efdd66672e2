"""Columns of a file to questions, values to options: by id, label or the editor's mapping, never by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapport.questionnaire import Question, Questionnaire
from rapport.text import nearest
from rapport.workspace import Option

from .columns import SEPARATOR, Place, is_open, read_value, survey_places
from .mapping import EVERY, Mapping, Target, position
from .names import comparable, metadata, spellings

BY_ID, BY_LABEL, BY_MAPPING, BY_NAME = "id", "label", "mapping", "name"
_PARTS = (re.compile(r"(.*\S)\s*\[(.*)\]\s*"), re.compile(r"(.+)_([^_]+)"))
_CODE = re.compile(r"\S{0,10}\d\S{0,10}")
_TICKED = {"y", "yes", "ja", "j", "1", "x", "true", "sant", "vald", "valt", "checked", "selected"}
_NOT_TICKED = {"n", "no", "nej", "0", "false", "falskt", "ej vald", "ej valt", "unchecked", "not selected"}
_YES_NO = {"y": "ja", "yes": "ja", "j": "ja", "n": "nej", "no": "nej"}


class ColumnMatcher:
    """Finds what a column answers, by the texts of its header."""

    def __init__(self, questionnaire: Questionnaire, mapping: Mapping) -> None:
        self._mapping = mapping
        self._questions = survey_places(questionnaire)
        self._matrices = {Place(p.section, p.question): q for p, q in self._questions.items()}
        self._by_id = self._index(questionnaire, ids=True)
        self._by_label = self._index(questionnaire, ids=False)

    def match(self, number: int, header: Sequence[str]) -> tuple[Target | str, str]:
        """What column `number` (from 1) answers, or its role, and how that was found; blank when it was not."""
        names = list(_names(header))
        if (decided := self._decided(f"#{number}", names)) is not None:
            return decided, BY_MAPPING
        for index, how in ((self._by_id, BY_ID), (self._by_label, BY_LABEL)):
            for name in names:
                for spelling in spellings(name):
                    if len(found := index.get(spelling, set())) == 1:
                        return next(iter(found)), how
        role = next((role for name in names if (role := metadata(name))), "")
        return role, BY_NAME if role else ""

    def suggest(self, header: Sequence[str]) -> str:
        """The question whose label is most like the header, for the editor to decide on; may be empty."""
        for name in _names(header):
            near = nearest(comparable(name)[:400], self._by_label)
            if near and len(found := self._by_label[near]) == 1:
                return target_name(next(iter(found)))
        return ""

    def understood(self, headers: Sequence[Sequence[str]]) -> int:
        """How many columns answer a question."""
        found = (self.match(number, header)[0] for number, header in enumerate(headers, 1))
        return sum(isinstance(target, Target) for target in found)

    def _decided(self, number: str, names: Sequence[str]) -> Target | str | None:
        """What the mapping says of a column; a whole matrix only when no row can be found."""
        mapped = [self._mapping.columns[name] for name in (number, *names) if name in self._mapping.columns]
        single = [target for target in mapped if not self._is_whole_matrix(target)]
        parts = (part for name in names if (part := self._part(name)) is not None)
        return next(iter(single), None) or next(parts, None) or next(iter(mapped), None)

    def _is_whole_matrix(self, target: Target | str) -> bool:
        return isinstance(target, Target) and target.place not in self._questions

    def _part(self, name: str) -> Target | None:
        """A column of a matrix, or of a question with several choices, whose question alone is mapped."""
        for match in filter(None, (pattern.fullmatch(name) for pattern in _PARTS)):
            whole = self._mapping.columns.get(match.group(1))
            if not isinstance(whole, Target):
                continue
            question = self._matrices[Place(whole.place.section, whole.place.question)]
            choices = question.type == "choices"
            among = question.options if choices else question.rows
            chosen = _one_of(match.group(2), among, self._mapping.row_codes)
            if chosen:
                place = Place(whole.place.section, whole.place.question, "" if choices else chosen)
                return Target(place, chosen if choices else "")
        return None

    def _index(self, questionnaire: Questionnaire, *, ids: bool) -> dict[str, set[Target]]:
        """Targets by every comparable name; a name of several targets is no name."""
        index: dict[str, set[Target]] = {}
        for place, question in self._questions.items():
            section = questionnaire.section(place.section)
            row = next((row for row in question.rows if row.id == place.row), None)
            first = (section.id, question.id) if ids else (section.title, question.label)
            names = [_last(row, ids=ids)] if row else []
            targets = [(Target(place), names)]
            if question.type == "choices":
                targets += [(Target(place, o.id), [_last(o, ids=ids)]) for o in question.options]
            for target, last in targets:
                for parts in ((first[1], *last), (*first, *last)):
                    index.setdefault(comparable(" ".join(parts)), set()).add(target)
        return index


def _last(option: Option, *, ids: bool) -> str:
    return option.id if ids else option.label


def _names(header: Sequence[str]) -> Iterator[str]:
    """What a column may be called: both rows of its header together, then the lower, and the upper over a code."""
    if len(header) > 1:
        yield f"{header[0]} [{header[1]}]"
        yield header[1]
    if len(header) == 1 or (len(header) > 1 and _CODE.fullmatch(header[1])):
        yield header[0]


def display_name(header: Sequence[str]) -> str:
    """What a column is called in messages and in a mapping; empty when it has no header."""
    return next(_names(header), "")


def target_name(target: Target) -> str:
    """A target as a mapping names it."""
    return f"{target.place}.{target.option}" if target.option else str(target.place)


def _one_of(text: str, options: Sequence[Option], form: str) -> str:
    """The id of the option that `text` names by id, label or position; empty when there is not exactly one."""
    if text in [option.id for option in options]:
        return text
    wanted = set(spellings(text))
    found = [option.id for option in options if wanted & {comparable(option.label), comparable(option.id)}]
    if len(found) == 1:
        return found[0]
    number = position(form, text)
    return options[number - 1].id if 0 < number <= len(options) else ""


class ValueMatcher:
    """Finds what a value of the file stands for, in one column of the survey."""

    def __init__(self, question: Question, target: Target, mapping: Mapping) -> None:
        self._question = question
        self._option = target.option
        self._form = mapping.option_codes
        name = f"{target.place.section}.{target.place.question}"
        ids = {option.id for option in question.options}
        general = {value: to for value, to in mapping.values.get(EVERY, {}).items() if not to or to in ids}
        self._mapped = {**general, **mapping.values.get(name, {})}

    def match(self, text: str) -> str | None:
        """The value as it is stored, '' for no answer; None when it is not understood."""
        if text in self._mapped:
            return self._mapped[text]
        if not text:
            return ""
        if is_open(self._question):
            value, fault = read_value(self._question, text)
            return None if fault else value
        if self._option:
            return self._ticked(text)
        return self._several(text) if self._question.type == "choices" else self._single(text)

    def suggest(self, text: str) -> str:
        """The option whose label is most like the value, for the editor to decide on; may be empty."""
        labels = {comparable(option.label): option.id for option in self._question.options}
        near = nearest(comparable(text)[:400], labels)
        return labels[near] if near else ""

    def _single(self, text: str) -> str | None:
        if text in self._mapped:
            return self._mapped[text]
        options = self._question.options
        found = _one_of(text, options, self._form)
        return found or _one_of(_YES_NO.get(comparable(text), ""), options, "") or None

    def _ticked(self, text: str) -> str | None:
        word = comparable(text)
        if word in _NOT_TICKED:
            return ""
        return self._option if word in _TICKED or self._single(text) == self._option else None

    def _several(self, text: str) -> str | None:
        """Options joined by semicolons, or by commas that may stand in the labels too."""
        for separator in (";", "\n", ","):
            chosen = self._split([part.strip() for part in text.split(separator)], separator)
            if chosen is not None:
                return SEPARATOR.join(option.id for option in self._question.options if option.id in chosen)
        return None

    def _split(self, parts: Sequence[str], separator: str) -> set[str] | None:
        """What the parts name, the longest run of them first; None when some of them name nothing."""
        chosen: set[str] = set()
        start = 0
        while start < len(parts):
            for end in range(min(len(parts), start + 20), start, -1):
                found = self._single(f"{separator} ".join(parts[start:end]).strip())
                if found is not None:
                    chosen |= {found} - {""}
                    break
            else:
                if parts[start]:
                    return None
                end = start + 1
            start = end
        return chosen
