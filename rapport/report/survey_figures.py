"""The survey's figures: one question at a time, and crossed by background."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from rapport.questionnaire import Question, Section
from rapport.survey import CrossTable, Tally, cross, open_answers, tally
from rapport.text import join_words, nearest
from rapport.workspace import Option

from .facts import Fact, FactError
from .material import Material

BASE_WORDS = {
    "answered": "de som har svarat",
    "known": "de som har svarat, utom vet ej",
    "invited": "alla inbjudna",
}
"""Swedish: who are in the base of a share."""
ANSWERING = "svarande"
"""Names those who answered, whatever they answered."""
POSITIVE = "positiv"
"""Names the answers that count as positive, together."""
AMONG = ".bland."
"""Stands in a fact's id between what was answered and the group of respondents."""


_Named = tuple[Question, Option, Fact]


class HiddenFact(FactError):
    """A figure that is not shown, since it is of so few respondents that it could tell of one of them."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """One answer to one question, as a fact's id names it."""

    section: Section
    """Section of the question."""
    question: Question
    """A choice or a matrix."""
    row: str
    """Row of a matrix; empty for a choice."""
    answers: tuple[str, ...]
    """Option or, for `positiv`, options."""
    label: str
    """Swedish: question, row and answer."""
    base: str
    """What the share is computed from, as `SurveyInfo.base`."""
    together: bool = False
    """Whether several answers are told as one."""


