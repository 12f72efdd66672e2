"""`rapport build --format`: the forms in which a build writes each document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rapport.errors import UseError
from rapport.text import nearest

if TYPE_CHECKING:
    from rapport.blocks import Document

Writer = Callable[["Document", Path], None]
"""Writes a document to a path, whole or not at all."""


def _write_word(document: Document, path: Path) -> None:
    from rapport.word import write_docx

    write_docx(document, path)


def _write_html(document: Document, path: Path) -> None:
    from rapport.html import write_html

    write_html(document, path)


def _write_pdf(document: Document, path: Path) -> None:
    from rapport.pdf import write_pdf

    write_pdf(document, path)


WRITERS: dict[str, Writer] = {"docx": _write_word, "html": _write_html, "pdf": _write_pdf}
"""Writers by format, which is also the ending of the file's name; written in this order."""


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats in a list with commas, in the order they are written. Raises `UseError` for an unknown one."""
    named = [word.strip().lower() for word in text.split(",") if word.strip()]
    for name in named:
        if name not in WRITERS:
            near = nearest(name, WRITERS)
            hint = f"Menade du ”{near}”?" if near else f"Välj bland {', '.join(WRITERS)}."
            raise UseError(f"Formatet ”{name}” finns inte. {hint}")
    if not named:
        raise UseError(f"Efter --format ska det stå minst ett av {', '.join(WRITERS)}.")
    return tuple(name for name in WRITERS if name in named)
