"""A small survey for tests, with every type that an import reads, and files to import into it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from small import make_workspace

from rapport.survey import ImportPlan, Preview, Survey, load_survey, plan_import, store_import
from rapport.workspace import Workspace

ASSIGNMENT = """
title: Kusten
units: [{slug: norr, name: Norr}]
codelists:
  svar: [{id: helt, label: Stämmer helt}, {id: inte, label: Stämmer inte}, {id: vet_ej, label: Vet ej}]
  janej: [{id: ja, label: Ja}, {id: nej, label: Nej}]
  kanal: [{id: brev, label: Brev}, {id: tele, label: "Telefon, kväll"}, {id: mote, label: Möte}]
survey: {invited: 4}
outputs: [{id: rapport, file: rapport.docx, outline: [{template: omslag}]}]
"""
SECTION = """
id: roll
title: Rollen
questions:
  - {id: nytta, type: choice, label: "Har det varit till nytta?", options: svar}
  - {id: med, type: choice, label: Har du varit med?, options: janej}
  - id: pa
    type: matrix
    label: Ta ställning
    options: svar
    rows: [{id: stod, label: "Stödet är gott."}, {id: svar, label: "Vi får svar."}]
  - {id: hur, type: choices, label: "Hur vill du bli nådd?", options: kanal}
  - {id: antal, type: integer, label: Hur många år?}
  - {id: fritt, type: prose, label: Övrigt}
"""
HEADER = [
    "id",
    "roll.nytta",
    "roll.med",
    "roll.pa.stod",
    "roll.pa.svar",
    "roll.hur",
    "roll.antal",
    "roll.fritt",
]
"""The columns by their ids."""
WHEN = datetime(2015, 1, 20, 10, 12, tzinfo=UTC)


def survey_workspace(folder: Path) -> Workspace:
    """A workspace with the survey and no answers."""
    workspace, _ = make_workspace(folder / "w", assignment=ASSIGNMENT)
    workspace.survey_sections.mkdir()
    (workspace.survey_sections / "01.yaml").write_text(SECTION, encoding="utf-8")
    return workspace


def table(*rows: Sequence[str], separator: str = ",") -> str:
    """Rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def planned(workspace: Workspace, data: str | bytes, mapping: str = "", name: str = "svar.csv") -> ImportPlan:
    """What importing a file of this content would do."""
    path = workspace.root / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    if not mapping:
        return plan_import(workspace, path)
    (workspace.root / "mappning.yaml").write_text(mapping, encoding="utf-8")
    return plan_import(workspace, path, workspace.root / "mappning.yaml")


def preview(workspace: Workspace, data: str | bytes, mapping: str = "") -> Preview:
    """What is shown before a file of this content is stored."""
    return planned(workspace, data, mapping).preview


def imported(workspace: Workspace, data: str | bytes, mapping: str = "") -> Survey:
    """The survey after a file of this content is stored."""
    store_import(workspace, planned(workspace, data, mapping), "Anna", WHEN)
    return load_survey(workspace)


def answers(survey: Survey) -> list[tuple[str, ...]]:
    """A row a respondent, without identities."""
    return list(zip(*survey.columns.values(), strict=True))
