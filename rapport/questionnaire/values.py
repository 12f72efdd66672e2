"""What a person typed, read as the value its question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rapport.text import clean

from .expressions import Value
from .model import Question

Raw = Any
"""An answer as typed and stored: str, or list and dict of them."""

_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_EMAIL = re.compile(r"[^@\s<>\"(),;:]+@[^@\s<>\"(),;:]+\.[^@\s<>\"(),;:.]{2,}")
_PHONE = re.compile(r"\+?[\d ()/–-]{5,25}")
_PICTURE_FILE = re.compile(r"[0-9a-f]{64}\.(?:png|jpe?g)")
_ITEM_ID = re.compile(r"[a-z0-9]{1,16}")
PICTURE_FIELDS = ("file", "alt", "caption", "credit")
"""Fields of a picture answer: file name by hash, alternative text, caption, who made it."""


@dataclass(frozen=True, slots=True)
class FieldPath:
    """The place of one field in the answers."""

    section: str
    """Section id."""
    question: str = ""
    """Question id; empty for the section as a whole."""
    item: str = ""
    """Item id in a repeat group."""
    field: str = ""
    """Inner question of the item."""
    row: str = ""
    """Row of a matrix or table."""
    column: str = ""
    """Column of a table."""

    def __str__(self) -> str:
        parts = [self.section, self.question + (f"[{self.item}]" if self.item else ""), self.field]
        return ".".join(part for part in [*parts, self.row, self.column] if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer cannot be read as its question asks."""

    message: str
    """One Swedish sentence."""
    row: str = ""
    """Row it concerns, in a matrix or table."""
    column: str = ""
    """Column it concerns, in a table."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """An answer read by type: the value (None when blank or unreadable) and what was wrong."""

    value: Any
    """str, int, list, dict, or None."""
    faults: tuple[Fault, ...] = ()
    """Empty when all could be read."""


def is_blank(raw: Raw) -> bool:
    """Whether nothing was answered."""
    if isinstance(raw, dict):
        return all(is_blank(value) for key, value in raw.items() if key != "id")
    if isinstance(raw, list):
        return not raw
    return raw is None or not str(raw).strip()


def parse_answer(question: Question, raw: Raw) -> Parsed:
    """Read one answer (not an item group) by its question's type. Never raises for any input."""
    return Parsed(None) if is_blank(raw) else _PARSERS[question.type](question, raw)


def _text(question: Question, raw: Raw) -> Parsed:
    if not isinstance(raw, str):
        return Parsed(None, (Fault("Svaret ska vara text."),))
    text = clean(raw)
    return Parsed((text if question.type == "prose" else " ".join(text.split("\n"))).strip("\n ") or None)


def _number(question: Question, raw: Raw) -> Parsed:
    text = _BLANKS.sub("", str(raw)).replace("−", "-").removesuffix(question.unit or "kr")
    sign = text.removeprefix("-")
    if sign.isascii() and sign.isdecimal() and len(sign) <= 15:
        return Parsed(int(text))
    return Parsed(None, (Fault(f"”{_short(raw)}” är inget heltal. Skriv bara siffror, till exempel 12 500."),))


def _date(question: Question, raw: Raw) -> Parsed:
    match = _DATE.fullmatch(str(raw).strip())
    try:
        return Parsed(
            date(*(int(part) for part in match.groups())).isoformat() if match else None, _no_date(match, raw)
        )
    except ValueError:
        return Parsed(None, _no_date(None, raw))


def _no_date(match: re.Match[str] | None, raw: Raw) -> tuple[Fault, ...]:
    return () if match else (Fault(f"”{_short(raw)}” är inget datum. Skriv det som 2015-01-31."),)


def _email(question: Question, raw: Raw) -> Parsed:
    text = clean(str(raw)).strip()
    if _EMAIL.fullmatch(text):
        return Parsed(text)
    return Parsed(None, (Fault(f"”{_short(raw)}” är ingen e-postadress."),))


def _phone(question: Question, raw: Raw) -> Parsed:
    text = " ".join(str(raw).split())
    if _PHONE.fullmatch(text) and any(c.isdigit() for c in text):
        return Parsed(text)
    return Parsed(None, (Fault(f"”{_short(raw)}” är inget telefonnummer."),))


def _choice(question: Question, raw: Raw) -> Parsed:
    if raw in [option.id for option in question.options]:
        return Parsed(raw)
    return Parsed(None, (Fault(f"”{_short(raw)}” finns inte bland alternativen."),))


