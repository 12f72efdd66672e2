"""The type that each name of an expression has, from the questions it stands among."""

from __future__ import annotations

from collections.abc import Iterable

from rapport.files import Reader

from .model import Question

_TYPES = {
    "text": "text",
    "prose": "text",
    "integer": "number",
    "money": "number",
    "choice": "text",
    "choices": "texts",
    "date": "text",
    "email": "text",
    "phone": "text",
    "picture": "group",
    "partners": "texts",
    "items": "items",
    "matrix": "texts",
    "table": "group",
}


def question_types(questions: Iterable[Question]) -> dict[str, str]:
    """Names and types for questions: `id`, and for matrices and tables `id.row`, `id.column`, `id.row.column`."""
    types: dict[str, str] = {}
    for question in questions:
        types[question.id] = _TYPES[question.type]
        if question.type == "matrix":
            types |= {f"{question.id}.{row.id}": "text" for row in question.rows}
        elif question.type == "table":
            types |= _table_types(question)
    return types


def _table_types(question: Question) -> dict[str, str]:
    columns = {f"{question.id}.{column.id}": "numbers" for column in question.columns}
    cells = {f"{question.id}.{row.id}.{c.id}": "number" for row in question.rows for c in question.columns}
    return columns | cells


def inner_types(group: Reader) -> dict[str, str]:
    """Names and types for the questions inside a repeat group."""
    entries = group.readers("questions")
    return {entry.text("id"): _TYPES.get(entry.text("type"), "text") for entry in entries}


def row_types(columns: Iterable[str]) -> dict[str, str]:
    """Names and types for a computed column: the row's columns that are filled in."""
    return dict.fromkeys(columns, "number")
