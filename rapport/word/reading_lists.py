"""List paragraphs back into nested lists."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from rapport.blocks import Block, List, ListItem


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph that belongs to a list."""

    depth: int
    """0 for the outermost list."""
    instance: str
    """The list it opens a point of; empty when it goes on in a point."""
    ordered: bool
    """Whether that list is numbered."""
    block: Block
    """The paragraph."""


def build_lists(points: list[Point], depth: int = 0) -> list[Block]:
    """`points` as lists at `depth`; what lies deeper, or goes on, belongs to the point before it."""
    items: list[list[Point]] = []
    for point in points:
        if not items or (point.instance and point.depth <= depth):
            items.append([])
        items[-1].append(point)
    return [
        List(tuple(ListItem(inside_point(item, depth)) for item in group), ordered)
        for (_, ordered), group in groupby(items, key=lambda item: (item[0].instance, item[0].ordered))
    ]


def inside_point(points: list[Point], depth: int) -> tuple[Block, ...]:
    """The blocks of one point at `depth`."""
    blocks: list[Block] = [points[0].block]
    for deeper, group in groupby(points[1:], key=lambda point: point.depth > depth):
        inner = list(group)
        blocks.extend(build_lists(inner, depth + 1) if deeper else [point.block for point in inner])
    return tuple(blocks)
