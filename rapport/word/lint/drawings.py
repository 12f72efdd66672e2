"""Rules of drawings: size, alternative text, and charts that say what their workbooks say."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..opening import relationship_id, w
from ..page import PageSetup
from ..xml import WP, A, C
from .parts import Parts, Relationship, Rule, shorten
from .styles import page_size, text_width
from .workbook import Workbook, WorkbookFault, read_workbook

_EMU_PER_TWIP = 635
_PAGE = PageSetup()
"""The page of a section that does not say its size."""
_SLACK = 2
"""Twips by which rounding may make a drawing wider than its page."""


def _placed(parts: Parts) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Every drawing of the main part with the properties of the section it stands in."""
    waiting: list[etree._Element] = []
    for element in parts.document.iter(f"{{{WP}}}inline", f"{{{WP}}}anchor", w("sectPr")):
        if element.tag == w("sectPr"):
            yield from ((drawing, element) for drawing in waiting)
            waiting.clear()
        else:
            waiting.append(element)


def _extents(parts: Parts) -> Iterator[str]:
    for drawing, section in _placed(parts):
        extent = drawing.find(f"{{{WP}}}extent")
        width, height = (int(extent.get(key, "0")) for key in ("cx", "cy")) if extent is not None else (0, 0)
        page_width, page_height = (
            page_size(section) if section.find(w("pgSz")) is not None else (_PAGE.width, _PAGE.height)
        )
        room = text_width(section) if drawing.tag == f"{{{WP}}}inline" else page_width
        if width <= 0 or height <= 0:
            yield f"a drawing is {width} x {height} large"
        elif width > (room + _SLACK) * _EMU_PER_TWIP or height > page_height * _EMU_PER_TWIP:
            yield f"a drawing of {width} x {height} does not fit its page"


def _alternatives(parts: Parts) -> Iterator[str]:
    for root in parts.stories.values():
        for named in root.iter(f"{{{WP}}}docPr"):
            marks = (mark for mark in named.iter() if str(mark.tag).endswith("}decorative"))
            decorative = any(mark.get("val") in ("1", "true") for mark in marks)
            if not decorative and not named.get("descr", "").strip():
                yield f"the drawing {named.get('name')!r} has no alternative text"


def _kinds(parts: Parts) -> Iterator[str]:
    for name, root in parts.stories.items():
        related = parts.related(name)
        wanted = [(mark, relationship_id(mark, "embed"), "image") for mark in root.iter(f"{{{A}}}blip")]
        wanted += [(mark, relationship_id(mark), "chart") for mark in root.iter(f"{{{C}}}chart")]
        for _, key, kind in wanted:
            row = related.get(key)
            if row is not None and row.kind != kind:
                yield f"{key} of {name} is drawn as {kind} and leads to {row.target}"


def _charts(parts: Parts) -> Iterator[tuple[str, etree._Element, Relationship | None]]:
    """Name and root of every chart, and the relationship to its workbook."""
    for name, root in parts.trees.items():
        if root.tag == f"{{{C}}}chartSpace":
            mark = root.find(f"{{{C}}}externalData")
            key = relationship_id(mark) if mark is not None else ""
            yield name, root, parts.related(name).get(key)


def _workbook(parts: Parts, row: Relationship) -> Workbook:
    """Raises `WorkbookFault` when it cannot be read."""
    data = parts.content(row.target) if row.target in parts.names else b""
    return read_workbook(data)


def _workbooks(parts: Parts) -> Iterator[str]:
    for name, _, row in _charts(parts):
        if row is None:
            yield f"{name} has no workbook"
            continue
        try:
            _workbook(parts, row)
        except WorkbookFault as fault:
            yield f"the workbook of {name} cannot be read: {fault}"


def _caches(parts: Parts) -> Iterator[str]:
    for name, root, row in _charts(parts):
        try:
            book = _workbook(parts, row) if row is not None else None
        except WorkbookFault:
            continue
        for reference in root.iter(f"{{{C}}}strRef", f"{{{C}}}numRef") if book is not None else ():
            formula = reference.findtext(f"{{{C}}}f", "")
            shown = _cached(reference)
            cells = book.values(formula) if book is not None else None
            if cells is None:
                yield f"{name} reads {formula}, which its workbook does not have"
            elif not _same(shown, cells, numbers=reference.tag == f"{{{C}}}numRef"):
                yield f"{name} shows {shorten(str(shown))} where {formula} has {shorten(str(cells))}"


def _cached(reference: etree._Element) -> list[str]:
    """Cached values of a reference, blanks where a point is left out; none when a point lies beyond their number."""
    count = reference.find(f".//{{{C}}}ptCount")
    shown = [""] * int(count.get("val", "0") if count is not None else 0)
    for point in reference.iter(f"{{{C}}}pt"):
        index = int(point.get("idx", "0"))
        if index >= len(shown):
            return []
        shown[index] = point.findtext(f"{{{C}}}v", "")
    return shown


def _same(shown: list[str], cells: list[str], *, numbers: bool) -> bool:
    if not numbers:
        return shown == cells
    return len(shown) == len(cells) and all(
        one == other or (one and other and _close(one, other)) for one, other in zip(shown, cells, strict=True)
    )


def _close(one: str, other: str) -> bool:
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(one)))
    except ValueError:
        return False


RULES = (
    Rule("drawing-extent", _extents),
    Rule("drawing-text", _alternatives),
    Rule("drawing-kind", _kinds),
    Rule("chart-workbook", _workbooks),
    Rule("chart-cache", _caches),
)
