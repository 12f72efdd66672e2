"""The workbook behind a chart: one sheet of texts and numbers, which Word opens when the chart is edited."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter  # type: ignore[import-untyped]

from rapport.blocks import Chart

from .names import clean, clip

SHEET = "Diagram"
"""Name of the sheet."""
_MADE = datetime(2015, 1, 1)
"""A fixed date, so that two builds are the same bytes."""


def render_chart_workbook(chart: Chart) -> bytes:
    """The numbers as an .xlsx file: categories in the first column, one column for each series."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _MADE, "title": clip(clean(chart.title), 200)})
    sheet = book.add_worksheet(SHEET)
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, clean(category))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, clean(series.name))
        for row, value in enumerate(series.values, 1):
            sheet.write_number(row, column, value)
    sheet.set_column(0, 0, 40)
    book.close()
    return buffer.getvalue()
