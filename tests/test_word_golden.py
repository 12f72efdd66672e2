"""What every type of block becomes in the Word file, kept as XML to read and compare."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from word_reading import W, rendered, tree
from word_sample import cells, chart, p, point, save_picture, t, table

from rapport.blocks import (
    BOX_KINDS,
    PARAGRAPH_STYLES,
    BackCover,
    Block,
    Box,
    Cell,
    Contents,
    Cover,
    Figure,
    Front,
    Heading,
    Hole,
    Inline,
    Item,
    Landscape,
    LineBreak,
    Link,
    List,
    Note,
    Origin,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Row,
    Table,
    Text,
)

GOLDEN = Path(__file__).parent / "golden_word"
_DEEP = List(
    (point("Första", List((point("Inre"), point("Nästa", List((point("Innersta"),)))))), point("Andra", "Mer"))
)
_STEPS = List((point("Ett", List((point("Ett a"), point("Ett b")), ordered=True)), point("Två")), ordered=True)
_ORIGIN = Origin("norr", "allt.exempel", "a1b2c3", 2, "ab" * 32)
_SPANS = Table(
    (
        Row((Cell(t("Område"), True), Cell(t("Svar"), True, "center", 2)), "head"),
        Row((Cell(t("Kust"), True), Cell(t("10"), align="right"), Cell((), align="right"))),
        Row(cells("Summa", "10", ""), "total"),
    ),
    "Svar per område",
    "t-svar",
    (2, 1, 1),
    "Antal svar",
)
BLOCKS: Mapping[str, tuple[Block, ...]] = {
    **{f"paragraph-{style}": (p("Text", style),) for style in PARAGRAPH_STYLES},
    **{f"heading-{level}": (Heading(level, t("Rubrik"), f"r{level}"),) for level in (1, 2, 3, 4)},
    "heading-outside": (Heading(1, t("Rubrik"), toc=False),),
    "list-bullets-nested": (_DEEP, p("Efter")),
    "list-numbers-nested": (_STEPS, p("Mellan"), _STEPS),
    "list-in-box": (Box((List((point("Punkt"),)),)),),
    "table": (replace(table(2), rows=table(2).rows[:3]), p("Efter")),
    "table-head-total-span": (_SPANS, p("Anmärkning", "note")),
    "table-without-caption": (table(1, ""),),
    **{f"box-{kind}": (Box((p("Etikett", "label"), p("Text")), kind),) for kind in BOX_KINDS},
    "chart-shares": (chart(),),
    "chart-bars": (chart("bars"),),
    "contents-estimated": (Contents(2), Heading(1, t("Ett")), Heading(2, t("Två")), Heading(3, t("Tre"))),
    "landscape": (p("Före"), Landscape((table(1),)), p("Efter")),
    "page-break": (p("Före"), PageBreak(), p("Efter")),
    "cover": (Cover("Titel", "Underrubrik", "Rapport 1", "Verket", "Exempeldata"), p("Efter")),
    "front": (Front((p("Finstilt", "small"), Heading(1, t("Förord")), p("Text"))), p("Efter")),
    "back-cover": (p("Före"), BackCover((p("Verket", "small"),))),
    "item": (Item((_ORIGIN,), (Heading(2, t("Rubrik")), p("Text")), "kapitel"),),
    "item-in-list": (List((point(Item((_ORIGIN, Origin("syd", "allt.exempel")), (p("Text"),), "lista")),)),),
}
INLINES: Mapping[str, tuple[Inline, ...]] = {
    "text-looks": (Text("fet", strong=True), Text("kursiv", emphasis=True), Text("English", lang="en-GB")),
    "text-escaped": (Text('A & B < C > "D" \x07\tflik\nrad'), LineBreak(), Text(" blanka  ")),
    "link": (Link("https://example.org/å?a=1&b=2", t("länk")), Link("javascript:x", t("osäker"))),
    "figure": (Figure("enkat.antal", "31 av 43"),),
    "note": (Text("Text"), Note((Text("Not med "), Link("https://example.org/", t("länk"))))),
    "reference": (Ref("r"), Text(" på sidan "), Ref("r", "page"), Ref("borta")),
    "hole": (Hole("Norr: Allt, rubrik saknas"),),
}
PARTS = {
    "chart-shares": "word/charts/chart1.xml",
    "chart-bars": "word/charts/chart1.xml",
    "note": "word/footnotes.xml",
    "list-numbers-nested": "word/numbering.xml",
    "item": "customXml/item1.xml",
    "page-break": "word/footer-body.xml",
    "landscape": "word/header-wide.xml",
}
"""Parts kept beside the main one, by the block that shows them."""


def readable(root: etree._Element) -> str:
    """XML with a line for each element and for each set of properties; namespaces are left out."""
    etree.indent(root)
    for properties in root.iter():
        if properties.tag.endswith("Pr"):
            properties.text = None
            for inner in properties.iterdescendants():
                inner.tail = None
                inner.text = inner.text if (inner.text or "").strip() else None
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(root, encoding="unicode")) + "\n"


def check(name: str, text: str) -> None:
    """Compare with the file; `RAPPORT_GOLDEN=write` writes it instead."""
    file = GOLDEN / f"{name}.xml"
    if os.environ.get("RAPPORT_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, f"{file.name} differs; RAPPORT_GOLDEN=write rewrites it"


def check_document(name: str, data: bytes) -> None:
    """Compare the body, without the section if it has but one, and the part that belongs to it."""
    body = tree(data)[0]
    if len(list(body.iter(f"{W}sectPr"))) == 1:
        body.remove(body[-1])
    check(name, readable(body))
    if name in PARTS:
        part = PARTS[name]
        check(f"{name}.{Path(part).stem}", readable(tree(data, part)))


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_printed_as_before(name: str) -> None:
    """Element by element."""
    check_document(name, rendered(*BLOCKS[name]))


@pytest.mark.parametrize("name", INLINES)
def test_an_inline_is_printed_as_before(name: str) -> None:
    """Run by run; the heading is what references lead to."""
    check_document(name, rendered(Heading(2, t("Mål"), "r"), Paragraph(INLINES[name])))


def test_a_picture_is_printed_as_before(tmp_path: Path) -> None:
    """With caption and credit, and alone."""
    file = save_picture(tmp_path / "bild.png")
    captioned = Picture(str(file), "Cirklar", "En bild", "Foto: Verket", "f-bild")
    check_document("picture", rendered(captioned, Picture(str(file), "Cirklar igen")))


def test_contents_with_measured_pages_are_printed_as_before() -> None:
    """No line says that the numbers are estimates."""
    headings = (Heading(1, t("Ett")), Heading(2, t("Två")))
    check_document("contents-measured", rendered(Contents(2), *headings, pages={"Ett": 7, "Två": 12}))


def test_a_draft_header_is_printed_as_before() -> None:
    """The mark stands at the right edge."""
    check("draft.header-body", readable(tree(rendered(p("a"), draft=True), "word/header-body.xml")))


def test_every_golden_file_is_compared() -> None:
    """None is left behind by a test that is gone."""
    parts = {f"{name}.{Path(part).stem}" for name, part in PARTS.items()}
    known = {*BLOCKS, *INLINES, *parts, "picture", "contents-measured", "draft.header-body"}
    assert {file.stem for file in GOLDEN.glob("*.xml")} == known
