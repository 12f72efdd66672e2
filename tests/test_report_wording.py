"""Shares in words are true of the figure: every n of every N up to 60."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rapport.report import Fact, FactError
from rapport.report.wording import every_words, majority_words, neuter_every, share_words

PAIRS = [(n, base) for base in range(1, 61) for n in range(base + 1)]
TENTHS = ("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
POINTS = {
    **{f"{word} av tio": Fraction(k, 10) for k, word in enumerate(TENTHS, start=1)},
    "en av tjugo": Fraction(1, 20),
    "en fjärdedel": Fraction(1, 4),
    "en tredjedel": Fraction(1, 3),
    "hälften": Fraction(1, 2),
    "två tredjedelar": Fraction(2, 3),
    "tre fjärdedelar": Fraction(3, 4),
}
"""What the words say, kept apart from the table that makes them."""
EVERY = {"annan": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "nionde": 9}
HALF_A_POINT = Fraction(1, 200)


def is_true(words: str, share: Fraction, points: dict[str, Fraction], reach: Fraction) -> bool:
    """Whether words of the form ’drygt POINT’ hold for a share, `reach` being how far drygt and knappt may go."""
    side, _, name = words.partition(" ")
    if words in points:
        return share == points[words]
    distance = share - points[name]
    if side == "ungefär":
        return 0 < abs(distance) <= HALF_A_POINT
    return HALF_A_POINT < (distance if side == "drygt" else -distance) <= reach


def test_a_share_in_words_is_true_of_every_figure() -> None:
    """Exactly the point, within half a percentage point of it, or at most five on the side that is told."""
    whole = {"ingen": (0, 0), "färre än en av tjugo": (0, Fraction(1, 20)), "nästan alla": (Fraction(95, 100), 1)}
    for n, base in PAIRS:
        words, share = share_words(n, base), Fraction(n, base)
        if words == "alla":
            assert share == 1
        elif words == "ingen":
            assert share == 0
        elif words in whole:
            low, high = whole[words]
            assert low <= share <= high and share not in (0, 1), (n, base, words)
        else:
            assert is_true(words, share, POINTS, Fraction(5, 100)), (n, base, words)


def test_just_over_seven_of_ten_is_between_70_and_75_percent() -> None:
    """Since three quarters have a name of their own."""
    told = [Fraction(n, base) for n, base in PAIRS if share_words(n, base) == "drygt sju av tio"]
    assert told
    assert all(Fraction(70, 100) < share < Fraction(75, 100) for share in told)


def test_every_so_manieth_is_true_of_every_figure() -> None:
    """Within five percentage points; above 55 percent there is no such word."""
    points = {f"var{' ' if k > 2 else ''}{word}": Fraction(1, k) for word, k in EVERY.items()}
    points["var tionde"] = Fraction(1, 10)
    for n, base in PAIRS:
        words, share = every_words(n, base), Fraction(n, base)
        if not words:
            assert share == 0 or share > Fraction(55, 100)
        elif words == "färre än var tionde":
            assert 0 < share < Fraction(1, 10)
        else:
            assert is_true(words, share, points, Fraction(1, 12)), (n, base, words)


def test_a_majority_is_more_than_half() -> None:
    """Half is neither."""
    for n, base in PAIRS:
        words = majority_words(n, base)
        assert (words in ("en majoritet", "alla")) == (2 * n > base)
        assert (words == "hälften") == (2 * n == base)


def test_words_bend_with_a_neuter_noun() -> None:
    """Var tredje person, vart tredje län."""
    assert neuter_every("drygt var tredje") == "drygt vart tredje"
    assert neuter_every("varannan") == "vartannat"


def test_a_share_that_has_no_such_word_is_an_error_that_tells_another() -> None:
    """72 percent is no every so manieth."""
    with pytest.raises(FactError, match="Använd formen ”del”"):
        Fact("a", "share", 31, 43).print("var")


def test_a_figure_is_printed_in_a_form_of_its_kind() -> None:
    """A number of people is no amount of money."""
    with pytest.raises(FactError, match="är inget belopp"):
        Fact("a", "count", 3).print("kr")
    with pytest.raises(FactError, match="har ingen etikett"):
        Fact("a", "count", 3).print("vad")
