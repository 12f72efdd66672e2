"""Lists as they were: LibreOffice's tags break where a point has more than one paragraph."""

from __future__ import annotations

from typing import Any

from pypdf.generic import NameObject, NumberObject, PdfObject

from .tree import Element, Tree, add_attribute, as_element, attributes, children, kids, kind, put, reference

_COUNTS = {"/List Bullet": ("/Disc",), "/List Number": ("/Decimal", "/LowerAlpha", "/LowerRoman")}
"""How lists count, by the style of their points and by how many lists are around them."""
_STEP = 0.369
"""How much further in each inner list stands in our Word files, in the unit of LibreOffice's `/StartIndent`."""
_SLACK = 0.07
"""Tables and boxes stand so much further in than text."""


def join_lists(tree: Tree) -> None:
    """A point with several paragraphs ends the list in LibreOffice's tags; the next is in a new list or none.

    Its further paragraphs and inner lists go back into the point, and later points into the list. Two lists in a row
    are taken for one where the first ends with such a point and both have the same marks.
    """
    for element in [tree.root, *tree.elements()]:
        if kind(element) not in ("/L", "/LI"):
            _join_lists_in(tree, element)


def label_points(tree: Tree) -> None:
    """Bullets and numbers stand first in the point's text; as labels they are told from it. Lists say how they count.

    LibreOffice paints them apart from the text, so they are the first marked content of the point's first paragraph.
    """
    for block in tree.elements("/L"):
        counts = _COUNTS.get(_mark(block))
        if counts is None:
            continue
        add_attribute(block, "/List", "/ListNumbering", NameObject(counts[_depth(block) % len(counts)]))
        for point in children(block):
            _label(tree, point)


def _label(tree: Tree, point: Element) -> None:
    body = _last(point)
    line = children(body)[0] if body is not None and children(body) else None
    if line is None or len(children(point)) > 1 or kind(line) not in _COUNTS:
        return
    mark, *rest = kids(line)
    if isinstance(mark, NumberObject) and rest:
        label = tree.add(line, "/Lbl", [mark])
        put(line, rest)
        put(point, [reference(label), *kids(point)])
        tree.own_marked(line["/Pg"], int(mark), reference(label))


def _join_lists_in(tree: Tree, element: Element) -> None:
    kept: list[PdfObject] = []
    current: Element | None = None
    continued = False
    for kid in kids(element):
        child = as_element(kid)
        if kind(child) == "/LI" and current is None:
            current = tree.add(element, "/L", [])
            kept.append(reference(current))
        if child is not None and current is not None and _took(current, kid, child, continued):
            continued = kind(child) != "/LI"
            continue
        kept.append(kid)
        if kind(child) == "/L":
            current, continued = child, False
        elif kind(child) != "/Div":  # a page's footnotes come between the points
            current = None
    if len(kept) < len(kids(element)):
        put(element, kept)


def _took(current: Element, kid: PdfObject, child: Element, continued: bool) -> bool:
    """Put `child` where it belongs in the list `current` or in one inside it; false when it belongs to neither."""
    depth = _depth(child)
    same = _open_list(current, depth)
    if kind(child) == "/LI":
        put(same, [*kids(same), kid])
    elif kind(child) == "/L" and continued and _depth(same) == depth and _mark(same) == _mark(child):
        put(same, [*kids(same), *kids(child)])
    elif depth:
        _continue_point(_open_list(current, depth - 1), kid)
    else:
        return False
    return True


def _open_list(current: Element, depth: int) -> Element:
    """The innermost list at the end of `current` that is at most `depth` lists in."""
    inner = _last(_last(_last(current)))
    if inner is not None and kind(inner) == "/L" and _depth(inner) <= depth:
        return _open_list(inner, depth)
    return current


def _last(element: Element | None) -> Element | None:
    inside = children(element) if element is not None else []
    return inside[-1] if inside else None


def _continue_point(around: Element, kid: PdfObject) -> None:
    body = _last(_last(around)) or around
    put(body, [*kids(body), kid])


def _mark(block: Element) -> str:
    """Style of a list's first paragraph, which tells bullets from numbers."""
    inside = children(block)
    return _mark(inside[0]) if inside and kind(block) in ("/L", "/LI", "/LBody") else kind(block)


def _depth(block: Element) -> int:
    """How many lists are around a paragraph, or around the first one of a list or a table, by its indent."""
    held: list[Any] = [group.get_object() for group in attributes(block)]
    if not held and (inside := children(block)):
        return _depth(inside[0])
    indent = max((float(group.get("/StartIndent", 0)) for group in held), default=0.0)
    depth = int((indent + 0.01) / _STEP)
    return depth if indent - depth * _STEP < _SLACK else 0
