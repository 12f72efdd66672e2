"""Whatever a file of responses holds: its order does not matter, twice is once, no answers without people."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from survey_workspace import HEADER, WHEN, imported, planned, survey_workspace, table

from rapport.errors import RapportError
from rapport.survey import load_survey, parse_answers, render_answers, store_import, survey_places, tally
from rapport.workspace import Workspace

EXAMPLES = 1_000 if os.environ.get("RAPPORT_PROOF") else 40
PROPERTY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
SCALE = st.sampled_from(["", "helt", "inte", "vet_ej", "Stämmer helt", "Vet ej", "finns inte", "1"])
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
ROW = st.tuples(
    SCALE,
    st.sampled_from(["", "ja", "nej", "Y", "N", "kanske"]),
    SCALE,
    SCALE,
    st.sampled_from(["", "brev", "brev;tele", "Möte, Brev", "Telefon, kväll", "post"]),
    st.one_of(st.integers(0, 99).map(str), st.just(""), st.just("många")),
    TEXT,
)
ROWS = st.lists(ROW, max_size=12)
SEED = st.randoms(use_true_random=False)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A small survey; each example starts without answers."""
    return survey_workspace(tmp_path_factory.mktemp("properties"))


def forget(workspace: Workspace) -> None:
    """Take the stored answers away."""
    (workspace.survey / "svar.csv").unlink(missing_ok=True)


def numbered(rows: list[tuple[str, ...]]) -> list[list[str]]:
    """The rows with an identity each."""
    return [[f"r{number}", *row] for number, row in enumerate(rows, 1)]


@PROPERTY
@given(ROWS)
def test_there_are_never_more_answers_than_respondents(workspace: Workspace, rows: list[tuple[str, ...]]) -> None:
    """For every question, and no respondent is made from nothing."""
    forget(workspace)
    plan = planned(workspace, table(HEADER, *numbered(rows)))
    assert len(plan.answers) == plan.preview.added == plan.preview.rows - plan.preview.without_answers
    if len(plan.answers):
        store_import(workspace, plan, "Anna", WHEN)
    survey = load_survey(workspace)
    assert survey.responses <= len(rows)
    for place, question in survey_places(survey.questionnaire).items():
        counted = tally(survey, place.section, place.question, place.row)
        assert 0 <= counted.n <= survey.responses <= counted.asked
        assert question.type == "choices" or sum(counted.counts.values()) in (counted.n, 0)
        assert all(0 <= times <= counted.n for times in counted.counts.values())


@PROPERTY
@given(ROWS, SEED, st.booleans())
def test_the_order_of_rows_and_columns_does_not_matter(
    workspace: Workspace, rows: list[tuple[str, ...]], rng: random.Random, with_ids: bool
) -> None:
    """The stored bytes are the same, with identities and without."""
    full = [HEADER, *numbered(rows)] if with_ids else [HEADER[1:], *rows]
    order = rng.sample(range(len(full[0])), len(full[0]))
    body = rng.sample(full[1:], len(full) - 1)
    forget(workspace)
    straight = planned(workspace, table(*full))
    shuffled = planned(workspace, table(*[[row[index] for index in order] for row in (full[0], *body)]))
    assert render_answers(straight.answers) == render_answers(shuffled.answers)
    assert straight.preview.values == shuffled.preview.values


@PROPERTY
@given(ROWS, st.booleans())
def test_twice_is_once(workspace: Workspace, rows: list[tuple[str, ...]], with_ids: bool) -> None:
    """The second import changes nothing, and what is stored reads back as it was."""
    forget(workspace)
    full = [HEADER, *numbered(rows)] if with_ids else [HEADER[1:], *rows]
    plan = planned(workspace, table(*full))
    if not len(plan.answers):
        return
    survey = imported(workspace, table(*full))
    stored = (workspace.survey / "svar.csv").read_bytes()
    again = planned(workspace, table(*full))
    assert not again.preview.is_news
    assert render_answers(again.answers) == stored
    assert parse_answers(stored, "svar.csv", survey.questionnaire).ids == plan.answers.ids


@PROPERTY
@given(st.one_of(st.binary(max_size=400), st.lists(TEXT).map(",".join).map(str.encode)))
def test_any_bytes_are_read_or_refused(workspace: Workspace, data: bytes) -> None:
    """Never an error of the program's own."""
    forget(workspace)
    try:
        plan = planned(workspace, data)
    except RapportError:
        return
    assert plan.preview.rows >= plan.preview.added
