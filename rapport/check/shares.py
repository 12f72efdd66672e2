"""Shares in figures: whether they can be, and whether they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from .model import Finding
from .subject import Sentence, Subject

_NUMBER = r"\d{1,3}(?:,\d+)?"
_PERCENT = re.compile(rf"(?<![\d,.–-])({_NUMBER}) (?:procent\b|%)|(?<![\d,.–-])({_NUMBER})%")
_ABOUT = re.compile(
    r"\b(?:ca|cirka|omkring|ungefär|runt|drygt|knappt|nästan|närmare|över|under|minst|högst|med"
    r"|mellan|mellan [\d,]+ och)\.? $",
    re.IGNORECASE,
)
_BASE = re.compile(r"\bN ?= ?(\d{1,4})\b|\b\d{1,4} av (?:de |totalt )?(\d{1,4})\b")
_K_OF_N = re.compile(r"^ \((\d{1,4}) av (\d{1,4})\)")
_NOT_PEOPLE = re.compile(r"kronor|\bkr\b|\bmedel|\bmedl|budget|kostnad|tjänst|anslag", re.IGNORECASE)
_LARGEST_BASE = 2_000


def impossible_shares(subject: Subject) -> Iterator[Finding]:
    """GRIM: a printed percentage that no whole number of the base gives, at the decimals printed."""
    of_section = _bases_of_sections(subject)
    for sentence in subject.sentences:
        if sentence.passage.foreign or _NOT_PEOPLE.search(sentence.text):
            continue
        own = _bases(sentence.text)
        place = sentence.passage.where
        bases = own or of_section.get((place.document, place.headings), set())
        yield from _impossible(sentence, bases, certain=bool(own))


def _impossible(sentence: Sentence, bases: set[int], certain: bool) -> Iterator[Finding]:
    for match in _PERCENT.finditer(sentence.text):
        printed = match[1] or match[2]
        if _ABOUT.search(sentence.text[: match.start()]):
            continue
        # A base that stands elsewhere in the section may belong to another figure: whole percents are let pass.
        if not bases or (not certain and "," not in printed):
            continue
        pair = _K_OF_N.match(sentence.text[match.end() :])
        if pair and int(pair[2]):
            if not _rounds(int(pair[1]), int(pair[2]), _decimal(printed)):
                right = _share(int(pair[1]), int(pair[2]), _decimals(printed))
                yield sentence.passage.finding(
                    f"{match[0]} är inte {pair[1]} av {pair[2]}, som är {right} procent: rätta det ena.", match[0]
                )
        elif not any(_possible(_decimal(printed), base) for base in bases):
            yield sentence.passage.finding(_message(match[0], printed, max(bases)), match[0])


def _message(quote: str, printed: str, base: int) -> str:
    below = int(_decimal(printed) * base / 100)
    near = " och ".join(f"{k} av {base} är {_share(k, base, 1)} procent" for k in (below, below + 1) if k <= base)
    return f"{quote} kan inte vara en andel av {base}: {near}. Räkna om andelen eller ange vad den är räknad av."


def _possible(percent: Decimal, base: int) -> bool:
    below = int(percent * base / 100)
    return any(_rounds(k, base, percent) for k in (below, below + 1))


def _rounds(k: int, base: int, percent: Decimal) -> bool:
    """Whether k of base is `percent` at its own decimals, halves either way."""
    exponent = percent.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(Decimal(k) * 100 - percent * base) * 2 <= step * base


def wrong_sums(subject: Subject) -> Iterator[Finding]:
    """Three shares or more of one sentence that nearly add up to a hundred, further off than rounding explains."""
    for sentence in subject.sentences:
        shares = [match[1] or match[2] for match in _PERCENT.finditer(sentence.text)]
        if sentence.passage.foreign or len(shares) < 3:
            continue
        total = sum(map(_decimal, shares), Decimal(0))
        slack = sum((Decimal(5).scaleb(-_decimals(share) - 1) for share in shares), Decimal(0))
        if slack < abs(total - 100) <= 3:
            added = " + ".join(shares)
            yield sentence.passage.finding(
                f"Andelarna blir tillsammans {_printed(total)} procent ({added}), mer än avrundning förklarar: "
                "räkna om dem.",
                sentence.text,
            )


def _bases(text: str) -> set[int]:
    found = {int(match[1] or match[2]) for match in _BASE.finditer(text)}
    return {base for base in found if 2 <= base <= _LARGEST_BASE}


def _bases_of_sections(subject: Subject) -> dict[tuple[str, tuple[str, ...]], set[int]]:
    sections: dict[tuple[str, tuple[str, ...]], set[int]] = {}
    for passage in subject.passages:
        if passage.kind != "alt":
            key = (passage.where.document, passage.where.headings)
            sections.setdefault(key, set()).update(_bases(passage.text))
    return sections


def _decimal(printed: str) -> Decimal:
    return Decimal(printed.replace(",", "."))


def _decimals(printed: str) -> int:
    return len(printed.partition(",")[2])


def _share(k: int, base: int, decimals: int) -> str:
    share = Decimal(k) * 100 / base
    return _printed(share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _printed(value: Decimal | int) -> str:
    return f"{value}".replace(".", ",")
