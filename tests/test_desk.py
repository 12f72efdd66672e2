"""The desk without its screens: matrix, use, one at the desk, reminders."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from screen_helpers import HOSTILE, NOW, clock
from screen_workspace import FILLED, make_screens_workspace
from small import WHEN

from rapport.cli import main
from rapport.desk import (
    ABSENT,
    LACKING,
    ORDERS,
    Desk,
    UnitRow,
    arrange,
    column_sums,
    lacks_anything,
    open_desk,
    save_letters,
    used_sections,
    write_letter,
)
from rapport.editorial import (
    Change,
    all_statuses,
    approve,
    load_activity,
    load_log,
    return_submission,
    undo,
    unit_status,
)
from rapport.errors import Refused, UseError
from rapport.questionnaire import load_questionnaire
from rapport.submissions import open_draft, seal
from rapport.workspace import Workspace

OUTLINE = "[{template: exempel, with: {section: mal}}]"


def ready(folder: Path) -> Workspace:
    """Norr has submitted, Syd has a draft, Öster nothing; the report prints the section `mal`."""
    workspace = make_screens_workspace(folder, FILLED)
    file = folder / "data" / "rapport.yaml"
    text = file.read_text(encoding="utf-8").replace("[{template: omslag}]", OUTLINE)
    file.write_text(text + "reminder: {from: red@kust.example, login: Öppna med rapport fill.}\n", encoding="utf-8")
    workspace = Workspace(folder)
    questionnaire = load_questionnaire(workspace)
    norr, syd, _ = workspace.assignment.units
    seal(workspace, questionnaire, norr, FILLED, "Norr", WHEN)
    with open_draft(workspace, questionnaire, syd, "Syd") as draft:
        draft.set("siffror", "antal", "3")
        draft.set("svarande", "epost", "kust@syd.se")
    return workspace


def desk_of(workspace: Workspace) -> Desk:
    """A desk that has read everything."""
    desk = open_desk(workspace, "Red", clock)
    desk.read(lambda: None)
    return desk


def signs(row: UnitRow) -> list[str]:
    """The cells of a row."""
    return [row.sign(section).strip() for section in ("svarande", "mal", "siffror")]


def test_a_cell_tells_what_is_submitted_else_the_draft_and_whether_it_is_used(tmp_path: Path) -> None:
    """Letters for the five states, and a plus where text of the section stands in the report."""
    workspace = ready(tmp_path / "w")
    desk = desk_of(workspace)
    norr, syd, oster = desk.rows
    assert [signs(norr), signs(syd), signs(oster)] == [["I", "I+", "I"], ["U", "–", "U"], ["–", "–", "–"]]
    assert [row.is_absent for row in desk.rows] == [False, True, True]
    assert column_sums(desk.rows, ["svarande", "mal"]) == (1, 1)
    desk.do(lambda w, who, when: return_submission(w, norr.unit, who, when, "Kort."))
    desk.read(lambda: None)
    assert signs(desk.row("norr")) == ["Å", "Å+", "Å"]
    desk.undo()
    desk.do(lambda w, who, when: approve(w, norr.unit, who, when))
    desk.read(lambda: None)
    assert signs(desk.row("norr")) == ["G", "G+", "G"]


def test_the_desk_sees_what_units_submit_meanwhile(tmp_path: Path) -> None:
    """Reading again finds a new version, and the report it has come into."""
    workspace = ready(tmp_path / "w")
    desk = desk_of(workspace)
    answers = FILLED | {"siffror": {}}
    seal(workspace, desk.questionnaire, workspace.assignment.units[2], answers, "Öster", WHEN)
    shown: list[bool] = []
    desk.read(lambda: shown.append(True))
    assert shown
    assert signs(desk.row("oster")) == ["I", "I+", "–"]


def test_orders_and_filters(tmp_path: Path) -> None:
    """By name, state, completeness and change; by state, lacking section and absence from the report."""
    rows = desk_of(ready(tmp_path / "w")).rows
    names = {order: [row.unit.slug for row in arrange(rows, order, "", "")] for order in ORDERS}
    assert names["name"] == ["norr", "syd", "oster"]
    assert names["state"] == ["oster", "syd", "norr"]
    assert names["completeness"][-1] == names["change"][0] == "norr"
    assert [row.unit.slug for row in arrange(rows, "name", ABSENT, "")] == ["syd", "oster"]
    assert [row.unit.slug for row in arrange(rows, "name", LACKING, "mal")] == ["syd", "oster"]
    assert [row.unit.slug for row in arrange(rows, "name", "utkast", "")] == ["syd"]


def test_one_sits_at_the_desk_and_the_next_one_reads(tmp_path: Path) -> None:
    """The second desk says who has it and changes nothing; commands go on working."""
    workspace = ready(tmp_path / "w")
    first, second = open_desk(workspace, "Anna", clock), open_desk(workspace, "Bo", clock)
    assert (first.read_only, second.read_only, second.holder.who) == (False, True, "Anna")
    norr = workspace.assignment.units[0]
    with pytest.raises(Refused, match="Anna sitter vid skrivbordet"):
        second.do(lambda w, who, when: approve(w, norr, who, when))
    approve(workspace, norr, "Cecilia", WHEN)
    first.close()
    assert not open_desk(workspace, "Bo", clock).read_only


def test_use_is_composed_once_and_again_when_something_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is used until a file that the report is made from is another."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    workspace = ready(tmp_path / "w")
    first = used_sections(workspace)
    monkeypatch.setattr("rapport.desk.used.compose", lambda *_, **__: ())
    assert used_sections(workspace) == first == {"norr": frozenset({"mal"})}
    (workspace.editorial / "kapitel").mkdir(parents=True)
    (workspace.editorial / "kapitel" / "nytt.md").write_text("Nytt.\n", encoding="utf-8")
    assert used_sections(workspace) == {}


def test_a_broken_cache_of_use_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in the cache, the answer is right."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    workspace = ready(tmp_path / "w")
    first = used_sections(workspace)
    for file in (tmp_path / "cache").rglob("used/*.json"):
        file.write_text("[1", encoding="utf-8")
    assert used_sections(workspace) == first


def test_what_cannot_be_read_is_told_until_it_can(tmp_path: Path) -> None:
    """Themes that cannot be read leave the use unknown and every state known; put right, all is known."""
    workspace = ready(tmp_path / "w")
    themes = workspace.editorial / "teman.yaml"
    themes.parent.mkdir(exist_ok=True)
    themes.write_text("fel: [\n", encoding="utf-8")
    desk = desk_of(workspace)
    assert "teman" in desk.problem
    assert [row.status.state for row in desk.rows] == ["inskickad", "utkast", "ej påbörjad"]
    assert [row.used for row in desk.rows] == [None, None, None]
    themes.unlink()
    desk.read(lambda: None)
    assert desk.problem == ""
    assert desk.row("norr").used == {"mal"}


COMMANDS = """
import sys
from rapport.cli import main
for n in range({times}):
    if main(["-C", {root!r}, "--who", "Bo", "comment", "norr", "--question", "mal", f"Kommentar {{n}}."]):
        sys.exit(1)
