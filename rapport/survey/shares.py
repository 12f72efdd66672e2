"""Shares in percent: each rounded once from exact integers, and told when a whole set does not add up as printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

ROUNDING = "en decimal, hälften uppåt, räknat från hela tal"
"""The one rounding policy for shares."""
ROUNDED = "Andelarna är avrundade och summerar därför inte till 100."
"""What is printed where shares of one whole do not add up to 100 as printed."""


def percent(n: int, base: int, decimals: int = 1) -> Decimal:
    """`n` of `base` in percent, halves rounded up. Raises `ZeroDivisionError` when the base is 0."""
    scale = 10**decimals
    return Decimal((2 * n * 100 * scale + base) // (2 * base)).scaleb(-decimals)


def adds_up(counts: Iterable[int], decimals: int = 1) -> bool:
    """Whether the shares of counts that make one whole add up to exactly 100 as printed. An empty whole does."""
    parts = list(counts)
    whole = sum(parts)
    return not whole or sum(percent(part, whole, decimals) for part in parts) == 100


def rounding_note(*wholes: Iterable[int]) -> str:
    """The sentence to print under shares of these wholes: empty when each adds up. No single share is changed."""
    return "" if all(adds_up(counts) for counts in wholes) else ROUNDED
