"""Marks in a page's content that say: this is decoration, pass it over."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIGURE = re.compile(rb"/Figure\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")
_MARK = re.compile(rb"(?:(?<=\s)|(?<=>)|^)(BDC|BMC|EMC)(?=\s|\Z)")
"""LibreOffice writes text as hexadecimal digits in angle brackets, so these words are always operators."""
_PATH = re.compile(
    rb"(?<![^\s])(?:(?:-?[\d.]+\s+){2}m|(?:-?[\d.]+\s+){4}re)\s[-\d.\smlcvyhre]*?(?:S|s|F|f\*?|B\*?|b\*?)(?=\s|\Z)"
)
"""A line or an area from its first point to the operator that paints it."""


def hide_figures(content: bytes, marks: set[int]) -> bytes:
    """`content` of a page with the figures that have these numbers turned into decoration."""

    def changed(match: re.Match[bytes]) -> bytes:
        return b"/Artifact BMC" if int(match[1]) in marks else match[0]

    return _FIGURE.sub(changed, content)


def hide_lines(content: bytes) -> bytes:
    """`content` of a page with every line and area outside all marks marked as decoration.

    Text and pictures are left as they are. So is a page whose marks do not balance.
    """
    pieces = list(_pieces(content))
    if pieces[-1][0] != 0 or any(depth < 0 for depth, _ in pieces):
        return content
    hidden = (_PATH.sub(rb"/Artifact BMC\n\g<0>\nEMC", text) if not depth else text for depth, text in pieces)
    return b"".join(hidden)


def _pieces(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The content cut at its marks, each piece with how many marks are open there."""
    depth = start = 0
    for match in _MARK.finditer(content):
        yield depth, content[start : match.end()]
        start = match.end()
        depth += -1 if match[1] == b"EMC" else 1
    yield depth, content[start:]
