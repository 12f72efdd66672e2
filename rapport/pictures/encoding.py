"""Pictures that are decoded to be checked, and encoded anew when they cannot be printed as they are."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from rapport.errors import UseError

from .metadata import MOST_PIXELS, without_metadata

_KEPT = {"PNG": "png", "JPEG": "jpeg"}
_ORIENTATION = 0x0112


def encoded(data: bytes, source: str) -> tuple[bytes, str, int, int]:
    """Bytes, suffix, width and height in pixels of the picture `data` as it is printed.

    `source` is the file named in messages. Raises `UseError` when it is no picture that can be read.
    """
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            suffix = _KEPT.get(picture.format or "", "")
            upright = picture.getexif().get(_ORIENTATION, 1) == 1
            if suffix and upright and max(picture.size) <= MOST_PIXELS:
                return without_metadata(data), suffix, picture.width, picture.height
            return _anew(picture, suffix)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UseError(
            f"Filen ”{source}” är ingen bild som går att läsa: spara den på nytt som PNG eller JPEG."
        ) from error


def _anew(picture: Image.Image, suffix: str) -> tuple[bytes, str, int, int]:
    """A picture Word cannot show, would show turned or that is larger than print needs, encoded anew."""
    profile = picture.info.get("icc_profile")
    photo = suffix == "jpeg" and picture.mode in ("RGB", "L")
    copy = ImageOps.exif_transpose(picture)
    copy = copy if photo else copy.convert("RGBA")
    copy.thumbnail((MOST_PIXELS, MOST_PIXELS))
    copy.info.clear()
    buffer = io.BytesIO()
    if photo:
        copy.save(buffer, "JPEG", quality=90, icc_profile=profile)
    else:
        copy.save(buffer, "PNG", icc_profile=profile if picture.mode in ("RGB", "RGBA") else None)
    return buffer.getvalue(), "jpeg" if photo else "png", copy.width, copy.height
