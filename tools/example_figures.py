"""Fill in the figures and formal answers of the example submissions, so that they add up to the published totals.

Writes into every `data/enheter/*/utkast.yaml`: who answers, indicators (totals as in the published table), budget
(10,000,000 kronor a year over all counties), key people, representatives and the pictures. Deterministic; run it
again when texts have changed.
"""

from __future__ import annotations

import hashlib
import random
import sys
from pathlib import Path
from typing import Any

from rapport.files import dump_yaml, load_yaml, write_atomic
from rapport.questionnaire import load_questionnaire
from rapport.workspace import Unit, Workspace

ROOT = Path(__file__).resolve().parent.parent
YEARS = ("ar2011", "ar2012", "ar2013", "ar2014")
TOTAL = 10_000_000
INDICATORS = {
    "styrdokument": (10, 1),
    "utbildningar": (14, 2),
    "samma_utbildning": (15, 3),
    "resurser": (9, 3),
    "kompetens": (13, 2),
    "satsningar": (10, 3),
    "parallella": (7, 7),
    "strukturer": (9, 8),
    "jamn_kompetens": (8, 4),
    "jamn_kvalitet": (6, 6),
    "kunskap": (10, 6),
}
"""Counties that answered yes and partly, by indicator."""
WEIGHTS = {
    "stockholm": 1.7,
    "vastra-gotaland": 1.6,
    "skane": 1.55,
    "gotland": 0.7,
    "ostergotland": 1.15,
    "uppsala": 1.05,
}
FUNCTIONS = [
    "Utvecklingsledare",
    "Länssamordnare, kvinnofrid",
    "Särskilt sakkunnig, jämställdhet",
    "Utvecklingsledare, våld i nära relationer",
    "Handläggare, social hållbarhet",
]
DEPARTMENTS = [
    "Enheten för social hållbarhet",
    "Samhällsutvecklingsavdelningen",
    "Enheten för jämställdhet och integration",
    "Avdelningen för social utveckling",
]
MANAGERS = ["Enhetschef", "Avdelningschef", "Länsråd"]
REGIONS = {
    ("gotland", "En kommun i länet"): "Region Gotland",
    ("gotland", "Landstinget"): "Region Gotland",
    ("halland", "Landstinget"): "Region Halland",
    ("skane", "Landstinget"): "Region Skåne",
    ("vastra-gotaland", "Landstinget"): "Västra Götalandsregionen",
}
"""Where what is a county council or a municipality elsewhere was a region in those years."""
KEY_PEOPLE = [
    ("Enhetschef, individ- och familjeomsorg", "En kommun i länet", "offentlig"),
    ("Verksamhetsansvarig", "En kvinnojour i länet", "ideburen"),
    ("Brottsofferhandläggare", "Polismyndigheten", "offentlig"),
    ("Kvinnofridssamordnare", "En kommun i länet", "offentlig"),
    ("Vårdutvecklare", "Landstinget", "offentlig"),
]


def main() -> int:
    """Rewrite every unit's draft."""
    workspace = Workspace(ROOT)
    questionnaire = load_questionnaire(workspace)
    units = workspace.assignment.counted_units()
    indicators = _indicators([unit.slug for unit in units])
    reasons = {unit.slug for unit in units if "orsak" in _draft(workspace, unit)["answers"].get("budget", {})}
    budgets = _budgets([unit.slug for unit in units], reasons)
    for number, unit in enumerate(units):
        draft = _draft(workspace, unit)
        answers = draft["answers"]
        answers["svarande"] = _respondent(unit, number)
        answers["indikatorer"] = {"lage": indicators[unit.slug]}
        answers["budget"] = {
            **budgets[unit.slug],
            **({"orsak": answers["budget"]["orsak"]} if unit.slug in reasons else {}),
        }
        answers["budget"] = {
            key: answers["budget"][key] for key in ("medel", "orsak", "reserverat") if key in answers["budget"]
        }
        answers["nyckelpersoner"] = {"personer": _key_people(unit, number)}
        answers["representanter"] = {"personer": _representatives(unit, number)}
        _save(workspace, unit, answers, [section.id for section in questionnaire.sections])
    _pictures(workspace, [section.id for section in questionnaire.sections])
    return 0


def _draft(workspace: Workspace, unit: Unit) -> dict[str, Any]:
    return load_yaml(workspace.unit_folder(unit) / "utkast.yaml").data()


