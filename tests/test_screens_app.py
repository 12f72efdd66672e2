"""The application as a whole: going between screens, handing in, leaving, what is remembered, what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from screen_helpers import HOSTILE, NOW, clock, grid, wait_for, wait_text
from screen_workspace import FILLED, make_screens_workspace
from test_screens_golden import running
from textual.content import Content

from rapport.editorial import comment
from rapport.errors import UseError
from rapport.questionnaire import load_questionnaire
from rapport.screens import make_app
from rapport.screens.commands import COMMANDS, ITEM_COMMANDS
from rapport.screens.plain import plain, wrap_words
from rapport.screens.theme import THEMES
from rapport.submissions import SaveStatus, load_draft, load_submissions, seal
from rapport.workspace import Workspace

TEXT_KEYS = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+c", "ctrl+x", "ctrl+v"}


# --------------------------------------------------------------------------- commands as data


def test_every_function_key_has_a_ctrl_letter() -> None:
    """Terminals and window managers take function keys; each has a twin."""
    for command in (*COMMANDS, *ITEM_COMMANDS):
        if re.fullmatch(r"f\d+", command.key):
            assert re.fullmatch(r"ctrl\+[a-z]", command.twin), command


def test_no_key_means_two_things_on_one_screen() -> None:
    """Within a place every key has one command."""
    for place in {place for command in COMMANDS for place in command.places}:
        keys = [key for command in COMMANDS if place in command.places for key in command.keys.split(",")]
        assert len(keys) == len(set(keys)), place


def test_no_command_takes_a_key_that_terminals_do_not_tell_apart() -> None:
    """Nothing on ctrl, alt or shift with Enter, nor on letters that are Tab, Enter or Backspace."""
    for command in (*COMMANDS, *ITEM_COMMANDS):
        for key in command.keys.split(","):
            assert key not in TEXT_KEYS, command
            assert not re.fullmatch(r"(ctrl|alt|shift)\+enter", key), command


# --------------------------------------------------------------------------- looks and text


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_has_the_contrast_of_wcag_aa(theme: Any) -> None:
    """Every colour of text on every ground it stands on: at least 4.5 to 1."""
    own = theme.variables
    grounds = [theme.background, theme.surface, theme.panel, own["field"], own["field-focus"], own["notice"]]
    texts = [theme.foreground, own["muted"], theme.primary, theme.accent, theme.error, theme.success, theme.warning]
    for text in texts:
        for ground in grounds:
            assert _contrast(text, ground) >= 4.5, (text, ground)
    for ground, text in (("header", "header-text"), ("cursor-row", "cursor-row-text"), ("alarm", "alarm-text")):
        assert _contrast(own[ground], own[text]) >= 4.5, ground


def test_text_never_becomes_markup() -> None:
    """Brackets stay, and what could act on a terminal is shown as U+FFFD."""
    content = plain(HOSTILE)
    assert isinstance(content, Content)
    assert not content.spans
    assert "[/b] [@click=app.quit]x[/]" in content.plain
    assert "\x1b" not in content.plain


def test_long_words_are_divided_as_swedish_is() -> None:
    """Before a consonant that a vowel follows."""
    assert wrap_words("Lönekostnader", 10) == ["Lönekost-", "nader"]
    assert wrap_words("Oförbrukade medel", 20) == ["Oförbrukade medel"]


# --------------------------------------------------------------------------- going about


async def test_enter_on_a_finding_goes_to_its_field(tmp_path: Path) -> None:
    """The check screen jumps to the field, also inside an item, and shows what is wrong there."""
    answers = FILLED | {"mal": {"exempel": [{"id": "aaaaaa", "rubrik": "Bara rubrik"}]}}
    workspace = make_screens_workspace(tmp_path / "w", answers)
    async with running(tmp_path, (80, 24), workspace=workspace) as pilot:
        await pilot.press("f5")
        await wait_text(pilot, "Exempel 1 ”Bara rubrik”: Svar saknas på ”Text”.")
        await pilot.press("enter")
        await wait_text(pilot, "Exempel 1 av 1")
        await wait_for(pilot, lambda: type(pilot.app.focused).__name__ == "Prose")
        await wait_text(pilot, "▲ Hindrar: Svar saknas på ”Text”.")
        await pilot.press("escape")
        await wait_text(pilot, "Avsnitt 2 av 3")
        await pilot.press("escape")
        await wait_text(pilot, "Senast lördag")


async def test_next_and_previous_section(tmp_path: Path) -> None:
    """F4 and F3, or their twins, step through the sections and stop at the ends."""
    async with running(tmp_path, (80, 24)) as pilot:
        await pilot.press("enter")
        await wait_text(pilot, "Avsnitt 1 av 3")
        for key, text in (("f3", "första avsnittet"), ("f4", "Avsnitt 2 av 3"), ("ctrl+n", "Avsnitt 3 av 3")):
            await pilot.press(key)
            await wait_text(pilot, text)
        await pilot.press("f4")
        await wait_text(pilot, "sista avsnittet")
        await pilot.press("ctrl+b")
        await wait_text(pilot, "Avsnitt 2 av 3")


async def test_the_place_is_remembered(tmp_path: Path) -> None:
    """The next time the section is marked and Enter goes to the same field."""
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    async with running(tmp_path, (80, 24), workspace=workspace, section="siffror") as pilot:
        await wait_text(pilot, "Avsnitt 3 av 3")
        await pilot.press("tab", "tab")
        await wait_for(pilot, lambda: pilot.app.session.position == "siffror.belopp")
    async with running(tmp_path, (80, 24), workspace=workspace) as pilot:
        await wait_for(pilot, lambda: "Siffror" in grid(pilot.app))
        await pilot.press("enter")
        await wait_for(pilot, lambda: type(pilot.app.focused).__name__ == "Number")


async def test_the_first_time_it_asks_who_one_is_and_remembers(tmp_path: Path) -> None:
    """Name and unit are kept in the state folder, and offered the next time."""
    workspace = make_screens_workspace(tmp_path / "w")
    remembered = tmp_path / "state" / "val.json"
    app = make_app(workspace, None, remembered=remembered, clock=clock)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_text(pilot, "Vem är du?")
        await pilot.press("tab", "enter")
        await wait_text(pilot, "Skriv först vem du är")
        await pilot.press(*"Åsa", "enter", "down", "enter")
        await wait_text(pilot, "Kustmyndigheten i Syd")
        assert app.session is not None
        assert app.session.unit.slug == "syd"
        await pilot.press("f9")
        await wait_for(pilot, lambda: app.theme == "rapport-ljus")
        app.session.close()
    known = json.loads(remembered.read_text(encoding="utf-8"))[str(workspace.root)]
    assert known == {"who": "Åsa", "unit": "syd", "theme": "rapport-ljus"}
    again = make_app(workspace, "syd", remembered=remembered, clock=clock)
    assert again.session is not None
    assert again.session.who == "Åsa"
    assert again.theme == "rapport-ljus"
    again.session.close()


def test_an_unknown_section_is_refused_before_anything_is_shown(tmp_path: Path) -> None:
    """The error names the nearest section, and the unit is not left locked."""
    workspace = make_screens_workspace(tmp_path / "w")
    with pytest.raises(UseError, match="Menade du ”siffror”"):
        make_app(workspace, "norr", "sifror")
    make_app(workspace, "norr", "siffror").session.close()  # type: ignore[union-attr]


# --------------------------------------------------------------------------- saving and leaving


async def test_an_edit_is_on_the_disk_without_being_asked_for(tmp_path: Path) -> None:
    """Within a second the journal has it, and the header says when."""
    workspace = make_screens_workspace(tmp_path / "w")
    async with running(tmp_path, (80, 24), workspace=workspace) as pilot:
        await wait_text(pilot, "Inget ändrat")
        await pilot.press("enter")
        await wait_text(pilot, "Avsnitt 1 av 3")
        await pilot.press(*"Åre")
        await wait_for(pilot, lambda: re.search(r"Sparat \d\d:\d\d:\d\d", grid(pilot.app)))
        stored = load_draft(workspace, workspace.assignment.unit("norr")).answers
        assert stored["svarande"]["funktion"] == "Åre"


async def test_leaving_says_that_all_is_saved_and_asks_nothing(tmp_path: Path) -> None:
    """Ctrl+Q right after a key loses nothing."""
    workspace = make_screens_workspace(tmp_path / "w")
    async with running(tmp_path, (80, 24), workspace=workspace) as pilot:
        await pilot.press("enter")
        await wait_text(pilot, "Avsnitt 1 av 3")
        await pilot.press("x", "ctrl+q")
        await wait_for(pilot, lambda: not pilot.app.is_running)
    assert load_draft(workspace, workspace.assignment.unit("norr")).answers["svarande"]["funktion"] == "x"


async def test_while_the_disk_refuses_it_says_so_and_asks_before_leaving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EJ SPARAT stays on every screen, in words; leaving is a question."""
    async with running(tmp_path, (80, 24)) as pilot:
        session = pilot.app.session
        refused = SaveStatus(None, True, "Ändringarna är inte sparade: disken är full.")
        monkeypatch.setattr(type(session), "save_status", property(lambda self: refused))
        pilot.app._saving(refused)
        await wait_text(pilot, "EJ SPARAT: Ändringarna är inte sparade: disken är full.")
        await pilot.press("f5")
        await wait_text(pilot, "Kontroll")
        assert "EJ SPARAT" in grid(pilot.app).splitlines()[0]
        await pilot.press("f10")
        await wait_text(pilot, "Avsluta utan att spara")
        await pilot.press("enter")
        await wait_for(pilot, lambda: "Avsluta utan att spara" not in grid(pilot.app))
        assert pilot.app.is_running


