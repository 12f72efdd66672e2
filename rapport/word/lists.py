"""Lists: points that may hold several paragraphs and lists."""

from __future__ import annotations

from dataclasses import replace

from rapport.blocks import Block, Item, List, Paragraph

from .numbering import level
from .printer import Place, Printer


def print_list(printer: Printer, block: List, place: Place) -> None:
    """Print a list; a numbered one starts at 1 whatever stood before."""
    instance = printer.numbering.instance(block.ordered, place.depth)
    marker = f'<w:numPr><w:ilvl w:val="{level(place.depth)}"/><w:numId w:val="{instance}"/></w:numPr>'
    inner = replace(place, depth=place.depth + 1)
    for item in block.items:
        printer.marker = marker
        if not _opens_with_text(item.blocks):
            style = "ListNumber" if block.ordered else "ListBullet"
            printer.paragraph(style, "", inner, keep_next=True)
        printer.print_blocks(item.blocks, inner)
    if not place.depth:
        _open_space_after(printer)


def _opens_with_text(blocks: tuple[Block, ...]) -> bool:
    """Whether the first thing printed is a paragraph, which then carries the point's marker."""
    first = blocks[0] if blocks else None
    if isinstance(first, Item):
        return _opens_with_text(first.blocks)
    return isinstance(first, Paragraph)


def _open_space_after(printer: Printer) -> None:
    """Give the list's last paragraph the distance that running text has."""
    for index in range(len(printer.out) - 1, -1, -1):
        text = printer.out[index]
        if text.startswith("<w:p><w:pPr><w:pStyle"):
            if "<w:ind " in text.split("</w:pPr>", 1)[0]:
                printer.out[index] = text.replace("<w:ind ", '<w:spacing w:after="140"/><w:ind ', 1)
            else:
                printer.out[index] = text.replace("</w:pPr>", '<w:spacing w:after="140"/></w:pPr>', 1)
            return
        if not text.startswith("</w:sdt") and "<w:bookmarkEnd" not in text:
            return
