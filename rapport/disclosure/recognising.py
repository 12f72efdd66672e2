"""What in a text may tell who wrote it, or whom it is about: a help to the eye, not a guarantee."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapport.text import MONTHS

_WORDS = Path(__file__).parent / "words"
_MONTHS = "|".join(MONTHS)
_SHAPES: tuple[tuple[str, str, str], ...] = (
    ("personnummer", "ett personnummer", r"\b(?:19|20)?\d{6}[-+]\d{4}\b|\b(?:19|20)\d{10}\b"),
    ("e-post", "en e-postadress", r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    ("telefon", "ett telefonnummer", r"(?<![\d-])(?:\+46|0)[\d -]{6,15}\d(?!\d)"),
    ("datum", "ett datum", rf"\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{{1,2}}\s(?:{_MONTHS})\b"),
    ("år", "ett årtal", r"\b(?:19|20)\d\d\b"),
    ("ålder", "en ålder", r"\b\d{1,3}[- ]åri(?:g|ga|gs|ng|ngen)\b|\b\d{1,3} år gam(?:mal|la)\b"),
    ("diarienummer", "ett diarienummer", r"\b[Dd](?:nr|iarienummer):? ?[\w/-]*\d[\w/-]*"),
)
_BEFORE_SENTENCE = "”\"’'(–-"
"""Signs of which one may stand between the end of a sentence and the next."""


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a text that may single someone out."""

    start: int
    """First character."""
    end: int
    """After the last one."""
    kind: str
    """What it is: `namn`, `plats`, `år`, `telefon` …, `pekar ut`."""
    why: str
    """Swedish: what it looks like, as the end of ’kan vara …’."""


def recognise(text: str, places: tuple[str, ...] = ()) -> tuple[Span, ...]:
    """Passages in reading order, none inside another; `places` are further names of places, such as the units'."""
    found = sorted(_all(text, places), key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _all(text: str, places: tuple[str, ...]) -> Iterator[Span]:
    for kind, why, pattern in _SHAPES:
        yield from (Span(*match.span(), kind, why) for match in re.finditer(pattern, text))
    for match in _singling().finditer(text):
        yield Span(*match.span(), "pekar ut", "ett ord som pekar ut den som skriver")
    yield from (Span(*match.span(), "plats", "en plats") for match in _names("kommuner.txt", places).finditer(text)
                if not _is_ordinary(text, match))  # fmt: skip
    for match in _people().finditer(text):
        # A name alone where a sentence begins may be any word; with a surname it is a name.
        if match[1] or not _begins_sentence(text, match.start()):
            yield Span(*match.span(), "namn", "ett namn")


def _is_ordinary(text: str, match: re.Match[str]) -> bool:
    """Whether the name is also a word and begins a sentence, as in ’Vara med …’ and ’Mark …’."""
    return match[0].lower() in _ALSO_WORDS and _begins_sentence(text, match.start())


def _begins_sentence(text: str, start: int) -> bool:
    """Whether what stands at `start` begins the text, a line, or a sentence after a full stop and a blank."""
    place = _before_blanks(text, start)
    if place and text[place - 1] in _BEFORE_SENTENCE:
        place = _before_blanks(text, place - 1)
    blank = text[place:start]
    return not place or "\n" in blank or (text[place - 1] in ".!?:" and blank[:1].isspace())


def _before_blanks(text: str, place: int) -> int:
    while place and text[place - 1].isspace():
        place -= 1
    return place


_ALSO_WORDS = frozenset(
    {"berg", "boden", "lund", "mark", "nora", "sala", "vara", "kil", "åre", "ale", "eda", "orust"}
)


def _lines(name: str) -> list[str]:
    rows = (_WORDS / name).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


@cache
def _singling() -> re.Pattern[str]:
    return re.compile("|".join(_lines("pekar-ut.txt")), re.IGNORECASE)


@cache
def _names(file: str, more: tuple[str, ...]) -> re.Pattern[str]:
    """Names of a list, also in the genitive and followed by what they name."""
    words = {word.replace("_", " ") for line in _lines(file) for word in line.split()} | set(more)
    shapes = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{shapes})s?\b(?: (?:kommun|län|stad|tingsrätt)\w*)?")


@cache
def _people() -> re.Pattern[str]:
    """First names, with the surname that may follow."""
    names = "|".join(re.escape(word) for line in _lines("namn.txt") for word in line.split())
    return re.compile(rf"\b(?:{names})s?\b((?:[ -](?:[A-ZÅÄÖ][a-zåäöé]+))+)?")
