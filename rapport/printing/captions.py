"""What tables, pictures, charts and headings are called where something refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapport.blocks import Block, Chart, Document, Heading, Picture, Table, plain, walk

LABELS: Mapping[type[Block], str] = {Table: "Tabell", Picture: "Figur", Chart: "Diagram"}
"""The word before a caption's number, by kind of block."""


def labelled(document: Document) -> Iterator[tuple[Block, str]]:
    """Every block in reading order with its label.

    ’Tabell 3’ for what has a caption, numbered by kind; a heading's text on one line; empty for all else.
    """
    numbers: dict[type[Block], int] = {}
    for block in walk(document.blocks):
        label = ""
        if isinstance(block, Heading):
            label = " ".join(plain(block.content).split())
        elif isinstance(block, (Table, Picture, Chart)) and block.caption:
            kind = type(block)
            numbers[kind] = numbers.get(kind, 0) + 1
            label = f"{LABELS[kind]} {numbers[kind]}"
        yield block, label
