"""What may enter the store as text, and how Swedish text is sorted and counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_TRAILING = re.compile(r"[ \t\u00a0]+(?=\n|\Z)")
_WORD = re.compile(r"[^\W_]+(?:[-’'.:/][^\W_]+)*")
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SURROGATES = "\ud800-\udfff"
_REMOVED = re.compile(f"[{_CONTROLS}{_BIDI}{_SURROGATES}\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
_ACTING = re.compile(f"[{_CONTROLS}{_BIDI}{_SURROGATES}]")

REMOVED_NAMES = "styrtecken, riktningstecken, mjuka bindestreck och tecken utan bredd"
"""What `clean` removes, in Swedish, for messages to the writer."""


def clean(text: str) -> str:
    r"""Text as the store keeps it: NFC, `\n` line ends, tabs as four spaces, nothing that acts.

    Removed are C0 and C1 controls, bidi marks and overrides, soft hyphens, zero-width characters that
    join nothing visible, byte order marks and lone surrogates; also blanks at line ends. Everything else stays.
    """
    if text.isprintable() and not text.endswith(" "):
        return unicodedata.normalize("NFC", text)
    text = _REMOVED.sub("", _LINE_ENDS.sub("\n", text).replace("\t", "    "))
    return _TRAILING.sub("", unicodedata.normalize("NFC", text))


def removed_by_clean(text: str) -> int:
    """How many characters `clean` would take away from `text`, line ends and blanks apart."""
    return len(_REMOVED.findall(_LINE_ENDS.sub("\n", text)))


def printable(text: str) -> str:
    """`text` with every character that could act on a terminal shown as U+FFFD; line ends and tabs stay."""
    return _ACTING.sub("�", text)


def count_words(text: str) -> int:
    """Words as a writer counts them: ’kvinno- och tjejjour’ is three, ’1 750’ two, a link's address none."""
    without_addresses = re.sub(r"\]\([^)\s]*\)", "]", text)
    return len(_WORD.findall(without_addresses))


_ORDER = {character: index for index, character in enumerate("abcdefghijklmnopqrstuvwxyzåäö")}
_FOLD = str.maketrans({"æ": "ä", "ø": "ö", "ü": "y", "é": "e", "è": "e", "á": "a", "à": "a"})


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """Key for Swedish alphabetical order (å, ä, ö last, in that order); case does not count."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_FOLD)
    return tuple((1, _ORDER[c]) if c in _ORDER else (0, ord(c)) if not c.isalpha() else (2, ord(c)) for c in folded)


def join_words(words: Iterable[str], last: str = "och") -> str:
    """Words as a Swedish enumeration: ’a’, ’a och b’, ’a, b och c’."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or '' when none is near (for ’menade du …?’)."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


_NUMBERS = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]


def number_word(n: int, neuter: bool = False) -> str:
    """`n` in letters up to twelve, in digits above, as Swedish authorities write; `neuter` gives ’ett’."""
    if n == 1 and neuter:
        return "ett"
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else group_digits(n)


def group_digits(n: int) -> str:
    """`n` with non-breaking spaces between thousands (U+00A0) and a real minus sign."""
    grouped = f"{abs(n):,}".replace(",", "\u00a0")
    return f"−{grouped}" if n < 0 else grouped


MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
"""Names of the months, January first."""


def swedish_date(iso: str) -> str:
    """’2015-01-31’ (or a time on that day) as ’31 januari 2015’, held together by non-breaking spaces."""
    year, month, day = iso[:10].split("-")
    return f"{int(day)}\u00a0{MONTHS[int(month) - 1]}\u00a0{year}"
