"""The front page and the last page, with a drawn motif."""

from __future__ import annotations

from rapport.blocks import BackCover, Cover
from rapport.printing import COLOURS, MOTIF_CIRCLES, MOTIF_LINES

from .inlines import text_run
from .printer import Place, Printer
from .sections import PAGE
from .xml import WPG, attribute

_EMU = 635
_BLUE, _LIGHT, _WARM = (COLOURS[name] for name in ("navy", "steel", "sand"))
_BLOCK_TOP, _BLOCK_HEIGHT = 1474, 7000
"""Where the coloured block of the cover lies, in twentieths of a point from the page's edge."""
_TITLE_SIZES = ((75, 0), (110, 54), (160, 44))
"""Longest title in characters and its size in half points; 0 is the style's own."""


def print_cover(printer: Printer, cover: Cover, place: Place) -> None:
    """Print the front page."""
    publisher = text_run(cover.publisher) if cover.publisher else ""
    printer.paragraph("CoverPublisher", _motif(printer) + publisher, place)
    printer.paragraph("CoverTitle", text_run(cover.title, _title_size(cover.title)), place)
    if cover.subtitle:
        printer.paragraph("CoverSubtitle", text_run(cover.subtitle), place)
    if cover.series:
        printer.paragraph("CoverSeries", text_run(cover.series), place)
    if cover.notice:
        printer.paragraph("CoverNotice", text_run(cover.notice), place)


def _title_size(title: str) -> str:
    """Run properties that set a long title smaller than its style, so that the cover stays one page."""
    for longest, half_points in _TITLE_SIZES:
        if len(title) <= longest:
            return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    return '<w:sz w:val="36"/><w:szCs w:val="36"/>'


def print_back_cover(printer: Printer, back: BackCover, place: Place) -> None:
    """Print the last page: contact and address low on the page, over a coloured band."""
    printer.sections.enter(printer, place.section)
    height = 1900
    band = _shape("rect", (0, 0, PAGE[0], height), _BLUE) + _shape("rect", (0, 0, PAGE[0], 110), _WARM)
    drawing = _group(printer.identity(), "Färgband längst ned på sidan", band, (PAGE[1] - height, PAGE[0], height))
    printer.paragraph("BackCoverStart", drawing, place)
    printer.print_blocks(back.blocks, place)


def _motif(printer: Printer) -> str:
    width = PAGE[0]
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
    return _group(printer.identity(), words, "".join(shapes), (_BLOCK_TOP, width, _BLOCK_HEIGHT))


def _group(number: int, words: str, shapes: str, box: tuple[int, int, int]) -> str:
    """A run with `shapes` behind the text; `box` is top, width and height on the page in twentieths of a point."""
    top, width, height = (value * _EMU for value in box)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Motiv {number}" descr="{attribute(words)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{WPG}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/><a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm>'
        f"</wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
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
