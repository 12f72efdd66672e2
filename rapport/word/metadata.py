"""Pictures without what cameras write into them.

A published picture must not tell where and with what it was taken: in this field an address can put people in danger.
The picture itself is not encoded anew, so nothing of it is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

_JPEG_START = b"\xff\xd8"
_JPEG_DROPPED = frozenset({0xE1, 0xED, 0xFE})
"""Exif and XMP, Photoshop, comments."""
_JPEG_SCAN = 0xDA
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})


def without_metadata(data: bytes) -> bytes:
    """A JPEG or PNG file without camera data, texts and times; colours and orientation of the pixels stay."""
    if data.startswith(_JPEG_START):
        return _JPEG_START + b"".join(_jpeg_segments(data))
    if data.startswith(_PNG_START):
        return _PNG_START + b"".join(_png_chunks(data))
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
        if data[at + 4 : at + 8] not in _PNG_DROPPED:
            yield data[at:end]
        at = end
