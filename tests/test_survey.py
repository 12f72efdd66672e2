"""The survey's answers counted: n, N, non-response, and ’do not know’ told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import make_workspace

from rapport.errors import InvalidFile, UseError
from rapport.survey import Survey, load_survey, open_answers, tally

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
"""
RESPONSES = """
note: Påhittade svar.
responses:
  - {id: r1, answers: {roll: {nytta: helt, pa: {a: helt, b: vet_ej}, fritt: Bra.}}}
  - {id: r2, answers: {roll: {nytta: vet_ej, pa: {a: inte}}}}
  - {id: r3, answers: {roll: {nytta: helt}}}
  - {id: r4}
"""


def survey(folder: Path, responses: str | None = RESPONSES, assignment: str = ASSIGNMENT) -> Survey:
    """A survey of these responses."""
    workspace, _ = make_workspace(folder / "w", assignment=assignment)
    workspace.survey_sections.mkdir()
    (workspace.survey_sections / "01.yaml").write_text(SECTION, encoding="utf-8")
    if responses is not None:
        workspace.survey.mkdir()
        (workspace.survey / "svar.yaml").write_text(responses, encoding="utf-8")
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
    assert found.responses == ()
    assert tally(found, "roll", "nytta").missing == 10


def test_the_note_about_the_answers_is_kept(tmp_path: Path) -> None:
    """It is printed wherever they are shown."""
    assert survey(tmp_path).note == "Påhittade svar."


def test_an_unknown_question_is_told_with_the_nearest(tmp_path: Path) -> None:
    """A template's slip."""
    with pytest.raises(UseError, match=r"Menade du ”roll\.nytta”"):
        tally(survey(tmp_path), "roll", "nyta")


@pytest.mark.parametrize(
    "wrong",
    [
        "responses: [{id: r1, answers: {roll: {nytta: kanske}}}]",
        "responses: [{id: r1, answers: {roll: {finns_inte: helt}}}]",
        "responses: [{id: r1, answers: {annat: {nytta: helt}}}]",
        "responses: [{answers: {roll: {nytta: helt}}}]",
        "responses: [{id: r1, svar: {}}]",
        "format: 2",
    ],
)
def test_an_answer_that_the_survey_does_not_allow_is_refused_with_its_line(tmp_path: Path, wrong: str) -> None:
    """Nothing is dropped in silence."""
    with pytest.raises(InvalidFile) as caught:
        survey(tmp_path, wrong)
    assert caught.value.problems[0].where.line == 1
    assert "svar.yaml" in str(caught.value)
