"""The head of a letter: sender and particulars above, the recipient below to the right, where a window shows it."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.blocks import LetterHead

from .inlines import text_run
from .printer import Place, Printer
from .tables import print_distance

_LEFT = 5000
"""Width of the left column, in twentieths of a point: the recipient begins 11.8 cm from the paper's edge."""
_GREY = '<w:rStyle w:val="Credit"/>'


def print_letter_head(printer: Printer, head: LetterHead, place: Place) -> None:
    """Print the head as a table without lines, so that its columns stay together in every program."""
    left = min(_LEFT, place.width // 2)
    right = max(place.width - left, 1)
    name = [("LetterSender", text_run(line)) for line in head.sender[:1]]
    office = [("LetterText", text_run(line)) for line in head.sender[1:]]
    particulars = [_particular(line) for line in head.particulars]
    recipient = [("LetterText", text_run(line)) for line in head.recipient]
    printer.out.append(
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f'<w:tblW w:w="{left + right}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        '<w:tblDescription w:val="Brevhuvud med avsändare, datum och mottagare"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>'
        f"{_row(name, particulars, left, right)}{_row(office, recipient, left, right)}</w:tbl>"
    )
    print_distance(printer)


def _particular(line: str) -> tuple[str, str]:
    """Style and runs of one particular: its label set apart, or, without a label, what the letter is."""
    label, colon, value = line.partition(": ")
    if not colon:
        return "LetterDocument", text_run(line)
    return "LetterText", text_run(f"{label}\t", _GREY) + text_run(value)


def _row(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]], width: int, other: int) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(left, width)}{_cell(right, other)}</w:tr>"


def _cell(lines: Sequence[tuple[str, str]], width: int) -> str:
    """A cell with its lines, and the distance to the row below."""
    paragraphs = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>' for style, runs in lines)
    end = '<w:p><w:pPr><w:pStyle w:val="LetterEnd"/></w:pPr></w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}{end}</w:tc>'
