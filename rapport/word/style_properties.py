"""Single styles of another's template: what they are called, and properties in the order the format asks for."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from .opening import value, w
from .style_names import key, localized_keys
from .xml import W

_STYLE_ORDER = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr"
)
_PARAGRAPH_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl"
)


def need(parent: etree._Element, *path: str) -> etree._Element:
    """The element at the end of `path` (names in the main namespace), where it is known to be."""
    found = parent.find("/".join(map(w, path)))
    if found is None:
        raise LookupError(f"{parent.tag} has no {'/'.join(path)}")
    return found


def own_id(style: etree._Element) -> list[str]:
    """The style's id."""
    return [style.get(w("styleId"), "")]


def own_name(style: etree._Element) -> list[str]:
    """The style's name, in any case."""
    return [value(style.find(w("name"))).casefold()]


def own_names(style: etree._Element) -> list[str]:
    """The style's name and its other names, in any case."""
    others = value(style.find(w("aliases"))).casefold().split(",")
    return [*own_name(style), *(name.strip() for name in others if name.strip())]


def any_names(style: etree._Element) -> list[str]:
    """Everything the style is called, as names in other languages are compared."""
    return [key(name) for name in (*own_id(style), *own_names(style))]


def other_names(style: etree._Element) -> list[str]:
    """What programs in other languages call a style of ours."""
    return sorted(localized_keys(style.get(w("styleId"), "")))


def take_name(style: etree._Element, ours: etree._Element) -> None:
    """Call the style by the name of `ours`, which for a built-in style is its English one."""
    drop(style.findall(w("aliases")))
    need(style, "name").set(w("val"), value(ours.find(w("name"))))
    style.attrib.pop(w("customStyle"), "")
    if ours.get(w("customStyle")):
        style.set(w("customStyle"), "1")


def drop(elements: Iterable[etree._Element]) -> None:
    """Take elements out of their parents."""
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def only_word(root: etree._Element) -> None:
    """Leave out comments, and all elements and attributes that are not in the main namespace.

    What extends the format may be unknown where the report is opened, and what refers to other parts would be left
    without them.
    """
    for element in list(root.iter()):
        if element is root:
            continue
        if not isinstance(element.tag, str) or not element.tag.startswith(f"{{{W}}}"):
            drop([element])
            continue
        for name in [name for name in element.attrib if not str(name).startswith(f"{{{W}}}")]:
            del element.attrib[name]
    for name in list(root.attrib):
        del root.attrib[name]


def put(style: etree._Element, item: etree._Element | None) -> None:
    """Set the paragraph property `item` of a style in place of its own; None sets nothing."""
    if item is None:
        return
    properties = style.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        _insert(style, properties, _STYLE_ORDER)
    drop(properties.findall(item.tag))
    _insert(properties, item, _PARAGRAPH_ORDER)


def set_flag(style: etree._Element, name: str, setting: str) -> None:
    """Set the paragraph property `name` to `setting`."""
    put(style, etree.Element(w(name), {w("val"): setting}))


def _insert(parent: etree._Element, item: etree._Element, order: str) -> None:
    """Put `item` behind what stands before it in `order`; what is not in the order comes last."""
    names = order.split()
    before = set(map(w, names[: names.index(etree.QName(item).localname) + 1]))
    at = max((index + 1 for index, child in enumerate(parent) if child.tag in before), default=0)
    parent.insert(at, item)
