"""An authority's own Word file as style template: its styles, theme, fonts and page."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

from lxml import etree

from rapport.errors import UseError
from rapport.files import read_bytes

from .opening import OpenedPackage, value, w
from .package import TEMPLATES
from .page import PageSetup
from .style_properties import drop, only_word
from .style_set import StyleSet
from .style_sheet import StyleSheet
from .tints import tints_of
from .xml import A

_LARGEST_FILE = 40_000_000
_LARGEST_PART = 16_000_000
_MOST_STYLES = 1000
_SCHEMES = {"clrScheme": 12, "fontScheme": 2}
"""What is taken of a theme, with the number of its parts."""
_MEASURE = re.compile(r"-?\d{1,6}\Z")
_NARROWEST, _WIDEST = (7000, 9000), (17000, 24500)
"""Width and height of the smallest and largest page, about A5 and A3, in twentieths of a point."""
_EDGE = 400
"""Smallest margin, in twentieths of a point."""


def load_style_template(path: Path) -> StyleSet:
    """The looks of the Word file at `path`.

    Raises `UseError` when the file is missing, no Word file, damaged or too large.
    """
    data = read_bytes(path, _LARGEST_FILE, missing=b"")
    if not data and not path.exists():
        raise UseError(f"Stilmallen {path} finns inte. Lägg den där, eller ändra ”style” i data/rapport.yaml.")
    return _read(data, str(path))


@lru_cache(maxsize=2)
def _read(data: bytes, name: str) -> StyleSet:
    package = OpenedPackage(data, name, _LARGEST_PART)
    styles = package.part("word/styles.xml")
    if styles is None or styles.tag != w("styles") or styles.find(w("style")) is None:
        raise UseError(f"Stilmallen ”{name}” har inga formatmallar: spara den på nytt som .docx eller .dotx i Word.")
    if len(styles.findall(w("style"))) > _MOST_STYLES:
        raise UseError(f"Stilmallen ”{name}” har fler än {_MOST_STYLES} formatmallar: rensa bland dem.")
    theme, fonts = _theme(package), package.part("word/fontTable.xml")
    page = _page(package.part("word/document.xml"))
    sheet = StyleSheet(styles, _shipped("styles.xml"), page)
    colours = [value(sheet.looks("Heading1", "color")), *(_scheme_colour(theme, name) for name in ("dk2", "accent1"))]
    tints = tints_of(colours)
    sheet.tint(tints)
    parts = {"styles.xml": sheet.render(), "theme.xml": _text(theme)}
    if fonts is not None and fonts.tag == w("fonts"):
        only_word(fonts)
        for charset in fonts.iter(w("charset")):
            charset.attrib.pop(w("characterSet"), "")  # some programs write names here that the format has not
        drop(list(fonts.iter(*(w(f"embed{kind}") for kind in ("Regular", "Bold", "Italic", "BoldItalic")))))
        parts["fontTable.xml"] = _text(fonts)
    size = value(sheet.looks("CoverTitle", "sz"), "20")
    return StyleSet(
        parts=parts,
        page=page,
        font=_typeface(sheet.looks("BodyText", "rFonts"), theme),
        title_size=int(size) if size.isdecimal() else 20,
        tints=tints,
        lacking=sheet.lacking,
    )


def _shipped(name: str) -> etree._Element:
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.fromstring((TEMPLATES / name).read_bytes(), parser)


def _text(root: etree._Element) -> str:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True).decode("utf-8")


def _theme(package: OpenedPackage) -> etree._Element:
    """The shipped theme with the template's colours and fonts; its effects may need parts that stay behind."""
    ours, theirs = _shipped("theme.xml"), package.part("word/theme/theme1.xml")
    for name, size in _SCHEMES.items():
        tag = f"{{{A}}}{name}"
        found = theirs.find(f".//{tag}") if theirs is not None else None
        if found is None:
            continue
        scheme = deepcopy(found)
        drop([element for element in scheme.iter() if not str(element.tag).startswith(f"{{{A}}}")])
        drop(list(scheme.iter(f"{{{A}}}extLst")))
        if len(scheme) == size and scheme.get("name"):
            themes = ours[0]
            themes[:] = [scheme if child.tag == tag else child for child in themes]
    return ours


def _scheme_colour(theme: etree._Element, name: str) -> str:
    """A colour of the theme as RRGGBB; empty when it is given in another way."""
    colour = theme.find(f".//{{{A}}}{name}/{{{A}}}srgbClr")
    return colour.get("val", "") if colour is not None else ""


def _typeface(fonts: etree._Element | None, theme: etree._Element) -> str:
    """The typeface that run properties name, directly or through the theme; Word's own where they name none."""
    if fonts is None:
        return "Times New Roman"
    by_theme = fonts.get(w("asciiTheme"), "")
    if by_theme:
        kind = "majorFont" if by_theme.startswith("major") else "minorFont"
        latin = theme.find(f".//{{{A}}}{kind}/{{{A}}}latin")
        return latin.get("typeface", "") or "Calibri" if latin is not None else "Calibri"
    return fonts.get(w("ascii"), "Times New Roman")


def _page(document: etree._Element | None) -> PageSetup:
    """The last section's page, upright and of a size to set a report on; the shipped one where there is none."""
    section = document.find(f"{w('body')}/{w('sectPr')}") if document is not None else None
    if section is None:
        return PageSetup()
    size, margins, usual = section.find(w("pgSz")), section.find(w("pgMar")), PageSetup()
    edges = sorted((_measure(size, "w", usual.width), _measure(size, "h", usual.height)))
    width, height = (min(max(edges[i], _NARROWEST[i]), _WIDEST[i]) for i in (0, 1))
    gutter = _measure(margins, "gutter", 0)

    def margin(name: str, default: int, room: int, more: int = 0) -> int:
        return min(max(abs(_measure(margins, name, default)) + more, _EDGE), room)

    top = margin("top", usual.top, height // 4)
    bottom = margin("bottom", usual.bottom, height // 4)
    return PageSetup(
        width=width,
        height=height,
        left=margin("left", usual.left, width // 3, gutter),
        right=margin("right", usual.right, width // 3),
        top=top,
        bottom=bottom,
        header=margin("header", usual.header, top),
        footer=margin("footer", usual.footer, bottom),
    )


def _measure(element: etree._Element | None, name: str, default: int) -> int:
    """A measure in twentieths of a point; the default where there is none, or one in another unit."""
    text = element.get(w(name), "") if element is not None else ""
    return int(text) if _MEASURE.match(text) else default
