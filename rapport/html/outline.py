"""What must be known before the first tag is printed: names, labels and ids, and the headings of the contents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from rapport.blocks import BackCover, Block, Chart, Contents, Cover, Document, Heading, Picture, Table
from rapport.printing import labelled

from .escaping import visible

TEXT, CONTENTS, NOTES = "text", "innehall", "noter"
"""Ids of the page's own parts: the running text, the contents and the footnotes."""
_LONGEST_ID = 60


class Ids:
    """Ids of the page, each given once."""

    def __init__(self) -> None:
        self._taken = {TEXT, CONTENTS, NOTES}

    def take(self, wanted: str) -> str:
        """`wanted`, or where it is taken already the first free of `wanted-2`, `wanted-3` and so on."""
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name


def slug(text: str, otherwise: str) -> str:
    """`text` as an id a person can read and share, for example ’nationell-samordning’.

    It starts with a letter, which tells it from the names of items; `otherwise` where nothing is left of the text.
    """
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST_ID].rstrip("-")
    return name if name[:1].isalpha() else f"{otherwise}-{name}" if name else otherwise


@dataclass(frozen=True, slots=True)
class Named:
    """A block as the page names it."""

    block: Block
    """The block itself."""
    label: str
    """’Tabell 3’, a heading's text, or empty."""
    id: str
    """Id of its element; empty when nothing refers to it."""
    level: int = 0
    """Of a heading: 2 to 5, never more than one below the heading before it."""


@dataclass(slots=True)
class Outline:
    """The blocks of a document in reading order, and what is referred to."""

    blocks: list[Named] = field(default_factory=list)
    """Every block."""
    targets: dict[str, Named] = field(default_factory=dict)
    """By anchor; the first one counts where an anchor occurs twice."""
    contents: Contents | None = None
    """The first table of contents; None when the document has none."""
    cover: Cover | None = None
    """The first front page; None when the document has none."""

    def listed(self) -> list[Named]:
        """The headings that the contents list."""
        return [
            named for named in self.blocks if isinstance(named.block, Heading) and self._lists(named.block, named)
        ]

    def _lists(self, heading: Heading, named: Named) -> bool:
        depth = self.contents.depth if self.contents else 0
        return heading.toc and heading.level <= depth and visible(named.label)


def build_outline(document: Document, ids: Ids) -> Outline:
    """The outline of `document`; the ids it gives are taken from `ids`."""
    outline = Outline()
    level = 1
    for block, label in labelled(document):
        if isinstance(block, BackCover):
            level = min(level, 2)  # the footnotes, a heading of the second level, may stand before it
        if isinstance(block, Heading) and visible(label):
            level = min(min(max(block.level, 1), 4) + 1, level + 1)
        if isinstance(block, Contents) and outline.contents is None:
            outline.contents = block
        if isinstance(block, Cover) and outline.cover is None:
            outline.cover = block
        outline.blocks.append(_named(block, label, level, outline, ids))
    return outline


def _named(block: Block, label: str, level: int, outline: Outline, ids: Ids) -> Named:
    if not isinstance(block, (Heading, Table, Picture, Chart)):
        return Named(block, label, "")
    is_new = bool(block.anchor) and block.anchor not in outline.targets
    kind = type(block).__name__.lower()
    wanted = slug(block.anchor, kind) if is_new else slug(label, kind)
    named = Named(block, label, ids.take(wanted), level if isinstance(block, Heading) else 0)
    if is_new:
        outline.targets[block.anchor] = named
    return named
