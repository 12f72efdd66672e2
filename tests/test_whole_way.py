"""From keystrokes to the Word file: what a unit types stands under the right heading with the right unit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx_lint import lint
from screen_helpers import wait_for, wait_text
from textual.pilot import Pilot
from whole_way import SMALL_ANSWERS, lines, small_workspace, submit, table, under

from rapport.blocks import Heading, plain, walk
from rapport.cli import main
from rapport.screens import make_app
from rapport.submissions import load_submissions
from rapport.word import read_docx
from rapport.workspace import Workspace, create_workspace

pytestmark = pytest.mark.slow

TYPED = (
    "Vi läser & skriver <b>varje</b> dag, {{ 7*7 }} ord. [/b]\n\n"
    "2014. Därefter blev det fler:\n- elever\n- *lärare*[^1]\n\n[^1]: Även vikarier."
)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The small workspace, where the other two units are done."""
    found = small_workspace(tmp_path)
    for slug in ("norra", "hamnen"):
        submit(found, slug, SMALL_ANSWERS[slug])
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(found.root))
    monkeypatch.setenv("RAPPORT_WHO", "Redaktör")
    yield found


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Each character as its key."""
    await pilot.press(*("enter" if character == "\n" else character for character in text))


async def fill_in(workspace: Workspace) -> None:
    """Fill in two sections of Östra and hand in, from the keyboard alone."""
    app = make_app(workspace, "ostra", who="Rektor i Östra")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_text(pilot, "Så arbetar vi med läsning")
        await pilot.press("enter")
        await wait_text(pilot, "Vem svarar")
        await type_text(pilot, "Rektor")
        await pilot.press("f4")
        await wait_text(pilot, "Ansvarig funktion")
        await type_text(pilot, "Bibliotekarie")
        await pilot.press("tab", "f7")
        await wait_text(pilot, "Aktivitet 1 av 1")
        await type_text(pilot, "Läsvecka i årskurs 3")
        await pilot.press("tab")
        await type_text(pilot, TYPED)
        await pilot.press("f2")
        await wait_text(pilot, "Skicka in")
        await pilot.press("f8")
        await wait_text(pilot, "Skicka in underlaget?")
        await pilot.press("enter")
        unit = workspace.assignment.unit("ostra")
        await wait_for(pilot, lambda: load_submissions(workspace, unit).latest is not None, "sealed")


async def test_what_is_typed_on_the_screens_is_printed_in_word(workspace: Workspace) -> None:
    """Typed, handed in, approved, built and read back."""
    await fill_in(workspace)
    sealed = load_submissions(workspace, workspace.assignment.unit("ostra")).latest
    assert sealed is not None
    assert sealed.submitted_by == "Rektor i Östra"
    assert main(["build"]) == 1
    assert main(["approve", "ostra"]) == 0
    assert main(["build"]) == 0
    data = (workspace.build / "läsning-i-skolan.docx").read_bytes()
    assert lint(data) == []
    blocks = read_docx(data).blocks
    assert "Aktivitet från Östra: Läsvecka i årskurs 3" in lines(blocks)
    found = under(blocks, "Aktivitet från Östra: Läsvecka i årskurs 3").split("\n")
    assert found[:5] == [
        "Vi läser & skriver <b>varje</b> dag, {{ 7*7 }} ord. [/b]",
        "2014. Därefter blev det fler:",
        "elever",
        "lärare",
        "Även vikarier.",
    ]


@pytest.mark.parametrize("draft", [[], ["--draft"]])
def test_two_builds_from_the_same_data_are_the_same_bytes(workspace: Workspace, draft: list[str]) -> None:
    """Nothing of the clock or of chance is in a build."""
    submit(workspace, "ostra", SMALL_ANSWERS["ostra"])
    for folder in ("ett", "tva"):
        assert main(["build", *draft, "--out", str(workspace.root / folder)]) == 0
    first, second = (workspace.root / folder / "läsning-i-skolan.docx" for folder in ("ett", "tva"))
    assert first.read_bytes() == second.read_bytes()


def test_the_example_is_built_twice_to_the_same_bytes(tmp_path: Path) -> None:
    """Report and appendix; and what was built holds every county's first example under its heading."""
    workspace = create_workspace(tmp_path / "exempel", example=True)
    for folder in ("ett", "tva"):
        assert main(["-C", str(workspace.root), "build", "--out", str(tmp_path / folder)]) == 0
    for output in workspace.assignment.outputs:
        assert (tmp_path / "ett" / output.file).read_bytes() == (tmp_path / "tva" / output.file).read_bytes()
    blocks = read_docx(tmp_path / "ett" / "slutrapport.docx").blocks
    headings = {plain(block.content) for block in walk(blocks) if isinstance(block, Heading)}
    printed = "\n".join(lines(blocks))
    for unit in workspace.assignment.counted_units():
        latest = load_submissions(workspace, unit).latest
        assert latest is not None
        for section in ("delmal1", "delmal2", "delmal3"):
            for item in latest.answers.get(section, {}).get("exempel", []):
                assert any(h.startswith("Exempel från") and h.endswith(f": {item['rubrik']}") for h in headings)
        assert unit.name in printed
    assert len(table(blocks, "Underlag och exempel")) == 23
