"""Rules of references: links, cross-references and the contents say what they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from ..opening import value, w
from .parts import Parts, Rule, repeated, shorten
from .stories import Field, bookmark_texts, paragraph_text, read_fields, style_of

_LARGEST_PAGE = 9999
_OTHER_THAN_TEXT = frozenset({"\\r", "\\n", "\\w", "\\p"})
"""Switches with which a reference shows a number or a place instead of its target's text."""


def _names(parts: Parts) -> set[str]:
    return {mark.get(w("name"), "").casefold() for mark in parts.mentions("bookmarkStart")}


def _references(parts: Parts) -> Iterator[tuple[str, Field]]:
    """Target and field of every cross-reference."""
    for found in parts.every_field():
        if len(found.words) > 1 and found.words[0] in ("REF", "PAGEREF", "NOTEREF"):
            yield found.words[1].strip('"'), found


def _anchors(parts: Parts) -> Iterator[str]:
    known = _names(parts)
    for root in parts.stories.values():
        for link in root.iter(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor and anchor.casefold() not in known:
                yield f"the link {shorten(paragraph_text(link))!r} leads to {anchor}, which is not there"


def _targets(parts: Parts) -> Iterator[str]:
    known = _names(parts)
    for name, found in _references(parts):
        if name.casefold() not in known:
            yield f"{found.words[0]} leads to {name}, which is not there"


def _texts(parts: Parts) -> Iterator[str]:
    found = [(name, one) for name, one in _references(parts) if one.words[0] == "REF"]
    found = [(name, one) for name, one in found if not _OTHER_THAN_TEXT & set(one.words)]
    texts = bookmark_texts(parts.document, {name for name, _ in found})
    for name, one in found:
        shown = " ".join(one.shown.split())
        if name in texts and not texts[name]:
            yield f"{name}, which a reference shows as {shorten(shown)!r}, holds no text"
        elif name in texts and shown != texts[name]:
            yield f"a reference shows {shorten(shown)!r} where its target says {shorten(texts[name])!r}"


def _pages(parts: Parts) -> Iterator[str]:
    for name, found in _references(parts):
        shown = found.shown.strip()
        if found.words[0] == "PAGEREF" and not (shown.isdecimal() and 0 < int(shown) <= _LARGEST_PAGE):
            yield f"the page of {name} is shown as {shorten(shown)!r}"


def _entries(parts: Parts, root: etree._Element) -> list[etree._Element]:
    """Paragraphs of the contents that lead to a heading."""
    found = (p for p in root.iter(w("p")) if p.find(w("hyperlink")) is not None)
    return [paragraph for paragraph in found if parts.styles.is_contents(style_of(paragraph))]


def _contents(parts: Parts) -> Iterator[etree._Element]:
    """The controls that hold a table of contents."""
    for control in parts.document.iter(w("sdt")):
        if value(control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")) == "Table of Contents":
            yield control


def _contents_order(parts: Parts) -> Iterator[str]:
    """Pages in the contents never fall; another table of contents begins anew."""
    for control in _contents(parts):
        found = [field for paragraph in _entries(parts, control) for field in read_fields(paragraph)]
        pages = [one.shown for one in found if "PAGEREF" in one.words and one.shown.isdecimal()]
        for first, second in pairwise(pages):
            if int(second) < int(first):
                yield f"the contents go from page {first} back to page {second}"


def _headings(parts: Parts) -> list[tuple[int, str, set[str]]]:
    """Level, text and bookmarks of each heading that contents list."""
    found = []
    for paragraph in parts.document.iter(w("p")):
        style = style_of(paragraph)
        level = parts.heading_level(style)
        if level and parts.styles.is_listed(parts.styles.known(style)) and (text := paragraph_text(paragraph)):
            names = {mark.get(w("name"), "") for mark in paragraph.iter(w("bookmarkStart"))}
            found.append((level, text, names))
    return found


def _contents_entries(parts: Parts) -> Iterator[str]:
    """The entries of the contents are the headings, in order."""
    for control in _contents(parts):
        depth = _depth(control)
        if not depth:
            continue
        wanted = [(level, text) for level, text, _ in _headings(parts) if level <= depth]
        listed = [_entry(parts, paragraph) for paragraph in _entries(parts, control)]
        if len(wanted) != len(listed):
            yield f"the contents list {len(listed)} of {len(wanted)} headings"
        for (level, text), (shown_level, shown) in zip(wanted, listed, strict=False):
            if (level, text) != (shown_level, shown):
                yield f"the contents say {shorten(shown)!r} for the heading {shorten(text)!r}"


def _depth(control: etree._Element) -> int:
    r"""Deepest level a contents field lists by its switch `\o "1-3"`; 0 when it lists by other means."""
    found = next((one for one in read_fields(control) if one.words[:1] == ["TOC"]), None)
    words = found.words if found is not None else []
    if "\\o" not in words[:-1]:
        return 0
    last = words[words.index("\\o") + 1].strip('"').rpartition("-")[2]
    return int(last) if last.isdecimal() else 0


def _entry(parts: Parts, paragraph: etree._Element) -> tuple[int, str]:
    """Level and text of an entry, without its page."""
    link = paragraph.find(w("hyperlink"))
    words: list[str] = []
    for element in link.iter(w("t"), w("br"), w("fldChar")) if link is not None else ():
        if element.tag == w("fldChar"):
            break
        words.append((element.text or "") if element.tag == w("t") else " ")
    name = value(parts.styles.chain(style_of(paragraph))[0].find(w("name")))
    return int("".join(sign for sign in name if sign.isdecimal()) or 0), " ".join("".join(words).split())


def _contents_links(parts: Parts) -> Iterator[str]:
    """An entry's link and its page lead to the same heading."""
    headings = {name for _, _, names in _headings(parts) for name in names}
    entries = _entries(parts, parts.document)
    for paragraph in entries:
        link = paragraph.find(w("hyperlink"))
        anchor = link.get(w("anchor"), "") if link is not None else ""
        pages = [found.words[1] for found in read_fields(paragraph) if found.words[:1] == ["PAGEREF"]]
        if anchor not in headings or any(name != anchor for name in pages):
            yield f"the entry {shorten(_entry(parts, paragraph)[1])!r} does not lead to one heading"
    anchors = [link.get(w("anchor"), "") for p in entries for link in p.iterfind(w("hyperlink"))]
    tables = sum(found.words[:1] == ["TOC"] for found in read_fields(parts.document))
    if tables == 1:
        yield from (f"two entries of the contents lead to {name}" for name in repeated(anchors))


RULES = (
    Rule("link-anchor", _anchors),
    Rule("reference-target", _targets),
    Rule("reference-text", _texts),
    Rule("reference-page", _pages),
    Rule("contents-entries", _contents_entries),
    Rule("contents-links", _contents_links),
    Rule("contents-order", _contents_order),
)
