"""The page: its head, its landmarks and what stands in them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from rapport.blocks import (
    BackCover,
    Block,
    Box,
    Chart,
    Contents,
    Cover,
    Document,
    Front,
    Heading,
    Item,
    Landscape,
    LetterHead,
    List,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from rapport.files import write_atomic
from rapport.printing import language_tag

from .charts import print_chart
from .contents import render_contents
from .covers import UNTITLED, print_cover, print_letter_head, render_header
from .escaping import attribute, visible
from .outline import CONTENTS, NOTES, TEXT
from .pictures import print_picture
from .printer import BlockPrinter, Printer
from .tables import print_table
from .texts import (
    print_back_cover,
    print_box,
    print_front,
    print_heading,
    print_item,
    print_landscape,
    print_list,
    print_nothing,
    print_paragraph,
)

_TEMPLATE = Path(__file__).parent.parent / "templates" / "html" / "page.css"
_DRAFT = (
    '<aside class="draft" aria-label="Utkast"><p><strong>UTKAST</strong> Texten kan ändras, och det som saknas är '
    "markerat.</p></aside>"
)

_HANDLERS: dict[type[Block], BlockPrinter] = {
    Heading: print_heading,
    Paragraph: print_paragraph,
    List: print_list,
    Table: print_table,
    Picture: print_picture,
    Chart: print_chart,
    Box: print_box,
    Contents: print_nothing,
    Landscape: print_landscape,
    PageBreak: print_nothing,
    Cover: print_cover,
    LetterHead: print_letter_head,
    BackCover: print_back_cover,
    Front: print_front,
    Item: print_item,
}


def write_html(document: Document, path: Path) -> None:
    """Write `document` to `path` as a web page, whole or not at all.

    Raises `UseError` when a picture is missing or unreadable, or the file cannot be written.
    """
    write_atomic(path, render_html(document))


def render_html(document: Document) -> bytes:
    """`document` as a web page in UTF-8; the same document gives the same bytes.

    Raises `UseError` when a picture is missing or unreadable and the document is no draft.
    """
    printer = Printer(document, _HANDLERS)
    blocks = document.blocks
    foot = blocks[-1] if blocks and isinstance(blocks[-1], BackCover) else None
    text = printer.blocks(blocks[:-1] if foot else blocks)
    footer = _footer(printer, foot) if foot else ""
    contents = render_contents(printer.outline)
    up = f'<p class="up"><a href="#{CONTENTS}">Till innehållet</a></p>' if contents else ""
    body = "<body>" if contents else '<body class="plain">'
    page = (
        f"{_head(document)}{body}"
        f'<a class="skip" href="#{TEXT}">Hoppa till texten</a>{_DRAFT if document.draft else ""}'
        f'{render_header(document, printer.outline.cover)}<div class="frame">{contents}'
        f'<main id="{TEXT}" tabindex="-1">{text}{_notes(printer)}{up}</main></div>{footer}</body></html>\n'
    )
    return page.encode("utf-8")


def _head(document: Document) -> str:
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    title = ("UTKAST – " if document.draft else "") + (document.title if visible(document.title) else UNTITLED)
    about = "".join(
        f'<meta name="{name}" content="{attribute(text)}">'
        for name, text in (("author", document.author), ("description", document.subject))
        if text.strip()
    )
    # The policy lets the browser itself see to it that nothing in the page runs and nothing is fetched.
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{language_tag(document.lang) or "sv"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<title>{attribute(title)}</title>{about}<style>{style}</style></head>"
    )


@cache
def _style() -> str:
    return _TEMPLATE.read_text(encoding="utf-8")


def _notes(printer: Printer) -> str:
    """The footnotes, after the text."""
    if not printer.notes:
        return ""
    return (
        f'<section class="notes" role="doc-endnotes" aria-labelledby="{NOTES}"><h2 id="{NOTES}">Noter</h2>'
        f"<ol>{''.join(printer.notes)}</ol></section>"
    )


def _footer(printer: Printer, back: BackCover) -> str:
    return f'<footer><div class="inner">{printer.blocks((back,))}</div></footer>'
