"""What the rules read: the parts of a package, its relationships, and the stories that hold text."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from rapport.errors import UseError

from ..opening import OpenedPackage, w
from ..reading_styles import ReadStyles
from ..relationships import PACKAGE_NAMESPACE
from .stories import Field, Story, read_stories

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
_STORIES = frozenset(w(name) for name in ("document", "hdr", "ftr", "footnotes", "endnotes", "comments"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    code: str
    """The rule's code, for example `field-balance`."""
    message: str
    """What and where, one English sentence without a full stop."""

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    code: str
    """Stable name."""
    check: Callable[[Parts], Iterator[str]]
    """Yields a message for each breach."""
    own: bool = False
    """Whether only our own files keep it."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of one part."""

    source: str
    """Name of the part it belongs to; empty for the package."""
    key: str
    """Its id."""
    kind: str
    """Last part of its type's address, for example `image`."""
    target: str
    """Name of a part, or an address outside the package."""
    external: bool
    """Whether the target lies outside the package."""


class Parts:
    """The parts of a package, each parsed once."""

    def __init__(self, package: OpenedPackage) -> None:
        self.package = package
        """The opened file."""
        self.names = [member.filename for member in package.members()]
        """Names of all members in the order of the file, twice where they occur twice."""
        self.trees: dict[str, etree._Element] = {}
        """Roots of the XML parts that can be read, by name."""
        self.broken: dict[str, str] = {}
        """Why a part cannot be read, by name."""
        self._levels: dict[str, int] = {}
        for name in dict.fromkeys(self.names):
            if name.endswith((".xml", ".rels")):
                self._read(name)

    def _read(self, name: str) -> None:
        try:
            root = self.package.part(name)
        except UseError as error:
            self.broken[name] = error.message
        else:
            if root is not None:
                self.trees[name] = root

    def content(self, name: str) -> bytes:
        """Bytes of a member; none, with the reason in `broken`, when it cannot be read."""
        try:
            return self.package.content(name)
        except UseError as error:
            self.broken[name] = error.message
            return b""

    @cached_property
    def document(self) -> etree._Element:
        """Root of the main part; an empty one when it is missing or broken."""
        root = self.trees.get(DOCUMENT)
        return root if root is not None else etree.Element(w("document"))

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """Parts that hold paragraphs, by name: the main one, headers, footers, notes and comments."""
        return {name: root for name, root in self.trees.items() if root.tag in _STORIES}

    @cached_property
    def styles(self) -> ReadStyles:
        """What the styles mean."""
        return ReadStyles(self.trees.get("word/styles.xml"))

    def heading_level(self, style: str) -> int:
        """Level of a heading style; 0 for others."""
        if style not in self._levels:
            self._levels[style] = self.styles.heading_level(self.styles.known(style))
        return self._levels[style]

    def part(self, name: str) -> etree._Element:
        """Root of a part, an empty element when there is none."""
        root = self.trees.get(name)
        return root if root is not None else etree.Element("none")

    @cached_property
    def relationships(self) -> list[Relationship]:
        """Every relationship of every part, in the order of the file."""
        return [found for name, root in self.trees.items() if name.endswith(".rels") for found in _rows(name, root)]

    @cached_property
    def fields(self) -> dict[str, tuple[Story, list[Story]]]:
        """By part: its fields outside tables, and those of each of its table cells."""
        return {name: read_stories(root) for name, root in self.stories.items()}

    def every_field(self) -> Iterator[Field]:
        """The fields of all stories; those of cells after those around them."""
        for outer, inner in self.fields.values():
            for story in (outer, *inner):
                yield from story.fields

    def mentions(self, *tags: str) -> Iterator[etree._Element]:
        """Every element with one of these names (in the main namespace) in every story."""
        return (found for root in self.stories.values() for found in root.iter(*(w(tag) for tag in tags)))

    def related(self, source: str) -> dict[str, Relationship]:
        """Relationships of one part by id."""
        return {row.key: row for row in self.relationships if row.source == source}


def source_of(name: str) -> str:
    """Name of the part whose relationships lie in the part `name`; empty for the package."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _rows(name: str, root: etree._Element) -> Iterator[Relationship]:
    source = source_of(name)
    for row in root.iter(f"{{{PACKAGE_NAMESPACE}}}Relationship"):
        external = row.get("TargetMode") == "External"
        target = row.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
        kind = row.get("Type", "").rpartition("/")[2]
        yield Relationship(source, row.get("Id", ""), kind, target, external)


def repeated(keys: list[str]) -> list[str]:
    """Keys that occur more than once, each once, in order."""
    seen: set[str] = set()
    twice = [key for key in keys if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
    return list(dict.fromkeys(twice))


def shorten(text: str) -> str:
    """`text` on one line for a message."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
