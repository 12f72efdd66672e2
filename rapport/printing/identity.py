"""Names of printed items that stay the same from one build to the next and from one format to another."""

from __future__ import annotations

import hashlib
import json

from rapport.blocks import Item, Origin


class ItemNames:
    """Names the items of one document; the same item printed twice gets two names."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str, str], int] = {}

    def add(self, item: Item) -> tuple[str, int]:
        """SHA-256 (hexadecimal) of place, first origin and occurrence of `item`, and its occurrence, counted from 1.

        Neither version and text nor what stands around the item takes part, and a theme's text keeps its name when
        other points are coded with the theme.
        """
        first = item.origins[0] if item.origins else Origin("", "")
        key = (item.place, first.unit, first.question, first.item)
        occurrence = self._seen.get(key, 0) + 1
        self._seen[key] = occurrence
        return hashlib.sha256(json.dumps([*key, occurrence]).encode()).hexdigest(), occurrence
