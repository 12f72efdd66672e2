"""On which page each heading of a Word file lands, from a real layout by LibreOffice.

LibreOffice is not Word: with the same fonts the pages agree, else they can differ by one here and there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from rapport.errors import UseError

from .office import convert


def heading_pages(docx: Path) -> dict[str, int]:
    """Page of every heading, counted from 1 with the cover included, by `heading_keys` of what was printed.

    Raises `UseError` when LibreOffice is not installed or cannot lay the file out.
    """
    aim, instead = f"Sidnumren i {docx.name} kan inte mätas", "bygg utan --pages"
    with convert(docx, aim, instead) as pdf:
        try:
            reader = PdfReader(pdf)
            return _by_key(_entries(reader, reader.outline))
        except (PyPdfError, OSError) as error:
            raise UseError(f"{aim}: LibreOffice skrev en trasig fil. Försök igen, eller {instead}.") from error


def _by_key(entries: Iterable[tuple[str, int]]) -> dict[str, int]:
    """A heading that comes again is told apart as `heading_keys` does it."""
    seen: Counter[str] = Counter()
    pages = {}
    for text, page in entries:
        seen[text] += 1
        pages[text if seen[text] == 1 else f"{text} #{seen[text]}"] = page
    return pages


def _entries(reader: PdfReader, outline: list[Any]) -> Iterator[tuple[str, int]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _entries(reader, entry)
        else:
            page = reader.get_destination_page_number(entry)
            if page is not None:
                yield " ".join(str(entry.title).split()), page + 1
