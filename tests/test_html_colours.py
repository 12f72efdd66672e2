"""Contrast of every pair of colours on the page, by the formula of WCAG 2, in both schemes."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from rapport.printing import COLOURS, palette

STYLE = (Path(__file__).parent.parent / "rapport" / "templates" / "html" / "page.css").read_text(encoding="utf-8")
_LISTS = re.findall(r":root {(.*?)}", STYLE, re.S)
_LIGHT, _DARK = (dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", part)) for part in _LISTS)
SCHEMES = {"light": _LIGHT, "dark": _DARK}

TEXT = [
    *[(ink, "page") for ink in ("ink", "soft", "head", "subhead", "link")],
    *[(ink, "foot") for ink in ("ink", "link")],
    *[(ink, box) for box in ("goal", "result", "info", "hole") for ink in ("ink", "soft", "head", "subhead", "link")],
    *[(ink, shade) for shade in ("table-head", "table-total") for ink in ("ink", "head", "link")],
    ("head", "goal"),
    ("result-rule", "result"),
    ("info-rule", "info"),
    ("hole-rule", "hole"),
    ("on-cover", "cover"),
    ("on-cover-soft", "cover"),
    ("on-mark", "mark"),
    ("on-draft", "draft"),
    *[(f"on-{colour}", colour) for colour in COLOURS],
]
"""Text and what it stands on: at least 4.5 to 1, whatever its size."""

SHAPES = [
    *[(line, "page") for line in ("strong-rule", "control", "edge", "result-rule", "info-rule", "hole-rule", "link")],
    ("strong-rule", "goal"),
    ("cover-accent", "cover"),
]
"""What must be seen against what is beside it: frames, focus and the outline of bars; at least 3 to 1."""


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, from 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_is_that_of_wcag() -> None:
    """Black on white is 21 to 1, and #767676 is the lightest grey that passes on white."""
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert contrast("#767676", "#FFFFFF") >= 4.5 > contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_shapes_stand_out(scheme: str) -> None:
    """4.5 to 1 for text, 3 to 1 for shapes that carry meaning."""
    colours = SCHEMES[scheme]
    rules = [*((pair, 4.5) for pair in TEXT), *((pair, 3) for pair in SHAPES)]
    weak = [(one, other) for (one, other), least in rules if contrast(colours[one], colours[other]) < least]
    assert weak == []


def test_every_colour_is_paired_and_named_in_both_schemes() -> None:
    """The dark scheme names what the light one names, and each colour stands in a pair or is decoration."""
    decoration = {"accent", "rule"}
    assert set(_LIGHT) == set(_DARK) == {name for pair in [*TEXT, *SHAPES] for name in pair} | decoration


def test_colours_stand_in_variables() -> None:
    """Outside the two lists of variables only the motif, a decoration on the cover, has colours of its own."""
    rules = re.sub(r":root {.*?}", "", STYLE, flags=re.S)
    coloured = [line for line in rules.splitlines() if re.search(r"#[0-9A-Fa-f]{3,6}\b", line)]
    assert [line for line in coloured if not line.startswith(".motif")] == []


def test_charts_have_the_colours_of_the_word_file() -> None:
    """On a light page."""
    assert {name: _LIGHT[name] for name in COLOURS} == {name: f"#{colour}" for name, colour in COLOURS.items()}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("count", range(2, 6))
def test_bars_grow_lighter_in_order(scheme: str, count: int) -> None:
    """In greyscale the series of a chart are told apart by their order, up to five of them."""
    shades = [luminance(SCHEMES[scheme][name]) for name in palette(count)]
    assert shades == sorted(shades)
    assert all(b - a >= 0.05 for a, b in pairwise(shades))
