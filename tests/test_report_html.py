"""Semantic HTML: a closed vocabulary, each element to its block."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sizes import tries

from rapport.blocks import (
    BackCover,
    Box,
    Cell,
    Chart,
    Contents,
    Cover,
    Figure,
    Front,
    Heading,
    Hole,
    Item,
    Landscape,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Row,
    Series,
    Table,
    Text,
)
from rapport.report import MarkupError, parse_html

A = (Text("a"),)
P = Paragraph(A)

BLOCKS = {
    '<h1 id="x">a</h1>': Heading(1, A, "x"),
    "<h4>a</h4>": Heading(4, A),
    '<h2 class="outside">a</h2>': Heading(2, A, toc=False),
    "<p>a</p>": P,
    '<p class="signature">a</p>': Paragraph(A, "signature"),
    "<ul><li>a</li></ul>": List((ListItem((P,)),)),
    "<ol><li><p>a</p><ul><li>a</li></ul></li></ol>": List(
        (ListItem((P, List((ListItem((P,)),)))),),
        ordered=True,
    ),
    '<img src="/x.png" alt="b" caption="c" credit="d" id="e">': Picture("/x.png", "b", "c", "d", "e"),
    '<toc depth="2">': Contents(2),
    "<toc>": Contents(3),
    "<pagebreak>": PageBreak(),
    '<cover title="t" subtitle="u" series="s" publisher="p" notice="n">': Cover("t", "u", "s", "p", "n"),
    '<box kind="result"><p>a</p></box>': Box((P,), "result"),
    "<box>a</box>": Box((P,), "goal"),
    "<front><p>a</p></front>": Front((P,)),
    "<landscape><p>a</p></landscape>": Landscape((P,)),
    "<backcover><p>a</p></backcover>": BackCover((P,)),
    '<chart kind="stacked-share" id="i" title="t" caption="c" categories="x|y" alt="b" unit="kr">'
    '<series name="s" values="1 2.5"></chart>': Chart(
        "stacked-share", "t", ("x", "y"), (Series("s", (1.0, 2.5)),), "b", "c", "i", "kr"
    ),
    '<table id="i" caption="c" widths="2 1" description="d">'
    '<thead><tr><th>a</th><th align="right">a</th></tr></thead>'
    '<tbody><tr><td colspan="2">a</td></tr></tbody><tfoot><tr><td>a</td><td></td></tr></tfoot></table>': Table(
        (
            Row((Cell(A, True), Cell(A, True, "right")), "head"),
            Row((Cell(A, span=2),)),
            Row((Cell(A), Cell(())), "total"),
        ),
        "c",
        "i",
        (2.0, 1.0),
        "d",
    ),
}

INLINES = {
    "<strong>a</strong>": (Text("a", strong=True),),
    "<b><i>a</i></b>": (Text("a", strong=True, emphasis=True),),
    "<em>a</em>": (Text("a", emphasis=True),),
    '<span lang="en">a</span>': (Text("a", lang="en"),),
    '<a href="https://x.se">a</a>': (Link("https://x.se", A),),
    '<a href="https://x.se"><strong>a</strong> b</a>': (Link("https://x.se", (Text("a", True), Text(" b"))),),
    '<strong><a href="https://x.se">a</a></strong>': (Link("https://x.se", (Text("a", True),)),),
    '<data value="f">72</data>': (Figure("f", "72"),),
    "a<note>b</note>": (Text("a"), Note((Text("b"),))),
    "<mark>a</mark>": (Hole("a"),),
    'a<br>b<ref to="t" kind="page" text="s">': (Text("a"), LineBreak(), Text("b"), Ref("t", "page", "s")),
    '<a href="https://x.se">a<data value="f">1</data>b</a>': (
        Link("https://x.se", A),
        Figure("f", "1"),
        Link("https://x.se", (Text("b"),)),
    ),
    "<a>a</a>": A,
}


@pytest.mark.parametrize(("html", "block"), BLOCKS.items())
def test_an_element_becomes_its_block(html: str, block: object) -> None:
    """Each element of the vocabulary has one meaning."""
    assert parse_html(html, "m.html") == (block,)


@pytest.mark.parametrize(("html", "content"), INLINES.items())
def test_an_inline_element_becomes_its_inline(html: str, content: object) -> None:
    """So has each inline element."""
    assert parse_html(f"<p>{html}</p>", "m.html") == (Paragraph(content),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "html",
    [
        "<div>a</div>",
        "<script>a</script>",
        "<h5>a</h5>",
        "<blink>",
        "<!DOCTYPE html>",
        "<?php ?>",
        '<p class="stor">a</p>',
        '<box kind="stor">a</box>',
        '<chart kind="paj"></chart>',
        '<td align="mitten">a</td>',
        "<ul></ul>",
        "<item>a</item>",
    ],
)
def test_what_is_not_in_the_vocabulary_is_an_error(html: str) -> None:
    """Nothing is guessed or dropped."""
    with pytest.raises(MarkupError):
        parse_html(html, "m.html")


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<p>b",
        "<p>a",
        "a</p>",
        "<b><p>a</p></b>",
        "<p><h1>a</h1></p>",
        "<li>a</li>",
        "<tr><td>a</td></tr>",
        "<table><td>a</td></table>",
        "<table>a</table>",
        "<table><tr><td><p>a</p></td></tr></table>",
        "<table><tr>a</tr></table>",
        "<ul><p>a</p></ul>",
        "<ul>a</ul>",
        '<series name="a" values="1">',
        "<chart><p>a</p></chart>",
        "<thead></thead>",
    ],
)
def test_an_element_in_the_wrong_place_is_an_error(html: str) -> None:
    """What would be lost or moved is refused."""
    with pytest.raises(MarkupError):
        parse_html(html, "m.html")


@pytest.mark.parametrize(
    "html",
    [
        '<toc depth="djup">',
        '<table widths="a b"></table>',
        '<table><tr><td colspan="1 2"></td></tr></table>',
        '<table><tr><td colspan="0"></td></tr></table>',
        '<table><tr><td colspan="99999999"></td></tr></table>',
        '<chart><series values="x"></chart>',
        '<chart><series values="nan"></chart>',
        '<chart><series values="1e400"></chart>',
    ],
)
def test_an_attribute_that_is_no_number_to_print_is_an_error(html: str) -> None:
    """The message names the attribute; a number too large is none."""
    with pytest.raises(MarkupError, match="attributet"):
        parse_html(html, "m.html")


@pytest.mark.parametrize("origins", ["", ";", "norr", "norr mal.exempel ab12 ny", "norr mal.exempel ab12 3 4"])
def test_an_origin_that_says_too_little_or_too_much_is_an_error(origins: str) -> None:
    """The way back from a printed text is never guessed."""
    with pytest.raises(MarkupError, match="ursprung"):
        parse_html(f'<item origins="{origins}"><p>a</p></item>', "m.html")


def test_an_error_names_template_line_and_element() -> None:
    """Who writes a template finds the place."""
    with pytest.raises(MarkupError, match=r"Mallen ”egen\.html” ger fel text på rad 3: elementet <section> är okänt"):
        parse_html("<p>a</p>\n\n<section>", "egen.html")


def test_an_open_element_is_told_with_the_line_where_it_began() -> None:
    """Not only where the template ends."""
    with pytest.raises(MarkupError, match="<box> från rad 2 stängs aldrig"):
        parse_html("<p>a</p>\n<box>\n\n", "m.html")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>  a \n\t b  </p>", "a b"),
        ("<p>a <b> b</b></p>", "a b"),
        ("<p>1\u00a0750\u00a0 kr</p>", "1\u00a0750\u00a0 kr"),
        ("<p>\u2003a\u2009b</p>", "\u2003a\u2009b"),
        ("<p>&amp;lt; &#229; &nbsp;x</p>", "&lt; å \u00a0x"),
    ],
)
def test_white_space_collapses_and_non_breaking_spaces_stay(html: str, text: str) -> None:
    """As in HTML: blanks and line ends are one blank, none at the edges."""
    (paragraph,) = parse_html(html, "m.html")
    assert isinstance(paragraph, Paragraph)
    assert "".join(inline.text for inline in paragraph.content if isinstance(inline, Text)) == text


def test_running_text_between_blocks_becomes_a_paragraph() -> None:
    """Text in a container needs no <p>."""
    assert parse_html("a<p>a</p>a", "m.html") == (P, P, P)


def test_blank_text_between_blocks_becomes_nothing() -> None:
    """Nor do comments."""
    assert parse_html("\n <p>a</p>\n <!-- kommentar --> <p>a</p> \n", "m.html") == (P, P)


def test_an_item_knows_its_origins_and_the_hash_of_its_text() -> None:
    """Unit, question, item and version; the same text has the same hash, another text another."""
    html = '<item origins="norr mal.exempel ab12 3;- inledning" place="x"><p>{}</p></item>'
    first, again, other = (parse_html(html.format(text), "m.html")[0] for text in ("ett", "ett", "två"))
    assert isinstance(first, Item)
    assert isinstance(other, Item)
    assert first == again
    one, two = first.origins
    assert (one.unit, one.question, one.item, one.version) == ("norr", "mal.exempel", "ab12", 3)
    assert (two.unit, two.question, two.item, two.version) == ("", "inledning", "", 0)
    assert one.sha256 != other.origins[0].sha256


@settings(max_examples=tries(300), deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/ab\"'=& \n!?-[]#;ptdulioxh1"), max_size=40))
def test_any_html_gives_blocks_or_a_named_error(html: str) -> None:
    """Never anything else."""
    try:
        parse_html(html, "m.html")
    except MarkupError as error:
        assert "m.html" in error.message
