"""Every screen as characters, at the smallest size and a larger one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from screen_helpers import NOW, SIZES, check_golden, clock, grid, wait_for, wait_text
from screen_workspace import FILLED, make_screens_workspace
from textual.pilot import Pilot

from rapport.blocks import Cell, Row, Table, Text
from rapport.editorial import comment, return_submission
from rapport.questionnaire import load_questionnaire
from rapport.screens import make_app
from rapport.screens.printing import print_blocks
from rapport.submissions import open_draft, seal

KEYS: dict[str, tuple[tuple[str, ...], str]] = {
    "overview": ((), "Senast lördag"),
    "section": (("enter",), "Skriv funktionen"),
    "section-goal": (("down", "enter"), "Mätning i sex vikar"),
    "item": (("down", "enter", "enter"), "Exempel 1 av 2"),
    "section-numbers": (("down", "down", "enter"), "Vattnet är renare"),
    "check": (("f5",), "Kontroll"),
    "preview": (("f6",), "Förhandsgranskning"),
    "submit": (("f8",), "Skicka in underlaget?"),
    "history": (("f7",), "Inget är inskickat"),
    "help": (("f1",), "Tangenter på den här sidan"),
}


@pytest.fixture(autouse=True)
def _stockholm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times are shown in one zone on every machine."""
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@asynccontextmanager
async def running(folder: Path, size: tuple[int, int], **more: Any):
    """The application on the small workspace."""
    workspace = more.pop("workspace", None) or make_screens_workspace(folder / "w", FILLED)
    app = make_app(workspace, more.pop("unit", "norr"), who="Kustsamordnare", clock=clock, **more)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot
    if app.session is not None:
        app.session.close()


async def show(pilot: Pilot[Any], keys: tuple[str, ...], text: str) -> str:
    """The screen after these keys, once it says `text` and is still."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await wait_text(pilot, text)
    before = ""

    def still() -> bool:
        nonlocal before
        now = grid(pilot.app)
        same, before = now == before, now
        return same and "Sparar…" not in now

    await wait_for(pilot, still, "a still screen")
    return grid(pilot.app)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", KEYS)
async def test_the_screen_looks_as_its_golden_file(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    """What a person sees is what the golden file shows."""
    async with running(tmp_path, size) as pilot:
        keys, text = KEYS[name]
        check_golden(f"{name}-{size[0]}x{size[1]}", await show(pilot, keys, text))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_chooser_looks_as_its_golden_file(tmp_path: Path, size: tuple[int, int]) -> None:
    """Without a unit named, units are listed under a line with who one is."""
    async with running(tmp_path, size, unit=None) as pilot:
        check_golden(f"chooser-{size[0]}x{size[1]}", await show(pilot, (), "Vem är du?"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_returned_submission_shows_reason_and_comments(tmp_path: Path, size: tuple[int, int]) -> None:
    """The overview says what the editor wants, the history who decided what."""
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    questionnaire = load_questionnaire(workspace)
    unit = workspace.assignment.unit("norr")
    seal(workspace, questionnaire, unit, FILLED, "Kustsamordnare", NOW)
    comment(workspace, questionnaire, unit, "Redaktör", NOW, "mal.exempel", "Skriv vad mätningen kostade.")
    return_submission(workspace, unit, "Redaktör", NOW, "Komplettera exemplen.")
    async with running(tmp_path, size, workspace=workspace) as pilot:
        check_golden(f"returned-{size[0]}x{size[1]}", await show(pilot, (), "Redaktören återsände"))
        check_golden(
            f"returned-section-{size[0]}x{size[1]}", await show(pilot, ("down", "enter"), "Redaktören: Skriv")
        )
        check_golden(f"returned-history-{size[0]}x{size[1]}", await show(pilot, ("f2", "f7"), "Återsänd"))
        check_golden(f"version-{size[0]}x{size[1]}", await show(pilot, ("enter",), "Version 1"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_second_opener_reads_and_sees_who_writes(tmp_path: Path, size: tuple[int, int]) -> None:
    """While someone else has the unit open, it is shown without fields to write in."""
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    unit = workspace.assignment.unit("norr")
    with open_draft(workspace, load_questionnaire(workspace), unit, "Anna"):
        async with running(tmp_path, size, workspace=workspace) as pilot:
            shown = await show(pilot, ("down", "enter"), "Mätning i sex vikar")
            assert "Anna har underlaget öppet" in shown
            assert "Skrivskyddat" in shown
            assert not pilot.app.screen.query("Field")


def test_an_amount_in_a_printed_table_is_never_divided() -> None:
    """Six columns at the narrowest width: the amounts stand whole, the headings give way."""
    head = Row(tuple(Cell((Text(word),), align="right") for word in ("", *["Disponibla medel"] * 6)), kind="head")
    row = Row(tuple(Cell((Text(text),), align="right") for text in ("2011", *["1 000 000"] * 6)))
    shown = print_blocks((Table((head, row)),), 74).plain
    assert "2011" in shown and shown.count("1 000 000") == 6
    assert max(len(line) for line in shown.split("\n")) <= 74
