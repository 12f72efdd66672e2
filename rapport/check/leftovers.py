"""What was to be filled in and was not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapport.blocks import Heading, Hole, Paragraph, Table

from .model import Finding
from .subject import Placed, Subject, collapsed

_MARKS = re.compile(
    r"\b(?:XX+|TODO|FIXME|TBD)\b|\blorem ipsum\b|\?{3,}|\[(?:fyll i|infoga|namn|datum|siffra)[^\]]*\]", re.IGNORECASE
)


def leftovers(subject: Subject) -> Iterator[Finding]:
    """Marked holes, and words that hold a place: XX, TODO, lorem ipsum."""
    for placed in subject.blocks:
        for hole in _holes(placed):
            text = collapsed(hole.text)
            yield Finding(f"Här fattas text: {text.rstrip('.')}.", placed.where, text)
    for passage in subject.passages:
        for match in _MARKS.finditer(passage.text):
            if match[0].lower().startswith("xx") and match[0] != match[0].upper():
                continue
            yield passage.finding(
                f"”{match[0]}” är kvarglömt: skriv det som ska stå här eller ta bort det.", match[0]
            )


def _holes(placed: Placed) -> Iterator[Hole]:
    block = placed.block
    if isinstance(block, (Heading, Paragraph)):
        yield from (inline for inline in block.content if isinstance(inline, Hole))
    elif isinstance(block, Table):
        cells = (cell for row in block.rows for cell in row.cells)
        yield from (inline for cell in cells for inline in cell.content if isinstance(inline, Hole))
