"""The editor's mapping of a survey tool's export: `data/enkat/mappning.yaml`, or a file of the same form."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field

from rapport.files import Problems, Reader, parse_yaml
from rapport.questionnaire import Question, Questionnaire
from rapport.text import nearest

from .columns import Place, survey_places

MAPPING_FILE = "mappning.yaml"
"""Name of the saved mapping in the survey's folder."""
IGNORE, IDENTITY, SUBMITTED = "ignore", "id", "submitted"
EVERY = "*"
"""In place of a question: values of all questions."""
_ROLES = (IGNORE, IDENTITY, SUBMITTED)


@dataclass(frozen=True, slots=True)
class Target:
    """What a column of the file answers."""

    place: Place
    """The column it becomes; without a row it may be a whole matrix, whose rows the file's columns name."""
    option: str = ""
    """For a question with several choices and a column for each: the option that the column ticks."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the editor has decided of columns and values. An empty one decides nothing."""

    header_rows: int = 0
    """Rows of the header, 1 or 2; 0 to find out."""
    keep_incomplete: bool = False
    """Whether responses that were never sent are taken."""
    columns: Dictionary[str, Target | str] = field(default_factory=dict)
    """By the column's header, or `#` and its number: what it answers, or `ignore`, `id` or `submitted`."""
    values: Dictionary[str, Dictionary[str, str]] = field(default_factory=dict)
    """By question, or `*` for all: the option's id (or nothing) for each value in the file."""
    option_codes: str = ""
    """Form of codes that number the options, `A#` for A1, A2 …; empty when codes are no positions."""
    row_codes: str = ""
    """Form of codes that number the rows of a matrix, `SQ#` for SQ001, SQ002 …; empty when they do not."""


def parse_mapping(data: bytes, name: str, questionnaire: Questionnaire) -> Mapping:
    """A mapping from the bytes of a file that messages call `name`. Raises `InvalidFile` with every problem."""
    problems = Problems(name)
    reader = Reader(parse_yaml(data, name), problems)
    reader.one_of("format", ("1",), "1")
    header_rows = reader.one_of("header_rows", ("1", "2"))
    incomplete = reader.one_of("incomplete", ("keep", "leave"), "leave")
    codes = reader.reader("positions")
    option_codes = row_codes = ""
    if codes is not None:
        option_codes, row_codes = _form(codes, "options"), _form(codes, "rows")
        codes.finish()
    places = _places(questionnaire)
    columns = _columns(reader, questionnaire, places)
    values = _values(reader, questionnaire)
    reader.finish()
    problems.raise_if_any()
    return Mapping(int(header_rows or 0), incomplete == "keep", columns, values, option_codes, row_codes)


def position(form: str, text: str) -> int:
    """The number in a code of this form, from 1; 0 when the code has another form. `AO#` reads AO02 as 2."""
    before, _, after = form.partition("#")
    match = re.fullmatch(f"{re.escape(before)}0*([1-9][0-9]{{0,3}}){re.escape(after)}", text) if form else None
    return int(match.group(1)) if match else 0


def _form(reader: Reader, key: str) -> str:
    form = reader.text(key)
    if form and form.count("#") != 1:
        reader.complain(key, f"”{form}” ska ha ett # där numret står.", "Skriv till exempel A#.")
        return ""
    return form


def _places(questionnaire: Questionnaire) -> dict[str, Target]:
    """What a column can be mapped to, by name: questions, rows of matrices, and options where several are chosen."""
    places: dict[str, Target] = {}
    for place, question in survey_places(questionnaire).items():
        places[str(place)] = Target(place)
        places[f"{place.section}.{place.question}"] = Target(Place(place.section, place.question))
        if question.type == "choices":
            places |= {f"{place}.{option.id}": Target(place, option.id) for option in question.options}
    return places


def _columns(reader: Reader, questionnaire: Questionnaire, places: dict[str, Target]) -> dict[str, Target | str]:
    columns: dict[str, Target | str] = {}
    entry = reader.reader("columns")
    for name, node in entry.node.items() if entry else ():
        to = node.value
        if isinstance(to, str) and to in places:
            columns[name] = places[to]
        elif to in _ROLES:
            columns[name] = str(to)
        else:
            assert entry is not None
            near = nearest(str(to), [*places, *_ROLES])
            hint = f"Menade du ”{near}”?" if near else "Ange avsnitt.fråga eller ignore."
            entry.complain(name, f"Frågan ”{str(to)[:80]}” finns inte i enkäten.", hint)
    return columns


def _values(reader: Reader, questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    questions = {f"{place.section}.{place.question}": q for place, q in survey_places(questionnaire).items()}
    values: dict[str, dict[str, str]] = {}
    for name, entry in reader.named_readers("values"):
        if name != EVERY and name not in questions:
            near = nearest(name, questions)
            hint = f"Menade du ”{near}”?" if near else ""
            reader.complain("values", f"Frågan ”{name[:80]}” finns inte i enkäten.", hint)
            continue
        values[name] = {}
        for value, node in entry.node.items():
            option = node.value if isinstance(node.value, str) else ""
            _check_option(entry, value, option, questions.get(name), questions)
            values[name][value] = option
    return values


def _check_option(
    entry: Reader, value: str, option: str, question: Question | None, questions: Dictionary[str, Question]
) -> None:
    asked = [question] if question else questions.values()
    known = [each.id for q in asked for each in q.options]
    if option and option not in known:
        near = nearest(option, known)
        hint = f"Menade du ”{near}”?" if near else ""
        entry.complain(value, f"”{option[:80]}” finns inte bland alternativen.", hint)
