"""Identity of printed blocks: a hidden bookmark, a content control, and a manifest of their origins.

Bookmarks survive most editors, content controls do not; the manifest, a part of its own, ties both to the origins.
"""

from __future__ import annotations

from rapport.blocks import Item, Origin
from rapport.printing import ItemNames

from .xml import DECLARATION, MANIFEST, attribute, clip

_ITEM_ID = "{5C1B6D0E-3D0B-4F53-9A5B-6E6C2B1F7A21}"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


class Manifest:
    """Names blocks and remembers where they come from."""

    def __init__(self) -> None:
        self._rows: list[str] = []
        self._names = ItemNames()
        self._controls: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, item: Item, depth: int) -> tuple[str, str, int]:
        """Bookmark, name shown in Word and content control id of `item`; unique also where it is printed twice.

        `depth` is how many lists the item stands in.
        """
        digest, occurrence = self._names.add(item)
        control = int(digest[:8], 16) & 0x7FFFFFFF or 1
        while control in self._controls:
            control = control % 0x7FFFFFFF + 1
        self._controls.add(control)
        bookmark = f"_rp_{digest[:16]}"
        self._rows.append(_row(item, bookmark, control, occurrence, depth))
        return bookmark, _alias(item), control

    def render(self) -> str:
        """The manifest as XML."""
        return f'{DECLARATION}<rapport xmlns="{MANIFEST}">{"".join(self._rows)}</rapport>'


def render_manifest_properties() -> str:
    """The part that names the manifest's schema."""
    return (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_PROPERTIES}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{MANIFEST}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def _alias(item: Item) -> str:
    first = item.origins[0] if item.origins else Origin("", "")
    name = " · ".join(part for part in (first.unit, first.question) if part)
    more = f" (+{len(item.origins) - 1})" if len(item.origins) > 1 else ""
    return clip(name, 56) + more


def _row(item: Item, bookmark: str, control: int, occurrence: int, depth: int) -> str:
    origins = "".join(
        f'<origin unit="{attribute(o.unit)}" question="{attribute(o.question)}" item="{attribute(o.item)}" '
        f'version="{o.version}" sha256="{attribute(o.sha256)}"/>'
        for o in item.origins
    )
    return (
        f'<item bookmark="{bookmark}" control="{control}" place="{attribute(item.place)}" '
        f'occurrence="{occurrence}" depth="{depth}">{origins}</item>'
    )
