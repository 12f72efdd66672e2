"""Where a unit's answers ended up in print, what was changed and what was left out, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapport.blocks import Item
from rapport.editorial import UnitStatus, printed_submission
from rapport.errors import UseError
from rapport.questionnaire import Question, Section, Values, read_answers
from rapport.report import Fact, Facts, Material
from rapport.submissions import load_draft
from rapport.workspace import Unit

from .passages import Line
from .printed import CHANGED, LEFT_OUT, VERBATIM, compare

PRIVATE = "private"
"""The question is never printed."""
OMITTED = "omitted"
"""The editor has left the item out."""
NO_THEME = "no_theme"
"""The point is coded with no theme that is printed."""
NEWER = "newer"
"""The answer is only in a version that is not approved."""
WAIVED = "waived"
"""The report is made without the unit."""
NOT_SUBMITTED = "not_submitted"
"""Nothing is submitted, or what was is withdrawn."""
NO_PLACE = "no_place"
"""No part of the report prints the question."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed."""

    document: str
    """Id of the output."""
    title: str
    """Title of the document."""
    headings: tuple[str, ...]
    """Headings above it, the outermost first."""
    page: int | None
    """Page of the nearest heading; None when no layout is known."""


@dataclass(frozen=True, slots=True)
class ThemeUse:
    """A theme that a point stands behind."""

    id: str
    """`kind.id`."""
    title: str
    """Its heading."""
    places: tuple[Place, ...]
    """Where its texts are printed."""


@dataclass(frozen=True, slots=True)
class Use:
    """What became of one answer, or of one item in a repeat group."""

    section: str
    """Id of the section."""
    section_title: str
    """Its title."""
    question: str
    """Id of the question."""
    label: str
    """What was asked; of an item what names it, where the question is not private."""
    item: str = ""
    """Id of the item; empty for an answer outside repeat groups."""
    places: tuple[Place, ...] = ()
    """Where its words are printed."""
    wording: str = ""
    """`verbatim` or `changed`; empty when its words are not printed."""
    changed: tuple[str, ...] = ()
    """Labels of the item's fields that are shortened or in other words."""
    left_out: tuple[str, ...] = ()
    """Labels of the item's fields that are not printed."""
    themes: tuple[ThemeUse, ...] = ()
    """Themes it stands behind."""
    facts: tuple[Fact, ...] = ()
    """Printed figures in which it is counted."""
    reason: str = ""
    """Why nothing of it is printed: `private`, `omitted`, `no_theme`, `newer`, `waived`, `not_submitted` or
    `no_place`; empty when something is."""
    newer: bool = False
    """Whether a later version, which is not printed, says something else."""


@dataclass(frozen=True, slots=True)
class UnitUse:
    """What became of all that a unit answered."""

    unit: Unit
    """The unit."""
    version: int
    """Number of the version that is printed; 0 when none is."""
    latest: int
    """Number of the latest version; 0 when nothing is sealed."""
    state: str
    """The unit's state, in Swedish."""
    approved: bool
    """Whether the printed version is approved."""
    waived: str
    """Why the report is made without the unit; empty when it is not."""
    uses: tuple[Use, ...]
    """Each answer and item, in the questionnaire's order."""
    shared: tuple[Use, ...]
    """Items of other units in which this one is a partner."""


def trace_unit(material: Material, facts: Facts, lines: Sequence[Line], unit: Unit) -> UnitUse:
    """What became of a unit's answers in the documents that `lines` were read from."""
    return _Tracer(material, facts, lines, unit).trace()


