"""What is pasted from a word processor, as the Markdown that answers are written in. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapport.text import clean, removed_by_clean

from .words import counted

_UNSEEN = ("osynligt tecken", "osynliga tecken")
_BULLET = re.compile(
    r"^(?P<indent>[ \t]*)"
    r"(?:[•·▪◦‣∙●○■□➢\uf0b7\uf0a7\uf0d8][ \t\u00a0]*|(?:o|–|—|-|\*)(?:\t+|[ ]{2,})|[–—][ \u00a0]+)(?=\S)"
)
_NUMBER = re.compile(r"^(?P<indent>[ \t]*)(?P<number>\d{1,3})[.)](?:\t+|[ \u00a0]+)(?=\S)")
_MARKDOWN_BULLET = re.compile(r"^(?P<indent>[ \t]*)[-*+] (?=\S)")
_RANKS = {"o": 1, "○": 1, "▪": 2, "■": 2, "\uf0a7": 2}
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A paste ready to be put in."""

    text: str
    """What goes into the field."""
    note: str = ""
    """One Swedish sentence about what was changed or left out; empty when nothing was."""


def paste_prose(text: str) -> Pasted:
    """A paste into a field of running text: bullets and numbers of lists become Markdown, nested by indentation.

    Lines that were wrapped at a fixed column are not joined: only the writer knows whether they are one paragraph.
    """
    removed = removed_by_clean(text)
    source = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    out: list[str] = []
    levels: list[int] = []
    previous = "blank"
    for line in source.split("\n"):
        point = _point(line)
        kind = "point" if point else "text" if line.strip() else "blank"
        if {kind, previous} == {"point", "text"}:
            out.append("")
        if kind == "text":
            levels.clear()
        out.append(_indent(levels, point[0]) + point[1] if point else line)
        previous = kind
    note = f"{counted(removed, *_UNSEEN)} togs bort ur det inklistrade." if removed else ""
    return Pasted(clean("\n".join(out)), note)


def _point(line: str) -> tuple[int, str] | None:
    """Depth and Markdown text of a list point; None for another line.

    The depth orders points by indentation and, where a word processor gave none, by the signs it uses for the levels.
    """
    for pattern in (_BULLET, _MARKDOWN_BULLET, _NUMBER):
        match = pattern.match(line)
        if match:
            sign = line[match.end("indent") :][:1]
            marker = f"{match['number']}. " if pattern is _NUMBER else "- "
            return 10 * len(match["indent"].expandtabs(4)) + _RANKS.get(sign, 0), marker + line[match.end() :]
    return None


def _indent(levels: list[int], depth: int) -> str:
    """The indentation for a point at `depth`, given the depths of the levels that are open; updates them."""
    while levels and depth < levels[-1]:
        levels.pop()
    if not levels or depth > levels[-1]:
        levels.append(depth)
    return "    " * (len(levels) - 1)


def paste_line(text: str) -> Pasted:
    """A paste into a field of one line: line ends and tabs become spaces, and the writer is told."""
    removed = removed_by_clean(text)
    rows = [row.strip() for row in clean(text.replace("\t", " ")).split("\n") if row.strip()]
    parts = []
    if len(rows) > 1:
        parts.append(f"{len(rows)} rader fogades ihop till en, eftersom fältet har en rad.")
    if removed:
        parts.append(f"{counted(removed, *_UNSEEN)} togs bort.")
    return Pasted(" ".join(rows), " ".join(parts))
