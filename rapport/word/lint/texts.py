"""Rules of text: what a reader or an editor would not see as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..opening import w
from .parts import Parts, Rule, shorten

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_IN_TEXT = re.compile("[\t\n\r]")
"""Signs that Word has elements for; in text they are shown as blanks."""


def _kept_blanks(parts: Parts) -> Iterator[str]:
    for mark in parts.mentions("t", "instrText", "delText"):
        text = mark.text or ""
        if text != text.strip() and mark.get(_SPACE) != "preserve":
            yield f"the blanks around {shorten(text)!r} are not kept"


def _controls(parts: Parts) -> Iterator[str]:
    for name, root in parts.trees.items():
        for element in root.iter(etree.Element):
            words = [element.text or "", element.tail or "", *(str(text) for text in element.attrib.values())]
            found = next((text for text in words if _CONTROL.search(text)), None)
            if found is not None:
                yield f"a control character in {name}: {found[:40]!r}"


def _line_ends(parts: Parts) -> Iterator[str]:
    for mark in parts.mentions("t"):
        if _IN_TEXT.search(mark.text or ""):
            yield f"a tab or line end in text: {shorten(mark.text or '')!r}"


def _stray_text(parts: Parts) -> Iterator[str]:
    """Character data between elements, which no program shows."""
    texts = {w(name) for name in ("t", "instrText", "delText")}
    for name, root in parts.stories.items():
        for element in root.iter(etree.Element):
            closed = element.tag.startswith(w("")) and element.tag not in texts
            inside = (element.text or "").strip() if closed else ""
            if inside or (element.tail or "").strip():
                yield f"text outside a run in {name}: {shorten(inside or element.tail or '')!r}"


RULES = (
    Rule("text-blanks", _kept_blanks),
    Rule("text-control", _controls),
    Rule("text-line-end", _line_ends),
    Rule("text-stray", _stray_text),
)
