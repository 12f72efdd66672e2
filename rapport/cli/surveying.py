"""`rapport survey import` and `rapport survey show`: the external survey's responses, in and counted."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapport.text import clean, join_words, printable
from rapport.workspace import Workspace

from .arguments import Add

if TYPE_CHECKING:
    from rapport.survey import ColumnUse, ImportPlan, Preview, Survey

_MAX_LISTED = 30
_MAX_SHOWN = 60
_MAX_PROPOSED = 200


def add_survey_import(add: Add) -> None:
    """Register `survey import`."""
    parser = add(
        "survey import",
        description=(
            "Läs in svar på enkäten ur en fil (CSV eller Excel) från ett enkätverktyg.\n"
            "Det som inte går att tolka visas innan något lagras."
        ),
    )
    parser.add_argument("file", metavar="FIL", type=Path, help="filen som enkätverktyget exporterade")
    parser.add_argument("--mapping", metavar="FIL", type=Path, help="mappning av kolumner och värden")
    parser.add_argument("--sheet", metavar="NAMN", default="", help="Excel-bladet som har svaren")
    parser.add_argument("--yes", action="store_true", help="läs in även om allt inte går att tolka")
    parser.add_argument("--replace", action="store_true", help="ta bort lagrade svar som inte finns i filen")
    parser.add_argument("--no-original", action="store_true", help="spara ingen kopia av filen")
    parser.add_argument("--json", action="store_true", help="skriv ut förhandsvisningen som JSON och lagra inget")
    parser.set_defaults(run=run_import)


def run_import(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Show what the file holds, and store it when all is understood or the user has said yes."""
    from rapport.survey import plan_import

    plan = plan_import(workspace, arguments.file, arguments.mapping, arguments.sheet, replace=arguments.replace)
    if arguments.json:
        print(json.dumps(preview_json(plan.preview), ensure_ascii=False, indent=2))
        return 0 if plan.preview.is_understood else 1
    print(printable("\n".join(_preview_lines(plan.preview))))
    if plan.preview.conflicts:
        return _say("Inget är lagrat.", 1)
    if not (plan.preview.is_understood or arguments.yes or _agreed()):
        return _say("Inget är lagrat. Komplettera mappningen, eller läs in ändå med --yes.", 1)
    return _store(workspace, plan, arguments)


def _store(workspace: Workspace, plan: ImportPlan, arguments: argparse.Namespace) -> int:
    from rapport.survey import store_import

    now = datetime.now().astimezone()
    entry = store_import(workspace, plan, arguments.who, now, keep_original=not arguments.no_original)
    if not plan.preview.is_news:
        _say("Inget nytt: alla svar i filen är redan lagrade.")
    else:
        _say(f"Inläst: {_news(plan.preview)}. Totalt {_n(len(plan.answers), 'svar', 'svar')} är lagrade.")
    if entry.original:
        place = workspace.show(workspace.survey / "original" / entry.original)
        _say(
            f"Filen sparades som {place} och kan bara läsas av dig. Den kan ha personuppgifter: "
            "gallra den när den inte längre behövs."
        )
    return 0


def _say(text: str, code: int = 0) -> int:
    print(printable(text), file=sys.stderr)
    return code


