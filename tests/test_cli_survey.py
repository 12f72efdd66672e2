"""`rapport survey`: shows before it stores, says what it did, and never guesses on its own."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from survey_workspace import survey_workspace, table

from rapport.cli import main
from rapport.workspace import Workspace

Output = pytest.CaptureFixture[str]
HEADER = ["id", "roll.nytta", "roll.med", "roll.pa.stod", "roll.pa.svar", "roll.hur", "roll.antal", "roll.fritt"]
ROW = ["1", "helt", "ja", "inte", "", "brev", "12", "Bra."]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace in force, with a survey and no answers."""
    workspace = survey_workspace(tmp_path)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(workspace.root))
    monkeypatch.setenv("RAPPORT_WHO", "Anna")
    monkeypatch.chdir(workspace.root)
    return workspace


def said(capsys: Output, *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    code = main(["survey", *arguments])
    output = capsys.readouterr()
    return code, output.out, output.err


def write(*rows: list[str]) -> None:
    """The file to import."""
    Path("svar.csv").write_text(table(*rows), encoding="utf-8")


def test_what_is_understood_is_stored_and_told(workspace: Workspace, capsys: Output) -> None:
    """And the second time it is told that there is nothing new."""
    write([*HEADER, "IP-adress"], [*ROW, "192.0.2.1"])
    code, out, err = said(capsys, "import", "svar.csv")
    assert code == 0
    assert "kan vara personuppgifter: ”IP-adress”." in out
    assert "Inläst: 1 nytt svar. Totalt 1 svar är lagrade." in err
    assert "data/enkat/original/" in err
    code, out, err = said(capsys, "import", "svar.csv")
    assert (code, "Inget nytt" in err) == (0, True)


def test_what_is_not_understood_is_shown_and_nothing_is_stored(workspace: Workspace, capsys: Output) -> None:
    """Columns, values and questions, with what they may be; exit 1."""
    write(["id", "Har det varit nyttigt?", "roll.med"], ["1", "helt", "jaa"], ["2", "inte", "jaa"])
    code, out, err = said(capsys, "import", "svar.csv")
    assert code == 1
    assert "#2 ”Har det varit nyttigt?” (2 rader med svar). Kanske roll.nytta" in out
    assert "roll.med: ”jaa” (2 rader). Kanske ja" in out
    assert "roll.pa: stod, svar" in out
    assert "Inget är lagrat." in err
    assert not workspace.survey.exists()


def test_a_mapping_is_proposed_that_can_be_filled_in_and_used(workspace: Workspace, capsys: Output) -> None:
    """What is left open is told until it is decided."""
    write(["id", "Har det varit nyttigt?", "Annat", "roll.med"], ["1", "helt", "x", "jaa"])
    out = said(capsys, "import", "svar.csv")[1]
    mapping = out[out.index("columns:") :]
    Path("m.yaml").write_text(mapping, encoding="utf-8")
    code, _, err = said(capsys, "import", "svar.csv", "--mapping", "m.yaml")
    assert (code, "m.yaml, rad 3, nyckeln ”columns.Annat”" in err) == (2, True)
    Path("m.yaml").write_text(mapping.replace('Annat: ""', "Annat: ignore"), encoding="utf-8")
    assert said(capsys, "import", "svar.csv", "--mapping", "m.yaml", "--yes")[0] == 0
    assert (workspace.survey / "svar.csv").read_text(encoding="utf-8").splitlines()[1] == "1,helt,ja,,,,,"


def test_headers_and_values_that_act_are_shown_harmless(workspace: Workspace, capsys: Output) -> None:
    """And are not proposed to a mapping."""
    bad = "\x1b[31m\u202eX\ufffe"
    write(["id", bad, "roll.med", "Annat"], ["1", "x", bad, "y"])
    code, out, _ = said(capsys, "import", "svar.csv")
    assert (code, "\x1b" in out, "\u202e" in out) == (1, False, False)
    assert out.endswith('columns:\n  Annat: ""\n')


def test_yes_stores_the_rest(workspace: Workspace, capsys: Output) -> None:
    """What is not understood is no answer."""
    write(["id", "roll.nytta", "Annat"], ["1", "helt", "x"], ["2", "nja", "y"])
    assert said(capsys, "import", "svar.csv", "--yes", "--no-original")[0] == 0
    assert (workspace.survey / "svar.csv").read_text(encoding="utf-8").splitlines()[1] == "1,helt,,,,,,"
    assert not (workspace.survey / "original").exists()


def test_yes_does_not_override_contradictions(workspace: Workspace, capsys: Output) -> None:
    """They are told, and nothing is stored."""
    write(["id", "roll.nytta"], ["1", "helt"], ["1", "inte"])
    code, out, err = said(capsys, "import", "svar.csv", "--yes")
    assert (code, err) == (1, "Inget är lagrat.\n")
    assert "Raderna 2 och 3 har samma identitet" in out


def test_the_preview_is_data_too(workspace: Workspace, capsys: Output) -> None:
    """One object, and nothing is stored."""
    write(HEADER, ROW)
    code, out, _ = said(capsys, "import", "svar.csv", "--json")
    found = json.loads(out)
    assert (code, found["version"], found["understood"], found["added"]) == (0, 1, True, 1)
    assert not workspace.survey.exists()


def test_the_answers_are_shown_with_n_and_n_of_all(workspace: Workspace, capsys: Output) -> None:
    """As text and as JSON."""
    write(HEADER, ROW, ["2", "inte", *[""] * 6], ["3", "helt", *[""] * 6])
    said(capsys, "import", "svar.csv")
    code, out, _ = said(capsys, "show")
    assert code == 0
    assert out.startswith("3 svar av 4 inbjudna.\n")
    assert "  roll.nytta, n = 3, N = 4\n  Stämmer helt       2   66,7 %\n" in out
    found = json.loads(said(capsys, "show", "--json")[1])
    assert (found["version"], found["responses"], found["invited"]) == (1, 3, 4)
    first = found["questions"][0]
    assert (first["id"], first["n"], first["N"], first["missing"]) == ("roll.nytta", 3, 4, 1)
    assert first["options"][0] == {"id": "helt", "label": "Stämmer helt", "count": 2, "share": 2 / 3}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "survey import eller survey show"),
        (("imprt",), "survey import eller survey show"),
        (("import",), "Det saknas något: FIL."),
        (("import", "finns-inte.csv"), "den finns inte"),
        (("import", "svar.csv", "--mapping", "finns-inte.yaml"), "den finns inte"),
        (("import", "svar.csv", "--sheet", "Blad1"), "ingen Excel-arbetsbok"),
    ],
)
def test_wrong_use_is_one_sentence(
    workspace: Workspace, capsys: Output, arguments: tuple[str, ...], words: str
) -> None:
    """Exit 2."""
    write(HEADER, ROW)
    code, out, err = said(capsys, *arguments)
    assert (code, out, words in err, err.count("\n")) == (2, "", True, 1)


@pytest.mark.parametrize(("answer", "code"), [("j\n", 0), ("\n", 1), ("", 1)])
def test_at_the_terminal_the_user_is_asked(
    workspace: Workspace, capsys: Output, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    """And nothing but yes is yes."""
    write(["id", "roll.nytta", "Annat"], ["1", "helt", "x"])
    stdin = io.StringIO(answer)
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", stdin)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    found, _, err = said(capsys, "import", "svar.csv")
    assert (found, "Läsa in ändå?" in err) == (code, True)
    assert (workspace.survey / "svar.csv").exists() == (code == 0)
