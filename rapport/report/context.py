"""What a template may rely on. The names and their meaning stand in `docs/templates.md`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from markupsafe import Markup

from rapport.editorial import Theme
from rapport.errors import UseError
from rapport.questionnaire import Question, Section, table_cells, table_totals
from rapport.submissions import picture_fault, picture_path
from rapport.text import group_digits, join_words, number_word, swedish_date
from rapport.workspace import Kind, Output, Part, Unit

from .facts import Fact, FactError, Facts
from .figures import behind, example_counts, units_behind, without_theme
from .markdown import render_answer
from .material import Entry, Material
from .survey_context import survey_names


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """One item of a repeat group as a template prints it."""

    unit: Unit
    """Whose submission it lies in."""
    units: tuple[Unit, ...]
    """Every unit behind it, the owner first, the partners in Swedish order."""
    title: str
    """The answer that names it; empty when there is none."""
    fields: dict[str, Any]
    """Its answers; prose as HTML, pictures with `src`."""
    origins: str
    """Its origin for `<item origins>`."""


@dataclass(frozen=True, slots=True)
class PrintedTheme:
    """A theme with who stands behind it."""

    title: str
    """Heading."""
    short: Markup
    """For the summary."""
    full: Markup
    """For the chapter."""
    units: tuple[Unit, ...]
    """Units behind it."""
    fact: Fact
    """How many they are."""
    origins: str
    """The theme itself, then the items behind it."""


class Arguments:
    """What a part of an outline is given. Only its keys are names: ’items’ is never a method of the mapping."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def __getitem__(self, name: str) -> Any:
        return self._given[name]


