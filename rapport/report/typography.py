"""Swedish typography in print: quotation marks, dashes, ellipses, and spaces at which no line may break.

Letters, digits and words are never touched, nor what is kept in the store: only how marks and spaces are printed.
Swedish opens and closes a quotation with the same mark (Svenska skrivregler), so that no context is needed.
"""

from __future__ import annotations

import re

from rapport.text import MONTHS

_UNITS = (
    "kr|kronor|tkr|mkr|miljon(?:er)?|miljard(?:er)?|procent(?:enheter|enhet)?|promille|"
    "km|m|cm|mm|kg|g|mg|ha|liter|m²|km²|°C|[%‰§]"
)
_BEFORE_NUMBER = (
    r"SOU|SFS|SOSFS|HSLF-FS|Ds|[Pp]rop\.|[Dd]ir\.|[Ss]kr\.|[Bb]et\.|[Rr]skr\.|[Dd]nr|[Nn]r|[Kk]ap\.|[Ss]\.|[Kk]l\."
    r"|[Cc]a|§§?"
)
_NEEDS_CARE = re.compile(r"""[\d"'-]|\.\.\.| – """)
_QUOTES = str.maketrans({'"': "”", "'": "’"})
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    # A dash between words, written as one or two hyphens; it never begins a line.
    (re.compile(r"(?<=[^\s–-]) (?:--?|–) (?=[^\s–-])"), "\u00a0– "),
    # From one year to another; not in numbers of three parts, addresses and names of files.
    (re.compile(r"(?<![\w/.:=-])((?:1[89]|20)\d\d)-((?:1[89]|20)\d\d)(?![\w/=-]|\.\w)"), "\\1–\\2"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))(?<!\d{4} )"), "\u00a0"),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"), "\u00a0"),
    (re.compile(rf"(?<=\d) (?=(?:{'|'.join(MONTHS)})\b)"), "\u00a0"),
    (re.compile(rf"(?<!\w)({_BEFORE_NUMBER}) (?=\d)"), "\\1\u00a0"),
)
_RANGE = re.compile(r"(?<![\w/.,:=–-])([1-9]\d{0,2})-([1-9]\d{0,2})(?![\w/=–-]|[.,:]\w)")
_DATE = re.compile(rf"(?<=\d\u00a0)({'|'.join(MONTHS)}) (?=\d{{4}}(?!\d))")


def typeset(text: str) -> str:
    """`text` as printed in Swedish: ”…”, ’, –, …, and non-breaking spaces in numbers, dates and before units."""
    if _NEEDS_CARE.search(text) is None:
        return text
    text = text.translate(_QUOTES).replace("...", "…")
    if "-" in text:
        text = _RANGE.sub(_range, text)
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return _DATE.sub("\\1\u00a0", text)


def _range(match: re.Match[str]) -> str:
    """’2–3’ for ’2-3’; numbers that do not rise are a result, a code or part of one."""
    first, last = match.groups()
    return f"{first}–{last}" if int(first) < int(last) else match[0]
