"""Reading and deciding at the desk: differences, comments, decisions, by keys in both applications."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from screen_helpers import HOSTILE, SIZES, assert_harmless, check_golden, clock, grid, wait_for, wait_text
from screen_workspace import FILLED, make_screens_workspace
from sizes import tries
from test_screens_desk import desk
from test_screens_golden import _stockholm  # noqa: F401  (times in one zone)

from rapport.cli import main
from rapport.desk import diff_lines
from rapport.editorial import (
    APPROVED,
    RETURNED,
    approve,
    comment,
    compared_submission,
    end_waiver,
    load_activity,
    load_log,
    reopen,
    return_submission,
    undo,
    unit_status,
    waive,
)
from rapport.errors import Refused
from rapport.questionnaire import load_questionnaire
from rapport.screens import make_app
from rapport.screens.desk.place import Place
from rapport.screens.fields import Field
from rapport.submissions import add_picture, open_draft, seal
from rapport.text import group_digits
from rapport.workspace import Workspace

TEXT = "Vi mätte i sex vikar.\n\n- norr\n- söder"


def answers(text: str, rubrik: str = "Mätning i sex vikar") -> dict[str, Any]:
    """FILLED with another text in its first example."""
    first, second = FILLED["mal"]["exempel"]
    return FILLED | {"mal": {"exempel": [first | {"rubrik": rubrik, "text": text}, second]}}


def submitted(folder: Path, *versions: dict[str, Any]) -> Workspace:
    """Norr's versions, one after the other."""
    workspace = make_screens_workspace(folder, versions[-1])
    for version in versions:
        seal_again(workspace, version)
    return workspace


def seal_again(workspace: Workspace, version: dict[str, Any], place: int = 0) -> None:
    """One more version of a unit."""
    seal(workspace, load_questionnaire(workspace), workspace.assignment.units[place], version, "Kust", clock())


def status_of(workspace: Workspace, place: int = 0):
    """Where a unit stands."""
    return unit_status(workspace, load_questionnaire(workspace), workspace.assignment.units[place])


LINES = st.lists(st.text("ab \n", max_size=12), max_size=5)


@settings(max_examples=tries(60), deadline=None)
@given(LINES, LINES)
def test_both_versions_can_be_read_out_of_their_difference(before: list[str], after: list[str]) -> None:
    """Nothing is lost or made up: each side is its version, and so are the kept words with its sign."""
    pairs = diff_lines(before, after)
    for lines, side, sign in ((before, "before", "-"), (after, "after", "+")):
        read = [getattr(pair, side) for pair in pairs]
        assert ["".join(piece.text for piece in pieces) for pieces in read if pieces is not None] == lines
        merged = ["".join(text for text, mark in pair.merged if mark in ("", sign)) for pair in pairs]
        assert "".join(merged) == "".join(lines)


def test_within_a_line_only_the_other_words_are_marked() -> None:
    """One word is removed and one is added."""
    (pair,) = diff_lines(["Vi mätte i sex vikar."], ["Vi mätte i sju vikar."])
    assert [part for part in pair.merged if part[1]] == [("sex", "-"), ("sju", "+")]


def test_the_latest_version_is_read_beside_the_last_that_was_decided_about(tmp_path: Path) -> None:
    """A version that the editor never decided about is passed over; without any decision it is the one before."""
    workspace = submitted(tmp_path / "w", answers("Ett."))
    unit = workspace.assignment.units[0]
    assert compared_submission(status_of(workspace)) is None
    return_submission(workspace, unit, "Red", clock(), "Mer.")
    for text in ("Två.", "Tre."):
        seal_again(workspace, answers(text))
    found = compared_submission(status_of(workspace))
    assert found is not None and found.number == 1


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_version_beside_its_earlier_one_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    """Side by side from 120 columns, unified below; unchanged parts are folded."""
    workspace = submitted(tmp_path / "w", answers(TEXT), answers(TEXT.replace("sex", "sju") + "\n- väster"))
    comment(workspace, load_questionnaire(workspace), workspace.assignment.units[0], "Red", clock(), "", "Bra.")
    async with desk(workspace, size) as pilot:
        await pilot.press("right", "enter")
        await wait_text(pilot, "Jämförs med version 1")
        await pilot.press("f5")
        await wait_text(pilot, "[+")
        await pilot.pause()
        check_golden(f"desk-reading-{size[0]}x{size[1]}", grid(pilot.app))


