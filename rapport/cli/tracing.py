"""`rapport source` and `rapport used`: where a passage comes from, and where a unit's answers ended up."""

from __future__ import annotations

import argparse
import json
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapport.errors import Refused, UseError
from rapport.files import os_reason
from rapport.text import join_words, printable
from rapport.workspace import Workspace

from .arguments import Add, add_unit

if TYPE_CHECKING:
    from rapport.report import Fact, Facts, Material
    from rapport.tracing import Hit, Line, Place, Source, UnitUse, Use

_MOST_HITS = 20
"""Places told to a reader; JSON has them all."""


def add_source(add: Add) -> None:
    """Register `source`."""
    parser = add("source", description="Visa varifrån en text i rapporten kommer.")
    parser.add_argument("text", metavar="TEXT", help="några ord ur rapporten")
    parser.add_argument("--in", dest="file", metavar="FIL", help="sök i en sparad Word-fil (.docx)")
    parser.add_argument("--json", action="store_true", help="skriv ut som JSON")
    parser.set_defaults(run=run_source)


def add_used(add: Add) -> None:
    """Register `used`."""
    parser = add("used", description="Visa var en enhets svar trycks, och vad som ändrats eller uteslutits.")
    add_unit(parser)
    parser.add_argument("--json", action="store_true", help="skriv ut som JSON")
    parser.add_argument("--out", metavar="FIL", help="skriv ett blad i Word (.docx) att skicka till enheten")
    parser.set_defaults(run=run_used)


