"""A unit's answers read, made visible or hidden, and checked, all in one pass over the questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rapport.errors import Level
from rapport.text import count_words
from rapport.workspace import Unit

from .expressions import Expression, Value
from .model import Question, Questionnaire, Section
from .values import FieldPath, Raw, is_blank, is_item_id, parse_answer, table_cells

RawAnswers = Mapping[str, Mapping[str, Raw]]
"""Answers as stored: section id, question id, value as typed."""
Values = dict[str, dict[str, Any]]
"""Answers read by type: section id, question id, value; only visible questions with a readable answer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found at one field."""

    level: Level
    """How much it weighs."""
    path: FieldPath
    """Where."""
    label: str
    """The question's label, for lists."""
    message: str
    """One Swedish sentence."""
    missing: bool = False
    """Whether it says that a required answer is missing."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section has come."""

    section: str
    """Section id."""
    answered: int
    """Visible questions with an answer."""
    questions: int
    """Visible questions."""
    missing: int
    """Required answers that are missing."""
    blocking: int
    """Findings that stop sealing, missing answers included."""
    warnings: int
    """Findings that warn."""
    words: int
    """Words in texts."""

    @property
    def state(self) -> str:
        """`tom`, `påbörjad`, `brist` (something blocks), or `klar`."""
        if self.blocking > self.missing:
            return "brist"
        if not self.answered:
            return "tom"
        return "påbörjad" if self.missing else "klar"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome for one unit."""

    values: Values
    """What can be sealed and printed."""
    findings: tuple[Finding, ...]
    """In the questionnaire's order."""
    progress: dict[str, Progress]
    """By section, in order."""
    hidden: frozenset[str]
    """`section.question`, or `section.question[item].field`, of questions that a `when` hides now."""

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Findings that stop sealing."""
        return tuple(finding for finding in self.findings if finding.level is Level.BLOCK)


@dataclass(slots=True)
class _Pass:
    """What a pass over the answers gathers."""

    unit: Unit
    questionnaire: Questionnaire
    values: Values = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)


def read_answers(questionnaire: Questionnaire, unit: Unit, answers: RawAnswers) -> Values:
    """The values of `check_answers` without the checks, to print what is sealed. Never raises for any answers."""
    return _answered(_read_all(questionnaire, unit, answers))


def check_answers(questionnaire: Questionnaire, unit: Unit, answers: RawAnswers) -> CheckResult:
    """Read and check all of a unit's answers. Never raises for any answers."""
    state = _read_all(questionnaire, unit, answers)
    sections = questionnaire.for_unit(unit)
    for section in sections:
        for question in section.questions:
            if f"{section.id}.{question.id}" not in state.hidden:
                _check_question(state, section, question)
    visible = [
        f
        for f in state.findings
        if f"{f.path.section}.{f.path.question}" not in state.hidden
        and str(FieldPath(f.path.section, f.path.question, f.path.item, f.path.field)) not in state.hidden
    ]
    order = {section.id: n for n, section in enumerate(sections)}
    places = {f"{s.id}.{q.id}": n for s in sections for n, q in enumerate(s.questions)}
    visible.sort(key=lambda f: (order[f.path.section], places.get(f"{f.path.section}.{f.path.question}", -1)))
    progress = {section.id: _progress(state, section, visible) for section in sections}
    return CheckResult(_answered(state), tuple(visible), progress, frozenset(state.hidden))


def _read_all(questionnaire: Questionnaire, unit: Unit, answers: RawAnswers) -> _Pass:
    """Every answer read by type, and what a `when` hides taken away."""
    state = _Pass(unit, questionnaire)
    sections = questionnaire.for_unit(unit)
    for section in sections:
        state.values[section.id] = {}
        given = answers.get(section.id, {})
        for question in section.questions:
            value = _read(state, section, question, given.get(question.id))
            if value is not None:
                state.values[section.id][question.id] = value
    _hide(state, sections)
    for section in sections:
        for question in section.questions:
            _hide_fields(state, section, question)
    return state


def _answered(state: _Pass) -> Values:
    return {section: answered for section, answered in state.values.items() if answered}