async def test_changes_questions_and_sections_are_stepped_between(tmp_path: Path) -> None:
    """F5 goes to the next change in any section, Tab to the next place, F4 and F3 to sections, F7 unfolds."""
    later = answers(TEXT + "\n- väster") | {"siffror": {"antal": "7"}}
    async with desk(submitted(tmp_path / "w", answers(TEXT), later), (80, 24)) as pilot:

        def here() -> str:
            return pilot.app.focused.words.path if isinstance(pilot.app.focused, Place) else "-"

        await pilot.press("enter")
        await wait_text(pilot, "Norr: Vem svarar")
        for wanted in ("mal.exempel[aaaaaa]", "siffror.medel", "siffror.antal", "mal.exempel[aaaaaa]"):
            await pilot.press("f5")
            await wait_for(pilot, lambda wanted=wanted: here() == wanted, wanted)
        await pilot.press("tab")
        await wait_for(pilot, lambda: here() == "mal.exempel[bbbbbb]", "the next item")
        await wait_text(pilot, "utan ändring")
        await pilot.press("f7")
        await wait_text(pilot, "Ett möte i månaden.")
        await pilot.press("f3")
        await wait_text(pilot, "Norr: Vem svarar")
        await pilot.press("f4", "f4")
        await wait_text(pilot, "Norr: Siffror")


async def write(pilot: Any, key: str, text: str) -> None:
    """Press a key that asks for a text, write it and be done."""
    await pilot.press(key)
    await wait_text(pilot, "Esc avbryter")
    await pilot.press(*text, "f8")


async def test_a_comment_is_written_ticked_off_and_undone_by_keys(tmp_path: Path) -> None:
    """It stands at its place; ticked off it stays, told so; Ctrl+Z opens it again."""
    workspace = submitted(tmp_path / "w", FILLED)
    async with desk(workspace, (80, 24)) as pilot:
        await pilot.press("right", "enter")
        await wait_text(pilot, "Hela underlaget")
        await pilot.press("tab", "tab", "tab")
        await write(pilot, "f2", "Vilka")
        await wait_text(pilot, "» Vilka")
        await pilot.press("f6")
        await wait_text(pilot, "(avbockad)")
        await pilot.press("ctrl+z")
        await wait_for(pilot, lambda: "(avbockad)" not in grid(pilot.app), "undone")
    (said,) = load_log(workspace).comments
    assert (said.path, said.text, said.resolved) == ("mal.exempel[aaaaaa]", "Vilka", False)


async def test_what_is_written_is_not_thrown_away_at_the_first_key(tmp_path: Path) -> None:
    """An empty text is asked for, and Esc over a text warns once."""
    workspace = submitted(tmp_path / "w", FILLED)
    async with desk(workspace, (80, 24)) as pilot:
        await pilot.press("enter", "f2", "f8")
        await wait_text(pilot, "Skriv något först")
        await pilot.press("a", "escape")
        await wait_text(pilot, "en gång till")
        await pilot.press("escape")
        await wait_text(pilot, "Norr: Vem svarar")
    assert not load_log(workspace).comments


async def test_a_decision_about_a_version_that_is_no_longer_the_latest_is_refused(tmp_path: Path) -> None:
    """The editor chose while the unit submitted anew: nothing is decided, and the editor is told."""
    workspace = submitted(tmp_path / "w", FILLED)
    async with desk(workspace, (80, 24)) as pilot:
        await pilot.press("enter", "f8")
        await wait_text(pilot, "Godkänn version 1")
        seal_again(workspace, answers("Nytt."))
        await pilot.press("enter")
        await wait_text(pilot, "är inte den senaste")
    assert not load_log(workspace).decisions


