"""Screens by name, imported when they are first shown: the first frame waits only for what it shows."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from textual.screen import Screen

from rapport.submissions import Receipt

from .session import Session

_PLACES = {
    "chooser": (".chooser", "ChooserScreen"),
    "overview": (".overview", "OverviewScreen"),
    "form": (".form", "FormScreen"),
    "item": (".item", "ItemScreen"),
    "check": (".check", "CheckScreen"),
    "preview": (".preview", "PreviewScreen"),
    "submit": (".submit", "SubmitScreen"),
    "receipt": (".receipt", "ReceiptScreen"),
    "history": (".history", "HistoryScreen"),
    "version": (".history", "VersionScreen"),
    "help": (".help", "HelpScreen"),
    "question": (".dialog", "QuestionScreen"),
}


def make_screen(name: str, *arguments: Any) -> Screen[Any]:
    """A new screen of this name."""
    module, kind = _PLACES[name]
    screen: Screen[Any] = getattr(import_module(module, __package__), kind)(*arguments)
    return screen


def take_picture(session: Session, path: str) -> str:
    """A picture taken into the unit's folder; see `pictures.take_picture`. Loads what reads pictures."""
    name: str = import_module(".pictures", __package__).take_picture(session, path)
    return name


def write_copy(session: Session, receipt: Receipt) -> Path:
    """The readable copy of a version, written; see `receipt.write_copy`. Loads what writes Word files."""
    path: Path = import_module(".receipt", __package__).write_copy(session, receipt)
    return path
