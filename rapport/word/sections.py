"""Sections: page size, margins, headers and footers.

Pages are counted from the cover, so that a printed page number is also the page in a PDF reader; numbers are
printed in the body only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from .fields import field
from .page import PageSetup
from .relationships import Relationships
from .style_set import StyleSet
from .xml import DECLARATION, WORD_NAMESPACES, clip, escape, one_line


@dataclass(frozen=True, slots=True)
class Kind:
    """How pages of one kind are set up."""

    header: str
    """Which header part: `plain`, `body`, `wide` or `letter`."""
    footer: str
    """Which footer part: `plain`, `body` (the page number) or `letter` (where the sender is reached)."""
    landscape: bool = False
    """Whether the page lies on its side."""
    highest: int = 0
    """Largest top margin in twentieths of a point; 0 leaves it as it is on all pages."""


KINDS: Mapping[str, Kind] = {
    "cover": Kind("plain", "plain", highest=964),
    "front": Kind("plain", "plain"),
    "body": Kind("body", "body"),
    "wide": Kind("wide", "body", landscape=True),
    "back": Kind("plain", "plain"),
    "letter": Kind("letter", "letter", highest=1304),
}


class _Printing(Protocol):
    """What a section needs of the printer."""

    out: list[str]
    relationships: Relationships
    style: StyleSet
    page_break: bool


class Sections:
    """Follows which kind of section is open and closes it when another begins."""

    def __init__(self) -> None:
        self._open = ""

    @property
    def opened(self) -> bool:
        """Whether anything has been printed."""
        return bool(self._open)

    def enter(self, printer: _Printing, kind: str) -> None:
        """Make sure that what is printed next lies in a section of `kind`."""
        if kind == self._open:
            return
        if self._open:
            properties = _properties(self._open, printer)
            printer.out.append(f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{properties}</w:pPr></w:p>')
        printer.page_break = False
        self._open = kind

    def close(self, printer: _Printing) -> str:
        """Properties of the last section, at the end of the body."""
        return _properties(self._open or "body", printer)


def _properties(name: str, printer: _Printing) -> str:
    kind, page, relationships = KINDS[name], printer.style.page, printer.relationships
    width, height = (page.height, page.width) if kind.landscape else (page.width, page.height)
    top = min(page.top, kind.highest or page.top)
    orientation = ' w:orient="landscape"' if kind.landscape else ""
    header = relationships.add("header", f"header-{kind.header}.xml")
    footer = relationships.add("footer", f"footer-{kind.footer}.xml")
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar w:top="{top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
        f'w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
    )


def render_headers(title: str, draft: bool, page: PageSetup, contact: tuple[str, ...] = ()) -> dict[str, str]:
    """Header and footer parts by file name; every header says UTKAST when `draft`.

    `contact` stands at the foot of a letter, whose pages say ’1 (2)’ at the top, as letters of authorities do.
    """
    mark = '<w:r><w:rPr><w:rStyle w:val="DraftMark"/></w:rPr><w:t xml:space="preserve"> UTKAST </w:t></w:r>'
    shown = "<w:r><w:tab/></w:r>" + mark if draft else ""
    name = f'<w:r><w:t xml:space="preserve">{escape(clip(title, 90))}</w:t></w:r>'
    wide = (
        f'<w:tabs><w:tab w:val="clear" w:pos="{page.text_width}"/>'
        f'<w:tab w:val="right" w:pos="{page.wide_text_width}"/></w:tabs>'
    )
    number = (
        '<w:r><w:t xml:space="preserve">– </w:t></w:r>'
        + field("PAGE", "1")
        + '<w:r><w:t xml:space="preserve"> –</w:t></w:r>'
    )
    # UTKAST stands in the middle of a letter, whose page number is to the right.
    middle = f'<w:tabs><w:tab w:val="center" w:pos="{page.text_width // 2}"/></w:tabs>' if draft else ""
    sheet = f'{shown}<w:r><w:tab/></w:r>{field("PAGE", "1")}<w:r><w:t xml:space="preserve"> (</w:t></w:r>'
    sheet += f"{field('NUMPAGES', '1')}<w:r><w:t>)</w:t></w:r>"
    places = "   ·   ".join(line for text in contact if (line := one_line(text)))
    reached = f'<w:r><w:t xml:space="preserve">{escape(places)}</w:t></w:r>' if places else ""
    return {
        "header-plain.xml": _part("hdr", "Header", "", shown),
        "header-body.xml": _part("hdr", "Header", "", name + shown),
        "header-wide.xml": _part("hdr", "Header", wide, name + shown),
        "header-letter.xml": _part("hdr", "Header", middle, sheet),
        "footer-letter.xml": _part("ftr", "LetterFooter" if reached else "Footer", "", reached),
        "footer-plain.xml": _part("ftr", "Footer", "", ""),
        "footer-body.xml": _part("ftr", "Footer", "", number),
    }


def _part(tag: str, style: str, properties: str, runs: str) -> str:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'
    return f"{DECLARATION}<w:{tag} {WORD_NAMESPACES}>{paragraph}</w:{tag}>"
