"""Answers read by type, made visible or hidden, and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sizes import tries
from small import answered, make_workspace

from rapport.questionnaire import CheckResult, Questionnaire, check_answers, parse_answer, table_cells, table_totals
from rapport.workspace import Unit


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Questionnaire, Unit]:
    workspace, questionnaire = make_workspace(tmp_path_factory.mktemp("q") / "w")
    return questionnaire, workspace.assignment.unit("norr")


def check(place: tuple[Questionnaire, Unit], answers: dict[str, Any]) -> CheckResult:
    return check_answers(place[0], place[1], answers)


PICTURE = {"file": "0" * 64 + ".png", "alt": "En fyr", "credit": "Bo"}
READABLE = [
    ("rubrik", " Ett\n\u00e5r\u00ad ", "Ett år"),
    ("brev", "\n\nEtt\r\n\r\nTvå  \n", "Ett\n\nTvå"),
    ("antal", "12 000", 12000),
    ("antal", "12\u00a0000", 12000),
    ("antal", "−5", -5),
    ("kostnad", "1 200 tkr", 1200),
    ("val", "ja", "ja"),
    ("flera", ["nej", "ja"], ["ja", "nej"]),
    ("flera", "ja", ["ja"]),
    ("skala", {"a": "ja", "b": ""}, {"a": "ja"}),
    ("tabell", {"r1": {"inn": "1 000", "kvar": "7"}, "r2": {"ut": ""}}, {"r1": {"inn": 1000}}),
    ("dag", "2015-1-5", "2015-01-05"),
    ("epost", " kvinnofrid@lansstyrelsen.example ", "kvinnofrid@lansstyrelsen.example"),
    ("telefon", "+46 (0)8-465 00 00", "+46 (0)8-465 00 00"),
    ("bild", PICTURE, PICTURE),
    ("med", ["syd"], ["syd"]),
]


@pytest.mark.parametrize(("name", "raw", "value"), READABLE)
def test_an_answer_is_read_by_its_type(
    place: tuple[Questionnaire, Unit], name: str, raw: object, value: object
) -> None:
    """What a person may type, and the value that it is."""
    result = check(place, answered(**{name: raw}))
    assert result.values["allt"][name] == value
    assert result.blocking == ()


UNREADABLE = [
    ("brev", ["lista"], "ska vara text"),
    ("antal", "tolv", "”tolv” är inget heltal"),
    ("antal", "1.5", "inget heltal"),
    ("antal", "9" * 16, "inget heltal"),
    ("antal", "²", "inget heltal"),
    ("val", "kanske", "bland alternativen"),
    ("val", ["ja"], "bland alternativen"),
    ("flera", ["ja", "kanske"], "”kanske” finns inte bland"),
    ("skala", "ja", "rad för varje"),
    ("skala", {"a": "kanske"}, "på skalan"),
    ("tabell", "tom", "ska vara en tabell"),
    ("tabell", {"r1": {"inn": "x"}}, "inget heltal"),
    ("dag", "2015-02-30", "inget datum"),
    ("dag", "0000-01-01", "inget datum"),
    ("epost", "ingen", "ingen e-postadress"),
    ("telefon", "ring mig", "inget telefonnummer"),
    ("bild", {"file": "../x.png"}, "bildmapp"),
    ("bild", {"file": PICTURE["file"], "credit": "Bo"}, "alternativtext"),
    ("med", ["ost"], "finns inte i uppdraget"),
    ("punkter", [{"namn": "x"}], "saknar id"),
    ("punkter", [{"id": "a", "namn": "x"}, {"id": "a", "namn": "y"}], "samma id"),
    ("punkter", [{"id": str(n), "namn": "x"} for n in range(4)], "Högst 3 får plats"),
    ("rubrik", "ett två tre fyra fem sex", "6 ord. Högst 5"),
]


@pytest.mark.parametrize(("name", "raw", "words"), UNREADABLE)
def test_an_unreadable_answer_blocks_with_a_sentence(
    place: tuple[Questionnaire, Unit], name: str, raw: object, words: str
) -> None:
    """One finding at the field, that says why; it is never also called missing."""
    result = check(place, answered(**{name: raw}))
    assert [finding.path.question for finding in result.blocking] == [name]
    assert words in result.blocking[0].message
    assert result.progress["allt"].state == "brist"


def test_required_answers_are_missing_until_given(place: tuple[Questionnaire, Unit]) -> None:
    """In the questionnaire and inside items; blanks and what `clean` removes are no answers."""
    result = check(place, {"allt": {"rubrik": "\u200b ", "punkter": [{"id": "a1", "text": "Hej"}]}})
    assert [(str(f.path), f.missing) for f in result.blocking] == [
        ("allt.rubrik", True),
        ("allt.punkter[a1].namn", True),
    ]
    assert check(place, {}).progress["allt"].state == "tom"
    assert check(place, answered()).progress["allt"].state == "klar"


def test_hidden_answers_are_left_out_and_not_asked_for(place: tuple[Questionnaire, Unit]) -> None:
    """A condition that is false or unknown hides; what hangs on a hidden answer is hidden as well."""
    shown = check(place, {**answered(), "mer": {"fler": "ja", "hur": "x", "sedan": "y"}})
    assert shown.values["mer"] == {"fler": "ja", "hur": "x", "sedan": "y"}
    for fler in ({"fler": "nej"}, {}):
        hidden = check(place, {**answered(), "mer": {**fler, "hur": "x", "sedan": "y"}})
        assert hidden.hidden == {"mer.hur", "mer.sedan"}
        assert hidden.values.get("mer", {}) == fler
        assert hidden.blocking == ()
    asked = check(place, {**answered(), "mer": {"fler": "ja"}})
    assert [str(finding.path) for finding in asked.blocking] == ["mer.hur"]


def test_hiding_one_answer_can_show_another_wherever_it_stands(tmp_path: Path) -> None:
    """The outcome does not depend on the order of the questions."""
    section = """
