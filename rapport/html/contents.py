"""The contents as nested lists of links."""

from __future__ import annotations

from rapport.blocks import Heading

from .escaping import escape
from .outline import CONTENTS, Named, Outline


def render_contents(outline: Outline) -> str:
    """The contents beside the text; empty when the document has none or nothing is listed."""
    listed = outline.listed()
    if not listed or outline.contents is None:
        return ""
    title = escape(outline.contents.title.strip()) or "Innehåll"
    return f'<nav aria-labelledby="{CONTENTS}"><h2 id="{CONTENTS}">{title}</h2>{_lists(listed)}</nav>'


def _lists(listed: list[Named]) -> str:
    """Headings as lists in lists; a level that is jumped over opens no list of its own."""
    parts: list[str] = []
    levels: list[int] = []
    for named in listed:
        level = named.block.level if isinstance(named.block, Heading) else 1
        while len(levels) > 1 and level <= levels[-2]:
            parts.append("</li></ul>")
            levels.pop()
        if not levels or level > levels[-1]:
            parts.append("<ul>")
            levels.append(level)
        else:
            parts.append("</li>")
        parts.append(f'<li><a href="#{named.id}">{escape(named.label)}</a>')
    return "".join(parts) + "</li></ul>" * len(levels)