def _agreed() -> bool:
    """Whether the user says yes at the terminal; without a terminal the answer is no."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print("Läsa in ändå? Det som inte går att tolka lämnas utanför. [j/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("j", "ja")


# --------------------------------------------------------------------------- the preview


def _n(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _news(preview: Preview) -> str:
    parts = [_n(preview.added, "nytt svar", "nya svar")]
    if preview.changed:
        parts.append(_n(len(preview.changed), "ändrat", "ändrade"))
    if preview.replaces and preview.only_stored:
        parts.append(_n(preview.only_stored, "borttaget", "borttagna"))
    return join_words(parts)


def _preview_lines(preview: Preview) -> Iterator[str]:
    answering = [column for column in preview.columns if column.role == "answers"]
    yield f"{preview.file} ({preview.form})"
    yield (
        f"{_n(preview.rows, 'rad', 'rader')}, {_n(len(preview.columns), 'kolumn', 'kolumner')}, "
        f"varav {len(answering)} svarar på enkätens frågor."
    )
    yield from _columns(preview)
    yield from _values(preview)
    yield from _listed("Frågor utan kolumn", list(_by_question(preview.without_column)))
    yield from _listed("Filen går inte att läsa in förrän detta är rättat", preview.conflicts)
    yield ""
    yield from _rows(preview)
    yield f"Skulle lagras: {_news(preview)}; {_n(preview.unchanged, 'svar', 'svar')} i filen är redan lagrade."
    yield from _proposal(preview)


def _by_question(names: Sequence[str]) -> Iterator[str]:
    """Names of questions and rows, the rows of a question together."""
    rows: dict[str, list[str]] = {}
    for name in names:
        section, question, *row = name.split(".")
        rows.setdefault(f"{section}.{question}", []).extend(row)
    yield from (f"{question}: {', '.join(found)}" if found else question for question, found in rows.items())


def _proposal(preview: Preview) -> Iterator[str]:
    """A mapping of what was not understood, for the editor to look over: what nothing is like is left open."""
    from rapport.files import dump_yaml

    # What would not survive a file of text is the editor's to map by number.
    unknown = [column for column in preview.unknown_columns[:_MAX_PROPOSED] if column.label == clean(column.label)]
    columns = {column.label: column.suggestion for column in unknown}
    values: dict[str, dict[str, str]] = {}
    for value in (value for value in preview.values[:_MAX_PROPOSED] if value.value == clean(value.value)):
        question = ".".join(value.question.split(".")[:2])
        values.setdefault(question, {})[value.value] = value.suggestion
    proposed = {key: part for key, part in (("columns", columns), ("values", values)) if part}
    if proposed:
        yield ""
        yield "Granska och komplettera detta, och lägg det i mappningen (ett värde utan alternativ är inget svar):"
        yield ""
        yield dump_yaml(proposed).rstrip("\n")


def _columns(preview: Preview) -> Iterator[str]:
    for role, heading in (
        ("personal", "Lämnas utanför, kan vara personuppgifter"),
        ("technical", "Lämnas utanför, uppgifter om tekniken"),
        ("ignore", "Lämnas utanför enligt mappningen"),
    ):
        names = [f"”{column.label}”" for column in preview.columns if column.role == role]
        if names:
            more = f" och {len(names) - _MAX_LISTED} till" if len(names) > _MAX_LISTED else ""
            yield f"{heading}: {', '.join(names[:_MAX_LISTED])}{more}."
    unknown = [_unknown_column(column) for column in preview.unknown_columns]
    yield from _listed("Kolumner som inte går att tolka", unknown)


def _unknown_column(column: ColumnUse) -> str:
    words = f"#{column.number} ”{_short(column.name)}” ({_n(column.filled, 'rad', 'rader')} med svar)"
    return words + (f". Kanske {column.suggestion}" if column.suggestion else "")


def _values(preview: Preview) -> Iterator[str]:
    lines = []
    for value in preview.values:
        words = f"{value.question}: ”{_short(value.value)}” ({_n(value.count, 'rad', 'rader')})"
        lines.append(words + (f". Kanske {value.suggestion}" if value.suggestion else ""))
    yield from _listed("Värden som inte går att tolka och räknas som inget svar", lines)


def _rows(preview: Preview) -> Iterator[str]:
    if preview.without_answers:
        yield f"{_n(preview.without_answers, 'rad', 'rader')} utan något svar lämnas utanför."
    if preview.incomplete:
        yield (
            f"{_n(preview.incomplete, 'rad', 'rader')} från respondenter som inte skickade in sina svar lämnas "
            "utanför (”incomplete: keep” i mappningen tar med dem)."
        )
    if preview.short:
        rows = _n(preview.short, "rad", "rader")
        yield f"{rows} har färre fält än rubrikraden; det som fattas räknas som inget svar."
    if preview.doubles and preview.has_ids:
        yield f"{_n(preview.doubles, 'rad', 'rader')} upprepar en annan rad och räknas en gång."
    elif preview.doubles:
        yield f"{_n(preview.doubles, 'rad', 'rader')} har samma svar som en annan och räknas som svar från en till."
    if not preview.has_ids:
        yield "Filen har ingen kolumn med respondenternas identitet: svar känns igen på vad de innehåller."
    if preview.changed:
        more = " …" if len(preview.changed) > _MAX_LISTED else ""
        yield f"Ändrade svar: {', '.join(preview.changed[:_MAX_LISTED])}{more}."
    if preview.only_stored:
        fate = "tas bort" if preview.replaces else "ligger kvar"
        yield f"{_n(preview.only_stored, 'lagrat svar', 'lagrade svar')} finns inte i filen och {fate}."


def _listed(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield f"{heading} ({len(lines)}):"
    yield from (f"  {line}" for line in lines[:_MAX_LISTED])
    if len(lines) > _MAX_LISTED:
        yield f"  … och {len(lines) - _MAX_LISTED} till"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 1]}…"


def preview_json(preview: Preview) -> dict[str, Any]:
    """A preview as a JSON object. Keys are only ever added."""
    from dataclasses import asdict

    return {"version": 1, "understood": preview.is_understood, **asdict(preview)}


# --------------------------------------------------------------------------- counted


def add_survey_show(add: Add) -> None:
    """Register `survey show`."""
    parser = add("survey show", description="Visa svaren på enkäten, räknade fråga för fråga.")
    parser.add_argument("--json", action="store_true", help="skriv ut som JSON")
    parser.set_defaults(run=run_show)


def run_show(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Print n, N, counts and shares of every question."""
    from rapport.survey import load_survey

    survey = load_survey(workspace)
    questions = list(_counted(survey))
    if arguments.json:
        head = {"version": 1, "note": survey.note, "invited": survey.invited, "responses": survey.responses}
        print(json.dumps({**head, "questions": questions}, ensure_ascii=False, indent=2))
        return 0
    if survey.note:
        _say(survey.note)
    print(f"{survey.responses} svar av {survey.invited} inbjudna.")
    for question in questions:
        print(printable("\n".join(_question_lines(question))))
    return 0


