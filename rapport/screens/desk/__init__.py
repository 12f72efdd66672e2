"""The editor's desk as screens."""

from .app import DeskApp

__all__ = ["DeskApp"]
