"""The table of contents: a field Word can update, filled in so that it is right from the start."""

from __future__ import annotations

from rapport.blocks import Contents

from .fields import END, begin, field
from .inlines import text_run
from .outline import Entry
from .printer import Place, Printer

_ESTIMATED = (
    "Sidnumren är uppskattade. Högerklicka i förteckningen i Word och välj ”Uppdatera fält”, så räknas de om och den "
    "här raden försvinner."
)


def print_contents(printer: Printer, contents: Contents, place: Place) -> None:
    """Print the headings down to `contents.depth` with their page numbers, each a link.

    Where a number is an estimate, the first line says so; it is part of the field and goes when Word updates it.
    """
    depth = min(max(contents.depth, 1), 4)
    entries = [entry for entry in printer.outline.entries if entry.listed and entry.text and entry.level <= depth]
    printer.out.append(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        "</w:sdtPr><w:sdtContent>"
    )
    printer.page_break = False  # the title's style starts the page
    printer.paragraph("TOCHeading", text_run(contents.title), place)
    opening = begin(f'TOC \\o "1-{depth}" \\h \\z')
    if not all(entry.measured for entry in entries):
        printer.paragraph("ContentsRemark", opening + text_run(_ESTIMATED), place)
        opening = ""
    for entry in entries:
        printer.paragraph(f"TOC{entry.level}", opening + _line(entry), place)
        opening = ""
    printer.paragraph("SectionEnd", opening + END, place)
    printer.out.append("</w:sdtContent></w:sdt>")


def _line(entry: Entry) -> str:
    page = field(f"PAGEREF {entry.bookmark} \\h", str(entry.page))
    return (
        f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{text_run(entry.text)}'
        f"<w:r><w:tab/></w:r>{page}</w:hyperlink>"
    )
