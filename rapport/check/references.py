"""References to what is not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapport.blocks import Chart, Picture, Table

from .model import Finding
from .subject import Subject

_REFERENCE = re.compile(r"\b(tabell|figur|diagram) (\d{1,3})\b(?! i\b)", re.IGNORECASE)
_KINDS = {Table: "tabell", Picture: "figur", Chart: "diagram"}


def dangling_references(subject: Subject) -> Iterator[Finding]:
    """’Tabell 9’ in a document whose tables end at 8.

    A document without a single numbered table (figure, chart) is not judged: its captions are then not known to us.
    """
    count = Counter(
        (placed.where.document, _KINDS[type(placed.block)])
        for placed in subject.blocks
        if isinstance(placed.block, (Table, Picture, Chart)) and placed.block.caption
    )
    for sentence in subject.sentences:
        if sentence.passage.foreign:
            continue
        for match in _REFERENCE.finditer(sentence.text):
            last = count[sentence.passage.where.document, match[1].lower()]
            if last and not 0 < int(match[2]) <= last:
                yield sentence.passage.finding(
                    f"”{match[0]}” finns inte: den sista är {match[1].lower()} {last}. Rätta hänvisningen.", match[0]
                )