def _hide(state: _Pass, sections: tuple[Section, ...]) -> None:
    """Take away answers of hidden questions; again until stable, since hiding one may hide or show another."""
    read = state.values
    conditional = [(section, question) for section in sections for question in section.questions if question.when]
    for _ in range(len(conditional) + 1):
        hidden = {f"{s.id}.{q.id}" for s, q in conditional if q.when and q.when.holds(Lookup(state, s)) is not True}
        if hidden == state.hidden:
            return
        state.hidden = hidden
        state.values = {
            section: {name: value for name, value in values.items() if f"{section}.{name}" not in hidden}
            for section, values in read.items()
        }


def _hide_fields(state: _Pass, section: Section, group: Question) -> None:
    """Take away hidden fields of items."""
    conditional = [inner for inner in group.questions if inner.when is not None]
    for item in state.values[section.id].get(group.id, ()) if conditional else ():
        lookup = Lookup(state, section, group, item)
        for inner in conditional:
            if inner.when is not None and inner.when.holds(lookup) is not True:
                item.pop(inner.id, None)
                path = FieldPath(section.id, group.id, item["id"], inner.id)
                state.hidden.add(str(path))
                state.findings = [finding for finding in state.findings if not _is_at(finding.path, path)]


# --------------------------------------------------------------------------- reading


def _read(state: _Pass, section: Section, question: Question, raw: Raw) -> Any:
    if question.type == "items":
        return _read_items(state, section, question, raw)
    parsed = parse_answer(question, raw)
    for fault in parsed.faults:
        path = FieldPath(section.id, question.id, row=fault.row, column=fault.column)
        state.findings.append(Finding(Level.BLOCK, path, question.label, fault.message))
    return parsed.value


def _read_items(state: _Pass, section: Section, question: Question, raw: Raw) -> list[dict[str, Any]] | None:
    if is_blank(raw):
        return None
    items: list[dict[str, Any]] = []
    for entry in raw if isinstance(raw, list) else []:
        if not isinstance(entry, dict) or not is_item_id(entry.get("id")):
            path = FieldPath(section.id, question.id)
            message = "En punkt saknar id. Ta bort den och lägg till den på nytt."
            state.findings.append(Finding(Level.BLOCK, path, question.label, message))
            continue
        if any(other["id"] == entry["id"] for other in items):
            path = FieldPath(section.id, question.id, entry["id"])
            message = "Två punkter har samma id. Ta bort den ena och lägg till den på nytt."
            state.findings.append(Finding(Level.BLOCK, path, question.label, message))
            continue
        item = {"id": entry["id"]}
        for inner in question.questions:
            parsed = parse_answer(inner, entry.get(inner.id))
            for fault in parsed.faults:
                path = FieldPath(section.id, question.id, item["id"], inner.id, fault.row, fault.column)
                state.findings.append(Finding(Level.BLOCK, path, inner.label, fault.message))
            if parsed.value is not None:
                item[inner.id] = parsed.value
        items.append(item)
    return items or None


# --------------------------------------------------------------------------- checking


def _check_question(state: _Pass, section: Section, question: Question) -> None:
    path = FieldPath(section.id, question.id)
    value = state.values[section.id].get(question.id)
    lookup = Lookup(state, section)
    _check_value(state, question, value, path, lookup)
    if question.type == "items":
        for item in value or []:
            inner_lookup = Lookup(state, section, question, item)
            for inner in question.questions:
                inner_path = FieldPath(section.id, question.id, item["id"], inner.id)
                if str(inner_path) not in state.hidden:
                    _check_value(state, inner, item.get(inner.id), inner_path, inner_lookup)


def _is_at(path: FieldPath, field: FieldPath) -> bool:
    """Whether `path` is the field `field`, or a row or cell of it."""
    return (path.section, path.question, path.item, path.field) == (
        field.section,
        field.question,
        field.item,
        field.field,
    )


