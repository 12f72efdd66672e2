"""On which page each heading of a Word file lands, from a real layout by LibreOffice.

LibreOffice is not Word: with the same fonts the pages agree, else they can differ by one here and there.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from rapport.errors import UseError

_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
_SECONDS = 600
"""Longest time a layout may take."""


def heading_pages(docx: Path) -> dict[str, int]:
    """Page of every heading, counted from 1 with the cover included, by `heading_keys` of what was printed.

    Raises `UseError` when LibreOffice is not installed or cannot lay the file out.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UseError("Sidnumren kan inte mätas: LibreOffice saknas. Installera det, eller bygg utan --pages.")
    with tempfile.TemporaryDirectory() as name:
        _convert(program, docx, Path(name))
        try:
            reader = PdfReader(Path(name, docx.with_suffix(".pdf").name))
            return _by_key(_entries(reader, reader.outline))
        except (PyPdfError, OSError) as error:
            raise UseError(f"LibreOffice kunde inte lägga ut {docx}. Bygg utan --pages.") from error


def _convert(program: str, docx: Path, folder: Path) -> None:
    # A profile of its own, so that an open LibreOffice does not take the job and leave nothing here.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", _FILTER, "--outdir", str(folder), str(docx)]
    try:
        # No shell, and the path is our own build's.
        subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=_SECONDS, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        raise UseError(f"LibreOffice kunde inte lägga ut {docx}. Bygg utan --pages.") from error


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
