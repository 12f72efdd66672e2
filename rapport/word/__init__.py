"""Blocks to a Word file: the whole report in styles, with notes, charts, contents and the identity of its blocks."""

from .outline import heading_keys
from .pictures import read_picture_size
from .reader import read_docx
from .writer import render_docx, write_docx

__all__ = ["heading_keys", "read_docx", "read_picture_size", "render_docx", "write_docx"]
