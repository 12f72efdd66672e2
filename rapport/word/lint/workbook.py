"""The cells of a chart's workbook, as far as a chart's formulas reach."""

from __future__ import annotations

import io
import posixpath
import re
import zlib
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ..relationships import PACKAGE_NAMESPACE
from ..xml import R

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FORMULA = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!]+)!\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?\Z")
_CELL = re.compile(r"([A-Z]+)(\d+)\Z")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_CELLS = 100_000


class WorkbookFault(Exception):
    """Why a workbook cannot be read."""


class Workbook:
    """Texts and numbers of a workbook, as they are stored."""

    def __init__(self, sheets: dict[str, dict[tuple[int, int], str]]) -> None:
        self.sheets = sheets
        """Cells by sheet name, row and column (both from 1)."""

    def values(self, formula: str) -> list[str] | None:
        """Values of a range such as `Blad1!$B$2:$B$9`, row by row; '' for empty cells, None when it leads nowhere."""
        match = _FORMULA.match(formula)
        name = match["sheet"].strip("'").replace("''", "'") if match else ""
        if match is None or name not in self.sheets:
            return None
        left, top = _column(match[2]), int(match[3])
        right, bottom = (_column(match[4]), int(match[5])) if match[4] else (left, top)
        if not 0 < (right - left + 1) * (bottom - top + 1) <= _MOST_CELLS:
            return None
        cells = self.sheets[name]
        return [cells.get((row, column), "") for row in range(top, bottom + 1) for column in range(left, right + 1)]


def read_workbook(data: bytes) -> Workbook:
    """The workbook in `data`, an .xlsx file. Raises `WorkbookFault` that says why it cannot be read."""
    try:
        with ZipFile(io.BytesIO(data)) as package:
            return _read(package)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise WorkbookFault("it is no workbook") from error
    except KeyError as error:
        raise WorkbookFault("a part is missing") from error
    except (etree.XMLSyntaxError, ValueError, IndexError) as error:
        raise WorkbookFault("a part is damaged") from error


def _read(package: ZipFile) -> Workbook:
    book = _root(package, "xl/workbook.xml")
    rows = _root(package, "xl/_rels/workbook.xml.rels").iter(f"{{{PACKAGE_NAMESPACE}}}Relationship")
    targets = {row.get("Id", ""): posixpath.normpath(posixpath.join("/xl", row.get("Target", ""))) for row in rows}
    shared = _shared(package) if "xl/sharedStrings.xml" in package.namelist() else []
    return Workbook(
        {
            sheet.get("name", ""): _cells(_root(package, targets[sheet.get(f"{{{R}}}id", "")].lstrip("/")), shared)
            for sheet in book.iter(f"{_S}sheet")
        }
    )


def _root(package: ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(name), parser)


def _shared(package: ZipFile) -> list[str]:
    return [_text(item) for item in _root(package, "xl/sharedStrings.xml").iter(f"{_S}si")]


def _text(item: etree._Element) -> str:
    words = "".join(node.text or "" for node in item.iter(f"{_S}t"))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)


def _cells(sheet: etree._Element, shared: list[str]) -> dict[tuple[int, int], str]:
    found = {}
    for cell in sheet.iter(f"{_S}c"):
        match = _CELL.match(cell.get("r", ""))
        if match is None:
            continue
        text = cell.findtext(f"{_S}v", "")
        if cell.get("t") == "s":
            text = shared[int(text)]
        elif cell.get("t") == "inlineStr":
            text = _text(cell)
        found[int(match[2]), _column(match[1])] = text
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
