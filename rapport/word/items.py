"""Blocks with known origins."""

from __future__ import annotations

from rapport.blocks import Item

from .printer import Place, Printer
from .xml import attribute


def print_item(printer: Printer, item: Item, place: Place) -> None:
    """Print the blocks of `item` inside its content control and hidden bookmark."""
    if not item.blocks:
        return
    name, alias, control = printer.manifest.add(item, place.depth)
    number = printer.identity()
    printer.out.append(
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(alias)}"/><w:tag w:val="{name}"/><w:id w:val="{control}"/>'
        f'<w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>'
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    )
    printer.print_blocks(item.blocks, place)
    end = f'<w:bookmarkEnd w:id="{number}"/>'
    last = printer.out[-1]
    if last.endswith("</w:p>"):  # inside the last paragraph, so that the bookmark does not reach into the next one
        printer.out[-1] = f"{last[: -len('</w:p>')]}{end}</w:p>"
    else:
        printer.out.append(end)
    printer.out.append("</w:sdtContent></w:sdt>")
