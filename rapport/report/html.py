"""Semantic HTML to blocks: a closed vocabulary, where anything unknown is an error with its place.

The vocabulary stands in `docs/html.md`. White space collapses as in HTML, except non-breaking spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapport.blocks import (
    BOX_KINDS,
    PARAGRAPH_STYLES,
    BackCover,
    Block,
    Box,
    Cell,
    Chart,
    Contents,
    Cover,
    Front,
    Heading,
    Inline,
    Item,
    Landscape,
    LetterHead,
    List,
    ListItem,
    Origin,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Series,
    Table,
    Text,
)
from rapport.errors import RapportError
from rapport.wording import words_hash

from .inlines import LOOKS, close_inline, tidy
from .tags import BROKEN, CLOSE, EMPTY, TEXT, pieces
from .typography import typeset

_SPACES = re.compile(r"[ \t\r\n\f]+")
_ORIGIN = re.compile(r"(\S+)\s+(\S+)(?:\s+(\S+)(?:\s+([0-9]{1,6}))?)?")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?")
_VOID = {"br", "img", "toc", "pagebreak", "ref", "cover", "letterhead", "series"}
_INLINE = {"a", "data", "note", "mark", "span", *LOOKS}
_CLASSES = set(PARAGRAPH_STYLES)
_ROWS = {"thead", "tbody", "tfoot"}
_CONTENT = {
    "ul": {"li"},
    "ol": {"li"},
    "table": {"tr", *_ROWS},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
    "chart": {"series"},
}
"""Elements that hold only certain others, which stand nowhere else."""
_READ_ATTRIBUTES = {"table", "img", "chart", "series", "cover", "ref"}
"""Elements whose attributes people read, apart from those of `_NOT_READ`."""
_NOT_READ = {"id", "src", "to", "kind", "values", "widths"}
_CONTAINED = {tag for tags in _CONTENT.values() for tag in tags}


class MarkupError(RapportError):
    """HTML outside the vocabulary; a fault in a template."""


@dataclass(slots=True)
class _Frame:
    """An open element."""

    tag: str
    attributes: Mapping[str, str]
    start: int
    blocks: list[Any] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)


def parse_html(html: str, source: str, as_typed: bool = False) -> tuple[Block, ...]:
    """The blocks of an HTML fragment, set in Swedish typography unless it is to stay `as_typed`.

    `source` names the template in messages. Raises `MarkupError`.
    """
    return _Parser(html, source, str if as_typed else typeset).parse()


class _Parser:
    """Builds blocks while elements close."""

    def __init__(self, html: str, source: str, typeset: Callable[[str], str]) -> None:
        self.html = html
        self.source = source
        self.typeset = typeset
        self.start = 0
        self.stack = [_Frame("", {}, 0)]

    def parse(self) -> tuple[Block, ...]:
        """All blocks. Raises `MarkupError`."""
        for start, kind, value, attributes in pieces(self.html):
            self.start = start
            if kind is TEXT:
                self._text(value)
            elif kind is CLOSE:
                self._close(value)
            elif kind is BROKEN:
                raise self.fail(f"{value}> hör inte hemma i en mall.")
            else:
                self._open(value, attributes)
                if kind is EMPTY and value not in _VOID:
                    self._close(value)
        return self._finish()

    def fail(self, message: str) -> MarkupError:
        """An error at the place reached."""
        return MarkupError(f"Mallen ”{self.source}” ger fel text på rad {self._line(self.start)}: {message}")

    def _line(self, start: int) -> int:
        return self.html.count("\n", 0, start) + 1

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag not in _CLOSE and tag not in _VOID and tag not in _INLINE and tag not in _PASS:
            raise self.fail(f"elementet <{tag}> är okänt.")
        self._refuse_misplaced(tag)
        if attributes and tag in _READ_ATTRIBUTES:
            attributes = {name: self._read_attribute(name, value) for name, value in attributes.items()}
        frame = _Frame(tag, attributes, self.start)
        if tag not in _INLINE and tag not in ("br", "ref"):
            self._end_implied(tag)
        self.stack.append(frame)
        if tag in _VOID:
            self._close(tag)

    def _read_attribute(self, name: str, value: str) -> str:
        return value if name in _NOT_READ else self.typeset(value)

    def _close(self, tag: str) -> None:
        frame = self.stack.pop() if len(self.stack) > 1 else None
        if frame is None or frame.tag != tag:
            opened = (
                f"<{frame.tag}> från rad {self._line(frame.start)} är öppet"
                if frame and frame.tag
                else "inget är öppet"
            )
            raise self.fail(f"</{tag}> stänger fel element; {opened}.")
        parent = self.stack[-1]
        if tag in _INLINE or tag in ("br", "ref"):
            parent.inlines.extend(close_inline(tag, frame.attributes, frame.inlines))
            return
        if tag in _PASS:
            _flush(frame)
            parent.blocks.extend(frame.blocks)
            return
        parent.blocks.append(_CLOSE[tag](self, frame))

    def _text(self, data: str) -> None:
        text = _SPACES.sub(" ", data)
        parent = self.stack[-1].tag
        if parent in _CONTENT and text != " ":
            raise self.fail(f"text kan inte stå direkt i <{parent}>.")
        if text and parent not in _CONTENT:
            self.stack[-1].inlines.append(Text(self.typeset(text)))

    def _refuse_misplaced(self, tag: str) -> None:
        parent = self.stack[-1].tag
        allowed = _CONTENT.get(parent)
        if (allowed is not None and tag not in allowed) or (allowed is None and tag in _CONTAINED):
            place = f"i <{parent}>" if parent else "ytterst"
            raise self.fail(f"<{tag}> kan inte stå {place}.")

    def _end_implied(self, tag: str) -> None:
        """Running text directly inside a block container becomes a paragraph when a block follows."""
        parent = self.stack[-1]
        if parent.tag in _TEXT_ONLY:
            raise self.fail(f"<{tag}> kan inte stå i <{parent.tag}>.")
        _flush(parent)

    def _finish(self) -> tuple[Block, ...]:
        if len(self.stack) > 1:
            opened = self.stack[-1]
            raise self.fail(f"<{opened.tag}> från rad {self._line(opened.start)} stängs aldrig.")
        _flush(self.stack[0])
        return tuple(self.stack[0].blocks)


def _flush(frame: _Frame) -> None:
    content = tidy(frame.inlines)
    if content:
        frame.blocks.append(Paragraph(content))
    frame.inlines.clear()


# --------------------------------------------------------------------------- blocks


def _heading(parser: _Parser, frame: _Frame) -> Block:
    given = frame.attributes
    return Heading(int(frame.tag[1]), tidy(frame.inlines), given.get("id", ""), given.get("class") != "outside")


def _paragraph(parser: _Parser, frame: _Frame) -> Block:
    style = frame.attributes.get("class") or "body"
    if style not in _CLASSES:
        raise parser.fail(f"styckeformatet ”{style}” är okänt.")
    return Paragraph(tidy(frame.inlines), style)


def _list(parser: _Parser, frame: _Frame) -> Block:
    if not frame.blocks:
        raise parser.fail("en lista har minst en punkt (<li>).")
    return List(tuple(frame.blocks), frame.tag == "ol")


def _list_item(parser: _Parser, frame: _Frame) -> ListItem:
    _flush(frame)
    return ListItem(tuple(frame.blocks) or (Paragraph(()),))


def _cell(parser: _Parser, frame: _Frame) -> Cell:
    given = frame.attributes
    align = given.get("align") or given.get("style", "").removeprefix("text-align:") or "left"
    if align not in ("left", "right", "center"):
        raise parser.fail(f"justeringen ”{align}” är okänd.")
    span = _whole(parser, given.get("colspan", "1"), "colspan", 63)
    return Cell(tidy(frame.inlines), frame.tag == "th", align, span)


def _numbers(parser: _Parser, text: str, name: str) -> tuple[float, ...]:
    """The numbers in an attribute."""
    words = text.split()
    if not all(_NUMBER.fullmatch(word) for word in words):
        raise parser.fail(f"attributet {name}=”{text}” ska vara tal.")
    return tuple(float(word) for word in words)


def _whole(parser: _Parser, text: str, name: str, most: int) -> int:
    """The whole number in an attribute, from 1 to `most`."""
    if not (text.isdecimal() and len(text) < 4 and 1 <= int(text) <= most):
        raise parser.fail(f"attributet {name}=”{text}” ska vara ett heltal mellan 1 och {most}.")
    return int(text)


def _row(parser: _Parser, frame: _Frame) -> Row:
    kinds = {"thead": "head", "tfoot": "total"}
    return Row(tuple(frame.blocks), kinds.get(parser.stack[-1].tag, "body"))


def _table(parser: _Parser, frame: _Frame) -> Block:
    given = frame.attributes
    widths = _numbers(parser, given.get("widths", ""), "widths")
    description = given.get("description", "")
    return Table(tuple(frame.blocks), given.get("caption", ""), given.get("id", ""), widths, description)


def _require_alt(parser: _Parser, given: Mapping[str, str], what: str) -> None:
    """Refuse what somebody who does not see it would learn nothing of."""
    if not given.get("alt", "").strip():
        raise parser.fail(f"{what} saknar alternativtext (alt).")


def _picture(parser: _Parser, frame: _Frame) -> Block:
    given = frame.attributes
    _require_alt(parser, given, "en bild")
    fields = ("src", "alt", "caption", "credit", "id")
    return Picture(*(given.get(name, "") for name in fields))


def _chart(parser: _Parser, frame: _Frame) -> Block:
    given = frame.attributes
    kind = given.get("kind", "bars")
    if kind not in ("bars", "stacked-share"):
        raise parser.fail(f"diagrammet ”{kind}” är okänt.")
    _require_alt(parser, given, "ett diagram")
    return Chart(
        kind=kind,
        title=given.get("title", ""),
        categories=tuple(given.get("categories", "").split("|")),
        series=tuple(frame.blocks),
        alt=given.get("alt", ""),
        caption=given.get("caption", ""),
        anchor=given.get("id", ""),
        unit=given.get("unit", ""),
    )


def _series(parser: _Parser, frame: _Frame) -> Series:
    given = frame.attributes
    return Series(given.get("name", ""), _numbers(parser, given.get("values", ""), "values"))


def _cover(parser: _Parser, frame: _Frame) -> Block:
    if frame.attributes.get("picture"):
        _require_alt(parser, frame.attributes, "bilden på omslaget")
    fields = ("title", "subtitle", "series", "publisher", "notice", "picture", "alt")
    return Cover(*(frame.attributes.get(name, "") for name in fields))


def _letter_head(parser: _Parser, frame: _Frame) -> Block:
    given = (frame.attributes.get(name, "") for name in ("sender", "particulars", "recipient", "contact"))
    return LetterHead(*(tuple(line for part in text.split("|") if (line := part.strip())) for text in given))


def _item(parser: _Parser, frame: _Frame) -> Block:
    _flush(frame)
    blocks = tuple(frame.blocks)
    digest = words_hash(blocks)
    given = frame.attributes.get("origins", "").split(";")
    origins = tuple(_origin(parser, text, digest) for text in given if text.strip())
    if not origins:
        raise parser.fail("ett <item> saknar ursprung (origins).")
    return Item(origins, blocks, frame.attributes.get("place", parser.source))


def _origin(parser: _Parser, text: str, digest: str) -> Origin:
    match = _ORIGIN.fullmatch(text.strip())
    if match is None:
        raise parser.fail(
            f"ursprunget ”{text.strip()}” ska vara enhet, fråga, punkt och version, med blanksteg emellan."
        )
    unit, question, item, version = ("" if word == "-" else word for word in match.groups(""))
    return Origin(unit, question, item, int(version or 0), digest)


def _contents(parser: _Parser, frame: _Frame) -> Block:
    return Contents(_whole(parser, frame.attributes.get("depth", "3"), "depth", 4))


def _box(parser: _Parser, frame: _Frame) -> Block:
    _flush(frame)
    kind = frame.attributes.get("kind", "goal")
    if kind not in BOX_KINDS:
        raise parser.fail(f"rutan ”{kind}” är okänd.")
    return Box(tuple(frame.blocks), kind)


def _container(make: Callable[[tuple[Block, ...]], Block]) -> Callable[[_Parser, _Frame], Block]:
    def close(parser: _Parser, frame: _Frame) -> Block:
        _flush(frame)
        return make(tuple(frame.blocks))

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
    "letterhead": _letter_head,
    "item": _item,
    "toc": _contents,
    "pagebreak": lambda parser, frame: PageBreak(),
    "box": _box,
    "front": _container(Front),
    "landscape": _container(Landscape),
    "backcover": _container(BackCover),
}
_PASS = _ROWS
_TEXT_ONLY = {"p", "h1", "h2", "h3", "h4", "th", "td", *_INLINE}