# --------------------------------------------------------------------------- handing in


async def test_handing_in_gives_a_receipt_and_a_readable_copy(tmp_path: Path) -> None:
    """The dialogue, the sealed version, the receipt, and the Word file."""
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    async with running(tmp_path, (80, 30), workspace=workspace) as pilot:
        await pilot.press("f8")
        await wait_text(pilot, "Skicka in underlaget?")
        await pilot.press("enter")
        await wait_text(pilot, "Kontrollsumma")
        await wait_text(pilot, "Läskopia: build/norr-version-1.docx")
        found = load_submissions(workspace, workspace.assignment.unit("norr"))
        assert found.latest is not None
        assert found.latest.sha256[:8] in grid(pilot.app)
        await pilot.press("enter")
        await wait_text(pilot, "Läge: inskickad, version 1")
        await pilot.press("f8")
        await wait_text(pilot, "Skicka in underlaget?")
        await pilot.press("enter")
        await wait_text(pilot, "Inget har ändrats sedan version 1")
    assert (workspace.build / "norr-version-1.docx").is_file()


async def test_handing_in_is_refused_while_something_blocks(tmp_path: Path) -> None:
    """The dialogue says what, and leads to the check screen."""
    async with running(tmp_path, (80, 24), workspace=make_screens_workspace(tmp_path / "w")) as pilot:
        await pilot.press("f8")
        await wait_text(pilot, "Underlaget kan inte skickas in ännu")
        await pilot.press("enter")
        await wait_text(pilot, "Enter går till fältet")
        assert load_submissions(pilot.app.workspace, pilot.app.session.unit).latest is None


