"""Swedish typography in print."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from sizes import tries

from rapport.blocks import Chart, Heading, Paragraph, Picture, Table, Text
from rapport.report import parse_html, preview_text, render_chapter
from rapport.report.typography import typeset

SET = {
    'Hon sa "nej" och gick.': "Hon sa ”nej” och gick.",
    "Länsstyrelsens 'nätverk'": "Länsstyrelsens ’nätverk’",
    "Två saker - stöd och råd": "Två saker~– stöd och råd",
    "Två saker -- stöd och råd": "Två saker~– stöd och råd",
    "Två saker – stöd och råd": "Två saker~– stöd och råd",
    "Och så vidare...": "Och så vidare…",
    "under 2011-2014": "under 2011–2014",
    "Delmål 1-3, 2-3 personer": "Delmål 1–3, 2–3 personer",
    "1 750 000 kr kvar": "1~750~000~kr kvar",
    "72,1 procent, 12 %": "72,1~procent, 12~%",
    "den 31 december 2014": "den 31~december~2014",
    "i december 2014": "i december 2014",
    "SOU 2014:49, 5 kap. 11 §": "SOU~2014:49, 5 kap.~11~§",
    "kl. 9-16, s. 12": "kl.~9–16, s.~12",
}
"""What is typed and how it is printed; ~ stands for a non-breaking space."""
KEPT = (
    "801-0000-2015",
    "ISBN 978-91-0000-000-8",
    "2014-12-31",
    "070-123 45 67",
    "https://example.org/2011-2014/1-2.html?a=3-4",
    "F-3-4 och 3-2",
    "rapport-2011-2014.docx",
    "kvinno- och tjejjour",
    "-",
    "- punkt",
    "---",
    "5*3*2 och {{ 7*7 }}",
    "2010 2011 2012",
    "år 2014 5 mål",
)


@pytest.mark.parametrize("typed", SET)
def test_marks_and_spaces_are_set(typed: str) -> None:
    """As Svenska skrivregler has them."""
    assert typeset(typed) == SET[typed].replace("~", "\u00a0")


@pytest.mark.parametrize("typed", KEPT)
def test_numbers_with_parts_addresses_and_codes_stay(typed: str) -> None:
    """A hyphen is not always a dash, nor a blank between numbers always one of thousands."""
    assert typeset(typed) == typed


_pieces = st.sampled_from(['"', "'", " - ", "-", " ", "...", "2011", "3", "1 000", " kr", "mars", "kap. ", "§"])


@settings(max_examples=tries(400), deadline=None)
@given(st.lists(_pieces | st.text(max_size=8), max_size=12).map("".join))
def test_letters_and_digits_are_never_touched(text: str) -> None:
    """Nor is a text that is set already."""
    done = typeset(text)
    assert [c for c in done if c.isalnum()] == [c for c in text if c.isalnum()]
    assert typeset(done) == done


def test_everything_people_read_is_set() -> None:
    """Captions and alternative texts too; names, addresses and numbers for the program are not."""
    heading, table, picture, chart = parse_html(
        '<h2 id="a - b">2-3 "råd"</h2>'
        '<table id="t-1-2" caption="År 2011-2014" description="&quot;a&quot;"><tr><td>5 kr</td></tr></table>'
        '<img src="/b/2011-2014.png" alt="En &quot;karta&quot;" caption="5 km" credit="A - B">'
        '<chart title="1-2" categories="3 kr|4 kr" alt="..."><series name="2-3" values="1 2"></chart>',
        "mall",
    )
    assert heading == Heading(2, (Text("2–3 ”råd”"),), "a - b")
    assert isinstance(table, Table)
    assert (table.anchor, table.caption, table.description) == ("t-1-2", "År 2011–2014", "”a”")
    assert picture == Picture("/b/2011-2014.png", "En ”karta”", "5\u00a0km", "A\u00a0– B")
    assert isinstance(chart, Chart)
    assert (chart.title, chart.categories, chart.alt) == ("1–2", ("3\u00a0kr", "4\u00a0kr"), "…")
    assert (chart.series[0].name, chart.series[0].values) == ("2–3", (1.0, 2.0))


def test_a_preview_shows_it_and_what_is_kept_as_typed_does_not() -> None:
    """A reading copy is of what was handed in."""
    assert preview_text('"a"') == (Paragraph((Text("”a”"),)),)
    assert parse_html('<p>"a"</p>', "läskopia", as_typed=True) == (Paragraph((Text('"a"'),)),)


def test_words_in_another_language_are_marked_in_chapters() -> None:
    """With looks of their own, and never hiding what is no such mark."""
    html = render_chapter("Enligt [*Violence* against women]{lang=en} och [x]{lang=}", lambda name, form: Markup())
    (paragraph,) = parse_html(html, "kapitel")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (
        Text("Enligt "),
        Text("Violence", emphasis=True, lang="en"),
        Text(" against women", lang="en"),
        Text(" och [x]{lang=}"),
    )
