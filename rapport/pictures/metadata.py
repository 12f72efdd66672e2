"""Pictures without what cameras write into them.

A published picture must not tell where and with what it was taken: in this field an address can put people in danger.
The picture itself is not encoded anew, so nothing of it is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

MOST_PIXELS = 2400
"""Longest side of a picture in pixels: 300 an inch over 20 cm, more than the widest picture takes."""
_JPEG_START = b"\xff\xd8"
_JPEG_DROPPED = frozenset({0xE1, 0xED, 0xFE})
"""Exif and XMP, Photoshop, comments."""
_JPEG_SCAN = 0xDA
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER = 25
_PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})


def without_metadata(data: bytes) -> bytes:
    """A JPEG or PNG file without camera data, texts and times; colours and orientation of the pixels stay."""
    if data.startswith(_JPEG_START):
        return _JPEG_START + b"".join(_jpeg_segments(data))
    if data.startswith(_PNG_START):
        return _PNG_START + b"".join(chunk for chunk in _png_chunks(data) if chunk[4:8] not in _PNG_DROPPED)
    return data


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == _JPEG_SCAN:
            break
        if kind == 0xFF or kind in _JPEG_ALONE:
            at += 1 if kind == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind not in _JPEG_DROPPED:
            yield data[at:end]
        at = end
    yield data[at:]


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG_START)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield data[at:end]
        at = end


def sound_png_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a whole PNG file whose checksums are right and that says nothing of the camera.

    (0, 0) for every other file.
    """
    chunks = list(_png_chunks(data)) if data.startswith(_PNG_START) else []
    kinds = [chunk[4:8] for chunk in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds or b"eXIf" in kinds:
        return 0, 0
    if len(chunks[0]) != _PNG_HEADER or any(
        crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big") for chunk in chunks
    ):
        return 0, 0
    return int.from_bytes(chunks[0][8:12], "big"), int.from_bytes(chunks[0][12:16], "big")
