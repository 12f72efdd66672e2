"""Text with hanging indents, set in whatever width it is drawn in."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from .plain import joined, lines


class Flow(Visual):
    """Paragraphs, each with a sign before its first line; further lines stand under the text."""

    def __init__(self, parts: list[tuple[str, Content]]) -> None:
        self._parts = parts

    def content(self, width: int) -> Content:
        """All paragraphs in `width` cells."""
        out: list[Content] = []
        for sign, text in self._parts:
            wrapped = text.wrap(max(8, width - len(sign))) or [text]
            out += [joined(sign if not n else " " * len(sign), row) for n, row in enumerate(wrapped)]
        return lines(out)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines."""
        return self.content(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Number of lines."""
        return self.content(width).get_height(rules, width)
