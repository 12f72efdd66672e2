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
_QUOTES = str.maketrans({'"': "”", "'": "’"})
_DIGIT = re.compile(r"\d")
_BETWEEN_WORDS = re.compile(r" (?<=[^\s–-] )(?:--?|–) (?=[^\s–-])")
_YEARS = re.compile(r"(?<![\w/.:=-])((?:1[89]|20)\d\d)-((?:1[89]|20)\d\d)(?![\w/=-]|\.\w)")
"""From one year to another; not in numbers of three parts, addresses and names of files."""
_RANGE = re.compile(r"(?<![\w/.,:=–-])([1-9]\d{0,2})-([1-9]\d{0,2})(?![\w/=–-]|[.,:]\w)")
_AFTER_NUMBER = re.compile(rf" (?<=\d )(?:(?=\d{{3}}(?!\d))(?<!\d{{4}} )|(?=(?:{_UNITS}|{'|'.join(MONTHS)})(?!\w)))")
_DATE = re.compile(rf"(?<=\d\u00a0)({'|'.join(MONTHS)}) (?=\d{{4}}(?!\d))")
_REFERENCE = re.compile(rf"(?<!\w)({_BEFORE_NUMBER}) (?=\d)")


def typeset(text: str) -> str:
    """`text` as printed in Swedish: ”…”, ’, –, …, and non-breaking spaces in numbers, dates and before units."""
    if '"' in text or "'" in text:
        text = text.translate(_QUOTES)
    if "..." in text:
        text = text.replace("...", "…")
    if " -" in text or " –" in text:
        # A dash never begins a line.
        text = _BETWEEN_WORDS.sub("\u00a0– ", text)
    return _with_numbers_held(text) if _DIGIT.search(text) else text


def _with_numbers_held(text: str) -> str:
    if "-" in text:
        text = _YEARS.sub("\\1–\\2", _RANGE.sub(_range, text))
    if " " not in text:
        return text
    text = _AFTER_NUMBER.sub("\u00a0", text)
    if "\u00a0" in text:
        text = _DATE.sub("\\1\u00a0", text)
    return _REFERENCE.sub("\\1\u00a0", text)


def _range(match: re.Match[str]) -> str:
    """’2–3’ for ’2-3’; numbers that do not rise are a result, a code or part of one."""
    first, last = match.groups()
    return f"{first}–{last}" if int(first) < int(last) else match[0]
