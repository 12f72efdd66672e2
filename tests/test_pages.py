"""Page numbers in the contents: measured by LibreOffice, kept with the text they belong to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small import make_workspace

from rapport.cli import main
from rapport.editorial import Layout, load_layouts, save_layouts
from rapport.errors import InvalidFile
from rapport.pdf import heading_pages
from rapport.report import compose, load_material, text_hash
from rapport.workspace import Workspace, create_workspace, shipped

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def test_layouts_come_back_as_saved(tmp_path: Path) -> None:
    """Any heading may be a key."""
    workspace, _ = make_workspace(tmp_path)
    layouts = {"rapport": Layout("ab12", {"Förord": 3, 'Ett: "två" #2': 14, "no": 5})}
    save_layouts(workspace, layouts)
    assert load_layouts(workspace) == layouts


def test_a_broken_file_of_layouts_is_named(tmp_path: Path) -> None:
    """With file and line."""
    workspace, _ = make_workspace(tmp_path)
    workspace.editorial.mkdir(parents=True, exist_ok=True)
    (workspace.editorial / "sidor.yaml").write_text("outputs:\n  a: {pages: {b: x}}\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"sidor\.yaml, rad 2"):
        load_layouts(workspace)


def test_pages_are_used_for_the_text_they_were_measured_on_alone(tmp_path: Path) -> None:
    """Another text may have other pages, so it gets estimates again."""
    workspace = create_workspace(tmp_path / "example", example=True)
    before = compose(load_material(workspace), draft=False)[0].document
    assert before.pages == load_layouts(workspace)["slutrapport"].pages
    chapter = workspace.chapters / "forord.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nEtt stycke till.\n", encoding="utf-8")
    assert compose(load_material(workspace), draft=False)[0].document.pages == {}


def test_the_example_ships_with_the_pages_of_its_text() -> None:
    """After a change of the example, `rapport build --pages` measures them anew."""
    for composed in compose(load_material(Workspace(shipped("data").parent)), draft=False):
        layout = load_layouts(Workspace(shipped("data").parent))[composed.output.id]
        assert layout.sha256 == text_hash(composed.document.blocks), "run: rapport build --pages"


def test_estimated_pages_are_told_of_word_files_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A web page has no page numbers to estimate."""
    workspace = create_workspace(tmp_path / "example", example=True)
    (workspace.editorial / "sidor.yaml").unlink()
    assert main(["-C", str(workspace.root), "build", "--format", "html"]) == 0
    said = capsys.readouterr()
    assert {Path(line).suffix for line in said.out.splitlines()} == {".html", ".xlsx"}
    assert said.err == ""


@needs_libreoffice
@pytest.mark.slow
def test_a_build_with_pages_prints_the_pages_of_the_layout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is kept is what LibreOffice shows of the file that was built with it."""
    workspace = create_workspace(tmp_path / "example", example=True)
    (workspace.editorial / "sidor.yaml").unlink()
    assert main(["-C", str(workspace.root), "build"]) == 0
    assert "uppskattade" in capsys.readouterr().err
    assert main(["-C", str(workspace.root), "build", "--pages"]) == 0
    assert capsys.readouterr().err == ""
    for composed in compose(load_material(workspace), draft=False):
        assert composed.document.pages == heading_pages(workspace.build / composed.output.file)


def test_without_libreoffice_one_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build itself is written all the same."""
    monkeypatch.setenv("PATH", "")
    workspace = create_workspace(tmp_path / "example", example=True)
    assert main(["-C", str(workspace.root), "build", "--pages"]) == 2
    assert (workspace.build / "slutrapport.docx").is_file()


def test_an_unknown_format_is_refused_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is written."""
    workspace, _ = make_workspace(tmp_path)
    for given, said in (("dox", "Menade du ”docx”?"), (",", "minst ett av")):
        assert main(["-C", str(workspace.root), "build", "--draft", "--format", given]) == 2
        assert said in capsys.readouterr().err
    assert not workspace.build.exists()


def test_a_measurement_that_is_cut_short_leaves_no_report_with_made_up_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is laid out to be measured has numbers that only take room, and never lies where reports lie."""

    def cut(_path: Path) -> dict[str, int]:
        raise KeyboardInterrupt

    monkeypatch.setattr("rapport.pdf.heading_pages", cut)
    workspace = create_workspace(tmp_path / "example", example=True)
    assert main(["-C", str(workspace.root), "build", "--pages"]) != 0
    assert not list(workspace.build.glob("*.docx"))
