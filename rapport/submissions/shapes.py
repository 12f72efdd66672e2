"""Whether a value in a file has the shape that its question's answers have: text, list, rows, cells, items."""

from __future__ import annotations

from collections.abc import Callable

from rapport.files import Node, Problems
from rapport.questionnaire import Question, is_item_id

Complain = Callable[[Question, Node, str, Problems], None]


def complain_about_shape(question: Question, node: Node, key: str, problems: Problems) -> None:
    """Record every place where `node` is not what an answer to `question` looks like. What it says is not judged."""
    if node.value is None:
        return
    _SHAPES.get(question.type, _text)(question, node, key, problems)


def _text(question: Question, node: Node, key: str, problems: Problems) -> None:
    if not isinstance(node.value, str):
        problems.add(node.line, key, f"Svaret på ”{question.label}” ska vara text.")


def _list(question: Question, node: Node, key: str, problems: Problems) -> None:
    if isinstance(node.value, list):
        for index, child in enumerate(node.value, 1):
            _text(question, child, f"{key}[{index}]", problems)
    elif not isinstance(node.value, str):
        problems.add(node.line, key, f"Svaret på ”{question.label}” ska vara en lista.")


def _rows(question: Question, node: Node, key: str, problems: Problems) -> None:
    if not isinstance(node.value, dict):
        problems.add(node.line, key, f"Svaret på ”{question.label}” ska vara nycklar med värden.")
    for name, child in node.items():
        if child.value is not None:
            _text(question, child, f"{key}.{name}", problems)


def _cells(question: Question, node: Node, key: str, problems: Problems) -> None:
    if not isinstance(node.value, dict):
        problems.add(node.line, key, f"Svaret på ”{question.label}” ska vara rader med belopp.")
    for name, child in node.items():
        if child.value is not None:
            _rows(question, child, f"{key}.{name}", problems)


def _items(question: Question, node: Node, key: str, problems: Problems) -> None:
    if not isinstance(node.value, list):
        problems.add(node.line, key, f"Svaret på ”{question.label}” ska vara en lista av {question.item}.")
        return
    seen: set[str] = set()
    for index, child in enumerate(node.value, 1):
        place = f"{key}[{index}]"
        if not isinstance(child.value, dict):
            problems.add(child.line, place, "Här ska det stå nycklar med värden.")
            continue
        _item_id(child, place, seen, problems)
        for name, inner in child.items():
            asked = question.question(name)
            if asked is not None and inner.value is not None:
                complain_about_shape(asked, inner, f"{place}.{name}", problems)


def _item_id(node: Node, place: str, seen: set[str], problems: Problems) -> None:
    found = node.value.get("id") if isinstance(node.value, dict) else None
    name = found.value if found is not None else None
    line = node.line_of("id")
    if not isinstance(name, str) or not is_item_id(name):
        problems.add(line, f"{place}.id", "Punkten saknar ett giltigt id.", "Skriv 1–16 tecken ur a–z och 0–9.")
    elif name in seen:
        problems.add(line, f"{place}.id", f"Id ”{name}” finns två gånger.", "Ge den ena punkten ett annat id.")
    else:
        seen.add(name)


_SHAPES: dict[str, Complain] = {
    "choices": _list,
    "partners": _list,
    "matrix": _rows,
    "picture": _rows,
    "table": _cells,
    "items": _items,
}
