"""Themes, chapters and selection: read strictly, with every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import make_workspace

from rapport.editorial import Theme, load_chapter, load_selection, load_themes
from rapport.errors import InvalidFile, UseError
from rapport.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "w")[0]


def write(workspace: Workspace, name: str, text: str | bytes) -> None:
    path = workspace.editorial / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def test_a_workspace_without_editorial_files_has_nothing(workspace: Workspace) -> None:
    """Asking creates nothing."""
    assert load_themes(workspace).themes == ()
    assert load_selection(workspace).choices == {}
    assert not workspace.editorial.exists()


def test_themes_have_texts_and_the_points_that_belong_to_them(workspace: Workspace) -> None:
    """Texts in the editor's order; codings by unit and item."""
    write(workspace, "teman.yaml", "hinder:\n  - {id: tid, title: Tid, short: Kort., full: Lång.}\n")
    write(workspace, "koder/norr.yaml", "hinder: {a1: tid, b2: tid}\n")
    write(workspace, "koder/syd.yaml", "hinder: {a1: tid}\n")
    themes = load_themes(workspace)
    assert themes.of_kind("hinder") == (Theme("hinder", "tid", "Tid", "Kort.", "Lång."),)
    assert themes.coded("hinder", "tid") == {("norr", "a1"), ("norr", "b2"), ("syd", "a1")}
    assert themes.coded("hinder", "annat") == set()


def test_every_problem_with_themes_is_told_at_once(workspace: Workspace) -> None:
    """Unknown kinds, themes, units and keys, doubles, and what is missing, each with file, line and key."""
    write(workspace, "teman.yaml", "hinder:\n  - {id: tid, title: T}\n  - {id: tid}\nhindr: []\n")
    write(workspace, "koder/norr.yaml", "hinder:\n  a1: tidd\n  A-1: tid\n")
    write(workspace, "koder/ost.yaml", "hinder: {}\n")
    with pytest.raises(InvalidFile) as caught:
        load_themes(workspace)
    found = {(p.where.file.removeprefix("data/redaktion/"), p.where.line, p.where.key) for p in caught.value.problems}
    assert found == {
        ("teman.yaml", 3, "hinder[2].title"),
        ("teman.yaml", 3, "hinder[2].id"),
        ("teman.yaml", 4, "hindr"),
        ("koder/norr.yaml", 2, "hinder.a1"),
        ("koder/norr.yaml", 3, "hinder.A-1"),
        ("koder/ost.yaml", 1, ""),
    }
    assert "Menade du ”tid”?" in str(caught.value)
    assert "Menade du ”hinder”?" in str(caught.value)


def test_chapters_are_cleaned_text(workspace: Workspace) -> None:
    """Markdown as written, without what acts."""
    write(workspace, "kapitel/b.md", "# Två\r\n\x1b[31m röd\n")
    assert load_chapter(workspace, "b").text == "# Två\n[31m röd\n"
    assert load_chapter(workspace, "b").file == "data/redaktion/kapitel/b.md"


def test_a_missing_chapter_gets_the_nearest_name(workspace: Workspace) -> None:
    """What, where, and what was meant."""
    write(workspace, "kapitel/inledning.md", "")
    with pytest.raises(UseError, match=r"kapitel/inledningen\.md finns inte\. Menade du ”inledning”\?"):
        load_chapter(workspace, "inledningen")


def test_a_chapter_in_another_encoding_is_named_with_its_line(workspace: Workspace) -> None:
    """Latin-1 is told, not guessed."""
    write(workspace, "kapitel/a.md", "rad ett\nfråga".encode("latin-1"))
    with pytest.raises(InvalidFile, match=r"kapitel/a\.md, rad 2: Filen är inte UTF-8"):
        load_chapter(workspace, "a")


def test_selection_orders_and_omits(workspace: Workspace) -> None:
    """Placed items first, in the editor's order; the others as they came; omitted ones not at all."""
    write(workspace, "urval.yaml", "allt.punkter: {order: [syd/b, norr/a], omit: [norr/x]}\n")
    items = [
        (f"{unit}/{item}", unit + item) for unit, item in (("norr", "a"), ("norr", "x"), ("norr", "c"), ("syd", "b"))
    ]
    selection = load_selection(workspace)
    assert selection.apply("allt.punkter", items) == ["sydb", "norra", "norrc"]
    assert selection.apply("mer.punkter", items) == [name for _, name in items]


def test_a_wrong_selection_is_named(workspace: Workspace) -> None:
    """Units, entries, questions and keys."""
    write(workspace, "urval.yaml", "allt.punkter:\n  order: [ost/a]\n  omit: [bara]\n  omitt: []\nallt: {}\n")
    with pytest.raises(InvalidFile) as caught:
        load_selection(workspace)
    assert [(problem.where.line, problem.where.key) for problem in caught.value.problems] == [
        (2, "allt.punkter.order"),
        (3, "allt.punkter.omit"),
        (4, "allt.punkter.omitt"),
        (5, "allt"),
    ]
