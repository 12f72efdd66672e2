"""Pictures of a package: scaled to the page, and kept once however often they are printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rapport.pictures import load_picture

EMU_PER_TWIP = 635
_TALLEST = 8220
"""Tallest picture on a page, in twentieths of a point (14.5 cm)."""


class Media:
    """The pictures of a package, by content."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._data: dict[str, bytes] = {}

    def add(self, source: str) -> tuple[str, int, int]:
        """Name of the part for the picture file `source`, and its width and height in pixels.

        Raises `UseError` when the file is missing or no picture that can be read.
        """
        picture = load_picture(source)
        digest = hashlib.sha256(picture.data).hexdigest()
        name = self._names.setdefault(digest, f"media/image{len(self._names) + 1}.{picture.suffix}")
        self._data[name] = picture.data
        return name, picture.width, picture.height

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Names and contents of the parts."""
        yield from self._data.items()


def scale(width: int, height: int, room: int) -> tuple[int, int]:
    """Size in EMU of a picture of `width` x `height` pixels at 150 pixels an inch, at most `room` twips wide."""
    natural_width, natural_height = width * 1440 / 150, height * 1440 / 150
    factor = min(1.0, room / natural_width, _TALLEST / natural_height)
    return max(1, round(natural_width * factor)) * EMU_PER_TWIP, max(1, round(natural_height * factor)) * EMU_PER_TWIP
