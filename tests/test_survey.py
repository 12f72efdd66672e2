"""The survey's answers counted: n, N, non-response, and ’do not know’ told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import make_workspace

from rapport.errors import InvalidFile, UseError
from rapport.survey import Survey, load_survey, open_answers, tally
from rapport.workspace import Workspace

ASSIGNMENT = """
title: Kusten
units: [{slug: norr, name: Norr}]
codelists:
  svar: [{id: helt, label: Helt}, {id: inte, label: Inte}, {id: vet_ej, label: Vet ej}]
survey: {invited: 10, unknown: [vet_ej], positive: [helt], matrix: roll}
outputs: [{id: rapport, file: rapport.docx, outline: [{template: omslag}]}]
"""
SECTION = """
id: roll
title: Rollen
questions:
  - {id: nytta, type: choice, label: Till nytta, options: svar}
  - {id: pa, type: matrix, label: Påståenden, options: svar, rows: [{id: a, label: A}, {id: b, label: B}]}
  - {id: fritt, type: prose, label: Fritt}
  - {id: flera, type: choices, label: Flera, options: svar}
"""
RESPONSES = """\
id,roll.nytta,roll.pa.a,roll.pa.b,roll.fritt,roll.flera
r1,helt,helt,vet_ej,Bra.,helt;inte
r2,vet_ej,inte,,,inte
r3,helt,,,,
r4,,,,,
"""


def survey(folder: Path, responses: str | None = RESPONSES, assignment: str = ASSIGNMENT) -> Survey:
    """A survey of these responses."""
    workspace, _ = make_workspace(folder / "w", assignment=assignment)
    workspace.survey_sections.mkdir()
    (workspace.survey_sections / "01.yaml").write_text(SECTION, encoding="utf-8")
    if responses is not None:
        workspace.survey.mkdir()
        (workspace.survey / "svar.csv").write_text(responses, encoding="utf-8")
        (workspace.survey / "enkat.yaml").write_text("note: Påhittade svar.\n", encoding="utf-8")
    return load_survey(workspace)


def test_n_counts_those_who_answered_the_question(tmp_path: Path) -> None:
    """’Do not know’ is an answer; a blank is not."""
    counted = tally(survey(tmp_path), "roll", "nytta")
    assert counted.counts == {"helt": 2, "inte": 0, "vet_ej": 1}
    assert (counted.n, counted.asked, counted.missing) == (3, 10, 7)


def test_each_statement_has_its_own_n(tmp_path: Path) -> None:
    """Non-response differs from row to row."""
    found = survey(tmp_path)
    assert tally(found, "roll", "pa", "a").n == 2
    assert tally(found, "roll", "pa", "b").counts == {"helt": 0, "inte": 0, "vet_ej": 1}


def test_positive_options_are_counted_together(tmp_path: Path) -> None:
    """Options that do not exist count nothing."""
    assert tally(survey(tmp_path), "roll", "nytta").of("helt", "vet_ej", "finns_inte") == 3


def test_the_number_invited_is_never_below_the_number_of_responses(tmp_path: Path) -> None:
    """N cannot be smaller than n."""
    assignment = ASSIGNMENT.replace("invited: 10", "invited: 2")
    found = survey(tmp_path, assignment=assignment)
    assert found.invited == 4
    assert tally(found, "roll", "nytta").missing == 1


def test_open_answers_come_in_order_without_blanks(tmp_path: Path) -> None:
    """As stored."""
    assert open_answers(survey(tmp_path), "roll", "fritt") == ("Bra.",)


def test_a_survey_that_nobody_has_answered_is_empty(tmp_path: Path) -> None:
    """Everybody invited is missing."""
    found = survey(tmp_path, None)
    assert (found.responses, len(found)) == (0, 0)
    assert tally(found, "roll", "nytta").missing == 10


def test_the_note_about_the_answers_is_kept(tmp_path: Path) -> None:
    """It is printed wherever they are shown."""
    assert survey(tmp_path).note == "Påhittade svar."


def test_an_unknown_question_is_told_with_the_nearest(tmp_path: Path) -> None:
    """A template's slip."""
    with pytest.raises(UseError, match=r"Menade du ”roll\.nytta”"):
        tally(survey(tmp_path), "roll", "nyta")


def test_a_column_has_a_place_for_every_respondent(tmp_path: Path) -> None:
    """Option ids, or blank, in the responses' order."""
    found = survey(tmp_path)
    assert tuple(found.column("roll", "pa", "a")) == ("helt", "inte", "", "")
    assert tuple(found.column("roll", "fritt")) == ("Bra.", "", "", "")


