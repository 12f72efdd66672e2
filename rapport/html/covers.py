"""The head of the page: who publishes, the title, and the motif of the printed cover."""

from __future__ import annotations

from rapport.blocks import Cover, Document
from rapport.printing import MOTIF_CIRCLES, MOTIF_LINES

from .escaping import lines, visible
from .outline import Named
from .printer import Printer

UNTITLED = "Utan titel"
"""What a document without a title is called."""


def render_header(document: Document, cover: Cover | None) -> str:
    """The page's header, from the cover where there is one; its title is the page's first heading."""
    cover = cover or Cover(document.title, publisher=document.author)
    title = next((text for text in (cover.title, document.title) if visible(text)), UNTITLED)
    subtitle = _line("subtitle", cover.subtitle)
    heading = f"<h1>{lines(title)}</h1>"
    return (
        f'<header class="cover">{_motif()}<div class="inner">{_line("publisher", cover.publisher)}'
        f"{f'<hgroup>{heading}{subtitle}</hgroup>' if subtitle else heading}"
        f"{_line('series', cover.series)}{_line('notice', cover.notice)}</div></header>"
    )


def print_cover(printer: Printer, cover: Cover, _named: Named) -> str:
    """A cover in the running text; nothing of the first one, which is the page's header."""
    if not printer.cover_printed:
        printer.cover_printed = True
        return ""
    texts = (cover.publisher, cover.title, cover.subtitle, cover.series, cover.notice)
    return "".join(_line("label", text) for text in texts)


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
