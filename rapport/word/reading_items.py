"""Which printed item each paragraph and table belongs to, and lists and items put together from them.

The bookmark decides, from its first start to its last end: other programs drop the content control's tag, and write a
bookmark over several paragraphs with several starts. The control helps where an edit has taken the bookmark's end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, takewhile

from lxml import etree

from rapport.blocks import Block, Item, Origin

from .opening import OpenedPackage, value, w
from .reading_lists import Point, build_lists, inside_point
from .xml import MANIFEST

_WORDS = frozenset({w("r"), w("hyperlink"), w("ins"), w("del"), w("fldSimple"), w("sdt")})


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What the manifest says of one printed item."""

    place: str
    """Where in the outline it was printed."""
    depth: int
    """How many lists it stood in."""
    origins: tuple[Origin, ...]
    """Where it comes from, with the hash of the text as it was printed."""


def read_manifest(package: OpenedPackage) -> dict[str, ManifestRow]:
    """The printed items by bookmark; empty for a file that is not ours."""
    for name in package.names("customXml/item"):
        root = package.part(name)
        if root is not None and root.tag == f"{{{MANIFEST}}}rapport":
            return {row.get("bookmark", ""): _row(row) for row in root.iter(f"{{{MANIFEST}}}item")}
    return {}


def _row(row: etree._Element) -> ManifestRow:
    origins = tuple(_origin(origin) for origin in row.iter(f"{{{MANIFEST}}}origin"))
    return ManifestRow(row.get("place", ""), _whole(row.get("depth", "0")), origins)


def _origin(row: etree._Element) -> Origin:
    unit, question, item, digest = (row.get(name, "") for name in ("unit", "question", "item", "sha256"))
    return Origin(unit, question, item, _whole(row.get("version", "0")), digest)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


class ItemRanges:
    """The items that the paragraphs and tables of a body stand in."""

    def __init__(self, body: etree._Element, names: Iterable[str]) -> None:
        self._known = frozenset(names)
        self._paragraphs = {paragraph: number for number, paragraph in enumerate(body.iter(w("p")))}
        """Every paragraph's number in reading order."""
        first, last = self._bookmarks(body)
        self._widen(body, first, last)
        self._around: dict[int, list[str]] = {}
        for name in sorted(first, key=lambda name: (first[name], -last.get(name, first[name]))):
            for number in range(first[name], max(first[name], last.get(name, -1)) + 1):
                self._around.setdefault(number, []).append(name)

    def around(self, block: etree._Element) -> tuple[str, ...]:
        """Bookmarks of the items that hold a whole paragraph or table, the outermost first."""
        if block.tag == w("p"):
            return tuple(self._around.get(self._paragraphs[block], ()))
        numbers = [self._paragraphs[paragraph] for paragraph in block.iter(w("p"))]
        around = [self._around.get(number, []) for number in numbers] or [[]]
        return tuple(name for name in around[0] if all(name in others for others in around))

    def _bookmarks(self, body: etree._Element) -> tuple[dict[str, int], dict[str, int]]:
        """Number of the first and the last paragraph of each bookmark."""
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        names: dict[str, str] = {}
        passed = 0
        for element in body.iter(w("p"), w("bookmarkStart"), w("bookmarkEnd")):
            if element.tag == w("p"):
                passed = self._paragraphs[element] + 1
                continue
            paragraph = next((one for one in element.iterancestors() if one.tag == w("p")), None)
            if element.tag == w("bookmarkStart"):
                name = element.get(w("name"), "")
                if name in self._known:
                    names[element.get(w("id"), "")] = name
                    first.setdefault(name, passed if paragraph is None else self._paragraphs[paragraph])
            elif name := names.get(element.get(w("id"), ""), ""):
                number = passed - 1 if paragraph is None else self._paragraphs[paragraph]
                # An end before the first word of a paragraph belongs to the paragraph before.
                last[name] = number - 1 if paragraph is not None and _opens(element, paragraph) else number
        return first, last

    def _widen(self, body: etree._Element, first: dict[str, int], last: dict[str, int]) -> None:
        """Let an item reach as far as its control; a control that has been copied elsewhere is no item."""
        for control in body.iter(w("sdt")):
            name = value(control.find(f"{w('sdtPr')}/{w('tag')}"))
            numbers = [self._paragraphs[paragraph] for paragraph in control.iter(w("p"))]
            if name not in self._known or not numbers:
                continue
            if name not in first or numbers[0] <= first[name] <= numbers[-1]:
                first[name] = min(first.get(name, numbers[0]), numbers[0])
                last[name] = max(last.get(name, numbers[-1]), numbers[-1])


def _opens(mark: etree._Element, paragraph: etree._Element) -> bool:
    """Whether no words stand before `mark` in its paragraph."""
    inside = takewhile(lambda one: one is not paragraph, (mark, *mark.iterancestors()))
    return not any(before.tag in _WORDS for one in inside for before in one.itersiblings(preceding=True))


Found = tuple[tuple[str, ...], Block | Point]
"""A block or a list paragraph, with the bookmarks of the items it stands in."""


def build_items(found: Iterable[Found], rows: Mapping[str, ManifestRow]) -> Iterator[Block]:
    """What was found in a body or cell as blocks, with lists and items put together."""
    yield from _blocks(_folded(list(found), 0, rows), 0)


def _folded(found: list[Found], level: int, rows: Mapping[str, ManifestRow]) -> list[Block | Point]:
    """What was found, where that which stands in the same item at `level` is that item."""
    folded: list[Block | Point] = []
    for name, group in groupby(found, key=lambda one: one[0][level] if level < len(one[0]) else ""):
        members = list(group)
        if name:
            folded.append(_item(rows[name], _folded(members, level + 1, rows)))
        else:
            folded += [thing for _, thing in members]
    return folded


def _item(row: ManifestRow, things: list[Block | Point]) -> Block | Point:
    """The item; a point of a list where it stands in one."""
    opener = things[0]
    if not row.depth or not isinstance(opener, Point):
        return Item(row.origins, tuple(_blocks(things, row.depth)), row.place)
    depth = row.depth - 1
    if opener.depth > depth:
        return Point(depth, "", False, Item(row.origins, tuple(_blocks(things, row.depth)), row.place))
    points = list(_points(takewhile(lambda thing: isinstance(thing, Point), things)))
    blocks = (*inside_point(points, depth), *_blocks(things[len(points) :], row.depth))
    return Point(depth, opener.instance, opener.ordered, Item(row.origins, blocks, row.place))


def _blocks(things: list[Block | Point], depth: int) -> Iterator[Block]:
    """Blocks, where list paragraphs that follow each other become lists at `depth`."""
    for is_point, group in groupby(things, key=lambda thing: isinstance(thing, Point)):
        members = list(group)
        if is_point:
            yield from build_lists(list(_points(members)), depth)
        else:
            yield from (thing for thing in members if not isinstance(thing, Point))


def _points(things: Iterable[Block | Point]) -> Iterator[Point]:
    return (thing for thing in things if isinstance(thing, Point))