class SurveyFigures:
    """Makes the facts of the survey. Cross-tables are computed once each, when a fact of theirs is asked for."""

    def __init__(self, material: Material) -> None:
        self._survey = material.survey
        self._info = material.assignment.survey
        self._tables: dict[tuple[str, str, str, str], CrossTable] = {}

    def facts(self) -> Iterator[Fact]:
        """Every fact but those of cross-tables."""
        survey = self._survey
        if not survey.questionnaire.sections:
            return
        answered, missing = survey.responses, survey.invited - survey.responses
        base = BASE_WORDS["invited"]
        yield Fact("enkat.inbjudna", "count", survey.invited, source="Enkäten: inbjudna")
        yield Fact("enkat.svar", "share", answered, survey.invited, source="Enkäten: svarsfrekvens", base=base)
        yield Fact("enkat.bortfall", "share", missing, survey.invited, source="Enkäten: bortfall", base=base)
        for section, question in self._questions():
            yield from self._question(section, question)
        yield from self._statements()

    def tally(self, section: str, question: str, row: str = "") -> Tally:
        """Answers to one question or row, with ’do not know’ told apart."""
        return tally(self._survey, section, question, row, self._info.unknown)

    def _questions(self) -> Iterator[tuple[Section, Question]]:
        for section in self._survey.questionnaire.sections:
            for question in section.questions:
                yield section, question

    def _question(self, section: Section, question: Question) -> Iterator[Fact]:
        if question.type == "choice":
            yield from self._answers(f"enkat.{question.id}", section, question, None)
        elif question.type == "matrix":
            yield Fact(
                f"enkat.{question.id}.antal", "count", len(question.rows), source=f"{question.label}: påståenden"
            )
            for row in question.rows:
                yield from self._answers(f"enkat.{question.id}.{row.id}", section, question, row)
        elif question.type == "prose" and not question.private:
            n, name = len(open_answers(self._survey, section.id, question.id)), f"enkat.{section.id}.{question.id}"
            yield Fact(name, "count", n, self._survey.invited, source=question.label, base=BASE_WORDS["invited"])

    def _answers(self, name: str, section: Section, question: Question, row: Option | None) -> Iterator[Fact]:
        """How many answered, gave each answer, and gave a positive one."""
        counted = self.tally(section.id, question.id, row.id if row else "")
        source = f"{question.label}: {row.label}" if row else question.label
        base = BASE_WORDS["invited"]
        yield Fact(
            f"{name}.{ANSWERING}", "share", counted.n, counted.asked, source=source, base=base, label="Svarande"
        )
        yield Fact(f"{name}.obesvarad", "share", counted.missing, counted.asked, source=source, base=base,
                   label="Ej svar")  # fmt: skip
        for option in question.options:
            yield self._share(f"{name}.{option.id}", counted, (option.id,), source, option.label)
        if row:
            yield self._share(f"{name}.{POSITIVE}", counted, self._info.positive, source, row.label)

    def _share(self, name: str, counted: Tally, answers: tuple[str, ...], source: str, label: str) -> Fact:
        kind = self._base_kind(answers)
        base = counted.base(kind)
        return Fact(
            name, "share", counted.of(*answers), base, counted.asked - base, source,
            base=BASE_WORDS[kind], label=label, known=bool(counted.n),
        )  # fmt: skip

    def _statements(self) -> Iterable[Fact]:
        """Of the section with a matrix per area: how many there are, and the extremes over areas and statements."""
        section = self._survey.questionnaire.by_id.get(self._info.matrix)
        areas = [question for question in section.questions if question.type == "matrix"] if section else []
        if section is None or not areas:
            return
        pairs = [(area, row) for area in areas for row in area.rows]
        rows = {row.id: row for _, row in pairs}
        name = f"enkat.{section.id}"
        yield Fact(f"{name}.omraden", "count", len(areas), source=f"Enkäten: {section.title}, områden")
        yield Fact(f"{name}.pastaenden", "count", len(rows), source=f"Enkäten: {section.title}, påståenden")
        positive: list[_Named] = []
        answering: list[_Named] = []
        for area, row in pairs:
            made = {fact.id.rpartition(".")[2]: fact for fact in self._answers("", section, area, row)}
            positive.append((area, row, made[POSITIVE]))
            answering.append((area, row, made[ANSWERING]))
        for row in rows.values():
            yield from _extremes(f"{name}.{row.id}", [(area.label, f) for area, r, f in positive if r.id == row.id])
        yield from _extremes(name, [(row.label, fact) for _, row, fact in positive])
        yield from _extremes(f"{name}.{ANSWERING}", [(row.label, fact) for _, row, fact in answering])

    # ----------------------------------------------------------------------- crossed by background

    def crossed(self, name: str) -> Fact | None:
        """The share of a group that gave an answer, as `enkat.QUESTION[.ROW].ANSWER.bland.BACKGROUND.GROUP` names it.

        None when the id is not of that kind or names no answer. Raises `FactError` for an unknown group, and
        `HiddenFact` for a cell that is not shown.
        """
        left, among, right = name.partition(AMONG)
        answer = self._named_answer(left) if among else None
        if answer is None:
            return None
        section, background, group = self._named_group(name, right)
        table = self._table(answer, section, background)
        if self._is_hidden(answer, table, group):
            raise HiddenFact(f"Uppgiften ”{name}” trycks inte: den gäller så få att en enskild kan pekas ut.")
        base = table.base(group.id, answer.base, self._info.unknown)
        source = f"{answer.label}, bland {background.label}: {group.label}"
        missing = table.row_total(group.id) - base
        return Fact(name, "share", table.count(group.id, answer.answers), base, missing, source,
                    base=f"{BASE_WORDS[answer.base]}, i gruppen", label=group.label, known=bool(base))  # fmt: skip

    def _table(self, answer: Crossed, section: Section, background: Question) -> CrossTable:
        key = (answer.section.id, answer.question.id, answer.row, f"{section.id}.{background.id}")
        if key not in self._tables:
            by = (section.id, background.id)
            self._tables[key] = cross(self._survey, (answer.section.id, answer.question.id, answer.row), by)
        return self._tables[key]

    def _is_hidden(self, answer: Crossed, table: CrossTable, group: Option) -> bool:
        """Whether a cell is not shown; n always is, and answers told together stand in a table of two columns."""
        if not self._info.threshold or len(answer.answers) == len(table.answers) - 1:
            return False
        if answer.together:
            return (group.id, "yes") in table.merged(answer.answers).hidden(self._info.threshold)
        return (group.id, answer.answers[0]) in table.hidden(self._info.threshold)

    def _base_kind(self, answers: tuple[str, ...]) -> str:
        """The declared base; ’do not know’ is no part of the known, so its own share is of those who answered."""
        are_unknown = bool(answers) and set(answers) <= set(self._info.unknown)
        return "answered" if are_unknown and self._info.base == "known" else self._info.base

    def _named_answer(self, name: str) -> Crossed | None:
        parts = name.removeprefix("enkat.").split(".")
        for section, question in self._questions():
            if question.id != parts[0] or question.type not in ("choice", "matrix"):
                continue
            rows = {row.id: row for row in question.rows}
            row = rows.get(parts[1]) if question.type == "matrix" else None
            if len(parts) == (3 if row else 2) and (row or question.type == "choice"):
                return self._answer(section, question, row, parts[-1])
        return None

    def _answer(self, section: Section, question: Question, row: Option | None, wanted: str) -> Crossed | None:
        labels = {option.id: option.label for option in question.options}
        told = f"{question.label}: {row.label}" if row else question.label
        name = row.id if row else ""
        if wanted == ANSWERING:
            return Crossed(section, question, name, tuple(labels), f"{told}, svarande", "invited")
        if wanted == POSITIVE and row:
            positive = self._info.positive
            return Crossed(section, question, name, positive, f"{told}, positiva", self._info.base, together=True)
        if wanted not in labels:
            return None
        return Crossed(section, question, name, (wanted,), f"{told}, {labels[wanted]}", self._base_kind((wanted,)))

    def _named_group(self, name: str, right: str) -> tuple[Section, Question, Option]:
        groups = {
            f"{question.id}.{option.id}": (section, question, option)
            for section, question in self._questions()
            if question.type == "choice"
            for option in question.options
        }
        if right not in groups:
            near = nearest(right, groups)
            hint = f" Menade du ”{near}”?" if near else ""
            raise FactError(f"Gruppen ”{right}” i ”{name}” finns inte i enkäten.{hint}")
        return groups[right]


def _extremes(name: str, facts: list[tuple[str, Fact]]) -> Iterator[Fact]:
    """The lowest and the highest of shares, each with the label of whose it is, or of all that share it."""
    known = [(label, fact) for label, fact in facts if fact.N]
    for word, best in (("lagst", min), ("hogst", max)):
        if known:
            share = best(Fraction(fact.n, fact.N or 1) for _, fact in known)
            held = [(label, fact) for label, fact in known if Fraction(fact.n, fact.N or 1) == share]
            label = join_words(dict.fromkeys(label for label, _ in held))
            yield replace(held[0][1], id=f"{name}.{word}", label=label)
