"""Whole workspaces made up from a number: other units, questions, codelists, outlines and answers each time."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from nasty_material import LABELS, PROSE, TYPED, picture

from rapport.disclosure import KEEP, decide, load_guard
from rapport.editorial import approve, waive
from rapport.errors import Refused
from rapport.questionnaire import load_questionnaire
from rapport.submissions import add_picture, seal
from rapport.survey import load_survey
from rapport.text import clean
from rapport.workspace import Unit, Workspace

WHEN = datetime(2024, 6, 14, 9, 30, tzinfo=timezone(timedelta(hours=2)))
UNITS = (1, 2, 3, 5, 8, 21, 60, 300)
RESPONSES = (1, 2, 9, 43, 200)
COLUMNS = (1, 2, 5, 60)
ALL_OF_A_SECTION = """
{% for entry in entries %}
<h3>{{ entry.unit.name }}</h3>
{% for kind in ("text", "date", "email", "phone", "choice") %}{{ row(answer(entry, "§", kind)) }}{% endfor %}
{{ answer(entry, "§", "prose") }}
{% for kind in ("integer", "money") %}
{% set value = answer(entry, "§", kind) %}
{{ row(number(value) if value is not none else value) }}
{% endfor %}
{% for value in answer(entry, "§", "choices") or [] %}{{ row(value) }}{% endfor %}
{% set image = answer(entry, "§", "picture") %}{% if image %}{{ picture(image) }}{% endif %}
{% set asked = question("§", "table") %}
{% set own = cells(entry, "§", "table") %}
<table caption="{{ asked.label }}" description="{{ asked.label }}">
<thead><tr><th></th>{% for column in asked.columns %}<th>{{ column.label }}</th>{% endfor %}</tr></thead>
<tbody>{% for line in asked.rows %}<tr><th>{{ line.label }}</th>
{% for column in asked.columns %}<td align="right">{{ own[line.id][column.id] }}</td>{% endfor %}</tr>{% endfor %}
</tbody>
</table>
{% endfor %}
"""
"""Every answer of every unit in the section §, each on a line of its own."""
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff]")
Yaml = dict[str, Any]


@dataclass(slots=True)
class Generated:
    """One made-up assignment."""

    workspace: Workspace
    """Where it lies."""
    typed: list[str] = field(default_factory=list)
    """Texts typed where the own template prints each as a line of its own."""


class Generator:
    """Makes one assignment; everything follows from the seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = Random(seed)
        self.made = Generated(Workspace(folder))
        self.units = UNITS[seed % len(UNITS)]
        self.sections: list[Yaml] = []
        self.survey: list[Yaml] = []
        self.themes: dict[str, Yaml] = {}
        self.heavy = 3

    def label(self) -> str:
        """A title or label."""
        return self.random.choice(list(LABELS.values()))

    def options(self, at_most: int) -> list[Yaml]:
        """Entries of a codelist."""
        return [{"id": f"v{n}", "label": self.label()} for n in range(self.random.randint(1, at_most))]

    def typed(self) -> str:
        """One line as a unit types it; the largest ones a few times only."""
        text = self.random.choice(list(TYPED.values()))
        if len(text) > 1000:
            self.heavy -= 1
        return text if len(text) <= 1000 or self.heavy >= 0 else text[:300]

    # ------------------------------------------------------------------ what is asked

    def questionnaire(self) -> None:
        """Sections with every type of question."""
        for number in range(self.random.randint(1, 3)):
            name = f"s{number}"
            section = {"id": name, "title": self.label(), "goal": self.label(), "questions": self._questions(name)}
            section |= {"group": self.label(), "activities": [self.label()], "effects": [self.label(), "x"]}
            self.sections.append(section)
            self.themes[f"k{number}"] = {"section": name, "question": "punkter"}

    def _questions(self, section: str) -> list[Yaml]:
        kinds = ("text", "prose", "integer", "money", "date", "email", "phone", "picture", "partners")
        simple = [{"id": kind, "type": kind, "label": self.label()} for kind in kinds]
        listed = {"label": self.label(), "options": "lista"}
        widest = COLUMNS if self.units <= 21 else COLUMNS[:2]  # a cell for each unit, row and column adds up
        names = [f"c{n}" for n in range(self.random.choice(widest))]
        columns: list[Yaml] = [{"id": name, "label": self.label()} for name in names]
        columns.append({"id": "rakna", "label": self.label(), "computed": f"{names[0]} - {names[-1]}"})
        table = {"rows": self.options(6), "columns": columns, "total": True, "unit": "kr"}
        inner = [{"id": kind, "type": kind, "label": self.label()} for kind in ("text", "prose", "picture")]
        prints = self.random.choice(("rubrik", "punkt", "stycke"))
        group = {"item": self.label(), "item_title": "text", "print": prints, "questions": inner}
        return [
            *simple,
            {"id": "choice", "type": "choice", **listed},
            {"id": "choices", "type": "choices", **listed},
            {"id": "matrix", "type": "matrix", "rows": self.options(20), **listed},
            {"id": "table", "type": "table", "label": self.label(), **table},
            {"id": "punkter", "type": "items", "label": self.label(), **group},
        ]

    def survey_questions(self) -> None:
        """Background, matrices and open questions of an external survey."""
        matrices = [
            {"id": f"m{n}", "type": "matrix", "label": self.label(), "rows": self.options(8), "options": "lista"}
            for n in range(self.random.randint(1, 4))
        ]
        background = {"id": "kon", "type": "choice", "label": self.label(), "options": "lista"}
        self.survey = [
            {"id": "bakgrund", "title": self.label(), "questions": [background]},
            {"id": "roll", "title": self.label(), "questions": matrices},
            {
                "id": "oppna",
                "title": self.label(),
                "questions": [{"id": "fritt", "type": "prose", "label": self.label()}],
            },
        ]

    # ------------------------------------------------------------------ what is built

    def outline(self) -> list[Yaml]:
        """Any shipped templates in any order, with headings that do not jump."""
        parts: list[Yaml] = [{"chapter": "inledning"}, {"template": "allt"}]
        for part in self.random.sample(self._parts(), k=self.random.randint(3, 10)):
            low = part.get("template") in ("mal", "metod", "omraden", "indikatorer")
            parts += [{"chapter": "mellan"}, part] if low else [part]
        # Appendices open a chapter of their own, so what is below a chapter's heading comes first.
        parts.sort(key=lambda part: part.get("template") in ("bilaga-enkat", "serie", "ekonomi"))
        front = [{"template": name, "place": "front"} for name in ("kolofon", "underskrift", "innehall")]
        return [
            {"template": "omslag"},
            *self.random.sample(front, k=self.random.randint(1, 3)),
            *parts,
            {"template": "baksida", "place": "back"},
        ]

    def _parts(self) -> list[Yaml]:
        parts: list[Yaml] = [{"template": "metod"}, {"template": "tackning"}, {"template": "serie"}]
        for number, section in enumerate(self.sections):
            name, kind = section["id"], f"k{number}"
            columns = [column["id"] for column in section["questions"][12]["columns"]]
            money = {"reason": "prose", "reserved": "money", "charted": columns[:6], "unspent": columns[0]}
            rows: list[tuple[str, Yaml]] = [
                ("exempel", {"section": name, "question": "punkter"}),
                ("indikatorer", {"section": name, "question": "matrix", "row": self.label(), "note": self.label()}),
                ("representanter", {"section": name, "question": "punkter", "caption": self.label()}),
                ("teman", {"kind": kind, "heading": self.label(), "ordered": "true"}),
                ("teman-kort", {"kinds": [kind], "heading": self.label()}),
                ("mal", {"group": section["group"]}),
                ("omraden", {"group": section["group"]}),
                ("ekonomi", {"section": name, "question": "table", **money}),
            ]
            parts += [{"template": template, "with": arguments} for template, arguments in rows]
        if self.survey:
            words = {"heading": self.label(), "caption": self.label(), "background": "bakgrund", "area": "Område"}
            parts.append({"template": "bilaga-enkat", "with": words})
        return parts

    def assignment(self) -> Yaml:
        """What `data/rapport.yaml` says."""
        kinds = {"a": {"label": self.label(), "plural": self.label()}, "b": {"label": "övrig", "counted": "false"}}
        units = [
            {"slug": f"e{n}", "name": f"{n} {self.label()}"[:90], "kind": "b" if n and n % 7 == 0 else "a"}
            for n in range(self.units)
        ]
        outputs = [
            {"id": f"d{n}", "file": f"d{n}.docx", "title": self.label(), "outline": self.outline()}
            for n in range(self.random.randint(1, 2))
        ]
        found: Yaml = {"format": "1", "title": self.label(), "subtitle": self.label(), "published": "2024-06-14"}
        found |= {"publisher": {"name": self.label(), "address": [self.label(), "x"], "web": self.label()}}
        found |= {"series": {"name": self.label(), "number": "1", "list": [self.label()] * 3}}
        found |= {"isbn": self.random.choice(["", "978-91-0000-000-4"])}
        found |= {"kinds": kinds, "units": units, "codelists": {"lista": self.options(12)}, "outputs": outputs}
        found |= {"themes": self.themes, "signed": self.label(), "example": self.random.choice(["", self.label()])}
        if self.survey:
            found["survey"] = {"invited": "210", "positive": ["v0"], "matrix": "roll", "unknown": ["v1"]}
        return found

    def template(self) -> str:
        """A template of the workspace's own that prints every answer as a line of its own."""
        macro = "{% macro row(value) %}{% if value is not none %}<p>{{ value }}</p>{% endif %}{% endmacro %}"
        return f"<h2>Alla svar</h2>{macro}" + "".join(ALL_OF_A_SECTION.replace("§", s["id"]) for s in self.sections)

    # ------------------------------------------------------------------ what is answered

    def answers(self, unit: Unit) -> dict[str, Yaml]:
        """Some answers of a unit."""
        found = {}
        for section in self.sections:
            given = {asked["id"]: self._answer(unit, asked) for asked in section["questions"] if self._chance(0.7)}
            found[section["id"]] = {name: value for name, value in given.items() if value is not None}
        return found

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _answer(self, unit: Unit, asked: Yaml) -> Any:
        kind = asked["type"]
        if kind == "text":
            return self._kept(self.typed())
        if kind == "prose":
            line = self.typed()
            return self._kept(f"Först {line}") if self._chance(0.6) else self._prose()
        if kind == "picture":
            return self._picture(unit)
        if kind == "items":
            return self._items(unit)
        return self._value(kind, asked)

    def _value(self, kind: str, asked: Yaml) -> Any:
        numbers = ("0", "-1", "999999999999999", "-999999999999999", "−12 345", "1 750")
        listed = [option["id"] for option in self.lists]
        if kind in ("integer", "money"):
            return self.random.choice(numbers)
        if kind == "choice":
            return self.random.choice(listed)
        if kind == "choices":
            return self.random.sample(listed, k=self.random.randint(1, len(listed)))
        if kind == "matrix":
            return {row["id"]: self.random.choice(listed) for row in asked["rows"] if self._chance(0.8)} or None
        if kind == "table":
            typed = [column["id"] for column in asked["columns"] if "computed" not in column]
            return {row["id"]: {name: self.random.choice(numbers) for name in typed} for row in asked["rows"]}
        if kind == "partners":
            return [f"e{self.random.randrange(self.units)}"]
        return {"date": "2014-02-28", "email": "a+b&c@example.org", "phone": "+46 8-123 45"}[kind]

    def _kept(self, text: str) -> str:
        self.made.typed.append(text)
        return text

    def _prose(self) -> str:
        text = self.random.choice(PROSE)
        if len(text) > 1000:
            self.heavy -= 1
        return text if len(text) <= 1000 or self.heavy >= 0 else PROSE[0]

    def _picture(self, unit: Unit) -> Yaml | None:
        if not self._chance(0.3 if self.units < 20 else 0.02):
            return None
        file = add_picture(self.made.workspace, unit, picture(self.random))
        words = {name: f"x {self.typed()[:300]}" for name in ("alt", "caption", "credit")}
        return {"file": file, **words}

    def _items(self, unit: Unit) -> list[Yaml]:
        found = []
        for number in range(self.random.randint(0, 3)):
            item = {"id": f"{unit.slug}{number}", "text": f"x {self.typed()}", "prose": self._prose()}
            image = self._picture(unit)
            found.append(item | ({"picture": image} if image else {}))
        return found

    # ------------------------------------------------------------------ on the disk

    def write(self) -> Generated:
        """Write the workspace, seal and approve through the store, and leave out some units with a reason."""
        root = self.made.workspace.root
        self.questionnaire()
        if self._chance(0.6):
            self.survey_questions()
        assignment = self.assignment()
        self.lists = assignment["codelists"]["lista"]
        _save(root / "data" / "rapport.yaml", assignment)
        for number, section in enumerate(self.sections):
            _save(root / "sections" / f"{number:02d}-{section['id']}.yaml", section)
        for number, section in enumerate(self.survey):
            _save(root / "sections" / "enkat" / f"{number:02d}-{section['id']}.yaml", section)
        if self.survey:
            _save(root / "data" / "enkat" / "enkat.yaml", {"format": "1", "note": self.label()})
            _write(root / "data" / "enkat" / "svar.csv", self._responses())
        _write(root / "data" / "mallar" / "allt.html", self.template())
        self._chapters(root / "data" / "redaktion" / "kapitel")
        self._decide()
        self._keep_answers()
        self._write_themes(root / "data" / "redaktion")
        return self.made

    def _responses(self) -> str:
        """The survey's answers as they are stored: a line a respondent, a column a question or row of a matrix."""
        rows = [(asked["id"], row["id"]) for asked in self.survey[1]["questions"] for row in asked["rows"]]
        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow(["id", "bakgrund.kon", *(f"roll.{asked}.{row}" for asked, row in rows), "oppna.fritt"])
        for number in range(self.random.choice(RESPONSES)):
            matrices = {asked["id"]: self._value("matrix", asked) or {} for asked in self.survey[1]["questions"]}
            # A share that nobody answered stops a final build.
            chosen = ["v0" if not number else matrices[asked].get(row, "") for asked, row in rows]
            text = clean(self.typed()[:300]).strip() if self._chance(0.2) else ""
            writer.writerow([f"r{number}", self._value("choice", {}), *chosen, text])
        return file.getvalue()

    def _chapters(self, folder: Path) -> None:
        columns = self.random.choice(COLUMNS)
        pipes = ["| " + " | ".join(f"{word}{n}" for n in range(columns)) + " |" for word in ("k", "v", "w")]
        pipes.insert(1, "|" + " - |" * columns)
        text = '# Inledning <b> & "\n\nDet är {{ enheter.antal ord }} enheter.\n\n'
        text += f"::: mål\n{LABELS['emoji']}\n:::\n\n"
        _write(folder / "inledning.md", text + "\n".join(pipes) + "\n\n" + DEEP_CHAPTER)
        _write(folder / "mellan.md", "## Mellanrubrik ]]> [länk](https://a.se)\n\nText.\n")

    def _decide(self) -> None:
        workspace = self.made.workspace
        questionnaire = load_questionnaire(workspace)
        self.handed_in: list[Unit] = []
        for unit in workspace.assignment.units:
            typed = len(self.made.typed)
            try:
                if self._chance(0.1):
                    raise Refused("Utan underlag.")
                seal(workspace, questionnaire, unit, self.answers(unit), "Anna & <b>", WHEN)
            except Refused as refusal:
                assert not getattr(refusal, "problems", ()), refusal.problems
                del self.made.typed[typed:]
                waive(workspace, unit, "Red", WHEN, self.label())
                continue
            approve(workspace, unit, "Red", WHEN)
            self.handed_in.append(unit)

    def _keep_answers(self) -> None:
        """Let everything that the guard finds in open answers stand."""
        workspace = self.made.workspace
        guard = load_guard(workspace, load_survey(workspace))
        found = [one.id for one in guard.findings()]
        if found:
            decide(workspace, guard, found, KEEP, "Påhittat.", "Red", WHEN)

    def _write_themes(self, folder: Path) -> None:
        words = {"title": self.label(), "short": self.label().replace("{", "("), "full": PROSE[1]}
        themes = {kind: [{"id": f"t{n}", **words} for n in range(self.random.randint(1, 3))] for kind in self.themes}
        _save(folder / "teman.yaml", {"format": "1", **themes})
        for unit in self.handed_in[:5]:
            kind, named = self.random.choice(list(themes.items()))
            _save(folder / "koder" / f"{unit.slug}.yaml", {kind: {f"{unit.slug}0": named[0]["id"]}})


DEEP_CHAPTER = "\n".join("   " * depth + f"1. nivå {depth}" for depth in range(8))


def _save(path: Path, content: Yaml) -> None:
    """JSON is YAML, but for a few signs that YAML wants escaped."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    _write(path, _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def generate(folder: Path, seed: int) -> Generated:
    """The assignment of a seed, in `folder`; the same each time."""
    return Generator(folder, seed).write()
