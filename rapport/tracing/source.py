"""Where a passage of the report comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import Any

from rapport.blocks import Item, Origin
from rapport.errors import UseError
from rapport.report import Fact, Facts, Material

from .passages import Line

SHORTEST = 3
"""Fewest characters of a passage, blanks and quotation marks apart."""
_SENTENCES = re.compile(r"(?<=[.!?:])\s+")
_WORD = re.compile(r"\w+")
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Source:
    """What a printed text is, and who wrote it."""

    kind: str
    """`unit` (its own words), `theme` and `chapter` (the editor's), `table` (put together from answers), `survey`,
    `template`, or `unknown` (text without origin in a file that was read)."""
    unit: str = ""
    """Slug of the unit, for `unit`."""
    name: str = ""
    """Its short name."""
    question: str = ""
    """`section.question`."""
    section_title: str = ""
    """Title of the section."""
    label: str = ""
    """Label of the question, or the theme's title."""
    item: str = ""
    """Id of the item, or of the theme (`kind.id`)."""
    item_title: str = ""
    """The answer that names the item."""
    version: int = 0
    """Number of the sealed version."""
    file: str = ""
    """File that holds the text, relative to the workspace; of shipped templates as `rapport/templates/…`."""
    behind: tuple[Source, ...] = ()
    """Answers that a theme or table is made of."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the passage is printed."""

    lines: tuple[Line, ...]
    """The lines it touches, in order."""
    sources: tuple[Source, ...]
    """Where they come from, each once."""
    facts: tuple[Fact, ...]
    """Facts printed in the passage."""


class Sources:
    """Finds passages in lines and says where they come from."""

    def __init__(self, material: Material, facts: Facts) -> None:
        self._material = material
        self._facts = facts
        self._units = {unit.slug: unit for unit in material.assignment.units}
        self._statuses = {status.unit.slug: status for status in material.statuses}
        self._titles = {(theme.kind, theme.id): theme.title for theme in material.themes.themes}

    def find(self, lines: Sequence[Line], passage: str) -> tuple[Hit, ...]:
        """Every place where `passage` (folded) stands, also over several lines of a document.

        Raises `UseError` for a passage of fewer than `SHORTEST` characters.
        """
        if len(passage) < SHORTEST:
            raise UseError("Texten är för kort att söka efter. Skriv några ord ur rapporten.")
        hits: list[Hit] = []
        for _, group in groupby(lines, key=lambda line: line.document):
            hits += self._in_document(list(group), passage)
        return tuple(hits)

    def _in_document(self, lines: list[Line], passage: str) -> Iterator[Hit]:
        text = "".join(line.folded for line in lines)
        starts = list(accumulate((len(line.folded) for line in lines), initial=0))
        position = text.find(passage)
        while position >= 0:
            end = position + len(passage)
            first, last = bisect_right(starts, position) - 1, bisect_right(starts, end - 1) - 1
            touched = lines[first : last + 1]
            names = [
                name
                for line, start in zip(touched, starts[first:], strict=False)
                for begin, stop, name in line.figures
                if start + begin < end and start + stop > position
            ]
            facts = tuple(self._facts[name] for name in dict.fromkeys(names) if name in self._facts)
            yield Hit(tuple(touched), tuple(dict.fromkeys(self.source(line) for line in touched)), facts)
            position = text.find(passage, end)

    def source(self, line: Line) -> Source:
        """Where one line comes from."""
        if line.items:
            return self.of_item(line.items[-1], line.row)
        if line.part is None:
            return Source("unknown")
        return Source("template", file=self._template(line.part.template))

    def of_item(self, item: Item, row: str = "") -> Source:
        """What an item is; of a table's row only the answers of the unit that the row names."""
        first, *others = item.origins
        behind = tuple(self._answer(origin) for origin in others if origin.unit)
        if first.unit:
            return self._answer(first, behind)
        kind, _, rest = first.question.partition(".")
        if kind == "tema" and rest:
            theme = self._titles.get((rest.partition(".")[0], rest.partition(".")[2]), "")
            file = self._show("teman.yaml")
            return Source("theme", label=theme, item=rest, file=file, behind=behind)
        if kind == "enkat" and rest:
            return Source("survey", question=rest, label=self._survey_label(rest))
        if rest:
            named = tuple(source for source in behind if source.name == row)
            section, label = self._words(first.question)
            return Source("table", "", "", first.question, section, label, behind=named or behind)
        return Source("chapter", item=first.question, file=self._show(f"kapitel/{first.question}.md"))

    def _answer(self, origin: Origin, behind: tuple[Source, ...] = ()) -> Source:
        section, label = self._words(origin.question)
        unit = self._units.get(origin.unit)
        status = self._statuses.get(origin.unit)
        submission = status.submissions.version(origin.version) if status else None
        answers: Any = submission.answers if submission else {}
        return Source(
            kind="unit",
            unit=origin.unit,
            name=unit.name if unit else origin.unit,
            question=origin.question,
            section_title=section,
            label=label,
            item=origin.item,
            item_title=self._item_title(origin, answers),
            version=origin.version,
            file=self._material.workspace.show(submission.path) if submission else "",
            behind=behind,
        )

    def _item_title(self, origin: Origin, answers: Any) -> str:
        section, _, name = origin.question.partition(".")
        known = self._material.questionnaire.by_id.get(section)
        asked = known.question(name) if known else None
        items = answers.get(section, {}).get(name) if origin.item and asked else None
        found = [one for one in items if one.get("id") == origin.item] if isinstance(items, list) else []
        return str(found[0].get(asked.item_title, "")) if found and asked else ""

    def _words(self, question: str) -> tuple[str, str]:
        """Title of the section and label of the question; empty for what the questionnaire no longer has."""
        name, _, rest = question.partition(".")
        section = self._material.questionnaire.by_id.get(name)
        asked = section.question(rest) if section else None
        return section.title if section else "", asked.label if asked else ""

    def _survey_label(self, question: str) -> str:
        name, _, rest = question.partition(".")
        section = self._material.survey.questionnaire.by_id.get(name)
        asked = section.question(rest) if section else None
        return asked.label if asked else ""

    def _show(self, name: str) -> str:
        workspace = self._material.workspace
        return workspace.show(workspace.editorial / name)

    def _template(self, name: str) -> str:
        """Path of a template: the workspace's own goes before the shipped one."""
        own = self._material.workspace.templates / f"{name}.html"
        if own.is_file():
            return self._material.workspace.show(own)
        return f"rapport/templates/{name}.html"


def nearest_passage(lines: Sequence[Line], text: str) -> str:
    """The printed sentence most like `text`; empty when none is near."""
    wanted = set(_WORD.findall(text.casefold()))
    sentences = dict.fromkeys(sentence for line in lines for sentence in _SENTENCES.split(line.text))
    ranked = sorted(sentences, key=lambda sentence: -_likeness(wanted, sentence))[:5]
    ratios = [(SequenceMatcher(None, text.casefold(), sentence.casefold()).ratio(), sentence) for sentence in ranked]
    ratio, sentence = max(ratios, default=(0.0, ""))
    return sentence if ratio >= _NEAR else ""


def _likeness(wanted: set[str], sentence: str) -> float:
    """Share of words that two texts have in common."""
    words = set(_WORD.findall(sentence.casefold()))
    return len(wanted & words) / (len(wanted | words) or 1)
