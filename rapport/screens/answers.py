"""An answer in words, for reading: the read-only view and earlier versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from textual.content import Content

from rapport.questionnaire import Question, Raw, Section, is_blank, parse_answer, table_cells, table_totals
from rapport.text import group_digits, join_words

from .fields.items import item_title
from .fields.numbers import grouped
from .plain import joined, lines, pad, plain

Names = Mapping[str, str]
"""Names of units by slug."""


def section_words(section: Section, answers: Mapping[str, Raw], names: Names) -> Content:
    """All answers of a section under each other; what is not answered is left out."""
    parts: list[Content] = []
    for question in section.questions:
        raw = answers.get(question.id)
        if not is_blank(raw):
            parts += [plain(question.label, "bold $primary"), *answer_words(question, raw, names), plain("")]
    return lines(parts) if parts else plain("Inget är ifyllt här.", "$muted")


def answer_words(question: Question, raw: Raw, names: Names) -> list[Content]:
    """An answer as lines."""
    return _WORDS.get(question.type, _text)(question, raw, names)


def _text(question: Question, raw: Raw, names: Names) -> list[Content]:
    return [plain(str(raw))]


def _number(question: Question, raw: Raw, names: Names) -> list[Content]:
    return [plain(f"{grouped(str(raw))} {question.unit}".rstrip())]


def _labels(question: Question, raw: Raw, names: Names) -> list[Content]:
    labels = {option.id: option.label for option in question.options}
    given = raw if isinstance(raw, list) else [raw]
    return [plain(join_words([labels.get(str(value), str(value)) for value in given]))]


def _partners(question: Question, raw: Raw, names: Names) -> list[Content]:
    given = raw if isinstance(raw, list) else [raw]
    return [plain(join_words([names.get(str(value), str(value)) for value in given]))]


def _matrix(question: Question, raw: Raw, names: Names) -> list[Content]:
    labels = {option.id: option.label for option in question.options}
    given = raw if isinstance(raw, dict) else {}
    return [
        joined(f"{row.label}: ", (labels.get(str(given.get(row.id)), str(given.get(row.id) or "–")), "bold"))
        for row in question.rows
    ]


def _table(question: Question, raw: Raw, names: Names) -> list[Content]:
    value = parse_answer(question, raw).value
    cells = table_cells(question, value)
    width = max((len(column.label) for column in question.columns), default=8) + 2
    out = []
    for row in question.rows:
        out.append(plain(row.label, "bold"))
        out += [
            plain(f"  {pad(column.label, width)}{pad(_amount(cells[row.id][column.id]), 14, 'right')}")
            for column in question.columns
        ]
    if question.total:
        totals = table_totals(question, value)
        out.append(plain("Summa", "bold"))
        out += [plain(f"  {pad(c.label, width)}{pad(_amount(totals[c.id]), 14, 'right')}") for c in question.columns]
    return out


def _amount(number: int | None) -> str:
    return "–" if number is None else group_digits(number)


def _picture(question: Question, raw: Raw, names: Names) -> list[Content]:
    given: dict[str, Any] = raw if isinstance(raw, dict) else {}
    labels = {"file": "Fil", "alt": "Alternativtext", "caption": "Bildtext", "credit": "Upphov"}
    return [plain(f"{label}: {given[key]}") for key, label in labels.items() if given.get(key)]


def _items(question: Question, raw: Raw, names: Names) -> list[Content]:
    out: list[Content] = []
    for n, item in enumerate(entry for entry in (raw if isinstance(raw, list) else []) if isinstance(entry, dict)):
        out += [plain(f"{n + 1}. {item_title(question, item)}", "bold")]
        for inner in question.questions:
            if not is_blank(item.get(inner.id)) and inner.id != question.item_title:
                out += [plain(inner.label, "$muted"), *answer_words(inner, item[inner.id], names)]
        out.append(plain(""))
    return out


_WORDS: dict[str, Callable[[Question, Raw, Names], list[Content]]] = {
    "integer": _number,
    "money": _number,
    "choice": _labels,
    "choices": _labels,
    "matrix": _matrix,
    "table": _table,
    "picture": _picture,
    "partners": _partners,
    "items": _items,
}
