"""The document model between composition and print: typed blocks and inlines.

`rapport.report` makes them from semantic HTML, `rapport.word` prints them to Word and reads
them back, `rapport.html` prints them to a web page, the preview prints them in the terminal.
Nothing here knows units, questions or Word.
Every class is a frozen value; sequences are tuples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

# --------------------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in one look."""

    text: str
    """As printed; never holds line breaks (see `LineBreak`)."""
    strong: bool = False
    """Bold."""
    emphasis: bool = False
    """Italic."""
    lang: str = ""
    """BCP 47 tag when it differs from the document's language."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the document."""

    href: str
    """Absolute http(s) or mailto address."""
    content: tuple[Text, ...]
    """What the reader sees."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure that comes from a fact."""

    fact: str
    """The fact's id, for example `enkat.samordning.battre`."""
    text: str
    """The figure as printed."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, placed where its reference stands."""

    content: tuple[Inline, ...]
    """The note's text; holds no further notes."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A cross-reference to an anchor in the document."""

    target: str
    """The anchor's name."""
    kind: str = "text"
    """`text` prints the target's label or heading, `page` its page number."""
    text: str = ""
    """Cached text shown until fields are updated."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A marked gap in a draft: what is missing and from whom."""

    text: str
    """Swedish: names the unit and the question."""


Inline = Text | LineBreak | Link | Figure | Note | Ref | Hole

# --------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 starts a chapter on a new page."""

    level: int
    """1 to 4."""
    content: tuple[Inline, ...]
    """The heading's text."""
    anchor: str = ""
    """Name other places refer to; unique in the document, empty when nobody does."""
    toc: bool = True
    """Whether the heading is listed in the contents."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    content: tuple[Inline, ...]
    """The text."""
    style: str = "body"
    """One of `PARAGRAPH_STYLES`."""


PARAGRAPH_STYLES = ("body", "lead", "label", "note", "quote", "signature", "small")
"""body: running text; lead: introduction; label: a bold run-in line above a list;
note: a remark under a table or chart; quote: an open answer; signature: who signs; small: imprint."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """A point of a list, which may hold several paragraphs and lists."""

    blocks: tuple[Block, ...]
    """At least one block."""


@dataclass(frozen=True, slots=True)
class List:
    """A bullet or numbered list; a numbered one always starts at 1."""

    items: tuple[ListItem, ...]
    """At least one."""
    ordered: bool = False
    """Numbered when true."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell."""

    content: tuple[Inline, ...]
    """The cell's text; empty for an empty cell."""
    header: bool = False
    """A row or column header."""
    align: str = "left"
    """`left`, `right` or `center`."""
    span: int = 1
    """Columns covered."""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row."""

    cells: tuple[Cell, ...]
    """Together as wide as the table."""
    kind: str = "body"
    """`head` (repeated on each page), `body` or `total`."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row and, where it has one, a total row."""

    rows: tuple[Row, ...]
    """Head rows first, total rows last."""
    caption: str = ""
    """Text after 'Tabell n.'; empty prints no caption."""
    anchor: str = ""
    """Name other places refer to."""
    widths: tuple[float, ...] = ()
    """Relative column widths; empty shares the width evenly."""
    description: str = ""
    """Alternative text."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from a file."""

    source: str
    """Absolute path of the image file."""
    alt: str
    """Alternative text; required."""
    caption: str = ""
    """Text after 'Figur n.'; empty prints no caption."""
    credit: str = ""
    """Who made the picture."""
    anchor: str = ""
    """Name other places refer to."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart."""

    name: str
    """As in the legend."""
    values: tuple[float, ...]
    """One for each category, in counts or kronor."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart, editable in Word."""

    kind: str
    """`stacked-share` (bars stacked to 100 %) or `bars`."""
    title: str
    """Printed above the plot."""
    categories: tuple[str, ...]
    """Bars, first on top."""
    series: tuple[Series, ...]
    """In drawing order."""
    alt: str
    """Alternative text with the main figures; required."""
    caption: str = ""
    """Text after 'Diagram n.'."""
    anchor: str = ""
    """Name other places refer to."""
    unit: str = ""
    """Unit of the values, for example `kr`; empty for counts."""


@dataclass(frozen=True, slots=True)
class Box:
    """A framed box: a goal's statement or key results."""

    blocks: tuple[Block, ...]
    """What stands in the box."""
    kind: str = "goal"
    """One of `BOX_KINDS`."""


