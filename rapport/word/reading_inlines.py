"""Runs back into inlines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from rapport.blocks import Hole, Inline, LineBreak, Link, Note, Ref, Text

from .opening import relationship_id, value, w

_GONE = frozenset({w("del"), w("moveFrom"), w("pPr"), w("bookmarkStart"), w("bookmarkEnd"), w("proofErr")})
_OFF = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class _Field:
    """A field that is being read."""

    instruction: str = ""
    """What it computes."""
    shown: bool = False
    """Whether its value has begun."""
    value: list[Inline] = field(default_factory=list)
    """Its value so far."""


class InlineReader:
    """Reads the inlines of one paragraph after another in one part."""

    def __init__(
        self,
        links: dict[str, str],
        anchors: dict[str, str],
        note: Callable[[str], Note | None],
        known: Callable[[str], str],
    ) -> None:
        self._known = known
        self._links = links
        self._anchors = anchors
        self._note = note
        self._fields: list[_Field] = []

    def read(self, paragraph: etree._Element) -> tuple[Inline, ...]:
        """The inlines of `paragraph`; neighbouring runs of the same look are one."""
        found: list[Inline] = []
        self._walk(paragraph, found)
        return tuple(_joined(found))

    def _walk(self, parent: etree._Element, found: list[Inline]) -> None:
        for child in parent:
            if child.tag in _GONE:
                continue
            if child.tag == w("r"):
                self._run(child, found)
            elif child.tag == w("hyperlink"):
                self._hyperlink(child, found)
            elif isinstance(child.tag, str):
                self._walk(child, found)

    def _hyperlink(self, element: etree._Element, found: list[Inline]) -> None:
        inner: list[Inline] = []
        self._walk(element, inner)
        address = self._links.get(relationship_id(element), "")
        if address:
            found.append(Link(address, tuple(item for item in _joined(inner) if isinstance(item, Text))))
        else:
            found.extend(inner)

    def _run(self, run: etree._Element, found: list[Inline]) -> None:
        properties = run.find(w("rPr"))
        for child in run:
            if child.tag == w("fldChar"):
                self._field_mark(child.get(w("fldCharType"), ""), found)
            elif child.tag == w("instrText") and self._fields:
                self._fields[-1].instruction += child.text or ""
            else:
                inline = self._inline(child, properties)
                if inline is not None:
                    self._keep(inline, found)

    def _keep(self, inline: Inline, found: list[Inline]) -> None:
        if not self._fields:
            found.append(inline)
        elif self._fields[-1].shown:
            self._fields[-1].value.append(inline)

    def _field_mark(self, kind: str, found: list[Inline]) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            for inline in self._field_value(self._fields.pop()):
                self._keep(inline, found)

    def _field_value(self, done: _Field) -> list[Inline]:
        words = done.instruction.split()
        target = self._anchors.get(words[1], "") if len(words) > 1 else ""
        if target and words[0] in ("REF", "PAGEREF"):
            text = "".join(item.text for item in done.value if isinstance(item, Text))
            return [Ref(target, "page" if words[0] == "PAGEREF" else "text", text)]
        return done.value

    def _inline(self, child: etree._Element, properties: etree._Element | None) -> Inline | None:
        if child.tag == w("t"):
            return self._text(child.text or "", properties)
        if child.tag == w("tab"):
            return self._text("\t", properties)
        if child.tag == w("br") and child.get(w("type"), "textWrapping") == "textWrapping":
            return LineBreak()
        if child.tag == w("footnoteReference"):
            return self._note(child.get(w("id"), ""))
        if child.tag == w("noBreakHyphen"):
            return self._text("\u2011", properties)
        return None

    def _text(self, text: str, properties: etree._Element | None) -> Text | Hole:
        if properties is None:
            return Text(text)
        if self._known(value(properties.find(w("rStyle")))) == "Hole":
            return Hole(text.removeprefix("[").removesuffix("]"))
        bold, italic = (_on(properties, name) for name in ("b", "i"))
        return Text(text, bold, italic, value(properties.find(w("lang"))))


def _on(properties: etree._Element, name: str) -> bool:
    mark = properties.find(w(name))
    return mark is not None and mark.get(w("val"), "1") not in _OFF


def _joined(found: list[Inline]) -> list[Inline]:
    """Neighbouring texts of the same look as one; programs split runs as they like."""
    joined: list[Inline] = []
    for inline in found:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text) and _same_look(inline, last):
            joined[-1] = Text(last.text + inline.text, last.strong, last.emphasis, last.lang)
        else:
            joined.append(inline)
    return joined


def _same_look(one: Text, other: Text) -> bool:
    return (one.strong, one.emphasis, one.lang) == (other.strong, other.emphasis, other.lang)