def test_respondents_who_may_choose_several_are_counted_once_in_n(tmp_path: Path) -> None:
    """Choices may add up to more than n."""
    counted = tally(survey(tmp_path), "roll", "flera")
    assert (counted.counts, counted.n) == ({"helt": 1, "inte": 2, "vet_ej": 0}, 2)


@pytest.mark.parametrize(("row", "message"), [("c", "ingen rad ”c”"), ("", "rad för rad")])
def test_a_matrix_is_asked_for_by_a_row_that_it_has(tmp_path: Path, row: str, message: str) -> None:
    """A template's slip."""
    with pytest.raises(UseError, match=message):
        tally(survey(tmp_path), "roll", "pa", row)


def test_a_question_that_is_newer_than_the_file_has_no_answers(tmp_path: Path) -> None:
    """A column may be missing."""
    assert tally(survey(tmp_path, "id,roll.nytta\nr1,helt\n"), "roll", "fritt").n == 0


def test_responses_stand_in_the_order_of_their_ids_whatever_the_order_in_the_file(tmp_path: Path) -> None:
    """Numbers count by value."""
    assert survey(tmp_path, "id\nr10\nr2\n1\n").ids == ("1", "r2", "r10")


def test_answers_given_in_the_terminal_are_counted_with_the_others(tmp_path: Path) -> None:
    """A file a respondent, of the same shape as a unit's draft."""
    survey(tmp_path)
    folder = tmp_path / "w" / "data" / "enkat" / "svar"
    folder.mkdir()
    text = "answers: {roll: {nytta: inte, pa: {b: helt}, flera: [helt], fritt: Väl.}}"
    (folder / "zq7.yaml").write_text(text, encoding="utf-8")
    found = load_survey(Workspace(tmp_path / "w"))
    assert (len(found), found.ids[-1], found.column("roll", "flera")[-1]) == (5, "zq7", "helt")
    assert tally(found, "roll", "nytta").counts == {"helt": 2, "inte": 1, "vet_ej": 1}
    assert open_answers(found, "roll", "fritt") == ("Bra.", "Väl.")


@pytest.mark.parametrize(
    "answers",
    ["{roll: {nytta: kanske}}", "x", "[x]", "{roll: x}", "{roll: {nytta: {a: b}}}", "{roll: {nytta: [{a: b}]}}"],
)
def test_an_answer_given_in_the_terminal_that_the_survey_does_not_allow_is_refused(
    tmp_path: Path, answers: str
) -> None:
    """Whatever its shape, with file and question."""
    survey(tmp_path)
    folder = tmp_path / "w" / "data" / "enkat" / "svar"
    folder.mkdir()
    (folder / "zq7.yaml").write_text(f"answers: {answers}", encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"zq7\.yaml.*roll\.nytta"):
        load_survey(Workspace(tmp_path / "w"))


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ("id,roll.nytta\nr1,helt\nr2,kanske\n", 3),
        ('id,roll.fritt,roll.nytta\nr1,"a\nb",helt\n\nr2,x,kanske\n', 5),
        ("id,roll.pa.a\nr1,kanske\n", 2),
        ("id,roll.flera\nr1,helt;kanske\n", 2),
        ("id,roll.finns_inte\nr1,helt\n", 1),
        ("id,roll.pa\nr1,helt\n", 1),
        ("id,roll.nytta,roll.nytta\nr1,helt,helt\n", 1),
        ("roll.nytta\nhelt\n", 1),
        ("id,roll.nytta\n,helt\n", 2),
        ("id,roll.nytta\nr1,helt\nr1,helt\n", 3),
        ("id,roll.nytta\nr1,helt,inte\n", 2),
        ('id,roll.nytta\nr1,"helt\n', 2),
        ("", 1),
    ],
)
def test_an_answer_that_the_survey_does_not_allow_is_refused_with_its_line(
    tmp_path: Path, wrong: str, line: int
) -> None:
    """Nothing is dropped in silence."""
    with pytest.raises(InvalidFile) as caught:
        survey(tmp_path, wrong)
    assert caught.value.problems[0].where.line == line
    assert "svar.csv" in str(caught.value)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """With what to do."""
    survey(tmp_path)
    (tmp_path / "w" / "data" / "enkat" / "svar.csv").write_bytes("id,roll.fritt\nr1,Väl\n".encode("latin-1"))
    with pytest.raises(InvalidFile, match="Spara den som UTF-8"):
        load_survey(Workspace(tmp_path / "w"))
