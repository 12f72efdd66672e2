"""The state of one rendering, and how paragraphs come out of it.

Each kind of block has a module with a `print_…(printer, block, place)` function; `writer` maps block types to
them, and they reach each other through `Printer.print_blocks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from rapport.blocks import BackCover, Block, Document, Front, Item, Landscape, PageBreak, Paragraph

from .charts import ChartParts
from .manifest import Manifest
from .notes import Footnotes
from .numbering import STEP, Numbering
from .outline import Outline, build_outline
from .pictures import Media
from .relationships import Relationships
from .sections import Sections
from .style_set import StyleSet


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks are printed."""

    width: int
    """Room for tables and pictures, in twentieths of a point."""
    depth: int = 0
    """How many lists are around."""
    body: str = "BodyText"
    """Style of running text here."""
    in_table: bool = False
    """Inside a cell, where sections and page breaks cannot be."""
    section: str = "body"
    """Kind of section, see `sections.KINDS`."""
    keep_next: bool = False
    """Whether every paragraph here stays on the page of the next one."""

    @property
    def indent(self) -> int:
        """Left indent of text that belongs to a point, in twentieths of a point."""
        return self.depth * STEP


_OPENS_NO_SECTION = frozenset({Front, Landscape, BackCover, Item, PageBreak})
BlockPrinter = Callable[["Printer", Any, Place], None]


class Printer:
    """Collects the parts of a document while its blocks are printed in reading order."""

    def __init__(self, document: Document, style: StyleSet, handlers: Mapping[type[Block], BlockPrinter]) -> None:
        self.document = document
        """What is printed."""
        self.style = style
        """What it is printed with."""
        self.outline: Outline = build_outline(document, style.page)
        """Headings, numbers and targets, known in advance."""
        self.out: list[str] = []
        """XML of the body that is not yet taken away."""
        self.relationships = Relationships()
        """Of the main part."""
        self.notes = Footnotes()
        """Footnotes so far."""
        self.numbering = Numbering()
        """Lists so far."""
        self.charts = ChartParts()
        """Charts so far."""
        self.media = Media()
        """Pictures so far."""
        self.manifest = Manifest()
        """Blocks with known origins so far."""
        self.sections = Sections()
        """Where sections begin and end."""
        self.marker = ""
        """Numbering properties that the next paragraph takes, as it opens a point."""
        self.page_break = False
        """Whether the next paragraph starts a page."""
        self.followed_by_note = False
        """Whether the block being printed has a remark under it."""
        self.followed = False
        """Whether the block being printed has another after it in the same point, box or item."""
        self.headings = 0
        """Headings printed so far."""
        self.anchors: set[str] = set()
        """Anchors printed so far."""
        self._handlers = handlers
        self._identity = 0
        self._captions: dict[str, int] = {}

    def print_blocks(self, blocks: tuple[Block, ...], place: Place) -> None:
        """Print `blocks` in order."""
        for block, following in zip_longest(blocks, blocks[1:]):
            self.print_block(block, following, place)

    def print_block(self, block: Block, following: Block | None, place: Place) -> None:
        """Print `block`; if a remark is `following`, the two are kept together."""
        self.followed_by_note = isinstance(following, Paragraph) and following.style == "note"
        self.followed = following is not None
        if not place.in_table and type(block) not in _OPENS_NO_SECTION:
            self.sections.enter(self, place.section)
        self._handlers[type(block)](self, block, place)

    def identity(self) -> int:
        """A number no other bookmark, picture or chart in the document has."""
        self._identity += 1
        return self._identity

    def caption_number(self, label: str) -> int:
        """The next number in the sequence `label`."""
        self._captions[label] = self._captions.get(label, 0) + 1
        return self._captions[label]

    def bookmarked(self, name: str, runs: str) -> str:
        """`runs` inside a bookmark called `name`."""
        number = self.identity()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'

    def anchored(self, anchor: str, runs: str) -> str:
        """`runs` inside the bookmark of `anchor`, unless it is empty or already printed."""
        if not anchor or anchor in self.anchors:
            return runs
        self.anchors.add(anchor)
        return self.bookmarked(self.outline.targets[anchor].bookmark, runs)

    def paragraph(self, style: str, runs: str, place: Place, *, keep_next: bool = False) -> None:
        """Print one paragraph; it takes the waiting list marker and page break."""
        keep = "<w:keepNext/>" if keep_next or place.keep_next else ""
        if self.page_break:
            keep += "" if place.in_table else "<w:pageBreakBefore/>"
            self.page_break = False
        indent = ""
        if self.marker:
            keep += self.marker
            self.marker = ""
        elif place.depth:
            indent = f'<w:ind w:left="{place.indent}"/>'
        self.out.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{indent}</w:pPr>{runs}</w:p>')

    def take(self) -> str:
        """The XML printed since the last call."""
        text = "".join(self.out)
        self.out.clear()
        return text


def inside(place: Place, width: int, body: str) -> Place:
    """A place inside a table cell of `width` (twentieths of a point) at `place`."""
    return replace(place, width=width, body=body, in_table=True, depth=0)
