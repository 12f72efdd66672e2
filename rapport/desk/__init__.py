"""The editor's desk without its screens: where all units stand, and the one way for every change the editor makes."""

from .desk import Desk, open_desk
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
from .used import used_sections

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
    "UnitRow",
    "arrange",
    "column_sums",
    "open_desk",
    "state_counts",
    "unit_row",
    "used_sections",
]
