"""Figures: their forms, their rounding, and that they are printed with their identity or not at all."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from markupsafe import Markup

from rapport.blocks import Figure, Paragraph
from rapport.report import FORMS, Fact, FactError, Facts, parse_html

SHARE = Fact("enkat.battre", "share", 31, 43, 0, "Enkäten")
COUNT = Fact("exempel.antal", "count", 1750, source="Underlagen")
MONEY = Fact("budget.medel", "money", 10_000_000)


def printed(fact: Fact, form: str) -> str:
    """The figure as a reader sees it."""
    (paragraph,) = parse_html(f"<p>{fact.print(form)}</p>", "m.html")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.content[0], Figure)
    assert paragraph.content[0].fact == fact.id
    return paragraph.content[0].text


@pytest.mark.parametrize(
    ("fact", "form", "text"),
    [
        (SHARE, "", "72,1\u00a0procent (31\u00a0av\u00a043)"),
        (SHARE, "andel", "72,1\u00a0procent (31\u00a0av\u00a043)"),
        (SHARE, "procent", "72,1\u00a0procent"),
        (SHARE, "av", "31\u00a0av\u00a043"),
        (SHARE, "antal", "31"),
        (COUNT, "", "1\u00a0750"),
        (COUNT, "tal", "1750"),
        (Fact("a", "count", 12), "ord", "tolv"),
        (Fact("a", "count", 12), "Ord", "Tolv"),
        (Fact("a", "count", 13), "ord", "13"),
        (Fact("a", "count", 0), "ord", "noll"),
        (MONEY, "", "10\u00a0000\u00a0000\u00a0kronor"),
        (MONEY, "kr", "10\u00a0000\u00a0000\u00a0kronor"),
        (MONEY, "mkr", "10\u00a0miljoner kronor"),
        (Fact("a", "money", 1_000_000), "mkr", "1\u00a0miljon kronor"),
        (Fact("a", "money", 1_250_000), "mkr", "1,3\u00a0miljoner kronor"),
        (Fact("a", "money", -5_000), "kr", "−5\u00a0000\u00a0kronor"),
        (Fact("a", "money", 12, unit="tkr"), "", "12\u00a0000\u00a0kronor"),
        (Fact("a", "money", 12, unit="tkr"), "antal", "12"),
        (Fact("a", "money", 2_500, unit="tkr"), "mkr", "2,5\u00a0miljoner kronor"),
        (Fact("a", "year", 2010), "", "2010"),
        (SHARE, "heltal", "72\u00a0procent"),
        (SHARE, "tabell", "31 (72,1\u00a0%)"),
        (SHARE, "del", "drygt sju av tio"),
        (SHARE, "Del", "Drygt sju av tio"),
        (SHARE, "majoritet", "en majoritet"),
        (SHARE, "ord", "31"),
        (Fact("a", "share", 1, 3), "var", "var tredje"),
        (Fact("a", "share", 20, 43), "Vart", "Knappt vartannat"),
        (Fact("a", "count", 20, 43), "del", "knappt hälften"),
        (Fact("a", "count", 1), "neutrum", "ett"),
        (Fact("a", "share", 5, 9, label="Oersättligt"), "vad", "oersättligt"),
        (Fact("a", "money", 1_249_500), "tkr", "1\u00a0250\u00a0tkr"),
        (Fact("a", "money", -1_250_000), "mkr", "−1,3\u00a0miljoner kronor"),
    ],
)
def test_a_form_prints(fact: Fact, form: str, text: str) -> None:
    """Decimal comma, non-breaking spaces, a real minus, words up to twelve."""
    assert printed(fact, form) == text


@pytest.mark.parametrize(
    ("n", "base", "text"),
    [(1, 8, "12,5"), (1, 16, "6,3"), (3, 16, "18,8"), (1, 3, "33,3"), (2, 3, "66,7"), (7, 43, "16,3"),
     (5, 43, "11,6"), (43, 43, "100,0"), (0, 43, "0,0"), (1, 2000, "0,1"), (3, 2000, "0,2"), (999, 2000, "50,0")],
)  # fmt: skip
def test_shares_have_one_decimal_and_halves_go_up(n: int, base: int, text: str) -> None:
    """One policy for every share in the report."""
    assert printed(Fact("a", "share", n, base), "procent") == f"{text}\u00a0procent"


def test_a_share_without_base_is_an_error_that_names_it() -> None:
    """A share of nothing is never printed as 0."""
    with pytest.raises(FactError, match=r"”enkat\.a” har inget att räknas av"):
        Fact("enkat.a", "share", 0, 0).print()


def test_in_a_draft_a_share_without_base_is_a_marked_hole() -> None:
    """And the other forms still print."""
    fact = Fact("enkat.a", "share", 0, 0, draft=True)
    assert fact.print("procent").startswith("<mark>")
    assert printed(fact, "antal") == "0"


def test_a_count_without_base_has_no_share() -> None:
    """The message tells the form to use."""
    with pytest.raises(FactError, match="Använd formen ”antal”"):
        COUNT.print("av")


def test_an_unknown_form_names_the_nearest() -> None:
    """A slip says what was meant."""
    with pytest.raises(FactError, match="Menade du ”procent”"):
        SHARE.print("procnet")


def test_a_fact_has_no_text_of_its_own() -> None:
    """So no figure is printed by accident, without its identity."""
    with pytest.raises(FactError, match=r"enkat\.battre"):
        str(SHARE)
    with pytest.raises(FactError):
        _ = f"{SHARE}"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_prints_the_figure_with_its_identity(form: str) -> None:
    """The element tells the fact."""
    is_money = form in ("kr", "tkr", "mkr")
    fact = Fact("a.b", "money", 5) if is_money else Fact("a.b", "share", 1, 3, label="Idéburen sektor")
    assert fact.print(form).startswith('<data value="a.b">')


def test_escaping_prints_a_fact_with_its_identity() -> None:
    """A template that says nothing about the form prints the usual one."""
    assert Markup("<p>{}</p>").format(SHARE) == Markup("<p>{}</p>").format(SHARE.print())
    parse_html(Markup("<p>{}</p>").format(SHARE), "m.html")


def test_a_fact_cannot_be_changed() -> None:
    """It is a value."""
    with pytest.raises(FrozenInstanceError):
        SHARE.n = 32  # type: ignore[misc]


def test_two_facts_of_one_name_are_refused_with_both_sources() -> None:
    """Names are made of the questionnaire's ids, so who writes it can mend it."""
    facts = Facts()
    facts.add(SHARE)
    with pytest.raises(FactError, match="Enkäten och Underlagen"):
        facts.add(Fact("enkat.battre", "count", 1, source="Underlagen"))


def test_an_unknown_fact_names_the_nearest() -> None:
    """A slip says what was meant."""
    facts = Facts()
    facts.add(SHARE)
    with pytest.raises(FactError, match=r"Menade du ”enkat\.battre”"):
        _ = facts["enkat.bättre"]
    assert "enkat.battre" in facts
