"""Text that a workbook can hold, and names that its sheets can have."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_NAME = 31
"""Characters in the name of a sheet."""
LONGEST_TEXT = 32_767
"""Characters in a cell."""
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\s]+")
_RESERVED = ("history", "historik")
"""Names that spreadsheet programs keep for themselves."""


def clean(text: str) -> str:
    """`text` without what no workbook can hold: controls other than tabs and line ends, and lone surrogates."""
    return _UNSAFE.sub("", text)


def one_line(text: str) -> str:
    """`text` on one line, without what no workbook can hold."""
    return " ".join(clean(text).split())


def clip(text: str, limit: int) -> str:
    """`text` on one line, cut with an ellipsis so that it has at most `limit` characters."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def sheet_names(captions: Iterable[str]) -> list[str]:
    """A name for each caption: at most 31 characters, without forbidden ones, unique whatever the case."""
    names: list[str] = []
    taken = set(_RESERVED)
    for caption in captions:
        base = _NOT_IN_NAMES.sub(" ", clean(caption)).strip(" '") or "Tabell"
        name, number = _whole_words(base, LONGEST_NAME), 1
        while name.casefold() in taken:
            number += 1
            mark = f" ({number})"
            name = _whole_words(base, LONGEST_NAME - len(mark)) + mark
        taken.add(name.casefold())
        names.append(name)
    return names


def _whole_words(text: str, limit: int) -> str:
    """The beginning of `text`, at most `limit` characters, cut between words where there is more than one."""
    if len(text) <= limit:
        return text
    kept = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return kept.rstrip(" ',;–-")
