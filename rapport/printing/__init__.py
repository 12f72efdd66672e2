"""What every printed form of a document shares: captions' numbers, names of items, addresses, languages, colours."""

from .addresses import safe_address
from .captions import LABELS, labelled
from .identity import ItemNames
from .languages import language_tag
from .motif import MOTIF_CIRCLES, MOTIF_LINES
from .palette import COLOURS, palette

__all__ = [
    "COLOURS",
    "LABELS",
    "MOTIF_CIRCLES",
    "MOTIF_LINES",
    "ItemNames",
    "labelled",
    "language_tag",
    "palette",
    "safe_address",
]
