"""Both ways between answers and print: where a passage comes from, and where a unit's answers ended up."""

from .passages import Line, read_blocks, read_composed
from .sheet import SHARED, place_text, sheet, sheet_title, summary_sentence, use_sentences, version_sentences
from .source import Hit, Source, Sources, nearest_passage
from .used import Place, UnitUse, Use, trace_unit

__all__ = [
    "SHARED",
    "Hit",
    "Line",
    "Place",
    "Source",
    "Sources",
    "UnitUse",
    "Use",
    "nearest_passage",
    "place_text",
    "read_blocks",
    "read_composed",
    "sheet",
    "sheet_title",
    "summary_sentence",
    "trace_unit",
    "use_sentences",
    "version_sentences",
]
