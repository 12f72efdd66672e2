"""The front page, with a picture or a drawn motif, and the last page."""

from __future__ import annotations

from rapport.blocks import BackCover, Cover
from rapport.errors import UseError
from rapport.printing import COLOURS, MOTIF_CIRCLES, MOTIF_LINES

from .inlines import hole_run, text_run
from .page import PageSetup
from .printer import Place, Printer
from .xml import PIC, WPG, attribute, clip

_EMU = 635
_BLUE, _LIGHT, _WARM = (COLOURS[name] for name in ("navy", "steel", "sand"))
_DRAWN = PageSetup()
"""The page that the motif is drawn for; on others it is larger or smaller."""
_BLOCK_TOP, _BLOCK_HEIGHT = 1474, 7000
"""Where the coloured block of the cover lies, in twentieths of a point from the page's edge."""
_TITLE_SIZES = ((75, 99), (110, 54), (160, 44))
"""Longest title in characters and its largest size in half points."""


def print_cover(printer: Printer, cover: Cover, place: Place) -> None:
    """Print the front page."""
    publisher = text_run(cover.publisher) if cover.publisher else ""
    drawing, fault = _drawing(printer, cover)
    printer.paragraph("CoverPublisher", drawing + publisher, place)
    printer.paragraph("CoverTitle", text_run(cover.title, _title_size(cover.title, printer.style.title_size)), place)
    if cover.subtitle:
        printer.paragraph("CoverSubtitle", text_run(cover.subtitle), place)
    if cover.series:
        printer.paragraph("CoverSeries", text_run(cover.series), place)
    if cover.notice:
        printer.paragraph("CoverNotice", text_run(cover.notice), place)
    if fault:
        printer.paragraph("CoverNotice", hole_run(fault), place)


def _title_size(title: str, usual: int) -> str:
    """Run properties that set a long title smaller than its style, so that the cover stays one page."""
    size = next((half_points for longest, half_points in _TITLE_SIZES if len(title) <= longest), 36)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size < usual else ""


def print_back_cover(printer: Printer, back: BackCover, place: Place) -> None:
    """Print the last page: contact and address low on the page, over a coloured band."""
    printer.sections.enter(printer, place.section)
    height, page = 1900, printer.style.page
    band = _shape("rect", (0, 0, page.width, height), _BLUE) + _shape("rect", (0, 0, page.width, 110), _WARM)
    box = (page.height - height, page.width, height)
    drawing = _group(printer.identity(), "Färgband längst ned på sidan", band, box)
    printer.paragraph("BackCoverStart", drawing, place)
    printer.print_blocks(back.blocks, place)


def _motif(printer: Printer) -> str:
    width = _DRAWN.width
    shapes = [_shape("rect", (0, 0, width, _BLOCK_HEIGHT), _BLUE)]
    for first, second in MOTIF_LINES:
        shapes.append(_line(MOTIF_CIRCLES[first][:2], MOTIF_CIRCLES[second][:2]))
    for x, y, radius, name in MOTIF_CIRCLES:
        colour = COLOURS[name]
        halo = round(radius * 1.75)
        shapes.append(_shape("ellipse", (x - halo, y - halo, 2 * halo, 2 * halo), colour, 22))
        shapes.append(_shape("ellipse", (x - radius, y - radius, 2 * radius, 2 * radius), colour))
    shapes.append(_shape("rect", (0, _BLOCK_HEIGHT - 110, width, 110), _WARM))
    words = "Mönster av cirklar som hänger samman med linjer"
    box = (_BLOCK_TOP, width, _BLOCK_HEIGHT)
    return _group(printer.identity(), words, "".join(shapes), box, printer.style.page.width / width)


def _group(number: int, words: str, shapes: str, box: tuple[int, int, int], scale: float = 1.0) -> str:
    """A run with `shapes` behind the text, `scale` times as large as drawn.

    `box` is top, width and height as drawn, from the page's upper left corner, in twentieths of a point.
    """
    drawn_width, drawn_height = box[1] * _EMU, box[2] * _EMU
    top, width, height = (round(value * scale) * _EMU for value in box)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Motiv {number}" descr="{attribute(words)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{WPG}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/><a:chOff x="0" y="0"/><a:chExt cx="{drawn_width}" cy="{drawn_height}"/>'
        f"</a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def _shape(form: str, box: tuple[int, int, int, int], colour: str, percent: int = 100) -> str:
    """A filled shape; `box` is left, top, width and height in twentieths of a point, `percent` its opacity."""
    x, y, width, height = (value * _EMU for value in box)
    alpha = f'<a:alpha val="{percent * 1000}"/>' if percent < 100 else ""
    return (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
        f'</a:xfrm><a:prstGeom prst="{form}"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:srgbClr val="{colour}">{alpha}</a:srgbClr></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _line(start: tuple[int, int], end: tuple[int, int]) -> str:
    """A thin line between two points."""
    (x1, y1), (x2, y2) = start, end
    flip = ' flipV="1"' if (x2 - x1) * (y2 - y1) < 0 else ""
    x, y, width, height = (v * _EMU for v in (min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)))
    return (
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm{flip}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="15875"><a:solidFill>'
        f'<a:srgbClr val="{_LIGHT}"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )


def _drawing(printer: Printer, cover: Cover) -> tuple[str, str]:
    """The picture of the cover, or the motif where there is none; and in a draft why the picture cannot be shown.

    Raises `UseError` when the picture cannot be read and the document is no draft.
    """
    if not cover.picture:
        return _motif(printer), ""
    try:
        name, width, height = printer.media.add(cover.picture)
    except UseError as error:
        if not printer.document.draft:
            raise
        return _motif(printer), error.message
    key = printer.relationships.add("image", name)
    number = printer.identity()
    drawn = _DRAWN.width
    cx, cy = drawn * _EMU, _BLOCK_HEIGHT * _EMU
    picture = (
        f'<pic:pic xmlns:pic="{PIC}"><pic:nvPicPr><pic:cNvPr id="{number}" name="Omslagsbild"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/>{_crop(width, height)}<a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    band = _shape("rect", (0, _BLOCK_HEIGHT - 110, drawn, 110), _WARM)
    words = clip(cover.alt, 2000)
    box = (_BLOCK_TOP, drawn, _BLOCK_HEIGHT)
    return _group(printer.identity(), words, picture + band, box, printer.style.page.width / drawn), ""


def _crop(width: int, height: int) -> str:
    """What is cut away, as much on either side, so that a picture fills the block and keeps its proportions."""
    wanted = _DRAWN.width / _BLOCK_HEIGHT
    across = max(0.0, 1 - wanted * height / width)
    down = max(0.0, 1 - width / (wanted * height))
    left, top = round(across * 50_000), round(down * 50_000)
    return f'<a:srcRect l="{left}" t="{top}" r="{left}" b="{top}"/>' if left or top else ""
