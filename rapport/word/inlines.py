"""Inlines as runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from rapport.blocks import Figure, Hole, Inline, LineBreak, Link, Note, Ref, Text
from rapport.printing import language_tag, safe_address

from .fields import field
from .printer import Printer
from .relationships import Relationships
from .xml import escape

_LINK = '<w:rStyle w:val="Hyperlink"/>'
_HOLE = '<w:rPr><w:rStyle w:val="Hole"/><w:highlight w:val="yellow"/></w:rPr>'
_BREAK = "<w:r><w:br/></w:r>"


def print_inlines(printer: Printer, content: tuple[Inline, ...]) -> str:
    """`content` as runs of the main part; footnotes are collected on the way."""
    return "".join([_RUNS[type(inline)](printer, inline, printer.relationships) for inline in content])


def text_run(text: str, looks: str = "") -> str:
    """A run with `text`; tabs and line ends become Word's own, everything else stays as it is."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    if "\n" in text or "\t" in text:
        return f"<w:r>{properties}{_with_breaks(text)}</w:r>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _with_breaks(text: str) -> str:
    parts = []
    for piece in re.split("([\n\t])", text):
        if piece == "\n":
            parts.append("<w:br/>")
        elif piece == "\t":
            parts.append("<w:tab/>")
        elif piece:
            parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(parts)


def _looks(text: Text, style: str = "") -> str:
    bold = "<w:b/><w:bCs/>" if text.strong else ""
    italic = "<w:i/><w:iCs/>" if text.emphasis else ""
    tag = language_tag(text.lang)
    language = f'<w:lang w:val="{tag}"/>' if tag else ""
    return style + bold + italic + language


def _text(_printer: Printer, text: Text, _relationships: Relationships) -> str:
    return text_run(text.text, _looks(text))


def _line_break(_printer: Printer, _inline: LineBreak, _relationships: Relationships) -> str:
    return _BREAK


def _figure(_printer: Printer, figure: Figure, _relationships: Relationships) -> str:
    return text_run(figure.text)


def _hole(_printer: Printer, hole: Hole, _relationships: Relationships) -> str:
    return hole_run(hole.text)


def hole_run(text: str) -> str:
    """A highlighted run in square brackets that says what is missing."""
    return f'<w:r>{_HOLE}<w:t xml:space="preserve">[{escape(" ".join(text.split()))}]</w:t></w:r>'


def _link(_printer: Printer, link: Link, relationships: Relationships) -> str:
    address = safe_address(link.href)
    if not address:
        return "".join(text_run(text.text, _looks(text)) for text in link.content) + text_run(f" ({link.href})")
    runs = "".join(text_run(text.text, _looks(text, _LINK)) for text in link.content)
    key = relationships.add("hyperlink", address, external=True)
    return f'<w:hyperlink r:id="{key}" w:history="1">{runs}</w:hyperlink>'


def _note(printer: Printer, note: Note, relationships: Relationships) -> str:
    inner = printer.notes.relationships
    if relationships is inner:
        return text_run(" (") + _runs_of_note(printer, note) + text_run(")")
    return printer.notes.add(_runs_of_note(printer, note))


def _runs_of_note(printer: Printer, note: Note) -> str:
    return "".join([_RUNS[type(inline)](printer, inline, printer.notes.relationships) for inline in note.content])


def _ref(printer: Printer, ref: Ref, _relationships: Relationships) -> str:
    target = printer.outline.targets.get(ref.target)
    if target is None:
        return hole_run(f"hänvisningen ”{ref.target}” saknar mål")
    if ref.kind == "page":
        return field(f"PAGEREF {target.bookmark} \\h", str(target.page))
    if not target.label and not ref.text.strip():
        return hole_run(f"hänvisningen till ”{ref.target}” saknar text")
    if not target.label:  # nothing a field could repeat
        return f'<w:hyperlink w:anchor="{target.bookmark}" w:history="1">{text_run(ref.text)}</w:hyperlink>'
    return field(f"REF {target.bookmark} \\h", target.label)


_RUNS: dict[type[Inline], Callable[[Printer, Any, Relationships], str]] = {
    Text: _text,
    LineBreak: _line_break,
    Figure: _figure,
    Hole: _hole,
    Link: _link,
    Note: _note,
    Ref: _ref,
}
