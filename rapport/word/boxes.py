"""Boxes: a table with one cell, which holds paragraphs, lists and tables alike.

Paragraph borders would be simpler but break apart where indents differ, as in every list.
"""

from __future__ import annotations

from dataclasses import replace

from rapport.blocks import Box, Paragraph, plain, walk

from .printer import Place, Printer, inside
from .tables import print_distance
from .xml import attribute

_KINDS = {
    "goal": ("BoxGoal", "EAEFF7", "Ruta med mål"),
    "result": ("BoxResult", "FDF6EE", "Ruta med resultat"),
    "hole": ("BoxHole", "FFF8D6", "Ruta som visar vad som saknas"),
    "info": ("BoxInfo", "F5F6F8", "Ruta med upplysning"),
}
_PADDING = 454
"""Left and right padding together, in twentieths of a point; the styles say the same."""
_KEPT_WHOLE = 1200
"""A box with at most so many characters is never parted by a page break."""


def print_box(printer: Printer, box: Box, place: Place) -> None:
    """Print the blocks of `box` in a frame of its kind."""
    style, fill, words = _KINDS.get(box.kind, _KINDS["info"])
    if printer.page_break or printer.marker:
        printer.paragraph("BoxEnd", "", place, keep_next=True)
    width = place.width - place.indent
    length = sum(len(plain(block.content)) for block in walk(box.blocks) if isinstance(block, Paragraph))
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if length <= _KEPT_WHOLE else ""
    printer.out.append(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="{place.indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblDescription w:val="{attribute(words)}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr>{whole}<w:tc>'
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>'
    )
    followed_by_note = printer.followed_by_note
    keep = box.kind == "goal"  # a goal introduces what is done to reach it
    printer.print_blocks(box.blocks, replace(inside(place, width - _PADDING, "BoxText"), keep_next=keep))
    if not printer.out[-1].endswith("</w:p>"):
        printer.out.append('<w:p><w:pPr><w:pStyle w:val="BoxEnd"/></w:pPr></w:p>')
    printer.out.append("</w:tc></w:tr></w:tbl>")
    if not followed_by_note or place.in_table:
        print_distance(printer, keep_next=keep)
