"""A picture file as it is published, and the line that says who made it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from rapport.blocks import Picture
from rapport.files import read_bytes

from .encoding import encoded
from .metadata import MOST_PIXELS, sound_png_size, without_metadata

_NEVER_PRINTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MOST_BYTES = 50_000_000
"""Largest picture file that is read."""


@dataclass(frozen=True, slots=True)
class LoadedPicture:
    """A picture as it is published."""

    data: bytes
    """The file's content, without camera data."""
    suffix: str
    """`png` or `jpeg`."""
    width: int
    """In pixels."""
    height: int
    """In pixels."""


def load_picture(source: Path | str) -> LoadedPicture:
    """The picture file `source` as it is published, at most `MOST_PIXELS` long.

    Raises `UseError` when the file is missing or no picture that can be read.
    """
    data = read_bytes(Path(source), _MOST_BYTES)
    width, height = sound_png_size(data)
    if 0 < max(width, height) <= MOST_PIXELS:
        # Its checksums say as much as decoding it would, in a tenth of the time.
        return LoadedPicture(without_metadata(data), "png", width, height)
    return LoadedPicture(*encoded(data, str(source)))


def read_picture_size(path: Path | str) -> tuple[int, int]:
    """Width and height in pixels of a picture file, as it is printed.

    Raises `UseError` when the file is missing or no picture that can be read.
    """
    picture = load_picture(path)
    return picture.width, picture.height


def credit_text(picture: Picture) -> str:
    """The line that says who made the picture; empty when that is not known."""
    is_visible = bool(_NEVER_PRINTED.sub("", picture.credit).strip())
    return f"Bild: {picture.credit}" if is_visible else ""
