"""Statistics of the survey hold for any responses, and agree with an independent computation."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import make_workspace

from rapport.questionnaire import load_survey_questionnaire
from rapport.survey import (
    ROUNDED,
    Coder,
    CrossTable,
    Place,
    Survey,
    adds_up,
    cross,
    load_survey,
    percent,
    rounding_note,
    tally,
)
from rapport.workspace import Workspace, shipped

ASSIGNMENT = """
title: Kusten
units: [{slug: norr, name: Norr}]
codelists:
  svar: [{id: helt, label: Helt}, {id: inte, label: Inte}, {id: vet_ej, label: Vet ej}]
  grupp: [{id: a, label: A}, {id: b, label: B}]
survey: {unknown: [vet_ej], positive: [helt], matrix: roll}
outputs: [{id: rapport, file: rapport.docx, outline: [{template: omslag}]}]
"""
SECTION = """
id: roll
title: Rollen
questions:
  - {id: grupp, type: choice, label: Grupp, options: grupp}
  - {id: pa, type: matrix, label: Påståenden, options: svar, rows: [{id: r1, label: R1}, {id: r2, label: R2}]}
"""
ANSWER = st.sampled_from(["helt", "inte", "vet_ej", ""])
RESPONDENT = st.tuples(st.sampled_from(["a", "b", ""]), ANSWER, ANSWER)
RESPONDENTS = st.lists(RESPONDENT, max_size=40)
EXAMPLE = load_survey(Workspace(shipped("data").parent))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    """A survey that nobody has answered."""
    workspace, _ = make_workspace(tmp_path_factory.mktemp("enkat") / "w", assignment=ASSIGNMENT)
    workspace.survey_sections.mkdir()
    (workspace.survey_sections / "01.yaml").write_text(SECTION, encoding="utf-8")
    return Survey(load_survey_questionnaire(workspace), (), {}, "", 0)


def answered(empty: Survey, people: list[tuple[str, str, str]], more: int = 0) -> Survey:
    """The survey with these respondents, and `more` invited who gave none."""
    places = (Place("roll", "grupp"), Place("roll", "pa", "r1"), Place("roll", "pa", "r2"))
    coders = [Coder() for _ in places]
    for coder, column in zip(coders, zip(*people, strict=True), strict=False):
        coder.add(column)
    columns = {place: coder.done() for place, coder in zip(places, coders, strict=True)}
    ids = [str(number) for number in range(len(people))]
    return Survey(empty.questionnaire, ids, columns, "", len(people) + more)


@given(people=RESPONDENTS, more=st.integers(0, 5))
def test_counts_hold_together_for_any_responses(empty: Survey, people: list[tuple[str, str, str]], more: int) -> None:
    """Answers are never more than respondents, and the bases are ordered: known, answered, invited."""
    counted = tally(answered(empty, people, more), "roll", "pa", "r1", ["vet_ej"])
    assert sum(counted.counts.values()) == counted.n <= len(people) <= counted.asked
    assert counted.n + counted.missing == counted.asked
    assert 0 <= counted.base("known") <= counted.base("answered") <= counted.base("invited")
    assert counted.base("known") == counted.n - counted.counts["vet_ej"]


@given(people=RESPONDENTS, seed=st.randoms())
def test_the_order_of_respondents_changes_nothing(
    empty: Survey, people: list[tuple[str, str, str]], seed: Any
) -> None:
    """Neither counts nor cross-tables."""
    mixed = list(people)
    seed.shuffle(mixed)
    one, other = answered(empty, people), answered(empty, mixed)
    assert tally(one, "roll", "pa", "r2") == tally(other, "roll", "pa", "r2")
    pair = (("roll", "pa", "r2"), ("roll", "grupp"))
    assert dict(cross(one, *pair).cells) == dict(cross(other, *pair).cells)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_shares_add_up_or_the_sentence_says_why_not(counts: list[int]) -> None:
    """Each share is within half a tenth of the truth, so the sum is within half a tenth for each."""
    whole = sum(counts)
    shares = [percent(n, whole) for n in counts] if whole else [Decimal(100)]
    assert abs(sum(shares) - 100) <= Decimal("0.05") * len(counts)
    assert (sum(shares) == 100) == adds_up(counts) == (rounding_note(counts) == "")


def test_thirds_do_not_add_up_and_are_not_adjusted() -> None:
    """33,3 three times, and the sentence."""
    assert [percent(1, 3)] * 3 == [Decimal("33.3")] * 3
    assert rounding_note([1, 1, 1]) == ROUNDED == "Andelarna är avrundade och summerar därför inte till 100."
    assert rounding_note([31, 7, 5]) == ""


@given(st.integers(1, 5000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_a_share_is_rounded_once_from_whole_numbers(pair: tuple[int, int]) -> None:
    """Halves go up, as decimal arithmetic with many digits has it."""
    n, base = pair
    assert percent(n, base) == (Decimal(n) * 100 / base).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert percent(n, base, 0) == (Decimal(n) * 100 / base).quantize(Decimal(1), ROUND_HALF_UP)


@given(people=RESPONDENTS)
def test_cross_tables_add_up_to_the_question_and_the_background(
    empty: Survey, people: list[tuple[str, str, str]]
) -> None:
    """Everybody stands in one cell."""
    survey = answered(empty, people)
    table = cross(survey, ("roll", "pa", "r1"), ("roll", "grupp"))
    assert sum(table.row_total(group) for group in table.groups) == len(people)
    counted = tally(survey, "roll", "pa", "r1", ["vet_ej"])
    assert {answer: table.column_total(answer) for answer in counted.counts} == counted.counts
    assert sum(table.base(group, "known", ["vet_ej"]) for group in table.groups) == counted.base("known")
    merged = table.merged(["helt"])
    assert sum(merged.count(group, ["yes"]) for group in table.groups) == counted.counts["helt"]


@given(people=RESPONDENTS, threshold=st.integers(1, 6))
def test_no_total_gives_a_small_cell_away(empty: Survey, people: list[tuple[str, str, str]], threshold: int) -> None:
    """Every small cell is hidden, and never alone in its row or its column."""
    table = cross(answered(empty, people), ("roll", "pa", "r1"), ("roll", "grupp"))
    hidden = table.hidden(threshold)
    answers = [answer for answer in table.answers if answer]
    for group in table.groups:
        small = {(group, a) for a in answers if 0 < table.cells.get((group, a), 0) < threshold}
        assert small <= hidden
        assert sum((group, answer) in hidden for answer in answers) != 1
    for answer in answers:
        assert sum((group, answer) in hidden for group in table.groups) != 1


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    """A zero tells of nobody."""
    table = CrossTable(("a", "b"), ("ja", "nej", ""), {("a", "ja"): 5, ("b", "nej"): 7})
    assert table.hidden(5) == frozenset()
    assert table.hidden(6) == {("a", "ja"), ("a", "nej"), ("b", "ja"), ("b", "nej")}


# --------------------------------------------------------------------------- against pandas


def frame() -> pd.DataFrame:
    """The example's responses as pandas reads the file: one row a respondent, one column a question or statement."""
    found = pd.read_csv(shipped("data") / "enkat" / "svar.csv", dtype=str)
    return found.rename(columns=lambda name: name if name.count(".") == 2 else f"{name}.")


