"""The editor's desk without its screens: where all units stand, and the one way for every change the editor makes."""

from .desk import Desk, open_desk

__all__ = ["Desk", "open_desk"]
