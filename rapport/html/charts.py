"""Charts as drawings in the page, with their numbers in a table under them.

Lengths along the bars are per cent and all else follows the size of the text, so a chart is as wide as its column and
its words as large as the reader has them, in every window.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass

from rapport.blocks import Chart
from rapport.printing import palette
from rapport.text import group_digits

from .escaping import attribute, escape, visible
from .outline import Named
from .printer import Printer
from .tables import scrolling

_LINE, _GAP, _AXIS = 1.3, 0.75, 1.6
"""Heights of a line of text, between categories and of the axis, in the size of the page's text."""
_BAR = {"stacked-share": 1.75, "bars": 1.25}
_CHARACTERS = 36
"""Characters of a category on one line, in the narrowest window."""
_CHARACTER = 2.7
"""Per cent of that window that a digit takes."""
_NARROW_SHARE = 3.0
"""Per cent of a bar for each digit of its label, under which it is left out in a narrow window."""
_TICKS = ((0, "start"), (25, "middle"), (50, "middle"), (75, "middle"), (100, "end"))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where values lie along the bars."""

    zero: float
    """Per cent from the left."""
    unit: float
    """Per cent for a value of 1."""


def print_chart(printer: Printer, chart: Chart, named: Named) -> str:
    """A chart under its caption, with its legend and its numbers."""
    caption = f"<figcaption><b>{named.label}.</b> {escape(chart.caption)}</figcaption>" if chart.caption else ""
    title = chart.title if chart.title != chart.caption else ""
    heading = f'<p class="label">{escape(title)}</p>' if visible(title) else ""
    drawing = _drawing(printer, chart, named)
    return (
        f'<figure class="chart" id="{named.id}">{caption}{heading}{_legend(chart)}{drawing}'
        f"{_numbers(chart, named)}</figure>"
    )


def _legend(chart: Chart) -> str:
    if len(chart.series) < 2:
        return ""
    colours = palette(len(chart.series))
    points = "".join(
        f'<li><svg aria-hidden="true" width="16" height="16"><rect class="{colour}" x="1" y="1" width="14" '
        f'height="14"/></svg> {escape(series.name)}</li>'
        for series, colour in zip(chart.series, colours, strict=True)
    )
    return f'<ul class="legend">{points}</ul>'


def _drawing(printer: Printer, chart: Chart, named: Named) -> str:
    title, words = printer.ids.take(f"{named.id}-titel"), printer.ids.take(f"{named.id}-beskrivning")
    stacked = chart.kind == "stacked-share"
    scale = _scale(chart)
    parts: list[str] = []
    top = 0.0
    for index, category in enumerate(chart.categories):
        top += _category(parts, category, top)
        top += _stack(parts, chart, index, top) if stacked else _cluster(parts, chart, index, top, scale)
        top += _GAP
    if stacked and chart.categories:
        parts += [
            f'<text class="axis" x="{place}%" y="{_rem(top + 0.4)}" text-anchor="{anchor}">{place} %</text>'
            for place, anchor in _TICKS
        ]
        top += _AXIS - _GAP
    name = next((text for text in (chart.title, chart.caption) if visible(text)), "Diagram")
    return (
        f'<svg class="plot" role="img" aria-labelledby="{title}" aria-describedby="{words}" width="100%" '
        f'height="{_rem(max(top, 1))}"><title id="{title}">{attribute(name)}</title>'
        f'<desc id="{words}">{attribute(chart.alt)}</desc>{"".join(parts)}</svg>'
    )


def _category(parts: list[str], category: str, top: float) -> float:
    """The name of a category above its bars; how much height it takes."""
    lines = textwrap.wrap(category, _CHARACTERS) or [""]
    for number, line in enumerate(lines):
        parts.append(f'<text x="0" y="{_rem(top + _LINE * number + 0.95)}">{escape(line)}</text>')
    return _LINE * len(lines)


def _stack(parts: list[str], chart: Chart, index: int, top: float) -> float:
    """One bar of shares that add up to the whole; how much height it takes."""
    values = [max(0.0, _value(chart, number, index)) for number in range(len(chart.series))]
    total = sum(values)
    height = _BAR["stacked-share"]
    left = 0.0
    for value, colour in zip(values, palette(len(values)), strict=True):
        width = 100 * value / total if total else 0.0
        if width:
            label = _number(value)
            narrow = " narrow" if width < _NARROW_SHARE * len(label) else ""
            parts.append(_bar(colour, left, width, top, height))
            parts.append(
                f'<text class="on-{colour}{narrow}" x="{_percent(left + width / 2)}" y="{_rem(top + 1.18)}" '
                f'text-anchor="middle">{label}</text>'
            )
        left += width
    return height


def _cluster(parts: list[str], chart: Chart, index: int, top: float, scale: _Scale) -> float:
    """A bar for each series, its value behind it; how much height they take."""
    height = _BAR["bars"]
    for number, colour in enumerate(palette(len(chart.series))):
        value = _value(chart, number, index)
        length = abs(value) * scale.unit
        left = scale.zero - length if value < 0 else scale.zero
        at = top + number * height
        parts.append(_bar(colour, left, max(length, 0.2), at, height - 0.1))
        parts.append(
            f'<text class="value" dx="0.35rem" x="{_percent(max(left + length, scale.zero))}" y="{_rem(at + 0.88)}">'
            f"{_labelled(value, chart)}</text>"
        )
    return height * len(chart.series)


def _scale(chart: Chart) -> _Scale:
    """The scale of bars that share a zero, with room for the longest label behind them in a narrow window."""
    values = [_value(chart, number, i) for number in range(len(chart.series)) for i in range(len(chart.categories))]
    longest = max((len(_labelled(value, chart)) for value in values), default=0)
    room = max(25.0, 100 - _CHARACTER * (longest + 1))
    low, high = min([*values, 0.0]), max([*values, 0.0])
    unit = room / ((high - low) or 1)
    return _Scale(-low * unit, unit)


def _bar(colour: str, left: float, width: float, top: float, height: float) -> str:
    return (
        f'<rect class="{colour}" x="{_percent(left)}" y="{_rem(top)}" width="{_percent(width)}" '
        f'height="{_rem(height)}"/>'
    )


def _numbers(chart: Chart, named: Named) -> str:
    """The numbers behind the chart as a table that opens."""
    head = "".join(f'<th scope="col" class="right">{escape(series.name)}</th>' for series in chart.series)
    rows = []
    for index, category in enumerate(chart.categories):
        cells = "".join(
            f'<td class="right">{_labelled(_value(chart, number, index), chart)}</td>'
            for number in range(len(chart.series))
        )
        first = f'<th scope="row">{escape(category)}</th>' if visible(category) else "<td></td>"
        rows.append(f"<tr>{first}{cells}</tr>")
    words = f"Siffrorna i {named.label.lower() if named.label else 'diagrammet'}"
    table = (
        f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        if rows
        else "<p>Diagrammet har inga siffror.</p>"
    )
    name = f'aria-label="{attribute(words)}"'
    inner = scrolling(table.replace("<table>", f"<table {name}>", 1), "", name, len(chart.series) + 1)
    return f"<details><summary>{escape(words)}</summary>{inner}</details>"


def _value(chart: Chart, series: int, category: int) -> float:
    """A value of the chart; 0 where a series is too short or holds no number."""
    values = chart.series[series].values
    value = values[category] if category < len(values) else 0.0
    return float(value) if math.isfinite(value) else 0.0


def _labelled(value: float, chart: Chart) -> str:
    unit = " ".join(chart.unit.split())
    return f"{_number(value)}\u00a0{escape(unit)}" if unit else _number(value)


def _number(value: float) -> str:
    """A number as Swedish authorities write it, with at most two decimals."""
    rounded = round(value, 2)
    whole = math.trunc(rounded)
    decimals = f"{abs(rounded - whole):.2f}"[1:].rstrip("0").rstrip(".").replace(".", ",")
    sign = "−" if rounded < 0 and not whole else ""
    return f"{sign}{group_digits(whole)}{decimals}"


def _percent(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "%"


def _rem(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "rem"
