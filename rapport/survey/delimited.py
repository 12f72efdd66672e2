"""Separated values as survey tools write them: encoding and separator are found by how well the file reads."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from rapport.errors import UseError

from .table import MAX_CELL, Row

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = (",", ";", "\t", "|")
_CHUNK = 1 << 20
_SAMPLE = 256_000
_SAMPLE_ROWS = 300
_TWO_BYTES = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_SEPARATOR_NAMES = {";": "semikolon", ",": "kommatecken", "\t": "tabb", "|": "lodstreck"}


@dataclass(frozen=True, slots=True)
class Delimited:
    """A file of separated values, and how it is written."""

    data: bytes
    """The file."""
    name: str
    """Path as shown in messages."""
    encoding: str
    """Python's name of the encoding."""
    separator: str
    """What stands between values."""
    skip: int
    """Lines before the header: Excel's line that names the separator."""

    @property
    def form(self) -> str:
        """Encoding and separator in Swedish words."""
        return f"CSV, {_NAMES[self.encoding]}, {_SEPARATOR_NAMES[self.separator]}"

    def rows(self) -> Iterator[Row]:
        """The rows with the line each begins on. Raises `UseError` for a value that is too long to be one."""
        text = _text(self.data, self.encoding)
        for _ in range(self.skip):
            text.readline()
        former = csv.field_size_limit(MAX_CELL)
        lines = csv.reader(text, delimiter=self.separator)
        end = 0
        try:
            for cells in lines:
                start, end = end + 1 + self.skip, lines.line_num
                yield start, cells
        except csv.Error as error:
            raise UseError(
                f"Filen {self.name}, rad {end + 1 + self.skip}, går inte att läsa. Se över radens citattecken."
            ) from error
        finally:
            csv.field_size_limit(former)


def read_delimited(data: bytes, name: str) -> Delimited:
    """How the file is written. Raises `UseError` when it is not text, or text in an encoding that is not known."""
    encoding = _encoding(data, name)
    sample = _text(data[:_SAMPLE], encoding, "replace").read()
    first, _, rest = sample.partition("\n")
    named = re.fullmatch(r"\"?sep=([;,|\t])\"?\r?", first, re.IGNORECASE)
    if named:
        return Delimited(data, name, encoding, named.group(1), 1)
    whole = sample if len(data) <= _SAMPLE else first + "\n" + rest[: rest.rfind("\n")]
    return Delimited(data, name, encoding, max(_SEPARATORS, key=lambda separator: _fit(whole, separator)), 0)


def _text(data: bytes, encoding: str, errors: str = "strict") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors=errors, newline="")


def _encoding(data: bytes, name: str) -> str:
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "")
    known = [marked] if marked else [] if b"\0" in data else ["utf-8", "cp1252"]
    for encoding in known:
        fault = _fault(data, encoding)
        if fault < 0:
            return encoding
        if encoding == "utf-8" and _TWO_BYTES.search(data):
            line = data.count(b"\n", 0, fault) + 1
            raise UseError(
                f"Filen {name} är UTF-8, men rad {line} har tecken som inte är det. "
                "Exportera svaren på nytt som UTF-8."
            )
    raise UseError(
        f"Filen {name} är ingen textfil i UTF-8, UTF-16 eller Windows-1252. Exportera svaren som CSV i UTF-8."
    )


def _fault(data: bytes, encoding: str) -> int:
    """Where the bytes stop being text in an encoding; -1 when all of them are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data) or 1, _CHUNK):
        chunk = data[start : start + _CHUNK]
        try:
            text = decoder.decode(chunk, final=start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start + error.start
        if "\0" in text:
            return start
    return -1


def _fit(sample: str, separator: str) -> float:
    """How well a sample reads with a separator: how many rows are as wide as the header, and how wide that is."""
    widths: list[int] = []
    with suppress(csv.Error):
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        widths.extend(len(row) for row in islice(rows, _SAMPLE_ROWS) if any(row))
    if not widths:
        return 0
    # Some tools leave out the blanks at the end of a row.
    equal, shorter = widths.count(widths[0]), sum(1 < width < widths[0] for width in widths)
    return (equal + 0.1 * shorter) / len(widths) * math.log2(widths[0])
