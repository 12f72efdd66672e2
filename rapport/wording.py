"""The words of printed blocks: as lines, as a hash, and folded so that one passage is found in another."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from .blocks import Block, Heading, Inline, Note, Paragraph, Ref, Table, plain, walk

_IGNORED = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff\"'`´‘’‚‛“”„‟«»‹›′″]+")
_DASHES = re.compile("[‐‑‒–—―−]")


def contents(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, tuple[Inline, ...]]]:
    """Every run of words with the block it stands in: headings, paragraphs, cells, and each note after its text."""
    for block in walk(blocks):
        if isinstance(block, (Heading, Paragraph)):
            yield from _with_notes(block, block.content)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _with_notes(block, cell.content)


def _with_notes(block: Block, content: tuple[Inline, ...]) -> Iterator[tuple[Block, tuple[Inline, ...]]]:
    yield block, content
    for inline in content:
        if isinstance(inline, Note):
            yield block, inline.content


def lines(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The words of `blocks`: a line for each heading, paragraph and table cell, and for each note after it.

    Blanks are collapsed and empty lines left out. So are cross-references: what they say is made at print.
    """
    texts = (plain(tuple(i for i in content if not isinstance(i, Ref))) for _, content in contents(blocks))
    return tuple(line for text in texts if (line := " ".join(text.split())))


def words_hash(blocks: tuple[Block, ...]) -> str:
    """SHA-256 over the `lines` of `blocks`, hexadecimal: what an origin remembers of the text as printed."""
    return hashlib.sha256("\n".join(lines(blocks)).encode("utf-8", "replace")).hexdigest()


def fold(text: str) -> str:
    """`text` as passages are compared: without blanks, soft hyphens and quotation marks, dashes alike, case apart."""
    folded = unicodedata.normalize("NFKC", _IGNORED.sub("", text)).casefold()
    return _DASHES.sub("-", unicodedata.normalize("NFKC", _IGNORED.sub("", folded)))
