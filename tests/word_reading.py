"""Short ways for tests to look into a rendered .docx."""

from __future__ import annotations

import io
from zipfile import ZipFile

from docx_lint import R, W, parts
from lxml import etree

from rapport.blocks import Block, Document
from rapport.word import render_docx

__all__ = ["R", "W", "member", "printed", "rendered", "style_of", "text_of", "tree"]


def rendered(*blocks: Block, **document: object) -> bytes:
    """A document of `blocks` as .docx."""
    return render_docx(Document("Rapport", blocks, **document))  # type: ignore[arg-type]


def tree(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Root of one part."""
    return parts(data)[name]


def printed(*blocks: Block, **document: object) -> etree._Element:
    """Root of the main part of a document of `blocks`."""
    return tree(rendered(*blocks, **document))


def member(data: bytes, name: str) -> bytes:
    """Content of one member."""
    with ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def text_of(element: etree._Element) -> str:
    """All text in `element`."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def style_of(paragraph: etree._Element) -> str:
    """Style of a paragraph."""
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
