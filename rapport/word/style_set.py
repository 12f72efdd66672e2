"""The looks of a document: the shipped style template, or what is taken from an authority's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from .page import PageSetup


@dataclass(frozen=True, slots=True)
class StyleSet:
    """Parts, page and measures that a document is printed with; without arguments the shipped ones."""

    parts: Mapping[str, str] = field(default_factory=dict)
    """XML by file name in `rapport/templates/word/`, for the parts that are not the shipped ones."""
    page: PageSetup = field(default_factory=PageSetup)
    """Size and margins."""
    font: str = "Calibri"
    """Typeface of running text, which charts take too."""
    title_size: int = 64
    """Size of the cover's title in half points."""
    tints: Mapping[str, str] = field(default_factory=dict)
    """What the shipped blues (RRGGBB) become in this template."""
    lacking: tuple[str, ...] = ()
    """Swedish names of the styles that the authority's template has not, in the order of the shipped one."""

    def tinted(self, xml: str) -> str:
        """`xml` that the writer made, in the template's tints.

        What people typed stays: it holds no quotation marks, and no attribute of these names.
        """
        for blue, tint in self.tints.items():
            for name in ("fill=", "srgbClr val="):
                xml = xml.replace(f'{name}"{blue}"', f'{name}"{tint}"')
        return xml


SHIPPED = StyleSet()


def load_style_set(path: str) -> StyleSet:
    """The looks in the Word file at `path`; the shipped ones when it is empty.

    Raises `UseError` when the file is missing, no Word file, damaged or too large.
    """
    if not path:
        return SHIPPED
    # Reading a template takes lxml, which a build without one is spared.
    found: StyleSet = import_module(".style_template", __package__).load_style_template(Path(path))
    return found
