"""The styles part of an authority's template, with its styles called as the writer calls them.

The writer knows styles by fixed ids. Here the template's styles get those ids, what it lacks is added from the
shipped styles, and what the layout rests on (a chapter starts a page, a caption keeps to its table) is set whatever
the template says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from .opening import value, w
from .page import PageSetup
from .style_names import DEFAULTS, DERIVED, NAMES, OURS_ALWAYS
from .style_properties import (
    any_names,
    drop,
    need,
    only_word,
    other_names,
    own_id,
    own_name,
    own_names,
    put,
    set_flag,
    take_name,
)

_LINKS = ("basedOn", "next", "link")
_HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")
_LISTS = ("ListBullet", "ListNumber", "ListContinue")
_KEPT = {
    "Heading1": ("keepNext", "keepLines", "pageBreakBefore", "suppressAutoHyphens", "outlineLvl"),
    **dict.fromkeys(_HEADINGS[1:], ("keepNext", "keepLines", "suppressAutoHyphens", "outlineLvl")),
    "TOCHeading": ("keepNext", "pageBreakBefore"),
    **dict.fromkeys(("TOC1", "TOC2", "TOC3", "TOC4"), ("tabs", "suppressAutoHyphens")),
    "Caption": ("keepNext", "keepLines", "suppressAutoHyphens"),
    "FigureCaption": ("keepNext",),
    "Illustration": ("keepNext",),
    "IllustrationAlone": ("keepNext",),
    "Label": ("keepNext", "keepLines"),
    "TableText": ("suppressAutoHyphens",),
    "Header": ("tabs",),
    "Footer": ("jc",),
    "CoverTitle": ("keepLines", "suppressAutoHyphens", "spacing"),
}
"""Paragraph properties of the shipped styles that hold in every template."""
_UNWANTED = ("numPr", "framePr", "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "lang")
"""Numbering is the writer's own, frames would take text out of its flow, changes are no styles, language is the
document's."""


