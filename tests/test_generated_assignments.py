"""Made-up assignments with extreme content go the whole way: sealed, approved, built, valid, and read back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx_lint import lint
from generated_assignments import Generated, generate
from test_hostile import arrived, one_blank
from validator import audit_errors, sdk_errors_of
from whole_way import WHEN, lines, small_workspace
from word_comparing import shown

from rapport.blocks import Block
from rapport.cli import main
from rapport.cli.formats import WRITERS
from rapport.editorial import waive
from rapport.report import compose, load_material
from rapport.report.typography import typeset
from rapport.word import read_docx
from rapport.workspace import Workspace, create_workspace

SAMPLE = (1, 2, 8, 11)
"""Small assignments, with and without a survey."""
FORMATS = ",".join(name for name in WRITERS if name != "pdf")
"""Formats that are the same bytes each time; LibreOffice dates its PDF."""
OPENED = 5
"""Every which assignment LibreOffice opens."""


def build(workspace: Workspace) -> list[Path]:
    """Every output by command, final and as a draft."""
    for options in ([], ["--draft"]):
        folder = workspace.build / ("draft" if options else "final")
        assert main(["-C", str(workspace.root), "build", *options, "--out", str(folder)]) == 0, (workspace, options)
    return sorted(workspace.build.rglob("*.docx"))


def assert_valid(paths: list[Path], *, besides: frozenset[str] = frozenset()) -> None:
    """By the Open XML SDK, openxml-audit and our own lint."""
    assert sdk_errors_of(paths) == []
    for path in paths:
        assert audit_errors(path) == [], path
        assert lint(path.read_bytes(), besides=besides) == [], path


def assert_same(workspace: Workspace) -> None:
    """What is read back from Word is what was composed."""
    material = load_material(workspace)
    for draft in (False, True):
        for composed in compose(material, draft):
            path = workspace.build / ("draft" if draft else "final") / composed.output.file
            assert shown(read_docx(path), read=True) == shown(composed.document), path


def flat(blocks: tuple[Block, ...]) -> set[str]:
    """Every line a reader reads."""
    return {one_blank(line) for text in lines(blocks) for line in (text, *text.split("\n"))}


def assert_typed(made: Generated) -> None:
    """Every text a unit typed stands in the document as typed."""
    found = flat(read_docx(made.workspace.build / "final" / "d0.docx").blocks)
    for text in made.typed:
        assert one_blank(typeset(arrived(text))) in found, repr(text[:200])


def assert_opens(path: Path, folder: Path) -> None:
    """LibreOffice makes a PDF of it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    assert (folder / path.with_suffix(".pdf").name).read_bytes().startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.parametrize("seed", SAMPLE)
def test_a_generated_assignment_goes_the_whole_way(tmp_path: Path, seed: int) -> None:
    """Whatever is asked, answered and put together, the files are sound and hold what was typed."""
    go_the_whole_way(tmp_path, seed)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(50))
def test_fifty_generated_assignments_go_the_whole_way(tmp_path: Path, seed: int) -> None:
    """The same for many, with up to 300 units."""
    go_the_whole_way(tmp_path, seed)


def go_the_whole_way(tmp_path: Path, seed: int) -> None:
    """Make, build, validate, read back and open."""
    made = generate(tmp_path, seed)
    paths = build(made.workspace)
    assert_valid(paths)
    assert_same(made.workspace)
    assert_typed(made)
    if seed % OPENED == 0:
        assert_opens(paths[0], tmp_path)


def test_an_assignment_just_made_is_sound(tmp_path: Path) -> None:
    """Nothing answered: a draft with holes, and a report when the only unit is left out with a reason."""
    workspace = create_workspace(tmp_path / "tom", example=False)
    command = ["-C", str(workspace.root)]
    assert main([*command, "build"]) == 1
    assert main([*command, "build", "--draft"]) == 0
    assert_valid([workspace.build / "rapport.docx"])
    assert_opens(workspace.build / "rapport.docx", tmp_path)
    assert main([*command, "waive", "enhet-1", "--reason", "Enheten finns inte längre."]) == 0
    assert_valid(build(workspace))
    assert_same(workspace)


def test_an_assignment_that_nobody_answers_is_sound(tmp_path: Path) -> None:
    """No survey, three units with nothing to say, and every template that counts them."""
    workspace = small_workspace(tmp_path)
    for unit in workspace.assignment.units:
        waive(workspace, unit, "Redaktör", WHEN, "Inget underlag.")
    assert_valid(build(workspace))
    assert_same(workspace)


@pytest.mark.parametrize("units", ["[]", "[{slug: a, kind: b}]"])
def test_an_assignment_without_counted_units_is_built_or_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], units: str
) -> None:
    """Nobody to report, or only somebody who does not count."""
    workspace = create_workspace(tmp_path / "tom", example=False)
    path = workspace.root / "data" / "rapport.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("\n  - {slug: enhet-1, name: Enhet 1}", f" {units}\nkinds: {{b: {{counted: false}}}}")
    path.write_text(text.replace("{chapter: inledning}", "{template: metod}\n      - {template: tackning}"))
    if main(["-C", str(workspace.root), "build", "--draft"]) == 0:
        assert_valid([workspace.build / "rapport.docx"], besides=frozenset({"heading-level"}))
    else:
        assert "units" in capsys.readouterr().err


def test_builds_in_other_circumstances_are_the_same_bytes(tmp_path: Path) -> None:
    """Another process, hash seed, time zone, language, folder to stand in and age of the files."""
    made = generate(tmp_path / "ett", 8)
    surroundings = {
        "a": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
        "b": {"PYTHONHASHSEED": "4711", "TZ": "America/Adak", "LC_ALL": "C.UTF-8", "LANG": "sv_SE.UTF-8"},
    }
    copies = []
    for name, settings in surroundings.items():
        root = made.workspace.root if name == "a" else Path(shutil.copytree(made.workspace.root, tmp_path / "två å"))
        if name == "b":
            for path in root.rglob("*"):
                os.utime(path, (1_000_000_000, 1_000_000_000))
        for options in ([], ["--draft"]):
            command = [sys.executable, "-m", "rapport", "-C", str(root), "build", *options]
            folder = tmp_path / name / ("draft" if options else "final")
            done = subprocess.run(
                [*command, "--format", FORMATS, "--out", str(folder)],
                env={**os.environ, **settings},
                cwd=root if name == "a" else tmp_path,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr
        copies.append({str(p.relative_to(tmp_path / name)): p.read_bytes() for p in (tmp_path / name).rglob("*.*")})
    assert len(copies[0]) >= 2
    assert copies[0] == copies[1]
