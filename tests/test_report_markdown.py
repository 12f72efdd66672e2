"""Markdown as people type it: what the two dialects make of it, and what arrives as typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sizes import tries

from rapport.blocks import Heading, Inline, Link, List, ListItem, Note, Paragraph, Text, plain, walk
from rapport.report import Fact, FactError, Facts, parse_html, render_answer, render_chapter

FIXTURES = Path(__file__).parent / "fixtures" / "markdown"


def facts() -> Facts:
    """One fact to print in chapters."""
    found = Facts()
    found.add(Fact("enkat.battre", "share", 31, 43))
    return found


def examples(*files: str) -> list[object]:
    """Title, input and expected HTML of every example: title, a line with a point, input, point, HTML, point."""
    found = []
    for file in files:
        lines = (FIXTURES / f"{file}.md").read_text(encoding="utf-8").split("\n")
        marks = [number for number, line in enumerate(lines) if line == "."]
        for first, second, third in zip(marks[::3], marks[1::3], marks[2::3], strict=True):
            title = lines[first - 1]
            given, wanted = "\n".join(lines[first + 1 : second]), "\n".join(lines[second + 1 : third])
            found.append(pytest.param(given, wanted, id=f"{file}: {title}"))
    return found


@pytest.mark.parametrize(
    ("text", "wanted"), examples("arrives-as-typed", "paragraphs-and-emphasis", "lists", "links", "footnotes")
)
def test_an_answer_becomes(text: str, wanted: str) -> None:
    """The small dialect: paragraphs, lists, emphasis, links and footnotes; all else is text."""
    assert render_answer(text).rstrip("\n") == wanted
    parse_html(render_answer(text), "svar")


@pytest.mark.parametrize(("text", "wanted"), examples("chapters"))
def test_a_chapter_becomes(text: str, wanted: str) -> None:
    """The larger dialect: also headings, tables, boxes and facts."""
    html = render_chapter(text, facts().render)
    assert html.rstrip("\n") == wanted
    parse_html(html, "kapitel")


def test_an_unknown_fact_names_the_nearest() -> None:
    """A slip in a chapter says what was meant."""
    with pytest.raises(FactError, match=r"”enkat\.batre” finns inte\. Menade du ”enkat\.battre”\?"):
        render_chapter("{{ enkat.batre }}", facts().render)


def test_an_unknown_form_names_the_nearest() -> None:
    """So does a slip in a form."""
    with pytest.raises(FactError, match="Menade du ”procent”"):
        render_chapter("{{ enkat.battre prosent }}", facts().render)


def test_in_a_draft_an_unknown_fact_is_a_marked_hole() -> None:
    """A draft always succeeds."""
    assert render_chapter("{{ enkat.nej }}", Facts(draft=True).render).startswith("<p><mark>Uppgiften ”enkat.nej”")


# --------------------------------------------------------------------------- any text

_MARKERS = "*_-+()[]^:.0123456789 \t\n\r\x00\ufffd"
"""Characters that may be Markdown markers, and blanks: the only ones that may go."""
_typed = st.text(alphabet=st.sampled_from("*_-+[]()^:.1203 \n\\`#>|&<{}!~åäöabc\u00a0é😀"), max_size=80)
_shapes = st.lists(
    st.sampled_from(
        [
            "- ",
            "1. ",
            "2. ",
            "  ",
            "\n",
            "\n\n",
            "[^1]",
            "[^1]: ",
            "[^2]: ",
            "*",
            "**",
            "[a](https://x.se)",
            "ord",
            "---",
        ]
    ),
    max_size=25,
).map("".join)


def printed(inlines: tuple[Inline, ...]) -> str:
    """All text of inlines, notes and addresses included."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Note):
            parts.append(printed(inline.content))
        elif isinstance(inline, Link):
            parts.append(plain((inline,)) + inline.href)
        else:
            parts.append(plain((inline,)))
    return "".join(parts)


def letters(text: str) -> list[str]:
    """What cannot be a marker, in order of code point."""
    return sorted(character for character in text if character not in _MARKERS and not character.isspace())


@settings(max_examples=tries(400), deadline=None)
@given(_typed | _shapes | st.text(max_size=60))
def test_no_text_is_lost_or_made_up(text: str) -> None:
    """Every character that can be no marker is printed as often as typed (in a footnote: for each reference)."""
    blocks = parse_html(render_answer(text), "svar", as_typed=True)
    found = letters("".join(printed(b.content) for b in walk(blocks) if isinstance(b, Paragraph)))
    if "[^" in text or "](" in text:  # a note may be printed twice, an address is encoded
        assert set(found) >= set(letters(text.replace("](", ""))) - set("https://x.se")
    else:
        assert found == letters(text)


@settings(max_examples=tries(150), deadline=None)
@given(_typed | _shapes | st.text(max_size=60))
def test_answers_make_paragraphs_and_lists_only(text: str) -> None:
    """Nothing that anybody types becomes a heading, a table, a picture or a box."""
    blocks = parse_html(render_answer(text), "svar")
    assert {type(block) for block in walk(blocks)} <= {Paragraph, List}


@settings(max_examples=tries(150), deadline=None)
@given(st.text(st.characters(exclude_characters="*_[]\x00", exclude_categories=["Zs", "Cc", "Zl", "Zp"])))
def test_text_without_markers_arrives_as_it_is(text: str) -> None:
    """A word is a word, whatever characters it is made of."""
    (paragraph,) = parse_html(render_answer(f"a{text}"), "svar", as_typed=True)
    assert paragraph == Paragraph((Text(f"a{text}"),))


@settings(max_examples=tries(100), deadline=None)
@given(_typed | _shapes | st.text(max_size=60))
def test_any_chapter_is_read_or_refused_by_name(text: str) -> None:
    """A chapter gives blocks, or an error that a person can read."""
    try:
        html = render_chapter(text, facts().render)
    except FactError:
        return
    parse_html(html, "kapitel")


def test_a_list_item_holds_what_was_indented_under_it() -> None:
    """Paragraphs and lists of a point stay in the point."""
    (found,) = parse_html(render_answer("- ett\n\n  mer\n\n  1. a\n  2. b\n\n- två"), "svar")
    assert isinstance(found, List)
    assert [[type(block) for block in item.blocks] for item in found.items] == [
        [Paragraph, Paragraph, List],
        [Paragraph],
    ]
    assert isinstance(found.items[0], ListItem)


def test_headings_of_chapters_are_headings() -> None:
    """With the level of the number signs."""
    found = parse_html(render_chapter("# A\n\n#### B", facts().render), "kapitel")
    assert [block.level for block in found if isinstance(block, Heading)] == [1, 4]


@pytest.mark.parametrize("text", ["*a " * 30_000, "[" * 30_000, "- " * 30_000, "[^1]" * 20_000, "*_" * 30_000])
def test_long_odd_texts_are_rendered_without_delay(text: str) -> None:
    """No text makes rendering hang or overflow."""
    parse_html(render_answer(text), "svar")