def _save(workspace: Workspace, unit: Unit, answers: dict[str, Any], order: list[str]) -> None:
    ordered = {section: answers[section] for section in order if section in answers}
    text = dump_yaml({"format": 1, "unit": unit.slug, "answers": ordered})
    write_atomic(workspace.unit_folder(unit) / "utkast.yaml", text.encode(), 0o644)


def _indicators(slugs: list[str]) -> dict[str, dict[str, str]]:
    answers: dict[str, dict[str, str]] = {slug: {} for slug in slugs}
    for row, (yes, partly) in INDICATORS.items():
        order = random.Random(row).sample(slugs, len(slugs))
        rest = len(slugs) - yes - partly
        no = rest - rest // 3
        for n, slug in enumerate(order):
            if n < yes + partly + no:
                answers[slug][row] = "ja" if n < yes else "delvis" if n < yes + partly else "nej"
    rows = list(INDICATORS)
    return {slug: {row: given[row] for row in rows if row in given} for slug, given in answers.items()}


def _budgets(slugs: list[str], unspent: set[str]) -> dict[str, dict[str, Any]]:
    budgets: dict[str, dict[str, Any]] = {slug: {"medel": {}} for slug in slugs}
    for year in YEARS:
        rng = random.Random(year)
        weights = {slug: WEIGHTS.get(slug, 0.9) * rng.uniform(0.97, 1.03) for slug in slugs}
        given = {slug: int(TOTAL * weight / sum(weights.values()) / 1000) * 1000 for slug, weight in weights.items()}
        given["stockholm"] += TOTAL - sum(given.values())
        for slug, amount in given.items():
            left = rng.randrange(14, 58) * 1000 if slug in unspent and year == YEARS[-1] else 0
            used = amount - left
            salaries = int(used * rng.uniform(0.68, 0.80) / 100) * 100
            overheads = int(used * rng.uniform(0.07, 0.12) / 100) * 100
            row = {
                "disponibelt": amount,
                "lon": salaries,
                "omkostnader": overheads,
                "insatser": used - salaries - overheads,
            }
            budgets[slug]["medel"][year] = {key: str(value) for key, value in row.items()}
            if left:
                budgets[slug]["reserverat"] = str(int(left * rng.uniform(0.4, 0.9) / 1000) * 1000)
    return budgets


def _respondent(unit: Unit, number: int) -> dict[str, str]:
    return {
        "funktion": FUNCTIONS[number % len(FUNCTIONS)],
        "enhet": DEPARTMENTS[number % len(DEPARTMENTS)],
        "epost": f"kvinnofrid.{unit.slug}@example.org",
        "telefon": f"070-174 06 {5 + number:02d}",
        "chef": MANAGERS[number % len(MANAGERS)],
        "godkant": f"2015-01-{(12, 13, 14, 15, 16, 19)[number % 6]}",
    }


def _key_people(unit: Unit, number: int) -> list[dict[str, str]]:
    people = []
    for n in range(3 if number == 0 else 2):  # 43 people were invited in all
        function, organisation, sector = KEY_PEOPLE[(number + n) % len(KEY_PEOPLE)]
        organisation = REGIONS.get((unit.slug, organisation), organisation)
        people.append(
            {"id": _id(unit.slug, "nyckel", n), "funktion": function, "organisation": organisation, "sektor": sector}
        )
    return people


def _representatives(unit: Unit, number: int) -> list[dict[str, Any]]:
    tasks = ["samordning", "metodstod", "heder", "manniskohandel"]
    return [
        {
            "id": _id(unit.slug, "representant", n),
            "funktion": FUNCTIONS[(number + 2 * n) % len(FUNCTIONS)],
            "uppdrag": tasks[n : n + 2] if n else tasks[:1],
        }
        for n in range(1 + number % 3)
    ]


def _id(*parts: object) -> str:
    return "p" + hashlib.sha256(repr(parts).encode()).hexdigest()[:5]


def _pictures(workspace: Workspace, order: list[str]) -> None:
    folder = ROOT / "tools" / "pictures"
    for entry in load_yaml(folder / "pictures.yaml").data()["pictures"]:
        unit = workspace.assignment.unit(entry["unit"])
        data = (folder / entry["file"]).read_bytes()
        name = f"{hashlib.sha256(data).hexdigest()}.png"
        target = workspace.unit_folder(unit) / "bilder" / name
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            write_atomic(target, data, 0o644)
        answers = _draft(workspace, unit)["answers"]
        item = answers[entry["section"]]["exempel"][0]
        item["bild"] = {"file": name, **{key: entry[key] for key in ("alt", "caption", "credit")}}
        _save(workspace, unit, answers, order)


if __name__ == "__main__":
    sys.exit(main())
