"""Pictures: read, checked, scaled to the page, and kept once however often they are printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from rapport.blocks import Picture
from rapport.files import read_bytes

from .encoding import encoded
from .metadata import MOST_PIXELS, sound_png_size, without_metadata
from .xml import one_line

EMU_PER_TWIP = 635
_TALLEST = 8220
"""Tallest picture on a page, in twentieths of a point (14.5 cm)."""
_MOST_BYTES = 50_000_000
"""Largest picture file that is read."""


class Media:
    """The pictures of a package, by content."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._data: dict[str, bytes] = {}

    def add(self, source: str) -> tuple[str, int, int]:
        """Name of the part for the picture file `source`, and its width and height in pixels.

        Raises `UseError` when the file is missing or no picture that can be read.
        """
        data, suffix, width, height = _load(source)
        digest = hashlib.sha256(data).hexdigest()
        name = self._names.setdefault(digest, f"media/image{len(self._names) + 1}.{suffix}")
        self._data[name] = data
        return name, width, height

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Names and contents of the parts."""
        yield from self._data.items()


def read_picture_size(path: Path | str) -> tuple[int, int]:
    """Width and height in pixels of a picture file, as it is printed.

    Raises `UseError` when the file is missing or no picture that can be read.
    """
    _, _, width, height = _load(str(path))
    return width, height


def _load(source: str) -> tuple[bytes, str, int, int]:
    """Bytes, suffix, width and height of a picture as it is kept in the package."""
    data = read_bytes(Path(source), _MOST_BYTES)
    width, height = sound_png_size(data)
    if 0 < max(width, height) <= MOST_PIXELS:
        # Its checksums say as much as decoding it would, in a tenth of the time.
        return without_metadata(data), "png", width, height
    return encoded(data, source)


def scale(width: int, height: int, room: int) -> tuple[int, int]:
    """Size in EMU of a picture of `width` x `height` pixels at 150 pixels an inch, at most `room` twips wide."""
    natural_width, natural_height = width * 1440 / 150, height * 1440 / 150
    factor = min(1.0, room / natural_width, _TALLEST / natural_height)
    return max(1, round(natural_width * factor)) * EMU_PER_TWIP, max(1, round(natural_height * factor)) * EMU_PER_TWIP


def credit_text(picture: Picture) -> str:
    """The line that says who made the picture; empty when that is not known."""
    return f"Bild: {picture.credit}" if one_line(picture.credit) else ""
