"""Every computed figure of a report, from material to facts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from rapport.questionnaire import Question, Section, table_cells

from .facts import MONEY_UNITS, Fact, Facts
from .material import Entry, Material
from .survey_figures import SurveyFigures

_ALL_UNITS = "samtliga enheter"
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def compute_facts(material: Material, draft: bool = False) -> Facts:
    """All facts that chapters and templates may print; in a `draft`, those without a base print as marked holes.

    Cross-tables by background are many, so their facts are computed when they are asked for.
    """
    survey = SurveyFigures(material)
    facts = Facts(draft, survey.crossed)
    for make in (_assignment, _units, _questions, _answers, _items, _themes):
        for fact in make(material):
            facts.add(fact)
    for fact in survey.facts():
        facts.add(fact)
    return facts


def _assignment(material: Material) -> Iterable[Fact]:
    if material.assignment.base_year:
        yield Fact("uppdrag.basar", "year", material.assignment.base_year, source="Uppdraget: basår")
    years = [int(year) for year in _YEAR.findall(material.assignment.period)]
    if years:
        yield Fact("uppdrag.forsta_ar", "year", years[0], source="Uppdraget: period")
        yield Fact("uppdrag.sista_ar", "year", years[-1], source="Uppdraget: period")
        yield Fact("uppdrag.antal_ar", "count", years[-1] - years[0] + 1, source="Uppdraget: period")


def _questions(material: Material) -> Iterable[Fact]:
    """How many sections and questions there are, in all and by the sections' group."""
    sections = material.questionnaire.sections
    yield Fact("avsnitt.antal", "count", len(sections), source="Frågorna")
    yield Fact("fragor.antal", "count", sum(len(section.questions) for section in sections), source="Frågorna")
    for group in dict.fromkeys(section.group for section in sections if section.group):
        n = sum(section.group == group for section in sections)
        yield Fact(f"avsnitt.{identifier(group)}.antal", "count", n, source=f"Frågorna: avsnitt i gruppen {group}")


