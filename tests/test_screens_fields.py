"""Filling in, by keystrokes: every type of question, conditions, findings, items."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from screen_helpers import HOSTILE, assert_harmless, grid, wait_for, wait_text
from screen_workspace import FILLED, make_screens_workspace
from small import PNG
from test_screens_golden import running
from textual import events
from textual.pilot import Pilot
from word_sample import save_picture

from rapport.questionnaire import TYPES
from rapport.screens.fields import BUILDERS, Field
from rapport.submissions import add_picture, load_draft


def answer(pilot: Pilot[Any], section: str, question: str) -> Any:
    """The answer as the session has it."""
    return pilot.app.session.answers.get(section, {}).get(question)


async def go(pilot: Pilot[Any], name: str) -> Field:
    """Focus the field of this question and give it."""
    await wait_for(pilot, lambda: any((f.path.field or f.path.question) == name for f in fields(pilot)), name)
    field = next(f for f in fields(pilot) if (f.path.field or f.path.question) == name)
    field.focus_editor()
    await wait_for(pilot, lambda: field.has_class("-active"), f"{name} active")
    return field


def fields(pilot: Pilot[Any]) -> list[Field]:
    """The fields on the screen."""
    return list(pilot.app.screen.query(Field))


def test_every_type_has_an_editor() -> None:
    """One table, no type forgotten."""
    assert set(BUILDERS) == set(TYPES)


@pytest.mark.parametrize(
    ("section", "question", "keys", "wanted"),
    [
        ("svarande", "funktion", "Å,r,e", "Åre"),
        ("svarande", "epost", "a,at,b,full_stop,s,e", "a@b.se"),
        ("svarande", "telefon", "0,1", "01"),
        ("svarande", "dag", "2,0", "20"),
        ("svarande", "sektor", "down,space", "delvis"),
        ("svarande", "omraden", "space,down,down,space", ["ja", "nej"]),
        ("siffror", "lage", "2,1", {"a": "delvis", "b": "ja"}),
        ("siffror", "lage", "right,space,delete", None),
        (
            "siffror",
            "medel",
            "1,2,0,0,right,7,enter,8",
            {"r11": {"inn": "1\u00a0200", "ut": "7"}, "r12": {"ut": "8"}},
        ),
        ("siffror", "belopp", "minus,5,0,0,0,backspace", "−500"),
        ("siffror", "antal", "1,ctrl+z", None),
        ("siffror", "kommentar", "a,enter,b", "a\nb"),
    ],
)
async def test_keys_answer_a_question(tmp_path: Path, section: str, question: str, keys: str, wanted: Any) -> None:
    """Each type is answered from the keyboard alone, and the answer reaches the disk."""
    workspace = make_screens_workspace(tmp_path / "w")
    async with running(tmp_path, (80, 24), workspace=workspace, section=section) as pilot:
        await go(pilot, question)
        await pilot.press(*keys.split(","))
        await wait_for(
            pilot, lambda: answer(pilot, section, question) == wanted, str(answer(pilot, section, question))
        )
    stored = load_draft(workspace, workspace.assignment.unit("norr")).answers
    assert stored.get(section, {}).get(question) == wanted


async def test_a_condition_shows_and_hides_while_one_fills_in(tmp_path: Path) -> None:
    """A question with `when` comes and goes with the answer it depends on."""
    async with running(tmp_path, (80, 24), workspace=make_screens_workspace(tmp_path / "w")) as pilot:
        await pilot.press("enter")
        await go(pilot, "sektor")
        hidden = next(field for field in fields(pilot) if field.path.question == "hur")
        assert not hidden.display
        await pilot.press("space")
        await wait_for(pilot, lambda: hidden.display)
        await pilot.press("delete")
        await wait_for(pilot, lambda: not hidden.display)


async def test_a_field_that_is_left_says_what_is_wrong(tmp_path: Path) -> None:
    """Findings come when the writer has left the field, not while writing."""
    async with running(tmp_path, (80, 24), workspace=make_screens_workspace(tmp_path / "w")) as pilot:
        await pilot.press("enter")
        await go(pilot, "epost")
        await pilot.press("x")
        await wait_for(pilot, lambda: answer(pilot, "svarande", "epost") == "x")
        assert "ingen e-postadress" not in grid(pilot.app)
        await pilot.press("tab")
        await wait_text(pilot, "Hindrar: ”x” är ingen e-postadress.")


async def test_words_are_counted_against_the_limit(tmp_path: Path) -> None:
    """The count follows as one types, and says how many are too many."""
    async with running(tmp_path, (80, 24), workspace=make_screens_workspace(tmp_path / "w")) as pilot:
        await pilot.press("enter")
        await wait_text(pilot, "0 av 6 ord")
        await pilot.press(*"a b c d e f g")
        await wait_text(pilot, "7 av 6 ord, 1 för många")


async def test_sums_and_computed_columns_follow(tmp_path: Path) -> None:
    """A computed column and the sum are right at the next keystroke."""
    async with running(
        tmp_path, (100, 50), workspace=make_screens_workspace(tmp_path / "w"), section="siffror"
    ) as pilot:
        await go(pilot, "medel")
        await pilot.press(*"9000", "right", *"400")
        await wait_text(pilot, "8\u00a0600")
        await pilot.press("enter", "5")
        await wait_text(pilot, "405")


async def test_cells_from_a_spreadsheet_fill_cells(tmp_path: Path) -> None:
    """Tabs and lines of a paste are columns and rows; what has no place is told."""
    async with running(
        tmp_path, (100, 50), workspace=make_screens_workspace(tmp_path / "w"), section="siffror"
    ) as pilot:
        field = await go(pilot, "medel")
        pilot.app.screen.focused.post_message(events.Paste("1 000\t2\n3\t4\n5\t6\n"))
        wanted = {"r11": {"inn": "1\u00a0000", "ut": "2"}, "r12": {"inn": "3", "ut": "4"}}
        await wait_for(pilot, lambda: answer(pilot, "siffror", "medel") == wanted)
        await wait_text(pilot, "2 värden fick inte plats")
        assert field.question.id == "medel"


async def test_items_are_added_moved_removed_and_brought_back(tmp_path: Path) -> None:
    """The list changes by keys, ids stay, and each change can be undone."""
    async with running(tmp_path, (80, 24), section="mal") as pilot:
        await go(pilot, "exempel")

        def names() -> list[str]:
            return [item["id"] for item in answer(pilot, "mal", "exempel") or []]

        await pilot.press("f12")
        await wait_for(pilot, lambda: names() == ["bbbbbb", "aaaaaa"])
        await pilot.press("f8")
        await wait_for(pilot, lambda: names() == ["bbbbbb"])
        await pilot.press("f9")
        await wait_for(pilot, lambda: names() == ["bbbbbb", "aaaaaa"])
        await pilot.press("ctrl+z")
        await wait_for(pilot, lambda: names() == ["aaaaaa", "bbbbbb"])
        assert answer(pilot, "mal", "exempel") == FILLED["mal"]["exempel"]
        await pilot.press("f7")
        await wait_text(pilot, "Exempel 3 av 3")
        await pilot.press(*"Ny", "escape")
        await wait_text(pilot, "3. Ny")


async def test_an_item_is_filled_in_on_its_own_screen(tmp_path: Path) -> None:
    """Text, partners and the conditions inside an item."""
    async with running(tmp_path, (80, 40), section="mal") as pilot:
        await go(pilot, "exempel")
        await pilot.press("enter")
        await go(pilot, "partner")
        await pilot.press("space")
        await wait_for(pilot, lambda: answer(pilot, "mal", "exempel")[0].get("partner") == ["syd"])
        hidden = next(field for field in fields(pilot) if field.path.field == "annat")
        assert not hidden.display
        await go(pilot, "rubrik")
        await pilot.press("ctrl+u", "home", "ctrl+k", *"annat")
        await wait_for(pilot, lambda: hidden.display)


async def test_a_picture_is_added_by_its_path(tmp_path: Path) -> None:
    """A wrong path is told in a sentence; a right one is copied, and then its words are asked for."""
    save_picture(tmp_path / "karta.png")
    (tmp_path / "skrap.png").write_bytes(PNG)
    (tmp_path / "text.txt").write_text("ingen bild")
    async with running(tmp_path, (80, 60), section="mal") as pilot:
        await go(pilot, "exempel")
        await pilot.press("enter")
        await go(pilot, "bild")
        line = pilot.app.screen.query_one("#path")
        line.focus()
        line.value = str(tmp_path / "text.txt")
        await pilot.press("enter")
        await wait_text(pilot, "Bilden är varken PNG eller JPEG")
        line.value = str(tmp_path / "skrap.png")
        await pilot.press("enter")
        await wait_text(pilot, "ingen bild som går att läsa")
        line.value = str(tmp_path / "karta.png")
        await pilot.press("enter")
        await wait_for(pilot, lambda: answer(pilot, "mal", "exempel")[0].get("bild"))
        await wait_for(pilot, lambda: getattr(pilot.app.focused, "id", "") == "alt")
        await pilot.press(*"Karta")
        await wait_for(pilot, lambda: answer(pilot, "mal", "exempel")[0]["bild"].get("alt") == "Karta")


async def test_a_picture_is_chosen_among_those_there_are(tmp_path: Path) -> None:
    """Pictures the unit has added are offered."""
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    file = add_picture(workspace, workspace.assignment.unit("norr"), PNG)
    async with running(tmp_path, (80, 60), workspace=workspace, section="mal") as pilot:
        await go(pilot, "exempel")
        await pilot.press("enter")
        await go(pilot, "bild")
        await pilot.press("space")
        await wait_for(pilot, lambda: answer(pilot, "mal", "exempel")[0].get("bild") == {"file": file})


@pytest.mark.parametrize("section", ["svarande", "mal", "siffror"])
async def test_hostile_text_stays_text_in_every_field(tmp_path: Path, section: str) -> None:
    """Pasted or stored, markup and control characters are shown harmless and do nothing."""
    hostile = {
        "svarande": dict.fromkeys(("funktion", "epost", "telefon", "dag", "sektor"), HOSTILE)
        | {"omraden": [HOSTILE, "ja"]},
        "mal": {"exempel": [{"id": "aaaaaa", "rubrik": HOSTILE, "text": HOSTILE, "partner": [HOSTILE]}]},
        "siffror": {
            "lage": {"a": HOSTILE},
            "medel": {"r11": {"inn": HOSTILE}},
            "belopp": HOSTILE,
            "antal": HOSTILE,
            "kommentar": HOSTILE,
        },
    }
    workspace = make_screens_workspace(tmp_path / "w", hostile)
    async with running(tmp_path, (120, 60), workspace=workspace, section=section) as pilot:
        await wait_for(pilot, lambda: fields(pilot))
        assert_harmless(pilot.app)
        for field in fields(pilot):
            field.focus_editor()
            await pilot.pause()
            assert_harmless(pilot.app)
            if pilot.app.screen.focused is not None:
                pilot.app.screen.focused.post_message(events.Paste(HOSTILE))
                await pilot.pause()
                assert_harmless(pilot.app)
        for key in ("f2", "f5", "f2", "f6", "f2", "f8", "escape", "f1", "escape"):
            await pilot.press(key)
            await pilot.pause()
            assert_harmless(pilot.app)
        if section == "mal":
            await pilot.press("f2", "enter", "enter")
            await wait_text(pilot, "› Konkreta exempel")
            assert_harmless(pilot.app)
        assert pilot.app.is_running


async def test_a_paste_in_one_line_tells_what_it_joined(tmp_path: Path) -> None:
    """Nothing is dropped in silence."""
    async with running(tmp_path, (80, 24), workspace=make_screens_workspace(tmp_path / "w")) as pilot:
        await pilot.press("enter")
        await go(pilot, "funktion")
        pilot.app.screen.focused.post_message(events.Paste("Kust\nsamordnare"))
        await wait_for(pilot, lambda: answer(pilot, "svarande", "funktion") == "Kust samordnare")
        await wait_text(pilot, "2 rader")


def burst(pilot: Pilot[Any], keys: tuple[str, ...]) -> None:
    """Send keys as a slow line does: all in one read, before any of them has been dealt with."""
    for key in keys:
        # A driver hands a read's keys to the application in just this way.
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_keys_that_come_in_one_read_go_where_they_were_meant(tmp_path: Path) -> None:
    """Text after Enter or Tab goes to the next field, also before the first has dealt with the key."""
    workspace = make_screens_workspace(tmp_path / "w")
    async with running(tmp_path, (80, 24), workspace=workspace, section="svarande") as pilot:
        await go(pilot, "funktion")
        burst(pilot, (*"ett", "enter", *"tva", "tab", *"tre", "up", "backspace"))
        await wait_for(pilot, lambda: answer(pilot, "svarande", "telefon") == "tre")
        await wait_for(pilot, lambda: answer(pilot, "svarande", "epost") == "tv")
        assert answer(pilot, "svarande", "funktion") == "ett"


async def test_text_typed_ahead_of_a_new_screen_reaches_it(tmp_path: Path) -> None:
    """An item may be added, filled in and left, and the next section opened, without waiting for the screen."""
    workspace = make_screens_workspace(tmp_path / "w")
    async with running(tmp_path, (80, 24), workspace=workspace, section="mal") as pilot:
        await go(pilot, "exempel")
        burst(pilot, ("f7", *"en", "tab", *"text", "escape", "f7", *"tva", "escape", "f4", "down", "f3"))
        await wait_for(pilot, lambda: len(answer(pilot, "mal", "exempel") or []) == 2)
        await wait_text(pilot, "2. tva")
        items = [{key: item[key] for key in item if key != "id"} for item in answer(pilot, "mal", "exempel")]
        assert items == [{"rubrik": "en", "text": "text"}, {"rubrik": "tva"}]


async def test_a_wrong_amount_is_told_when_its_cell_is_left(tmp_path: Path) -> None:
    """A table may be the only field of a section; what is wrong with a cell is told before the table is left."""
    async with running(tmp_path, (80, 40), section="siffror") as pilot:
        await go(pilot, "medel")
        await pilot.press(*"abc", "down")
        await wait_text(pilot, "är inget heltal")


async def test_the_focused_line_is_in_sight(tmp_path: Path) -> None:
    """Going through an item field by field at 80 by 24, the line that takes the keys is always seen."""
    async with running(tmp_path, (80, 24), section="mal") as pilot:
        await go(pilot, "exempel")
        await pilot.press("enter")
        await go(pilot, "rubrik")
        for _ in range(7):
            await pilot.press("tab")
            await pilot.pause()
            focused, form = pilot.app.screen.focused, pilot.app.screen.query_one("#form")
            await wait_for(pilot, lambda f=focused, w=form: f.region.y >= w.region.y, "not above")
            await wait_for(pilot, lambda f=focused, w=form: f.region.bottom <= w.region.bottom, "not below")
