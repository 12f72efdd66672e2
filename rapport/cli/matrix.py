"""Units by sections, as `rapport status` prints them below its table and adds them to its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rapport.text import printable

if TYPE_CHECKING:
    from rapport.desk import UnitRow
    from rapport.questionnaire import Section

_WIDEST = 24


def matrix_lines(rows: Sequence[UnitRow], sections: Sequence[Section]) -> list[str]:
    """A line for each unit with a sign for each section, sums at both ends, and what signs and numbers mean."""
    from rapport.desk import LETTERS, USED, column_sums

    width = min(_WIDEST, max(len("Inskickade"), *(len(row.unit.name) for row in rows)))
    cell = 4 if len(rows) > 99 else 3
    ids = [section.id for section in sections]
    numbers = "".join(f"{number}".ljust(cell) for number in range(1, len(ids) + 1))
    lines = [f"{'Avsnitt'.ljust(width)}  {numbers}Inne   Tryck"]
    for row in rows:
        signs = "".join(row.sign(section).ljust(cell) for section in ids)
        used = "–" if row.used is None else str(len(row.used)) if row.used else "ej"
        name = printable(row.unit.name).replace("\n", " ")[:width].ljust(width)
        lines.append(f"{name}  {signs}{f'{row.handed_in}/{len(row.states)}':<7}{used:>5}")
    sums = "".join(str(n).ljust(cell) for n in column_sums(rows, ids))
    total, used_by = sum(row.handed_in for row in rows), sum(1 for row in rows if row.used)
    lines.append(f"{'Inskickade'.ljust(width)}  {sums}{total:<7}{used_by:>5}")
    legend = ", ".join(f"{letter} {state}" for state, letter in LETTERS.items())
    lines += ["", f"{legend}, {USED} text ur avsnittet finns i rapporten."]
    lines += [f"{number:>2} {printable(section.title)}" for number, section in enumerate(sections, 1)]
    absent = [printable(row.unit.name) for row in rows if row.is_absent and row.unit.kind.counted]
    if absent:
        lines += ["", f"Ej i rapporten: {', '.join(absent)}."]
    return lines


def matrix_json(row: UnitRow) -> dict[str, Any]:
    """What the matrix says of a unit: state and use by section; null where the use is not known."""
    return {
        "matrix": {
            section: {"state": state, "used": None if row.used is None else section in row.used}
            for section, state in row.states.items()
        },
        "sections_submitted": row.handed_in,
        "in_report": None if row.used is None else bool(row.used),
    }


def sums_json(rows: Sequence[UnitRow], sections: Sequence[Section]) -> dict[str, Any]:
    """Number of units that have submitted each section, and of units with anything in the report."""
    from rapport.desk import column_sums

    ids = [section.id for section in sections]
    return {
        "submitted": dict(zip(ids, column_sums(rows, ids), strict=True)),
        "in_report": sum(1 for row in rows if row.used),
    }
