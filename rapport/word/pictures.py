"""Pictures: read, checked, scaled to the page, and kept once however often they are printed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.PngImagePlugin import PngImageFile

from rapport.blocks import Picture
from rapport.errors import UseError
from rapport.files import read_bytes

from .metadata import without_metadata

EMU_PER_TWIP = 635
_TALLEST = 8220
"""Tallest picture on a page, in twentieths of a point (14.5 cm)."""
_MOST_PIXELS = 2400
"""Longest side of a picture in pixels: 300 an inch over 20 cm, more than the widest picture takes."""
_MOST_BYTES = 50_000_000
"""Largest picture file that is read."""
_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = {"PNG": "png", "JPEG": "jpeg"}
_ORIENTATION = 0x0112


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
    try:
        kept = _kept_png(data)
        if kept is not None:
            return kept
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            suffix = _KEPT.get(picture.format or "", "")
            upright = picture.getexif().get(_ORIENTATION, 1) == 1
            if suffix and upright and max(picture.size) <= _MOST_PIXELS:
                return without_metadata(data), suffix, picture.width, picture.height
            return _encoded(picture, suffix)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UseError(
            f"Filen ”{source}” är ingen bild som går att läsa: spara den på nytt som PNG eller JPEG."
        ) from error


def _kept_png(data: bytes) -> tuple[bytes, str, int, int] | None:
    """A PNG that needs no change, else None.

    Its checksums say as much as decoding it would, in a tenth of the time; and asking for its format by name spares
    the import of every other format.
    """
    if not data.startswith(_PNG) or b"eXIf" in data:
        return None
    with PngImageFile(io.BytesIO(data)) as picture:
        if max(picture.size) > _MOST_PIXELS:
            return None
        picture.verify()
        return without_metadata(data), "png", picture.width, picture.height


def _encoded(picture: Image.Image, suffix: str) -> tuple[bytes, str, int, int]:
    """A picture Word cannot show, would show turned or that is larger than print needs, encoded anew."""
    profile = picture.info.get("icc_profile")
    photo = suffix == "jpeg" and picture.mode in ("RGB", "L")
    copy = ImageOps.exif_transpose(picture)
    copy = copy if photo else copy.convert("RGBA")
    copy.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    copy.info.clear()
    buffer = io.BytesIO()
    if photo:
        copy.save(buffer, "JPEG", quality=90, icc_profile=profile)
    else:
        copy.save(buffer, "PNG", icc_profile=profile if picture.mode in ("RGB", "RGBA") else None)
    return buffer.getvalue(), "jpeg" if photo else "png", copy.width, copy.height


def scale(width: int, height: int, room: int) -> tuple[int, int]:
    """Size in EMU of a picture of `width` x `height` pixels at 150 pixels an inch, at most `room` twips wide."""
    natural_width, natural_height = width * 1440 / 150, height * 1440 / 150
    factor = min(1.0, room / natural_width, _TALLEST / natural_height)
    return max(1, round(natural_width * factor)) * EMU_PER_TWIP, max(1, round(natural_height * factor)) * EMU_PER_TWIP


def credit_text(picture: Picture) -> str:
    """The line that says who made the picture; empty when that is not known."""
    return f"Bild: {picture.credit}" if picture.credit else ""
