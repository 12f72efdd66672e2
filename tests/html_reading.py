"""Web pages read by the standard library's parser, which knows nothing of how they were made."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from rapport.blocks import Block, Document
from rapport.html import render_html

VOID = {"meta", "br", "img", "rect", "circle", "line"}
"""Elements that hold nothing; the page writes those of drawings with a slash."""


@dataclass
class Element:
    """An element with what it holds."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements inside with the tag and attributes (`class_` and `_` for `-` in names), in reading order."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found = []
        for child in self.children:
            if isinstance(child, Element):
                fits = (not tag or child.tag == tag) and all(child.get(k) == v for k, v in wanted.items())
                found += [child] * fits + child.all(tag, **attributes)
        return found

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def get(self, name: str) -> str | None:
        """An attribute; None when it is not there."""
        return self.attributes.get(name)

    def text(self, without=lambda element: False) -> str:
        """The text inside, except in elements that `without` tells."""
        parts = [c if isinstance(c, str) else "" if without(c) else c.text(without) for c in self.children]
        return "".join(parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stack = [Element("", {})]

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.stack.pop().tag == tag

    def handle_data(self, data):
        self.stack[-1].children.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def read_html(page: bytes) -> Element:
    """The page as elements; fails where a tag is not closed in its turn."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    (root,) = reader.stack
    return root


def shown(*blocks: Block, **document: object) -> Element:
    """The page of a document of `blocks`, read back."""
    return read_html(render_html(Document("Rapport", blocks, **document)))  # type: ignore[arg-type]
