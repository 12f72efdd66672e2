"""The example survey with many responses, imported and counted by whole processes."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

from rapport.survey import load_survey, survey_places
from rapport.workspace import create_workspace

from .measure import Result, Run, run_once

RESPONSES = 100_000


def write_responses(folder: Path, n: int) -> tuple[Path, Path]:
    """A workspace without answers, and a file of `n` responses drawn from the example's, with a fixed seed."""
    workspace = create_workspace(folder / "survey", example=True)
    survey = load_survey(workspace)
    columns = [
        list(survey.column(place.section, place.question, place.row)) for place in survey_places(survey.questionnaire)
    ]
    shutil.rmtree(workspace.survey)
    rng = random.Random(5)
    path = folder / "responses.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *map(str, survey.columns)])
        for number in range(1, n + 1):
            # Open answers differ from each other, as people's do.
            cells = [rng.choice(column) for column in columns]
            writer.writerow([number, *(f"{cell} ({number})" if len(cell) > 20 else cell for cell in cells)])
    return workspace.root, path


def measure_survey(rapport: str, folder: Path, rounds: int) -> dict[str, Result]:
    """Importing into an empty workspace, importing the same file again, and counting every question."""
    root, path = write_responses(folder, RESPONSES)
    name = f"{RESPONSES:,} responses"
    runs: dict[str, list[Run]] = {}
    for _ in range(rounds):
        shutil.rmtree(root / "data" / "enkat", ignore_errors=True)
        for words, arguments in (
            ("import", ["import", str(path)]),
            ("import again", ["import", str(path)]),
            ("show", ["show", "--json"]),
        ):
            command = [rapport, "-C", str(root), "survey", *arguments]
            runs.setdefault(f"survey {words}, {name}", []).append(run_once(command, folder))
    return {words: Result(words, tuple(done)) for words, done in runs.items()}
