"""Tables that do not add up, and what cannot be read without seeing the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapport.blocks import Chart, Heading, Picture, Row, Table, plain

from .model import Finding
from .subject import Subject, collapsed

_TOTAL = re.compile(r"(?:summa|totalt|samtliga|hela landet|sammanlagt)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[−–-]?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?")
_NO_SUM = re.compile(r"andel|procent|%|medel|median|index", re.IGNORECASE)
_ROUNDED = re.compile(r"\b(?:tkr|mkr|tusental|miljoner|tusen)\b", re.IGNORECASE)


def table_sums(subject: Subject) -> Iterator[Finding]:
    """A column whose last row says it is the sum, and is not."""
    for placed in subject.blocks:
        table = placed.block
        if isinstance(table, Table):
            for column, total, real in _wrong_columns(table):
                yield Finding(
                    f"Summan {_printed(total)} i kolumnen ”{column}” stämmer inte: raderna ovanför blir "
                    f"{_printed(real)}. Rätta raden eller summan.",
                    placed.where,
                    column,
                )


def _wrong_columns(table: Table) -> Iterator[tuple[str, Decimal, Decimal]]:
    head, body = [row for row in table.rows if row.kind == "head"], [row for row in table.rows if row.kind != "head"]
    wide = any(cell.span != 1 for row in table.rows for cell in row.cells)
    if wide or len(body) < 3 or len({len(row.cells) for row in table.rows}) != 1:
        return
    totals = [row for row in body if _TOTAL.match(_text(row, 0))]
    if totals != [body[-1]]:
        return
    said = " ".join((table.caption, *(_text(row, place) for row in head for place in range(len(row.cells)))))
    for place in range(1, len(body[-1].cells)):
        name = " ".join(_text(row, place) for row in head)
        numbers = [_number(_text(row, place)) for row in body]
        known = [number for number in numbers if number is not None]
        if _NO_SUM.search(name) or len(known) != len(numbers) or not _text(body[-1], place):
            continue
        total, real = known[-1], sum(known[:-1], Decimal(0))
        if abs(total - real) > _slack(known, bool(_ROUNDED.search(said))):
            yield name, total, real


def _slack(numbers: list[Decimal], is_rounded: bool) -> Decimal:
    """How far rounding alone may take a sum: half a step for each number, of which counts have none."""
    exponents = [number.as_tuple().exponent for number in numbers]
    step = min(exponent for exponent in exponents if isinstance(exponent, int))
    return Decimal(len(numbers)) * Decimal(1).scaleb(step) / 2 if step or is_rounded else Decimal(0)


def _text(row: Row, place: int) -> str:
    return collapsed(plain(row.cells[place].content))


def _number(text: str) -> Decimal | None:
    """The number in a cell; nothing and a dash are 0, None is anything else."""
    if text in ("", "–", "-", "−", "—"):
        return Decimal(0)
    if not _NUMBER.fullmatch(text):
        return None
    digits = text.replace(" ", "").replace(",", ".")
    return -Decimal(digits[1:]) if digits[0] in "−–-" else Decimal(digits)


def _printed(number: Decimal) -> str:
    return f"{number:,f}".replace(",", "\u00a0").replace(".", ",").replace("-", "−")


def pictures_without_alt(subject: Subject) -> Iterator[Finding]:
    """A picture or chart that says nothing to who does not see it."""
    for placed in subject.blocks:
        block = placed.block
        if isinstance(block, (Picture, Chart)) and not block.alt.strip():
            name = block.caption or (block.title if isinstance(block, Chart) else "")
            what = "Diagrammet" if isinstance(block, Chart) else "Bilden"
            yield Finding(
                f"{what}{f' ”{name}”' if name else ''} saknar alternativtext: beskriv vad den visar.",
                placed.where,
                name,
            )


def skipped_levels(subject: Subject) -> Iterator[Finding]:
    """A heading more than one level below the one before it."""
    before: dict[str, int] = {}
    for placed in subject.blocks:
        if isinstance(placed.block, Heading):
            level, above = placed.block.level, before.get(placed.where.document, placed.block.level)
            before[placed.where.document] = level
            if level > above + 1:
                text = collapsed(plain(placed.block.content))
                yield Finding(
                    f"Rubriken ”{text}” ligger på nivå {level} direkt under en på nivå {above}: gör den till nivå "
                    f"{above + 1}.",
                    placed.where,
                    text,
                )
