"""Blocks to a .docx file.

python-docx is not used for writing: the package is a dozen parts with fixed names, and the style template lies in
`rapport/templates/word/` as the parts it becomes. Doing without saves its import, its pass over every part, and
what its own template brings along.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile, zip_longest
from pathlib import Path
from zipfile import ZipFile

from rapport.blocks import (
    BackCover,
    Block,
    Box,
    Chart,
    Contents,
    Cover,
    Document,
    Front,
    Heading,
    Item,
    Landscape,
    LetterHead,
    List,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    plain,
)
from rapport.files import write_atomic

from .boxes import print_box
from .contents import print_contents
from .covers import print_back_cover, print_cover
from .drawings import print_chart, print_picture
from .items import print_item
from .letters import print_letter_head
from .lists import print_list
from .manifest import render_manifest_properties
from .package import content_types, core_properties, package_relationships, template, write_part
from .paragraphs import print_heading, print_page_break, print_paragraph
from .printer import BlockPrinter, Place, Printer
from .relationships import Relationships
from .sections import render_headers
from .style_set import load_style_set
from .tables import print_table
from .xml import DECLARATION, WORD_NAMESPACES

_FIXED = (("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"))
_SECTIONS = {Cover: "cover", Front: "front", BackCover: "back"}


_IMPRINT_AIR = 590
"""What an imprint leaves free of the height of its page, in twentieths of a point."""


def _print_front(printer: Printer, front: Front, place: Place) -> None:
    """Print the front matter; an imprint, in small type, is set at the foot of its page."""
    small = tuple(takewhile(lambda block: isinstance(block, Paragraph) and block.style == "small", front.blocks))
    texts = [line for block in small if isinstance(block, Paragraph) for line in plain(block.content).split("\n")]
    lines = sum(len(line) // 85 + 1 for line in texts)
    above = printer.style.page.text_height - _IMPRINT_AIR - 270 * lines - 90 * len(small)
    if small and above > 0:
        printer.sections.enter(printer, place.section)
        printer.out.append(
            f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/><w:spacing w:before="{above}" w:line="20" '
            'w:lineRule="exact"/></w:pPr></w:p>'
        )
    printer.print_blocks(front.blocks, place)


def _print_landscape(printer: Printer, part: Landscape, place: Place) -> None:
    if place.in_table:
        printer.print_blocks(part.blocks, place)
        return
    printer.page_break = True
    printer.print_blocks(part.blocks, replace(place, section="wide", width=printer.style.page.wide_text_width))


_HANDLERS: dict[type[Block], BlockPrinter] = {
    Heading: print_heading,
    Paragraph: print_paragraph,
    List: print_list,
    Table: print_table,
    Picture: print_picture,
    Chart: print_chart,
    Box: print_box,
    Contents: print_contents,
    Landscape: _print_landscape,
    PageBreak: print_page_break,
    Cover: print_cover,
    BackCover: print_back_cover,
    LetterHead: print_letter_head,
    Front: _print_front,
    Item: print_item,
}


def write_docx(document: Document, path: Path) -> None:
    """Write `document` to `path` as .docx, whole or not at all.

    Raises `UseError` when a picture or the style template is missing or unreadable, or the file cannot be written.
    """
    write_atomic(path, render_docx(document))


def render_docx(document: Document) -> bytes:
    """`document` as a .docx file; the same document gives the same bytes.

    Raises `UseError` when a picture or the style template is missing or unreadable.
    """
    printer = Printer(document, load_style_set(document.style), _HANDLERS)
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as package:
        write_part(package, "[Content_Types].xml", [content_types(printer.outline.charts)])
        write_part(package, "_rels/.rels", [package_relationships()])
        write_part(package, "word/document.xml", _body(printer))
        for name, content in _parts(printer):
            write_part(package, name, [content])
    return buffer.getvalue()


def _body(printer: Printer) -> Iterator[str]:
    """The main part in pieces, each a top-level block, so that a long report is never held as a whole."""
    yield f"{DECLARATION}<w:document {WORD_NAMESPACES}><w:body>"
    blocks, width = printer.document.blocks, printer.style.page.text_width
    ordinary = "letter" if _letter_head(printer.document) else "body"
    for block, following in zip_longest(blocks, blocks[1:]):
        printer.print_block(block, following, Place(width, section=_SECTIONS.get(type(block), ordinary)))
        yield printer.style.tinted(printer.take())
    if not printer.sections.opened:
        printer.paragraph("BodyText", "", Place(width))
        yield printer.take()
    yield f"{printer.sections.close(printer)}</w:body></w:document>"


def _letter_head(document: Document) -> LetterHead | None:
    """The head of a document that is a letter."""
    return next((block for block in document.blocks if isinstance(block, LetterHead)), None)


def _parts(printer: Printer) -> Iterator[tuple[str, str | bytes]]:
    """Every part after the main one; its relationships come last, when all are known."""
    document, parts = printer.document, printer.style.parts
    for kind, name in _FIXED:
        printer.relationships.add(kind, name)
        yield f"word/{name}", template(name, document.lang, parts)
    printer.relationships.add("theme", "theme/theme1.xml")
    yield "word/theme/theme1.xml", template("theme.xml", document.lang, parts)
    printer.relationships.add("numbering", "numbering.xml")
    yield "word/numbering.xml", printer.numbering.render()
    printer.relationships.add("footnotes", "footnotes.xml")
    yield "word/footnotes.xml", printer.notes.render()
    if printer.notes.relationships:
        yield "word/_rels/footnotes.xml.rels", printer.notes.relationships.render()
    head = _letter_head(document)
    contact = head.contact if head else ()
    for name, part in render_headers(document.title, document.draft, printer.style.page, contact).items():
        printer.relationships.add(name.split("-", 1)[0], name)
        yield f"word/{name}", part
    for name, content in [*printer.charts.parts(), *printer.media.parts()]:
        yield f"word/{name}", content
    yield from _manifest(printer)
    yield "word/_rels/document.xml.rels", printer.relationships.render()
    yield "docProps/core.xml", core_properties(document)
    yield "docProps/app.xml", template("app.xml", document.lang)


def _manifest(printer: Printer) -> Iterator[tuple[str, str]]:
    printer.relationships.add("customXml", "../customXml/item1.xml")
    own = Relationships()
    own.add("customXmlProps", "itemProps1.xml")
    yield "customXml/item1.xml", printer.manifest.render()
    yield "customXml/itemProps1.xml", render_manifest_properties()
    yield "customXml/_rels/item1.xml.rels", own.render()