def identifier(text: str) -> str:
    """A label as part of a fact's id: small letters without dots and rings, and _ between words."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return re.sub(r"[^a-z0-9]+", "_", "".join(c for c in plain if not unicodedata.combining(c))).strip("_")


def _units(material: Material) -> Iterable[Fact]:
    units = material.assignment.counted_units()
    yield Fact("enheter.antal", "count", len(units), source="Uppdragets förteckning över enheter")
    answered = len(material.counted)
    yield Fact("enheter.svarat", "share", answered, len(units), len(units) - answered, "Underlagen", base=_ALL_UNITS)


def _answers(material: Material) -> Iterable[Fact]:
    """Facts of matrices (counts per option) and tables (sums) that are printed."""
    for section in material.questionnaire.sections:
        for question in section.questions:
            name = f"{section.id}.{question.id}"
            if question.private:
                continue
            if question.type == "matrix":
                yield from _matrix(material, section.id, question, name)
            elif question.type == "table":
                yield from _table(material, section.id, question, name)
            elif question.type in ("money", "integer"):
                known = [
                    v for e in material.counted if (v := e.values.get(section.id, {}).get(question.id)) is not None
                ]
                missing = len(material.counted) - len(known)
                yield _amount(question, name, sum(known), question.label, len(known), missing)


def _matrix(material: Material, section: str, question: Question, name: str) -> Iterable[Fact]:
    total = len(material.assignment.counted_units())
    leading: Counter[str] = Counter()
    yield Fact(f"{name}.antal", "count", len(question.rows), source=f"{question.label}: antal rader")
    for row in question.rows:
        chosen = [
            answer[row.id]
            for entry in material.counted
            if (answer := entry.values.get(section, {}).get(question.id)) and row.id in answer
        ]
        missing = total - len(chosen)
        source, counts = f"{question.label}: {row.label}", Counter(chosen)
        leading.update(option for option, n in counts.items() if n == max(counts.values()))
        for option in question.options:
            yield Fact(
                f"{name}.{row.id}.{option.id}", "count", counts[option.id], total, missing, source,
                base=_ALL_UNITS, label=option.label, known=bool(chosen),
            )  # fmt: skip
        yield Fact(f"{name}.{row.id}.obesvarad", "count", missing, total, 0, source, base=_ALL_UNITS, label="Ej svar")
    for option in question.options:
        source = f"{question.label}: rader där ”{option.label}” är det vanligaste svaret"
        n = leading[option.id]
        yield Fact(
            f"{name}.{option.id}.vanligast", "count", n, len(question.rows), 0, source, base="rader i frågan",
            label=option.label, known=bool(leading),
        )  # fmt: skip


def _table(material: Material, section: str, question: Question, name: str) -> Iterable[Fact]:
    tables = [table_cells(question, e.values.get(section, {}).get(question.id)) for e in material.counted]
    for column in question.columns:
        everything = [cell for table in tables for row in table.values() if (cell := row[column.id]) is not None]
        source = f"{question.label}: {column.label}"
        answering = sum(1 for t in tables if any(row[column.id] is not None for row in t.values()))
        yield _amount(question, f"{name}.{column.id}", sum(everything), source, answering, len(tables) - answering)
        for row in question.rows:
            known = [cell for table in tables if (cell := table[row.id][column.id]) is not None]
            source = f"{question.label}: {column.label}, {row.label}"
            missing = len(tables) - len(known)
            yield _amount(question, f"{name}.{row.id}.{column.id}", sum(known), source, len(known), missing)
            above = sum(1 for cell in known if cell > 0)
            units = len(material.counted)
            yield Fact(
                f"{name}.{row.id}.{column.id}.enheter", "count", above, units, units - len(known),
                f"{source}, enheter med mer än 0", base="enheter som har lämnat underlag", known=bool(known),
            )  # fmt: skip


def _amount(question: Question, name: str, n: int, source: str, known: int, missing: int) -> Fact:
    """A sum over `known` units: money where the question's unit is one of money, or none is given; else a count.

    Where a question is only asked under a condition, nobody may have met it, and the sum of nothing is 0.
    """
    unit = question.unit or "kr"
    is_count = question.type == "integer" or unit not in MONEY_UNITS
    return Fact(
        name, "count" if is_count else "money", n, known, missing, source, "kr" if is_count else unit,
        base="enheter som har svarat", known=bool(known or question.when),
    )  # fmt: skip


def example_questions(material: Material) -> Iterator[tuple[Section, Question]]:
    """Repeat groups whose items are examples: printed, with running text, and not what themes are coded from."""
    theme_sources = {(source.section, source.question) for source in material.assignment.themes}
    for section in material.questionnaire.sections:
        for question in section.questions:
            is_source = (section.id, question.id) in theme_sources
            has_text = any(inner.type == "prose" for inner in question.questions)
            if question.type == "items" and has_text and not question.private and not is_source:
                yield section, question


def _items(material: Material) -> Iterable[Fact]:
    total, with_any = 0, set[str]()
    counted = {unit.slug for unit in material.assignment.counted_units()}
    own, shared = example_counts(material)
    by_section: dict[str, list[tuple[str, list[set[str]]]]] = defaultdict(list)
    for section, question in example_questions(material):
        giving = [
            behind(entry, question, item)
            for entry in material.entries
            for item in entry.items(section.id, question.id)
        ]
        total += len(giving)
        with_any = with_any.union(*giving)
        by_section[section.id].append((section.title, giving))
    for name, groups in by_section.items():
        title, every = groups[0][0], [slugs for _, giving in groups for slugs in giving]
        yield Fact(f"exempel.{name}.antal", "count", len(every), source=title)
        yield _of_units(f"exempel.{name}.enheter", set().union(*every) & counted, counted, title)
    yield Fact("exempel.antal", "count", total, source="Underlagen")
    yield _of_units("exempel.enheter", with_any & counted, counted, "Underlagen: enheter bakom minst ett exempel")
    yield Fact("exempel.egna", "count", sum(own[slug] for slug in counted), source="Underlagen: egna exempel")
    yield Fact("exempel.delade", "count", sum(shared[slug] for slug in counted), source="Underlagen: delade exempel")


def _of_units(name: str, found: set[str], counted: set[str], source: str) -> Fact:
    return Fact(name, "count", len(found), len(counted), source=source, base=_ALL_UNITS)


def example_counts(material: Material) -> tuple[Counter[str], Counter[str]]:
    """By slug: how many printed examples a unit has of its own, and how many it shares as a partner."""
    own: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for section, question in example_questions(material):
        for entry in material.entries:
            for item in entry.items(section.id, question.id):
                own[entry.unit.slug] += 1
                shared.update(behind(entry, question, item) - {entry.unit.slug})
    return own, shared


def behind(entry: Entry, group: Question, item: dict[str, Any]) -> set[str]:
    """Slugs of the units that stand behind an item of `group`: its owner and the partners named in it."""
    partners = (slug for inner in group.questions if inner.type == "partners" for slug in item.get(inner.id) or ())
    return {entry.unit.slug, *partners}


def _themes(material: Material) -> Iterable[Fact]:
    n_units = len(material.assignment.counted_units())
    if material.assignment.themes:
        n = sum(len(material.themes.of_kind(source.kind)) for source in material.assignment.themes)
        yield Fact("tema.antal", "count", n, source="Redaktörens teman")
        yield Fact("tema.slag", "count", len(material.assignment.themes), source="Uppdraget: slag av teman")
    for source in material.assignment.themes:
        kind = source.kind
        themes = material.themes.of_kind(kind)
        title = material.questionnaire.section(source.section).title
        points = sum(len(entry.items(source.section, source.question)) for entry in material.entries)
        yield Fact(f"tema.{kind}.antal", "count", len(themes), source=f"Redaktörens teman: {title}")
        yield Fact(f"tema.{kind}.punkter", "count", points, source=f"Underlagen: {title}")
        by_theme = {theme.id: units_behind(material, kind, theme.id) for theme in themes}
        units = {slug for slugs in by_theme.values() for slug in slugs}
        source_text = f"Redaktörens teman: {title}, enheter bakom minst ett"
        yield Fact(f"tema.{kind}.enheter", "count", len(units), n_units, source=source_text, base=_ALL_UNITS)
        for theme in themes:
            n, source_text = len(by_theme[theme.id]), f"Kodade punkter: {theme.title}"
            name = f"tema.{kind}.{theme.id}"
            yield Fact(name, "count", n, n_units, source=source_text, base=_ALL_UNITS, label=theme.title)


def units_behind(material: Material, kind: str, theme: str) -> list[str]:
    """Slugs of the counted units with at least one printed item coded with the theme, in Swedish order."""
    source = material.theme_source(kind)
    coded = material.themes.coded(kind, theme)
    return [
        entry.unit.slug
        for entry in material.counted
        if any((entry.unit.slug, item["id"]) in coded for item in entry.items(source.section, source.question))
    ]


def without_theme(material: Material, kind: str) -> dict[str, int]:
    """Number of points of a kind that no theme holds, by the name of the unit; they are printed nowhere."""
    source = material.theme_source(kind)
    coded = {point for theme in material.themes.of_kind(kind) for point in material.themes.coded(kind, theme.id)}
    counts = {
        entry.unit.name: sum(
            (entry.unit.slug, item["id"]) not in coded for item in entry.items(source.section, source.question)
        )
        for entry in material.entries
    }
    return {name: count for name, count in counts.items() if count}
