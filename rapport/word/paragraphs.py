"""Headings, paragraphs, page breaks and captions."""

from __future__ import annotations

from rapport.blocks import Heading, PageBreak, Paragraph, Ref, Text

from .fields import field
from .inlines import print_inlines, text_run
from .printer import Place, Printer

_STYLES = {
    "lead": "Lead",
    "label": "Label",
    "note": "Note",
    "quote": "Quote",
    "signature": "Signature",
    "small": "Small",
}
_IN_LETTERS = {"Signature": "LetterSignature", "Label": "LetterLabel"}
"""Styles with more room around them: a letter is signed by hand, and what is enclosed stands apart."""
_LABEL_LOOKS = '<w:rStyle w:val="CaptionLabel"/><w:b/><w:bCs/>'
_AFTER_LIST = '<w:spacing w:after="140"/>'


def print_heading(printer: Printer, heading: Heading, place: Place) -> None:
    """Print a heading inside its bookmarks."""
    entry = printer.outline.entries[printer.headings]
    printer.headings += 1
    level = min(max(heading.level, 1), 4)
    if level == 1:
        printer.page_break = False  # the style starts the page
    # A reference would reach into the contents, which repeat the heading: its text is enough.
    content = tuple(Text(one.text) if isinstance(one, Ref) else one for one in heading.content)
    runs = printer.anchored(heading.anchor, print_inlines(printer, content))
    style = f"Heading{level}" if heading.toc else f"UnlistedHeading{level}"
    if level == 1 and place.section == "letter":
        style = "LetterHeading"  # starts no page
    printer.paragraph(style, printer.bookmarked(entry.bookmark, runs), place)


def print_paragraph(printer: Printer, paragraph: Paragraph, place: Place) -> None:
    """Print a paragraph in its style; inside a list, running text takes the list's style.

    What introduces the next paragraph stays on its page: a point's first line, a lead-in with a colon, the text above
    a remark.
    """
    style = _STYLES.get(paragraph.style, place.body)
    if place.section == "letter":
        style = _IN_LETTERS.get(style, style)
    if place.in_table and style == "Label":
        style = "BoxLabel"
    if place.depth and style == place.body:
        style = "ListContinue"
        if printer.marker:
            style = "ListBullet" if 'numId w:val="1"/>' in printer.marker else "ListNumber"
    keep = printer.followed_by_note or _announces(paragraph) or (bool(printer.marker) and printer.followed)
    printer.paragraph(style, print_inlines(printer, paragraph.content), place, keep_next=keep)


def _announces(paragraph: Paragraph) -> bool:
    """Whether the paragraph ends with a colon, so that what it announces should stand on the same page."""
    last = paragraph.content[-1] if paragraph.content else None
    return isinstance(last, Text) and last.text.rstrip().endswith(":")


def print_page_break(printer: Printer, _block: PageBreak, _place: Place) -> None:
    """Let the next paragraph start a page; an own break paragraph would leave an empty page before a chapter."""
    printer.page_break = True


def print_caption(printer: Printer, label: str, text: str, anchor: str, place: Place, *, below: str = "") -> None:
    """Print '`label` n. `text`'; only label and number lie in the anchor's bookmark, as references show them.

    With `below` (runs, possibly empty runs such as a credit) the caption stands under what it names.
    """
    number = field(f"SEQ {label} \\* ARABIC", str(printer.caption_number(label)), _LABEL_LOOKS)
    name = printer.anchored(anchor, text_run(f"{label} ", _LABEL_LOOKS) + number)
    runs = name + text_run(". ", _LABEL_LOOKS) + text_run(text)
    printer.paragraph("FigureCaption" if below else "Caption", runs + below, place)