async def test_hostile_answers_and_comments_stand_as_typed(tmp_path: Path) -> None:
    """Markup and what acts on a terminal, in both versions and in a comment, do nothing."""
    workspace = submitted(tmp_path / "w", answers("Före [/b]"), answers("[/b] [@click=app.quit]x[/] {{ 7*7 }}"))
    unit, questionnaire = workspace.assignment.units[0], load_questionnaire(workspace)
    comment(workspace, questionnaire, unit, "[red]\x1b[2J", clock(), "mal", HOSTILE)
    for size in SIZES:
        async with desk(workspace, size) as pilot:
            await pilot.press("right", "enter", "f7")
            await wait_text(pilot, "[@click=app.quit]x[/]")
            assert_harmless(pilot.app)


def test_a_comment_on_the_whole_or_an_item_from_the_command_line(tmp_path: Path, capsys: Any) -> None:
    """Without --question it is about all; --item needs the question; `resolve` ticks it off."""
    workspace = submitted(tmp_path / "w", FILLED)
    run = ["-C", str(workspace.root), "comment", "norr"]
    assert main([*run, "Tack."]) == 0
    assert main([*run, "--question", "mal.exempel", "--item", "bbbbbb", "Var?"]) == 0
    assert main([*run, "--item", "bbbbbb", "Var?"]) == 2
    assert "--question" in capsys.readouterr().err
    assert main(["-C", str(workspace.root), "resolve", "k1"]) == 0
    assert [(c.path, c.resolved) for c in load_log(workspace).comments] == [
        ("", True),
        ("mal.exempel[bbbbbb]", False),
    ]


async def test_the_county_sees_comments_on_the_whole_and_at_the_item_and_can_edit_it(tmp_path: Path) -> None:
    """After a return the whole stands on the overview, the item's comment at the item, and its fields take keys."""
    workspace = submitted(tmp_path / "w", FILLED)
    unit, questionnaire = workspace.assignment.units[0], load_questionnaire(workspace)
    comment(workspace, questionnaire, unit, "Red", clock(), "", "Kortare.")
    comment(workspace, questionnaire, unit, "Red", clock(), "mal.exempel[aaaaaa]", "Vilka vikar?")
    return_submission(workspace, unit, "Red", clock(), "Se kommentarerna.")
    app = make_app(workspace, "norr", who="Kust", clock=clock)
    async with app.run_test(size=(80, 30)) as pilot:
        await wait_text(pilot, "Redaktören om hela underlaget: Kortare.")
        await pilot.press("down", "enter")
        await wait_text(pilot, "Vilka vikar?")
        await pilot.press("enter")
        await wait_for(pilot, lambda: len(app.screen.query(Field)) == 5, "the item")
        await wait_text(pilot, "Redaktören: Vilka vikar?")
        await pilot.press("end", *" nu")
        await wait_text(pilot, "vikar nu")


async def test_three_counties_submit_one_is_returned_corrects_and_is_approved(tmp_path: Path) -> None:
    """The whole way by keys, at the desk and in the county's own application."""
    workspace = submitted(tmp_path / "w", FILLED)
    questionnaire = load_questionnaire(workspace)
    for place in (1, 2):
        seal_again(workspace, answers("Text."), place)
    async with desk(workspace, (80, 24)) as pilot:
        await wait_text(pilot, "3 inskickade")
        await pilot.press("right", "enter")
        await wait_text(pilot, "Norr: Mål 1")
        await write(pilot, "f2", "Korta")
        await wait_text(pilot, "» Korta")
        await pilot.press("f8", "down", "enter")
        await wait_text(pilot, "Skriv vad enheten behöver")
        await pilot.press(*"Korta", "f8")
        await wait_text(pilot, "Version 1 är återsänd.")
    assert status_of(workspace).state == RETURNED

    with open_draft(workspace, questionnaire, workspace.assignment.units[0], "Kust") as draft:
        assert draft.answers["svarande"]["funktion"] == "Kustsamordnare"
    app = make_app(workspace, "norr", who="Kust", clock=clock)
    async with app.run_test(size=(80, 30)) as pilot:
        await wait_text(pilot, "Redaktören återsände underlaget")
        await pilot.press("enter")
        await wait_text(pilot, "Vem svarar")
        await pilot.press("end", *" nu", "f2", "f8")
        await wait_text(pilot, "Skicka in underlaget?")
        await pilot.press("enter")
        await wait_for(pilot, lambda: status_of(workspace).version == 2, "version 2")

    async with desk(workspace, (80, 24)) as pilot:
        await pilot.press("enter")
        await wait_text(pilot, "Jämförs med version 1")
        await wait_text(pilot, "[+nu]")
        await pilot.press("f6", "f8", "enter")
        await wait_text(pilot, "Version 2 är godkänd.")
    assert status_of(workspace).state == APPROVED
    assert [entry.action for entry in load_activity(workspace).entries] == ["comment", "return", "resolve", "approve"]