async def test_what_a_terminal_must_not_do_is_not_there(tmp_path: Path) -> None:
    """No command palette, no screenshots, no browser, no shell."""
    async with running(tmp_path, (80, 24)) as pilot:
        app = pilot.app
        assert not app.ENABLE_COMMAND_PALETTE
        bound = {binding.action for keys in app._bindings.key_to_bindings.values() for binding in keys}
        assert not bound & {"command_palette", "suspend_process", "screenshot", "quit"}
        app.open_url("https://example.org")
        app.action_screenshot()
        assert not list(tmp_path.glob("*.svg"))
        await pilot.press("ctrl+backslash", "ctrl+p", "escape")


async def test_hostile_words_in_the_assignment_stay_words(tmp_path: Path) -> None:
    """Labels, titles and names from YAML are never markup either."""
    evil = "[/b] [@click=app.quit]x[/]"
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    for file in (*workspace.sections.glob("*.yaml"), workspace.root / "data" / "rapport.yaml"):
        text = file.read_text(encoding="utf-8")
        for word in (
            "Funktion",
            "Kusten i siffror",
            "Kustmyndigheten i Norr",
            "Konkreta exempel",
            "Delvis",
            "Vem svarar",
        ):
            text = re.sub(rf"(?<=[:{{] ){word}(?=[,}}\n])", f'"{evil} {word}"', text)
        file.write_text(text, encoding="utf-8")
    async with running(tmp_path, (120, 40), workspace=Workspace(workspace.root)) as pilot:
        await wait_text(pilot, f"{evil} Kustmyndigheten i Norr")
        await pilot.press("enter")
        await wait_text(pilot, f"{evil} Funktion")
        for key in ("f4", "f4", "f5", "f2", "f6", "f2", "f7", "f2", "f8", "escape", "f1", "escape"):
            await pilot.press(key)
            await pilot.pause()
        assert pilot.app.is_running


