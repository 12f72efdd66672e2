"""Pictures without what cameras and programs write into them.

A published picture must not tell where and with what it was taken: in this field an address can put people in danger.
The picture itself is not encoded anew, so nothing of it is lost. What is known to be needed is kept and all else is
left out, since cameras think of new places to write in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

MOST_PIXELS = 2400
"""Longest side of a picture in pixels: 300 an inch over 20 cm, more than the widest picture takes."""
_JPEG_START = b"\xff\xd8"
_JPEG_END = b"\xff\xd9"
_JPEG_KEPT = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
"""Application segments that say how the picture is shown, and how each begins."""
_JPEG_APPLICATION = range(0xE0, 0xF0)
_JPEG_COMMENT = 0xFE
_JPEG_SCAN = 0xDA
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the data of a scan."""
_JFIF_BEFORE_THUMBNAIL = 16
"""Length of marker, length, name, version and density; two bytes with the thumbnail's size follow."""
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER = 25
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"pHYs"}
)
_MOST_BITS = 8


def without_metadata(data: bytes) -> bytes:
    """A JPEG or PNG file without camera data, texts, times, thumbnails, further pictures and what follows its end.

    The picture's colours and the orientation of its pixels stay.
    """
    if data.startswith(_JPEG_START):
        return _JPEG_START + b"".join(_jpeg_segments(data))
    if data.startswith(_PNG_START):
        return _PNG_START + b"".join(chunk for chunk in _png_chunks(data) if chunk[4:8] in _PNG_KEPT)
    return data


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """The segments that are kept, each scan with its data, up to the end of the picture."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if data[at : at + 2] == _JPEG_END:
            break
        if kind == 0xFF or kind in _JPEG_ALONE:
            at += 1 if kind == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == _JPEG_SCAN:
            marker = _JPEG_MARKER.search(data, end)
            end = marker.start() if marker else len(data)
            yield data[at:end]
        else:
            yield _kept(kind, data[at:end])
        at = end
    yield _JPEG_END


def _kept(kind: int, segment: bytes) -> bytes:
    """A segment as it is published: whole, nothing, or without a thumbnail."""
    if kind == _JPEG_COMMENT:
        return b""
    if kind not in _JPEG_APPLICATION:
        return segment
    beginning = _JPEG_KEPT.get(kind, b"")
    if not beginning or not segment.startswith(beginning, 4):
        return b""
    if beginning != _JPEG_KEPT[0xE0]:
        return segment
    if len(segment) < _JFIF_BEFORE_THUMBNAIL + 2:
        return b""
    return segment[:2] + b"\x00\x10" + segment[4:_JFIF_BEFORE_THUMBNAIL] + b"\x00\x00"


def _png_chunks(data: bytes) -> Iterator[bytes]:
    """The chunks up to the end of the picture."""
    at = len(_PNG_START)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield data[at:end]
        if data[at + 4 : at + 8] == b"IEND":
            return
        at = end


def sound_png_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a whole PNG file with right checksums whose pixels are upright and plain.

    (0, 0) for every other file, also for one with more than eight bits a sample.
    """
    chunks = list(_png_chunks(data)) if data.startswith(_PNG_START) else []
    kinds = [chunk[4:8] for chunk in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds or b"eXIf" in kinds:
        return 0, 0
    head = chunks[0]
    if (
        len(head) != _PNG_HEADER
        or head[16] > _MOST_BITS
        or any(crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big") for chunk in chunks)
    ):
        return 0, 0
    width, height = int.from_bytes(head[8:12], "big"), int.from_bytes(head[12:16], "big")
    return (width, height) if width and height else (0, 0)
