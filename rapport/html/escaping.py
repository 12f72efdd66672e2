"""Text and attributes as HTML may hold them."""

from __future__ import annotations

import re

_UNSAFE = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff&<>"]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escape(text: str) -> str:
    """`text` as character data or attribute value; what HTML cannot hold (controls, lone surrogates) is left out."""
    if _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub(lambda match: _ENTITIES.get(match[0], ""), text)


def attribute(text: str) -> str:
    """`text` as an attribute value on one line."""
    return escape(" ".join(text.split()))


def visible(text: str) -> bool:
    """Whether anything of `text` is seen on the page."""
    return bool(escape(text).strip())


def lines(text: str) -> str:
    """`text` as character data, its line ends as line breaks."""
    return escape(text.strip("\n")).replace("\n", "<br>")
