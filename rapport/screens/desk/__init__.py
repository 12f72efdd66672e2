"""The editor's desk as screens."""

from .app import DeskApp, open_app

__all__ = ["DeskApp", "open_app"]
