"""The report's blues in the colour of an authority's headings, so that boxes, tables and charts go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WHITE = {
    "1F3864": 0.0,
    "2F5597": 0.12,
    "3F6AA5": 0.22,
    "6C93C4": 0.5,
    "8496B0": 0.5,
    "8DB0D6": 0.62,
    "BFC8D6": 0.75,
    "E4EAF3": 0.87,
    "EAEFF7": 0.9,
    "F3F5F9": 0.95,
}
"""Shipped blues (RRGGBB) with their share of white."""
_DARKEST = "1F3864"
_HEX = re.compile(r"[0-9A-Fa-f]{6}\Z")
_LEAST_HUE = 24
"""Difference between the largest and the smallest part of a colour; with less it is a grey."""
_CONTRAST = 7.0
"""Least contrast to white, as small text needs it; a lighter colour is darkened until it has it."""


def tints_of(candidates: Iterable[str]) -> dict[str, str]:
    """What each shipped blue becomes, by the first of the candidates that is a colour (RRGGBB) and no grey."""
    parts = (_parts(colour) for colour in candidates if _HEX.match(colour))
    base = next((rgb for rgb in parts if max(rgb) - min(rgb) >= _LEAST_HUE), _parts(_DARKEST))
    while _contrast_to_white(base) < _CONTRAST:
        base = tuple(part * 0.95 for part in base)
    if _hex(base) == _DARKEST:
        return {}
    return {blue: _hex(tuple(part + (255 - part) * white for part in base)) for blue, white in _WHITE.items()}


def _parts(colour: str) -> tuple[float, ...]:
    return tuple(float(int(colour[at : at + 2], 16)) for at in (0, 2, 4))


def _hex(parts: tuple[float, ...]) -> str:
    return "".join(f"{round(part):02X}" for part in parts)


def _contrast_to_white(parts: tuple[float, ...]) -> float:
    """Contrast by the definition of WCAG 2, between 1 and 21."""
    linear = [(part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4) for part in parts]
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)
