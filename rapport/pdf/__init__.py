"""The printed report as PDF, laid out and tagged by LibreOffice and mended for screen readers; pages of headings."""

from .pages import heading_pages
from .writer import write_pdf

__all__ = ["heading_pages", "write_pdf"]
