"""The head of the page: who publishes, the title, and the picture or motif of the cover; and that of a letter."""

from __future__ import annotations

from rapport.blocks import Cover, Document, LetterHead
from rapport.errors import UseError
from rapport.pictures import load_picture
from rapport.printing import MOTIF_CIRCLES, MOTIF_LINES

from .escaping import attribute, lines, visible
from .inlines import hole
from .outline import Named
from .pictures import address
from .printer import Printer

UNTITLED = "Utan titel"
"""What a document without a title is called."""


def render_header(document: Document, cover: Cover | None) -> str:
    """The page's header, from the cover where there is one; its title is the page's first heading.

    Raises `UseError` when the cover's picture cannot be read and the document is no draft.
    """
    cover = cover or Cover(document.title, publisher=document.author)
    title = next((text for text in (cover.title, document.title) if visible(text)), UNTITLED)
    subtitle = _line("subtitle", cover.subtitle)
    heading = f"<h1>{lines(title)}</h1>"
    drawing, fault = _drawing(cover, document.draft)
    return (
        f'<header class="cover">{drawing}<div class="inner">{_line("publisher", cover.publisher)}'
        f"{f'<hgroup>{heading}{subtitle}</hgroup>' if subtitle else heading}"
        f"{_line('series', cover.series)}{_line('notice', cover.notice)}{fault}</div></header>"
    )


def print_cover(printer: Printer, cover: Cover, _named: Named) -> str:
    """A cover in the running text; nothing of the first one, which is the page's header."""
    if not printer.cover_printed:
        printer.cover_printed = True
        return ""
    texts = (cover.publisher, cover.title, cover.subtitle, cover.series, cover.notice)
    return "".join(_line("label", text) for text in texts)


def print_letter_head(_printer: Printer, head: LetterHead, _named: Named) -> str:
    """Sender, particulars, recipient and where the sender is reached, a group each."""
    groups = ("sender", head.sender), ("particulars", head.particulars), ("recipient", head.recipient)
    shown = "".join(_group(kind, rows) for kind, rows in (*groups, ("contact", head.contact)))
    return f'<div class="letterhead">{shown}</div>' if shown else ""


def _group(kind: str, rows: tuple[str, ...]) -> str:
    shown = "<br>".join(lines(row) for row in rows if visible(row))
    return f'<p class="{kind}">{shown}</p>' if shown else ""


def _drawing(cover: Cover, draft: bool) -> tuple[str, str]:
    """The cover's picture, else the motif; and in a draft a marked hole where the picture cannot be read."""
    if not cover.picture:
        return _motif(), ""
    try:
        loaded = load_picture(cover.picture)
    except UseError as error:
        if not draft:
            raise
        return _motif(), f'<p class="notice">{hole(error.message)}</p>'
    return f'<img class="motif" src="{address(loaded)}" alt="{attribute(cover.alt)}">', ""


def _line(kind: str, text: str) -> str:
    return f'<p class="{kind}">{lines(text)}</p>' if visible(text) else ""


def _motif() -> str:
    """Circles and lines, as decoration."""
    parts = []
    for first, second in MOTIF_LINES:
        (x1, y1, *_), (x2, y2, *_) = MOTIF_CIRCLES[first], MOTIF_CIRCLES[second]
        parts.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')
    for x, y, radius, colour in MOTIF_CIRCLES:
        parts.append(f'<circle class="halo {colour}" cx="{x}" cy="{y}" r="{round(radius * 1.75)}"/>')
        parts.append(f'<circle class="{colour}" cx="{x}" cy="{y}" r="{radius}"/>')
    return (
        '<svg class="motif" aria-hidden="true" viewBox="0 0 11906 7000" preserveAspectRatio="xMaxYMid slice">'
        f"{''.join(parts)}</svg>"
    )
