"""Random blocks for what prints them otherwise than Word: every kind that needs no file, with hostile words."""

from __future__ import annotations

from hypothesis import strategies as st
from word_sample import chart, table

from rapport.blocks import (
    BackCover,
    Box,
    Contents,
    Cover,
    Figure,
    Front,
    Heading,
    Hole,
    Item,
    Landscape,
    LetterHead,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    Origin,
    PageBreak,
    Paragraph,
    Ref,
    Text,
)

words = st.text(max_size=12) | st.sampled_from(["<b onload=x>", "&amp;", '"><script>', "]]>", "--><!--"])
texts = st.builds(Text, words, st.booleans(), st.booleans(), words)
links = st.builds(Link, words | st.just("https://example.org/å b"), st.lists(texts, max_size=2).map(tuple))
simple = texts | links | st.builds(Hole, words) | st.builds(Figure, words, words) | st.just(LineBreak())
anchors = st.sampled_from(["", "a", "b"])
refs = st.builds(Ref, anchors, st.sampled_from(["text", "page"]), words)
inlines = st.lists(simple | refs | st.builds(Note, st.lists(simple, max_size=3).map(tuple)), max_size=4).map(tuple)
origins = st.lists(st.builds(Origin, words, words), min_size=1, max_size=2).map(tuple)
leaves = (
    st.builds(Paragraph, inlines, st.sampled_from(["body", "label", "note", "small"]))
    | st.builds(Heading, st.integers(1, 4), inlines, anchors, st.booleans())
    | st.builds(Contents, st.integers(1, 4), words)
    | st.builds(Cover, words, words, words, words, words)
    | st.builds(LetterHead, *[st.lists(words, max_size=3).map(tuple)] * 4)
    | st.builds(table, st.integers(0, 2), words, anchors)
    | st.builds(chart, st.sampled_from(["bars", "stacked-share"]), words)
    | st.just(PageBreak())
)


def containers(inner):
    """Blocks around other blocks."""
    blocks = st.lists(inner, max_size=3).map(tuple)
    return (
        st.builds(Box, blocks, st.sampled_from(["goal", "hole"]))
        | st.builds(List, st.lists(st.builds(ListItem, blocks), min_size=1, max_size=3).map(tuple), st.booleans())
        | st.builds(Item, origins, blocks, words)
        | st.builds(Landscape, blocks)
        | st.builds(Front, blocks)
        | st.builds(BackCover, blocks)
    )
