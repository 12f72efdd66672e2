"""The desk's screens by name, imported when they are first shown."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from textual.screen import Screen

_PLACES = {
    "overview": (".overview", "DeskOverview"),
    "unit": (".unit", "DeskUnit"),
    "log": (".log", "DeskLog"),
    "remind": (".remind", "DeskRemind"),
}
"""Module and class of each screen. Each is made with the desk, then with what `Open` carries."""


def make_desk_screen(name: str, *arguments: Any) -> Screen[Any]:
    """A new screen of this name."""
    module, kind = _PLACES[name]
    screen: Screen[Any] = getattr(import_module(module, __package__), kind)(*arguments)
    return screen
