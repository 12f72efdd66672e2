"""The page: landmarks, headings, tables, notes, charts and pictures as assistive technology meets them."""

from __future__ import annotations

import base64
import hashlib
import io
from pathlib import Path

import pytest
from html_reading import read_html, shown
from PIL import Image
from word_reading import W, tree
from word_sample import HOSTILE, cells, chart, p, sample, save_picture, t, table

from rapport.blocks import (
    BackCover,
    Box,
    Cell,
    Chart,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Hole,
    Item,
    LetterHead,
    Link,
    Note,
    Origin,
    Paragraph,
    Picture,
    Ref,
    Row,
    Series,
    Table,
    Text,
)
from rapport.errors import UseError
from rapport.html import render_html, write_html
from rapport.word import render_docx


def test_the_page_has_language_title_and_landmarks() -> None:
    """Language, title, one h1, a way past the contents, header, nav, main and footer."""
    blocks = (Cover("Rapporten"), Contents(), Heading(1, t("Inledning")), BackCover((p("ISBN"),)))
    page = shown(*blocks, lang="sv-SE", author="Myndigheten", subject="Om rapporten")
    assert page.one("html").get("lang") == "sv-SE"
    assert page.one("title").text() == "Rapport"
    assert page.one("h1").text() == "Rapporten"
    assert page.one("meta", name="description").get("content") == "Om rapporten"
    assert page.one("a", class_="skip").get("href") == f"#{page.one('main').get('id')}"
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert page.one("footer").text() == "ISBN"


def test_nothing_may_run_or_be_fetched() -> None:
    """The page's policy allows its own style, by its hash, and pictures in the page; nothing else."""
    page = shown(p("Text"))
    digest = base64.b64encode(hashlib.sha256(page.one("style").text().encode()).digest()).decode()
    policy = page.one("meta", http_equiv="Content-Security-Policy").get("content") or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == f"'sha256-{digest}'"
    assert rules["img-src"] == "data:"
    assert "url(" not in page.one("style").text()
    assert "@import" not in page.one("style").text()


def test_contents_list_headings_to_their_depth_as_nested_links() -> None:
    """Down to the depth of the contents, without those outside it, each a link to its heading."""
    headings = (Heading(1, t("A å")), Heading(2, t("B")), Heading(3, t("C")), Heading(1, t("D")))
    outside = Heading(1, t("Utanför"), toc=False)
    page = shown(Contents(2, "Här finns"), *headings, outside)
    nav = page.one("nav")
    assert nav.one("h2").text() == "Här finns"
    assert [(a.text(), a.get("href")) for a in nav.all("a")] == [("A å", "#a-a"), ("B", "#b"), ("D", "#d")]
    assert [a.text() for a in nav.all("ul")[1].all("a")] == ["B"]
    assert page.one("h2", id="a-a").text() == "A å"


def test_headings_lie_under_the_title_without_jumps() -> None:
    """A chapter is h2, and a level that is jumped over is closed up."""
    page = shown(Heading(1, t("Kapitel")), Heading(4, t("Djupt")), Heading(2, t("Avsnitt")))
    assert [element.tag for element in page.one("main").all() if element.tag[0] == "h"] == ["h2", "h3", "h3"]


def test_tables_have_caption_headers_and_sums() -> None:
    """A caption with its number, column and row headers with scope, sums in the foot, numbers to the right."""
    row = Row((Cell(t("Gotland"), header=True), Cell(t("3"), align="right")))
    head, total = Row(cells("Län", "Antal", header=True), "head"), Row(cells("Summa", "3"), "total")
    found = shown(Table((head, row, total), "Exempel", "ex")).one("table")
    assert found.one("caption").text() == "Tabell 1. Exempel"
    assert [(th.text(), th.get("scope")) for th in found.all("th")] == [
        ("Län", "col"),
        ("Antal", "col"),
        ("Gotland", "row"),
    ]
    assert found.one("tfoot").one("tr").text() == "Summa3"
    assert found.one("tbody").one("td").get("class") == "right"


def test_an_empty_row_header_means_the_one_above() -> None:
    """The header reaches down over its rows, so that each row has one."""
    texts = (("Kön", "Kvinnor"), ("", "Män"), ("", "Annat"), ("Ort", "Stad"))
    rows = tuple(Row((Cell(t(first) if first else (), header=True), Cell(t(second)))) for first, second in texts)
    found = shown(Table(rows)).one("table")
    assert [(th.text(), th.get("rowspan")) for th in found.all("th")] == [("Kön", "3"), ("Ort", None)]
    assert [tr.text() for tr in found.all("tr")] == ["KönKvinnor", "Män", "Annat", "OrtStad"]


