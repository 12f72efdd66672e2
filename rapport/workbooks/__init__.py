"""Blocks to .xlsx files: the tables of a document as data, and the numbers behind a chart."""

from .charts import SHEET, cell_text, render_chart_workbook
from .writer import render_workbook, write_workbook

__all__ = ["SHEET", "cell_text", "render_chart_workbook", "render_workbook", "write_workbook"]