"""


@pytest.mark.slow
def test_desk_and_commands_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """Every change of both is kept and logged; who meets the other in the same moment waits, or is told."""
    workspace = ready(tmp_path / "w")
    desk = open_desk(workspace, "Anna", clock)
    code = COMMANDS.format(root=str(workspace.root), times=12)
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    mine = 0
    while other.poll() is None:
        desk.do(lambda w, who, when, n=mine: write_selection(w, who, when, f"{n}\n"))
        mine += 1
        time.sleep(0.01)
    out, told = other.communicate()
    entries = load_activity(workspace).entries
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.who for entry in entries].count("Anna") == mine
    said = [entry.what for entry in entries if entry.who == "Bo"]
    assert len(said) == len(load_log(workspace).comments) == out.count(b"\n")
    assert (other.returncode == 0 and len(said) == 12) or b"Anna" in told


def write_selection(workspace: Workspace, who: str, when: datetime, text: str) -> None:
    """A change of a file of the editor's."""
    with Change(workspace, who) as change:
        change.tell("edit", when, "", "Ändrade urvalet.")
        change.write("urval.yaml", text.encode())


# --------------------------------------------------------------------------- reminders


def test_a_letter_says_what_is_missing_by_when_and_how(tmp_path: Path) -> None:
    """Deadline with days left, each section's lack, how to open the questions; to the unit's own address."""
    workspace = ready(tmp_path / "w")
    questionnaire = load_questionnaire(workspace)
    status = unit_status(workspace, questionnaire, workspace.assignment.units[1])
    letter = write_letter(workspace, questionnaire, status, "Red", NOW)
    assert (letter.to, letter.subject) == ("kust@syd.se", "Påminnelse: Kusten i siffror")
    for words in ("31 januari 2015, om 19 dagar", "- Vem svarar: ett svar saknas", "Öppna med rapport fill."):
        assert words in letter.text


def test_a_letter_is_a_message_that_mail_programs_read(tmp_path: Path) -> None:
    """Headers and text come back as written, and the same letter is the same bytes."""
    workspace = ready(tmp_path / "w")
    questionnaire = load_questionnaire(workspace)
    status = unit_status(workspace, questionnaire, workspace.assignment.units[1])
    letter = write_letter(workspace, questionnaire, status, "Red", NOW)
    paths = save_letters([letter], tmp_path / "out")
    data = paths[0].read_bytes()
    message = message_from_bytes(data, policy=policy.default)
    assert (message["From"], message["To"]) == ("red@kust.example", "kust@syd.se")
    assert message["Subject"] == letter.subject
    assert message["Date"].datetime == NOW
    assert message["Message-ID"].endswith("@kust.example>")
    assert message.get_content().replace("\r\n", "\n") == letter.text
    assert save_letters([letter], tmp_path / "out")[0].read_bytes() == data
    assert letter.text in paths[1].read_text(encoding="utf-8")


