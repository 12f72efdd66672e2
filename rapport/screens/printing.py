"""Blocks of the report as content for the terminal: what will be printed, without pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.content import Content

from rapport.blocks import (
    BackCover,
    Block,
    Box,
    Chart,
    Cover,
    Figure,
    Front,
    Heading,
    Hole,
    Inline,
    Item,
    Landscape,
    LetterHead,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Picture,
    Ref,
    Row,
    Table,
    Text,
    plain,
)

from . import plain as safe
from .plain import joined, lines, pad, wrap_words

_HEADINGS = {1: "bold underline $primary", 2: "bold $primary", 3: "bold", 4: "bold italic"}
_STYLES = {"lead": "bold", "label": "bold", "note": "$muted", "quote": "italic", "small": "$muted"}


class Printer:
    """Renders blocks in a width; collects footnotes and sets them last."""

    def __init__(self, width: int) -> None:
        self._width = max(20, width)
        self._notes: list[Content] = []

    def print(self, blocks: tuple[Block, ...]) -> Content:
        """All blocks, with a blank line between, and the footnotes under a rule."""
        parts = self._blocks(blocks)
        if self._notes:
            parts += [safe.plain("─" * 20, "$rule")]
            parts += [joined((f"{n}  ", "bold $accent"), note) for n, note in enumerate(self._notes, 1)]
        return lines(parts)

    def _blocks(self, blocks: tuple[Block, ...]) -> list[Content]:
        out: list[Content] = []
        for block in blocks:
            found = self._block(block)
            # A label stands right above what it labels.
            is_label = isinstance(block, Paragraph) and block.style == "label"
            out += [*found, safe.plain("")] if found and found[-1].plain and not is_label else found
        return out

    def _block(self, block: Block) -> list[Content]:
        printer = _PRINTERS.get(type(block))
        return printer(self, block) if printer else []

    def _heading(self, block: Heading) -> list[Content]:
        return [self._inlines(block.content, _HEADINGS[min(4, block.level)])]

    def _paragraph(self, block: Paragraph) -> list[Content]:
        return [self._inlines(block.content, _STYLES.get(block.style, ""))]

    def _list(self, block: List) -> list[Content]:
        out: list[Content] = []
        for n, item in enumerate(block.items, 1):
            sign = f"{n}. " if block.ordered else "• "
            inner = Printer(self._width - len(sign))
            inner._notes = self._notes
            content = lines(_trimmed(inner._blocks(item.blocks)))
            wrapped = content.wrap(inner._width)
            out += [joined((sign if not k else " " * len(sign), "$accent"), part) for k, part in enumerate(wrapped)]
        return out

    def _table(self, block: Table) -> list[Content]:
        widths = _column_widths(block.rows, self._width)
        out = [safe.plain(block.caption, "bold")] if block.caption else []
        for row in block.rows:
            if row.kind == "total":
                out.append(safe.plain("─" * self._width, "$rule"))
            out += _table_row(row, widths)
            if row.kind == "head":
                out.append(safe.plain("─" * self._width, "$rule"))
        return out

    def _picture(self, block: Picture) -> list[Content]:
        out = [joined(("[Bild] ", "bold $accent"), block.alt)]
        out += [safe.plain(block.caption, "italic")] if block.caption else []
        return out + ([safe.plain(f"Upphov: {block.credit}", "$muted")] if block.credit else [])

    def _chart(self, block: Chart) -> list[Content]:
        return [joined(("[Diagram] ", "bold $accent"), (block.title, "bold")), safe.plain(block.alt)]

    def _box(self, block: Box) -> list[Content]:
        inner = Printer(self._width - 2)
        inner._notes = self._notes
        content = lines(_trimmed(inner._blocks(block.blocks)))
        look = "$warning" if block.kind == "hole" else "$primary"
        return [joined(("┃ ", look), part) for part in content.wrap(inner._width)]

    def _nested(self, block: Item | Landscape | Front | BackCover) -> list[Content]:
        return self._blocks(block.blocks)

    def _cover(self, block: Cover) -> list[Content]:
        return [safe.plain(block.title, "bold $primary"), safe.plain(block.subtitle)]

    def _letter_head(self, block: LetterHead) -> list[Content]:
        return [safe.plain(line) for line in (*block.sender, *block.particulars, *block.recipient)]

    def _inlines(self, content: tuple[Inline, ...], look: str = "") -> Content:
        parts = [self._inline(inline) for inline in content]
        text = Content("").join(parts)
        return text.stylize_before(look) if look else text

    def _inline(self, inline: Inline) -> Content:
        if isinstance(inline, Text):
            look = " ".join(name for name, on in (("bold", inline.strong), ("italic", inline.emphasis)) if on)
            return safe.plain(inline.text, look)
        if isinstance(inline, Link):
            words = "".join(text.text for text in inline.content)
            address = f" <{inline.href}>" if inline.href != words else ""
            return joined((words, "underline"), (address, "$muted"))
        if isinstance(inline, Note):
            place = len(self._notes)
            self._notes.append(safe.plain(""))
            self._notes[place] = self._inlines(inline.content)
            return safe.plain(f"[{place + 1}]", "bold $accent")
        if isinstance(inline, LineBreak):
            return Content("\n")
        if isinstance(inline, Hole):
            return safe.plain(inline.text, "bold $warning")
        return safe.plain(inline.text if isinstance(inline, (Figure, Ref)) else "")


def _trimmed(parts: list[Content]) -> list[Content]:
    while parts and not parts[-1].plain:
        parts.pop()
    return parts


def _column_widths(rows: tuple[Row, ...], width: int) -> list[int]:
    """Cells for each column: an amount is never divided; what is left goes where the longest words are.

    Where even the amounts do not fit, all columns are alike.
    """
    columns = max((sum(cell.span for cell in row.cells) for row in rows), default=1)
    room = width - 2 * (columns - 1)
    least, wanted = [4] * columns, [4] * columns
    for row in rows:
        place = 0
        for cell in row.cells:
            if cell.span == 1:
                text = plain(cell.content)
                wanted[place] = max(wanted[place], len(text))
                if row.kind != "head" and cell.align == "right":
                    least[place] = max(least[place], len(text))
            place += cell.span
    if sum(least) > room:
        return [max(1, room // columns)] * columns
    for _ in range(room - sum(least)):
        narrow = max(range(columns), key=lambda n: wanted[n] - least[n])
        if wanted[narrow] <= least[narrow]:
            break
        least[narrow] += 1
    return least


def _table_row(row: Row, widths: list[int]) -> list[Content]:
    """A table row, its cells wrapped, as many lines as the tallest cell needs."""
    cells = []
    place = 0
    for cell in row.cells:
        room = sum(widths[place : place + cell.span]) + 2 * (cell.span - 1)
        place += cell.span
        text = plain(cell.content)
        wrapped = [text] if len(text) <= room else wrap_words(text, room)
        cells.append((wrapped, room, "right" if cell.align == "right" else "left"))
    look = "bold" if row.kind != "body" else ""
    height = max((len(wrapped) for wrapped, _, _ in cells), default=1)
    return [
        safe.plain("  ".join(pad(w[n] if n < len(w) else "", room, align) for w, room, align in cells), look)
        for n in range(height)
    ]


_PRINTERS: dict[type, Callable[[Printer, Any], list[Content]]] = {
    Heading: Printer._heading,
    Paragraph: Printer._paragraph,
    List: Printer._list,
    Table: Printer._table,
    Picture: Printer._picture,
    Chart: Printer._chart,
    Box: Printer._box,
    Item: Printer._nested,
    Landscape: Printer._nested,
    Front: Printer._nested,
    BackCover: Printer._nested,
    Cover: Printer._cover,
    LetterHead: Printer._letter_head,
}


def print_blocks(blocks: tuple[Block, ...], width: int) -> Content:
    """What will be printed, in `width` cells."""
    return Printer(width).print(blocks)
