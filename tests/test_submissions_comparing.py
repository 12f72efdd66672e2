"""Whether answers differ, and where."""

from __future__ import annotations

from rapport.submissions import content_hash, diff_answers

OLD = {
    "s": {
        "a": "text",
        "m": {"r1": "ja", "r2": "nej"},
        "t": {"r1": {"k1": "1", "k2": "2"}},
        "i": [{"id": "x", "n": "Ett"}, {"id": "y", "n": "Två"}],
        "l": ["p", "q"],
    }
}


def changed(**new: object) -> list[str]:
    return [str(path) for path in diff_answers(OLD, {"s": {**OLD["s"], **new}})]


def test_blanks_numbers_and_key_order_do_not_count() -> None:
    """12 and ’12’ say the same, and so do a blank and nothing."""
    assert content_hash({"s": {"a": 12, "b": ""}}) == content_hash({"s": {"a": "12"}, "t": {}})
    assert content_hash({"s": {"a": "12"}}) != content_hash({"s": {"a": "13"}})
    assert content_hash({"s": {"a": "x", "b": "y"}}) == content_hash({"s": {"b": "y", "a": "x"}})


def test_the_order_of_items_counts() -> None:
    """Moving an item is a change."""
    items = OLD["s"]["i"]
    assert content_hash({"s": {"i": items}}) != content_hash({"s": {"i": items[::-1]}})


def test_differences_are_told_by_field() -> None:
    """A field, a row, a cell, an item's field, an item's place."""
    assert changed() == []
    assert changed(a="annat") == ["s.a"]
    assert changed(l=["q", "p"]) == ["s.l"]
    assert changed(m={"r1": "ja", "r2": "ja"}) == ["s.m.r2"]
    assert changed(t={"r1": {"k1": "1", "k2": "3"}, "r2": {"k1": "4"}}) == ["s.t.r1.k2", "s.t.r2.k1"]
    assert changed(i=[{"id": "x", "n": "Ett"}, {"id": "y", "n": "2"}]) == ["s.i[y].n"]
    assert changed(i=[{"id": "y", "n": "Två"}, {"id": "x", "n": "Ett"}]) == ["s.i"]
    assert changed(i=[{"id": "x", "n": "Ett"}]) == ["s.i[y].id", "s.i[y].n"]
    assert changed(a=None) == ["s.a"]


def test_a_list_whose_points_have_no_id_differs_as_a_whole() -> None:
    """A draft may hold anything."""
    assert changed(i=[{"id": ["x"], "n": "Ett"}]) == ["s.i"]
    assert changed(i=["x"]) == ["s.i"]
