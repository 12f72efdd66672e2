"""The example survey adds up to the published figures, and says that its answers are made up."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from rapport.files import load_yaml
from rapport.survey import load_survey, open_answers
from rapport.text import count_words
from rapport.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
SURVEY = load_survey(Workspace(ROOT))
AREAS = ("lagesbild", "kunskapsgrund", "strukturer", "information")
STATEMENTS = ("meningsfullt", "proffsigt", "givande", "vasentligt", "oersattligt", "legitimitet")
PAIRS = [(area, statement) for area in AREAS for statement in STATEMENTS]


def answers(section: str, question: str, row: str = "") -> Counter[str]:
    """How many respondents gave each answer; blanks apart."""
    return Counter(filter(None, SURVEY.column(section, question, row)))


def test_the_file_says_that_the_answers_are_made_up() -> None:
    """Made-up answers are never shown as somebody's."""
    assert "påhittade" in SURVEY.note


def test_the_file_is_what_the_script_writes() -> None:
    """The example can be made again, byte for byte."""
    spec = importlib.util.spec_from_file_location("example_survey", ROOT / "tools" / "example_survey.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, data in script.make_files().items():
        assert (ROOT / "data" / "enkat" / name).read_bytes() == data


def test_all_43_invited_have_answered_under_an_id_of_their_own() -> None:
    """43 of 43, numbered r01 to r43."""
    assert SURVEY.ids == tuple(f"r{number:02}" for number in range(1, 44))


@pytest.mark.parametrize(
    ("question", "published"),
    [
        ("sektor", {"ideburen": 8, "offentlig": 35}),
        ("kon", {"kvinna": 38, "man": 5}),
        ("funktion", {"ledning": 21, "stod": 22}),
        ("tid", {"tre_ar": 34, "ett_ar": 9}),
    ],
)
def test_background_adds_up_to_the_published_figures(question: str, published: dict[str, int]) -> None:
    """Sector, sex, function and time are as published."""
    assert answers("bakgrund", question) == published


def test_coordination_adds_up_to_the_published_figures() -> None:
    """Better 31, partly 7, no difference 5."""
    assert answers("omdome", "samordning") == {"battre": 31, "delvis": 7, "oforandrad": 5}


@pytest.mark.parametrize(("area", "statement"), PAIRS)
def test_positive_share_lies_where_it_was_published(area: str, statement: str) -> None:
    """65-75 % positive of those who answered, 50-64 % for 'oersättligt'; 22 to 43 answered."""
    counts = answers("roll", area, statement)
    low, high = (0.50, 0.64) if statement == "oersattligt" else (0.65, 0.75)
    assert low <= (counts["helt"] + counts["delvis"]) / counts.total() <= high
    assert 22 <= counts.total() <= 43
    assert set(counts) <= {"helt", "delvis", "inte", "vet_ej"}


def test_a_few_statements_were_answered_by_fewer_than_60_percent() -> None:
    """Item non-response is part of the example."""
    low = [pair for pair in PAIRS if answers("roll", *pair).total() / len(SURVEY) < 0.60]
    assert 1 <= len(low) <= 6


@pytest.mark.parametrize(("question", "published"), [("arbete", 17), ("samverkan", 11)])
def test_open_answers_are_as_many_as_published_and_short(question: str, published: int) -> None:
    """17 about the work, 11 about coordination, each 10-45 words and no two the same."""
    texts = open_answers(SURVEY, "oppna", question)
    assert len(set(texts)) == len(texts) == published
    assert all(10 <= count_words(text) <= 45 for text in texts)


def test_open_answers_name_no_county() -> None:
    """Nothing in an open answer singles out a county."""
    names = [unit["name"] for unit in load_yaml(ROOT / "data" / "rapport.yaml").data()["units"]]
    texts = " ".join([*answers("oppna", "arbete"), *answers("oppna", "samverkan")])
    assert not [name for name in names if name in texts]
