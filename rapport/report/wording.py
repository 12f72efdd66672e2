"""Shares in words that are true of the figure. The rules and their intervals stand in `docs/facts.md`."""

from __future__ import annotations

from fractions import Fraction

NEAR = Fraction(5, 1000)
"""Within this distance of a point (half a percentage point) a share is ’ungefär’ the point, and on it just that."""

_TENTHS = ("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
SHARE_POINTS = {
    Fraction(1, 20): "en av tjugo",
    **{Fraction(k, 10): f"{word} av tio" for k, word in enumerate(_TENTHS, start=1)},
    Fraction(1, 4): "en fjärdedel",
    Fraction(1, 3): "en tredjedel",
    Fraction(1, 2): "hälften",
    Fraction(2, 3): "två tredjedelar",
    Fraction(3, 4): "tre fjärdedelar",
}
"""Shares that have a name of their own."""
_NEARLY_ALL = Fraction(95, 100)
_EACH = ("annan", " tredje", " fjärde", " femte", " sjätte", " sjunde", " åttonde", " nionde", " tionde")
_EVERY = {Fraction(1, k): f"var{word}" for k, word in enumerate(_EACH, start=2)}
MOST_EVERY = Fraction(55, 100)
"""The largest share that is told as every second, third and so on."""


def share_words(n: int, base: int) -> str:
    """A share in words: ’drygt sju av tio’, ’knappt hälften’, ’alla’. Raises `ZeroDivisionError` without a base."""
    share = Fraction(n, base)
    if share in (0, 1):
        return "alla" if share else "ingen"
    if share < min(SHARE_POINTS):
        return "färre än en av tjugo"
    return "nästan alla" if share >= _NEARLY_ALL else _near(share, SHARE_POINTS)


def every_words(n: int, base: int) -> str:
    """A share as every so manieth: ’var tredje’, ’drygt var tredje’; '' when there is no such word for it."""
    share = Fraction(n, base)
    if not share or share > MOST_EVERY:
        return ""
    return "färre än var tionde" if share < min(_EVERY) else _near(share, _EVERY)


def majority_words(n: int, base: int) -> str:
    """On which side of the half a share lies: ’en majoritet’, ’hälften’, ’en minoritet’, ’alla’ or ’ingen’."""
    share = Fraction(n, base)
    exact = {Fraction(0): "ingen", Fraction(1, 2): "hälften", Fraction(1): "alla"}
    return exact.get(share) or ("en majoritet" if share > Fraction(1, 2) else "en minoritet")


def neuter_every(words: str) -> str:
    """’var tredje’ for a neuter noun: ’vart tredje’, ’vartannat’."""
    return words.replace("varannan", "vartannat").replace("var ", "vart ")


def _near(share: Fraction, points: dict[Fraction, str]) -> str:
    """The nearest point's name with how the share lies to it; half way between two, the lower one."""
    point = min(points, key=lambda candidate: (abs(share - candidate), candidate))
    distance = share - point
    if not distance:
        return points[point]
    side = "ungefär" if abs(distance) <= NEAR else "drygt" if distance > 0 else "knappt"
    return f"{side} {points[point]}"
