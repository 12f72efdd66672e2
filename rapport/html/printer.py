"""The state of one rendering.

Each kind of block has a function that gives its HTML; `page` maps block types to them, and they reach each other
through `Printer.blocks`. Blocks are printed in reading order, as `Outline.blocks` has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rapport.blocks import Block, Document
from rapport.printing import ItemNames

from .outline import Ids, Named, build_outline

BlockPrinter = Callable[["Printer", Any, Named], str]
"""Gives the HTML of a block, which the outline names."""


class Printer:
    """Gives the HTML of a document's blocks and keeps what belongs elsewhere on the page."""

    def __init__(self, document: Document, handlers: Mapping[type[Block], BlockPrinter]) -> None:
        self.document = document
        """What is printed."""
        self.ids = Ids()
        """Ids given so far."""
        self.outline = build_outline(document, self.ids)
        """Names, labels and ids, known in advance."""
        self.notes: list[str] = []
        """Footnotes so far, as list items."""
        self.items = ItemNames()
        """Items so far."""
        self.cover_printed = False
        """Whether the first cover, which is the page's header, has been passed."""
        self._handlers = handlers
        self._named = iter(self.outline.blocks)

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """The HTML of `blocks`, in order."""
        return "".join([self._handlers[type(block)](self, block, next(self._named)) for block in blocks])
