"""Inlines as HTML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rapport.blocks import Chart, Figure, Heading, Hole, Inline, LineBreak, Link, Note, Picture, Ref, Table, Text
from rapport.printing import language_tag, safe_address

from .escaping import attribute, escape, visible
from .printer import Printer

_NAMELESS = {Table: "tabellen", Picture: "bilden", Chart: "diagrammet", Heading: "avsnittet"}
"""What a link to something without a label says."""


def inlines(printer: Printer, content: tuple[Inline, ...]) -> str:
    """`content` as HTML; footnotes are collected on the way."""
    return "".join([_HTML[type(inline)](printer, inline) for inline in content])


def hole(text: str) -> str:
    """A mark in square brackets that says what is missing."""
    return f"<mark>[{escape(' '.join(text.split()))}]</mark>"


def _text(_printer: Printer, text: Text) -> str:
    html = escape(text.text).replace("\n", "<br>")
    if text.emphasis:
        html = f"<em>{html}</em>"
    if text.strong:
        html = f"<strong>{html}</strong>"
    tag = language_tag(text.lang)
    return f'<span lang="{tag}">{html}</span>' if tag else html


def _line_break(_printer: Printer, _inline: LineBreak) -> str:
    return "<br>"


def _figure(_printer: Printer, figure: Figure) -> str:
    return f'<data value="{attribute(figure.fact)}">{escape(figure.text)}</data>'


def _hole(_printer: Printer, inline: Hole) -> str:
    return hole(inline.text)


def _link(printer: Printer, link: Link) -> str:
    html = "".join(_text(printer, text) for text in link.content)
    address = safe_address(link.href)
    if not address:
        return f"{html} ({escape(link.href)})"
    if not visible("".join(text.text for text in link.content)):
        html += escape(address)
    return f'<a href="{escape(address)}">{html}</a>'


def _note(printer: Printer, note: Note) -> str:
    number = len(printer.notes) + 1
    there, back = printer.ids.take(f"not-{number}"), printer.ids.take(f"notmarke-{number}")
    words = f'<span class="unseen">Tillbaka till not {number} i texten</span>'
    printer.notes.append("")  # its number is taken before what stands in it is printed
    printer.notes[number - 1] = (
        f'<li id="{there}"><p>{_inside_note(printer, note)} <a href="#{back}" role="doc-backlink" class="back">'
        f'<span aria-hidden="true">↩</span>{words}</a></p></li>'
    )
    return (
        f'<sup><a href="#{there}" id="{back}" role="doc-noteref"><span class="unseen">Not </span>{number}</a></sup>'
    )


def _inside_note(printer: Printer, note: Note) -> str:
    """The text of a note; a note inside it stands in brackets, as no number leads there."""
    parts = []
    for inline in note.content:
        inner = f" ({_inside_note(printer, inline)})" if isinstance(inline, Note) else inlines(printer, (inline,))
        parts.append(inner)
    return "".join(parts)


def _ref(printer: Printer, ref: Ref) -> str:
    target = printer.outline.targets.get(ref.target)
    if target is None:
        return hole(f"hänvisningen ”{ref.target}” saknar mål")
    # A page number means nothing here, so both kinds of reference say what they lead to.
    words = next((text for text in (target.label, ref.text) if visible(text)), _NAMELESS[type(target.block)])
    return f'<a href="#{target.id}">{escape(words)}</a>'


_HTML: dict[type[Inline], Callable[[Printer, Any], str]] = {
    Text: _text,
    LineBreak: _line_break,
    Figure: _figure,
    Hole: _hole,
    Link: _link,
    Note: _note,
    Ref: _ref,
}