def test_a_wide_table_scrolls_in_a_region_the_keyboard_reaches() -> None:
    """The region is named by the table's caption, or by its columns; a narrow table needs none."""
    page = shown(table(), table(caption=""), Table((Row(cells("a", "b")),), "Smal"))
    first, second = page.all("div", role="region")
    assert first.get("tabindex") == second.get("tabindex") == "0"
    assert page.one("caption", id=first.get("aria-labelledby") or "").text() == "Tabell 1. Indikatorer i länen"
    assert second.get("aria-label") == "Antal län som svarat ja eller delvis"


def test_footnotes_lead_there_and_back() -> None:
    """The mark leads to the note, and the note back to the mark; both say what they are."""
    page = shown(Paragraph((Text("Text"), Note((Text("Noten"),)))))
    mark, note = page.one("a", role="doc-noteref"), page.one("section", role="doc-endnotes").one("li")
    back = note.one("a", role="doc-backlink")
    assert mark.get("href") == f"#{note.get('id')}"
    assert back.get("href") == f"#{mark.get('id')}"
    assert mark.text() == "Not 1"
    assert "Tillbaka till not 1 i texten" in back.text()


def test_boxes_say_what_they_are() -> None:
    """In words, to the eye and to a screen reader."""
    page = shown(*(Box((p("Text"),), kind) for kind in ("goal", "result", "hole", "info")))
    boxes = page.all("section", role="group")
    assert [box.get("aria-label") for box in boxes] == ["Mål", "Resultat", "Saknas i utkastet", "Upplysning"]
    assert [box.one("p", class_="kind").text() for box in boxes] == [box.get("aria-label") for box in boxes]


def test_references_say_what_they_lead_to() -> None:
    """As in Word: ’Tabell 1’ or the heading; a page is no place on a page, so it says the same."""
    content = (Ref("tab"), Text(" "), Ref("kap", "page"), Text(" "), Ref("borta"))
    page = shown(Paragraph(content), table(anchor="tab"), Heading(1, t("Metod"), "kap"))
    assert [(a.text(), a.get("href")) for a in page.one("main").all("a")] == [("Tabell 1", "#tab"), ("Metod", "#kap")]
    assert page.one("mark").text() == "[hänvisningen ”borta” saknar mål]"


def test_links_lead_to_safe_addresses_alone() -> None:
    """Any other address is text, as in Word."""
    links = (
        Link("https://example.org/å", t("säker")),
        Link("javascript:alert(1)", t("osäker")),
        Link("/x", t("lös")),
    )
    paragraph = shown(Paragraph(links)).one("main").one("p")
    assert [a.get("href") for a in paragraph.all("a")] == ["https://example.org/%C3%A5"]
    assert paragraph.text() == "säkerosäker (javascript:alert(1))lös (/x)"


def test_figures_holes_and_languages_are_marked_up() -> None:
    """A fact as data with its id, a gap as a mark, another language by its tag."""
    content = (Figure("enkat.battre", "72,1 procent"), Hole("Gotland: rubrik"), Text("county", lang="en"))
    page = shown(Paragraph(content))
    assert (page.one("data").get("value"), page.one("data").text()) == ("enkat.battre", "72,1 procent")
    assert page.one("mark").text() == "[Gotland: rubrik]"
    assert page.one("span", lang="en").text() == "county"


def test_a_draft_says_so() -> None:
    """Over the page and in its title; a final page does not."""
    draft, final = shown(p("a"), draft=True), shown(p("a"))
    assert "UTKAST" in draft.one("aside").text()
    assert draft.one("title").text() == "UTKAST – Rapport"
    assert not final.all("aside")


def test_a_chart_is_described_and_its_numbers_stand_in_a_table() -> None:
    """An image with name and description, a legend, and every number in a table with headers."""
    figure = shown(chart()).one("figure")
    drawing = figure.one("svg", role="img")
    assert figure.one("title", id=drawing.get("aria-labelledby") or "").text() == "Så här ser vi på stödet"
    described = figure.one("desc", id=drawing.get("aria-describedby") or "").text()
    assert described == "De flesta svarar att stödet är meningsfullt"
    assert [li.text().strip() for li in figure.one("ul", class_="legend").all("li")] == [
        s.name for s in chart().series
    ]
    rows = figure.one("details").one("tbody").all("tr")
    assert [cell.text() for cell in rows[0].children] == ["Meningsfullt", "20", "10", "6", "5"]
    assert len(rows) == 6


def test_bars_of_shares_fill_the_width_and_carry_their_values() -> None:
    """Shares of each bar add up to the whole; a zero has neither bar nor label."""
    drawing = shown(chart()).one("svg", role="img")
    bars = drawing.all("rect")
    assert len(bars) == 6 * 4 - 1
    for top in {bar.get("y") for bar in bars}:
        widths = [float((bar.get("width") or "").rstrip("%")) for bar in bars if bar.get("y") == top]
        assert sum(widths) == pytest.approx(100, abs=0.01)
    assert [text.text() for text in drawing.all("text", text_anchor="middle")][:4] == ["20", "10", "6", "5"]


