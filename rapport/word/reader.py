"""A .docx file back into blocks: headings, text, lists, tables, boxes, notes, links, pictures and charts.

Good enough to find a text under its heading, in our own files and in others'. Page set-up and covers are read as
plain paragraphs; what tracked changes have removed is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from rapport.blocks import (
    Block,
    Box,
    Cell,
    Contents,
    Document,
    Heading,
    Inline,
    Note,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
    plain,
)

from .opening import OpenedPackage, value, w
from .outline import anchor_bookmark
from .reading_drawings import read_drawing
from .reading_inlines import InlineReader
from .reading_items import Found, ItemRanges, build_items, read_manifest
from .reading_lists import Point
from .reading_styles import ReadNumbering, ReadStyles, continued_depth
from .xml import MC

_KINDS = {
    "Lead": "lead",
    "Label": "label",
    "BoxLabel": "label",
    "Note": "note",
    "Quote": "quote",
    "Signature": "signature",
    "Small": "small",
}
_HELPERS = frozenset({"SectionEnd", "BoxEnd", "BoxAfter", "BackCoverStart", "LetterEnd"})
_BOXES = {"BoxGoal": "goal", "BoxResult": "result", "BoxHole": "hole", "BoxInfo": "info"}
_SIDES = {"right": "right", "end": "right", "center": "center"}
_ROWS = {"TableHead": "head", "TableTotal": "total"}
_CAPTION = re.compile(r"(?:Tabell|Figur|Diagram|Table|Figure) \d+[.:]?\s*")


def read_docx(source: Path | str | bytes) -> Document:
    """The blocks and properties of a .docx file, given as path or content.

    Raises `UseError` when the file is missing, no Word file or damaged.
    """
    return _Reader(OpenedPackage(source)).document()


class _Reader:
    """Reads one package."""

    def __init__(self, package: OpenedPackage) -> None:
        self._package = package
        self._styles = ReadStyles(package.part("word/styles.xml"))
        self._numbering = ReadNumbering(package.part("word/numbering.xml"))
        self._targets = package.relationships("word/document.xml")
        self._items = read_manifest(package)
        notes = package.part("word/footnotes.xml")
        rows = notes.iter(w("footnote")) if notes is not None else ()
        self._notes = {row.get(w("id"), ""): row for row in rows}
        links = package.relationships("word/footnotes.xml")
        self._in_notes = InlineReader(links, {}, lambda _key: None, self._styles.known)
        root = package.part("word/document.xml")
        body = root.find(w("body")) if root is not None else None
        self._body = body if body is not None else etree.Element(w("body"))
        self._ranges = ItemRanges(self._body, self._items)
        names = (mark.get(w("name"), "") for mark in self._body.iter(w("bookmarkStart")))
        self._inlines = InlineReader(self._targets, {name: name for name in names}, self._note, self._styles.known)
        self._caption = ""

    def document(self) -> Document:
        core = self._package.part("docProps/core.xml")
        found = {etree.QName(child).localname: child.text or "" for child in core} if core is not None else {}
        draft = any(
            "UTKAST" in (text.text or "") for header in self._package.headers() for text in header.iter(w("t"))
        )
        return Document(
            found.get("title", ""),
            tuple(self._blocks(self._body, ())),
            lang=found.get("language", "") or "sv-SE",
            author=found.get("creator", ""),
            subject=found.get("subject", ""),
            created=found.get("created", ""),
            draft=draft,
        )

    def _note(self, key: str) -> Note | None:
        row = self._notes.get(key)
        if row is None:
            return None
        content: list[Inline] = []
        for paragraph in row.iter(w("p")):
            content.extend(self._in_notes.read(paragraph))
        first = content[0] if content else None
        if isinstance(first, Text):  # the blank between number and text
            content[0] = replace(first, text=first.text.removeprefix(" "))
        content = [inline for inline in content if inline != Text("")]
        return Note(tuple(content))

    def _blocks(self, parent: etree._Element, around: tuple[str, ...]) -> Iterator[Block]:
        """Blocks in `parent`, which stands in the items `around`."""
        found = ((names[len(around) :], thing) for names, thing in self._found(parent))
        return build_items(found, self._items)

    def _found(self, parent: etree._Element) -> Iterator[Found]:
        for child in parent:
            if child.tag == w("p"):
                names = self._ranges.around(child)
                yield from ((names, thing) for thing in self._paragraph(child))
            elif child.tag == w("tbl"):
                names = self._ranges.around(child)
                yield names, self._table(child, names)
            elif child.tag == w("sdt"):
                yield from self._control(child)
            elif child.tag in (w("ins"), w("customXml"), w("smartTag")):
                yield from self._found(child)

    def _control(self, control: etree._Element) -> Iterator[Found]:
        content = control.find(w("sdtContent"))
        if content is None:
            return
        gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        if value(gallery) == "Table of Contents":
            title = next((plain(self._inlines.read(p)) for p in content.iter(w("p"))), "")
            yield (), Contents(title=title)
            return
        yield from self._found(content)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block | Point]:
        style = self._styles.known(value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")))
        drawings = [one for one in paragraph.iter(w("drawing")) if not _is_alternative(one)]
        for drawing in drawings:
            block = read_drawing(drawing, self._package, self._targets, self._caption)
            if isinstance(block, Picture):
                caption, credit = self._below(paragraph.getnext())
                block = replace(block, caption=caption, credit=credit)
            if block is not None:
                self._caption = ""
                yield block
        content = self._inlines.read(paragraph)
        if style in _HELPERS or not (content or not drawings) or self._styles.is_contents(style):
            return
        if style == "FigureCaption" and paragraph.getprevious() is not None:
            return
        if style == "Caption":
            self._caption = _CAPTION.sub("", plain(content), count=1)
            return
        if content:
            yield self._text_block(paragraph, style, content)

    def _below(self, paragraph: etree._Element | None) -> tuple[str, str]:
        """Caption and maker in the paragraph under a picture; empty when it is none."""
        if paragraph is None:
            return "", ""
        if self._styles.known(value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))) != "FigureCaption":
            return "", ""
        text = plain(self._inlines.read(paragraph))
        looks = ((run, value(run.find(f"{w('rPr')}/{w('rStyle')}"))) for run in paragraph.iter(w("r")))
        marked = (run for run, look in looks if self._styles.known(look) == "Credit")
        shown = (node for run in marked for node in run.iter(w("t"), w("br")))
        credit = "".join((node.text or "") if node.tag == w("t") else "\n" for node in shown)
        caption = _CAPTION.sub("", text.removesuffix(credit), count=1)
        return caption.strip(), credit.removeprefix(".").strip().removeprefix("Bild: ")

    def _text_block(self, paragraph: etree._Element, style: str, content: tuple[Inline, ...]) -> Block | Point:
        level = self._styles.heading_level(style)
        if level:
            return Heading(min(level, 4), content, _anchor(paragraph), self._styles.is_listed(style))
        block = Paragraph(content, _KINDS.get(style, "body"))
        numbering = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if numbering is None:
            numbering = self._styles.numbering(style)
        instance = value(numbering.find(w("numId"))) if numbering is not None else ""
        if numbering is not None and instance not in ("", "0"):
            depth = int(value(numbering.find(w("ilvl")), "0") or 0)
            if self._numbering.is_silent(instance, depth):
                return Point(depth, "", False, block)
            ordered = self._numbering.ordered(instance, depth)
            return Point(depth, self._numbering.list_of(instance), ordered, block)
        depth = continued_depth(paragraph) if style not in ("Quote",) else 0
        return Point(depth - 1, "", False, block) if depth else block

    def _table(self, table: etree._Element, around: tuple[str, ...]) -> Block:
        properties = table.find(w("tblPr"))
        style = value(properties.find(w("tblStyle"))) if properties is not None else ""
        if style in _BOXES:
            cell = table.find(f"{w('tr')}/{w('tc')}")
            return Box(tuple(self._blocks(cell, around)) if cell is not None else (), _BOXES[style])
        caption, self._caption = self._caption, ""
        description = value(properties.find(w("tblDescription"))) if properties is not None else ""
        rows = tuple(self._row(row) for row in table.iterfind(w("tr")))
        return Table(rows, caption, description=description)

    def _row(self, row: etree._Element) -> Row:
        head = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
        styles = [self._styles.known(value(mark)) for mark in row.iter(w("pStyle"))]
        kind = "head" if head else _ROWS.get(styles[0] if styles else "", "body")
        return Row(tuple(self._cell(cell, head) for cell in row.iterfind(w("tc"))), kind)

    def _cell(self, cell: etree._Element, head: bool) -> Cell:
        content: list[Inline] = []
        for paragraph in cell.iter(w("p")):
            content.extend(self._inlines.read(paragraph))
        align = _SIDES.get(value(cell.find(f".//{w('jc')}")), "left")
        span = value(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), "1")
        return Cell(tuple(content), head, align, int(span or 1))


def _anchor(paragraph: etree._Element) -> str:
    prefix = anchor_bookmark("")[:4]
    names = (mark.get(w("name"), "") for mark in paragraph.iter(w("bookmarkStart")))
    return next((name for name in names if name.startswith(prefix)), "")


def _is_alternative(drawing: etree._Element) -> bool:
    return any(parent.tag == f"{{{MC}}}AlternateContent" for parent in drawing.iterancestors())
