"""Section files to a `Questionnaire`: strict, with every problem at once."""

from __future__ import annotations

import hashlib
import keyword
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from rapport.errors import InvalidFile, Level, Problem, UseError
from rapport.files import Node, Problems, Reader, files_in, parse_yaml, read_bytes
from rapport.workspace import Assignment, Option, Workspace, parse_options

from .expressions import Expression, ExpressionError, parse_expression
from .model import PRINTS, TYPES, Check, Column, Question, Questionnaire, Section
from .typing import inner_types, question_types, row_types

_ID = re.compile(r"[a-z][a-z0-9_]*")
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "max_words": ("text", "prose"),
    "options": ("choice", "choices", "matrix"),
    "rows": ("matrix", "table"),
    "columns": ("table",),
    "total": ("table",),
    "unit": ("integer", "money", "table"),
    "print": ("items",),
    "item": ("items",),
    "item_title": ("items",),
    "min_items": ("items",),
    "max_items": ("items",),
    "questions": ("items",),
}
_NEEDED = {"choice": "options", "choices": "options", "matrix": "options", "table": "columns", "items": "questions"}


def load_questionnaire(workspace: Workspace) -> Questionnaire:
    """The assignment's questionnaire.

    Raises `InvalidFile` with every problem in every section file, and `UseError` when there is none at all.
    """
    questionnaire = read_sections(workspace.sections, workspace, workspace.assignment)
    if not questionnaire.sections:
        folder = workspace.show(workspace.sections)
        raise UseError(
            f"Arbetsytan har inga frågor: mappen {folder} har inga avsnitt. Lägg till en fil, NN-namn.yaml."
        )
    return questionnaire


def load_survey_questionnaire(workspace: Workspace) -> Questionnaire:
    """The external survey's questionnaire; without sections when there is none."""
    return read_sections(workspace.survey_sections, workspace, workspace.assignment)


def read_sections(folder: Path, workspace: Workspace, assignment: Assignment) -> Questionnaire:
    """Every `*.yaml` in `folder`, in file-name order. Raises `InvalidFile` with all problems."""
    contents = [(workspace.show(path), read_bytes(path, 1_000_000)) for path in files_in(folder, ".yaml")]
    found: list[Problem] = []
    drafts: list[_SectionReader] = []
    for name, data in contents:
        try:
            drafts.append(_SectionReader(parse_yaml(data, name), name, assignment))
        except InvalidFile as error:
            found += error.problems
    _complain_about_doubles(drafts)
    types = {f"{d.id}.{name}": kind for d in drafts for name, kind in question_types(d.outline).items()}
    sections = tuple(draft.section(types) for draft in drafts)
    # The outline and the sections read the same ids, so some problems are found twice.
    found += dict.fromkeys(problem for draft in drafts for problem in draft.problems.found)
    if found:
        plural = "ett fel" if len(found) == 1 else f"{len(found)} fel"
        raise InvalidFile(f"Frågorna går inte att läsa: {plural}.", found)
    version = hashlib.sha256(b"\0".join(data for _, data in contents)).hexdigest()[:12]
    return Questionnaire(sections, version, {section.id: section for section in sections}, assignment.units)


def _complain_about_doubles(drafts: Iterable[_SectionReader]) -> None:
    seen: dict[str, str] = {}
    for draft in drafts:
        if draft.id and draft.id in seen:
            draft.reader.complain("id", f"Avsnittet ”{draft.id}” finns redan i {seen[draft.id]}.")
        seen[draft.id] = draft.problems.file


