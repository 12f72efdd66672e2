"""What a template may rely on of the survey. The names and their meaning stand in `docs/templates.md`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from rapport.errors import UseError
from rapport.questionnaire import Question, Section
from rapport.survey import Survey, Tally, rounding_note, tally
from rapport.text import join_words, nearest
from rapport.workspace import Option, SurveyInfo

from .facts import Fact, Facts
from .material import Material
from .survey_figures import AMONG, ANSWERING, POSITIVE, HiddenFact

HIDDEN = "–"
"""Printed where a figure is not shown, or there is none."""


def survey_names(material: Material, facts: Facts) -> dict[str, Any]:
    """Every name of the survey that templates see."""
    survey = material.survey
    return {
        "survey": survey,
        "tally": partial(_tally, material),
        "open_answers": material.guard.voices,
        "open_questions": lambda: [pair for pair in _questions(survey, "prose") if not pair[1].private],
        "positive_labels": partial(_labels, material.assignment.survey.positive),
        "base_words": _base_sentence(material),
        "base_symbol": _BASE_SYMBOLS[material.assignment.survey.base],
        "base_group": _BASE_GROUPS[material.assignment.survey.base],
        "shares_note": partial(_shares_note, material),
        "crossing": partial(Crossing, material, facts),
    }


_BASE_SYMBOLS = {"answered": "n", "known": "n utom vet ej", "invited": "N"}
_BASE_GROUPS = {
    "answered": "antalet svarande i gruppen",
    "known": "antalet i gruppen som har svarat något annat än vet ej",
    "invited": "antalet i gruppen",
}


def _base_sentence(material: Material) -> str:
    """What shares are computed from, as the method tells it."""
    info, sections = material.assignment.survey, material.survey.questionnaire.sections
    labels = {option.id: option.label for part in sections for asked in part.questions for option in asked.options}
    unknown = join_words([f"”{labels[one].lower()}”" for one in info.unknown if one in labels], "eller")
    if info.base == "invited":
        return "Andelar räknas av samtliga inbjudna (N), även dem som inte har svarat."
    if info.base == "known":
        return f"Andelar räknas av dem som har svarat något annat än {unknown or 'vet ej'}."
    return f"Andelar räknas av dem som har svarat (n){f', även dem som har svarat {unknown}' if unknown else ''}."


def _tally(material: Material, section: str, question: str, row: Option | None = None) -> Tally:
    return tally(material.survey, section, question, row.id if row else "", material.assignment.survey.unknown)


def _questions(survey: Survey, kind: str) -> Iterable[tuple[Section, Question]]:
    for section in survey.questionnaire.sections:
        yield from ((section, asked) for asked in section.questions if asked.type == kind)


def _question(survey: Survey, name: str) -> tuple[Section, Question]:
    """Section and question of ’section.question’. Raises `UseError` with the nearest."""
    section, _, question = name.partition(".")
    return survey.questionnaire.section(section), survey.questionnaire.question(section, question)


def _labels(options: Iterable[str], asked: Question) -> list[str]:
    wanted = set(options)
    return [f"”{option.label.lower()}”" for option in asked.options if option.id in wanted]


def _shares_note(material: Material, section: str, question: str = "") -> str:
    """The sentence under the shares of a section's choices, or of one of them, that do not add up as printed."""
    info = material.assignment.survey
    asked = material.survey.questionnaire.section(section).questions
    wanted = [one for one in asked if one.type == "choice" and question in ("", one.id)]
    counted = [_tally(material, section, one.id) for one in wanted]
    wholes = [[n for option, n in one.counts.items() if option not in _left_out(info)] for one in counted]
    return _note(info, any(one.missing for one in counted), wholes)


def _note(info: SurveyInfo, some_are_missing: bool, wholes: Iterable[Iterable[int]]) -> str:
    if info.base == "invited" and some_are_missing:
        return "Andelarna räknas även av dem som inte har svarat och summerar därför inte till 100."
    return rounding_note(*wholes)


def _left_out(info: SurveyInfo) -> tuple[str, ...]:
    """Options that are no part of what shares are computed from."""
    return info.unknown if info.base == "known" else ()


@dataclass(frozen=True, slots=True)
class Group:
    """One row of a cross-table: the respondents with one answer to a question of background."""

    question: Question
    """Question of background."""
    option: Option
    """Their answer."""
    is_first: bool
    """Whether it is the question's first group."""


class Crossing:
    """A question of the survey crossed by questions of background, as a template prints it.

    What few respondents would give away is printed as a dash; `hides` tells whether anything was.
    """

    def __init__(self, material: Material, facts: Facts, name: str, by: list[str]) -> None:
        self._facts, self._info = facts, material.assignment.survey
        self.section, self.question = _question(material.survey, name)
        asked = {question.id: question for _, question in _questions(material.survey, "choice")}
        for one in by:
            if one not in asked:
                near = nearest(one, asked)
                hint = f" Menade du ”{near}”?" if near else ""
                raise UseError(f"Enkäten har ingen fråga om bakgrund med namnet ”{one}” och ett val.{hint}")
        self.backgrounds = [asked[one] for one in by]
        self.hides = False

    @property
    def groups(self) -> list[Group]:
        """Every group of every background, in order."""
        return [
            Group(asked, option, place == 0)
            for asked in self.backgrounds
            for place, option in enumerate(asked.options)
        ]

    def _fact(self, stem: str, group: Group) -> Fact:
        return self._facts[f"{stem}{AMONG}{group.question.id}.{group.option.id}"]

    def _stem(self, *parts: str) -> str:
        return ".".join(["enkat", self.question.id, *parts])

    def share(self, answer: Option, group: Group) -> str:
        """The share of a group with an answer to a choice, as ’6 (75,0 %)’."""
        return self._shown(self._stem(answer.id), group, "tabell")

    def positive(self, row: Option, group: Group) -> str:
        """How many of a group are positive to a row of a matrix, as ’6 av 8’."""
        return self._shown(self._stem(row.id, POSITIVE), group, "av")

    def _shown(self, stem: str, group: Group, form: str) -> str:
        try:
            fact = self._fact(stem, group)
        except HiddenFact:
            self.hides = True
            return HIDDEN
        return fact.print(form) if fact.N else HIDDEN

    def answering(self, group: Group) -> Fact:
        """How many of a group have answered a choice."""
        return self._fact(self._stem(ANSWERING), group)

    def note(self) -> str:
        """What must be said under the table, once it is printed: about rounding and about what is not shown."""
        sentences = []
        if self.question.type == "choice":
            answering = [self.answering(group) for group in self.groups]
            wholes = [self._counts(group) for group in self.groups]
            sentences.append(_note(self._info, any(fact.n != fact.N for fact in answering), wholes))
        if self.hides:
            sentences.append(
                f"{HIDDEN} betyder att uppgiften inte visas, eftersom den gäller färre än {self._info.threshold} "
                "personer eller skulle röja en sådan uppgift."
            )
        return " ".join(sentence for sentence in sentences if sentence)

    def _counts(self, group: Group) -> list[int]:
        """Answers of a group that make up its whole; without those that are not shown there is nothing to add up."""
        parts = [option for option in self.question.options if option.id not in _left_out(self._info)]
        try:
            return [self._fact(self._stem(option.id), group).n for option in parts]
        except HiddenFact:
            return []
