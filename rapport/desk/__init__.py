"""The editor's desk without its screens: where all units stand, and the one way for every change the editor makes."""

from .desk import Desk, open_desk
from .differences import LinePair, Piece, diff_lines
from .matrix import (
    ABSENT,
    EVERY,
    FILTERS,
    HANDED_IN,
    LACKING,
    LETTERS,
    ORDERS,
    STATES,
    USED,
    UnitRow,
    arrange,
    column_sums,
    state_counts,
    unit_row,
)
from .reminders import Letter, lacks_anything, log_letters, save_letters, write_letter
from .used import Used, used_sections

__all__ = [
    "ABSENT",
    "EVERY",
    "FILTERS",
    "HANDED_IN",
    "LACKING",
    "LETTERS",
    "ORDERS",
    "STATES",
    "USED",
    "Desk",
    "Letter",
    "LinePair",
    "Piece",
    "UnitRow",
    "Used",
    "arrange",
    "column_sums",
    "diff_lines",
    "lacks_anything",
    "log_letters",
    "open_desk",
    "save_letters",
    "state_counts",
    "unit_row",
    "used_sections",
    "write_letter",
]
