"""Pictures that are decoded to be checked, and encoded anew when they cannot be published as they are."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from rapport.errors import UseError

from .metadata import MOST_PIXELS, without_metadata

_KINDS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
"""What is read. The library knows more kinds, some of which start other programs."""
_KEPT = {"PNG": "png", "JPEG": "jpeg"}
_PLAIN = {"PNG": ("1", "L", "LA", "P", "RGB", "RGBA"), "JPEG": ("L", "RGB")}
"""Colours that every program shows; others, such as those of a printing press, are made into them."""
_ORIENTATION = 0x0112
_DEEP = 256
"""Steps of a sample with 16 bits for each of one with 8."""


def encoded(data: bytes, source: str) -> tuple[bytes, str, int, int]:
    """Bytes, suffix, width and height in pixels of the picture `data` as it is published.

    `source` is the file named in messages. Raises `UseError` when it is no picture that can be read, or one with so
    many pixels that it would take all memory.
    """
    try:
        with warnings.catch_warnings():
            # What else the library warns of, such as notes of a camera that it cannot read, is left out anyway.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_KINDS) as picture:
                return _published(picture, data)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UseError(f"Bilden ”{source}” har för många bildpunkter: spara den i lägre upplösning.") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UseError(
            f"Filen ”{source}” är ingen bild som går att läsa: spara den på nytt som PNG eller JPEG."
        ) from error


def _published(picture: Image.Image, data: bytes) -> tuple[bytes, str, int, int]:
    """The picture as it is where that will do, else encoded anew."""
    picture.load()
    # A telephone's JPEG may have further pictures behind the first one, and is then called by another name.
    kind = "JPEG" if picture.format == "MPO" else picture.format or ""
    upright = picture.getexif().get(_ORIENTATION, 1) == 1
    if upright and picture.mode in _PLAIN.get(kind, ()) and max(picture.size) <= MOST_PIXELS:
        return without_metadata(data), _KEPT[kind], picture.width, picture.height
    return _anew(picture, _KEPT.get(kind, ""))


def _anew(picture: Image.Image, suffix: str) -> tuple[bytes, str, int, int]:
    """A picture Word cannot show, would show turned or that is larger than print needs, encoded anew."""
    upright = ImageOps.exif_transpose(picture)
    copy, profile = _in_plain_colours(upright, picture.info.get("icc_profile"))
    copy.thumbnail((MOST_PIXELS, MOST_PIXELS), Image.Resampling.LANCZOS)
    copy.info.clear()
    buffer = io.BytesIO()
    photo = suffix == "jpeg"
    if photo:
        copy.save(buffer, "JPEG", quality=90, icc_profile=profile)
    else:
        copy.save(buffer, "PNG", icc_profile=profile)
    return buffer.getvalue(), "jpeg" if photo else "png", copy.width, copy.height


def _in_plain_colours(picture: Image.Image, profile: bytes | None) -> tuple[Image.Image, bytes | None]:
    """The picture in grey, RGB or RGBA with eight bits a sample, and the colour profile that is then true of it."""
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture, profile
    if picture.mode.startswith("I") or picture.mode == "F":
        # Converted straight, everything brighter than the 255th of 65,536 steps would be white.
        return picture.convert("I").point(lambda value: value * (1 / _DEEP)).convert("L"), None
    if picture.mode == "CMYK" and profile:
        return _for_screens(picture, profile), None
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB"), None


def _for_screens(picture: Image.Image, profile: bytes) -> Image.Image:
    """A picture in a printing press's colours as sRGB; straight where its profile is of no use."""
    try:
        known = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, known, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture.convert("RGB")
    return turned or picture.convert("RGB")
