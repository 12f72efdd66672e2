"""A small workspace for tests: two units, one section with every question type, and one with conditions."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from rapport.questionnaire import Questionnaire, load_questionnaire
from rapport.workspace import Unit, Workspace

ASSIGNMENT = """
title: Kusten
units:
  - {slug: norr, letter: N, code: "1", name: Norr}
  - {slug: syd, letter: S, code: "2", name: Syd}
codelists:
  svar:
    - {id: ja, label: Ja}
    - {id: nej, label: Nej}
themes:
  hinder: {section: allt, question: punkter}
outputs:
  - {id: rapport, file: rapport.docx, outline: [{template: omslag}]}
"""

EVERYTHING = """
id: allt
title: Allt
questions:
  - {id: rubrik, type: text, label: Rubrik, required: true, max_words: 5}
  - {id: brev, type: prose, label: Brev}
  - {id: antal, type: integer, label: Antal}
  - {id: kostnad, type: money, label: Kostnad, unit: tkr}
  - {id: val, type: choice, label: Val, options: svar}
  - {id: flera, type: choices, label: Flera, options: svar}
  - {id: skala, type: matrix, label: Skala, options: svar, rows: [{id: a, label: A}, {id: b, label: B}]}
  - id: tabell
    type: table
    label: Tabell
    rows: [{id: r1, label: R1}, {id: r2, label: R2}]
    columns: [{id: inn, label: In}, {id: ut, label: Ut}, {id: kvar, label: Kvar, computed: "inn - ut"}]
    total: true
  - {id: dag, type: date, label: Dag}
  - {id: epost, type: email, label: E-post, private: true}
  - {id: telefon, type: phone, label: Telefon}
  - {id: bild, type: picture, label: Bild}
  - {id: med, type: partners, label: Med}
  - id: punkter
    type: items
    label: Punkter
    item: punkt
    item_title: namn
    max_items: 3
    questions:
      - {id: namn, type: text, label: Namn, required: true}
      - {id: text, type: prose, label: Text}
      - {id: varfor, type: text, label: Varför, when: namn == "annat"}
"""

CONDITIONS = """
id: mer
title: Mer
questions:
  - {id: fler, type: choice, label: Fler, options: svar}
  - {id: hur, type: text, label: Hur, when: fler == "ja", required: true}
  - {id: sedan, type: text, label: Sedan, when: answered(hur)}
  - id: tal
    type: integer
    label: Tal
    checks:
      - {rule: tal <= allt.antal, message: Talet är för stort.}
      - {rule: tal > 0, message: Talet brukar vara större., level: warn}
"""

WHEN = datetime(2015, 1, 20, 10, 12, tzinfo=timezone(timedelta(hours=1)))
"""A time to seal and decide at."""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
"""Bytes that begin as a PNG does."""


def make_workspace(
    folder: Path, sections: dict[str, str] | None = None, assignment: str = ASSIGNMENT
) -> tuple[Workspace, Questionnaire]:
    """A workspace in `folder` with these section files, and its questionnaire."""
    (folder / "sections").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "data" / "rapport.yaml").write_text(assignment, encoding="utf-8")
    for name, text in (sections or {"01-allt.yaml": EVERYTHING, "02-mer.yaml": CONDITIONS}).items():
        (folder / "sections" / name).write_text(text, encoding="utf-8")
    workspace = Workspace(folder)
    return workspace, load_questionnaire(workspace)


def write_draft(workspace: Workspace, unit: Unit, text: str) -> Path:
    """Put a draft there as a file."""
    path = workspace.unit_folder(unit) / "utkast.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def answered(**more: Any) -> dict[str, dict[str, Any]]:
    """Answers that can be sealed, with `more` in the first section."""
    return {"allt": {"rubrik": "Ett år vid kusten", **more}}