def test_the_workspaces_own_letter_goes_first_and_a_wrong_name_in_it_is_told(tmp_path: Path) -> None:
    """A name that is not known gives the nearest one; what people typed is never read as a name."""
    workspace = ready(tmp_path / "w")
    questionnaire = load_questionnaire(workspace)
    status = unit_status(workspace, questionnaire, workspace.assignment.units[1])
    own = workspace.templates / "paminnelse.txt"
    own.parent.mkdir()
    own.write_text("Hej $unit\n\nFrån $who\n", encoding="utf-8")
    letter = write_letter(workspace, questionnaire, status, "$title", NOW)
    assert (letter.subject, letter.text) == ("Hej Syd", "Från $title\n")
    own.write_text("Hej\n\n$deadlin\n", encoding="utf-8")
    with pytest.raises(UseError, match=r"Menade du ”\$deadline”"):
        write_letter(workspace, questionnaire, status, "Red", NOW)


def test_no_text_becomes_a_header(tmp_path: Path) -> None:
    """A title with line ends, and an address that is none, do not get into the head of the message."""
    workspace = ready(tmp_path / "w")
    questionnaire = load_questionnaire(workspace)
    syd = workspace.assignment.units[1]
    with open_draft(workspace, questionnaire, syd, "Syd") as draft:
        draft.set("svarande", "epost", "a@b.se\nBcc: alla@b.se")
    status = unit_status(workspace, questionnaire, syd)
    letter = write_letter(workspace, questionnaire, status, HOSTILE, NOW)
    with pytest.raises(UseError, match="ingen e-postadress"):
        letter.message()


def test_only_units_that_lack_something_are_reminded(tmp_path: Path) -> None:
    """Who has submitted and is not asked for more gets no letter."""
    workspace = ready(tmp_path / "w")
    statuses = all_statuses(workspace, load_questionnaire(workspace))
    assert [status.unit.slug for status in statuses if lacks_anything(status)] == ["syd", "oster"]


# --------------------------------------------------------------------------- commands


def test_remind_log_and_undo_as_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Letters are written and logged; they are not undone, the decision before them is."""
    workspace = ready(tmp_path / "w")
    at = ["-C", str(workspace.root), "--who", "Red"]
    assert main([*at, "approve", "norr"]) == 0
    assert main([*at, "remind", "--all-missing", "--out", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"paminnelse-{slug}.{ending}" for slug in ("oster", "syd") for ending in ("eml", "txt")
    ]
    capsys.readouterr()
    assert main([*at, "undo"]) == 0
    assert capsys.readouterr().err == "Ångrat: Godkände version 1 från Norr. (Red)\n"
    assert main([*at, "log", "--json", "--unit", "norr"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    assert [(entry["action"], entry["undone"]) for entry in entries] == [("approve", True), ("undo", False)]
    assert main([*at, "log"]) == 0
    assert "Red: Skrev en påminnelse till Syd." in capsys.readouterr().out
    assert main([*at, "undo"]) == 1
    assert main([*at, "remind"]) == 2


def test_status_prints_the_matrix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sign for each section, sums, who is not in the report; the same in JSON."""
    workspace = ready(tmp_path / "w")
    assert main(["-C", str(workspace.root), "status"]) == 0
    out = capsys.readouterr().out
    assert "Norr        I  I+ I  3/3        1" in out
    assert "Ej i rapporten: Syd, Öster." in out
    assert main(["-C", str(workspace.root), "status", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["units"][0]["matrix"]["mal"] == {"state": "inskickad", "used": True}
    assert [unit["in_report"] for unit in data["units"]] == [True, False, False]
    assert data["sums"] == {"submitted": {"svarande": 1, "mal": 1, "siffror": 1}, "in_report": 1}


def test_status_without_a_report_that_can_be_composed_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Themes that cannot be read leave the use unknown; everything else is printed."""
    workspace = ready(tmp_path / "w")
    workspace.editorial.mkdir(exist_ok=True)
    (workspace.editorial / "teman.yaml").write_text("fel: [\n", encoding="utf-8")
    assert main(["-C", str(workspace.root), "status", "--json"]) == 0
    done = capsys.readouterr()
    assert "Vad som står i rapporten är inte känt" in done.err
    assert json.loads(done.out)["units"][0]["in_report"] is None


def test_logged_words_stay_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reason with line ends and signs that act on a terminal is one harmless line of the log."""
    workspace = ready(tmp_path / "w")
    norr = workspace.assignment.units[0]
    return_submission(workspace, norr, "Red", WHEN, f"Ett.\nTvå. {HOSTILE}")
    assert main(["-C", str(workspace.root), "log"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert "\x1b" not in out
    undo(workspace, "Red", WHEN + timedelta(seconds=1))
    assert len(load_activity(workspace).entries) == 2


def test_a_unit_whose_files_are_gone_is_still_a_row(tmp_path: Path) -> None:
    """The desk shows every unit of the assignment."""
    workspace = ready(tmp_path / "w")
    shutil.rmtree(workspace.unit_folder(workspace.assignment.units[1]))
    assert [row.unit.slug for row in desk_of(workspace).rows] == ["norr", "syd", "oster"]
