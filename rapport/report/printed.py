"""Where in the composed documents each fact is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapport.blocks import Block, Figure, Heading, Inline, Note, Paragraph, Table, plain, walk
from rapport.errors import RapportError

from .compose import Composed, compose
from .facts import Facts
from .figures import compute_facts
from .material import Material


@dataclass(frozen=True, slots=True)
class Printed:
    """One place where a fact is printed."""

    document: str
    """Id of the output."""
    headings: tuple[str, ...]
    """The headings above it, outermost first."""
    page: int | None
    """Page of the nearest heading above it in the last layout; None when no layout is known."""
    text: str
    """The figure as printed."""


def printed_facts(material: Material) -> tuple[Facts, dict[str, list[Printed]]]:
    """All facts, and by id where each is printed, in reading order.

    The report is composed for print, whose pages are measured; where that cannot be, as a draft, which always can.
    """
    try:
        facts, documents = _composed(material, draft=False)
    except RapportError:
        facts, documents = _composed(material, draft=True)
    places: dict[str, list[Printed]] = {}
    for composed in documents:
        for name, place in _in_document(composed):
            places.setdefault(name, []).append(place)
    return facts, places


def _composed(material: Material, draft: bool) -> tuple[Facts, tuple[Composed, ...]]:
    facts = compute_facts(material, draft)
    return facts, compose(material, draft, facts)


def _in_document(composed: Composed) -> Iterator[tuple[str, Printed]]:
    path: list[tuple[int, str]] = []
    seen: Counter[str] = Counter()
    page: int | None = None
    for block in walk(composed.document.blocks):
        if isinstance(block, Heading):
            text = " ".join(plain(block.content).split())
            path = [*(above for above in path if above[0] < block.level), (block.level, text)]
            seen[text] += 1
            # A heading that comes again is told apart as `Document.pages` does it.
            page = composed.document.pages.get(text if seen[text] == 1 else f"{text} #{seen[text]}", page)
        for figure in _figures(_inlines(block)):
            yield figure.fact, Printed(composed.output.id, tuple(text for _, text in path), page, figure.text)


def _inlines(block: Block) -> Iterator[Inline]:
    if isinstance(block, (Heading, Paragraph)):
        yield from block.content
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from cell.content


def _figures(inlines: Iterable[Inline]) -> Iterator[Figure]:
    for inline in inlines:
        if isinstance(inline, Figure):
            yield inline
        elif isinstance(inline, Note):
            yield from _figures(inline.content)
