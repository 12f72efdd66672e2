"""Colours of charts: they differ in lightness as well as in hue.

A chart therefore holds in greyscale and for colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Mapping

COLOURS: Mapping[str, str] = {
    "navy": "1F3864",
    "blue": "3F6AA5",
    "steel": "6C93C4",
    "sky": "8DB0D6",
    "rust": "B4531A",
    "sand": "E9B872",
    "mist": "DEDEDE",
}
"""Colours by name, as RRGGBB on a light page."""

_PALETTES = {
    1: ("navy",),
    2: ("navy", "sand"),
    3: ("navy", "steel", "sand"),
    4: ("navy", "steel", "sand", "mist"),
    5: ("navy", "blue", "sky", "sand", "mist"),
    6: ("navy", "blue", "sky", "rust", "sand", "mist"),
}


def palette(count: int) -> tuple[str, ...]:
    """Names of `count` colours (keys of `COLOURS`), in drawing order."""
    names = _PALETTES[min(max(count, 1), 6)]
    return tuple(names[index % len(names)] for index in range(count))