def _counted(survey: Survey) -> Iterator[dict[str, Any]]:
    """Every question, or row of a matrix, as a JSON object."""
    from rapport.survey import survey_places, tally

    for place, question in survey_places(survey.questionnaire).items():
        counted = tally(survey, place.section, place.question, place.row)
        row = next((row.label for row in question.rows if row.id == place.row), "")
        yield {
            "id": str(place),
            "label": question.label,
            "row": row,
            "n": counted.n,
            "N": counted.asked,
            "missing": counted.missing,
            "options": [
                {
                    "id": option.id,
                    "label": option.label,
                    "count": counted.counts[option.id],
                    "share": counted.counts[option.id] / counted.n if counted.n else None,
                }
                for option in question.options
            ],
        }


def _question_lines(question: dict[str, Any]) -> Iterator[str]:
    row = f": {question['row']}" if question["row"] else ""
    yield ""
    yield f"{question['label']}{row}"
    yield f"  {question['id']}, n = {question['n']}, N = {question['N']}"
    width = max((len(option["label"]) for option in question["options"]), default=0)
    for option in question["options"]:
        share = "–" if option["share"] is None else f"{option['share'] * 100:.1f} %".replace(".", ",")
        yield f"  {option['label']:<{width}}  {option['count']:>6}  {share:>7}"