BOX_KINDS = ("goal", "result", "hole", "info")
"""goal: a goal's statement; result: key results; hole: what a draft lacks; info: a remark to the reader."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents."""

    depth: int = 3
    """Deepest heading level listed."""
    title: str = "Innehåll"
    """Printed above it, not itself listed."""


@dataclass(frozen=True, slots=True)
class Landscape:
    """A part on landscape pages."""

    blocks: tuple[Block, ...]
    """What stands on them."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The front page."""

    title: str
    """The report's title."""
    subtitle: str = ""
    """Below the title."""
    series: str = ""
    """Series and number, for example 'Rapport 2015:8'."""
    publisher: str = ""
    """The authority that publishes."""
    notice: str = ""
    """A remark such as 'Exempeldata'; empty prints none."""
    picture: str = ""
    """Absolute path of an image file in place of the drawn motif."""
    alt: str = ""
    """Alternative text of the picture; required with one."""


@dataclass(frozen=True, slots=True)
class LetterHead:
    """The head of a letter; a document that has one is a letter, without chapter pages."""

    sender: tuple[str, ...]
    """The authority, then its department and the like, a line each."""
    particulars: tuple[str, ...]
    """What it is, date and numbers: 'Missiv', 'Datum: 2015-04-01'."""
    recipient: tuple[str, ...]
    """Address of the recipient, a line each."""
    contact: tuple[str, ...] = ()
    """Where the sender is reached, at the foot of each page."""


@dataclass(frozen=True, slots=True)
class BackCover:
    """The last page."""

    blocks: tuple[Block, ...]
    """Contact, address and ISBN."""


@dataclass(frozen=True, slots=True)
class Front:
    """Pages before the body: no page numbers printed."""

    blocks: tuple[Block, ...]
    """Imprint, foreword, summary, contents."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a printed text comes from."""

    unit: str
    """Slug of the reporting unit; empty for the editor's own text."""
    question: str
    """`section.question`, or a chapter's id."""
    item: str = ""
    """Id of the item in a repeat group; empty outside one."""
    version: int = 0
    """Number of the sealed submission; 0 for the draft or the editor's text."""
    sha256: str = ""
    """Hash of the text as printed, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Item:
    """Blocks that have known origins."""

    origins: tuple[Origin, ...]
    """At least one; many where a text has many sources. The first is what the text is (the example, the theme, the
    question a table answers) and with `place` the block's identity; the others are what it is made from."""
    blocks: tuple[Block, ...]
    """What is printed."""
    place: str = ""
    """Where in the outline it stands, so that one item printed twice is told apart."""


_Text = Heading | Paragraph | List | Table | Picture | Chart | Box | Contents
Block = _Text | Landscape | PageBreak | Cover | LetterHead | BackCover | Front | Item


UNDATED = "2000-01-01T00:00:00Z"
"""What a document without a date is dated."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document ready for print."""

    title: str
    """In the document's properties and header."""
    blocks: tuple[Block, ...]
    """In reading order."""
    lang: str = "sv-SE"
    """BCP 47 tag of the text."""
    author: str = ""
    """The authority, in the document's properties."""
    subject: str = ""
    """In the document's properties."""
    created: str = UNDATED
    """Date in the document's properties; taken from data so that two builds are the same bytes."""
    draft: bool = False
    """Whether every page says UTKAST."""
    pages: dict[str, int] = field(default_factory=dict)
    """Page numbers of the last layout, keyed by heading text; empty when none is known."""
    style: str = ""
    """Absolute path of a Word file whose styles and page are used in print; empty for the shipped ones."""


def children(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside `block`, in reading order."""
    if isinstance(block, List):
        return tuple(child for item in block.items for child in item.blocks)
    if isinstance(block, (Box, Landscape, BackCover, Front, Item)):
        return block.blocks
    return ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, each before the blocks inside it, in reading order."""
    for block in blocks:
        yield block
        yield from walk(children(block))


def plain(content: tuple[Inline, ...]) -> str:
    """The text of inlines without footnotes and looks."""
    parts = []
    for inline in content:
        if isinstance(inline, Link):
            parts.append("".join(text.text for text in inline.content))
        elif isinstance(inline, LineBreak):
            parts.append("\n")
        elif not isinstance(inline, Note):
            parts.append(inline.text)
    return "".join(parts)