def fork_of(workspace: Workspace, text: str) -> str:
    """Version 1 of Norr once more, with another text and set aside under its own name; its hash."""
    folder = workspace.unit_folder(workspace.assignment.units[0]) / "inskickat"
    aside = folder.rename(folder.with_name("undan"))
    seal_again(workspace, answers(text))
    digest = status_of(workspace).submissions.latest.sha256
    (folder / "0001.yaml").rename(aside / f"0001-{digest[:8]}.yaml")
    folder.rmdir()
    aside.rename(folder)
    return str(digest)


def edited_after_submitting(workspace: Workspace) -> None:
    """The draft says something else."""
    with open_draft(workspace, load_questionnaire(workspace), workspace.assignment.units[0], "Kust") as draft:
        draft.set("svarande", "funktion", "Kustråd")


def submitted_after_approval(workspace: Workspace) -> None:
    """A new version after an approved one."""
    approve(workspace, workspace.assignment.units[0], "Red", clock())
    seal_again(workspace, answers("Nytt."))


def submitted_after_return(workspace: Workspace) -> None:
    """A new version after a returned one."""
    return_submission(workspace, workspace.assignment.units[0], "Red", clock(), "Mer.")
    seal_again(workspace, answers("Nytt."))


def withdrawn(workspace: Workspace) -> None:
    """The unit takes back its submission."""
    assert main(["-C", str(workspace.root), "withdraw", "norr", "--reason", "Fel siffror."]) == 0


def reopened(workspace: Workspace) -> None:
    """The editor takes back an approval."""
    approve(workspace, workspace.assignment.units[0], "Red", clock())
    reopen(workspace, workspace.assignment.units[0], "Red", clock(), "Ny bilaga.")


def waived(workspace: Workspace) -> None:
    """The report is made without a unit that has withdrawn."""
    withdrawn(workspace)
    waive(workspace, workspace.assignment.units[0], "Red", clock(), "Hann inte.")


def forked(workspace: Workspace) -> None:
    """The same number was sealed at two places."""
    fork_of(workspace, "Annan.")


