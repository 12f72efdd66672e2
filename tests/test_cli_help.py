"""Help: Swedish throughout, complete, and quick."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from rapport.cli import main
from rapport.cli.overview import COMMANDS
from rapport.cli.parser import build_parsers

NAMES = [name for _, commands in COMMANDS for name, _ in commands]
ENGLISH = re.compile(
    r"\b(usage|options|positional|arguments|show|exit|default|optional|help message)\b", re.IGNORECASE
)


def test_the_overview_names_every_command() -> None:
    """No command without a line, no line without a command."""
    assert sorted(NAMES) == sorted(build_parsers())


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in NAMES)], ids=" ".join)
def test_help_is_swedish(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Argparse's own words too; every argument is explained."""
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert text.startswith("Användning: rapport")
    for word in ("--help", "--version", *NAMES):
        text = text.replace(word, "")
    assert not ENGLISH.search(text)
    assert all(len(line) <= 80 for line in text.splitlines())


def test_every_argument_is_explained() -> None:
    """An argument without a word about it is no help."""
    for parser in build_parsers().values():
        assert parser.description
        assert all(action.help for action in parser._actions)


def loaded(code: str) -> set[str]:
    """Modules that a fresh interpreter has loaded after `code`."""
    command = [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


def test_help_loads_next_to_nothing() -> None:
    """Neither argparse nor any room: help is as quick as the interpreter."""
    more = loaded("from rapport.cli import main\nmain(['--help'])") - loaded("pass")
    assert more == {"__future__", "gc", "rapport", "rapport.cli", "rapport.cli.main", "rapport.cli.overview"}


def test_building_loads_no_reader_of_workbooks() -> None:
    """What imports a survey is loaded when one is imported."""
    assert "python_calamine" not in loaded("import rapport.report, rapport.cli.building")


@pytest.mark.parametrize("command", ["status", "schema", "approve norr"])
def test_commands_load_no_terminal_and_no_word(command: str, tmp_path: object) -> None:
    """Only the screens load Textual, only building loads the Word room."""
    code = f"from rapport.cli import main\nmain('-C {tmp_path} {command}'.split())"
    assert not loaded(code) & {"textual", "rich", "docx", "lxml", "jinja2", "markdown_it", "PIL"}
