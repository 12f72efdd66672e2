"""Blocks to a web page: one file that carries its pictures and its style, runs nothing and fetches nothing."""

from .page import render_html, write_html

__all__ = ["render_html", "write_html"]
