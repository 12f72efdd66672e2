"""The example survey adds up to the published figures, and says that its answers are made up."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from rapport.files import dump_yaml, load_yaml
from rapport.text import count_words

ROOT = Path(__file__).resolve().parent.parent
SURVEY = load_yaml(ROOT / "data" / "enkat" / "svar.yaml").data()
ANSWERS: list[dict[str, Any]] = [response["answers"] for response in SURVEY["responses"]]
AREAS = ("lagesbild", "kunskapsgrund", "strukturer", "information")
STATEMENTS = ("meningsfullt", "proffsigt", "givande", "vasentligt", "oersattligt", "legitimitet")
PAIRS = [(area, statement) for area in AREAS for statement in STATEMENTS]


def statement_counts(area: str, statement: str) -> Counter[str]:
    """How many respondents gave each answer to one statement."""
    given = (answers.get("roll", {}).get(area, {}).get(statement) for answers in ANSWERS)
    return Counter(answer for answer in given if answer is not None)


def open_answers(question: str) -> list[str]:
    """The open answers to one question, as written."""
    return [answers["oppna"][question] for answers in ANSWERS if question in answers.get("oppna", {})]


def test_the_file_says_that_the_answers_are_made_up() -> None:
    """Made-up answers are never shown as somebody's."""
    assert "påhittade" in SURVEY["note"]


def test_the_file_is_what_the_script_writes() -> None:
    """The example can be made again, byte for byte."""
    spec = importlib.util.spec_from_file_location("example_survey", ROOT / "tools" / "example_survey.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (ROOT / "data" / "enkat" / "svar.yaml").read_text(encoding="utf-8") == dump_yaml(script.make_survey())


def test_all_43_invited_have_answered_under_an_id_of_their_own() -> None:
    """43 of 43, numbered r01 to r43."""
    assert [response["id"] for response in SURVEY["responses"]] == [f"r{number:02}" for number in range(1, 44)]


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
    assert Counter(answers["bakgrund"][question] for answers in ANSWERS) == published


def test_coordination_adds_up_to_the_published_figures() -> None:
    """Better 31, partly 7, no difference 5."""
    given = Counter(answers["omdome"]["samordning"] for answers in ANSWERS)
    assert given == {"battre": 31, "delvis": 7, "oforandrad": 5}


@pytest.mark.parametrize(("area", "statement"), PAIRS)
def test_positive_share_lies_where_it_was_published(area: str, statement: str) -> None:
    """65-75 % positive of those who answered, 50-64 % for 'oersättligt'; 22 to 43 answered."""
    counts = statement_counts(area, statement)
    low, high = (0.50, 0.64) if statement == "oersattligt" else (0.65, 0.75)
    assert low <= (counts["helt"] + counts["delvis"]) / counts.total() <= high
    assert 22 <= counts.total() <= 43
    assert set(counts) <= {"helt", "delvis", "inte", "vet_ej"}


def test_a_few_statements_were_answered_by_fewer_than_60_percent() -> None:
    """Item non-response is part of the example."""
    low = [pair for pair in PAIRS if statement_counts(*pair).total() / len(ANSWERS) < 0.60]
    assert 1 <= len(low) <= 6


@pytest.mark.parametrize(("question", "published"), [("arbete", 17), ("samverkan", 11)])
def test_open_answers_are_as_many_as_published_and_short(question: str, published: int) -> None:
    """17 about the work, 11 about coordination, each 10-45 words and no two the same."""
    texts = open_answers(question)
    assert len(set(texts)) == len(texts) == published
    assert all(10 <= count_words(text) <= 45 for text in texts)


def test_open_answers_name_no_county() -> None:
    """Nothing in an open answer singles out a county."""
    names = [unit["name"] for unit in load_yaml(ROOT / "data" / "rapport.yaml").data()["units"]]
    texts = " ".join(open_answers("arbete") + open_answers("samverkan"))
    assert not [name for name in names if name in texts]
