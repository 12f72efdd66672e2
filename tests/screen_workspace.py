"""A small assignment for the screens: every question type, a goal, conditions, a deadline, two units."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from small import make_workspace

from rapport.questionnaire import Questionnaire
from rapport.submissions import open_draft
from rapport.workspace import Workspace

ASSIGNMENT = """
title: Kusten i siffror
subtitle: Kustlänens arbete 2011–2014
example: Exempeldata. Inget här är uttalat av en verklig myndighet.
deadline: "2015-01-31"
units:
  - {slug: norr, letter: N, code: "1", name: Norr, authority: Kustmyndigheten i Norr}
  - {slug: syd, letter: S, code: "2", name: Syd, authority: Kustmyndigheten i Syd}
  - {slug: oster, letter: Ö, code: "3", name: Öster, authority: Kustmyndigheten i Öster}
codelists:
  svar: [{id: ja, label: Ja}, {id: delvis, label: Delvis}, {id: nej, label: Nej}]
  ar: [{id: r11, label: "2011"}, {id: r12, label: "2012"}]
  pastaenden:
    - {id: a, label: Vattnet är renare än förut}
    - {id: b, label: Fler kommuner arbetar tillsammans och har en plan som alla har skrivit under}
outputs:
  - {id: rapport, file: rapport.docx, outline: [{template: omslag}]}
"""

WHO = """
id: svarande
title: Vem svarar
group: Underlaget
intro: Uppgifterna används när redaktören behöver nå er.
questions:
  - id: funktion
    type: text
    label: Funktion
    required: true
    max_words: 6
    help: Skriv funktionen, inte namnet.
    example: Kustsamordnare
  - {id: epost, type: email, label: E-post, private: true}
  - {id: telefon, type: phone, label: Telefon}
  - {id: dag, type: date, label: Dag}
  - {id: sektor, type: choice, label: Sektor, options: svar}
  - {id: omraden, type: choices, label: Områden, options: svar}
  - {id: hur, type: text, label: Hur då, when: sektor == "ja"}
"""

GOAL = """
id: mal
title: "Mål 1: en levande kust"
group: Mål
goal: Varje län har en aktuell bild av hur kusten mår.
activities: [mätningar längs kusten, samtal med kommunerna]
effects: [Beslut fattas på ett gott underlag.]
intro: Berätta vad ni har gjort.
questions:
  - id: exempel
    type: items
    label: Konkreta exempel
    item: exempel
    item_title: rubrik
    max_items: 4
    help: Beskriv vad som gjordes och vad det ledde till.
    questions:
      - {id: rubrik, type: text, label: Rubrik, required: true, max_words: 8}
      - {id: text, type: prose, label: Text, required: true, max_words: 12}
      - {id: partner, type: partners, label: Andra som står bakom}
      - {id: bild, type: picture, label: Bild}
      - {id: annat, type: text, label: Varför, when: rubrik == "annat"}
"""

NUMBERS = """
id: siffror
title: Siffror
group: Resultat
questions:
  - {id: lage, type: matrix, label: Läget, rows: pastaenden, options: svar}
  - id: medel
    type: table
    label: Medel per år
    rows: ar
    unit: kr
    total: true
    columns:
      - {id: inn, label: Disponibla medel}
      - {id: ut, label: Förbrukade medel}
      - {id: kvar, label: Oförbrukade medel, computed: "inn - ut"}
    checks:
      - {rule: all(medel.kvar >= 0), message: Ni har förbrukat mer än ni hade.}
  - {id: belopp, type: money, label: Reserverat, unit: kr}
  - {id: antal, type: integer, label: Antal möten}
  - {id: kommentar, type: prose, label: Kommentar}
"""

SECTIONS = {"01-svarande.yaml": WHO, "02-mal.yaml": GOAL, "03-siffror.yaml": NUMBERS}

FILLED: dict[str, dict[str, Any]] = {
    "svarande": {"funktion": "Kustsamordnare", "epost": "kust@norr.se"},
    "mal": {
        "exempel": [
            {"id": "aaaaaa", "rubrik": "Mätning i sex vikar", "text": "Vi mätte i sex vikar.\n\n- norr\n- söder"},
            {"id": "bbbbbb", "rubrik": "Samtal", "text": "Ett möte i månaden.", "partner": ["syd"]},
        ]
    },
    "siffror": {"medel": {"r11": {"inn": "12000", "ut": "11 500"}}},
}


def make_screens_workspace(folder: Path, answers: dict[str, dict[str, Any]] | None = None) -> Workspace:
    """The workspace, with these answers in the draft of the first unit."""
    workspace, questionnaire = make_workspace(folder, SECTIONS, ASSIGNMENT)
    if answers:
        fill(workspace, questionnaire, answers)
    return workspace


def fill(workspace: Workspace, questionnaire: Questionnaire, answers: dict[str, dict[str, Any]]) -> None:
    """Put answers in the draft of the first unit."""
    with open_draft(workspace, questionnaire, workspace.assignment.units[0], "Kustsamordnare") as draft:
        for section, given in answers.items():
            for question, value in given.items():
                draft.set(section, question, value)