def test_bars_keep_to_the_drawing_whatever_their_values() -> None:
    """Negative, tiny, huge, missing and impossible values; kronor are written as Swedish authorities do."""
    series = (Series("a", (-1234567.5, 0.0, float("nan"))), Series("b", (3e12,)))
    figure = shown(Chart("bars", "T", ("x", "y", "z"), series, "Alt", unit="kr")).one("figure")
    for bar in figure.one("svg", role="img").all("rect"):
        left, width = (float((bar.get(name) or "").rstrip("%")) for name in ("x", "width"))
        assert left >= 0
        assert left + width <= 100
    assert figure.one("tbody").all("td")[0].text() == "−1\u00a0234\u00a0567,5\u00a0kr"


def test_pictures_lie_in_the_page_without_what_the_camera_wrote(tmp_path: Path) -> None:
    """As a data address, with alternative text, caption with number, and who made it."""
    exif = Image.Exif()
    exif[0x0110] = "Kameran"
    Image.new("RGB", (300, 150)).save(tmp_path / "b.jpg", exif=exif)
    figure = shown(Picture(str(tmp_path / "b.jpg"), 'Ett "hus"', "Huset", "Anna")).one("figure")
    image = figure.one("img")
    head, _, data = (image.get("src") or "").partition(",")
    assert head == "data:image/jpeg;base64"
    with Image.open(io.BytesIO(base64.b64decode(data))) as picture:
        assert (picture.size, dict(picture.getexif())) == ((300, 150), {})
    assert (image.get("alt"), image.get("width"), image.get("height")) == ('Ett "hus"', "192", "96")
    assert figure.one("figcaption").text() == "Figur 1. Huset. Bild: Anna"


def test_a_missing_picture_stops_a_final_page_and_is_marked_in_a_draft(tmp_path: Path) -> None:
    """As in the Word file."""
    blocks = (Picture(str(tmp_path / "borta.png"), "Alt"),)
    with pytest.raises(UseError, match=r"borta\.png"):
        render_html(Document("Rapport", blocks))
    assert "borta.png" in shown(*blocks, draft=True).one("mark").text()


def test_items_are_named_as_in_the_word_file() -> None:
    """The id of an item's element is the name of its bookmark in Word, also where it stands twice."""
    item = Item((Origin("gotland", "mal.exempel", "a1"),), (p("Text"),), "kapitel")
    document = Document("Rapport", (item, item))
    ids = [div.get("id") for div in read_html(render_html(document)).one("main").all("div")]
    names = [mark.get(f"{W}name") for mark in tree(render_docx(document)).iter(f"{W}bookmarkStart")]
    assert len(set(ids)) == 2
    assert ids == [name for name in names if name.startswith("_rp_")]


def test_a_whole_report_keeps_hostile_text(tmp_path: Path) -> None:
    """What was typed is read back in every kind of place, and no element comes of it."""
    page = read_html(render_html(sample(tmp_path)))
    said = " ".join(page.one("body").text().split())
    expected = " ".join(HOSTILE.translate({7: None, 0: None, 0xFFFE: None}).split())
    assert said.count(expected) >= 7
    assert not page.one("main").all("script")


def test_a_page_is_written_whole(tmp_path: Path) -> None:
    """`write_html` writes what `render_html` gives."""
    document = sample(tmp_path)
    save_picture(tmp_path / "bild.png")
    write_html(document, tmp_path / "sida.html")
    assert (tmp_path / "sida.html").read_bytes() == render_html(document)


def test_a_cover_may_have_a_picture_in_place_of_the_motif(tmp_path: Path) -> None:
    """With its alternative text; in a draft one that cannot be read is told, and the motif stands there."""
    path = save_picture(tmp_path / "omslag.png")
    page = shown(Cover("Rapporten", picture=str(path), alt="Ett torg"))
    assert page.one("header").one("img").get("alt") == "Ett torg"
    assert not page.all("svg")
    lost = Cover("Rapporten", picture=str(tmp_path / "borta.png"), alt="Ett torg")
    with pytest.raises(UseError):
        shown(lost)
    draft = shown(lost, draft=True)
    assert "borta.png" in draft.one("header").one("mark").text()
    assert draft.all("svg", class_="motif")


def test_a_letter_has_its_head() -> None:
    """Sender, particulars, recipient and contact, without what is empty."""
    page = shown(LetterHead(("Myndigheten", "Enheten"), ("Missiv", "Datum: 2015-04-01"), ("Regeringen",)))
    head = page.one("div", class_="letterhead")
    assert [(group.get("class"), group.text()) for group in head.all("p")] == [
        ("sender", "MyndighetenEnheten"),
        ("particulars", "MissivDatum: 2015-04-01"),
        ("recipient", "Regeringen"),
    ]
