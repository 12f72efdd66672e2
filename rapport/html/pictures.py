"""Pictures, inside the page itself."""

from __future__ import annotations

import base64

from rapport.blocks import Picture
from rapport.errors import UseError
from rapport.pictures import LoadedPicture, credit_text, load_picture

from .escaping import attribute, escape
from .inlines import hole
from .outline import Named
from .printer import Printer
from .texts import framed

_PRINTED, _SHOWN = 150, 96
"""Pixels to an inch as printed in Word, and of a browser: a picture is as large in both."""


def print_picture(printer: Printer, picture: Picture, named: Named) -> str:
    """A picture, and under it its caption and who made it; in a draft a marked hole where it cannot be read.

    Raises `UseError` when it cannot be read and the document is no draft.
    """
    try:
        loaded = load_picture(picture.source)
    except UseError as error:
        if not printer.document.draft:
            raise
        return f'<div id="{named.id}">{framed("hole", f"<p>{hole(error.message)}</p>")}</div>'
    width, height = (max(1, round(side * _SHOWN / _PRINTED)) for side in (loaded.width, loaded.height))
    image = f'<img src="{address(loaded)}" alt="{attribute(picture.alt)}" width="{width}" height="{height}">'
    return f'<figure id="{named.id}">{image}{_below(picture, named)}</figure>'


def address(picture: LoadedPicture) -> str:
    """The picture itself as an address, so that nothing is fetched."""
    return f"data:image/{picture.suffix};base64,{base64.b64encode(picture.data).decode('ascii')}"


def _below(picture: Picture, named: Named) -> str:
    """Caption and credit."""
    credit = credit_text(picture)
    caption = ""
    if picture.caption:
        stop = "" if not credit or picture.caption.rstrip().endswith((".", "!", "?")) else "."
        caption = f"<b>{named.label}.</b> {escape(picture.caption)}{stop}"
    if credit:
        caption += f'{" " if caption else ""}<span class="credit">{escape(credit)}</span>'
    return f"<figcaption>{caption}</figcaption>" if caption else ""