def run_source(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Print where the text stands and comes from. Raises `Refused` when it stands nowhere."""
    from rapport.tracing import Sources, nearest_passage
    from rapport.wording import fold

    material, facts, lines = _read(workspace, arguments.file)
    hits = Sources(material, facts).find(lines, fold(arguments.text))
    if arguments.json:
        print(json.dumps({"version": 1, "hits": [hit_json(hit) for hit in hits]}, ensure_ascii=False, indent=2))
    else:
        shown = ["\n".join(_hit_lines(hit)) for hit in hits[:_MOST_HITS]]
        print(printable("\n\n".join(shown)), end="\n" if shown else "")
        if len(hits) > _MOST_HITS:
            print(f"Texten står på {len(hits)} ställen; här visas de {_MOST_HITS} första.", file=sys.stderr)
    if hits:
        return 0
    near = nearest_passage(lines, arguments.text)
    where = f"i {arguments.file}" if arguments.file else "i rapporten"
    raise Refused(f"Texten står inte {where}." + (f" Närmast kommer ”{near}”" if near else ""))


def run_used(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Print what became of the unit's answers, or write the sheet."""
    from rapport.tracing import sheet, trace_unit

    unit = workspace.assignment.unit(arguments.unit)
    path = Path(arguments.out) if arguments.out else None
    if path is not None and path.suffix.lower() != ".docx":
        raise UseError(f"Bladet skrivs i Word. Ge {path.name} ett namn som slutar på .docx.")
    material, facts, lines = _read(workspace, None)
    use = trace_unit(material, facts, lines, unit)
    if path is not None:
        from rapport.word import write_docx

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_docx(sheet(use, workspace.assignment), path)
        except OSError as error:
            raise UseError(f"{path} går inte att skriva: {os_reason(error)}. Välj en annan fil med --out.") from error
        if not arguments.json:
            print(path)
            return 0
    if arguments.json:
        print(json.dumps(unit_use_json(use), ensure_ascii=False, indent=2))
    else:
        print(printable("\n".join(_use_lines(use))))
    return 0


def _read(workspace: Workspace, file: str | None) -> tuple[Material, Facts, list[Line]]:
    """Material, facts and lines: of `file`, else of the report as it is built now, as a draft where it must be."""
    from rapport.report import compose, compute_facts, load_material, obstacles
    from rapport.tracing import read_blocks, read_composed

    material = load_material(workspace)
    draft = bool(obstacles(material))
    facts = compute_facts(material, draft)
    if file is not None:
        from rapport.word import read_docx

        return material, facts, read_blocks(read_docx(Path(file)).blocks, Path(file).name)
    if draft:
        print("Rapporten går inte att slutföra än; svaret gäller ett utkast.", file=sys.stderr)
    return material, facts, read_composed(compose(material, draft))


# --------------------------------------------------------------------------- for readers


def _hit_lines(hit: Hit) -> list[str]:
    from rapport.tracing import place_text

    first = hit.lines[0]
    lines = [place_text(first.title, first.headings, first.page)]
    for source in hit.sources:
        lines += [f"  {line}" for line in _source_lines(source)]
    lines += [f"  Uppgift: {_fact_text(fact)}" for fact in hit.facts]
    return lines


def _source_lines(source: Source) -> list[str]:
    if source.kind == "unit":
        item = f", ”{source.item_title}”" if source.item_title else ""
        item += f" (id {source.item})" if source.item else ""
        name = f"Underlag från {source.name}, version {source.version}"
        lines = [f"{name}: {source.section_title}, {source.label}{item}"]
        return [*lines, f"Fil: {source.file}"] if source.file else lines
    if source.kind == "theme":
        return [f"Redaktörens text om temat ”{source.label}” ({source.item}), fil: {source.file}", *_behind(source)]
    if source.kind == "table":
        lines = [f"Sammanställt av svar: {source.section_title}, {source.label} ({source.question})"]
        return [*lines, *_behind(source)]
    if source.kind == "chapter":
        return [f"Redaktörens kapitel: {source.file}"]
    if source.kind == "survey":
        return [f"Öppna svar i enkäten: {source.label} ({source.question})"]
    return [f"Mall: {source.file}"] if source.kind == "template" else ["Texten saknar känt ursprung."]


def _behind(source: Source) -> list[str]:
    names = list(dict.fromkeys(one.name for one in source.behind))
    return [f"Bakom står underlag från {join_words(names)}"] if names else []


def _fact_text(fact: Fact) -> str:
    value = fact.text("av" if fact.kind == "share" else "") if fact.known else "saknar underlag"
    return f"{fact.id} ({value}), {fact.source}" if fact.source else f"{fact.id} ({value})"


def _use_lines(use: UnitUse) -> list[str]:
    from rapport.tracing import SHARED, sheet_title, summary_sentence, use_sentences, version_sentences

    lines = [sheet_title(use), "", *version_sentences(use), summary_sentence(use)]
    groups = [(title, list(group)) for title, group in groupby(use.uses, key=lambda one: one.section_title)]
    for title, group in [*groups, *([(SHARED, list(use.shared))] if use.shared else [])]:
        lines += ["", title]
        for one in group:
            lines += [f"  {one.label}", *(f"    {sentence}" for sentence in use_sentences(one))]
    return lines


# --------------------------------------------------------------------------- for programs


def hit_json(hit: Hit) -> dict[str, Any]:
    """A place where a passage stands. Keys are only ever added."""
    first = hit.lines[0]
    return {
        "document": first.document,
        "headings": list(first.headings),
        "page": first.page,
        "text": [line.text for line in hit.lines],
        "sources": [source_json(source) for source in hit.sources],
        "facts": [fact_json(fact) for fact in hit.facts],
    }


def source_json(source: Source) -> dict[str, Any]:
    """A source with the keys that say something."""
    named = {
        "unit": source.unit,
        "name": source.name,
        "question": source.question,
        "section_title": source.section_title,
        "label": source.label,
        "item": source.item,
        "item_title": source.item_title,
        "version": source.version,
        "file": source.file,
        "behind": [source_json(one) for one in source.behind],
    }
    return {"kind": source.kind, **{key: value for key, value in named.items() if value}}


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact, as `rapport facts` has it."""
    return {"id": fact.id, "n": fact.n, "N": fact.N, "missing": fact.missing, "source": fact.source}


def unit_use_json(use: UnitUse) -> dict[str, Any]:
    """What became of a unit's answers. Keys are only ever added."""
    return {
        "version": 1,
        "unit": use.unit.slug,
        "name": use.unit.name,
        "state": use.state,
        "used_version": use.version or None,
        "latest_version": use.latest or None,
        "approved": use.approved,
        "waived": use.waived,
        "answers": [use_json(one) for one in use.uses],
        "shared": [use_json(one) for one in use.shared],
    }


def use_json(use: Use) -> dict[str, Any]:
    """What became of one answer or item."""
    return {
        "section": use.section,
        "section_title": use.section_title,
        "question": use.question,
        "item": use.item,
        "label": use.label,
        "places": [_place_json(place) for place in use.places],
        "wording": use.wording or None,
        "changed": list(use.changed),
        "left_out": list(use.left_out),
        "themes": [
            {"id": theme.id, "title": theme.title, "places": [_place_json(place) for place in theme.places]}
            for theme in use.themes
        ],
        "facts": [fact_json(fact) for fact in use.facts],
        "reason": use.reason or None,
        "newer": use.newer,
    }


def _place_json(place: Place) -> dict[str, Any]:
    return {"document": place.document, "headings": list(place.headings), "page": place.page}