id: s
title: S
questions:
  - {id: annars, type: text, label: Annars, when: blank(hur)}
  - {id: fler, type: text, label: Fler}
  - {id: hur, type: text, label: Hur, when: fler == "ja"}
"""
    workspace, questionnaire = make_workspace(tmp_path / "w", {"01-s.yaml": section})
    unit = workspace.assignment.unit("norr")
    result = check_answers(questionnaire, unit, {"s": {"annars": "a", "fler": "nej", "hur": "kvar"}})
    assert (result.values, result.hidden) == ({"s": {"annars": "a", "fler": "nej"}}, {"s.hur"})


def test_a_hidden_field_of_an_item_neither_counts_nor_blocks(place: tuple[Questionnaire, Unit]) -> None:
    """Even when what stands in it cannot be read."""
    items = [{"id": "a1", "namn": "annat", "varfor": "x"}, {"id": "b2", "namn": "n", "varfor": ["x"]}]
    result = check(place, answered(punkter=items))
    assert result.values["allt"]["punkter"] == [items[0], {"id": "b2", "namn": "n"}]
    assert result.blocking == ()


def test_a_check_fires_only_on_a_certain_failure(place: tuple[Questionnaire, Unit]) -> None:
    """A blank is unknown, and unknown does not fire; the level decides whether it blocks."""
    assert check(place, {**answered(), "mer": {"tal": "9"}}).findings == ()
    result = check(place, {**answered(antal="3"), "mer": {"tal": "9"}})
    assert [f.message for f in result.blocking] == ["Talet är för stort."]
    result = check(place, {**answered(antal="3"), "mer": {"tal": "-1"}})
    assert (result.blocking, [f.message for f in result.findings]) == ((), ["Talet brukar vara större."])
    assert result.progress["mer"].warnings == 1


def test_sums_follow_what_is_known(place: tuple[Questionnaire, Unit]) -> None:
    """A computed cell is unknown while its parts are; totals skip blanks."""
    table = place[0].question("allt", "tabell")
    value = {"r1": {"inn": 10, "ut": 4}, "r2": {"inn": 5}}
    assert table_cells(table, value)["r1"] == {"inn": 10, "ut": 4, "kvar": 6}
    assert table_cells(table, value)["r2"]["kvar"] is None
    assert table_totals(table, value) == {"inn": 15, "ut": 4, "kvar": 6}
    assert table_totals(table, None) == {"inn": None, "ut": None, "kvar": None}


texts = st.text(max_size=30) | st.sampled_from(["ja", "1", "2015-01-01", "a@b.se", "\ud800", "a1", "syd"])
raws = st.recursive(
    texts | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "a", "r1", "inn", "namn", "file", "x"]) | texts, inner, max_size=4)
    ),
    max_leaves=12,
)
QUESTIONS = [
    "rubrik",
    "brev",
    "antal",
    "kostnad",
    "val",
    "flera",
    "skala",
    "tabell",
    "dag",
    "epost",
    "telefon",
    "bild",
]
QUESTIONS += ["med", "punkter"]


@settings(max_examples=tries(400), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(QUESTIONS), raws), st.dictionaries(st.sampled_from(["fler", "hur", "tal"]), raws)
)
def test_no_answers_make_the_check_fail(
    place: tuple[Questionnaire, Unit], everything: dict[str, Any], more: dict[str, Any]
) -> None:
    """Whatever lies in a draft, reading and checking never raise, and what was read can be read again the same."""
    answers = {"allt": everything, "mer": more}
    for name, raw in everything.items():
        parse_answer(place[0].question("allt", name), raw)
    result = check(place, answers)
    assert check(place, result.values).values == result.values
