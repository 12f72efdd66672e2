"""The one way for text into a widget: as it is, harmless, and never as markup."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from rapport.text import printable

GAP = "  "
"""Between columns."""


def plain(text: str, style: str = "") -> Content:
    """`text` as content: brackets stay brackets, and what could act on a terminal is shown as U+FFFD."""
    safe = printable(text).replace("\t", "    ")
    return Content.styled(safe, style) if style else Content(safe)


def joined(*parts: str | Content | tuple[str, str]) -> Content:
    """Parts one after the other: text, text with a style, or content."""
    return Content("").join(
        [
            part if isinstance(part, Content) else plain(*part) if isinstance(part, tuple) else plain(part)
            for part in parts
        ]
    )


def lines(parts: list[Content]) -> Content:
    """Contents under each other."""
    return Content("\n").join(parts)


def shorten(text: str, width: int) -> str:
    """`text` on one line and at most `width` cells wide, with an ellipsis where something is left out."""
    flat = printable(_BREAKS.sub(" ", text))
    if cell_len(flat) <= width:
        return flat
    return set_cell_size(flat, max(0, width - 1)).rstrip() + "…" if width > 0 else ""


def pad(text: str, width: int, align: str = "left") -> str:
    """`text` shortened or filled out to exactly `width` cells, to the `left` or to the `right`."""
    short = shorten(text, width)
    blank = " " * (width - cell_len(short))
    return blank + short if align == "right" else short + blank


_BREAKS = re.compile(r"\s*[\n\t\r]\s*")
_VOWELS = set("aeiouyåäöAEIOUYÅÄÖ")


def wrap_words(text: str, width: int) -> list[str]:
    """`text` on lines of at most `width` characters; longer words are divided before a consonant and a vowel."""
    width = max(4, width)
    parts: list[str] = []
    for word in printable(text).split():
        while len(word) > width:
            place = next(
                (n for n in range(width - 1, 1, -1) if word[n] not in _VOWELS and word[n + 1 : n + 2] in _VOWELS),
                width - 1,
            )
            parts.append(word[:place] + "-")
            word = word[place:]
        parts.append(word)
    rows: list[str] = []
    for part in parts:
        if rows and len(rows[-1]) + 1 + len(part) <= width and not rows[-1].endswith("-"):
            rows[-1] += f" {part}"
        else:
            rows.append(part)
    return rows or [""]


def spread(left: str, right: str, width: int) -> str:
    """`left` and `right` at the two ends of a line; the left one gives way."""
    room = max(0, width - cell_len(right) - (2 if right else 0))
    return pad(left, room) + ("  " + right if right else "")
