"""The commands: data on stdout, talk on stderr, exit codes, and Swedish sentences in place of tracebacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small import answered, make_workspace, write_draft
from whole_way import lines

from rapport.cli import main
from rapport.files import dump_yaml
from rapport.submissions import FolderLock, load_submissions
from rapport.word import read_docx
from rapport.workspace import Workspace

Output = pytest.CaptureFixture[str]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace in force, with a draft that can be sealed."""
    workspace, _ = make_workspace(tmp_path / "w")
    write_draft(workspace, workspace.assignment.unit("norr"), dump_yaml({"answers": answered()}))
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(workspace.root))
    monkeypatch.setenv("RAPPORT_WHO", "Anna")
    return workspace


def said(capsys: Output, *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    code = main(list(arguments))
    output = capsys.readouterr()
    return code, output.out, output.err


def test_a_unit_goes_from_draft_to_approved(workspace: Workspace, capsys: Output) -> None:
    """Submit gives a receipt; comment, return, submit, approve and reopen do as they say."""
    code, out, err = said(capsys, "submit", "N")
    assert (code, err) == (0, "")
    latest = load_submissions(workspace, workspace.assignment.unit("norr")).latest
    assert latest is not None
    assert out.startswith("Norr, version 1\nInskickad ")
    copy = workspace.build / "norr-version-1.docx"
    assert out.endswith(f"av Anna\nKontrollsumma {latest.sha256}\nLäskopia {copy}\n")
    assert latest.sha256 in "".join(lines(read_docx(copy).blocks))
    assert said(capsys, "comment", "norr", "--question", "allt.brev", "Skriv mer.") == (0, "k1\n", "")
    assert said(capsys, "return", "1", "--reason", "Komplettera.")[:2] == (0, "")
    write_draft(workspace, workspace.assignment.unit("norr"), dump_yaml({"answers": answered(antal="2")}))
    assert said(capsys, "submit", "Norr")[0] == 0
    assert said(capsys, "approve", "norr", "--version", "1")[0] == 1
    assert said(capsys, "--who", "Red", "approve", "norr") == (0, "", "Version 2 från Norr är godkänd.\n")
    assert said(capsys, "reopen", "norr", "--reason", "Fel.", "--who=Red")[0] == 0
    assert said(capsys, "withdraw", "norr", "--reason", "Fel.")[0] == 0
    assert said(capsys, "waive", "syd", "--reason", "Vakant.") == (0, "", "Rapporten görs utan Syd.\n")
    found = json.loads(said(capsys, "status", "--json")[1])
    assert found["version"] == 1
    north, south = found["units"]
    assert (north["unit"], north["state"], north["version"], north["used_version"]) == ("norr", "utkast", 3, None)
    assert (north["open_comments"], south["waived"], south["state"]) == (1, "Vakant.", "ej påbörjad")
    assert north["sections"]["allt"]["missing"] == 0


def test_a_draft_with_faults_is_refused_with_every_place(workspace: Workspace, capsys: Output) -> None:
    """Exit 1; nothing on stdout; each finding with its question."""
    write_draft(workspace, workspace.assignment.unit("syd"), "answers: {allt: {antal: många}}\n")
    code, out, err = said(capsys, "submit", "syd")
    assert (code, out) == (1, "")
    assert "2 svar behöver rättas" in err
    assert "allt.rubrik" in err
    assert "allt.antal" in err


def test_status_is_an_aligned_table_and_goes_on_past_broken_units(workspace: Workspace, capsys: Output) -> None:
    """Every unit has its line; problems are told on stderr, each once."""
    write_draft(workspace, workspace.assignment.unit("syd"), "answers: {allt: {rubrik: [a]}}\n")
    code, out, err = said(capsys, "status")
    lines = out.splitlines()
    assert code == 0
    assert [line[:13] for line in lines[:3]] == ["Enhet  Läge  ", "Norr   utkast", "Syd    ej påb"]
    assert len({len(line) for line in lines[:3]}) == 1
    assert lines[-1] == "2 enheter: 1 utkast och 1 ej påbörjad."
    assert "oläsligt" in lines[2]
    assert err.count("data/enheter/syd/utkast.yaml, rad 1, nyckeln ”answers.allt.rubrik”") == 1


def test_the_summary_counts_states_in_the_plural(workspace: Workspace, capsys: Output) -> None:
    """Two units are ’inskickade’, not ’inskickad’."""
    write_draft(workspace, workspace.assignment.unit("syd"), dump_yaml({"answers": answered()}))
    assert [said(capsys, "submit", unit)[0] for unit in ("norr", "syd")] == [0, 0]
    assert said(capsys, "status")[1].endswith("\n2 enheter: 2 inskickade.\n")


def test_a_unit_that_is_open_elsewhere_is_not_submitted(workspace: Workspace, capsys: Output) -> None:
    """Exit 2, with who has it."""
    lock = FolderLock(workspace.unit_folder(workspace.assignment.unit("norr")), "Bo", "")
    code, out, err = said(capsys, "submit", "norr")
    lock.release()
    assert (code, out) == (2, "")
    assert err.startswith("Öppet hos Bo sedan ")


WRONG = [
    (["nonsens"], "Kommandot ”nonsens” finns inte."),
    (["aprove", "norr"], "Menade du ”approve”?"),
    (["approve"], "Det saknas något: ENHET. Kör ”rapport approve --help”"),
    (["return", "norr"], "Det saknas något: --reason."),
    (["return", "norr", "--reason"], "Efter --reason ska det stå ett värde."),
    (["approve", "norr", "--version", "två"], "--version ska vara ett heltal, inte ”två”."),
    (["status", "--jsno"], "Detta går inte att tolka: --jsno."),
    (["status", "extra"], "Detta går inte att tolka: extra."),
    (["status", "--json=ja"], "--json tar inget värde."),
    (["-C"], "Efter -C ska det stå ett värde."),
    (["-C", "/finns/inte", "status"], "är ingen arbetsyta"),
    (["approve", "nor"], "Enheten ”nor” finns inte i uppdraget. Menade du ”norr”?"),
    (["fill", "norr", "--section", "al"], "Avsnittet ”al” finns inte."),
    (["fill", "ost"], "Enheten ”ost” finns inte"),
    (["approve", "\x1b[31m"], "finns inte i uppdraget"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=lambda value: str(value)[:40])
def test_wrong_use_is_one_swedish_sentence(
    workspace: Workspace, capsys: Output, arguments: list[str], words: str
) -> None:
    """Exit 2, on stderr, nothing that acts on a terminal."""
    code, out, err = said(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "\x1b" not in err
    assert not any(word in err for word in ("usage", "error", "argument", "Traceback", "invalid"))


def test_a_broken_section_file_is_named_with_line_and_key(workspace: Workspace, capsys: Output) -> None:
    """Exit 2, with the place and the nearest key."""
    path = workspace.sections / "02-mer.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    code, _, err = said(capsys, "status")
    assert code == 2
    assert "sections/02-mer.yaml, rad 3, nyckeln ”titel”: Nyckeln ”titel” är okänd. Menade du ”title”?" in err


def test_a_new_workspace_is_made_once(tmp_path: Path, capsys: Output) -> None:
    """The folder is told on stdout and works at once; a folder with anything in it is left alone."""
    new = tmp_path / "ny"
    code, out, _ = said(capsys, "init", str(new))
    assert (code, out) == (0, f"{new}\n")
    assert said(capsys, "-C", str(new), "status")[0] == 0
    assert said(capsys, "init", str(new))[0] == 2


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path, capsys: Output) -> None:
    """What the system refuses is told in Swedish."""
    (tmp_path / "fil").write_text("")
    code, _, err = said(capsys, "init", str(tmp_path / "fil" / "ny"))
    assert code == 2
    assert "en mapp i sökvägen är en fil" in err


def test_a_copy_that_cannot_be_written_does_not_undo_the_submission(workspace: Workspace, capsys: Output) -> None:
    """The receipt is printed, and what went wrong after it is told."""
    workspace.build.touch()
    code, out, err = said(capsys, "submit", "norr")
    assert code == 0
    assert "Kontrollsumma" in out
    assert err.startswith(
        f"Underlaget är inskickat, men läskopian {workspace.build / 'norr-version-1.docx'} kunde inte"
    )


def test_a_build_says_where_it_cannot_write(workspace: Workspace, capsys: Output, tmp_path: Path) -> None:
    """A file where the folder should be, and a folder where the file should be; nothing half is left."""
    (tmp_path / "fil").touch()
    code, out, err = said(capsys, "build", "--draft", "--out", str(tmp_path / "fil"))
    assert (code, out) == (2, "")
    assert (
        err
        == f"{tmp_path / 'fil'} går inte att skriva: där ligger redan något annat. Välj en annan mapp med --out.\n"
    )
    (tmp_path / "ut" / "rapport.docx").mkdir(parents=True)
    code, _, err = said(capsys, "build", "--draft", "--out", str(tmp_path / "ut"))
    assert (code, err.startswith(f"{tmp_path / 'ut' / 'rapport.docx'} går inte att skriva: ")) == (2, True)
    assert [path.name for path in (tmp_path / "ut").iterdir()] == ["rapport.docx"]


def test_a_draft_build_tells_what_is_broken(workspace: Workspace, capsys: Output) -> None:
    """On stderr, with the file; the report is made of the rest."""
    folder = workspace.unit_folder(workspace.assignment.unit("norr")) / "inskickat"
    folder.mkdir()
    (folder / "0001.yaml").write_text("unit: [")
    code, out, err = said(capsys, "build", "--draft")
    assert (code, out) == (0, f"{workspace.build / 'rapport.docx'}\n")
    assert "data/enheter/norr/inskickat/0001.yaml, rad 2: Raden går inte att läsa" in err


def test_the_schema_describes_the_shipped_sections(capsys: Output) -> None:
    """JSON on stdout, of draft 2020-12."""
    code, out, _ = said(capsys, "schema")
    assert code == 0
    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_name_comes_from_the_option_the_environment_or_the_login(
    workspace: Workspace, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In that order; what acts is taken out of it."""
    from rapport.cli.parser import user_name

    assert user_name("  Bo \x1b Ek ") == "Bo Ek"
    assert user_name("") == "Anna"
    monkeypatch.delenv("RAPPORT_WHO")
    monkeypatch.setenv("LOGNAME", "karin")
    assert user_name("") == "karin"


def test_a_reader_that_leaves_is_no_error(workspace: Workspace) -> None:
    """`rapport status | head` ends quietly."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "rapport", "status", "--json"], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_without_the_characters_gets_them_by_code(workspace: Workspace) -> None:
    """Output in ASCII or Latin-1 does not fail."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "rapport", "status"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert rb"p\xe5b\xf6rjad" in done.stdout
