"""The workbook behind a chart: one sheet of texts and numbers, which Word opens when the chart is edited."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter  # type: ignore[import-untyped]

from rapport.blocks import Chart

from .names import clip

SHEET = "Diagram"
"""Name of the sheet."""
_LONGEST = 8000
"""Most characters in a cell; a workbook counts in UTF-16, at most 32,767."""
_LONGEST = 8000
"""Most characters in a cell; a workbook counts in UTF-16, at most 32,767."""
_MADE = datetime(2015, 1, 1)
"""A fixed date, so that two builds are the same bytes."""


def render_chart_workbook(chart: Chart) -> bytes:
    """The numbers as an .xlsx file: categories in the first column, one column for each series."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _MADE, "title": clip(chart.title, 200)})
    sheet = book.add_worksheet(SHEET)
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, cell_text(category))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, cell_text(series.name))
        for row, value in enumerate(series.values, 1):
            sheet.write_number(row, column, value)
    sheet.set_column(0, 0, 40)
    book.close()
    return buffer.getvalue()


def cell_text(text: str) -> str:
    """`text` as a cell holds it, and the chart with it: on one line, and no longer than a cell can be."""
    return clip(text, _LONGEST)
