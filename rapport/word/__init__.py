"""Blocks to a Word file: the whole report in styles, with notes, charts, contents and the identity of its blocks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .outline import heading_keys
from .style_set import load_style_set
from .writer import render_docx, write_docx

if TYPE_CHECKING:
    from .lint import Finding, lint_docx
    from .reader import read_docx

__all__ = ["Finding", "heading_keys", "lint_docx", "load_style_set", "read_docx", "render_docx", "write_docx"]

_READING = {"read_docx": ".reader", "lint_docx": ".lint", "Finding": ".lint"}
"""Modules that take lxml, which writing does without; a build is spared its import."""


def __getattr__(name: str) -> Any:
    if name in _READING:
        return getattr(import_module(_READING[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