WAYS = {
    edited_after_submitting: (
        "inskickad",
        "Utkastet är ändrat efter version 1",
        "med ändringar som inte är inskickade",
    ),
    submitted_after_approval: ("inskickad", "Version 2 är inskickad efter att version 1 godkändes.", ""),
    submitted_after_return: ("inskickad", "Version 2 är inskickad efter att version 1 blev återsänd.", ""),
    withdrawn: ("utkast", "Underlaget är återkallat: Fel siffror.", ""),
    reopened: ("återsänd", "Version 1 är återöppnad och en ny version väntas", "Redaktören återöppnade underlaget"),
    waived: ("utkast", "Rapporten görs utan underlaget: Hann inte.", ""),
    forked: ("inskickad", "Version 1 finns i flera utgåvor.", ""),
}
"""How a unit comes to stand: its state, the sentence about it, and other words where the unit itself reads it."""


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_every_way_to_stand_has_a_sentence_for_unit_and_editor(tmp_path: Path, way: Any, capsys: Any) -> None:
    """The same sentence stands in `rapport status`, at the desk and on the unit's overview."""
    state, sentence, own = WAYS[way]
    workspace = submitted(tmp_path / "w", FILLED)
    way(workspace)
    assert status_of(workspace).state == state
    capsys.readouterr()
    assert main(["-C", str(workspace.root), "status"]) == 0
    assert f"Norr: {sentence}" in capsys.readouterr().out
    async with desk(workspace, (120, 40)) as pilot:
        await pilot.press("enter")
        await wait_text(pilot, sentence)
    app = make_app(workspace, "norr", who="Kust", clock=clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_text(pilot, own or sentence)


def test_a_waiver_is_ended_and_that_is_undone(tmp_path: Path) -> None:
    """The unit is waited for again; undoing brings the waiver back; what is not there cannot be ended."""
    workspace = submitted(tmp_path / "w", FILLED)
    norr = workspace.assignment.units[0]
    with pytest.raises(Refused, match="inte utan Norr"):
        end_waiver(workspace, norr, "Red", clock())
    waived(workspace)
    assert main(["-C", str(workspace.root), "unwaive", "norr"]) == 0
    assert status_of(workspace).waived == ""
    undo(workspace, "Red", clock())
    assert status_of(workspace).waived == "Hann inte."


def test_no_verdict_before_a_fork_is_settled(tmp_path: Path) -> None:
    """Which file is the version is chosen by its hash and then approved; nothing is removed, a third asks anew."""
    workspace = submitted(tmp_path / "w", FILLED)
    norr = workspace.assignment.units[0]
    other = fork_of(workspace, "Annan.")
    with pytest.raises(Refused, match="flera utgåvor"):
        approve(workspace, norr, "Red", clock())
    assert main(["-C", str(workspace.root), "choose", "norr", "1", "x"]) == 1
    assert main(["-C", str(workspace.root), "choose", "norr", "1", other[:8]]) == 0
    approve(workspace, norr, "Red", clock())
    status = status_of(workspace)
    assert (status.state, status.submissions.latest.sha256, status.submissions.forks) == (APPROVED, other, ())
    fork_of(workspace, "Tredje.")
    assert len(status_of(workspace).submissions.forks) == 1


async def test_a_fork_is_settled_at_the_desk_by_keys(tmp_path: Path) -> None:
    """Each file is a choice with who sent it and its hash; after it the version can be approved."""
    workspace = submitted(tmp_path / "w", FILLED)
    other = fork_of(workspace, "Annan.")
    async with desk(workspace, (80, 24)) as pilot:
        await pilot.press("enter", "f8")
        await wait_text(pilot, f"({other[:8]})")
        await pilot.press("down", "enter")
        await wait_text(pilot, "Utgåvan av version 1 är vald.")
        await wait_for(pilot, lambda: "flera utgåvor" not in grid(pilot.app), "settled")
        await pilot.press("f8", "enter")
        await wait_text(pilot, "Version 1 är godkänd.")
    assert status_of(workspace).submissions.latest.sha256 == other


async def test_a_picture_is_named_with_size_alternative_text_and_credit(tmp_path: Path) -> None:
    """What the editor must know of a picture stands in words."""
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    data = io.BytesIO()
    Image.new("RGB", (1200, 800)).save(data, "PNG")
    file = add_picture(workspace, workspace.assignment.units[0], data.getvalue())
    first, second = FILLED["mal"]["exempel"]
    picture = {"file": file, "alt": "En vik i dimma", "credit": "Anna Berg"}
    seal_again(workspace, FILLED | {"mal": {"exempel": [first | {"bild": picture}, second]}})
    async with desk(workspace, (120, 40)) as pilot:
        await pilot.press("right", "enter")
        for words in ("Alternativtext: En vik i dimma", "Upphov: Anna Berg", "Storlek: 1 200 × 800 bildpunkter"):
            await wait_text(pilot, words.replace("1 200", group_digits(1200)))
