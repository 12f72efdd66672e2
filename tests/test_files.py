"""What is read from the disk, whatever lies there."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small import make_workspace

from rapport.errors import UseError
from rapport.files import files_in, load_yaml, read_bytes
from rapport.questionnaire import load_questionnaire
from rapport.submissions import load_draft, load_submissions, open_draft, seal
from rapport.submissions.journal import frame, read_journal
from rapport.workspace import Unit, Workspace

WHEN = datetime(2015, 1, 20, 10, 12, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "w")[0]


@pytest.fixture
def unit(workspace: Workspace) -> Unit:
    return workspace.assignment.units[0]


def test_a_missing_file_is_told_or_replaced(tmp_path: Path) -> None:
    """By what the caller says stands for a missing one."""
    assert read_bytes(tmp_path / "x", missing=b"-") == b"-"
    with pytest.raises(UseError, match="den finns inte"):
        read_bytes(tmp_path / "x")


def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes to, a folder, a device."""
    os.mkfifo(tmp_path / "rör")
    for path in (tmp_path / "rör", tmp_path, Path("/dev/zero")):
        with pytest.raises(UseError, match="den är"):
            read_bytes(path)


def test_a_link_is_followed_only_where_nobody_else_could_have_put_it(tmp_path: Path) -> None:
    """A section file may be a link, a unit's file may not."""
    (tmp_path / "a").write_text("x: y")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert load_yaml(tmp_path / "b").data() == {"x": "y"}
    with pytest.raises(UseError, match="den är en länk"):
        load_yaml(tmp_path / "b", follow_link=False)


def test_a_folder_is_listed_by_name_without_hidden_files(tmp_path: Path) -> None:
    """An editor's lock and a half-written file are not read; a missing folder is an empty one."""
    for name in ("b.yaml", "a.yaml", ".#a.yaml", "c.md"):
        (tmp_path / name).touch()
    assert [path.name for path in files_in(tmp_path, ".yaml")] == ["a.yaml", "b.yaml"]
    assert files_in(tmp_path / "x") == []


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(tmp_path: Path) -> None:
    """What lies there would else be dropped in silence."""
    (tmp_path / "x").touch()
    with pytest.raises(UseError, match="går inte att läsa"):
        files_in(tmp_path / "x")


def test_a_unit_cannot_make_others_read_a_file_elsewhere(workspace: Workspace, unit: Unit, tmp_path: Path) -> None:
    """Neither as draft, as journal nor as sealed file."""
    secret = tmp_path / "hemligt"
    secret.write_text("lösen: ord")
    folder = workspace.unit_folder(unit)
    (folder / "inskickat").mkdir(parents=True)
    (folder / "inskickat" / "0001.yaml").symlink_to(secret)
    (problem,) = load_submissions(workspace, unit).problems
    assert "den är en länk" in problem.message
    for name in ("utkast.yaml", "journal"):
        (folder / name).symlink_to(secret)
        with pytest.raises(UseError, match="den är en länk"):
            load_draft(workspace, unit)
        (folder / name).unlink()


def test_a_file_in_place_of_the_sealed_ones_is_told(workspace: Workspace, unit: Unit) -> None:
    """As a problem of that unit, and nothing new is sealed on top of it."""
    folder = workspace.unit_folder(unit)
    folder.mkdir(parents=True)
    (folder / "inskickat").touch()
    (problem,) = load_submissions(workspace, unit).problems
    assert "går inte att läsa" in problem.message
    questionnaire = load_questionnaire(workspace)
    with open_draft(workspace, questionnaire, unit, "Ulla"), pytest.raises(UseError, match="skadat"):
        seal(workspace, questionnaire, unit, {"allt": {"rubrik": "Ja"}}, "Ulla", WHEN)


@pytest.mark.parametrize(
    "body", [{"rev": 1}, {"rev": True, "position": "a"}, {"rev": 1, "section": 2, "question": "x"}]
)
def test_a_whole_line_that_is_no_edit_ends_the_journal(tmp_path: Path, body: dict[str, object]) -> None:
    """As a damaged line does."""
    good = frame({"rev": 1, "position": "a.b"})
    (tmp_path / "journal").write_bytes(good + frame(body))
    replay = read_journal(tmp_path / "journal")
    assert len(replay.records) == 1
    assert replay.good == len(good)