class StyleSheet:
    """The styles of a template, made to fit the writer; `ours` are the shipped ones. Both trees are used up."""

    def __init__(self, theirs: etree._Element, ours: etree._Element, page: PageSetup) -> None:
        self._page = page
        self._ours = {style.get(w("styleId"), ""): style for style in ours.iter(w("style"))}
        self._defaults = need(ours, "docDefaults")
        self._root = theirs
        self._added: list[etree._Element] = []
        self._clean()
        found = self._find()
        self.lacking = tuple(self._called(name) for name in self._ours if name not in {*found, *DERIVED})
        """Swedish names of the styles that the template has not."""
        self._rename(found)
        self._complete()
        self._index = self._by_id()
        self._mend_links()
        self._fit()
        self._set_language()

    def render(self) -> str:
        """The styles part as XML."""
        order = [w("docDefaults"), w("latentStyles"), w("style")]
        children = [child for child in self._root if child.tag in order]
        self._root[:] = sorted(children, key=lambda child: order.index(child.tag))
        return etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True).decode("utf-8")

    def looks(self, style: str, name: str) -> etree._Element | None:
        """The run property `name` that the style has, inherits or takes from the document's defaults."""
        steps = [*self._chain(style), *self._root.iter(w("rPrDefault"))]
        found = (step.find(f"{w('rPr')}/{w(name)}") for step in steps)
        return next((element for element in found if element is not None), None)

    def tint(self, tints: Mapping[str, str]) -> None:
        """Give the shipped styles that were added these colours for their own."""
        for element in (element for style in self._added for element in style.iter()):
            for name, setting in element.attrib.items():
                element.set(name, tints.get(str(setting), setting))

    def _styles(self) -> Iterator[etree._Element]:
        return iter(self._root.findall(w("style")))

    def _by_id(self) -> dict[str, etree._Element]:
        return {style.get(w("styleId"), ""): style for style in self._styles()}

    def _chain(self, style: str) -> list[etree._Element]:
        """The style and those it is based on, nearest first; also where they go round in a circle."""
        found: dict[str, etree._Element] = {}
        while style in self._index and style not in found:
            found[style] = self._index[style]
            style = value(self._index[style].find(w("basedOn")))
        return list(found.values())

    def _called(self, style: str) -> str:
        return NAMES[style][0] if style in NAMES else value(self._ours[style].find(w("name")))

    def _clean(self) -> None:
        """Leave out what is not for us, and all but the first of styles with the same id or name."""
        only_word(self._root)
        seen: set[str] = {"id ", "name "}
        for style in self._styles():
            names = {f"id {style.get(w('styleId'), '')}", f"name {value(style.find(w('name'))).casefold()}"}
            style.set(w("type"), style.get(w("type"), "paragraph"))
            if names & seen or style.get(w("type")) not in DEFAULTS:
                self._root.remove(style)
            seen |= names
            if style.find(f"{w('pPr')}/{w('numPr')}") is not None:
                drop(style.findall(f"{w('pPr')}/{w('ind')}"))  # made for the numbers that go
        drop(list(self._root.iter(*map(w, _UNWANTED))))

    def _find(self) -> dict[str, str]:
        """Ids of their styles by our ids: found by id, then by name, then by names in other languages."""
        found: dict[str, str] = {}
        for keys_of_ours, keys_of_theirs in ((own_id, own_id), (own_name, own_names), (other_names, any_names)):
            index: dict[tuple[str, str], str] = {}
            for style in self._styles():
                if style.get(w("styleId")) not in found.values():
                    for word in keys_of_theirs(style):
                        index.setdefault((style.get(w("type"), ""), word), style.get(w("styleId"), ""))
            for name, ours in self._ours.items():
                matches = (index.get((ours.get(w("type"), ""), word), "") for word in keys_of_ours(ours))
                match = next((match for match in matches if match and match not in found.values()), "")
                if match and name not in found:
                    found[name] = match
        for style in self._styles():
            default = DEFAULTS.get(style.get(w("type"), ""), "")
            if style.get(w("default")) in ("1", "true", "on") and style.get(w("styleId")) not in found.values():
                found.setdefault(default, style.get(w("styleId"), ""))
        return found

    def _rename(self, found: dict[str, str]) -> None:
        """Give their styles our ids and names; what refers to them follows."""
        new = {theirs: ours for ours, theirs in found.items()}
        taken = {name.casefold() for name in self._ours}
        for style in self._styles():
            old = style.get(w("styleId"), "")
            if old not in new:
                name = old
                while name.casefold() in taken:
                    name += "x"
                taken.add(name.casefold())
                new[old] = name
            style.set(w("styleId"), new[old])
        for link in self._root.iterfind(f"{w('style')}/*"):
            if link.tag in map(w, _LINKS):
                link.set(w("val"), new.get(value(link), ""))
        for name, style in self._by_id().items():
            if name in self._ours:
                take_name(style, self._ours[name])

    def _complete(self) -> None:
        """Add the shipped styles that are missing or are ours always, after theirs."""
        theirs = self._by_id()
        for name, ours in self._ours.items():
            if name in OURS_ALWAYS and name in theirs:
                self._root.remove(theirs[name])
            if name in OURS_ALWAYS or name not in theirs:
                self._added.append(deepcopy(ours))
                self._root.append(self._added[-1])
        taken: set[str] = set()
        for style in self._styles():
            name_of = need(style, "name")
            while value(name_of).casefold() in taken:  # by a style of another type
                name_of.set(w("val"), f"{value(name_of)} (rapport)")
            taken.add(value(name_of).casefold())
            style.attrib.pop(w("default"), "")
            if style.get(w("styleId")) == DEFAULTS.get(style.get(w("type"), "")):
                style.set(w("default"), "1")

    def _fit(self) -> None:
        """Set what the layout rests on."""
        styles = self._index
        for name, properties in _KEPT.items():
            for kind in properties:
                put(styles[name], deepcopy(self._ours[name].find(f"{w('pPr')}/{w(kind)}")))
        for name in ("TOC1", "TOC2", "TOC3", "TOC4", "Header"):
            for tab in styles[name].iterfind(f"{w('pPr')}/{w('tabs')}/{w('tab')}"):
                tab.set(w("pos"), str(self._page.text_width))
        for name, kind in (*((name, "ind") for name in _LISTS), ("Header", "jc")):
            drop(styles[name].findall(f"{w('pPr')}/{w(kind)}"))
        for name, size in (("CoverTitle", self._page.width / 11906), ("BackCoverStart", self._page.height / 16838)):
            spacing = need(styles[name], "pPr", "spacing")
            spacing.set(w("before"), str(round(int(spacing.get(w("before"), "0")) * size)))
        for name, style in styles.items():
            self._part_from_headings(name, style)

    def _part_from_headings(self, name: str, style: etree._Element) -> None:
        """What is based on a heading does not start a page with it, nor is a style of ours a heading by that."""
        above = {step.get(w("styleId")) for step in self._chain(name)[1:]}
        if not above & set(_HEADINGS) or name.startswith("UnlistedHeading"):
            return
        own = {child.tag for child in style.iterfind(f"{w('pPr')}/*")}
        if name not in ("Heading1", "TOCHeading") and w("pageBreakBefore") not in own:
            set_flag(style, "pageBreakBefore", "0")
        if name in self._ours and name not in _HEADINGS:
            set_flag(style, "outlineLvl", "9")

    def _mend_links(self) -> None:
        """Leave out links to nothing or to a style of the wrong type, and those that close a circle."""
        styles = self._index
        for style in self._styles():
            for link in (child for tag in _LINKS for child in style.findall(w(tag))):
                target = styles.get(value(link))
                apart = {"paragraph", "character"} - {style.get(w("type"))}
                kinds = apart if link.tag == w("link") else {style.get(w("type"))}
                if target is None or target.get(w("type")) not in kinds:
                    style.remove(link)
        for name, style in styles.items():
            other = value(style.find(w("link")))
            if other and value(styles[other].find(w("link"))) != name:
                drop(style.findall(w("link")))
            drop(self._chain(name)[-1].findall(w("basedOn")))

    def _set_language(self) -> None:
        defaults = self._root.find(w("docDefaults"))
        if defaults is None:
            self._root.insert(0, deepcopy(self._defaults))
            return
        looks = defaults.find(f"{w('rPrDefault')}/{w('rPr')}")
        if looks is None:
            drop(defaults.findall(w("rPrDefault")))
            defaults.insert(0, deepcopy(need(self._defaults, "rPrDefault")))
            return
        looks.append(deepcopy(need(self._defaults, "rPrDefault", "rPr", "lang")))
