"""The workbook behind a chart: one sheet of texts and numbers, the least that a spreadsheet program opens.

Written here, like the rest of the package: a library for workbooks takes as long to import as the charts to print.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZipFile

from rapport.blocks import Chart

from .package import write_part
from .relationships import Relationships
from .xml import DECLARATION, R, escape

SHEET = "Diagram"
"""Name of the sheet."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
)
_WORKBOOK = (
    f'{DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{R}"><sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>"
)


def render_workbook(chart: Chart) -> bytes:
    """The numbers as an .xlsx file: categories in the first column, one column for each series."""
    package, book = Relationships(), Relationships()
    package.add("officeDocument", "xl/workbook.xml")
    book.add("worksheet", "worksheets/sheet1.xml")
    parts = (
        ("[Content_Types].xml", _CONTENT_TYPES),
        ("_rels/.rels", package.render()),
        ("xl/workbook.xml", _WORKBOOK),
        ("xl/_rels/workbook.xml.rels", book.render()),
        ("xl/worksheets/sheet1.xml", _sheet(chart)),
    )
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as file:
        for name, text in parts:
            write_part(file, name, [text])
    return buffer.getvalue()


def _sheet(chart: Chart) -> str:
    return (
        f'{DECLARATION}<worksheet xmlns="{_MAIN}"><cols><col min="1" max="1" width="40" customWidth="1"/></cols>'
        f"<sheetData>{''.join(_rows(chart))}</sheetData></worksheet>"
    )


def _rows(chart: Chart) -> Iterator[str]:
    yield f"<row><c/>{''.join(_text(series.name) for series in chart.series)}</row>"
    for number, category in enumerate(chart.categories):
        values = (series.values[number : number + 1] for series in chart.series)
        yield f"<row>{_text(category)}{''.join(_number(*value) for value in values)}</row>"


def _text(text: str) -> str:
    """A cell that is text whatever it looks like, without what no workbook can hold."""
    shown = "".join(sign for sign in text if sign.isprintable())
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(shown)}</t></is></c>'


def _number(value: float | None = None) -> str:
    return "<c/>" if value is None else f"<c><v>{value:.15g}</v></c>"
