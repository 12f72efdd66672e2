"""Native charts as XML; the workbook with their numbers is made in `workbooks`."""

from __future__ import annotations

from collections.abc import Iterator

from rapport.blocks import Chart, Series
from rapport.printing import COLOURS, palette
from rapport.workbooks import SHEET, cell_text

from .relationships import Relationships
from .xml import DECLARATION, A, C, R, attribute, clip, escape

_DARK = frozenset(COLOURS[name] for name in ("navy", "blue", "rust"))
_INK = "404040"
_FONT = "Calibri"
_EMU_PER_CM = 360_000
_EXTERNAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
_GROUPED = "[$-41D]#,##0"
"""Thousands set apart the Swedish way whatever the language of the program that shows them."""
_HIDDEN_ZERO = "[$-41D]#,##0;-#,##0;"


class ChartParts:
    """The charts of a package with their workbooks."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, bytes]] = []

    def add(self, chart: str, workbook: bytes) -> str:
        """Keep a chart (XML) and its workbook; name of the chart's part."""
        self._parts.append((chart, workbook))
        return f"charts/chart{len(self._parts)}.xml"

    def parts(self) -> Iterator[tuple[str, str | bytes]]:
        """Names and contents of the parts, relationships with them."""
        for number, (chart, workbook) in enumerate(self._parts, 1):
            relationships = Relationships()
            relationships.add(_EXTERNAL, f"../embeddings/workbook{number}.xlsx")
            yield f"charts/chart{number}.xml", chart
            yield f"charts/_rels/chart{number}.xml.rels", relationships.render()
            yield f"embeddings/workbook{number}.xlsx", workbook


def chart_height(chart: Chart) -> int:
    """Height in EMU that gives every bar the same room, less to bars that stand close in groups."""
    per_category = 1 if chart.kind == "stacked-share" else max(1, len(chart.series))
    bars = len(chart.categories) * per_category
    centimetres = 2.8 + (0.85 if per_category == 1 else 0.5) * max(bars, 2) + (0.7 if _shown_title(chart) else 0)
    return round(min(centimetres, 20) * _EMU_PER_CM)


def render_chart(chart: Chart, font: str = _FONT) -> str:
    """The chart part as XML, set in `font`: horizontal bars, the first category on top."""
    shares = chart.kind == "stacked-share"
    colours = [COLOURS[name] for name in palette(len(chart.series))]
    series = "".join(_series(chart, index, colours[index]) for index in range(len(chart.series)))
    grouping, overlap = ("percentStacked", 100) if shares else ("clustered", -5)
    legend = _LEGEND if len(chart.series) > 1 else ""
    part = (
        f'{DECLARATION}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        f'<c:lang val="sv-SE"/><c:roundedCorners val="0"/><c:chart>{_title(_shown_title(chart))}'
        "<c:plotArea><c:layout/>"
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="45"/><c:overlap val="{overlap}"/><c:axId val="111"/><c:axId val="112"/></c:barChart>'
        f"{_CATEGORY_AXIS}{_value_axis(chart)}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(900, _INK)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    # No text of the chart can hold a quotation mark, as they are escaped.
    return part if font == _FONT else part.replace(f'typeface="{_FONT}"', f'typeface="{attribute(font)}"')


def _shown_title(chart: Chart) -> str:
    """The title above the plot; not shown where the caption says the same."""
    return "" if chart.title == chart.caption else chart.title


def _text(size: int, colour: str, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{bold:d}"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill><a:latin typeface="Calibri"/><a:cs typeface="Calibri"/></a:defRPr>'
        '</a:pPr><a:endParaRPr lang="sv-SE"/></a:p></c:txPr>'
    )


def _title(title: str) -> str:
    if not title:
        return '<c:autoTitleDeleted val="1"/>'
    looks = (
        'sz="1050" b="1"><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill><a:latin typeface="Calibri"/>'
        '<a:cs typeface="Calibri"/>'
    )
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>"
        f'<a:pPr><a:defRPr {looks}</a:defRPr></a:pPr><a:r><a:rPr lang="sv-SE" {looks}</a:rPr>'
        f"<a:t>{escape(clip(title, 250))}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
    )


def _series(chart: Chart, index: int, colour: str) -> str:
    series = chart.series[index]
    column = _column(index + 1)
    last = len(chart.categories) + 1
    name = f'<c:pt idx="0"><c:v>{escape(cell_text(series.name))}</c:v></c:pt>'
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(cell_text(text))}</c:v></c:pt>' for i, text in enumerate(chart.categories)
    )
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/>{name}</c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln w="9525"><a:solidFill>'
        '<a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f"{_labels(chart, colour)}<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(chart.categories)}"/>{points}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>{_numbers(series)}</c:numRef></c:val></c:ser>"
    )


def _numbers(series: Series) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{value:.15g}</c:v></c:pt>' for i, value in enumerate(series.values))
    count = f'<c:ptCount val="{len(series.values)}"/>'
    return f"<c:numCache><c:formatCode>General</c:formatCode>{count}{points}</c:numCache>"


def _labels(chart: Chart, colour: str) -> str:
    stacked = chart.kind == "stacked-share"
    ink = "FFFFFF" if stacked and colour in _DARK else "262626"
    pattern = _HIDDEN_ZERO if stacked else _GROUPED
    place = "ctr" if stacked else "outEnd"
    return (
        f'<c:dLbls><c:numFmt formatCode="{pattern}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
        f'</c:spPr>{_text(900, ink)}<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        "</c:dLbls>"
    )


def _column(index: int) -> str:
    """Letters of a workbook's column, counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_LINE = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:ln></c:spPr>'
_LEGEND = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(900, _INK)}</c:legend>'
_CATEGORY_AXIS = (
    '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
    '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
    f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_LINE.format("8496B0")}{_text(950, _INK)}'
    '<c:crossAx val="112"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
    '<c:noMultiLvlLbl val="0"/></c:catAx>'
)


def _value_axis(chart: Chart) -> str:
    shares = chart.kind == "stacked-share"
    from_zero = all(value >= 0 for series in chart.series for value in series.values)
    limits = '<c:max val="1"/><c:min val="0"/>' if shares else '<c:min val="0"/>' if from_zero else ""
    # Bars carry their values, so the scale would only say the same again.
    hidden = int(not shares)
    pattern = "0%" if shares else _GROUPED
    return (
        f'<c:valAx><c:axId val="112"/><c:scaling><c:orientation val="minMax"/>{limits}</c:scaling>'
        f'<c:delete val="{hidden}"/><c:axPos val="b"/><c:majorGridlines>{_LINE.format("E3E6EC")}</c:majorGridlines>'
        f'{_axis_title(chart.unit)}<c:numFmt formatCode="{pattern}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="high"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(850, "595959")}<c:crossAx val="111"/><c:crosses val="autoZero"/></c:valAx>'
    )


def _axis_title(unit: str) -> str:
    if not unit:
        return ""
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="850" b="0"/></a:pPr><a:r>'
        f'<a:rPr lang="sv-SE" sz="850" b="0"/><a:t>{escape(clip(unit, 60))}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )
