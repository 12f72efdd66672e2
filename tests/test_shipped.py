"""What ships is found by one resolver, in a checkout as in an installed wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from rapport.cli import main
from rapport.errors import UseError
from rapport.workspace import create_workspace, shipped

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


def files(folder: Path) -> set[str]:
    """Every file below a folder that could ship, by relative name."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    left_out = ("__pycache__", "journal")
    return {str(path) for path in found if not any(p.startswith(".") or p in left_out for p in path.parts)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> set[str]:
    """Names in the wheel."""
    with ZipFile(next(built.glob("*.whl"))) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The `rapport` command of a fresh environment where the wheel is installed over our libraries."""
    folder = tmp_path_factory.mktemp("miljö") / "venv"
    venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
    site = next(folder.glob("lib/python*/site-packages"))
    with ZipFile(next(built.glob("*.whl"))) as archive:
        archive.extractall(site)
    # Libraries come after the wheel on the path, and our own editable install is not among them: `.pth` files of a
    # folder that is itself named in one are not read.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    yield folder / "bin" / "python"


def run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The program under an interpreter, away from the checkout."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "RAPPORT"))}
    code = "import sys; from rapport.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [str(python), "-c", code, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_holds_the_example_and_the_templates(wheel: set[str]) -> None:
    """Every section, every data file, every template, the Word template and the style sheets."""
    for folder in ("sections", "data"):
        assert {f"rapport/_shipped/{folder}/{name}" for name in files(ROOT / folder)} <= wheel
    assert {f"rapport/{name}" for name in files(ROOT / "rapport")} <= wheel


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    """No dotfiles, tests, tools, benchmarks or caches."""
    assert {name.split("/")[0].partition("-")[0] for name in wheel} == {"rapport"}
    parts = {part for name in wheel for part in name.split("/")}
    assert not [part for part in parts if part.startswith(".") or part in ("tests", "tools", "bench", "__pycache__")]
    assert not [name for name in wheel if name.endswith((".pyc", ".lock", "/journal", "/.las"))]


def test_the_editable_install_is_the_checkout(tmp_path: Path) -> None:
    """One line that names it, and no copy of the example that could grow old."""
    command = [
        sys.executable,
        "-c",
        "from hatchling.build import build_editable; import sys; build_editable(sys.argv[1])",
    ]
    subprocess.run([*command, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    with ZipFile(next(tmp_path.glob("*.whl"))) as archive:
        (pth,) = (name for name in archive.namelist() if ".dist-info/" not in name)
        assert archive.read(pth).decode().strip() == str(ROOT)


def test_the_source_archive_can_build_the_wheel_and_run_the_tests(built: Path) -> None:
    """Package, example, tests, lock file, licence."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "LICENSE", "README.md", "Makefile", "requirements.lock"} <= names
    for folder in ("rapport", "sections", "data", "tests"):
        assert {f"{folder}/{name}" for name in files(ROOT / folder)} <= names


def test_the_wheel_makes_and_builds_the_example(installed: Path, tmp_path: Path) -> None:
    """In an empty folder, with nothing of the checkout on the path."""
    where = subprocess.run(
        [str(installed), "-c", "import rapport; print(rapport.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not where.stdout.startswith(str(ROOT))
    made = run(installed, "init", "--example", "prov", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert files(tmp_path / "prov") == {f"{top}/{name}" for top in ("data", "sections") for name in files(ROOT / top)}
    done = run(installed, "-C", "prov", "build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "prov" / "build").iterdir()} == {
        "slutrapport.docx",
        "bilaga-ekonomi.docx",
        "bilaga-ekonomi.xlsx",
        "missiv.docx",
    }


def test_the_wheel_finds_what_the_screens_need(installed: Path, tmp_path: Path) -> None:
    """Style sheets too."""
    code = "from rapport.screens import make_app; from rapport.workspace import create_workspace; "
    code += "from pathlib import Path; "
    code += "make_app(create_workspace(Path('w'), True), 'norrbotten', who='Anna')"
    done = subprocess.run([str(installed), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_checkout_makes_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files as from the wheel."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--example", "prov"]) == 0
    assert files(tmp_path / "prov") == {f"{top}/{name}" for top in ("data", "sections") for name in files(ROOT / top)}


def test_an_empty_workspace_can_be_drafted_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `init` makes without the example is a workspace in working order."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "ny"]) == 0
    assert main(["-C", "ny", "build", "--draft"]) == 0
    assert (tmp_path / "ny" / "build" / "rapport.docx").is_file()


def test_nothing_is_made_where_something_lies(tmp_path: Path) -> None:
    """Nothing is ever overwritten."""
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(UseError, match="är inte tom"):
        create_workspace(tmp_path, example=True)


@pytest.mark.parametrize("name", ["sections", "data", "templates"])
def test_the_resolver_finds_what_ships(name: str) -> None:
    """In the checkout."""
    assert shipped(name).is_dir()


def test_what_is_missing_is_told() -> None:
    """An incomplete installation says so."""
    with pytest.raises(UseError, match="Installationen är ofullständig: mappen ”finns-inte” saknas"):
        shipped("finns-inte")
