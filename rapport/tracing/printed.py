"""Whether the words of an answer stand in what was printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rapport.questionnaire import Question
from rapport.report import preview_text
from rapport.text import group_digits
from rapport.wording import fold, lines

VERBATIM = "verbatim"
"""Printed word for word."""
CHANGED = "changed"
"""Printed shortened or in other words."""
LEFT_OUT = "left_out"
"""Not printed."""
_WORD = re.compile(r"\w+")
_SAME_WORDS = 0.5
"""Share of an answer's words that a text has when it is the answer in other words."""


def compare(question: Question, value: Any, printed: Sequence[str], names: Mapping[str, str]) -> str:
    """How one answer stands in the `printed` texts. `names` are the units' short names by slug."""
    expected = _expected(question, value, names)
    text = "".join(fold(line) for line in printed)
    found = [line for line in expected if fold(line) in text]
    if len(found) == len(expected):
        return VERBATIM
    words = {word for line in printed for word in _WORD.findall(line.casefold())}
    wanted = [word for line in expected for word in _WORD.findall(line.casefold())]
    is_like = sum(word in words for word in wanted) >= _SAME_WORDS * len(wanted)
    return CHANGED if question.type in ("prose", "text") and (found or is_like) else LEFT_OUT


def _expected(question: Question, value: Any, names: Mapping[str, str]) -> tuple[str, ...]:
    """An answer as the lines in which it is printed."""
    labels = {option.id: option.label for option in question.options}
    if question.type == "prose":
        return lines(preview_text(value))
    if question.type == "choice":
        return (labels[value],)
    if question.type == "choices":
        return tuple(labels[one] for one in value)
    if question.type == "partners":
        return tuple(names.get(slug, slug) for slug in value)
    if question.type in ("integer", "money"):
        return (group_digits(value),)
    if question.type == "picture":
        return (value.get("caption") or value.get("alt", ""),)
    if question.type == "table":
        return tuple(group_digits(cell) for row in value.values() for cell in row.values())
    if question.type == "matrix":
        return tuple(labels[chosen] for chosen in value.values())
    return (str(value),)
