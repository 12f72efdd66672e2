"""Random trees of blocks, with every kind of block and inline and text of every kind in them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from nasty_material import LABELS, LINES

from rapport.blocks import (
    BOX_KINDS,
    PARAGRAPH_STYLES,
    BackCover,
    Box,
    Cell,
    Chart,
    Contents,
    Cover,
    Document,
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
    Picture,
    Ref,
    Row,
    Series,
    Table,
    Text,
)

EXTREME = ["", " ", "\t", "a\nb", "\ud800", "\x00", "\x85", "]]>", "x" * 3000, *LINES.values(), *LABELS.values()]


def short(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """The strategy under a short name, since hypothesis objects to what takes pages to write out."""

    @st.composite
    def drawn(draw: st.DrawFn) -> object:
        return draw(strategy)

    return drawn()


words = short(st.text(max_size=12) | st.sampled_from(EXTREME))
seen_words = st.builds("x{}".format, words)
languages = st.sampled_from(["", "", "en", "fr-FR", "på svenska", '"'])
texts = st.builds(Text, words, st.booleans(), st.booleans(), languages)
addresses = st.sampled_from(
    [
        "https://example.org/å b?c=d&e=f#g",
        "http://[x",
        "javascript:alert(1)",
        "mailto:a@b.se",
        "//c.se",
        "",
        "https://a.se/" + "x" * 3000,
    ]
)
links = st.builds(Link, words | addresses, st.lists(texts, max_size=2).map(tuple))
simple = short(texts | links | st.builds(Hole, words) | st.builds(Figure, words, words) | st.just(LineBreak()))
anchors = st.sampled_from(["", "a", "b", "c"])
refs = st.builds(Ref, anchors, st.sampled_from(["text", "page"]), words)
notes = st.recursive(
    st.builds(Note, st.lists(simple | refs, max_size=3).map(tuple)),
    lambda inner: st.builds(Note, st.lists(simple | inner, max_size=3).map(tuple)),
    max_leaves=2,
)
inlines = short(st.lists(simple | refs | notes, max_size=4).map(tuple))
origin = st.builds(Origin, words, words, words, st.integers(0, 9), words)
origins = st.lists(origin, min_size=1, max_size=2).map(tuple)
numbers = st.integers(-(10**15), 10**15).map(float) | st.floats(-1e15, 1e15) | st.sampled_from([0.0, -0.0, 1 / 3])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with spans, short rows, heads and sums, of 1 to 60 columns."""
    columns = draw(st.sampled_from([1, 2, 3, 60]))
    heads, bodies, totals = draw(st.integers(0, 2)), draw(st.integers(1, 3)), draw(st.integers(0, 1))
    kinds = ["head"] * heads + ["body"] * bodies + ["total"] * totals
    rows = []
    for kind in kinds:
        cells, left = [], draw(st.integers(1, columns)) if columns < 60 else columns
        while left:
            span = draw(st.integers(1, min(left, 3)))
            content = draw(inlines) if columns < 60 else (Text("x"),)
            cells.append(Cell(content, kind == "head", draw(st.sampled_from(["left", "right", "center"])), span))
            left -= span
        rows.append(Row(tuple(cells), kind))
    widths = draw(st.just(()) | st.lists(st.floats(0, 1e9), min_size=columns, max_size=columns).map(tuple))
    return Table(tuple(rows), draw(words), draw(anchors), widths, draw(words))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart of 1 to 12 categories and 1 to 8 series."""
    categories = draw(st.lists(words, min_size=1, max_size=12).map(tuple))
    values = st.lists(numbers, min_size=len(categories), max_size=len(categories)).map(tuple)
    series = draw(st.lists(st.builds(Series, words, values), min_size=1, max_size=8).map(tuple))
    kind = draw(st.sampled_from(["bars", "stacked-share"]))
    return Chart(kind, draw(words), categories, series, draw(seen_words), draw(words), draw(anchors), draw(words))


def blocks(pictures: list[Path], letters: bool) -> st.SearchStrategy[list]:
    """Lists of any blocks; pictures are taken among these files, heads of letters only where asked for."""
    headings = st.builds(Heading, st.integers(1, 4), inlines, anchors, st.booleans())
    captions = seen_words | st.just("")  # a caption of nothing visible is read as the credit under it
    images = st.builds(Picture, st.sampled_from([str(p) for p in pictures]), seen_words, captions, words, anchors)
    leaves = (
        st.builds(Paragraph, inlines, st.sampled_from(PARAGRAPH_STYLES))
        | headings
        | st.builds(Contents, st.integers(1, 4), words)
        | st.builds(Cover, words, words, words, words, words)
        | (st.builds(LetterHead, *[st.lists(words, max_size=3).map(tuple)] * 4) if letters else st.nothing())
        | tables()
        | charts()
        | images
        | st.just(PageBreak())
    )
    return st.lists(st.recursive(leaves, containers, max_leaves=8), max_size=4)


def containers(inner: st.SearchStrategy) -> st.SearchStrategy:
    """Blocks around other blocks."""
    inside = st.lists(inner, max_size=3).map(tuple)
    points = st.lists(st.builds(ListItem, inside), min_size=1, max_size=3).map(tuple)
    return (
        st.builds(Box, inside, st.sampled_from(BOX_KINDS))
        | st.builds(List, points, st.booleans())
        | st.builds(Item, origins, inside, words)
        | st.builds(Landscape, inside)
        | st.builds(Front, inside)
        | st.builds(BackCover, inside)
    )


def documents(pictures: list[Path], letters: bool = True) -> st.SearchStrategy[Document]:
    """Documents of such blocks, with any properties."""
    dates = st.sampled_from(["2015-01-01T00:00:00Z", "2015-01-01", "", "i går"])
    made = st.fixed_dictionaries(
        {"lang": languages.filter(bool), "author": words, "subject": words, "created": dates, "draft": st.booleans()}
    )
    return st.builds(
        lambda title, found, more: Document(title, tuple(found), **more), seen_words, blocks(pictures, letters), made
    )