def _check_value(state: _Pass, question: Question, value: Any, path: FieldPath, lookup: Lookup) -> None:
    def found(level: Level, message: str, missing: bool = False) -> None:
        state.findings.append(Finding(level, path, question.label, message, missing))

    faulty = any(_is_at(finding.path, path) for finding in state.findings)
    if value is None and _is_required(question, lookup) and not faulty:
        found(Level.BLOCK, f"Svar saknas på ”{question.label}”.", missing=True)
    if question.max_words and isinstance(value, str) and (words := count_words(value)) > question.max_words:
        found(Level.BLOCK, f"Texten är {words} ord. Högst {question.max_words} får plats.")
    if question.max_items and isinstance(value, list) and len(value) > question.max_items:
        found(Level.BLOCK, f"Högst {question.max_items} får plats, men ni har {len(value)}.")
    if question.type == "partners":
        known = {unit.slug for unit in lookup.known_units}
        for slug in value or []:
            if slug not in known:
                found(Level.BLOCK, f"Enheten ”{slug}” finns inte i uppdraget.")
    for check in question.checks:
        if check.rule.holds(lookup) is False:
            found(check.level, check.message)


def _is_required(question: Question, lookup: Lookup) -> bool:
    if isinstance(question.required, Expression):
        return question.required.holds(lookup) is True
    return question.required


def _progress(state: _Pass, section: Section, findings: list[Finding]) -> Progress:
    own = [finding for finding in findings if finding.path.section == section.id]
    visible = [question for question in section.questions if f"{section.id}.{question.id}" not in state.hidden]
    values = state.values[section.id]
    return Progress(
        section=section.id,
        answered=sum(1 for question in visible if question.id in values),
        questions=len(visible),
        missing=sum(1 for finding in own if finding.missing),
        blocking=sum(1 for finding in own if finding.level is Level.BLOCK),
        warnings=sum(1 for finding in own if finding.level is Level.WARN),
        words=sum(count_words(text) for text in _texts(visible, values)),
    )


def _texts(questions: list[Question], values: Mapping[str, Any]) -> Iterator[str]:
    for question in questions:
        value = values.get(question.id)
        if question.type in ("text", "prose") and value:
            yield value
        elif question.type == "items":
            for item in value or []:
                yield from _texts(list(question.questions), item)


class Lookup:
    """Gives expressions the value of a name: the item first, then the section, then `section.question`."""

    def __init__(
        self, state: _Pass, section: Section, group: Question | None = None, item: Mapping[str, Any] | None = None
    ) -> None:
        self._state = state
        self._section = section
        self._group = group
        self._item = item or {}

    @property
    def known_units(self) -> tuple[Unit, ...]:
        """Units that may be named as partners; empty when the assignment is not known."""
        return self._state.questionnaire.units

    def __call__(self, name: str) -> Value:
        """The value of a dotted name; None when it is blank or not there."""
        first, *rest = name.split(".")
        if self._group is not None and (inner := self._group.question(first)) is not None:
            return _value_of(inner, self._item.get(first), rest)
        if (question := self._section.question(first)) is not None:
            return _value_of(question, self._state.values[self._section.id].get(first), rest)
        if first == "unit":
            return self._state.unit.kind.id if rest == ["kind"] else self._state.unit.slug
        section = self._state.questionnaire.by_id.get(first)
        found = section.question(rest[0]) if section and rest else None
        if found is None:
            return None
        return _value_of(found, self._state.values.get(first, {}).get(rest[0]), rest[1:])


def _value_of(question: Question, value: Any, rest: list[str]) -> Value:
    if question.type == "table":
        return _cell_values(question, value, rest)
    if question.type == "matrix":
        answers = value or {}
        return answers.get(rest[0]) if rest else [answers.get(row.id) for row in question.rows]
    if question.type in ("integer", "money"):
        return None if value is None else Decimal(value)
    if question.type in ("items", "choices", "partners"):
        return value or []
    return value


def _cell_values(question: Question, value: Any, rest: list[str]) -> Value:
    cells = table_cells(question, value)
    if len(rest) == 2:
        return _decimal(cells.get(rest[0], {}).get(rest[1]))
    if len(rest) == 1:
        return [_decimal(row.get(rest[0])) for row in cells.values()]
    return [
        _decimal((value or {}).get(row.id, {}).get(c.id))
        for row in question.rows
        for c in question.columns
        if c.computed is None
    ]


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
