"""Identity: every block with known origins has a name of its own that does not depend on what stands around it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from docx_lint import lint
from hypothesis import given, settings
from hypothesis import strategies as st
from sizes import tries
from word_reading import W, rendered, tree
from word_sample import p, table

from rapport.blocks import Box, Item, List, ListItem, Origin
from rapport.wording import fold, lines, words_hash

THEME = Origin("", "tema.hinder.tid")
ONE = Origin("gotland", "hinder.punkter", "a1", 1)
TWO = Origin("skane", "hinder.punkter", "b2", 1)


def item(*origins, text="text", place="rapport/exempel"):
    """A paragraph with these origins."""
    return Item(origins, (p(text),), place)


def names(*blocks):
    """Bookmarks of printed items, in order."""
    marks = tree(rendered(*blocks)).iter(f"{W}bookmarkStart")
    return [name for mark in marks if (name := mark.get(f"{W}name")).startswith("_rp_")]


words = st.text(max_size=3)
origins = st.builds(Origin, words, words, words, st.integers(0, 2))


@settings(max_examples=tries(100), deadline=None)
@given(st.lists(st.tuples(st.lists(origins, min_size=1, max_size=2), words), max_size=6))
def test_no_two_blocks_share_a_name(given_items):
    """Whatever places and origins they have, also the same ones."""
    found = names(*(item(*origins, place=place) for origins, place in given_items))
    assert len(set(found)) == len(given_items)


def test_another_place_or_document_is_another_name():
    """One item printed in the summary, the chapter and the appendix."""
    places = ("rapport/exempel", "rapport/teman", "bilaga/exempel")
    assert len({names(item(ONE, place=place))[0] for place in places}) == 3


def test_versions_and_texts_do_not_change_a_name():
    """A corrected example is the same example; the manifest has the new version and hash."""
    assert names(item(ONE)) == names(item(replace(ONE, version=2, sha256="ff" * 32), text="annat"))


def test_what_stands_around_does_not_change_a_name():
    """Items come and go, and change places."""
    assert names(item(ONE), item(TWO)) == names(item(TWO), p("a"), item(ONE))[::-1]


def test_a_theme_keeps_its_name_when_points_are_coded_anew():
    """The first origin is the theme itself."""
    assert names(item(THEME, ONE, TWO)) == names(item(THEME, TWO))
    assert names(item(THEME, ONE)) != names(item(Origin("", "tema.hinder.pengar"), ONE))


def test_items_in_items_boxes_and_points_have_names_of_their_own():
    """And the file holds together."""
    inner, other = item(ONE), item(TWO)
    blocks = (Item((THEME,), (p("a"), inner, Box((other,)), table(1, "T")), "x"), List((ListItem((item(ONE),)),)))
    assert len(set(names(*blocks))) == 4
    assert lint(rendered(*blocks)) == []


def test_an_empty_item_leaves_nothing_behind():
    """Neither bookmark nor a row in the manifest that points at nothing."""
    data = rendered(Item((ONE,), (), "x"), p("a"))
    assert not names(Item((ONE,), (), "x"), p("a"))
    assert not list(tree(data, "customXml/item1.xml"))


def test_the_hash_is_of_the_words_as_printed():
    """Words of tables and notes count, blanks and looks do not."""
    assert lines((table(1, "T"),))
    assert words_hash((table(1, "T"),)) != words_hash((table(2, "T"),))
    assert (
        words_hash((p("ett  två "),)) == words_hash((p("ett två"),)) == hashlib.sha256("ett två".encode()).hexdigest()
    )


blanks = st.sampled_from(["", " ", "\n", "\u00a0", "\u00ad", "\u202f", "”", '"', "’", "\u200b"])


@settings(max_examples=tries(200), deadline=None)
@given(st.lists(st.tuples(st.text(alphabet="abcåäöÅÄÖ-.,0159", max_size=4), blanks)))
def test_folding_ignores_blanks_quotation_marks_and_case(parts):
    """A passage is the same however it was set; folding twice changes nothing."""
    folded = fold("".join(text for text, _ in parts))
    assert fold("".join(text.upper() + blank for text, blank in parts)) == folded == fold(folded)
