"""Decisions, comments and waivers, and the states that follow from them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from small import WHEN, answered, make_workspace, write_draft

from rapport.editorial import (
    UnitStatus,
    all_statuses,
    approve,
    approved_submission,
    comment,
    load_log,
    printed_submission,
    reopen,
    resolve_comment,
    return_submission,
    unit_status,
    waive,
)
from rapport.errors import InvalidFile, Refused, UseError
from rapport.questionnaire import Questionnaire
from rapport.submissions import Locked, load_draft, open_draft, seal, withdraw
from rapport.workspace import Unit, Workspace

Place = tuple[Workspace, Questionnaire, Unit]
LATER = WHEN + timedelta(days=9)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    workspace, questionnaire = make_workspace(tmp_path / "w")
    return workspace, questionnaire, workspace.assignment.unit("norr")


def submit(place: Place, **answers: object) -> None:
    """Write the answers as the draft and seal them."""
    with open_draft(*place, "Anna") as draft:
        for name, value in answered(**answers)["allt"].items():
            draft.set("allt", name, value)
    seal(*place, load_draft(place[0], place[2]).answers, "Anna", WHEN)


def edit(place: Place, name: str, value: str) -> None:
    with open_draft(*place, "Anna") as draft:
        draft.set("allt", name, value)


def status(place: Place) -> UnitStatus:
    return unit_status(*place)


def printed(place: Place) -> tuple[int | None, int | None]:
    """Versions that a draft build and a final build would print."""
    found = (printed_submission(status(place)), approved_submission(status(place)))
    return tuple(one.number if one else None for one in found)  # type: ignore[return-value]


def test_the_state_follows_from_versions_and_decisions(place: Place) -> None:
    """Not started, draft, submitted, returned, submitted again, approved, reopened, and what is printed meanwhile."""
    workspace, _, unit = place
    assert (status(place).state, printed(place)) == ("ej påbörjad", (None, None))
    edit(place, "brev", "Hej")
    assert (status(place).state, status(place).draft_ahead) == ("utkast", True)
    submit(place)
    assert (status(place).state, printed(place)) == ("inskickad", (1, None))
    return_submission(workspace, unit, "Red", LATER, "Skriv mer.")
    found = status(place)
    assert (found.state, found.reason, found.decided_at) == ("återsänd", "Skriv mer.", LATER)
    submit(place, antal="1")
    assert (status(place).state, status(place).version) == ("inskickad", 2)
    approve(workspace, unit, "Red", LATER)
    assert (status(place).state, printed(place)) == ("godkänd", (2, 2))
    submit(place, antal="2")
    assert (status(place).state, status(place).approved_version, printed(place)) == ("inskickad", 2, (2, 2))
    approve(workspace, unit, "Red", LATER, 3)
    reopen(workspace, unit, "Red", LATER, "Fel siffra.")
    assert (status(place).state, status(place).reason, printed(place)) == ("återsänd", "Fel siffra.", (2, 2))


def test_a_withdrawn_unit_is_a_draft_again(place: Place) -> None:
    """Nothing of it is printed and nothing can be decided."""
    submit(place)
    approve(place[0], place[2], "Red", LATER)
    withdraw(*place, "Fel", "Anna", WHEN)
    found = status(place)
    assert (found.state, found.approved_version, found.reason, printed(place)) == (
        "utkast",
        None,
        "Fel",
        (None, None),
    )
    with pytest.raises(Refused, match="återkallat"):
        approve(place[0], place[2], "Red", LATER)


def test_the_draft_is_ahead_when_it_says_something_else(place: Place) -> None:
    """An equal draft is not ahead, however it is typed; an unreadable answer is."""
    submit(place, antal="1200")
    assert not status(place).draft_ahead
    edit(place, "antal", "1 200")
    assert not status(place).draft_ahead
    edit(place, "kostnad", "tolv")
    assert status(place).draft_ahead


def test_a_decision_about_another_version_is_refused(place: Place) -> None:
    """Only the latest version can be decided about."""
    workspace, _, unit = place
    with pytest.raises(Refused, match="inte skickat in något än"):
        approve(workspace, unit, "Red", LATER)
    submit(place)
    submit(place, antal="1")
    for decide in (
        lambda: approve(workspace, unit, "Red", LATER, 1),
        lambda: return_submission(workspace, unit, "Red", LATER, "Skäl", 1),
    ):
        with pytest.raises(Refused, match=r"Version 1 från Norr är inte den senaste\. Beslut fattas om version 2\."):
            decide()
    assert load_log(workspace).decisions == ()


def test_decisions_need_their_turn_and_a_reason(place: Place) -> None:
    """No approval twice, no return of an approved version, no reopening of another, no return without a reason."""
    workspace, _, unit = place
    submit(place)
    with pytest.raises(Refused, match="inte godkänd"):
        reopen(workspace, unit, "Red", LATER, "Skäl")
    with pytest.raises(Refused, match="Skriv varför"):
        return_submission(workspace, unit, "Red", LATER, " \u200b ")
    approve(workspace, unit, "Red", LATER)
    with pytest.raises(Refused, match="redan godkänd"):
        approve(workspace, unit, "Red", LATER)
    with pytest.raises(Refused, match="är godkänd"):
        return_submission(workspace, unit, "Red", LATER, "Skäl")
    with pytest.raises(Refused, match="Skriv varför"):
        reopen(workspace, unit, "Red", LATER, "")


def test_a_decision_belongs_to_the_text_it_was_made_about(place: Place) -> None:
    """A version sealed anew under the same number is undecided."""
    workspace, _, unit = place
    submit(place)
    approve(workspace, unit, "Red", LATER)
    (workspace.unit_folder(unit) / "inskickat" / "0001.yaml").unlink()
    submit(place, antal="7")
    assert status(place).state == "inskickad"


def test_a_waived_unit_says_why_until_it_submits(place: Place) -> None:
    """The reason is kept; a unit that has submitted cannot be waived."""
    workspace, _, unit = place
    with pytest.raises(Refused, match="Skriv varför"):
        waive(workspace, unit, "Red", LATER, "")
    waive(workspace, unit, "Red", LATER, "Tjänsten är vakant.")
    assert status(place).waived == "Tjänsten är vakant."
    submit(place)
    assert status(place).waived == ""
    with pytest.raises(Refused, match="har skickat in version 1"):
        waive(workspace, unit, "Red", LATER, "Skäl")


def test_a_comment_has_a_place_that_exists(place: Place) -> None:
    """Section, question, item and field; a wrong name gets the nearest; ticking off is a record too."""
    workspace, questionnaire, unit = place

    def say(path: str, text: str = "Förtydliga.") -> str:
        return comment(workspace, questionnaire, unit, "Red", LATER, path, text)

    with pytest.raises(Refused, match="inte skickat in"):
        say("allt.brev")
    submit(place)
    assert [say(path) for path in ("allt", "allt.brev", "allt.punkter[a1].namn")] == ["k1", "k2", "k3"]
    with pytest.raises(UseError, match=r"Menade du ”allt\.brev”"):
        say("allt.bref")
    for wrong in ("allt.brev[a1]", "allt.punkter[a1].nam", "allt brev", "allt.punkter[A1]"):
        with pytest.raises(Refused):
            say(wrong)
    with pytest.raises(Refused, match="tom"):
        say("allt.brev", "\u200b")
    resolve_comment(workspace, "k2", "Red", LATER)
    assert [(one.path, one.resolved) for one in status(place).comments] == [
        ("allt", False),
        ("allt.brev", True),
        ("allt.punkter[a1].namn", False),
    ]
    with pytest.raises(Refused, match="avbockad"):
        resolve_comment(workspace, "k2", "Red", LATER)


def test_one_units_broken_files_do_not_hide_the_others(place: Place) -> None:
    """The problem is told at its unit; the others are as they were."""
    workspace, questionnaire, _ = place
    other = workspace.assignment.unit("syd")
    submit(place)
    write_draft(workspace, other, "answers: {allt: {rubrik: [a]}}\n")
    (workspace.unit_folder(other) / "inskickat").mkdir()
    (workspace.unit_folder(other) / "inskickat" / "0001.yaml").write_bytes(b"\xff")
    north, south = all_statuses(workspace, questionnaire)
    assert (north.state, north.problems) == ("inskickad", ())
    names = ["data/enheter/syd/utkast.yaml", "data/enheter/syd/inskickat/0001.yaml"]
    assert [problem.where.file for problem in south.problems] == names
    assert south.progress == {}


HOSTILE = ["[/b] {{ 7*7 }} \x1b[31m röd", 'citat " och \\ bakstreck', "två\nrader", "\ud800 ensam", "👩‍👩‍👧‍👦"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_reasons_and_comments_stay_text(place: Place, text: str) -> None:
    """Whatever the editor types comes back as `clean` leaves it, on one line of the log."""
    from rapport.text import clean

    submit(place)
    comment(*place, "Red", LATER, "allt.brev", text)
    return_submission(place[0], place[2], text, LATER, text)
    found = status(place)
    assert (found.comments[0].text, found.reason) == (clean(text).strip(), clean(text).strip())
    log = place[0].editorial / "beslut.jsonl"
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2


RECORD = (
    '{"type": "decision", "unit": "norr", "version": 1, "sha256": "%s", "verdict": "godkänd", "reason": "", '
    '"who": "Red", "when": "2015-02-01T10:00:00+01:00"}' % ("0" * 64)
)
BROKEN_LINES = [
    ("{", "", "inte hel"),
    ("[]", "", "inte en post"),
    (RECORD.replace("decision", "decison"), "type", "slag är okänt"),
    (RECORD.replace('"reason"', '"resaon"'), "resaon", "Menade du ”reason”"),
    (RECORD.replace('"reason": "", ', ""), "reason", "saknas"),
    (RECORD.replace("godkänd", "kanske"), "verdict", "okänt"),
    (RECORD.replace('"version": 1', '"version": true'), "version", "inget nummer"),
    (RECORD.replace("+01:00", ""), "when", "zon"),
    (RECORD.replace("0" * 64, "0"), "sha256", "64 tecken"),
    (RECORD.replace('"who": "Red"', '"who": 3'), "who", "ska vara text"),
    (RECORD.replace('"reason": ""', '"unit": "syd"'), "", "inte hel"),
    ("[" * 100_000, "", "inte hel"),
]


@pytest.mark.parametrize(("line", "key", "words"), BROKEN_LINES)
def test_a_line_of_the_log_that_cannot_be_read_is_named(place: Place, line: str, key: str, words: str) -> None:
    """File, line and key; the other lines count; nothing new is added until it is mended."""
    submit(place)
    path = place[0].editorial / "beslut.jsonl"
    path.parent.mkdir()
    path.write_text(f"{RECORD}\n{line}\n", encoding="utf-8")
    log = load_log(place[0])
    problem = log.problems[0]
    assert (len(log.decisions), len(log.problems)) == (1, 1)
    assert (problem.where.file, problem.where.line, problem.where.key) == ("data/redaktion/beslut.jsonl", 2, key)
    assert words in problem.message
    with pytest.raises(InvalidFile, match="skadad"):
        approve(place[0], place[2], "Red", LATER)
    assert path.read_text(encoding="utf-8") == f"{RECORD}\n{line}\n"
    assert log.problems[0] in status(place).problems


def test_one_desk_writes_at_a_time(place: Place) -> None:
    """The second gets the name of the first."""
    from rapport.submissions import FolderLock

    submit(place)
    lock = FolderLock(place[0].editorial, "Bo", "Vänta.")
    with pytest.raises(Locked, match="Öppet hos Bo"):
        approve(place[0], place[2], "Red", LATER)
    lock.release()
    assert approve(place[0], place[2], "Red", LATER) == 1
