"""Names of printed items that stay the same from one build to the next and from one format to another."""

from __future__ import annotations

import hashlib

from rapport.blocks import Item, Origin


class ItemNames:
    """Names the items of one document; the same item printed twice gets two names."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def add(self, item: Item) -> tuple[str, int]:
        """SHA-256 (hexadecimal) of place, origins and occurrence of `item`, and its occurrence, counted from 1."""
        key = "\x1f".join([item.place, *(_source(origin) for origin in item.origins)])
        occurrence = self._seen.get(key, 0) + 1
        self._seen[key] = occurrence
        return hashlib.sha256(f"{key}\x1f{occurrence}".encode("utf-8", "replace")).hexdigest(), occurrence


def _source(origin: Origin) -> str:
    return "\x1f".join([origin.unit, origin.question, origin.item])
