"""`rapport facts`: every computed figure with its biography and where it is printed."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rapport.text import printable
from rapport.workspace import Workspace

from .arguments import Add

if TYPE_CHECKING:
    from rapport.report import Fact, Printed


def add_facts(add: Add) -> None:
    """Register `facts`."""
    parser = add("facts", description="Visa rapportens uppgifter: värde, n, N, källa och var de trycks.")
    parser.add_argument("word", metavar="SÖKORD", nargs="?", default="", help="visa bara uppgifter där ordet finns")
    parser.add_argument("--json", action="store_true", help="skriv ut som JSON")
    parser.set_defaults(run=run_facts)


def run_facts(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Print the facts. Raises `FactError` with the nearest when the word is in none of them."""
    from rapport.report import load_material, printed_facts

    facts, places = printed_facts(load_material(workspace))
    found = [fact for fact in facts if arguments.word.casefold() in _searched(fact)]
    if not found:
        found = [facts[arguments.word]]
    if arguments.json:
        listed = [fact_json(fact, places.get(fact.id, [])) for fact in found]
        print(json.dumps({"version": 1, "facts": listed}, ensure_ascii=False, indent=2))
        return 0
    if workspace.assignment.example:
        print(printable(workspace.assignment.example), file=sys.stderr)
    for fact in found:
        print(printable("\n".join(_lines(fact, places.get(fact.id, [])))))
    n_printed = sum(1 for fact in found if fact.id in places)
    print(f"\n{len(found)} {'uppgift' if len(found) == 1 else 'uppgifter'}, varav {n_printed} trycks.")
    return 0


def _searched(fact: Fact) -> str:
    return f"{fact.id} {fact.source} {fact.label}".casefold()


def _value(fact: Fact) -> str | None:
    """The figure in its default form; None when nobody has answered."""
    return fact.text() if fact.known and (fact.kind != "share" or fact.N) else None


def _lines(fact: Fact, places: list[Printed]) -> list[str]:
    value = _value(fact)
    numbers = [f"n = {fact.n}", *([] if fact.N is None else [f"N = {fact.N}", f"ej svar = {fact.missing}"])]
    source = fact.source + (f" ({fact.label})" if fact.label and fact.label not in fact.source else "")
    lines = [f"{fact.id}  {'saknar underlag' if value is None else value}", f"    {', '.join(numbers)}. {source}"]
    if fact.base:
        lines.append(f"    Räknas av: {fact.base}")
    for place, times in Counter(replace(place, text="") for place in places).items():
        page = f", s. {place.page}" if place.page is not None else ""
        often = f" ({times} gånger)" if times > 1 else ""
        lines.append(f"    {' › '.join([place.document, *place.headings])}{page}{often}")
    return lines if places else [*lines, "    Trycks inte"]


def fact_json(fact: Fact, places: list[Printed]) -> dict[str, Any]:
    """A fact as a JSON object. Keys are only ever added."""
    return {
        "id": fact.id,
        "kind": fact.kind,
        "n": fact.n,
        "N": fact.N,
        "missing": fact.missing,
        "value": _value(fact),
        "source": fact.source,
        "label": fact.label,
        "base": fact.base,
        "rounding": fact.rounding,
        "unit": fact.unit if fact.kind == "money" else "",
        "printed": [
            {
                "document": place.document,
                "headings": list(place.headings),
                "page": place.page,
                "text": place.text,
            }
            for place in places
        ],
    }
