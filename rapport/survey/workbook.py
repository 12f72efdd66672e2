"""Excel workbooks: one sheet as rows of text, looked at before it is opened so that no file can fill the memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from rapport.errors import UseError
from rapport.text import join_words, nearest

from .table import MAX_COLUMNS, MAX_ROWS, Row

ZIP = b"PK\x03\x04"
"""How a workbook begins."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old workbook begins, and one with a password."""
_MAX_UNPACKED = 400_000_000
_MAX_CELLS = 10_000_000
_CHUNK = 1 << 22
_TAIL = 40
_COLUMN = re.compile(rb"[ \t\r\n]r\s*=\s*[\"']([A-Z]{1,3})\d")
_ROW = re.compile(rb"[ \t\r\n]r\s*=\s*[\"'](?:[A-Z]{1,3})?(\d{1,7})[\"']")
_SAVE = "Spara den som Excel-arbetsbok (.xlsx) utan lösenord eller som CSV i UTF-8 och försök igen."


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    """Its name."""
    cells: Any
    """The reader's own sheet."""

    @property
    def form(self) -> str:
        """What was read, in Swedish words."""
        return f"Excel, bladet ”{self.name}”"

    def rows(self) -> Iterator[Row]:
        """The rows with their number."""
        for number, cells in enumerate(self.cells.iter_rows(), 1):
            yield number, [cell if isinstance(cell, str) else _text(cell) for cell in cells]


def read_workbook(data: bytes, name: str, sheet: str = "") -> Sheet:
    """The sheet called `sheet`, or the only one with content.

    Raises `UseError` when the file is not a workbook that can be read, or it is not clear which sheet is meant.
    """
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        words = "är skyddad med lösenord" if locked else "är en äldre Excelfil"
        raise UseError(f"Filen {name} {words} och läses inte. {_SAVE}")
    try:
        _look(data, name)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _choose(workbook, name, sheet)
    except PasswordError as error:
        raise UseError(f"Filen {name} är skyddad med lösenord och läses inte. {_SAVE}") from error
    except (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UseError(f"Filen {name} går inte att läsa som Excel-arbetsbok. {_SAVE}") from error


def _choose(workbook: CalamineWorkbook, name: str, wanted: str) -> Sheet:
    names = workbook.sheet_names
    if wanted:
        if wanted not in names:
            near = nearest(wanted, names)
            hint = f"Menade du ”{near}”?" if near else f"Bladen heter {join_words(f'”{n}”' for n in names)}."
            raise UseError(f"Filen {name} har inget blad ”{wanted}”. {hint}")
        return Sheet(wanted, workbook.get_sheet_by_name(wanted))
    sheets = [Sheet(title, workbook.get_sheet_by_name(title)) for title in names]
    filled = [sheet for sheet in sheets if sheet.cells.height]
    if not filled:
        raise UseError(f"Filen {name} är tom. Exportera svaren på nytt och försök igen.")
    if len(filled) > 1:
        raise UseError(
            f"Filen {name} har flera blad: {join_words(f'”{each.name}”' for each in filled)}. "
            "Ange vilket som har svaren med --sheet."
        )
    return filled[0]


def _look(data: bytes, name: str) -> None:
    """Refuse what would unpack to too much, or lay its cells so far apart that the reader would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        if not any(entry.filename == "xl/workbook.xml" for entry in entries):
            raise UseError(f"Filen {name} är ingen Excel-arbetsbok. {_SAVE}")
        # What the package says of itself may be untrue, so it is counted too.
        left = _MAX_UNPACKED if sum(entry.file_size for entry in entries) <= _MAX_UNPACKED else 0
        for entry in entries:
            columns: set[bytes] = set()
            rows: set[bytes] = set()
            with package.open(entry) as part:
                tail = b""
                while chunk := part.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise UseError(f"Filen {name} är för stor uppackad och läses inte. {_SAVE}")
                    chunk = tail + chunk
                    columns.update(_COLUMN.findall(chunk))
                    rows.update(_ROW.findall(chunk))
                    tail = chunk[-_TAIL:]
            _bound(name, columns, rows)


def _bound(name: str, columns: set[bytes], rows: set[bytes]) -> None:
    width = max((_column_number(letters) for letters in columns), default=0)
    height = max(map(int, rows), default=0)
    if width > MAX_COLUMNS or height > MAX_ROWS or width * height > _MAX_CELLS:
        raise UseError(
            f"Filen {name} har celler i {width} kolumner och {height} rader och läses inte. "
            "Ta bort det som står utanför svaren, eller spara bladet som CSV i UTF-8, och försök igen."
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text(cell: float | bool | date | datetime | time | timedelta) -> str:
    """A cell as text: whole numbers without decimals, dates as 2014-10-03, true and false as Y and N."""
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as a workbook does."""
    return data.startswith((ZIP, OLE))


def looks_like_page(data: bytes) -> bool:
    """Whether the bytes are a web page, which some tools save with a workbook's ending."""
    head = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml"))
