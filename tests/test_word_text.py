"""Text arrives in Word as it was written."""

from __future__ import annotations

import pytest
from word_reading import R, W, member, printed, rendered, style_of, text_of, tree
from word_sample import HOSTILE, PRINTED, p, point, t

from rapport.blocks import (
    PARAGRAPH_STYLES,
    Box,
    Document,
    Figure,
    Heading,
    Hole,
    LineBreak,
    Link,
    List,
    Note,
    PageBreak,
    Paragraph,
    Text,
)
from rapport.word import heading_keys

INLINES = {
    "text": Text(HOSTILE),
    "strong": Text(HOSTILE, strong=True),
    "figure": Figure("x", HOSTILE),
    "hole": Hole(HOSTILE),
    "link": Link("https://example.org", (Text(HOSTILE),)),
    "unsafe link": Link("javascript:alert(1)", (Text(HOSTILE),)),
}


@pytest.mark.parametrize("inline", INLINES.values(), ids=INLINES)
def test_hostile_text_arrives_as_typed_in_every_inline(inline):
    """Nothing people type becomes markup; only what XML cannot hold is left out."""
    assert " ".join(PRINTED.split()) in " ".join(text_of(printed(Paragraph((inline,)))).split())


def test_hostile_text_arrives_as_typed_in_a_footnote():
    """Notes are escaped like running text."""
    data = rendered(Paragraph((Text("a"), Note((Text(HOSTILE),)))))
    assert PRINTED in text_of(tree(data, "word/footnotes.xml"))


def test_a_lone_surrogate_does_not_stop_the_report():
    """Half a character pair is left out."""
    assert text_of(printed(p("a\ud800b"))) == "ab"


def test_a_language_that_is_no_language_tag_is_not_printed():
    """A tag from outside never reaches an attribute unchecked."""
    assert not list(printed(Paragraph((Text("a", lang='"><x/>'),))).iter(f"{W}lang"))


def test_bold_italic_and_language_are_run_properties():
    """Looks of a run follow its text."""
    run = next(printed(Paragraph((Text("a", True, True, "en-GB"),))).iter(f"{W}rPr"))
    assert [child.tag.removeprefix(W) for child in run] == ["b", "bCs", "i", "iCs", "lang"]


def test_a_line_break_stays_inside_the_paragraph():
    """One paragraph, one break."""
    body = printed(Paragraph((Text("a"), LineBreak(), Text("b"))))
    assert (len(list(body.iter(f"{W}p"))), len(list(body.iter(f"{W}br")))) == (1, 1)


def test_a_hole_is_highlighted_and_in_brackets():
    """A hole shows in colour, and in black and white."""
    body = printed(Paragraph((Hole("Gotland: rubrik saknas"),)))
    assert text_of(body) == "[Gotland: rubrik saknas]"
    assert next(body.iter(f"{W}highlight")).get(f"{W}val") == "yellow"


@pytest.mark.parametrize("href", ["https://example.org/å?a=1&b=2", "http://example.org:80", "mailto:a@example.org"])
def test_web_and_mail_addresses_become_links(href):
    """The address lies in the relationships, in ASCII."""
    data = rendered(Paragraph((Link(href, t("här")),)))
    link = next(tree(data).iter(f"{W}hyperlink"))
    assert f'Id="{link.get(f"{R}id")}"'.encode() in member(data, "word/_rels/document.xml.rels")
    assert member(data, "word/_rels/document.xml.rels").isascii()


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "http://[x", "https://a b/", "mailto:x", "", "https://u@h/"]
)
def test_other_addresses_are_printed_as_text(href):
    """What Word could refuse or run is no link, and stays visible."""
    body = printed(Paragraph((Link(href, t("här")),)))
    assert not list(body.iter(f"{W}hyperlink"))
    assert text_of(body) == f"här ({href})"


@pytest.mark.parametrize("style", PARAGRAPH_STYLES)
def test_every_paragraph_style_has_a_word_style(style):
    """No style falls back to plain text without being meant to."""
    found = style_of(next(printed(p("a", style)).iter(f"{W}p")))
    assert (found == "BodyText") == (style == "body")


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_use_the_built_in_styles(level):
    """Word's navigation and screen readers know them."""
    assert style_of(next(printed(Heading(level, t("a"))).iter(f"{W}p"))) == f"Heading{level}"


def test_a_page_break_before_a_chapter_leaves_no_empty_page():
    """The chapter's style starts the page already."""
    body = printed(p("a"), PageBreak(), Heading(1, t("b")))
    assert not list(body.iter(f"{W}br")) and not list(body.iter(f"{W}pageBreakBefore"))


def test_after_a_page_break_the_next_paragraph_starts_a_page():
    """The break belongs to the paragraph."""
    _, second = printed(p("a"), PageBreak(), p("b")).iter(f"{W}p")
    assert second.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_what_introduces_stays_on_the_page_of_what_it_introduces():
    """A lead-in with a colon, the text above a remark, a point's first line, a goal's box; other text may part."""
    blocks = (
        p("Så här:"),
        p("Löpande text."),
        p("Med anmärkning."),
        p("Anmärkning", "note"),
        List((point("Rubrik", "Text i punkten."), point("Bara en rad"))),
        Box((p("Målet"),), "goal"),
        Box((p("Resultatet"),), "result"),
    )
    kept = [text_of(mark) for mark in printed(*blocks).iter(f"{W}p") if mark.find(f"{W}pPr/{W}keepNext") is not None]
    assert [text for text in kept if text] == ["Så här:", "Med anmärkning.", "Rubrik", "Målet"]


def test_a_heading_is_known_by_what_is_printed():
    """A hole stands in its brackets, so that the page measured by another program is found."""
    heading = Heading(1, (Text("Exempel från "), Hole("Gotland")))
    assert [key for key, _ in heading_keys(Document("x", (heading,)))] == [text_of(printed(heading)).strip()]
