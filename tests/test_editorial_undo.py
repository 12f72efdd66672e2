"""Every change of the editor's is logged, and can be undone."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sizes import tries
from small import WHEN, answered, make_workspace

from rapport.editorial import (
    Change,
    approve,
    comment,
    load_activity,
    load_log,
    reopen,
    resolve_comment,
    return_submission,
    undo,
    unit_status,
    waive,
)
from rapport.errors import RapportError, Refused
from rapport.questionnaire import Questionnaire
from rapport.submissions import load_submissions, seal
from rapport.workspace import Workspace


def submitted(folder: Path) -> tuple[Workspace, Questionnaire]:
    """A workspace where the first unit has submitted."""
    workspace, questionnaire = make_workspace(folder)
    seal(workspace, questionnaire, workspace.assignment.units[0], answered(), "Norr", WHEN)
    return workspace, questionnaire


def write(workspace: Workspace, name: str, data: bytes | None) -> None:
    """A change of a file."""
    with Change(workspace, "Red") as change:
        change.tell("edit", WHEN, "", f"Ändrade {name}.")
        change.write(name, data)


def test_every_decision_is_logged_with_who_what_and_when(tmp_path: Path) -> None:
    """One entry for each thing done, in order."""
    workspace, questionnaire = submitted(tmp_path)
    norr, syd = workspace.assignment.units
    name = comment(workspace, questionnaire, norr, "Red", WHEN, "allt.rubrik", "Skriv mer.")
    resolve_comment(workspace, name, "Red", WHEN)
    approve(workspace, norr, "Red", WHEN)
    reopen(workspace, norr, "Red", WHEN, "Fel.")
    waive(workspace, syd, "Red", WHEN, "Sjuk.")
    entries = load_activity(workspace).entries
    assert [e.action for e in entries] == ["comment", "resolve", "approve", "reopen", "waive"]
    assert [e.number for e in entries] == [1, 2, 3, 4, 5]
    assert all((e.who, e.when) == ("Red", WHEN) and e.what.endswith((".", "”.")) for e in entries)


def test_undo_goes_back_one_step_at_a_time(tmp_path: Path) -> None:
    """Decisions, comments and waivers are gone again, the last one first; what is undone is not undone twice."""
    workspace, questionnaire = submitted(tmp_path)
    norr, syd = workspace.assignment.units
    name = comment(workspace, questionnaire, norr, "Red", WHEN, "allt", "Skriv mer.")
    resolve_comment(workspace, name, "Red", WHEN)
    return_submission(workspace, norr, "Red", WHEN, "Kort.")
    waive(workspace, syd, "Red", WHEN, "Sjuk.")
    assert undo(workspace, "Red", WHEN).action == "waive"
    assert load_log(workspace).waiver("syd") is None
    assert undo(workspace, "Red", WHEN).action == "return"
    assert unit_status(workspace, questionnaire, norr).state == "inskickad"
    assert undo(workspace, "Red", WHEN).action == "resolve"
    assert not load_log(workspace).comments[0].resolved
    assert undo(workspace, "Red", WHEN).action == "comment"
    assert not load_log(workspace).comments
    with pytest.raises(Refused, match="inget att ångra"):
        undo(workspace, "Red", WHEN)


def test_of_two_equal_decisions_the_later_one_is_undone(tmp_path: Path) -> None:
    """Approved, undone and approved again within a second is approved."""
    workspace, questionnaire = submitted(tmp_path)
    norr = workspace.assignment.units[0]
    approve(workspace, norr, "Red", WHEN)
    undo(workspace, "Red", WHEN)
    approve(workspace, norr, "Red", WHEN)
    assert unit_status(workspace, questionnaire, norr).state == "godkänd"
    undo(workspace, "Red", WHEN)
    assert unit_status(workspace, questionnaire, norr).state == "inskickad"


@settings(max_examples=tries(25), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["urval.yaml", "kapitel/a.md"]), st.none() | st.binary(max_size=20))))
def test_undoing_everything_gives_every_file_its_first_content(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bytes | None]]
) -> None:
    """Whatever was written and removed, as many undos bring back what was there."""
    workspace, _ = make_workspace(tmp_path_factory.mktemp("w") / "w")
    write(workspace, "urval.yaml", b"format: 1\n")
    for name, data in steps:
        write(workspace, name, data)
    for _ in load_activity(workspace).entries[1:]:
        undo(workspace, "Red", WHEN)
    assert (workspace.editorial / "urval.yaml").read_bytes() == b"format: 1\n"
    assert not (workspace.editorial / "kapitel" / "a.md").exists()


def test_what_was_changed_by_hand_since_is_not_undone(tmp_path: Path) -> None:
    """Undo never takes away what somebody wrote after the change."""
    workspace, _ = make_workspace(tmp_path)
    write(workspace, "teman.yaml", b"ett\n")
    (workspace.editorial / "teman.yaml").write_bytes(b"eget\n")
    with pytest.raises(Refused, match=r"teman\.yaml har ändrats"):
        undo(workspace, "Red", WHEN)
    assert (workspace.editorial / "teman.yaml").read_bytes() == b"eget\n"


def test_a_change_must_be_told(tmp_path: Path) -> None:
    """Nothing is written to the editor's folder without a sentence in the log."""
    workspace, _ = make_workspace(tmp_path)
    with pytest.raises(RuntimeError), Change(workspace, "Red") as change:
        change.write("urval.yaml", b"x\n")


