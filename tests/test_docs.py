"""The documentation is executed: what README says to type works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from rapport.cli import main
from rapport.report import FORMS

ROOT = Path(__file__).resolve().parent.parent


def commands(page: str) -> list[str]:
    """Lines of the page's code blocks that call the program."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if re.match(r"    rapport ", line)]


@pytest.mark.slow
def test_the_commands_of_readme_work_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `rapport` line of README runs, one after the other, and ends with 0."""
    monkeypatch.chdir(tmp_path)
    lines = commands("README.md")
    assert len(lines) >= 8
    for line in lines:
        assert main(shlex.split(line)[1:]) == 0, line


def test_every_link_and_picture_of_the_docs_leads_somewhere() -> None:
    """Relative links in README and docs point at files of the project."""
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_make_target_of_the_docs_exists() -> None:
    """`make X` in README and CONTRIBUTING is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for page in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert set(re.findall(r"(?:^    |`)make ([a-z]+)", text, re.M)) <= targets


def test_every_form_of_a_figure_is_documented() -> None:
    """`docs/facts.md` has each; the twins with a capital letter are told together."""
    text = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    assert [form for form in FORMS if form.islower() and f"`{form}`" not in text] == []