class Context:
    """Gives one part of an outline its names."""

    def __init__(
        self,
        material: Material,
        facts: Facts,
        output: Output,
        part: Part,
        draft: bool,
        chapter: Callable[[str], Markup],
    ) -> None:
        self.material = material
        self.facts = facts
        self.output = output
        self.part = part
        self.draft = draft
        self._chapter = chapter
        self._cells: dict[tuple[str, str, str], dict[str, dict[str, int | None]]] = {}
        self._entries = {entry.unit.slug: entry for entry in material.entries}

    def names(self) -> dict[str, Any]:
        """Every name that templates see."""
        return {
            "assignment": self.material.assignment,
            "output": self.output,
            "arg": Arguments(self.part.arguments),
            "draft": self.draft,
            "cover_picture": self._cover_picture(),
            "place": f"{self.output.id}/{self.part.template}",
            "units": self.material.assignment.counted_units(),
            "kind": self._counted_kind(),
            "entries": self.material.entries,
            "counted": self.material.counted,
            "absent": self.material.absent,
            "waived": self.material.waived,
            **survey_names(self.material, self.facts),
            "fact": self.facts.__getitem__,
            "chapter": self._chapter,
            "section": self.material.questionnaire.section,
            "sections": self.sections,
            "items": self.items,
            "examples_of": self._examples_of,
            "holes": self.holes,
            "themes": self.themes,
            "theme_title": self._theme_title,
            "cells": self.cells,
            "totals": self.totals,
            "answer": self.answer,
            "origins_of": self.origins_of,
            "has_part": lambda template: any(part.template == template for part in self.output.outline),
            "examples": self.examples,
            "entry_of": self._entry_of,
            "question": self.material.questionnaire.question,
            "holes_of_kind": self._holes_of_kind,
            "plain_fact": lambda name, form: self.facts[name].print(form).striptags(),
            "picture": _picture,
            "after_colon": _after_colon,
            "lower_first": _lower_first,
            "upper_first": _upper_first,
            "letters": ascii_lowercase,
            "number": group_digits,
            "word": number_word,
            "join": join_words,
            "date": swedish_date,
        }

    def _counted_kind(self) -> Kind:
        """The kind of the units that count, for its words in singular and plural."""
        units = self.material.assignment.units
        return next((unit.kind for unit in units if unit.kind.counted), units[0].kind)

    def sections(self, group: str) -> tuple[Section, ...]:
        """Sections of a group, in order."""
        return tuple(section for section in self.material.questionnaire.sections if section.group == group)

    def items(self, section: str, question: str) -> list[PrintedItem]:
        """Printable items of a repeat group in the order the editor chose, else by unit and as written."""
        asked = self.material.questionnaire.question(section, question)
        found = [
            (f"{entry.unit.slug}/{item['id']}", self._printed(entry, section, asked, item))
            for entry in self.material.entries
            for item in entry.items(section, question)
        ]
        return self.material.selection.apply(f"{section}.{question}", found)

    def _examples_of(self, section: Section) -> Question:
        """The section's first printed repeat group. Raises `UseError` when it has none."""
        found = next((asked for asked in section.questions if asked.type == "items" and not asked.private), None)
        if found is None:
            raise UseError(f"Avsnittet ”{section.id}” har ingen grupp av frågor att trycka.")
        return found

    def _printed(self, entry: Entry, section: str, asked: Question, item: dict[str, Any]) -> PrintedItem:
        fields = {
            inner.id: self._field(entry, inner, item.get(inner.id)) for inner in asked.questions if not inner.private
        }
        slugs = behind(entry, asked, item) - {entry.unit.slug}
        units = [unit for unit in self.material.assignment.counted_units() if unit.slug in slugs]
        origins = f"{entry.unit.slug} {section}.{asked.id} {item['id']} {entry.version}"
        title = str(item.get(asked.item_title) or "")
        return PrintedItem(entry.unit, (entry.unit, *units), title, fields, origins)

    def _field(self, entry: Entry, inner: Question, value: Any) -> Any:
        if value is None:
            return None
        if inner.type == "prose":
            return render_answer(value)
        if inner.type == "picture":
            return self._shown(entry, inner, value)
        if inner.type in ("choice", "choices"):
            labels = {option.id: option.label for option in inner.options}
            return labels[value] if inner.type == "choice" else [labels[v] for v in value]
        return value

    def _shown(self, entry: Entry, asked: Question, picture: dict[str, str]) -> dict[str, str]:
        """A picture with what is printed of it; in a draft also what is printed in its place when it is not there."""
        workspace = self.material.workspace
        source = picture_path(workspace, entry.unit, picture["file"])
        hole = ""
        if self.draft and picture_fault(workspace, entry.unit, picture["file"]):
            hole = "filen saknas eller har ändrats."
        elif self.draft and not picture.get("alt"):
            hole = "alternativtext saknas."
        where = f"{entry.unit.name}, {_lower_first(asked.label)}: " if hole else ""
        return {"alt": "", "caption": "", "credit": "", **picture, "src": str(source), "hole": where + hole}

    def answer(self, entry: Entry, section: str, question: str) -> Any:
        """One answer of a unit, as `items` gives fields; None when blank or private."""
        asked = self.material.questionnaire.question(section, question)
        return self._field(entry, asked, entry.values.get(section, {}).get(question))

    def origins_of(self, section: str, question: str) -> str:
        """Origins of what is put together of the counted units' answers: the question, then each answer or item."""
        asked = self.material.questionnaire.question(section, question)
        origins = [f"- {section}.{question}"]
        for entry in self.material.counted:
            names = [item["id"] for item in entry.items(section, question)] if asked.type == "items" else ["-"]
            if entry.values.get(section, {}).get(question) is not None:
                origins += [f"{entry.unit.slug} {section}.{question} {name} {entry.version}" for name in names]
        return ";".join(origins)

    def holes(self, section: str, question: str = "") -> Markup:
        """A marked hole that names units and question, in a draft where something is missing; else nothing."""
        if not self.draft or not self.material.absent:
            return Markup("")
        asked = self.material.questionnaire.section(section)
        label = self.material.questionnaire.question(section, question).label if question else asked.title
        what = asked.title if label == asked.title else f"{asked.title}, {label}"
        names = join_words(unit.name for unit in self.material.absent)
        return Markup('<box kind="hole"><p><mark>Underlag saknas från {}: {}.</mark></p></box>').format(names, what)

    def themes(self, kind: str) -> Iterator[PrintedTheme]:
        """Themes of a kind in the editor's order."""
        source = self.material.theme_source(kind)
        units = {unit.slug: unit for unit in self.material.assignment.units}
        versions = {entry.unit.slug: entry.version for entry in self.material.entries}
        for theme in self.material.themes.of_kind(kind):
            coded = sorted(self.material.themes.coded(kind, theme.id))
            points = [
                f"{slug} {source.section}.{source.question} {item} {versions[slug]}"
                for slug, item in coded
                if slug in versions
            ]
            yield PrintedTheme(
                title=theme.title,
                short=self._theme_text(theme, theme.short),
                full=self._theme_text(theme, theme.full),
                units=tuple(units[slug] for slug in units_behind(self.material, kind, theme.id)),
                fact=self.facts[f"tema.{kind}.{theme.id}"],
                origins=";".join([f"- tema.{kind}.{theme.id}", *points]),
            )

    def _theme_text(self, theme: Theme, text: str) -> Markup:
        try:
            return self.facts.render_text(text)
        except FactError as error:
            raise FactError(f"Temat ”{theme.title}”: {error.message}") from error

    def _theme_title(self, kind: str) -> str:
        source = self.material.theme_source(kind)
        return self.material.questionnaire.section(source.section).title

    def _cover_picture(self) -> str:
        """Path of the picture on the front page; empty when the assignment names none."""
        file = self.material.assignment.cover.file
        return str(self.material.workspace.editorial / file) if file else ""

    def _entry_of(self, unit: Unit) -> Entry | None:
        return self._entries.get(unit.slug)

    def _holes_of_kind(self, kind: str) -> Markup:
        source = self.material.theme_source(kind)
        left = without_theme(self.material, kind) if self.draft else {}
        uncoded = Markup("")
        if left:
            names = join_words(f"{name} ({number})" for name, number in left.items())
            uncoded = Markup('<box kind="hole"><p><mark>Punkter utan tema: {}.</mark></p></box>').format(names)
        return self.holes(source.section, source.question) + uncoded

    def cells(self, entry: Entry, section: str, question: str) -> dict[str, dict[str, int | None]]:
        """Cells of a unit's table by row and column, computed columns included."""
        key = (entry.unit.slug, section, question)
        if key not in self._cells:
            asked = self.material.questionnaire.question(section, question)
            self._cells[key] = table_cells(asked, entry.values.get(section, {}).get(question))
        return self._cells[key]

    def totals(self, entry: Entry, section: str, question: str) -> dict[str, int | None]:
        """Sums of a unit's table by column."""
        asked = self.material.questionnaire.question(section, question)
        return table_totals(asked, entry.values.get(section, {}).get(question))

    def examples(self) -> dict[str, tuple[int, int]]:
        """By unit: how many printed examples it has of its own, and how many it shares as a partner."""
        own, shared = example_counts(self.material)
        return {unit.slug: (own[unit.slug], shared[unit.slug]) for unit in self.material.assignment.units}


def _picture(picture: dict[str, str]) -> Markup:
    if picture["hole"]:
        return Markup('<box kind="hole"><p><mark>{hole}</mark></p></box>').format(**picture)
    return Markup('<img src="{src}" alt="{alt}" caption="{caption}" credit="{credit}">').format(**picture)


def _after_colon(text: str) -> str:
    """What follows the first colon, for titles such as ’Utvecklingsområde 1: en strategi’."""
    return text.partition(": ")[2] or text


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    """`text` with a small first letter, unless the first word is an abbreviation in capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
