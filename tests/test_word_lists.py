"""Lists in Word."""

from __future__ import annotations

from word_reading import W, printed, rendered, style_of, text_of, tree
from word_sample import p, point

from rapport.blocks import Item, List, ListItem, Origin
from rapport.word import read_docx


def instances(body):
    """Number of the list instance and level of each numbered paragraph."""
    return [
        (mark.find(f"{W}numId").get(f"{W}val"), mark.find(f"{W}ilvl").get(f"{W}val"))
        for mark in body.iter(f"{W}numPr")
    ]


def test_each_numbered_list_restarts_at_one():
    """Every numbered list is an instance of its own with a start override."""
    numbered = List((point("a"), point("b")), ordered=True)
    data = rendered(numbered, p("mellan"), numbered)
    first, _, second, _ = (number for number, _ in instances(tree(data)))
    starts = {
        num.get(f"{W}numId"): num.find(f".//{W}startOverride").get(f"{W}val")
        for num in tree(data, "word/numbering.xml").iter(f"{W}num")
        if num.find(f".//{W}startOverride") is not None
    }
    assert first != second
    assert (starts[first], starts[second]) == ("1", "1")


def test_a_list_in_a_point_lies_one_level_deeper():
    """Nesting is a level, not an indent."""
    inner = List((point("b"),), ordered=True)
    assert [level for _, level in instances(printed(List((point("a", inner),))))] == ["0", "1"]


def test_a_second_paragraph_of_a_point_has_no_marker_of_its_own():
    """It stands under the first, indented."""
    first, second = printed(List((point("a", "b"),))).iter(f"{W}p")
    assert first.find(f"{W}pPr/{W}numPr") is not None
    assert second.find(f"{W}pPr/{W}numPr") is None
    assert style_of(second) == "ListContinue"
    assert second.find(f"{W}pPr/{W}ind").get(f"{W}left") == "369"


def test_a_point_with_known_origin_keeps_its_marker():
    """The content control stands around the numbered paragraph."""
    item = Item((Origin("gotland", "a.b"),), (p("punkt"),))
    body = printed(List((ListItem((item,)), point("nästa"))))
    assert [text_of(mark.getparent().getparent()) for mark in body.iter(f"{W}numPr")] == ["punkt", "nästa"]


def test_a_point_that_is_only_a_list_still_counts():
    """The numbering of the outer list does not skip it."""
    only = List((ListItem((List((point("b"),)),)), point("c")), ordered=True)
    assert [level for _, level in instances(printed(only))] == ["0", "1", "0"]


def test_ten_levels_are_printed_on_nine():
    """Word has nine levels; deeper text is not lost."""
    nested = List((point("botten"),))
    for _ in range(11):
        nested = List((point("nivå", nested),))
    body = printed(nested)
    assert max(int(level) for _, level in instances(body)) == 8
    assert "botten" in text_of(body)


def test_lists_come_back_as_they_were():
    """Reading a printed list gives the same list."""
    inner = List((point("b1"), point("b2", "b3")), ordered=True)
    written = List((point("a", "a2", inner), point("c")))
    assert read_docx(rendered(p("före"), written, p("efter"))).blocks[1] == written


def test_neighbouring_numbered_lists_come_back_as_two():
    """Nothing between them does not make them one."""
    one = List((ListItem((p("a"),)),), ordered=True)
    assert read_docx(rendered(one, one)).blocks == (one, one)
