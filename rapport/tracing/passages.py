"""Composed documents as lines of text, each with its headings, its page and the items it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapport.blocks import (
    Block,
    Chart,
    Cover,
    Figure,
    Heading,
    Inline,
    Item,
    LetterHead,
    Note,
    Picture,
    Ref,
    Table,
    children,
    plain,
)
from rapport.report import Composed
from rapport.word import heading_keys
from rapport.wording import contents, fold
from rapport.workspace import Part


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, paragraph, table cell, note or caption as printed."""

    document: str
    """Id of the output, or the name of the file it was read from."""
    title: str
    """Title of the document, for readers."""
    text: str
    """As printed, on one line."""
    folded: str
    """The text as passages are compared."""
    headings: tuple[str, ...]
    """Headings above it, the outermost first; a heading's own line ends with itself."""
    page: int | None
    """Page where the nearest heading stands, counted from the cover; None when no layout is known."""
    items: tuple[Item, ...]
    """Items it stands in, the outermost first."""
    part: Part | None
    """Part of the outline it comes from; None for a file that was read."""
    row: str
    """First cell of its table row; empty outside tables."""
    figures: tuple[tuple[int, int, str], ...]
    """Start and end in `folded` of each printed figure, with the fact's id."""


def read_composed(composed: Iterable[Composed]) -> list[Line]:
    """Every line of composed documents in printed order."""
    lines: list[Line] = []
    for built in composed:
        document = built.document
        keys = iter([key for key, _ in heading_keys(document)])
        reader = _Reader(built.output.id, document.title, keys, document.pages)
        for part, blocks in built.parts:
            lines += reader.read(blocks, part)
    return lines


def read_blocks(blocks: tuple[Block, ...], name: str) -> list[Line]:
    """Every line of a document that was read from the file `name`, of which no pages are known."""
    return list(_Reader(name, name, iter(()), {}).read(blocks, None))


class _Reader:
    """Goes through one document and remembers the headings passed."""

    def __init__(self, document: str, title: str, keys: Iterator[str], pages: Mapping[str, int]) -> None:
        self._document = document
        self._title = title
        self._keys = keys
        self._pages = pages
        self._headings: list[tuple[int, str]] = []
        self._page: int | None = None

    def read(self, blocks: tuple[Block, ...], part: Part | None, items: tuple[Item, ...] = ()) -> Iterator[Line]:
        """The lines of `blocks` in printed order."""
        for block in blocks:
            if isinstance(block, Heading):
                self._pass(block)
            for text in _captions(block):
                yield self._line((text, fold(text), ()), part, items, "")
            for row, content in _texts(block):
                if pieces := _pieces(content):
                    yield self._line(pieces, part, items, row)
            yield from self.read(children(block), part, (*items, block) if isinstance(block, Item) else items)

    def _pass(self, heading: Heading) -> None:
        text = " ".join(plain(heading.content).split())
        self._headings = [(level, above) for level, above in self._headings if level < heading.level]
        self._headings.append((heading.level, text))
        key = next(self._keys, "")
        self._page = self._pages.get(key, self._page) if self._pages else None

    def _line(
        self,
        pieces: tuple[str, str, tuple[tuple[int, int, str], ...]],
        part: Part | None,
        items: tuple[Item, ...],
        row: str,
    ) -> Line:
        text, folded, figures = pieces
        headings = tuple(text for _, text in self._headings)
        return Line(self._document, self._title, text, folded, headings, self._page, items, part, row, figures)


def _captions(block: Block) -> tuple[str, ...]:
    """What is printed beside a table, picture or chart, on a cover, in a letter's head, or is read aloud."""
    texts: tuple[str, ...] = ()
    if isinstance(block, Table):
        texts = (block.caption,)
    elif isinstance(block, Picture):
        texts = (block.caption, block.credit, block.alt)
    elif isinstance(block, Chart):
        texts = (block.title, block.caption, block.alt, *block.categories, *(series.name for series in block.series))
    elif isinstance(block, Cover):
        texts = (block.title, block.subtitle, block.series, block.publisher, block.notice)
    elif isinstance(block, LetterHead):
        texts = (*block.sender, *block.particulars, *block.recipient, *block.contact)
    return tuple(text for text in texts if text.strip())


def _texts(block: Block) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """First cell of the row and content of every run of words directly in a block."""
    if isinstance(block, Table):
        for row in block.rows:
            first = plain(row.cells[0].content).strip() if row.cells else ""
            for cell in row.cells:
                yield first, cell.content
                yield from ((first, inline.content) for inline in cell.content if isinstance(inline, Note))
    elif not children(block):
        yield from (("", content) for _, content in contents((block,)))


def _pieces(content: tuple[Inline, ...]) -> tuple[str, str, tuple[tuple[int, int, str], ...]] | None:
    """Text, folded text and figures of inlines; None when nothing is left to compare."""
    kept = tuple(inline for inline in content if not isinstance(inline, (Ref, Note)))
    folded = ""
    figures = []
    for inline in kept:
        start = len(folded)
        folded += fold(plain((inline,)))
        if isinstance(inline, Figure):
            figures.append((start, len(folded), inline.fact))
    return (" ".join(plain(kept).split()), folded, tuple(figures)) if folded else None
