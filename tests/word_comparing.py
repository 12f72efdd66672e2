"""What a document shows, in a form in which what was composed and what is read back from Word are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rapport.blocks import (
    Block,
    Box,
    Cell,
    Chart,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Hole,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Picture,
    Ref,
    Row,
    Table,
    Text,
    children,
)
from rapport.printing import safe_address
from rapport.word.outline import Target, build_outline
from rapport.word.page import PageSetup

_LOST = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")
Line = tuple[Any, ...]
Targets = Mapping[str, Target] | None
"""What references lead to; None for a document that was read, whose references hold."""


def shown(document: Document, *, read: bool = False) -> list[Line]:
    """One entry for each heading, paragraph, table, chart, picture and box, in reading order.

    `read` says that the document comes from a Word file.
    """
    return seen(_lines(document.blocks, None if read else build_outline(document, PageSetup()).targets))


def _line(text: str) -> str:
    return " ".join(_LOST.sub("", text).split())


def _lines(blocks: Iterable[Block], targets: Targets) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Heading):
            yield ("heading", block.level, _runs(tuple(_text_for_ref(i) for i in block.content), targets), block.toc)
        elif isinstance(block, Paragraph):
            yield ("text", block.style, _runs(block.content, targets))
        elif isinstance(block, Cover):
            rows = (block.publisher, block.title, block.subtitle, block.series, block.notice)
            yield from (("text", "body", _runs((Text(row),), targets)) for row in rows)
        elif isinstance(block, Table):
            yield _table(block, targets)
        elif isinstance(block, Chart):
            yield _chart(block)
        elif isinstance(block, Picture):
            yield ("picture", _clipped(block.alt), _line(block.caption), _line(block.credit))
        elif isinstance(block, Contents):
            yield ("contents", _line(block.title))
        elif isinstance(block, Box):
            yield ("box", block.kind)
            yield from _lines(block.blocks, targets)
            yield ("end of box",)
        else:
            yield from _lines(children(block), targets)


def seen(lines: Iterable[Line]) -> list[Line]:
    """`lines` without paragraphs and headings that show nothing, which are not read back."""
    return [line for line in lines if not (line[0] in ("text", "heading") and not line[2])]


def _text_for_ref(inline: Inline) -> Inline:
    return Text(inline.text) if isinstance(inline, Ref) else inline


def _runs(content: tuple[Inline, ...], targets: Targets, in_note: bool = False) -> tuple[Line, ...]:
    """Text with its look, neighbours of the same look joined; '' and what print leaves out is gone."""
    joined: list[Line] = []
    for piece in _pieces(content, targets, in_note):
        last = joined[-1] if joined else None
        if piece[0] == "run" and not piece[1]:
            continue
        if last is not None and last[0] == "run" == piece[0] and last[2:] == piece[2:]:
            joined[-1] = ("run", last[1] + piece[1], *piece[2:])
        else:
            joined.append(piece)
    return tuple(joined)


def _pieces(content: tuple[Inline, ...], targets: Targets, in_note: bool) -> Iterator[Line]:
    for inline in content:
        if isinstance(inline, Text):
            yield from (_run(replace(inline, text=part)) for part in re.split("(\n)", inline.text))
        elif isinstance(inline, Figure):
            yield from (_run(Text(part)) for part in re.split("(\n)", inline.text))
        elif isinstance(inline, LineBreak):
            yield ("run", "\n", False, False, "")
        elif isinstance(inline, Hole):
            yield ("hole", _line(inline.text))
        elif isinstance(inline, Ref):
            yield from _reference(inline, in_note, targets)
        elif isinstance(inline, Link):
            yield from _link(inline)
        elif in_note:
            yield from (_run(Text(" (")), *_pieces(inline.content, targets, True), _run(Text(")")))
        else:
            yield ("note", _runs(inline.content, targets, True))


def _reference(ref: Ref, in_note: bool, targets: Targets) -> Iterator[Line]:
    """A reference is read as one in the body and as its text in a note; what leads nowhere is a hole."""
    if targets is None:
        yield ("reference",)
        return
    target = targets.get(ref.target)
    if target is None:
        yield ("hole", _line(f"hänvisningen ”{ref.target}” saknar mål"))
    elif ref.kind != "page" and not target.label:
        missing = ("hole", _line(f"hänvisningen till ”{ref.target}” saknar text"))
        yield _run(Text(ref.text)) if ref.text.strip() else missing
    elif in_note:
        yield _run(Text(str(target.page) if ref.kind == "page" else target.label))
    else:
        yield ("reference",)


def _run(text: Text) -> Line:
    words = _LOST.sub("", text.text)
    is_break = words == "\n"
    lang = text.lang if _LANGUAGE.match(text.lang) and not is_break else ""
    return ("run", words, text.strong and not is_break, text.emphasis and not is_break, lang)


def _link(link: Link) -> Iterator[Line]:
    address = safe_address(link.href) or (link.href if not link.content else "")
    words = _runs(tuple(link.content), None)
    if safe_address(link.href):
        if words:
            yield ("link", address, words)
    else:
        yield from (*words, _run(Text(f" ({link.href})")))


def _clipped(text: str, limit: int = 2000) -> str:
    line = _line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _table(table: Table, targets: Targets) -> Line:
    columns = max(sum(cell.span for cell in row.cells) for row in table.rows)
    rows = tuple((row.kind, tuple(_cell(cell, targets) for cell in _filled(row, columns))) for row in table.rows)
    return ("table", _line(table.caption), _line(table.description), rows)


def _filled(row: Row, columns: int) -> tuple[Cell, ...]:
    rest = columns - sum(cell.span for cell in row.cells)
    return (*row.cells, Cell((), span=rest)) if rest else row.cells


def _cell(cell: Cell, targets: Targets) -> Line:
    return (_runs(cell.content, targets), cell.align, cell.span)


def _chart(chart: Chart) -> Line:
    series = tuple((_line(one.name), tuple(float(f"{v:.15g}") for v in one.values)) for one in chart.series)
    title = "" if chart.title == chart.caption else _clipped(chart.title, 250)
    categories = tuple(_line(text) for text in chart.categories)
    return ("chart", chart.kind, title, categories, series, _clipped(chart.alt), _line(chart.caption))
