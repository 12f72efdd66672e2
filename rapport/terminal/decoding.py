"""Bytes from a terminal that is not UTF-8: read as Windows-1252 instead of ending the program."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from textual.drivers import linux_driver

_HANDLER = "rapport.cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def tolerant_decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    """An incremental decoder that reads each byte it cannot decode as Windows-1252."""
    make = codecs.getincrementaldecoder(encoding)
    return lambda: make(errors=_HANDLER)


def install_decoder() -> None:
    """Let Textual's driver read with `tolerant_decoder`. Touches a private part; a test tells when it moves."""
    codecs.register_error(_HANDLER, _as_cp1252)
    linux_driver.getincrementaldecoder = tolerant_decoder  # type: ignore[attr-defined, assignment]
