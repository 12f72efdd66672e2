"""What styles and numbering of a file that is read mean."""

from __future__ import annotations

import re

from lxml import etree

from .numbering import STEP
from .opening import value, w

_HEADING = re.compile(r"(?:heading|rubrik) ([1-9])\Z", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|innehåll) [1-9]\Z", re.IGNORECASE)


_OWN_NAMES = {
    "ingress": "Lead",
    "etikett": "Label",
    "rutetikett": "BoxLabel",
    "anmärkning": "Note",
    "quote": "Quote",
    "signature": "Signature",
    "finstilt": "Small",
    "caption": "Caption",
    "figurtext": "FigureCaption",
    "list continue": "ListContinue",
    "tabellhuvud": "TableHead",
    "tabellsumma": "TableTotal",
    "avsnittsslut": "SectionEnd",
    "rutans slut": "BoxEnd",
    "luft efter ruta": "BoxAfter",
    "baksida luft": "BackCoverStart",
    "luft i brevhuvud": "LetterEnd",
    "underskrift i brev": "Signature",
    "etikett i brev": "Label",
    "lucka": "Hole",
    "upphov": "Credit",
}
"""Names of the template's styles; programs that save a file keep the names and make new ids."""


_ABOVE_CONTENTS = "toc heading"
"""Style of the line above the contents, which other programs base on a heading's."""


class ReadStyles:
    """Paragraph styles by id, with what they inherit."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = root.iter(w("style")) if root is not None else ()
        self._styles = {style.get(w("styleId"), ""): style for style in styles}

    def chain(self, style: str) -> list[etree._Element]:
        """The style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            style = value(found[-1].find(w("basedOn")))
        return found

    def known(self, style: str) -> str:
        """The template's id for the style that is called `style` in this file; others as they are."""
        if style not in self._styles:
            return style
        return _OWN_NAMES.get(value(self._styles[style].find(w("name"))).lower(), style)

    def is_listed(self, style: str) -> bool:
        """Whether a heading style belongs in the contents."""
        return "utanför innehåll" not in value(self._styles[style].find(w("name")))

    def heading_level(self, style: str) -> int:
        """Level of a heading style, own or based on one; 0 for others."""
        for step in self.chain(style):
            name = value(step.find(w("name")))
            if name.lower() == _ABOVE_CONTENTS:
                return 0
            if match := _HEADING.match(name):
                return int(match[1])
        return 0

    def is_contents(self, style: str) -> bool:
        """Whether the style is for lines of a table of contents."""
        return any(_CONTENTS.match(value(step.find(w("name")))) for step in self.chain(style))

    def numbering(self, style: str) -> etree._Element | None:
        """Numbering properties that the style brings."""
        for step in self.chain(style):
            found = step.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None:
                return found
        return None


class ReadNumbering:
    """List instances by number."""

    def __init__(self, root: etree._Element | None) -> None:
        self._formats: dict[str, dict[str, str]] = {}
        self._silent: dict[str, set[str]] = {}
        self._instances: dict[str, str] = {}
        self._restarting: set[str] = set()
        self._current: dict[str, str] = {}
        if root is None:
            return
        for abstract in root.iter(w("abstractNum")):
            levels = {lvl.get(w("ilvl"), "0"): value(lvl.find(w("numFmt"))) for lvl in abstract.iter(w("lvl"))}
            number = abstract.get(w("abstractNumId"), "")
            self._formats[number] = levels
            self._silent[number] = {
                lvl.get(w("ilvl"), "0")
                for lvl in abstract.iter(w("lvl"))
                if not value(lvl.find(w("lvlText"))).strip()
            }
        for instance in root.iter(w("num")):
            self._instances[instance.get(w("numId"), "")] = value(instance.find(w("abstractNumId")))
            if instance.find(f".//{w('startOverride')}") is not None:
                self._restarting.add(instance.get(w("numId"), ""))

    def list_of(self, instance: str) -> str:
        """Which list a paragraph of `instance` belongs to, asked in reading order.

        Instances of one definition go on counting unless one says that it starts anew.
        """
        definition = self._instances.get(instance, instance)
        if instance in self._restarting:
            self._current[definition] = instance
            return instance
        return self._current.get(definition, f"definition {definition}")

    def is_silent(self, instance: str, level: int) -> bool:
        """Whether the level prints no marker, as some programs do for text that goes on in a point."""
        return str(level) in self._silent.get(self._instances.get(instance, ""), set())

    def ordered(self, instance: str, level: int) -> bool:
        """Whether the level of the list instance is numbered; bullets are not."""
        levels = self._formats.get(self._instances.get(instance, ""), {})
        return levels.get(str(level), "bullet") not in ("bullet", "none")


def continued_depth(paragraph: etree._Element) -> int:
    """How many lists are around a paragraph that goes on in a point; 0 outside lists."""
    indent = paragraph.find(f"{w('pPr')}/{w('ind')}")
    # Some programs write the side by its newer name.
    left = (indent.get(w("left")) or indent.get(w("start")) or "0") if indent is not None else "0"
    return int(left) // STEP if left.isdigit() else 0