def _choices(question: Question, raw: Raw) -> Parsed:
    given = raw if isinstance(raw, list) else [raw]
    known = [option.id for option in question.options if option.id in given]
    unknown = [value for value in given if value not in known]
    return Parsed(
        known or None, tuple(Fault(f"”{_short(value)}” finns inte bland alternativen.") for value in unknown)
    )


def _partners(question: Question, raw: Raw) -> Parsed:
    given = raw if isinstance(raw, list) else [raw]
    return Parsed([clean(str(value)) for value in given])


def _matrix(question: Question, raw: Raw) -> Parsed:
    if not isinstance(raw, dict):
        return Parsed(None, (Fault("Svaret ska ha en rad för varje påstående."),))
    options = [option.id for option in question.options]
    rows = [row.id for row in question.rows]
    value = {row: raw[row] for row in rows if raw.get(row) in options}
    faults = [
        Fault(f"”{_short(raw[row])}” finns inte på skalan.", row)
        for row in rows
        if raw.get(row) not in [*options, None, ""]
    ]
    return Parsed(value or None, tuple(faults))


def _table(question: Question, raw: Raw) -> Parsed:
    if not isinstance(raw, dict):
        return Parsed(None, (Fault("Svaret ska vara en tabell."),))
    value: dict[str, dict[str, int]] = {}
    faults: list[Fault] = []
    for row in question.rows:
        cells = raw.get(row.id)
        for column in question.columns:
            cell = cells.get(column.id) if isinstance(cells, dict) and column.computed is None else None
            if is_blank(cell):
                continue
            parsed = _number(question, cell)
            faults += [Fault(fault.message, row.id, column.id) for fault in parsed.faults]
            if parsed.value is not None:
                value.setdefault(row.id, {})[column.id] = parsed.value
    return Parsed(value or None, tuple(faults))


def _picture(question: Question, raw: Raw) -> Parsed:
    if not isinstance(raw, dict) or not _PICTURE_FILE.fullmatch(str(raw.get("file", ""))):
        return Parsed(None, (Fault("Bilden finns inte i enhetens bildmapp. Lägg till den på nytt."),))
    written = {key: clean(str(raw[key])).strip() for key in PICTURE_FIELDS if not is_blank(raw.get(key))}
    value = {key: text for key, text in written.items() if text}
    faults = []
    if "alt" not in value:
        faults.append(Fault("Bilden saknar alternativtext. Beskriv vad den visar för den som inte kan se den."))
    if "credit" not in value:
        faults.append(Fault("Bilden saknar upphov. Skriv vem som har gjort den."))
    return Parsed(value, tuple(faults))


def _no_items(question: Question, raw: Raw) -> Parsed:
    return Parsed(None, (Fault("En grupp läses punkt för punkt."),))


_PARSERS: dict[str, Callable[[Question, Raw], Parsed]] = {
    "text": _text,
    "prose": _text,
    "integer": _number,
    "money": _number,
    "choice": _choice,
    "choices": _choices,
    "matrix": _matrix,
    "table": _table,
    "date": _date,
    "email": _email,
    "phone": _phone,
    "picture": _picture,
    "partners": _partners,
    "items": _no_items,
}


def _short(raw: Raw) -> str:
    text = " ".join(str(raw).split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def is_item_id(text: object) -> bool:
    """Whether `text` has the form of an item's id."""
    return isinstance(text, str) and bool(_ITEM_ID.fullmatch(text))


# --------------------------------------------------------------------------- computed tables


def table_cells(question: Question, value: dict[str, dict[str, int]] | None) -> dict[str, dict[str, int | None]]:
    """All cells of a table by row and column, computed columns included; None where unknown."""
    value = value or {}
    return {row.id: _table_row(question, value.get(row.id, {})) for row in question.rows}


def _table_row(question: Question, cells: dict[str, int]) -> dict[str, int | None]:
    def lookup(name: str) -> Value:
        return Decimal(cells[name]) if name in cells else None

    row: dict[str, int | None] = {}
    for column in question.columns:
        if column.computed is None:
            row[column.id] = cells.get(column.id)
        else:
            result = column.computed.evaluate(lookup)
            row[column.id] = None if result is None else int(result)
    return row


def table_totals(question: Question, value: dict[str, dict[str, int]] | None) -> dict[str, int | None]:
    """Sum of each column over the rows that have a number; None where no row has one."""
    cells = table_cells(question, value)
    totals: dict[str, int | None] = {}
    for column in question.columns:
        known = [cell for row in cells.values() if (cell := row[column.id]) is not None]
        totals[column.id] = sum(known) if known else None
    return totals
