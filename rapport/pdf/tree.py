"""The structure tree of a PDF: elements, their kids, and the way from marked content back to them.

An element is a dictionary with `/S` (its type, perhaps a style's name that `/RoleMap` explains), `/P` (the element
around it) and `/K` (its kids: elements, numbers of marked content on its page, references to annotations).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject, PdfObject

Element = DictionaryObject


class Tree:
    """The structure tree of the document that `writer` holds."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        """What is written in the end."""
        root: Any = writer.root_object.get("/StructTreeRoot", DictionaryObject())
        self.root: Element = root.get_object()
        """The root, which is no element itself; empty where nothing is tagged."""

    def elements(self, *kinds: str) -> list[Element]:
        """Elements of these types (all when none is named), each before those inside it, in reading order."""
        return [element for element in walk(self.root) if not kinds or kind(element) in kinds]

    def add(self, around: Element, name: str, inside: list[PdfObject]) -> Element:
        """A new element of type `name` with the kids `inside`; the caller puts it among the kids of `around`."""
        element = DictionaryObject()
        element[NameObject("/Type")] = NameObject("/StructElem")
        element[NameObject("/P")] = reference(around)
        rename(element, name)
        if "/Pg" in around:
            element[NameObject("/Pg")] = around.raw_get("/Pg")
        # pypdf has no public name for adding an object that is no page.
        self.writer._add_object(element)
        put(element, inside)
        return element

    def own_marked(self, page: Any, mark: int, element: PdfObject) -> None:
        """Say that marked content number `mark` on `page` belongs to `element`."""
        numbers = self._numbers()
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            owners: Any = value.get_object()
            if key == page.get("/StructParents"):
                owners[mark] = element

    def own_annotation(self, annotation: DictionaryObject, element: PdfObject) -> None:
        """Say that `annotation` belongs to `element`."""
        numbers = self._numbers()
        key = NumberObject(max((int(key) for key in numbers[::2]), default=-1) + 1)
        annotation[NameObject("/StructParent")] = key
        numbers.extend((key, element))

    def _numbers(self) -> ArrayObject:
        """Pairs of a page's or annotation's key and what it belongs to, as one flat list even where it was a tree."""
        parents: Any = self.root["/ParentTree"]
        if "/Nums" not in parents:
            parents[NameObject("/Nums")] = ArrayObject(_pairs(parents))
            parents.pop("/Kids", None)
        found: ArrayObject = parents["/Nums"]
        return found


def _pairs(node: Any) -> Iterator[PdfObject]:
    for child in node.get("/Kids", ()):
        yield from _pairs(child.get_object())
    yield from node.get("/Nums", ())


def walk(element: Element) -> Iterator[Element]:
    """Every element under `element`, each before those inside it."""
    for child in children(element):
        yield child
        yield from walk(child)


def children(element: Element) -> list[Element]:
    """The elements directly inside `element`."""
    return [child for kid in kids(element) if (child := as_element(kid)) is not None]


def as_element(kid: PdfObject) -> Element | None:
    """The element that `kid` is or refers to, if any."""
    found = kid.get_object()
    return found if isinstance(found, DictionaryObject) and "/S" in found else None


def kind(element: Element | None) -> str:
    """The element's type; empty for the root and for what is no element."""
    return str(element.get("/S", "")) if element is not None else ""


def kids(element: Element) -> list[PdfObject]:
    """What stands directly in `element`, references unresolved."""
    if "/K" not in element:
        return []
    inside = element["/K"]
    return list(inside) if isinstance(inside, ArrayObject) else [element.raw_get("/K")]


def put(element: Element, inside: list[PdfObject]) -> None:
    """Make `inside` the kids of `element`, and it their parent."""
    element[NameObject("/K")] = ArrayObject(inside)
    for kid in inside:
        child = as_element(kid)
        if child is not None:
            child[NameObject("/P")] = reference(element)


def reference(element: Element) -> IndirectObject:
    """How other objects refer to `element`."""
    found = element.indirect_reference
    if found is None:
        raise ValueError("the element stands directly in another object")
    return found


def rename(element: Element, name: str) -> None:
    """Make `name` the type of `element`."""
    element[NameObject("/S")] = NameObject(name)


def attributes(element: Element) -> list[PdfObject]:
    """The element's groups of attributes, references unresolved."""
    if "/A" not in element:
        return []
    held = element["/A"]
    return list(held) if isinstance(held, ArrayObject) else [element.raw_get("/A")]


def add_attribute(element: Element, owner: str, name: str, value: PdfObject) -> None:
    """Give `element` one attribute more, of the kind `owner` (`/Table`, `/List`)."""
    added = DictionaryObject({NameObject("/O"): NameObject(owner), NameObject(name): value})
    element[NameObject("/A")] = ArrayObject([*attributes(element), added])
