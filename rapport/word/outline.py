"""What must be known before the first page is printed: headings, captions, anchors and page numbers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from rapport.blocks import Chart, Document, Heading, Hole, Inline, Link, plain, walk
from rapport.printing import labelled, safe_address

from .layout import PageEstimate
from .page import PageSetup
from .xml import one_line


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, in reading order."""

    key: str
    """Text of the heading; from its second time on with ` #2`, ` #3` …; the key in `Document.pages`."""
    text: str
    """The heading as listed."""
    level: int
    """1 to 4."""
    bookmark: str
    """Name of the hidden bookmark around it."""
    page: int
    """Page number, from the last layout or estimated."""
    listed: bool
    """Whether the contents list it."""
    measured: bool
    """Whether the page number is the last layout's."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an anchor points at."""

    bookmark: str
    """Name of the bookmark."""
    label: str
    """'Tabell 3', or the heading's text; empty when the target has neither."""
    page: int
    """Page number, known or estimated."""


@dataclass(slots=True)
class Outline:
    """Headings, numbered captions and anchors of a document."""

    entries: list[Entry] = field(default_factory=list)
    """Headings in reading order."""
    targets: dict[str, Target] = field(default_factory=dict)
    """Targets by anchor; the first one counts where an anchor occurs twice."""
    charts: int = 0
    """Number of charts."""


def anchor_bookmark(anchor: str) -> str:
    """Bookmark name for an anchor; Word allows letters, digits and underscores, 40 in all."""
    return "_rf_" + hashlib.sha256(anchor.encode("utf-8", "replace")).hexdigest()[:16]


def heading_keys(document: Document) -> tuple[tuple[str, int], ...]:
    """Key in `Document.pages` and level (1 to 4) of every heading, in reading order."""
    seen: dict[str, int] = {}
    headings = (block for block in walk(document.blocks) if isinstance(block, Heading))
    return tuple((_key(shown_text(block.content), seen), block.level) for block in headings)


def _key(text: str, seen: dict[str, int]) -> str:
    seen[text] = seen.get(text, 0) + 1
    return text if seen[text] == 1 else f"{text} #{seen[text]}"


def shown_text(content: tuple[Inline, ...]) -> str:
    """What a reader sees of a heading, on one line: holes in their brackets, addresses no link can lead to."""
    parts = []
    for inline in content:
        text = plain((inline,))
        if isinstance(inline, Hole):
            text = f"[{one_line(text)}]"
        elif isinstance(inline, Link) and not safe_address(inline.href):
            text += f" ({inline.href})"
        parts.append(text)
    return one_line("".join(parts))


def build_outline(document: Document, setup: PageSetup) -> Outline:
    """The outline of `document`.

    Pages are the layout's where `document.pages` has them, else estimated for pages of this size.
    """
    outline = Outline()
    seen: dict[str, int] = {}
    estimate = PageEstimate(sum(1 for b in walk(document.blocks) if isinstance(b, Heading) and b.toc), setup)
    for block, label in labelled(document):
        page = estimate.place(block)
        if isinstance(block, Heading):
            label = shown_text(block.content)
            key = _key(label, seen)
            page = document.pages.get(key, page)
            number = len(outline.entries) + 1
            outline.entries.append(
                Entry(key, label, block.level, f"_Toc{number:09d}", page, block.toc, key in document.pages)
            )
        outline.charts += isinstance(block, Chart)
        anchor = getattr(block, "anchor", "")
        if anchor:
            outline.targets.setdefault(anchor, Target(anchor_bookmark(anchor), label, page))
    return outline
