"""The program's own lint as the tests use it, and the parts of a file to look into."""

from __future__ import annotations

import io
from zipfile import ZipFile

from lxml import etree

from rapport.word import lint_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

OF_THE_TEXT = frozenset({"heading-level"})
"""Rules that documents made up for a test may break, since they say how a text is built, not how it is written."""


def parts(data: bytes) -> dict[str, etree._Element]:
    """Every XML part by name."""
    with ZipFile(io.BytesIO(data)) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def lint(data: bytes, *, besides: frozenset[str] = OF_THE_TEXT) -> list[str]:
    """What is wrong with the package, one line each; empty when nothing is. Rules in `besides` are left out."""
    return [str(finding) for finding in lint_docx(data, own=True) if finding.code not in besides]