class _Tracer:
    """Looks up one unit's answers in print."""

    def __init__(self, material: Material, facts: Facts, lines: Sequence[Line], unit: Unit) -> None:
        self._material = material
        self._unit = unit
        self._status: UnitStatus = next(s for s in material.statuses if s.unit.slug == unit.slug)
        self._is_printed = printed_submission(self._status) is not None
        self._names = {other.slug: other.name for other in material.assignment.units}
        self._printed: dict[tuple[str, str, str], list[tuple[Item, list[Line]]]] = {}
        by_item: dict[int, tuple[Item, list[Line]]] = {}
        figures: set[str] = set()
        for line in lines:
            figures.update(name for _, _, name in line.figures)
            for item in line.items:
                by_item.setdefault(id(item), (item, []))[1].append(line)
        for item, inside in by_item.values():
            for origin in dict.fromkeys((o.unit, o.question, o.item) for o in item.origins if o.unit):
                self._printed.setdefault(origin, []).append((item, inside))
        self._facts = [fact for fact in facts if fact.id in figures]

    def trace(self) -> UnitUse:
        """All of it."""
        status, sealed = self._status, self._status.submissions
        printed = printed_submission(status)
        latest = None if sealed.latest is None or sealed.latest.is_withdrawal else sealed.latest
        values = self._read(printed.answers) if printed else {}
        newer = self._read(latest.answers) if latest and printed and latest.number != printed.number else None
        everything = newer if newer is not None else values
        if printed is None:
            everything = self._read(self._draft_answers())
        return UnitUse(
            unit=self._unit,
            version=printed.number if printed else 0,
            latest=status.version,
            state=status.state,
            approved=bool(printed and status.approved_version == printed.number),
            waived=status.waived,
            uses=tuple(self._uses(values, everything)),
            shared=tuple(self._shared()),
        )

    def _read(self, answers: Any) -> Values:
        return read_answers(self._material.questionnaire, self._unit, answers)

    def _draft_answers(self) -> Any:
        """The draft, for a unit that has nothing to print; nothing when it cannot be read, which `status` tells."""
        try:
            return load_draft(self._material.workspace, self._unit, self._material.questionnaire).answers
        except UseError:
            return {}

    def _uses(self, values: Values, newest: Values) -> Iterator[Use]:
        """Every answer of the printed version, and of a newer one what the printed version lacks."""
        for section in self._material.questionnaire.for_unit(self._unit):
            printed, latest = values.get(section.id, {}), newest.get(section.id, {})
            for question in section.questions:
                if question.type == "items":
                    yield from self._items(section, question, printed, latest)
                elif question.id in printed or question.id in latest:
                    value = printed.get(question.id)
                    is_newer = self._is_printed and latest.get(question.id) != value
                    use = Use(section.id, section.title, question.id, question.label, newer=is_newer)
                    yield self._answer(use, question, value)

    def _items(
        self, section: Section, group: Question, printed: dict[str, Any], latest: dict[str, Any]
    ) -> Iterator[Use]:
        items = {item["id"]: item for item in printed.get(group.id, ())}
        newest = {item["id"]: item for item in latest.get(group.id, ())}
        for name, given in {**newest, **items}.items():
            naming = group.question(group.item_title)
            is_private = group.private or naming is None or naming.private
            label = "" if is_private else str(given.get(group.item_title, ""))
            label = label or group.item.capitalize()
            is_newer = self._is_printed and newest.get(name) != items.get(name)
            use = Use(section.id, section.title, group.id, label, name, newer=is_newer)
            yield self._item(use, group, items.get(name))

    def _answer(self, use: Use, question: Question, value: Any) -> Use:
        if question.private or value is None:
            return replace(use, reason=PRIVATE if question.private else self._why_absent())
        found = self._own_words(use, (question,), {question.id: value})
        facts = self._counted_in(use, question, value)
        return replace(found, facts=facts, reason="" if found.places or facts else NO_PLACE)

    def _item(self, use: Use, group: Question, item: dict[str, Any] | None) -> Use:
        if group.private or item is None:
            return replace(use, reason=PRIVATE if group.private else self._why_absent())
        found = self._own_words(use, group.questions, item)
        themes = tuple(self._themes(use))
        if found.places or themes:
            return replace(found, themes=themes)
        choice = self._material.selection.choices.get(f"{use.section}.{use.question}")
        if choice and f"{self._unit.slug}/{use.item}" in choice.omit:
            return replace(found, reason=OMITTED)
        sources = {(source.section, source.question) for source in self._material.assignment.themes}
        return replace(found, reason=NO_THEME if (use.section, use.question) in sources else NO_PLACE)

    def _why_absent(self) -> str:
        if self._status.waived:
            return WAIVED
        return NEWER if self._is_printed else NOT_SUBMITTED

    def _own_words(self, use: Use, questions: tuple[Question, ...], answers: dict[str, Any]) -> Use:
        """`use` with where its words stand and how they differ from what was handed in."""
        places: list[Place] = []
        texts: list[str] = []
        for item, inside in self._of(self._unit.slug, use):
            # A table is put together from many; of it, this unit has the rows that begin with its name.
            own = inside if item.origins[0].unit else [line for line in inside if line.row == self._unit.name]
            if own and not _is_theme(item):
                places.append(_place(own[-1]))
                texts += [line.text for line in own]
        if not places:
            return use
        given = [inner for inner in questions if not inner.private and answers.get(inner.id) is not None]
        verdicts = {inner.label: compare(inner, answers[inner.id], texts, self._names) for inner in given}
        changed = tuple(label for label, verdict in verdicts.items() if verdict == CHANGED)
        left_out = tuple(label for label, verdict in verdicts.items() if verdict == LEFT_OUT)
        wording = CHANGED if changed or left_out else VERBATIM
        return replace(use, places=_once(places), wording=wording, changed=changed, left_out=left_out)

    def _of(self, slug: str, use: Use) -> list[tuple[Item, list[Line]]]:
        return self._printed.get((slug, f"{use.section}.{use.question}", use.item), [])

    def _themes(self, use: Use) -> Iterator[ThemeUse]:
        places: dict[str, list[Place]] = {}
        for item, inside in self._of(self._unit.slug, use):
            if _is_theme(item):
                places.setdefault(item.origins[0].question.partition(".")[2], []).append(_place(inside[0]))
        for theme in self._material.themes.themes:
            name = f"{theme.kind}.{theme.id}"
            if name in places:
                yield ThemeUse(name, theme.title, _once(places[name]))

    def _counted_in(self, use: Use, question: Question, value: Any) -> tuple[Fact, ...]:
        """Printed figures that an answer outside repeat groups is part of."""
        if not self._unit.kind.counted:
            return ()
        name = f"{use.section}.{use.question}"
        if question.type == "matrix":
            wanted = {f"{name}.{row}.{chosen}" for row, chosen in value.items()}
            return tuple(fact for fact in self._facts if fact.id in wanted)
        return tuple(fact for fact in self._facts if fact.id == name or fact.id.startswith(f"{name}."))

    def _shared(self) -> Iterator[Use]:
        """Printed items of others with this unit as a partner."""
        for entry in self._material.entries:
            for section in self._material.questionnaire.sections:
                for group in (asked for asked in section.questions if asked.type == "items"):
                    for item in entry.items(section.id, group.id):
                        if entry.unit.slug != self._unit.slug and self._unit.slug in _partners(group, item):
                            title = str(item.get(group.item_title) or group.item.capitalize())
                            use = Use(section.id, section.title, group.id, f"{entry.unit.name}: {title}", item["id"])
                            places = [_place(inside[0]) for _, inside in self._of(entry.unit.slug, use)]
                            yield replace(use, places=_once(places), reason="" if places else OMITTED)


def _partners(group: Question, item: dict[str, Any]) -> set[str]:
    return {slug for inner in group.questions if inner.type == "partners" for slug in item.get(inner.id) or ()}


def _is_theme(item: Item) -> bool:
    return not item.origins[0].unit and item.origins[0].question.startswith("tema.")


def _place(line: Line) -> Place:
    return Place(line.document, line.title, line.headings, line.page)


def _once(places: list[Place]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(places))
