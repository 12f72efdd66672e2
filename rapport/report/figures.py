"""Every computed figure of a report, from material to facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rapport.questionnaire import Question, Section, table_cells
from rapport.survey import Tally, open_answers, tally

from .facts import MONEY_UNITS, Fact, Facts
from .material import Entry, Material


def compute_facts(material: Material, draft: bool = False) -> Facts:
    """All facts that chapters and templates may print; in a `draft`, those without a base print as marked holes."""
    facts = Facts(draft)
    for make in (_assignment, _units, _answers, _items, _themes, _survey):
        for fact in make(material):
            facts.add(fact)
    return facts


def _assignment(material: Material) -> Iterable[Fact]:
    if material.assignment.base_year:
        yield Fact("uppdrag.basar", "year", material.assignment.base_year, source="Uppdraget")


def _units(material: Material) -> Iterable[Fact]:
    units = material.assignment.counted_units()
    yield Fact("enheter.antal", "count", len(units), source="Uppdragets förteckning över enheter")
    yield Fact(
        "enheter.svarat", "share", len(material.counted), len(units), len(units) - len(material.counted), "Underlagen"
    )


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
    for row in question.rows:
        chosen = [
            answer[row.id]
            for entry in material.counted
            if (answer := entry.values.get(section, {}).get(question.id)) and row.id in answer
        ]
        missing = total - len(chosen)
        for option in question.options:
            n = chosen.count(option.id)
            yield Fact(f"{name}.{row.id}.{option.id}", "count", n, total, missing, f"{question.label}: {row.label}")
        yield Fact(f"{name}.{row.id}.obesvarad", "count", missing, total, 0, f"{question.label}: {row.label}")


def _table(material: Material, section: str, question: Question, name: str) -> Iterable[Fact]:
    tables = [table_cells(question, e.values.get(section, {}).get(question.id)) for e in material.counted]
    for column in question.columns:
        everything = [cell for table in tables for row in table.values() if (cell := row[column.id]) is not None]
        yield _amount(question, f"{name}.{column.id}", sum(everything), f"{question.label}: {column.label}")
        for row in question.rows:
            known = [cell for table in tables if (cell := table[row.id][column.id]) is not None]
            source = f"{question.label}: {column.label}, {row.label}"
            missing = len(tables) - len(known)
            yield _amount(question, f"{name}.{row.id}.{column.id}", sum(known), source, len(known), missing)
            above = sum(1 for cell in known if cell > 0)
            units = len(material.counted)
            yield Fact(f"{name}.{row.id}.{column.id}.enheter", "count", above, units, units - len(known), source)


def _amount(question: Question, name: str, n: int, source: str, known: int | None = None, missing: int = 0) -> Fact:
    """A sum: money where the question's unit is one of money, or none is given; else a count."""
    unit = question.unit or "kr"
    if question.type == "integer" or unit not in MONEY_UNITS:
        return Fact(name, "count", n, known, missing, source)
    return Fact(name, "money", n, known, missing, source, unit)


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
    for section, question in example_questions(material):
        giving = [
            behind(entry, question, item)
            for entry in material.entries
            for item in entry.items(section.id, question.id)
        ]
        total += len(giving)
        with_any = with_any.union(*giving)
        yield Fact(f"exempel.{section.id}.antal", "count", len(giving), source=section.title)
    counted = {unit.slug for unit in material.assignment.counted_units()}
    yield Fact("exempel.antal", "count", total, source="Underlagen")
    yield Fact("exempel.enheter", "count", len(with_any & counted), len(counted), source="Underlagen")


def behind(entry: Entry, group: Question, item: dict[str, Any]) -> set[str]:
    """Slugs of the units that stand behind an item of `group`: its owner and the partners named in it."""
    partners = (slug for inner in group.questions if inner.type == "partners" for slug in item.get(inner.id) or ())
    return {entry.unit.slug, *partners}


def _themes(material: Material) -> Iterable[Fact]:
    n_units = len(material.assignment.counted_units())
    for source in material.assignment.themes:
        kind = source.kind
        themes = material.themes.of_kind(kind)
        yield Fact(f"tema.{kind}.antal", "count", len(themes), source="Redaktörens teman")
        units = {slug for theme in themes for slug in units_behind(material, kind, theme.id)}
        yield Fact(f"tema.{kind}.enheter", "count", len(units), n_units, source="Redaktörens teman")
        for theme in themes:
            n = len(units_behind(material, kind, theme.id))
            yield Fact(f"tema.{kind}.{theme.id}", "count", n, n_units, source=f"Kodade punkter: {theme.title}")


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


# --------------------------------------------------------------------------- survey


def _survey(material: Material) -> Iterable[Fact]:
    survey = material.survey
    if not survey.questionnaire.sections:
        return
    yield Fact("enkat.inbjudna", "count", survey.invited, source="Enkäten")
    yield Fact("enkat.svar", "share", survey.responses, survey.invited, source="Enkäten")
    for section in survey.questionnaire.sections:
        for question in section.questions:
            if question.type == "choice":
                counted = tally(survey, section.id, question.id)
                for option in question.options:
                    yield _share(f"enkat.{question.id}.{option.id}", counted, (option.id,), question.label)
            elif question.type == "matrix":
                yield from _statements(material, section.id, question)
            elif question.type == "prose":
                n = len(open_answers(survey, section.id, question.id))
                yield Fact(f"enkat.{section.id}.{question.id}", "count", n, survey.invited, source=question.label)
    yield from _extremes(material)


def _share(name: str, counted: Tally, options: tuple[str, ...], source: str) -> Fact:
    return Fact(name, "share", counted.of(*options), counted.n, counted.missing, source)


def _statements(material: Material, section: str, question: Question) -> Iterable[Fact]:
    for row in question.rows:
        counted = tally(material.survey, section, question.id, row.id)
        source = f"{question.label}: {row.label}"
        for option in question.options:
            yield _share(f"enkat.{question.id}.{row.id}.{option.id}", counted, (option.id,), source)
        positive = material.assignment.survey.positive
        yield _share(f"enkat.{question.id}.{row.id}.positiv", counted, positive, source)


def _extremes(material: Material) -> Iterable[Fact]:
    """Lowest and highest positive share of each statement over the target areas, and over all statements."""
    section = material.survey.questionnaire.by_id.get(material.assignment.survey.matrix)
    if section is None:
        return
    every: list[Fact] = []
    by_row: dict[str, list[Fact]] = {}
    for question in section.questions:
        if question.type == "matrix":
            for fact in _statements(material, section.id, question):
                if fact.id.endswith(".positiv") and fact.N:
                    every.append(fact)
                    by_row.setdefault(fact.id.split(".")[2], []).append(fact)
    for row, facts in [*by_row.items(), ("", every)]:
        name = f"enkat.{section.id}.{row}".rstrip(".")
        if facts:
            for word, fact in (("lagst", min(facts, key=Fact.percent)), ("hogst", max(facts, key=Fact.percent))):
                yield Fact(f"{name}.{word}", "share", fact.n, fact.N, fact.missing, fact.source)
