"""Headings, paragraphs, lists, boxes and what holds other blocks."""

from __future__ import annotations

from itertools import takewhile

from rapport.blocks import (
    BackCover,
    Block,
    Box,
    Front,
    Heading,
    Item,
    Landscape,
    List,
    Paragraph,
)

from .escaping import attribute, visible
from .inlines import inlines
from .outline import Named
from .printer import Printer

_BOXES = {"goal": "Mål", "result": "Resultat", "hole": "Saknas i utkastet", "info": "Upplysning"}
"""What each kind of box is called, in its frame and by a screen reader."""


def print_heading(printer: Printer, heading: Heading, named: Named) -> str:
    """A heading; those without a text are left out, since nothing can name them."""
    html = inlines(printer, heading.content)
    if not visible(named.label):
        return f'<p id="{named.id}">{html}</p>'
    return f'<h{named.level} id="{named.id}">{html}</h{named.level}>'


def print_paragraph(printer: Printer, paragraph: Paragraph, _named: Named) -> str:
    """A paragraph of the class its style names; an open answer is a quotation."""
    html = inlines(printer, paragraph.content)
    if not html:
        return ""
    if paragraph.style == "quote":
        return f"<blockquote><p>{html}</p></blockquote>"
    kind = "" if paragraph.style == "body" else f' class="{attribute(paragraph.style)}"'
    return f"<p{kind}>{html}</p>"


def print_list(printer: Printer, block: List, _named: Named) -> str:
    """A list; its points hold blocks."""
    tag = "ol" if block.ordered else "ul"
    points = "".join([f"<li>{printer.blocks(item.blocks)}</li>" for item in block.items])
    return f"<{tag}>{points}</{tag}>"


def print_box(printer: Printer, box: Box, _named: Named) -> str:
    """A box of its kind."""
    return framed(box.kind, printer.blocks(box.blocks))


def framed(kind: str, html: str) -> str:
    """`html` in a frame that says in words what it is, and not by colour alone."""
    kind = kind if kind in _BOXES else "info"
    words = _BOXES[kind]
    return (
        f'<section class="box {kind}" role="group" aria-label="{words}">'
        f'<p class="kind" aria-hidden="true">{words}</p>{html}</section>'
    )


def print_item(printer: Printer, item: Item, _named: Named) -> str:
    """The blocks of an item; its id is the name of its bookmark in Word."""
    if not item.blocks:
        return ""
    digest, _ = printer.items.add(item)
    return f'<div id="{printer.ids.take(f"_rp_{digest[:16]}")}">{printer.blocks(item.blocks)}</div>'


def print_landscape(printer: Printer, part: Landscape, _named: Named) -> str:
    """A part that lies on its side on paper."""
    return f'<div class="landscape">{printer.blocks(part.blocks)}</div>'


def print_front(printer: Printer, front: Front, _named: Named) -> str:
    """The front matter; an imprint, in small type, is set apart from what follows."""
    small = tuple(takewhile(lambda block: isinstance(block, Paragraph) and block.style == "small", front.blocks))
    imprint = f'<div class="imprint">{printer.blocks(small)}</div>' if small else ""
    return imprint + printer.blocks(front.blocks[len(small) :])


def print_back_cover(printer: Printer, back: BackCover, _named: Named) -> str:
    """The last page where it is not the page's foot."""
    return f'<div class="imprint">{printer.blocks(back.blocks)}</div>'


def print_nothing(_printer: Printer, _block: Block, _named: Named) -> str:
    """What has no place in the running text: the contents stand beside it, and a page has no page breaks."""
    return ""
