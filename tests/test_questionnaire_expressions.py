"""Expressions: typed when they are read, three-valued and total when they are evaluated."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sizes import tries

from rapport.questionnaire import ExpressionError, parse_expression

TYPES = {
    "n": "number", "m": "number", "t": "text", "s.t": "text",
    "ns": "numbers", "ts": "texts", "i": "items", "g": "group",
}  # fmt: skip


def value(source: str, **names: Any) -> Any:
    return parse_expression(source, TYPES).evaluate(lambda name: names.get(name.replace(".", "_")))


D = Decimal
VALUES: list[tuple[str, dict[str, Any], Any]] = [
    ("n + m * 2 - 1", {"n": D(1), "m": D(2)}, D(4)),
    ("-n", {"n": D(3)}, D(-3)),
    ("0.1 + 0.2 == 0.3", {}, True),
    ("n / m", {"n": D(1), "m": D(0)}, None),
    ("n + m", {"n": D(1)}, None),
    ("n < m", {"n": D(1)}, None),
    ("n < 2 and m < 2", {"n": D(3)}, False),
    ("n < 2 and m < 2", {"n": D(1)}, None),
    ("n < 2 or m < 2", {"n": D(1)}, True),
    ("n < 2 or m < 2", {"n": D(3)}, None),
    ("not n < 2", {}, None),
    ("not n < 2", {"n": D(3)}, True),
    ("answered(n)", {}, False),
    ("blank(n)", {}, True),
    ("answered(n)", {"n": D(0)}, True),
    ("answered(ns)", {"ns": [D(1), None]}, False),
    ("blank(ns)", {"ns": [D(1), None]}, False),
    ("blank(ns)", {"ns": [None]}, True),
    ("count(ns)", {"ns": [D(1), None]}, D(1)),
    ("count(i)", {"i": []}, D(0)),
    ("sum(ns, n)", {"ns": [D(1), None, D(2)]}, D(3)),
    ("sum(ns)", {"ns": [None]}, None),
    ("min(ns)", {"ns": [D(2), D(1)]}, D(1)),
    ("max(n, m)", {"n": D(2)}, D(2)),
    ("all(ns > 0)", {"ns": [D(1), None]}, None),
    ("all(ns > 0)", {"ns": [D(0), None]}, False),
    ("any(ns > 0)", {"ns": [D(1), None]}, True),
    ('t == "ja"', {"t": "ja"}, True),
    ('t in ["ja", "nej"]', {"t": "nej"}, True),
    ('t not in ["ja"]', {}, None),
    ('"ja" in ts', {"ts": ["ja"]}, True),
    ('s.t == "x"', {"s_t": "x"}, True),
    ("words(t)", {"t": "ett två"}, D(2)),
    ("true or n < 1", {}, True),
]


@pytest.mark.parametrize(("source", "names", "expected"), VALUES)
def test_a_blank_is_unknown_and_logic_is_three_valued(source: str, names: dict[str, Any], expected: Any) -> None:
    """Kleene's tables; sums skip blanks; what cannot be computed is unknown; decimals are exact."""
    assert value(source, **names) == expected


WRONG = [
    ("o + 1", "”o” finns inte bland frågorna"),
    ("s.tt == t", "Menade du ”s.t”?"),
    ("n +", "går inte att läsa"),
    ("n + t", "ska vara ett tal"),
    ("n and m", "sant eller falskt"),
    ('n == "1"', "olika slag"),
    ("1 < n < 3", "Dela upp"),
    ("n is m", "Jämförelsen"),
    ("n ** m", "Räknesättet"),
    ("~n", "Räknesättet"),
    ("sun(ns)", "Menade du ”sum”?"),
    ("sum(t)", "kan inte användas så"),
    ("answered(n, m)", "kan inte användas så"),
    ("count(key=1)", "finns inte"),
    ("t in t", "ska det stå en lista"),
    ('ts in ["a"]', "ska vara en text"),
    ('n in ["a"]', "ska vara en text"),
    ("1e999", "varken tal"),
    ("None", "varken tal"),
    ("b'x'", "varken tal"),
    ("t[0]", "kan inte användas"),
    ("lambda: 1", "kan inte användas"),
    ("(n := 1)", "kan inte användas"),
    ("__import__('os')", "finns inte"),
    ("t.__class__", "finns inte bland frågorna"),
    ("[n for n in ns]", "kan inte användas"),
    ("-" * 490 + "n", "djupt nästlat"),
    ("(" * 240 + "n" + ")" * 240, "går inte att läsa"),
    ("n+" * 240 + "n", "djupt nästlat"),
    ("n" * 501, "längre än 500"),
]


@pytest.mark.parametrize(("source", "words"), WRONG, ids=lambda text: text[:20])
def test_a_wrong_expression_is_refused_when_it_is_read(source: str, words: str) -> None:
    """Unknown names with the nearest, wrong types, and everything that is not arithmetic and logic."""
    with pytest.raises(ExpressionError) as caught:
        parse_expression(source, TYPES)
    assert words in str(caught.value)


def test_an_expression_must_be_of_the_kind_its_place_needs() -> None:
    """A condition is true or false, a computed column a number."""
    assert parse_expression("n < 1", TYPES, "bool").source == "n < 1"
    for source, wanted in (("n", "bool"), ("t", "bool"), ("n < 1", "number"), ('"x"', "number")):
        with pytest.raises(ExpressionError, match="ska vara"):
            parse_expression(source, TYPES, wanted)


CALLS = ["answered", "blank", "count", "sum", "min", "all", "any", "words", "not"]
atoms = st.sampled_from([*TYPES, "1", "2.5", "0", '"ja"', "true", '["a"]'])
sources = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(
            inner, st.sampled_from(["+", "-", "*", "/", "<", "==", "!=", "and", "or", "in", "not in"]), inner
        ).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        st.tuples(st.sampled_from(CALLS), inner).map(lambda parts: f"{parts[0]} ({parts[1]})"),
    ),
    max_leaves=8,
)
numbers = st.none() | st.decimals(-(10**15), 10**15, places=0)
VALUES_OF = {
    "number": numbers,
    "text": st.none() | st.text(max_size=5),
    "numbers": st.lists(numbers, max_size=3),
    "texts": st.lists(st.none() | st.text(max_size=5), max_size=3),
    "items": st.lists(st.just({"id": "a"}), max_size=2),
    "group": st.lists(numbers, max_size=3),
}


@settings(max_examples=tries(1000), deadline=None)
@given(sources, st.fixed_dictionaries({name: VALUES_OF[kind] for name, kind in TYPES.items()}))
def test_what_is_accepted_never_fails(source: str, names: dict[str, Any]) -> None:
    """Either the expression is refused when it is read, or it has a value for any answers."""
    try:
        expression = parse_expression(source, TYPES)
    except ExpressionError:
        return
    found = expression.evaluate(names.__getitem__)
    assert found is None or isinstance(found, (bool, str, Decimal, list))


@settings(max_examples=tries(500), deadline=None)
@given(st.text(max_size=60))
def test_no_text_makes_reading_fail(source: str) -> None:
    """Any text is an expression or an `ExpressionError`."""
    try:
        parse_expression(source, TYPES)
    except ExpressionError as error:
        assert str(error).endswith((".", "?"))
