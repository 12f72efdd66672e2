"""Semantic HTML to blocks: a closed vocabulary, where anything unknown is an error with its place.

The vocabulary stands in `docs/html.md`. White space collapses as in HTML, except non-breaking spaces.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from rapport.blocks import (
    BackCover,
    Block,
    Box,
    Cell,
    Chart,
    Contents,
    Cover,
    Figure,
    Front,
    Heading,
    Hole,
    Inline,
    Item,
    Landscape,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    Origin,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Row,
    Series,
    Table,
    Text,
    plain,
    walk,
)
from rapport.errors import RapportError

_SPACES = re.compile(r"[ \t\r\n\f]+")
_VOID = {"br", "img", "toc", "pagebreak", "ref", "cover", "series"}
_LOOKS = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}
_INLINE = {"a", "data", "note", "mark", "span", *_LOOKS}
_CLASSES = {"lead", "label", "note", "quote", "signature", "small"}


class MarkupError(RapportError):
    """HTML outside the vocabulary; a fault in a template."""


@dataclass(slots=True)
class _Frame:
    """An open element."""

    tag: str
    attributes: dict[str, str]
    line: int
    blocks: list[Any] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)


def parse_html(html: str, source: str) -> tuple[Block, ...]:
    """The blocks of an HTML fragment. `source` names the template in messages. Raises `MarkupError`."""
    parser = _Parser(source)
    parser.feed(html)
    parser.close()
    return parser.finish()


class _Parser(HTMLParser):
    """Builds blocks while elements close."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.stack = [_Frame("", {}, 1)]

    def fail(self, message: str) -> MarkupError:
        """An error at the place reached."""
        return MarkupError(f"Mallen ”{self.source}” ger fel text på rad {self.getpos()[0]}: {message}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _CLOSE and tag not in _VOID and tag not in _INLINE and tag not in _PASS:
            raise self.fail(f"elementet <{tag}> är okänt.")
        frame = _Frame(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        if tag not in _INLINE and tag not in ("br", "ref"):
            self._end_implied(tag)
        self.stack.append(frame)
        if tag in _VOID:
            self.handle_endtag(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        frame = self.stack.pop() if len(self.stack) > 1 else None
        if frame is None or frame.tag != tag:
            opened = f"<{frame.tag}> från rad {frame.line} är öppet" if frame and frame.tag else "inget är öppet"
            raise self.fail(f"</{tag}> stänger fel element; {opened}.")
        parent = self.stack[-1]
        if tag in _INLINE or tag in ("br", "ref"):
            parent.inlines.extend(_close_inline(self, frame))
            return
        if tag in _PASS:
            _flush(frame)
            parent.blocks.extend(frame.blocks)
            return
        parent.blocks.append(_CLOSE[tag](self, frame))

    def handle_data(self, data: str) -> None:
        text = _SPACES.sub(" ", data)
        if text:
            self.stack[-1].inlines.append(Text(text))

    def _end_implied(self, tag: str) -> None:
        """Running text directly inside a block container becomes a paragraph when a block follows."""
        parent = self.stack[-1]
        if parent.tag in _TEXT_ONLY:
            raise self.fail(f"<{tag}> kan inte stå i <{parent.tag}>.")
        _flush(parent)

    def finish(self) -> tuple[Block, ...]:
        """All blocks; raises when an element is still open."""
        if len(self.stack) > 1:
            raise self.fail(f"<{self.stack[-1].tag}> från rad {self.stack[-1].line} stängs aldrig.")
        _flush(self.stack[0])
        return tuple(self.stack[0].blocks)


def _flush(frame: _Frame) -> None:
    content = tidy(frame.inlines)
    if content:
        frame.blocks.append(Paragraph(content))
    frame.inlines.clear()


def tidy(inlines: list[Inline]) -> tuple[Inline, ...]:
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


# --------------------------------------------------------------------------- inlines


def _close_inline(parser: _Parser, frame: _Frame) -> list[Inline]:
    if frame.tag in _LOOKS:
        return [_with_look(inline, _LOOKS[frame.tag]) for inline in frame.inlines]
    return _INLINES[frame.tag](parser, frame)


def _with_look(inline: Inline, look: str) -> Inline:
    if isinstance(inline, Text):
        return Text(
            inline.text, inline.strong or look == "strong", inline.emphasis or look == "emphasis", inline.lang
        )
    if isinstance(inline, Link):
        texts = tuple(text for child in inline.content if isinstance(text := _with_look(child, look), Text))
        return Link(inline.href, texts)
    return inline


def _link(parser: _Parser, frame: _Frame) -> list[Inline]:
    texts = tuple(inline for inline in frame.inlines if isinstance(inline, Text))
    href = frame.attributes.get("href", "")
    return [Link(href, texts)] if texts and href else list(frame.inlines)


def _figure(parser: _Parser, frame: _Frame) -> list[Inline]:
    return [Figure(frame.attributes.get("value", ""), plain(tuple(frame.inlines)))]


def _span(parser: _Parser, frame: _Frame) -> list[Inline]:
    lang = frame.attributes.get("lang", "")
    return [Text(i.text, i.strong, i.emphasis, lang) if isinstance(i, Text) else i for i in frame.inlines]


def _ref(parser: _Parser, frame: _Frame) -> list[Inline]:
    given = frame.attributes
    return [Ref(given.get("to", ""), given.get("kind", "text"), given.get("text", ""))]


_INLINES: dict[str, Callable[[_Parser, _Frame], list[Inline]]] = {
    "a": _link,
    "data": _figure,
    "note": lambda parser, frame: [Note(tidy(frame.inlines))],
    "mark": lambda parser, frame: [Hole(plain(tidy(frame.inlines)))],
    "span": _span,
    "br": lambda parser, frame: [LineBreak()],
    "ref": _ref,
}

# --------------------------------------------------------------------------- blocks


def _heading(parser: _Parser, frame: _Frame) -> Block:
    given = frame.attributes
    return Heading(int(frame.tag[1]), tidy(frame.inlines), given.get("id", ""), given.get("class") != "outside")


def _paragraph(parser: _Parser, frame: _Frame) -> Block:
    style = frame.attributes.get("class", "body") or "body"
    if style != "body" and style not in _CLASSES:
        raise parser.fail(f"styckeformatet ”{style}” är okänt.")
    return Paragraph(tidy(frame.inlines), style)


def _list(parser: _Parser, frame: _Frame) -> Block:
    items = tuple(block for block in frame.blocks if isinstance(block, ListItem))
    if len(items) != len(frame.blocks) or not items:
        raise parser.fail("en lista består av punkter (<li>), minst en.")
    return List(items, frame.tag == "ol")


def _list_item(parser: _Parser, frame: _Frame) -> ListItem:
    _flush(frame)
    return ListItem(tuple(frame.blocks) or (Paragraph(()),))


def _cell(parser: _Parser, frame: _Frame) -> Cell:
    given = frame.attributes
    align = given.get("align") or given.get("style", "").removeprefix("text-align:") or "left"
    return Cell(tidy(frame.inlines), frame.tag == "th", align, int(given.get("colspan", "1")))


def _row(parser: _Parser, frame: _Frame) -> Row:
    cells = tuple(cell for cell in frame.blocks if isinstance(cell, Cell))
    kinds = {"thead": "head", "tfoot": "total"}
    return Row(cells, kinds.get(parser.stack[-1].tag, "body"))


def _table(parser: _Parser, frame: _Frame) -> Block:
    rows = tuple(row for row in frame.blocks if isinstance(row, Row))
    given = frame.attributes
    widths = tuple(float(width) for width in given.get("widths", "").split())
    description = given.get("description", "")
    return Table(rows, given.get("caption", ""), given.get("id", ""), widths, description)


def _picture(parser: _Parser, frame: _Frame) -> Block:
    given = frame.attributes
    fields = ("src", "alt", "caption", "credit", "id")
    return Picture(*(given.get(name, "") for name in fields))


def _chart(parser: _Parser, frame: _Frame) -> Block:
    given = frame.attributes
    series = tuple(block for block in frame.blocks if isinstance(block, Series))
    return Chart(
        kind=given.get("kind", "bars"),
        title=given.get("title", ""),
        categories=tuple(given.get("categories", "").split("|")),
        series=series,
        alt=given.get("alt", ""),
        caption=given.get("caption", ""),
        anchor=given.get("id", ""),
        unit=given.get("unit", ""),
    )


def _series(parser: _Parser, frame: _Frame) -> Series:
    return Series(frame.attributes.get("name", ""), tuple(float(v) for v in frame.attributes["values"].split()))


def _cover(parser: _Parser, frame: _Frame) -> Block:
    fields = ("title", "subtitle", "series", "publisher", "notice")
    return Cover(*(frame.attributes.get(name, "") for name in fields))


def _item(parser: _Parser, frame: _Frame) -> Block:
    _flush(frame)
    blocks = tuple(frame.blocks)
    digest = hashlib.sha256("\n".join(_texts(blocks)).encode()).hexdigest()
    origins = tuple(_origin(text, digest) for text in frame.attributes.get("origins", "").split(";") if text.strip())
    if not origins:
        raise parser.fail("ett <item> saknar ursprung (origins).")
    return Item(origins, blocks, frame.attributes.get("place", parser.source))


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    return [plain(block.content) for block in walk(blocks) if isinstance(block, (Heading, Paragraph))]


def _origin(text: str, digest: str) -> Origin:
    unit, question, item, version = [*text.split(), "", "", ""][:4]
    return Origin("" if unit == "-" else unit, question, "" if item == "-" else item, int(version or 0), digest)


def _container(make: Callable[[tuple[Block, ...], dict[str, str]], Block]) -> Callable[[_Parser, _Frame], Block]:
    def close(parser: _Parser, frame: _Frame) -> Block:
        _flush(frame)
        return make(tuple(frame.blocks), frame.attributes)

    return close


_CLOSE: dict[str, Callable[[_Parser, _Frame], Any]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4"), _heading),
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "li": _list_item,
    "table": _table,
    "tr": _row,
    "td": _cell,
    "th": _cell,
    "img": _picture,
    "chart": _chart,
    "series": _series,
    "cover": _cover,
    "item": _item,
    "toc": lambda parser, frame: Contents(int(frame.attributes.get("depth", "3"))),
    "pagebreak": lambda parser, frame: PageBreak(),
    "box": _container(lambda blocks, given: Box(blocks, given.get("kind", "goal"))),
    "front": _container(lambda blocks, given: Front(blocks)),
    "landscape": _container(lambda blocks, given: Landscape(blocks)),
    "backcover": _container(lambda blocks, given: BackCover(blocks)),
}
_PASS = {"thead", "tbody", "tfoot"}
_TEXT_ONLY = {"p", "h1", "h2", "h3", "h4", "th", "td", *_INLINE}
