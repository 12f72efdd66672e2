"""Settings that Textual reads once, when it is imported; so they are made here, at import, before it."""

from __future__ import annotations

import gc
import os
from collections.abc import MutableMapping

SETTINGS = {
    # A slow line may split an escape sequence; with less time its tail would be typed into the text.
    "ESCDELAY": "500",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}
"""What this program runs with."""
_KEPT = {*SETTINGS, "TEXTUAL_FPS"}
_KNOWN_DUMB = {"", "dumb", "unknown"}


def prepare(environ: MutableMapping[str, str]) -> None:
    """Set `SETTINGS` and take away Textual's developer switches, one of which imports any module named.

    `RAPPORT_DEBUG=1` (as `make debug` sets it) turns its development console on instead.
    """
    for name in [name for name in environ if name.startswith("TEXTUAL") and name not in _KEPT]:
        del environ[name]
    environ.update(SETTINGS)
    if environ.get("RAPPORT_DEBUG") == "1":
        environ["TEXTUAL"] = "devtools,debug"
    if environ.get("TERM", "") in _KNOWN_DUMB:
        environ["TERM"] = "xterm"


prepare(os.environ)
# Importing Textual makes some hundred thousand objects that live to the end; looking through them again and again
# takes a tenth of the time to the first frame.
gc.set_threshold(50_000, 20, 20)
