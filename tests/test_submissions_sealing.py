"""Sealed versions: checked first, numbered, chained by hash, never changed."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from small import PNG, WHEN, answered, make_workspace

from rapport.errors import InvalidFile, Refused, UseError
from rapport.files import parse_yaml
from rapport.questionnaire import Questionnaire, check_answers
from rapport.submissions import add_picture, load_submissions, picture_path, seal, withdraw
from rapport.submissions.sealed import sealed_hash
from rapport.workspace import Unit, Workspace

Place = tuple[Workspace, Questionnaire, Unit]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    workspace, questionnaire = make_workspace(tmp_path / "w")
    return workspace, questionnaire, workspace.assignment.unit("norr")


def sealed_file(place: Place, number: int = 1) -> Path:
    return place[0].unit_folder(place[2]) / "inskickat" / f"{number:04}.yaml"


def test_what_is_sealed_is_what_the_check_made_of_it(place: Place) -> None:
    """Values are cleaned and typed, hidden answers left out, and come back equal."""
    answers = answered(
        antal="1 200", kostnad="12 tkr", brev="Hej \u00ad\n", punkter=[{"id": "a1", "namn": "n", "varfor": "dold"}]
    )
    answers["mer"] = {"fler": "nej", "hur": "dold"}
    receipt = seal(*place, answers, "Anna", WHEN)
    found = load_submissions(place[0], place[2])
    assert found.problems == ()
    assert found.latest is not None
    assert found.latest.answers == {
        "allt": {
            "rubrik": "Ett år vid kusten",
            "brev": "Hej",
            "antal": "1200",
            "kostnad": "12",
            "punkter": [{"id": "a1", "namn": "n"}],
        },
        "mer": {"fler": "nej"},
    }
    values = check_answers(place[1], place[2], found.latest.answers).values
    assert (values["allt"]["antal"], values["allt"]["kostnad"]) == (1200, 12)
    assert (receipt.number, receipt.submitted_at, receipt.sha256) == (1, WHEN, found.latest.sha256)


def test_a_sealed_file_is_read_only_and_its_hash_covers_the_rest(place: Place) -> None:
    """Mode 0440, and SHA-256 over everything else."""
    seal(*place, answered(), "Anna", WHEN)
    path = sealed_file(place)
    assert stat.S_IMODE(path.stat().st_mode) == 0o440
    content = parse_yaml(path.read_bytes(), "").data()
    assert content["sha256"] == sealed_hash(content)
    assert (content["submitted_by"], content["submitted_at"]) == ("Anna", "2015-01-20T10:12:00+01:00")


def test_a_blocking_finding_refuses_and_writes_nothing(place: Place) -> None:
    """Every blocking finding is named by its place."""
    with pytest.raises(Refused, match="2 svar behöver rättas") as caught:
        seal(*place, {"allt": {"antal": "många"}}, "Anna", WHEN)
    assert [problem.where.key for problem in caught.value.problems] == ["allt.rubrik", "allt.antal"]
    assert not sealed_file(place).exists()


def test_each_version_names_the_one_before(place: Place) -> None:
    """The chain is by hash; an unchanged draft gives no new version."""
    first = seal(*place, answered(), "Anna", WHEN)
    with pytest.raises(Refused, match="Inget har ändrats sedan version 1"):
        seal(*place, answered(brev="  "), "Anna", WHEN)
    seal(*place, answered(antal="3"), "Anna", WHEN + timedelta(days=1))
    found = load_submissions(place[0], place[2])
    assert [one.number for one in found.submissions] == [1, 2]
    assert found.submissions[1].predecessor == first.sha256
    assert found.problems == ()


def test_withdrawing_is_sealed_too(place: Place) -> None:
    """A withdrawal is the next version, needs a reason and something to withdraw; after it one may submit again."""
    with pytest.raises(Refused, match="inget inskickat"):
        withdraw(*place, "Fel chef", "Anna", WHEN)
    seal(*place, answered(), "Anna", WHEN)
    with pytest.raises(Refused, match="Skriv varför"):
        withdraw(*place, " ", "Anna", WHEN)
    withdraw(*place, "Fel chef", "Anna", WHEN)
    latest = load_submissions(place[0], place[2]).latest
    assert latest is not None
    assert (latest.number, latest.is_withdrawal, latest.reason) == (2, True, "Fel chef")
    with pytest.raises(Refused, match="inget inskickat"):
        withdraw(*place, "Igen", "Anna", WHEN)
    assert seal(*place, answered(), "Anna", WHEN).number == 3


@pytest.mark.parametrize(("old", "new"), [("Ett år", "Två år"), ("Anna", "Bo"), ("10:12", "10:13"), ("norr", "syd")])
def test_any_change_to_a_sealed_file_is_found(place: Place, old: str, new: str) -> None:
    """A changed file is a problem with its name, counts for nothing, and stops further sealing."""
    seal(*place, answered(), "Anna", WHEN)
    path = sealed_file(place)
    path.chmod(0o640)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = load_submissions(place[0], place[2])
    assert found.submissions == ()
    assert found.problems[0].where.file == "data/enheter/norr/inskickat/0001.yaml"
    with pytest.raises(InvalidFile, match="skadat"):
        seal(*place, answered(antal="1"), "Anna", WHEN)


def test_one_broken_version_does_not_hide_the_others(place: Place) -> None:
    """The others are read; the gap in the chain is told."""
    for antal in ("1", "2", "3"):
        seal(*place, answered(antal=antal), "Anna", WHEN)
    sealed_file(place, 2).chmod(0o640)
    sealed_file(place, 2).write_bytes(b"\xff")
    found = load_submissions(place[0], place[2])
    assert [one.number for one in found.submissions] == [1, 3]
    assert [problem.where.file[-9:] for problem in found.problems] == ["0002.yaml", "0003.yaml"]
    assert found.last_number == 3


def test_a_missing_version_is_found(place: Place) -> None:
    """A file taken away breaks the chain of the next."""
    for antal in ("1", "2"):
        seal(*place, answered(antal=antal), "Anna", WHEN)
    sealed_file(place, 1).unlink()
    assert "Versionen före saknas" in load_submissions(place[0], place[2]).problems[0].message


def test_two_of_one_number_are_a_fork_for_the_editor(place: Place) -> None:
    """The other file of the same number is kept apart and named."""
    seal(*place, answered(), "Anna", WHEN)
    other = sealed_file(place).with_name("0001-0123abcd.yaml")
    other.write_bytes(sealed_file(place).read_bytes())
    found = load_submissions(place[0], place[2])
    assert (len(found.submissions), [fork.path.name for fork in found.forks]) == (1, [other.name])


def test_pictures_come_under_the_seal(place: Place) -> None:
    """A picture must be there to seal; when it goes or changes afterwards, that is found."""
    name = add_picture(place[0], place[2], PNG)
    picture = {"file": name, "alt": "En fyr", "credit": "Kustbild"}
    with pytest.raises(Refused, match="ett svar"):
        seal(*place, answered(bild={**picture, "file": "0" * 64 + ".png"}), "Anna", WHEN)
    seal(*place, answered(bild=picture), "Anna", WHEN)
    latest = load_submissions(place[0], place[2]).latest
    assert latest is not None
    assert latest.pictures == {name: name[:64]}
    path = picture_path(place[0], place[2], name)
    path.chmod(0o640)
    path.write_bytes(PNG + b"x")
    problem = load_submissions(place[0], place[2]).problems[0]
    assert (problem.where.key, "har ändrats" in problem.message) == (f"pictures.{name}", True)


def test_the_same_picture_twice_is_one_file(place: Place) -> None:
    """Named by its content, never overwritten, read-only."""
    name = add_picture(place[0], place[2], PNG)
    path = picture_path(place[0], place[2], name)
    before = path.stat().st_mtime_ns
    assert add_picture(place[0], place[2], PNG) == name
    assert path.stat().st_mtime_ns == before
    assert add_picture(place[0], place[2], b"\xff\xd8\xff\xe0" + bytes(9)).endswith(".jpg")


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a", b"%PDF-1.4", PNG + bytes(10_000_000)])
def test_what_is_no_picture_is_refused(place: Place, data: bytes) -> None:
    """PNG and JPEG of at most 10 MB, told by their first bytes."""
    with pytest.raises(Refused):
        add_picture(place[0], place[2], data)


@pytest.mark.parametrize("name", ["../utkast.yaml", "a.png", "0" * 64 + ".svg", "0" * 64 + ".png\n", ""])
def test_a_picture_name_leads_nowhere_else(place: Place, name: str) -> None:
    """Only names by hash are paths."""
    with pytest.raises(UseError):
        picture_path(place[0], place[2], name)
