"""The editor's desk on the screen: by keys, in two sizes, and with names that try to act."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from screen_helpers import HOSTILE, SIZES, assert_harmless, check_golden, clock, grid, wait_for, wait_text
from test_desk import ready
from test_screens_golden import _stockholm  # noqa: F401  (times in one zone)

from rapport.editorial import approve, load_activity
from rapport.questionnaire import load_questionnaire
from rapport.screens import make_desk
from rapport.screens.desk.commands import DESK_COMMANDS
from rapport.screens.desk.matrix import Matrix
from rapport.screens.desk.messages import Act
from rapport.submissions import seal
from rapport.workspace import Workspace

TILES = {"norr": "[1, 1]", "syd": "[3, 1]", "oster": "[2, 2]"}
KEYS: dict[str, tuple[tuple[str, ...], str]] = {
    "desk": (("down", "right"), "Syd: utkast"),
    "desk-map": (("f5",), "ej påbörjad"),
    "desk-unit": (("right", "enter"), "Mätning i sex vikar"),
    "desk-remind": (("down", "space", "space", "f6"), "2 påminnelser"),
    "desk-log": (("f7",), "Logg: "),
    "desk-help": (("f1",), "Tangenter på den här sidan"),
}


def desk_workspace(folder: Path) -> Workspace:
    """The small workspace with places on the map, and one decision in the log."""
    workspace = ready(folder)
    file = folder / "data" / "rapport.yaml"
    text = file.read_text(encoding="utf-8")
    for slug, tile in TILES.items():
        text = text.replace(f"{{slug: {slug},", f"{{slug: {slug}, tile: {tile},")
    file.write_text(text, encoding="utf-8")
    workspace = Workspace(folder)
    approve(workspace, workspace.assignment.units[0], "Red", clock())
    return workspace


@asynccontextmanager
async def desk(workspace: Workspace, size: tuple[int, int], who: str = "Red"):
    """The desk, once it has read everything."""
    app = make_desk(workspace, who, clock=clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        await wait_for(pilot, lambda: all(row.used is not None for row in app.desk.rows), "use")
        await pilot.pause()
        yield pilot
    app.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", KEYS)
async def test_screens_of_the_desk_look_as_kept(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    """Each screen is character by character what its file says."""
    keys, text = KEYS[name]
    async with desk(desk_workspace(tmp_path / "w"), size) as pilot:
        for key in keys:
            await pilot.press(key)
        await wait_text(pilot, text)
        await pilot.pause()
        check_golden(f"{name}-{size[0]}x{size[1]}", grid(pilot.app))


def test_every_function_key_of_the_desk_has_a_twin_and_no_key_two_meanings() -> None:
    """F-keys have a ctrl letter; within a screen each key has one command."""
    for command in DESK_COMMANDS:
        if re.fullmatch(r"f\d+", command.key):
            assert re.fullmatch(r"ctrl\+[a-z]", command.twin), command
    for place in {place for command in DESK_COMMANDS for place in command.places}:
        keys = [key for command in DESK_COMMANDS if place in command.places for key in command.keys.split(",")]
        assert len(keys) == len(set(keys)), place


async def test_every_act_is_undone_with_one_key(tmp_path: Path) -> None:
    """Ctrl+Z says what it undid, and the matrix follows."""
    workspace = desk_workspace(tmp_path / "w")
    async with desk(workspace, (80, 24)) as pilot:
        await wait_text(pilot, "[ G  ]")
        await pilot.press("ctrl+z")
        await wait_text(pilot, "Ångrat: Godkände version 1 från Norr.")
        await wait_text(pilot, "[ I  ]")
        norr = workspace.assignment.units[0]
        pilot.app.screen.post_message(Act(lambda w, who, when: approve(w, norr, who, when), "Godkänt."))
        await wait_text(pilot, "Godkänt. Ctrl+Z ångrar.")
        await wait_text(pilot, "[ G  ]")
    assert [entry.action for entry in load_activity(workspace).entries] == ["approve", "undo", "approve"]


async def test_a_change_that_is_refused_is_told_and_nothing_else_happens(tmp_path: Path) -> None:
    """The sentence of the refusal stands over the screen."""
    workspace = desk_workspace(tmp_path / "w")
    async with desk(workspace, (80, 24)) as pilot:
        norr = workspace.assignment.units[0]
        pilot.app.screen.post_message(Act(lambda w, who, when: approve(w, norr, who, when), "Godkänt."))
        await wait_text(pilot, "redan godkänd")
    assert len(load_activity(workspace).entries) == 1


async def test_the_second_desk_reads_and_is_told_who_has_it(tmp_path: Path) -> None:
    """It shows everything, and undoes nothing."""
    workspace = desk_workspace(tmp_path / "w")
    async with desk(workspace, (80, 24), "Anna"), desk(workspace, (80, 24), "Bo") as pilot:
        await wait_text(pilot, "Anna sitter vid skrivbordet")
        await pilot.press("ctrl+z")
        await wait_for(pilot, lambda: grid(pilot.app).count("Anna sitter vid skrivbordet") == 2)
    assert len(load_activity(workspace).entries) == 1


async def test_what_a_unit_submits_meanwhile_is_shown(tmp_path: Path) -> None:
    """The desk looks again by itself."""
    workspace = desk_workspace(tmp_path / "w")
    async with desk(workspace, (80, 24)) as pilot:
        questionnaire = load_questionnaire(workspace)
        answers = {"svarande": {"funktion": "Kustråd"}}
        seal(workspace, questionnaire, workspace.assignment.units[2], answers, "Öster", clock())
        await wait_for(pilot, lambda: re.search(r"Öster +I ", grid(pilot.app)), "Öster")


async def test_orders_and_filters_by_key(tmp_path: Path) -> None:
    """F3 changes the order, F4 passes over filters that nobody passes, and the marked unit stays marked."""
    async with desk(desk_workspace(tmp_path / "w"), (80, 24)) as pilot:
        matrix = pilot.app.screen.query_one(Matrix)
        await pilot.press("f3")
        await wait_text(pilot, "Ordning: läge")
        assert matrix.unit == "norr"
        await pilot.press("f4")
        await wait_text(pilot, "Visar: ej påbörjade (1 av 3)")
        assert matrix.unit == "oster"
        await pilot.press("f4", "f4")
        await wait_text(pilot, "Visar: godkända (1 av 3)")


async def test_reminders_are_written_by_key(tmp_path: Path) -> None:
    """Marked units get a letter each, as files, and the log says so."""
    workspace = desk_workspace(tmp_path / "w")
    async with desk(workspace, (80, 24)) as pilot:
        await pilot.press("down", "space", "space", "f6")
        await wait_text(pilot, "2 påminnelser")
        await pilot.press("f8")
        await wait_text(pilot, "2 brev ligger i build/paminnelser.")
    assert len(list((workspace.build / "paminnelser").glob("*.eml"))) == 2
    assert [entry.unit for entry in load_activity(workspace).entries[1:]] in (["syd", "oster"], ["oster", "syd"])


async def test_who_lacks_nothing_gets_no_letter(tmp_path: Path) -> None:
    """The desk says so and writes nothing."""
    async with desk(desk_workspace(tmp_path / "w"), (80, 24)) as pilot:
        await pilot.press("f6")
        await wait_text(pilot, "Ingen av enheterna behöver påminnas.")


async def test_the_first_column_stays_when_sections_scroll(tmp_path: Path) -> None:
    """At 40 cells the last section comes into sight with the names beside it."""
    async with desk(desk_workspace(tmp_path / "w"), (36, 24)) as pilot:
        await pilot.press("end")
        await wait_text(pilot, "‹")
        assert re.search(r"›.Norr.*\[G \]", grid(pilot.app))


async def test_names_that_try_to_act_stand_as_typed(tmp_path: Path) -> None:
    """Markup, escape sequences and bidi marks in names and titles do nothing."""
    workspace = desk_workspace(tmp_path / "w")
    file = workspace.root / "data" / "rapport.yaml"
    name = HOSTILE.replace("\x1b", "").replace("\x07", "").replace("\x9b", "").replace('"', "'")
    text = file.read_text(encoding="utf-8").replace("name: Syd,", f'name: "{name}",')
    file.write_text(text, encoding="utf-8")
    section = workspace.sections / "02-mal.yaml"
    section.write_text(section.read_text().replace("Mål 1:", "[/b] [red]Mål 1"), encoding="utf-8")
    async with desk(Workspace(workspace.root), (80, 24), "[/b] \x1b[2J") as pilot:
        for keys in (("down", "right"), ("enter",), ("escape", "f6"), ("escape", "f7"), ("escape", "f1")):
            await pilot.press(*keys)
            await pilot.pause()
            assert_harmless(pilot.app)
            assert pilot.app.is_running
        await pilot.press("escape", "escape")
        await wait_text(pilot, "[/b]")


async def test_a_thousand_units_draw_only_what_is_seen(tmp_path: Path) -> None:
    """The lines drawn follow the screen's height and not the number of units."""
    async with desk(desk_workspace(tmp_path / "w"), (80, 24)) as pilot:
        matrix: Any = pilot.app.screen.query_one(Matrix)
        matrix.show(pilot.app.desk.rows * 400, 1200)
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert matrix.render().plain.count("\n") + 1 == matrix.size.height
        assert matrix.unit == "oster"
