"""The assignment, `data/rapport.yaml`: what is wrong in it is told with line and key, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.cli import main
from rapport.errors import InvalidFile, UseError
from rapport.questionnaire import load_questionnaire
from rapport.workspace import Workspace

RIGHT = """
title: Prov
units:
  - {slug: norr, letter: N, code: "1"}
  - {slug: syd, letter: S, code: "2"}
outputs:
  - {id: rapport, file: rapport.docx, outline: [{template: omslag}]}
  - {id: bilaga, file: bilaga.docx, outline: [{template: omslag}]}
"""


def workspace(folder: Path, text: str) -> Workspace:
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "rapport.yaml").write_text(text, encoding="utf-8")
    return Workspace(folder)


def problems(folder: Path, text: str) -> set[tuple[int, str]]:
    """Line and key of every problem."""
    with pytest.raises(InvalidFile) as caught:
        _ = workspace(folder, text).assignment
    return {(problem.where.line, problem.where.key) for problem in caught.value.problems}


def test_an_assignment_needs_little(tmp_path: Path) -> None:
    """A title and units; all else has a default."""
    found = workspace(tmp_path, "title: Prov\nunits: [{slug: norr}]\n").assignment
    assert [unit.name for unit in found.units] == ["norr"]
    assert (found.deadline, found.outputs) == ("", ())


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("slug: syd", "slug: norr", (5, "units[2].slug")),
        ("letter: S", "letter: N", (5, "units[2].letter")),
        ('code: "2"', 'code: "1"', (5, "units[2].code")),
        ("id: bilaga", "id: rapport", (8, "outputs[2].id")),
        ("file: bilaga", "file: rapport", (8, "outputs[2].file")),
    ],
)
def test_what_must_be_told_apart_has_names_of_its_own(
    tmp_path: Path, old: str, new: str, place: tuple[int, str]
) -> None:
    """Else one unit would answer for another, and one document be written over another."""
    assert problems(tmp_path, RIGHT.replace(old, new)) == {place}


@pytest.mark.parametrize("name", ["../rapport.docx", "rapport.pdf", ".docx", "a/b.docx", "-x.docx"])
def test_an_output_is_a_file_in_the_build_folder(tmp_path: Path, name: str) -> None:
    """No path leads out of it."""
    assert problems(tmp_path, RIGHT.replace("rapport.docx", name)) == {(7, "outputs[1].file")}


@pytest.mark.parametrize("name", ["..", "../x", "a b", "/x", "Å"])
def test_names_that_become_paths_are_plain(tmp_path: Path, name: str) -> None:
    """Of units, templates and chapters."""
    text = RIGHT.replace("slug: norr", f"slug: {name}").replace("{template: omslag}", f"{{chapter: {name}}}", 1)
    assert problems(tmp_path, text) == {(4, "units[1].slug"), (7, "outputs[1].outline[1].chapter")}


@pytest.mark.parametrize("key", ["deadline", "published"])
@pytest.mark.parametrize("text", ["imorgon", "2015-02-31", "2015-1-1", "31 januari 2015"])
def test_a_date_is_a_date(tmp_path: Path, key: str, text: str) -> None:
    """Of the calendar, written as in ISO 8601."""
    assert problems(tmp_path, f"{RIGHT}{key}: {text}\n") == {(9, key)}


def test_a_workspace_without_questions_is_told(tmp_path: Path) -> None:
    """It is not one where nobody is asked anything."""
    with pytest.raises(UseError, match="mappen sections har inga avsnitt"):
        load_questionnaire(workspace(tmp_path, RIGHT))


def test_an_assignment_without_outputs_builds_nothing_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2 and what to do."""
    own = workspace(tmp_path / "w", "title: Prov\nunits: [{slug: norr}]\n")
    assert main(["-C", str(own.root), "build", "--draft"]) == 2
    assert "Lägg till ”outputs” i data/rapport.yaml" in capsys.readouterr().err
