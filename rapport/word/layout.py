"""An honest guess of page numbers for a document that has never been laid out.

Lines are counted from characters and heights from the styles; it is wrong by a page or two in a long report, which
is why `rapport build --pages` stores the numbers of a real layout and those are used first.
"""

from __future__ import annotations

import math

from rapport.blocks import (
    BackCover,
    Block,
    Box,
    Chart,
    Contents,
    Cover,
    Front,
    Heading,
    Landscape,
    LetterHead,
    List,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Table,
    plain,
)

from .page import PageSetup

_LINE = 15.4
_CHARACTERS = 84
"""In a line of the shipped page, which the heights of lines and headings belong to as well."""
_LINE_WIDTH = PageSetup().text_width
_HEADING = {1: 60.0, 2: 44.0, 3: 36.0, 4: 30.0}
_NEW_PAGE = (Cover, Front, Contents, Landscape, BackCover, PageBreak)


class PageEstimate:
    """Walks blocks in reading order and tells on which page each starts."""

    def __init__(self, listed: int, setup: PageSetup) -> None:
        self.page = 1
        self._used = 0.0
        self._listed = listed
        self._room = setup.text_height / 20
        self._characters = max(20, round(_CHARACTERS * setup.text_width / _LINE_WIDTH))
        self._leave_cover = False

    def place(self, block: Block) -> int:
        """Page (from 1, the cover counted) where `block` starts; blocks inside it come in later calls."""
        opens = isinstance(block, _NEW_PAGE) or (isinstance(block, Heading) and block.level == 1)
        if opens or self._leave_cover:
            self._open_page()
        self._leave_cover = isinstance(block, Cover)
        height = self._height(block)
        if isinstance(block, (Heading, Picture, Chart)) and self._used + height + 2 * _LINE > self._room:
            self._open_page()
        start = self.page
        self._advance(height)
        return start

    def _open_page(self) -> None:
        if self._used:
            self.page += 1
            self._used = 0.0

    def _advance(self, height: float) -> None:
        total = self._used + height
        whole = int(total // self._room)
        self.page += whole
        self._used = total - whole * self._room

    def _height(self, block: Block) -> float:
        if isinstance(block, Paragraph):
            return _lines(plain(block.content), self._characters) * _LINE + 7
        if isinstance(block, Heading):
            return _HEADING[min(max(block.level, 1), 4)]
        if isinstance(block, Table):
            return sum(_row_height(row, self._characters) for row in block.rows) + 40
        if isinstance(block, Chart):
            return 120.0 + 24 * len(block.categories)
        fixed = {
            Picture: 260.0,
            Contents: 60 + 17.0 * self._listed,
            Box: 30.0,
            List: 2.0,
            Cover: 600.0,
            LetterHead: 150.0,
        }
        return fixed.get(type(block), 0.0)


def _lines(text: str, characters: int) -> int:
    return max(1, math.ceil(len(text) / characters))


def _row_height(row: Row, characters: int) -> float:
    cells = row.cells
    room = max(8, characters // max(1, len(cells)))
    return max((math.ceil(len(plain(cell.content)) / room) or 1 for cell in cells), default=1) * 13.5 + 5
