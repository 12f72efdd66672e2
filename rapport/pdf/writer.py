"""Blocks to a tagged PDF: our Word file, laid out by LibreOffice, mended and dated from the data."""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, TextStringObject

from rapport.blocks import Document
from rapport.errors import UseError
from rapport.files import write_atomic
from rapport.word import render_docx

from .mending import mend
from .office import convert
from .tree import Tree


def write_pdf(document: Document, path: Path) -> None:
    """Write `document` to `path` as a tagged PDF with bookmarks, whole or not at all.

    Raises `UseError` when LibreOffice is missing, fails or takes too long, or a picture is missing or unreadable, and
    `OSError` as it comes when the file cannot be written.
    """
    aim, instead = f"{path} kan inte skrivas", "bygg utan pdf efter --format"
    docx = render_docx(document)
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, path.with_suffix(".docx").name)
        source.write_bytes(docx)
        with convert(source, aim, instead) as pdf:
            try:
                data = _mended(pdf, document, hashlib.sha256(docx).digest()[:16])
            except PyPdfError as error:
                raise UseError(f"{aim}: LibreOffice skrev en trasig fil. Försök igen, eller {instead}.") from error
    write_atomic(path, data)


def _mended(pdf: Path, document: Document, identity: bytes) -> bytes:
    """The bytes of `pdf` with what its tags lacked, and with `identity` (16 bytes) as its name."""
    reader = PdfReader(pdf)
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    tree = Tree(writer)
    if tree.root:
        mend(tree, document)
    _date(writer, datetime.fromisoformat(document.created))
    # A build says nothing of when and where it was made.
    writer._ID = ArrayObject([ByteStringObject(identity), ByteStringObject(identity)])
    writer.root_object[NameObject("/Lang")] = TextStringObject(document.lang)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _date(writer: PdfWriter, created: datetime) -> None:
    """Set the dates that LibreOffice took from the clock, in the properties and in the metadata."""
    moment = created.astimezone(UTC)
    stamp = f"{moment:D:%Y%m%d%H%M%SZ}"
    writer.add_metadata({"/CreationDate": stamp, "/ModDate": stamp})
    if "/Metadata" in writer.root_object:
        stream: Any = writer.root_object["/Metadata"]
        iso = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
        dated = b"<xmp:CreateDate>" + iso + b"</xmp:CreateDate>\n   <xmp:ModifyDate>" + iso + b"</xmp:ModifyDate>"
        stream.set_data(re.sub(rb"<xmp:CreateDate>[^<]*</xmp:CreateDate>", dated, stream.get_data()))