class _SectionReader:
    """Reads one file in two passes: the outline first, since expressions may name any section's questions."""

    def __init__(self, node: Node, file: str, assignment: Assignment) -> None:
        self.problems = Problems(file)
        self.reader = Reader(node, self.problems)
        self.assignment = assignment
        self.id = _identifier(self.reader)
        self.types: dict[str, str] = {}
        self._expressions = False
        self.outline = self._questions(self.reader)

    def section(self, all_types: Mapping[str, str]) -> Section:
        """The section with its expressions; names of the own section need no prefix."""
        self.types = {**all_types, **question_types(self.outline), "unit.kind": "text", "unit.slug": "text"}
        self._expressions = True
        self.problems.found = [problem for problem in self.problems.found if problem.where.key == "id"]
        reader = Reader(self.reader.node, self.problems)
        kinds = {unit.kind.id for unit in self.assignment.units}
        units = reader.texts("units")
        for kind in units:
            if kind not in kinds:
                reader.complain("units", f"”{kind}” är inget slags enhet i uppdraget.")
        section = Section(
            id=_identifier(reader),
            title=reader.text("title", required=True),
            group=reader.text("group"),
            intro=reader.text("intro"),
            goal=reader.text("goal"),
            activities=reader.texts("activities"),
            effects=reader.texts("effects"),
            units=units,
            questions=self._questions(reader),
            file=self.problems.file,
        )
        reader.finish()
        return section

    def _questions(self, reader: Reader, inner: bool = False) -> tuple[Question, ...]:
        questions: list[Question] = []
        outer = self.types
        if inner and self._expressions:
            self.types = {**outer, **inner_types(reader)}
        for entry in reader.readers("questions", required=True):
            question = self._question(entry, inner)
            if any(question.id == other.id for other in questions):
                entry.complain("id", f"Frågan ”{question.id}” finns två gånger.")
            questions.append(question)
        self.types = outer
        return tuple(questions)

    def _question(self, entry: Reader, inner: bool) -> Question:
        kind = entry.one_of("type", TYPES, "text", required=True)
        self._complain_about_misplaced(entry, kind, inner)
        question = Question(
            id=_identifier(entry),
            type=kind,
            label=entry.text("label", required=True),
            help=entry.text("help"),
            example=entry.text("example"),
            required=self._required(entry),
            when=self._expression(entry, "when", "bool"),
            checks=self._checks(entry),
            max_words=entry.integer("max_words"),
            options=self._options(entry, "options"),
            rows=self._options(entry, "rows"),
            columns=self._columns(entry),
            total=entry.flag("total"),
            unit=entry.text("unit"),
            private=entry.flag("private"),
            print=entry.one_of("print", PRINTS, "stycke"),
            item=entry.text("item", "punkt"),
            item_title=entry.text("item_title"),
            min_items=entry.integer("min_items"),
            max_items=entry.integer("max_items"),
            questions=self._questions(entry, inner=True) if kind == "items" else (),
        )
        if question.item_title and question.question(question.item_title) is None:
            entry.complain("item_title", f"Frågan ”{question.item_title}” finns inte i gruppen.")
        entry.child("questions")
        entry.finish()
        return question

    def _complain_about_misplaced(self, entry: Reader, kind: str, inner: bool) -> None:
        if inner and kind == "items":
            entry.complain("type", "En grupp kan inte stå i en annan grupp.")
        for key, types in _ALLOWED.items():
            if kind not in types and entry.child(key) is not None:
                entry.complain(key, f"Nyckeln ”{key}” hör inte till frågor av typen ”{kind}”.")
        needed = _NEEDED.get(kind)
        if needed and entry.child(needed) is None:
            entry.complain(needed, f"En fråga av typen ”{kind}” behöver ”{needed}”.")
        if kind in ("matrix", "table") and entry.child("rows") is None:
            entry.complain("rows", f"En fråga av typen ”{kind}” behöver ”rows”.")

    def _options(self, entry: Reader, key: str) -> tuple[Option, ...]:
        node = entry.child(key)
        if node is None:
            return ()
        if isinstance(node.value, str):
            name = entry.one_of(key, self.assignment.codelists)
            return self.assignment.codelists.get(name, ())
        return parse_options(entry, key)

    def _columns(self, entry: Reader) -> tuple[Column, ...]:
        columns: list[Column] = []
        readers = list(entry.readers("columns"))
        filled_in = [r.text("id") for r in readers if r.child("computed") is None]
        for reader in readers:
            computed = self._expression(reader, "computed", "number", row_types(filled_in))
            columns.append(Column(_identifier(reader), reader.text("label", required=True), computed))
            reader.finish()
        return tuple(columns)

    def _checks(self, entry: Reader) -> tuple[Check, ...]:
        checks = []
        for reader in entry.readers("checks"):
            rule = self._expression(reader, "rule", "bool")
            message = reader.text("message", required=True)
            level = Level(reader.one_of("level", [level.value for level in Level], Level.BLOCK.value))
            reader.finish()
            if rule is not None:
                checks.append(Check(rule, message, level))
            elif reader.child("rule") is None:
                reader.complain("rule", "Nyckeln ”rule” saknas.", "Lägg till den.")
        return tuple(checks)

    def _required(self, entry: Reader) -> bool | Expression:
        if entry.text("required") in ("", "true", "false"):
            return entry.flag("required")
        return self._expression(entry, "required", "bool") or False

    def _expression(
        self, entry: Reader, key: str, wanted: str, types: Mapping[str, str] | None = None
    ) -> Expression | None:
        source = entry.text(key)
        if not source or not self._expressions:
            return None
        try:
            return parse_expression(source, self.types if types is None else types, wanted)
        except ExpressionError as error:
            entry.complain(key, str(error))
            return None


def _identifier(reader: Reader) -> str:
    name = reader.text("id", required=True)
    if name and not _ID.fullmatch(name):
        reader.complain("id", f"”{name}” får bara ha a–z, siffror och understreck.", "Börja med en bokstav.")
    elif keyword.iskeyword(name):
        reader.complain("id", f"”{name}” betyder något annat i uttryck.", "Välj ett annat id.")
    return name
