"""Rules of styles, numbering, headings, language, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..opening import relationship_id, value, w
from .parts import DOCUMENT, Parts, Rule, repeated, shorten
from .stories import paragraph_text, style_of

_STYLES = "word/styles.xml"
_NUMBERING = "word/numbering.xml"
_KINDS = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_BETWEEN = ("basedOn", "next", "link")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")
_LEVELS = 9
_REFERENCES = {"headerReference": ("header", "hdr"), "footerReference": ("footer", "ftr")}


def _kinds(parts: Parts) -> dict[str, str]:
    """Kind of each style by id."""
    styles = parts.part(_STYLES).iter(w("style"))
    return {style.get(w("styleId"), ""): style.get(w("type"), "paragraph") for style in styles}


def _style_ids(parts: Parts) -> Iterator[str]:
    keys = [style.get(w("styleId"), "") for style in parts.part(_STYLES).iter(w("style"))]
    yield from (f"two styles have the id {key}" for key in repeated(keys))


def _missing_styles(parts: Parts) -> Iterator[str]:
    known = _kinds(parts)
    used = {(value(mark), kind) for tag, kind in _KINDS.items() for mark in parts.mentions(tag)}
    for name, kind in sorted(used):
        if name not in known:
            yield f"the {kind} style {name} is used and is not there"
        elif known[name] != kind:
            yield f"{name} is used as a {kind} style and is a {known[name]} style"


def _style_relations(parts: Parts) -> Iterator[str]:
    known = _kinds(parts)
    for style in parts.part(_STYLES).iter(w("style")):
        for relation in _BETWEEN:
            other = value(style.find(w(relation)))
            if other and other not in known:
                yield f"the style {style.get(w('styleId'))} names {other}, which is not there"


def _style_circles(parts: Parts) -> Iterator[str]:
    for style in _kinds(parts):
        chain = parts.styles.chain(style)
        if chain and value(chain[-1].find(w("basedOn"))) in {step.get(w("styleId")) for step in chain}:
            yield f"the style {style} is based on itself"


def _lists(parts: Parts) -> Iterator[str]:
    root = parts.part(_NUMBERING)
    known = {row.get(w("numId"), "") for row in root.iter(w("num"))} | {"0"}
    patterns = {row.get(w("abstractNumId"), "") for row in root.iter(w("abstractNum"))}
    styles = parts.part(_STYLES).iter(w("numId"))
    for key in sorted({value(mark) for mark in [*parts.mentions("numId"), *styles]} - known):
        yield f"the list {key} is used and is not there"
    for row in root.iter(w("num")):
        if value(row.find(w("abstractNumId"))) not in patterns:
            yield f"the list {row.get(w('numId'))} has no pattern"
    keys = [row.get(w("numId"), "") for row in root.iter(w("num"))]
    yield from (f"two lists have the id {key}" for key in repeated(keys))


def _list_levels(parts: Parts) -> Iterator[str]:
    for mark in parts.mentions("ilvl"):
        level = value(mark)
        if not (level.isdecimal() and int(level) < _LEVELS):
            yield f"a paragraph has the list level {level!r}"


def _heading_levels(parts: Parts) -> Iterator[str]:
    last = 0
    for paragraph in parts.document.iter(w("p")):
        level = parts.heading_level(style_of(paragraph))
        if level > last + 1:
            yield f"the heading {shorten(paragraph_text(paragraph))!r} of level {level} follows one of level {last}"
        last = level or last


def _language(parts: Parts) -> Iterator[str]:
    default = parts.part(_STYLES).find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
    if not value(default):
        yield "the styles name no language"
    for mark in parts.mentions("lang"):
        if not _LANGUAGE.match(value(mark, "sv")):
            yield f"{value(mark)[:40]!r} is no language"


def _title(parts: Parts) -> Iterator[str]:
    core = parts.part("docProps/core.xml")
    titles = [child.text or "" for child in core if etree.QName(child).localname == "title"]
    if not any(title.strip() for title in titles):
        yield "the properties name no title"


def _headers(parts: Parts) -> Iterator[str]:
    related = parts.related(DOCUMENT)
    for number, section in enumerate(parts.document.iter(w("sectPr")), 1):
        for tag, (kind, root) in _REFERENCES.items():
            marks = section.findall(w(tag))
            if number == 1 and not marks:
                yield f"the first section has no {kind}"
            for mark in marks:
                row = related.get(relationship_id(mark))
                if row is None or row.kind != kind or parts.part(row.target).tag != w(root):
                    yield f"the {kind} of section {number} is no {kind}"


def _pages(parts: Parts) -> Iterator[str]:
    sections = list(parts.document.iter(w("sectPr")))
    if not sections:
        yield "the document has no section"
    for number, section in enumerate(sections, 1):
        if min(text_width(section), page_size(section)[1]) <= 0:
            yield f"section {number} leaves no room for text"


def page_size(section: etree._Element) -> tuple[int, int]:
    """Width and height of a section's pages in twentieths of a point; 0 where they are not given."""
    size = section.find(w("pgSz"))
    return (_number(size, "w"), _number(size, "h")) if size is not None else (0, 0)


def text_width(section: etree._Element) -> int:
    """Width of a section's text in twentieths of a point."""
    margins = section.find(w("pgMar"))
    sides = _number(margins, "left") + _number(margins, "right") if margins is not None else 0
    return page_size(section)[0] - sides


def _number(element: etree._Element, name: str) -> int:
    text = element.get(w(name), "0")
    return int(text) if text.lstrip("-").isdecimal() else 0


RULES = (
    Rule("style-duplicate", _style_ids),
    Rule("style-missing", _missing_styles),
    Rule("style-relation", _style_relations),
    Rule("style-circle", _style_circles),
    Rule("list-missing", _lists),
    Rule("list-level", _list_levels),
    Rule("heading-level", _heading_levels),
    Rule("language", _language),
    Rule("title", _title),
    Rule("section-header", _headers),
    Rule("section-page", _pages),
)
