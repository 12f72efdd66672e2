"""What is checked: documents as blocks, with the passages, sentences, lists and tables that rules ask for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapport.blocks import (
    Block,
    Chart,
    Document,
    Heading,
    Inline,
    Item,
    List,
    Note,
    Paragraph,
    Picture,
    Table,
    children,
    plain,
)

from .model import Passage, Place

_END = re.compile(r"(?<=[.!?:])[”)]?\s+(?=[A-ZÅÄÖ”0-9–])")
_SHORT = re.compile(r"(?:\b(?:t\.ex|bl\.a|dvs|ca|kap|nr|s|jfr|m\.m|m\.fl|s\.k|f\.d|p\.g\.a|kl|tel)\.|\b[A-ZÅÄÖ]\.)$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block where it stands."""

    block: Block
    """The block."""
    where: Place
    """Its place."""
    foreign: bool
    """Whether a unit or respondent wrote it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document by the name findings call it."""

    name: str
    """Id of the output, or the file's name."""
    document: Document
    """The blocks."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text."""

    text: str
    """The sentence with its mark."""
    passage: Passage
    """Where it stands."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with the paragraph that leads in to it."""

    items: tuple[str, ...]
    """The words of each point, its first block only."""
    lead: Passage | None
    """The paragraph just before it; None when something else stands there."""
    where: Place
    """Where the list stands."""


@dataclass(frozen=True)
class Subject:
    """The documents that are checked together."""

    documents: tuple[Named, ...]
    """In the order of the build; one for a file."""
    units: tuple[str, ...] = ()
    """Names of the reporting units; empty when they are not known, as for a file."""

    @cached_property
    def blocks(self) -> tuple[Placed, ...]:
        """Every block with its place, in reading order."""
        return tuple(placed for named in self.documents for placed in _placed(named))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every run of words, in reading order, empty ones left out."""
        return tuple(passage for placed in self.blocks for passage in _passages(placed) if passage.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of paragraphs, footnotes and captions."""
        running = (passage for passage in self.passages if passage.kind in ("paragraph", "note", "caption"))
        return tuple(Sentence(text, passage) for passage in running for text in split_sentences(passage.text))

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Lists, each with its lead."""
        before: Placed | None = None
        found = []
        for placed in self.blocks:
            if isinstance(placed.block, List):
                found.append(Listing(_points(placed.block), _lead(before), placed.where))
            if not isinstance(placed.block, Item):
                before = placed
        return tuple(found)


def subject_of(*documents: tuple[str, Document], units: tuple[str, ...] = ()) -> Subject:
    """The subject of documents by the name that findings call them, with the reporting units' names when known."""
    return Subject(tuple(Named(name, document) for name, document in documents), units)


def collapsed(text: str) -> str:
    """`text` with every run of blanks, non-breaking ones too, as one space."""
    return " ".join(text.split())


def split_sentences(text: str) -> list[str]:
    """The sentences of a passage; an abbreviation's point ends none."""
    sentences: list[str] = []
    for part in (piece for piece in _END.split(text) if piece):
        if sentences and _SHORT.search(sentences[-1]):
            sentences[-1] += f" {part}"
        else:
            sentences.append(part)
    return sentences


def _placed(named: Named) -> Iterator[Placed]:
    path: list[tuple[int, str]] = []
    seen: Counter[str] = Counter()
    page: int | None = None
    for number, (block, foreign) in enumerate(_walk(named.document.blocks, False), start=1):
        if isinstance(block, Heading):
            text = collapsed(plain(block.content))
            path = [*(above for above in path if above[0] < block.level), (block.level, text)]
            seen[text] += 1
            # A heading that comes again is told apart as `Document.pages` does it.
            page = named.document.pages.get(text if seen[text] == 1 else f"{text} #{seen[text]}", page)
        yield Placed(block, Place(named.name, tuple(text for _, text in path), number, page), foreign)


def _walk(blocks: tuple[Block, ...], foreign: bool) -> Iterator[tuple[Block, bool]]:
    """Every block in reading order, with whether somebody else than the editor wrote it."""
    for block in blocks:
        inside = foreign or (isinstance(block, Item) and bool(block.origins[0].unit))
        inside = inside or (isinstance(block, Paragraph) and block.style == "quote")
        yield block, inside
        yield from _walk(children(block), inside)


def _passages(placed: Placed) -> Iterator[Passage]:
    for kind, text in _texts(placed.block):
        yield Passage(collapsed(text), placed.where, kind, placed.foreign)


def _texts(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, (Heading, Paragraph)):
        yield ("heading" if isinstance(block, Heading) else "paragraph"), plain(block.content)
        yield from _notes(block.content)
    elif isinstance(block, Table):
        yield "caption", block.caption
        for row in block.rows:
            for cell in row.cells:
                yield "cell", plain(cell.content)
                yield from _notes(cell.content)
    elif isinstance(block, (Picture, Chart)):
        yield "caption", block.caption
        yield "alt", block.alt


def _notes(content: tuple[Inline, ...]) -> Iterator[tuple[str, str]]:
    for inline in content:
        if isinstance(inline, Note):
            yield "note", plain(inline.content)


def _points(block: List) -> tuple[str, ...]:
    firsts = (item.blocks[0] for item in block.items)
    return tuple(collapsed(plain(first.content)) if isinstance(first, Paragraph) else "" for first in firsts)


def _lead(before: Placed | None) -> Passage | None:
    if before is None or not isinstance(before.block, Paragraph):
        return None
    return Passage(collapsed(plain(before.block.content)), before.where, "paragraph", before.foreign)
