"""`data/rapport.yaml` to an `Assignment`, with every problem named at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rapport.files import Node, Problems, Reader

from .assignment import (
    Assignment,
    CoverPicture,
    Kind,
    Option,
    Output,
    Part,
    Publisher,
    ReminderInfo,
    SeriesInfo,
    SurveyInfo,
    ThemeSource,
    Unit,
)
from .checks import parse_check

SLUG = re.compile(r"[a-z][a-z0-9-]*")
_FILE_NAME = re.compile(r"[A-Za-z0-9ÅÄÖåäö][A-Za-z0-9ÅÄÖåäö_.-]*\.(docx|xlsx)")
_STYLE_NAME = re.compile(r"[A-Za-z0-9ÅÄÖåäö][A-Za-z0-9ÅÄÖåäö_. -]*\.(docx|dotx)")
_PICTURE_NAME = re.compile(r"[A-Za-z0-9ÅÄÖåäö][A-Za-z0-9ÅÄÖåäö_.-]*\.(png|jpe?g)", re.IGNORECASE)
_ISBN = re.compile(r"97[89](?:[ -]?[0-9])+")
_ISBN_DIGITS = 13
_DIARIENUMMER = re.compile(r"(?=.*[0-9])[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9./: -]*")
PLACES = ("front", "body", "back")
BASES = ("answered", "known", "invited")


def parse_assignment(node: Node, file: str) -> Assignment:
    """The assignment in `node`. Raises `InvalidFile` with every problem, each with file, line and key."""
    problems = Problems(file)
    reader = Reader(node, problems)
    if reader.text("format", "1") != "1":
        reader.complain("format", "Formatet är nyare än programmet.", "Uppdatera rapport.")
    kinds = _kinds(reader)
    assignment = Assignment(
        title=reader.text("title", required=True),
        subtitle=reader.text("subtitle"),
        example=reader.text("example"),
        period=reader.text("period"),
        base_year=reader.integer("base_year"),
        deadline=_date(reader, "deadline", ""),
        published=_date(reader, "published", ""),
        isbn=_isbn(reader),
        diarienummer=_diarienummer(reader),
        signed=reader.text("signed"),
        printed_by=reader.text("printed_by"),
        cover=_cover(reader),
        publisher=_publisher(reader),
        series=_series(reader),
        units=_units(reader, kinds),
        codelists=_codelists(reader),
        survey=_survey(reader),
        themes=_themes(reader),
        outputs=_outputs(reader, _style(reader, "")),
        reminder=_reminder(reader),
        check=parse_check(reader),
    )
    reader.finish()
    problems.raise_if_any()
    return assignment


def _date(reader: Reader, key: str, default: str) -> str:
    text = reader.text(key, default)
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        reader.complain(key, f"”{text}” är inget datum.", "Skriv som 2015-01-31.")
        return default


def _isbn(reader: Reader) -> str:
    """An ISBN of 13 digits whose last one is right."""
    text = reader.text("isbn")
    digits = [int(sign) for sign in text if sign.isdecimal()]
    if text and not (_ISBN.fullmatch(text) and len(digits) == _ISBN_DIGITS):
        reader.complain("isbn", f"”{text}” är inget ISBN.", "Skriv 13 siffror, till exempel 978-91-0000-000-4.")
    elif text and (right := -sum(digits[0:12:2] + [3 * digit for digit in digits[1:12:2]]) % 10) != digits[-1]:
        reader.complain(
            "isbn", f"Kontrollsiffran i ”{text}” stämmer inte: den ska vara {right}.", "Se över siffrorna."
        )
    return text


def _diarienummer(reader: Reader) -> str:
    text = reader.text("diarienummer")
    if text and not _DIARIENUMMER.fullmatch(text):
        reader.complain("diarienummer", f"”{text}” är inget diarienummer.", "Skriv bara numret, som 801-0000-2015.")
    return text


def _cover(reader: Reader) -> CoverPicture:
    entry = reader.reader("cover")
    if entry is None:
        return CoverPicture("", "", "")
    file = entry.text("picture", required=True)
    if file and not _PICTURE_NAME.fullmatch(file):
        entry.complain(
            "picture", f"”{file}” är inget namn på en bild.", "Ange en fil i data/redaktion, som omslag.jpg."
        )
    cover = CoverPicture(file, entry.text("alt", required=True), entry.text("credit", required=True))
    entry.finish()
    return cover


def _complain_about_double(entry: Reader, key: str, value: str, taken: Iterable[str]) -> None:
    if value and value in taken:
        entry.complain(key, f"”{value}” finns två gånger.", "Byt det ena.")


def _complain_about_name(entry: Reader, key: str, name: str, ending: str) -> None:
    if name and not (_FILE_NAME.fullmatch(name) and name.endswith(ending)):
        entry.complain(key, f"”{name}” är inget filnamn som slutar på {ending}.")


def _kinds(reader: Reader) -> dict[str, Kind]:
    kinds = {}
    for name, entry in reader.named_readers("kinds"):
        label = entry.text("label", name)
        kinds[name] = Kind(name, label, entry.text("plural", label), entry.flag("counted", True))
        entry.finish()
    return kinds or {"enhet": Kind("enhet", "enhet", "enheter", True)}


def _units(reader: Reader, kinds: dict[str, Kind]) -> tuple[Unit, ...]:
    units: list[Unit] = []
    default = next(iter(kinds))
    for entry in reader.readers("units", required=True):
        slug = entry.text("slug", required=True)
        if slug and not SLUG.fullmatch(slug):
            entry.complain("slug", f"”{slug}” får bara ha a–z, siffror och bindestreck.")
        letter, code = entry.text("letter"), entry.text("code")
        _complain_about_double(entry, "slug", slug, [unit.slug for unit in units])
        _complain_about_double(entry, "letter", letter, [unit.letter for unit in units])
        _complain_about_double(entry, "code", code, [unit.code for unit in units])
        name = entry.text("name", slug)
        kind = kinds[entry.one_of("kind", kinds, default)]
        units.append(
            Unit(
                slug=slug,
                kind=kind,
                letter=letter,
                code=code,
                name=name,
                authority=entry.text("authority", name),
                genitive=entry.text("genitive", name),
                within=entry.text("in", f"i {name}"),
                tile=_tile(entry),
                email=entry.text("email"),
            )
        )
        entry.finish()
    if not units and "units" in reader.node.keys():
        reader.complain("units", "Uppdraget har inga enheter som rapporterar.", "Lägg till minst en.")
    return tuple(units)


def _tile(entry: Reader) -> tuple[int, int] | None:
    texts = entry.texts("tile")
    if not texts:
        return None
    if len(texts) != 2 or not all(text.isdecimal() for text in texts):
        entry.complain("tile", "Här ska det stå rad och kolumn, till exempel [3, 2].")
        return None
    return int(texts[0]), int(texts[1])


def _codelists(reader: Reader) -> dict[str, tuple[Option, ...]]:
    lists = reader.reader("codelists")
    if lists is None:
        return {}
    return {name: parse_options(lists, name) for name, _ in lists.node.items()}


def parse_options(reader: Reader, key: str) -> tuple[Option, ...]:
    """The options listed under `key`: mappings with `id` and `label`, ids unique."""
    options: list[Option] = []
    for entry in reader.readers(key):
        option = Option(entry.text("id", required=True), entry.text("label", required=True))
        _complain_about_double(entry, "id", option.id, [other.id for other in options])
        options.append(option)
        entry.finish()
    return tuple(options)


def _publisher(reader: Reader) -> Publisher:
    entry = reader.reader("publisher")
    if entry is None:
        return Publisher("", "", "", (), "", "")
    publisher = Publisher(
        unit=entry.text("unit"),
        name=entry.text("name", required=True),
        department=entry.text("department"),
        address=entry.texts("address"),
        phone=entry.text("phone"),
        web=entry.text("web"),
    )
    entry.finish()
    return publisher


def _series(reader: Reader) -> SeriesInfo:
    entry = reader.reader("series")
    if entry is None:
        return SeriesInfo("", "", ())
    series = SeriesInfo(entry.text("name"), entry.text("number"), entry.texts("list"))
    entry.finish()
    return series


def _survey(reader: Reader) -> SurveyInfo:
    entry = reader.reader("survey")
    if entry is None:
        return SurveyInfo(0, (), (), "", "")
    info = SurveyInfo(
        invited=entry.integer("invited"),
        unknown=entry.texts("unknown"),
        positive=entry.texts("positive"),
        matrix=entry.text("matrix"),
        when=entry.text("when"),
        base=entry.one_of("base", BASES, BASES[0]),
        threshold=entry.integer("threshold"),
    )
    entry.finish()
    return info


def _reminder(reader: Reader) -> ReminderInfo:
    entry = reader.reader("reminder")
    if entry is None:
        return ReminderInfo()
    info = ReminderInfo(entry.text("from"), entry.text("login"))
    entry.finish()
    return info


def _themes(reader: Reader) -> tuple[ThemeSource, ...]:
    sources = []
    for kind, entry in reader.named_readers("themes"):
        sources.append(ThemeSource(kind, entry.text("section", required=True), entry.text("question", required=True)))
        entry.finish()
    return tuple(sources)


def _style(reader: Reader, default: str) -> str:
    name = reader.text("style", default)
    if name not in ("", default) and not _STYLE_NAME.fullmatch(name):
        reader.complain("style", f"”{name}” är inget namn på en fil i data/mallar som slutar på .docx eller .dotx.")
    return name


def _outputs(reader: Reader, style: str) -> tuple[Output, ...]:
    outputs: list[Output] = []
    for entry in reader.readers("outputs"):
        name, file = entry.text("id", required=True), entry.text("file", required=True)
        workbook = entry.text("workbook")
        _complain_about_double(entry, "id", name, [output.id for output in outputs])
        _complain_about_double(entry, "file", file, [output.file for output in outputs])
        _complain_about_double(entry, "workbook", workbook, [output.workbook for output in outputs])
        _complain_about_name(entry, "file", file, ".docx")
        _complain_about_name(entry, "workbook", workbook, ".xlsx")
        outputs.append(
            Output(
                id=name,
                file=file,
                title=entry.text("title"),
                subtitle=entry.text("subtitle"),
                style=_style(entry, style),
                outline=tuple(_part(part) for part in entry.readers("outline", required=True)),
                workbook=workbook,
            )
        )
        entry.finish()
    return tuple(outputs)


def _part(entry: Reader) -> Part:
    template, chapter = entry.text("template"), entry.text("chapter")
    if bool(template) == bool(chapter):
        entry.complain("template", "Varje del har antingen ”template” eller ”chapter”.")
    for key, name in (("template", template), ("chapter", chapter)):
        if name and not SLUG.fullmatch(name):
            entry.complain(key, f"”{name}” får bara ha a–z, siffror och bindestreck.")
    arguments = entry.data("with") or {}
    if not isinstance(arguments, dict):
        entry.complain("with", "Här ska det stå nycklar med värden.")
        arguments = {}
    part = Part(template, chapter, entry.one_of("place", PLACES, "body"), arguments)
    entry.finish()
    return part
