"""Whatever blocks come in whatever order, the page holds together and says what they say."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from blocks_for_pages import containers, leaves
from html_reading import Element, read_html
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sizes import tries

from rapport.blocks import (
    BackCover,
    Chart,
    Cover,
    Document,
    Heading,
    LetterHead,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Ref,
    Table,
)
from rapport.blocks import Hole as HoleInline
from rapport.blocks import children as inside
from rapport.html import render_html
from rapport.printing import labelled, safe_address

_ELEMENTS = """
html head meta title style body a header aside nav main footer section div hgroup h1 h2 h3 h4 h5 p ul ol li blockquote
table caption thead tbody tfoot tr th td figure figcaption img details summary svg rect circle line text desc
strong em b span sup br data mark
"""
_ATTRIBUTES = """
lang charset content name http-equiv id class href role tabindex scope colspan rowspan alt src width height value
x y dx cx cy r x1 x2 y1 y2 viewbox preserveaspectratio text-anchor
aria-label aria-labelledby aria-describedby aria-hidden
"""
ELEMENTS, ATTRIBUTES = set(_ELEMENTS.split()), set(_ATTRIBUTES.split())
CHROME_TAGS = {"head", "nav", "svg", "details"}
CHROME_CLASSES = {"skip", "kind", "unseen", "draft", "up", "back"}
"""What the page adds to the blocks' own text."""

documents = st.builds(
    lambda blocks, draft: Document("Rapport", tuple(blocks), draft=draft),
    st.lists(st.recursive(leaves, containers, max_leaves=8), max_size=4),
    st.booleans(),
)
any_documents = settings(max_examples=tries(60), deadline=None, suppress_health_check=list(HealthCheck))


def bare(text: str) -> str:
    """Text without blanks and without what HTML cannot hold."""
    kept = (c for c in "".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(c for c in kept if c not in "\ufffe\uffff" and not "\ufdd0" <= c <= "\ufdef")


def is_chrome(element: Element) -> bool:
    """Whether the page added the element."""
    by_class = CHROME_CLASSES & set((element.get("class") or "").split())
    number = element.tag == "b" or element.tag == "sup"
    return bool(element.tag in CHROME_TAGS or by_class or number or element.get("id") == "noter")


class Said:
    """What the blocks of a document say, in the order of the page."""

    def __init__(self, document: Document) -> None:
        self.targets: dict[str, tuple[object, str]] = {}
        for block, label in labelled(document):
            if anchor := getattr(block, "anchor", ""):
                self.targets.setdefault(anchor, (block, label))
        self.notes: list[str] = []
        self.covers: list[Cover] = []
        body, foot = document.blocks, ""
        if body and isinstance(body[-1], BackCover):
            main = "".join(map(self.block, body[:-1]))
            foot = self.block(body[-1])
        else:
            main = "".join(map(self.block, body))
        head = self.covers[0] if self.covers else Cover("Rapport")
        title = head.title if bare(head.title) else "Rapport"
        self.text = head.publisher + title + head.subtitle + head.series + head.notice + main
        self.text = bare(self.text + "".join(self.notes) + foot)

    def block(self, block) -> str:
        if isinstance(block, Cover):
            self.covers.append(block)
            texts = (block.publisher, block.title, block.subtitle, block.series, block.notice)
            return "" if len(self.covers) == 1 else "".join(texts)
        if isinstance(block, LetterHead):
            return "".join((*block.sender, *block.particulars, *block.recipient, *block.contact))
        if isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row.cells)
            return block.caption + "".join(self.inlines(cell.content) for cell in cells)
        if isinstance(block, Chart):
            title = block.title if block.title != block.caption else ""
            return block.caption + title + "".join(series.name for series in block.series)
        if isinstance(block, (Heading, Paragraph)):
            return self.inlines(block.content)
        return "".join(map(self.block, inside(block)))

    def inlines(self, content) -> str:
        return "".join(map(self.inline, content))

    def inline(self, inline) -> str:
        if isinstance(inline, LineBreak):
            return ""
        if isinstance(inline, Note):
            self.notes.append("")
            number = len(self.notes) - 1
            self.notes[number] = self.inlines(inline.content)
            return ""
        if isinstance(inline, Link):
            words, address = self.inlines(inline.content), safe_address(inline.href)
            return words + (f"({inline.href})" if not address else "" if bare(words) else address)
        if isinstance(inline, HoleInline):
            return f"[{inline.text}]"
        if isinstance(inline, Ref):
            return self.ref(inline)
        return inline.text

    def ref(self, ref: Ref) -> str:
        if ref.target not in self.targets:
            return f"[hänvisningen ”{ref.target}” saknar mål]"
        block, label = self.targets[ref.target]
        nameless = "avsnittet" if isinstance(block, Heading) else "tabellen"
        return label if bare(label) else ref.text if bare(ref.text) else nameless


@any_documents
@given(documents)
def test_the_page_says_what_the_blocks_say(document):
    """Every character of the blocks stands on the page once, in order, and nothing else does."""
    page = read_html(render_html(document))
    assert bare(page.one("body").text(is_chrome)) == Said(document).text


@any_documents
@given(documents)
def test_the_page_holds_known_elements_alone(document):
    """No script, no handler of events, no style of its own, whatever was typed."""
    for element in read_html(render_html(document)).all():
        assert element.tag in ELEMENTS
        assert set(element.attributes) <= ATTRIBUTES
        assert element.get("src") is None or element.get("src").startswith("data:image/")


@any_documents
@given(documents)
def test_ids_are_unique_and_every_reference_has_its_target(document):
    """Links inside the page, labels and descriptions lead to one element each."""
    elements = read_html(render_html(document)).all()
    ids = [element.get("id") for element in elements if element.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if not name or name.split() != [name]]
    for element in elements:
        named = [element.get(name) for name in ("aria-labelledby", "aria-describedby") if element.get(name)]
        href = element.get("href") or ""
        assert {*named, *([href[1:]] if href.startswith("#") else [])} <= set(ids)
        assert not href or href.startswith("#") or safe_address(href) == href


@any_documents
@given(documents)
def test_headings_go_down_one_level_at_a_time(document):
    """One h1, and no level is jumped over."""
    tags = [element.tag for element in read_html(render_html(document)).all()]
    levels = [int(tag[1]) for tag in tags if tag[0] == "h" and tag[1:].isdigit()]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@any_documents
@given(documents)
def test_the_same_document_gives_the_same_page(document):
    """Nothing depends on when or how often a page is made."""
    assert render_html(document) == render_html(document)
