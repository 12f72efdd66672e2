"""The parts of a .docx file that is read, ours or another's."""

from __future__ import annotations

import io
import posixpath
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from rapport.errors import UseError
from rapport.files import read_bytes

from .xml import R, W

_PACKAGE_R = "http://schemas.openxmlformats.org/package/2006/relationships"
_LARGEST = 400_000_000
"""Bytes of a part, unpacked; a larger one is refused."""
_LARGE, _PACKED = 20_000_000, 200
"""A part of more bytes than the first that is packed more times than the second is no text anybody wrote."""
_UNREADABLE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What the standard library raises for a member that is damaged, encrypted or packed in a way it does not know."""
_ADVICE = "öppna filen i Word, spara den på nytt som .docx och försök igen."


def w(name: str) -> str:
    """`name` in the main namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


def value(element: etree._Element | None, default: str = "") -> str:
    """The `w:val` attribute of `element`."""
    return default if element is None else element.get(w("val"), default)


class OpenedPackage:
    """The parts of a .docx file, parsed when they are asked for.

    `name` is what messages call content that comes as bytes; parts larger than `largest` bytes are refused.
    Raises `UseError` when the file is missing or no Word file.
    """

    def __init__(self, source: Path | str | bytes, name: str = "filen", largest: int = _LARGEST) -> None:
        self.name = name if isinstance(source, bytes) else str(source)
        """What messages call the file."""
        self._largest = largest
        try:
            data = source if isinstance(source, bytes) else read_bytes(Path(source), _LARGEST)
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, NotImplementedError) as error:
            raise UseError(f"”{self.name}” är ingen Word-fil: {_ADVICE}") from error
        self._names = set(self._zip.namelist())
        if "word/document.xml" not in self._names:
            raise UseError(f"”{self.name}” är ingen Word-fil: {_ADVICE}")

    def members(self) -> list[ZipInfo]:
        """Every member as the package lists it, twice where it stands twice."""
        return self._zip.infolist()

    def content(self, name: str) -> bytes:
        """Bytes of a member. Raises `UseError` when it is damaged or too large."""
        member = self._zip.getinfo(name)
        is_bomb = member.file_size > _LARGE and member.file_size > _PACKED * member.compress_size
        if member.file_size > self._largest or is_bomb:
            raise UseError(f"Delen {name} i ”{self.name}” är för stor för att läsas: dela upp dokumentet.")
        try:
            return self._zip.read(name)
        except _UNREADABLE as error:
            raise UseError(f"Delen {name} i ”{self.name}” är skadad: {_ADVICE}") from error

    def part(self, name: str) -> etree._Element | None:
        """Root of the part called `name`; None when there is none. Raises `UseError` when it is damaged."""
        if name not in self._names:
            return None
        data = self.content(name)
        deep = self._largest == _LARGEST  # a small part needs no more than the parser's own limits
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=deep, load_dtd=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UseError(f"Delen {name} i ”{self.name}” är skadad: {_ADVICE}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UseError(f"Delen {name} i ”{self.name}” har en dokumenttyp, vilket ingen Word-fil har: {_ADVICE}")
        return root

    def names(self, prefix: str) -> list[str]:
        """Names of the parts that begin with `prefix`, sorted."""
        return sorted(name for name in self._names if name.startswith(prefix))

    def relationships(self, name: str) -> dict[str, str]:
        """Targets of the part's relationships by id: part names inside the package, addresses outside it."""
        folder, file = posixpath.split(name)
        root = self.part(f"{folder}/_rels/{file}.rels")
        targets = {}
        for row in root.iter(f"{{{_PACKAGE_R}}}Relationship") if root is not None else ():
            target = row.get("Target", "")
            if row.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            targets[row.get("Id", "")] = target
        return targets

    def headers(self) -> list[etree._Element]:
        """Roots of all header parts."""
        names = [name for name in self.names("word/header") if name.endswith(".xml")]
        return [root for name in names if (root := self.part(name)) is not None]


def relationship_id(element: etree._Element, attribute: str = "id") -> str:
    """The relationship an element refers to."""
    return element.get(f"{{{R}}}{attribute}", "")
