"""The page that everything is set on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSetup:
    """An upright page and its margins, in twentieths of a point; the shipped one is A4.

    On a landscape page width and height change places and the margins stay.
    """

    width: int = 11906
    """From edge to edge."""
    height: int = 16838
    """From edge to edge."""
    left: int = 1701
    """Left margin, 3 cm."""
    right: int = 1701
    """Right margin."""
    top: int = 1531
    """Top margin."""
    bottom: int = 1417
    """Bottom margin."""
    header: int = 624
    """From the page's edge to the header."""
    footer: int = 680
    """From the page's edge to the footer."""

    @property
    def text_width(self) -> int:
        """Width of the text on an upright page."""
        return self.width - self.left - self.right

    @property
    def wide_text_width(self) -> int:
        """Width of the text on a landscape page."""
        return self.height - self.left - self.right

    @property
    def text_height(self) -> int:
        """Height of the text on an upright page."""
        return self.height - self.top - self.bottom
