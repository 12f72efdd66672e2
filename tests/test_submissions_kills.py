"""A writer that is killed, or whose disk fills up, loses at most what it had not yet said was saved."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from small import make_workspace
from typist import text_of

from rapport.submissions import load_draft, open_draft
from rapport.text import clean

TYPIST = Path(__file__).with_name("typist.py")


def start(workspace: Path, debounce: float, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(TYPIST), str(workspace), "norr", str(debounce), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill_after(process: subprocess.Popen[str], lines: int) -> int:
    """Kill the writer after so many of its lines; the last count that it said was saved."""
    assert process.stdout is not None
    saved = 0
    for _ in range(lines):
        count, word = process.stdout.readline().split()
        saved = int(count) if word == "saved" else saved
    process.kill()
    for line in process.stdout:
        if line.endswith("saved\n"):
            saved = int(line.split()[0])
    process.wait()
    process.stdout.close()
    return saved


def kill_many(folder: Path, kills: int, seed: int) -> None:
    """Kill one writer after another on the same draft, and look at it after each."""
    workspace, questionnaire = make_workspace(folder)
    unit = workspace.assignment.unit("norr")
    chance = random.Random(seed)
    for _ in range(kills):
        saved = kill_after(start(folder, chance.choice([0.001, 0.003, 0.01])), chance.randrange(1, 12))
        draft = load_draft(workspace, unit, questionnaire)
        count = int(draft.answers["allt"]["rubrik"])
        assert count >= saved
        # The text is set before its count, so a batch between the two may hold the next text already.
        assert draft.answers["allt"]["brev"] in (clean(text_of(count)), clean(text_of(count + 1)))
    open_draft(workspace, questionnaire, unit, "Bo").close()
    left = sorted(path.name for path in workspace.unit_folder(unit).iterdir())
    assert left == [".las", "utkast.yaml"]


def test_kills_at_random_moments_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    """The draft is always readable, never older than what the writer said was saved, and nobody is locked out."""
    kill_many(tmp_path / "w", 8, seed=1)


@pytest.mark.proof
@pytest.mark.timeout(3600)
def test_a_thousand_kills_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    """The same, at full size."""
    kill_many(tmp_path / "w", 1000, seed=2)


def test_a_real_limit_on_file_size_never_harms_what_is_written(tmp_path: Path) -> None:
    """When the system refuses a write in the middle, what was saved before stays, and the writer knows."""
    workspace, questionnaire = make_workspace(tmp_path / "w")
    unit = workspace.assignment.unit("norr")
    process = start(tmp_path / "w", 0.001, "6000")
    saved = kill_after(process, 40)
    draft = load_draft(workspace, unit, questionnaire)
    assert int(draft.answers["allt"]["rubrik"]) >= saved > 0
