"""Words for shares and counts, held against the figures and lists they stand beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rapport.report import SHARE_POINTS
from rapport.text import number_word

from .model import Finding
from .subject import Subject, split_sentences

_FAR = Fraction(5, 100)
"""A word a twentieth or more from its figure is no longer a word for it."""
_POINTS = {words: share for share, words in SHARE_POINTS.items()}
_SHARE = re.compile(
    rf"\b(?:(drygt|knappt|mer än|färre än|mindre än|över|under) )?({'|'.join(_POINTS)}|en majoritet|en minoritet)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(\d{1,3}(?:,\d+)?) ?(?:procent\b|%)|\b(\d{1,4}) av (?:de |totalt )?(\d{1,4})\b")
_ABOVE = ("drygt", "mer än", "över")
_BELOW = ("knappt", "färre än", "mindre än", "under")

_WORDS = {number_word(n): n for n in range(2, 13)}
_COUNT = re.compile(
    rf"\b({'|'.join(_WORDS)}|[2-9]|1[0-9]|20) (?:\w+ )?(?:vanligaste|viktigaste|största|"
    r"frågor|steg|delar|besked|källor|skäl|former|löften|vägar|förslag|punkter|krav|delmål|exempel|åtgärder|"
    r"utmaningar|slutsatser|framgångsfaktorer|\w*områden|\w*områdena|mål)\b",
    re.IGNORECASE,
)


def words_against_figures(subject: Subject) -> Iterator[Finding]:
    """A share in words whose figure, alone beside it in the sentence, does not bear it."""
    for sentence in subject.sentences:
        words, figures = list(_SHARE.finditer(sentence.text)), list(_FIGURE.finditer(sentence.text))
        if sentence.passage.foreign or len(words) != 1 or not figures:
            continue
        shares = {_value(figure) for figure in figures}
        if len(figures) == 1 and not _bears((words[0][1] or "").lower(), words[0][2].lower(), shares.pop()):
            yield sentence.passage.finding(
                f"”{words[0][0]}” stämmer inte med {figures[0][0]} i samma mening: rätta ordet eller siffran.",
                sentence.text,
            )


def _value(figure: re.Match[str]) -> Fraction:
    if figure[1]:
        return Fraction(Decimal(figure[1].replace(",", "."))) / 100
    return Fraction(int(figure[2]), int(figure[3]) or 1)


def _bears(side: str, words: str, share: Fraction) -> bool:
    if words in ("en majoritet", "en minoritet"):
        return share > Fraction(1, 2) if words == "en majoritet" else share < Fraction(1, 2)
    point = _POINTS[words]
    if side in ("mer än", "över"):
        return share > point
    if side in ("färre än", "mindre än", "under"):
        return share < point
    on_side = share > point if side in _ABOVE else share < point if side in _BELOW else True
    return on_side and abs(share - point) < _FAR


def counts_against_lists(subject: Subject) -> Iterator[Finding]:
    """A lead that counts what its list holds, and counts wrong."""
    for listing in subject.listings:
        if listing.lead is None or listing.lead.foreign or not listing.lead.text:
            continue
        last = split_sentences(listing.lead.text)[-1]
        counts = list(_COUNT.finditer(last))
        if not counts or not (last.endswith(":") or "vanligaste" in last or "följande" in last):
            continue
        said = {_WORDS.get(count[1].lower()) or int(count[1]) for count in counts}
        if len(listing.items) not in said:
            yield listing.lead.finding(
                f"Texten säger ”{counts[-1][0]}” men listan som följer har {number_word(len(listing.items))} "
                f"{'punkt' if len(listing.items) == 1 else 'punkter'}: rätta antalet eller listan.",
                last,
            )