FRAME = frame()
MATRICES = [q for q in EXAMPLE.questionnaire.section("roll").questions if q.type == "matrix"]
STATEMENTS = [("roll", question.id, row.id) for question in MATRICES for row in question.rows]
ASKED = [*STATEMENTS, ("omdome", "samordning", ""), ("bakgrund", "kon", "")]


@pytest.mark.parametrize("asked", ASKED, ids=".".join)
def test_every_share_agrees_with_pandas(asked: tuple[str, str, str]) -> None:
    """Counts, n and shares of each question and statement of the example."""
    column = FRAME[".".join(asked)]
    counted = tally(EXAMPLE, *asked)
    theirs = column.value_counts()
    assert {option: n for option, n in counted.counts.items() if n} == theirs.to_dict()
    assert counted.n == column.count()
    for option, share in column.value_counts(normalize=True).items():
        assert abs(float(percent(counted.counts[str(option)], counted.n)) - share * 100) <= 0.0500001


@pytest.mark.parametrize("asked", ASKED, ids=".".join)
@pytest.mark.parametrize("background", ["sektor", "funktion", "tid", "kon"])
def test_every_cross_table_agrees_with_pandas(asked: tuple[str, str, str], background: str) -> None:
    """Cells, row totals and column totals."""
    table = cross(EXAMPLE, asked, ("bakgrund", background))
    theirs = pd.crosstab(FRAME[f"bakgrund.{background}."].rename("g"), FRAME[".".join(asked)].rename("a"))
    for group in table.groups:
        assert table.base(group, "answered") == theirs.loc[group].sum()
        for answer in table.answers[:-1]:
            assert table.cells.get((group, answer), 0) == (theirs.loc[group].get(answer, 0))


def test_a_column_has_a_place_for_each_respondent(tmp_path: Path) -> None:
    """The option's id, or nothing."""
    column = EXAMPLE.column("roll", "lagesbild", "vasentligt")
    assert len(column) == 43
    assert column[0] == "" and set(column) <= {"helt", "delvis", "inte", "vet_ej", ""}
