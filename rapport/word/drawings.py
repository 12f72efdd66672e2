"""Pictures and charts as drawings that stand in the text."""

from __future__ import annotations

from rapport.blocks import Box, Chart, Hole, Paragraph, Picture
from rapport.errors import UseError
from rapport.pictures import credit_text

from .charts import chart_height, render_chart
from .inlines import text_run
from .paragraphs import print_caption
from .pictures import EMU_PER_TWIP, scale
from .printer import Place, Printer
from .workbooks import render_workbook
from .xml import PIC, A, C, attribute, clip

_CREDIT = '<w:rStyle w:val="Credit"/>'


def print_picture(printer: Printer, picture: Picture, place: Place) -> None:
    """Print a picture, and under it its caption and who made it; in a draft a marked hole where it cannot be read.

    Raises `UseError` when it cannot be read and the document is no draft.
    """
    try:
        name, width, height = printer.media.add(picture.source)
    except UseError as error:
        if not printer.document.draft:
            raise
        printer.print_blocks((Box((Paragraph((Hole(error.message),)),), "hole"),), place)
        return
    cx, cy = scale(width, height, place.width - place.indent)
    key = printer.relationships.add("image", name)
    number = printer.identity()
    graphic = (
        f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Bild {number}"/>'
        '<pic:cNvPicPr><a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    drawing = _inline(number, f"Bild {number}", picture.alt, cx, cy, graphic)
    credit = credit_text(picture)
    alone = not (picture.caption or credit)
    runs = printer.anchored(picture.anchor, drawing) if not picture.caption else drawing
    printer.paragraph("IllustrationAlone" if alone else "Illustration", runs, place)
    if picture.caption:
        stop = "" if picture.caption.rstrip().endswith((".", "!", "?")) else "."
        below = text_run(f"{stop} {credit}", _CREDIT) if credit else text_run("")
        print_caption(printer, "Figur", picture.caption, picture.anchor, place, below=below)
    elif credit:
        printer.paragraph("FigureCaption", text_run(credit, _CREDIT), place)


def print_chart(printer: Printer, chart: Chart, place: Place) -> None:
    """Print a native chart under its caption; its numbers lie in a workbook that Word opens for editing."""
    if chart.caption:
        print_caption(printer, "Diagram", chart.caption, chart.anchor, place)
    name = printer.charts.add(render_chart(chart), render_workbook(chart))
    key = printer.relationships.add("chart", name)
    number = printer.identity()
    cx = (place.width - place.indent) * EMU_PER_TWIP
    cy = chart_height(chart)
    graphic = f'<a:graphic><a:graphicData uri="{C}"><c:chart r:id="{key}"/></a:graphicData></a:graphic>'
    drawing = _inline(number, f"Diagram {number}", chart.alt, cx, cy, graphic)
    runs = drawing if chart.caption else printer.anchored(chart.anchor, drawing)
    printer.paragraph("Illustration" if printer.followed_by_note else "IllustrationAlone", runs, place)


def _inline(number: int, name: str, alt: str, cx: int, cy: int, graphic: str) -> str:
    """A run with a drawing of `cx` x `cy` EMU; `alt` is kept to what screen readers take."""
    words = attribute(clip(alt, 2000))
    lock = f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{words}"/>{lock}{graphic}</wp:inline></w:drawing></w:r>'
    )