async def test_a_comment_on_an_item_is_seen_before_the_item_is_opened(tmp_path: Path) -> None:
    """The section shows it with the item it is about; the item shows it at the field."""
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    questionnaire = load_questionnaire(workspace)
    unit = workspace.assignment.unit("norr")
    seal(workspace, questionnaire, unit, FILLED, "Kustsamordnare", NOW)
    comment(workspace, questionnaire, unit, "Redaktör", NOW, "mal.exempel[bbbbbb].text", "Med vilka?")
    async with running(tmp_path, (80, 40), workspace=workspace, section="mal") as pilot:
        await wait_text(pilot, "Redaktören: Exempel 2 ”Samtal”: Med vilka? (Redaktör)")
        await pilot.press("down", "enter")
        await wait_text(pilot, "Redaktören: Med vilka? (Redaktör)")


async def test_small_and_changing_windows_are_survived(tmp_path: Path) -> None:
    """From twenty columns to two hundred, in the middle of the work."""
    async with running(tmp_path, (20, 8)) as pilot:
        await pilot.press("down", "enter")
        for size in ((200, 50), (40, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("f4", "f3")
            await pilot.pause()
        await wait_text(pilot, "Mål 1: en levande kust")


async def test_the_overview_marks_the_section_one_comes_from_and_its_state(tmp_path: Path) -> None:
    """Back from a section that was reached with F4, that section is marked; the state follows what was done."""
    workspace = make_screens_workspace(tmp_path / "w")
    async with running(tmp_path, (80, 24), workspace=workspace) as pilot:
        await wait_text(pilot, "Läge: ej påbörjad")
        await pilot.press("enter", *"Samordnare", "f4")
        await wait_text(pilot, "Avsnitt 2 av 3")
        await pilot.press("f2")
        await wait_text(pilot, "Läge: utkast")
        await wait_for(pilot, lambda: pilot.app.screen.query_one("#sections-list").chosen == "mal")


async def test_a_message_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    """Messages never pile up over what is being filled in."""
    async with running(tmp_path, (80, 24)) as pilot:
        await pilot.press("ctrl+s")
        await wait_text(pilot, "Allt är sparat.")
        await pilot.press("ctrl+c")
        await wait_text(pilot, "F10 eller Ctrl+Q")
        await wait_for(pilot, lambda: "Allt är sparat." not in grid(pilot.app))


async def test_the_check_begins_with_what_stands_in_the_way_here(tmp_path: Path) -> None:
    """Asked for from a section, the check marks that section's first hindrance."""
    wrong = {"svarande": {"epost": "fel"}, "siffror": {"medel": {"r11": {"inn": "1", "ut": "abc"}}}}
    workspace = make_screens_workspace(tmp_path / "w", wrong)
    async with running(tmp_path, (80, 24), workspace=workspace, section="siffror") as pilot:
        await wait_text(pilot, "Avsnitt 3 av 3")
        await pilot.press("f5")
        await wait_text(pilot, "Kontroll")
        session, chosen = pilot.app.session, pilot.app.screen.query_one("#findings").chosen
        assert session.check().findings[int(chosen)].path.section == "siffror"
        assert session.check().findings[0].path.section == "svarande"


async def test_a_broken_version_is_not_called_nothing(tmp_path: Path) -> None:
    """Where a version cannot be read the history says so, and does not say that nothing has been submitted."""
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    questionnaire, unit = load_questionnaire(workspace), workspace.assignment.unit("norr")
    seal(workspace, questionnaire, unit, FILLED, "Kustsamordnare", NOW)
    file = workspace.unit_folder(unit) / "inskickat" / "0001.yaml"
    file.write_bytes(file.read_bytes().replace(b"Kustsamordnare", b"Kustsamordning"))
    async with running(tmp_path, (80, 24), workspace=workspace) as pilot:
        await pilot.press("f7")
        await wait_text(pilot, "Versioner")
        await wait_text(pilot, "kontrollsumman")
        assert "Inget är inskickat" not in grid(pilot.app)


async def test_leaving_a_read_only_view_says_that_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second to open a unit is not told that anything was saved."""
    workspace = make_screens_workspace(tmp_path / "w", FILLED)
    async with running(tmp_path, (80, 24), workspace=workspace):
        app = make_app(workspace, "norr", who="Annan", clock=clock)
        said: list[str] = []
        async with app.run_test(size=(80, 24)) as second:
            await wait_text(second, "Skrivskyddat")
            monkeypatch.setattr(app, "exit", lambda code, message: said.append(str(message)))
            await second.press("f10")
            await wait_for(second, lambda: said == ["Underlaget var skrivskyddat; inget är ändrat."])
            monkeypatch.undo()
