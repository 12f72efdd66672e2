"""Inline elements of the semantic HTML to inlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from rapport.blocks import Figure, Hole, Inline, LineBreak, Link, Note, Ref, Text, plain

LOOKS = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}
"""Elements that change the look of the text in them."""


def tidy(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines with neighbours of the same look joined, double spaces taken away and edges trimmed."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Text):
            text = inline.text
            if text.startswith(" ") and (last is None or isinstance(last, LineBreak) or _ends_blank(last)):
                text = text[1:]
            if not text:
                continue
            if isinstance(last, Text) and _same_look(last, inline):
                joined[-1] = Text(last.text + text, last.strong, last.emphasis, last.lang)
            else:
                joined.append(Text(text, inline.strong, inline.emphasis, inline.lang))
        else:
            joined.append(inline)
    while joined and isinstance(joined[-1], Text) and joined[-1].text.endswith(" "):
        trimmed = joined.pop()
        if isinstance(trimmed, Text) and trimmed.text.rstrip(" "):
            joined.append(Text(trimmed.text.rstrip(" "), trimmed.strong, trimmed.emphasis, trimmed.lang))
    return tuple(joined)


def _ends_blank(inline: Inline) -> bool:
    return isinstance(inline, Text) and inline.text.endswith(" ")


def _same_look(one: Text, other: Text) -> bool:
    return (one.strong, one.emphasis, one.lang) == (other.strong, other.emphasis, other.lang)


def close_inline(tag: str, given: Mapping[str, str], inlines: list[Inline]) -> list[Inline]:
    """What an inline element with these attributes and contents is."""
    if tag in LOOKS:
        return [_with_look(inline, LOOKS[tag]) for inline in inlines]
    return _INLINES[tag](given, inlines)


def _with_look(inline: Inline, look: str) -> Inline:
    if isinstance(inline, Text):
        return Text(
            inline.text, inline.strong or look == "strong", inline.emphasis or look == "emphasis", inline.lang
        )
    if isinstance(inline, Link):
        texts = tuple(text for child in inline.content if isinstance(text := _with_look(child, look), Text))
        return Link(inline.href, texts)
    return inline


def _link(given: Mapping[str, str], inlines: list[Inline]) -> list[Inline]:
    """A link holds text only; a figure or note inside it stands between two links to the same address."""
    href = given.get("href", "")
    if not href:
        return inlines
    parts: list[Inline] = []
    for is_text, group in groupby(inlines, lambda inline: isinstance(inline, Text)):
        members = list(group)
        texts = tuple(inline for inline in members if isinstance(inline, Text))
        parts += [Link(href, texts)] if is_text else members
    return parts


def _span(given: Mapping[str, str], inlines: list[Inline]) -> list[Inline]:
    lang = given.get("lang", "")
    return [Text(i.text, i.strong, i.emphasis, lang) if isinstance(i, Text) else i for i in inlines]


_INLINES: dict[str, Callable[[Mapping[str, str], list[Inline]], list[Inline]]] = {
    "a": _link,
    "data": lambda given, inlines: [Figure(given.get("value", ""), plain(tuple(inlines)))],
    "note": lambda given, inlines: [Note(tidy(inlines))],
    "mark": lambda given, inlines: [Hole(plain(tidy(inlines)))],
    "span": _span,
    "br": lambda given, inlines: [LineBreak()],
    "ref": lambda given, inlines: [Ref(given.get("to", ""), given.get("kind", "text"), given.get("text", ""))],
}
