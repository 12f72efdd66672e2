"""Blocks to a Word file: the whole report in styles, with notes, charts, contents and the identity of its blocks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .outline import heading_keys
from .writer import render_docx, write_docx

if TYPE_CHECKING:
    from .reader import read_docx

__all__ = ["heading_keys", "read_docx", "render_docx", "write_docx"]


def __getattr__(name: str) -> Any:
    # Reading takes lxml, which writing does without; a build is spared its import.
    if name == "read_docx":
        return import_module(".reader", __name__).read_docx
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