def test_a_torn_line_of_the_log_is_told_and_stops_nothing(tmp_path: Path) -> None:
    """A power cut in the middle of a line costs that line."""
    workspace, _ = make_workspace(tmp_path)
    write(workspace, "a.yaml", b"1\n")
    with (workspace.editorial / "logg.jsonl").open("ab") as file:
        file.write(b'{"number": 2, "act')
    write(workspace, "a.yaml", b"2\n")
    activity = load_activity(workspace)
    assert [entry.number for entry in activity.entries] == [1, 2]
    assert [problem.where.line for problem in activity.problems] == [2]


def test_no_name_leads_out_of_the_editors_folder(tmp_path: Path) -> None:
    """Paths upwards, absolute ones and the logs themselves cannot be written."""
    workspace, _ = make_workspace(tmp_path)
    for name in ("../x", "/etc/x", "beslut.jsonl", "logg.jsonl", ""):
        with pytest.raises(ValueError, match="no file"):
            write(workspace, name, b"")


COUNTY = """
import sys
from pathlib import Path
from datetime import timedelta
sys.path.insert(0, {tests!r})
from small import WHEN, answered
from rapport.questionnaire import load_questionnaire
from rapport.submissions import seal
from rapport.workspace import Workspace
workspace = Workspace(Path({root!r}))
unit = workspace.assignment.units[0]
questionnaire = load_questionnaire(workspace)
for n in range({times}):
    seal(workspace, questionnaire, unit, answered(antal=str(n + 1)), "Norr", WHEN + timedelta(n))
"""


@pytest.mark.slow
def test_editor_and_county_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """While another process submits, every decision is kept and is about a version that exists; undo works too."""
    workspace, _ = submitted(tmp_path)
    norr = workspace.assignment.units[0]
    code = COUNTY.format(tests=str(Path(__file__).parent), root=str(tmp_path), times=tries(12))
    county = subprocess.Popen([sys.executable, "-c", code])
    done: list[str] = []
    step = 0
    while county.poll() is None or step < 3:
        step += 1
        try:
            if step % 3 == 0:
                undo(workspace, "Red", WHEN + timedelta(seconds=step))
                done.append("undo")
            else:
                return_submission(workspace, norr, "Red", WHEN + timedelta(seconds=step), f"Skäl {step}.")
                done.append("return")
        except RapportError as error:
            assert isinstance(error, Refused), error
    assert county.returncode == 0
    versions = {version.number: version.sha256 for version in load_submissions(workspace, norr).submissions}
    assert len(versions) == tries(12) + 1
    log, activity = load_log(workspace), load_activity(workspace)
    assert not log.problems
    assert not activity.problems
    assert [entry.action for entry in activity.entries] == done
    assert len(log.decisions) == done.count("return") - done.count("undo")
    assert all(versions[decision.version] == decision.sha256 for decision in log.decisions)
