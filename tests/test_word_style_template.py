"""An authority's own Word file as style template."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx_lint import lint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sizes import tries
from style_templates import A4, THEME, A, based, german_word, package, style, swedish_word
from validator import sdk_errors
from word_reading import W, member, tree
from word_sample import p, sample, t, table

from rapport.blocks import (
    Box,
    Cell,
    Chart,
    Cover,
    Document,
    Front,
    Heading,
    Item,
    Landscape,
    List,
    Paragraph,
    Row,
    Series,
    Table,
)
from rapport.cli import main
from rapport.errors import UseError
from rapport.report import text_hash
from rapport.word import load_style_set, read_docx, render_docx
from rapport.workspace import create_workspace

OTHERS = {"swedish": swedish_word(), "german": german_word()}


def saved(folder: Path, data: bytes) -> str:
    """Path of a template with this content."""
    path = folder / "stil.docx"
    path.write_bytes(data)
    return str(path)


def with_style(folder: Path, data: bytes, *blocks, **more) -> bytes:
    """A document of `blocks` printed with a template."""
    return render_docx(Document("Rapport", blocks or (p("a"),), style=saved(folder, data), **more))


def styles_of(data: bytes) -> dict[str, object]:
    """Styles of a Word file by id."""
    return {element.get(f"{W}styleId"): element for element in tree(data, "word/styles.xml").iter(f"{W}style")}


def said(element, path: str, attribute: str = "val") -> str | None:
    """The attribute of the element at `path` (names in the main namespace) under a style."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}", "")


def merged(folder: Path, *rows: str) -> dict[str, object]:
    """Styles of a document printed with a template of these."""
    return styles_of(with_style(folder, package("".join(rows))))


def looks_of_built_in(data: bytes) -> dict[str, str | None]:
    """Names of the styles that text is printed in."""
    return {key: said(element, "name") for key, element in styles_of(data).items()}


@pytest.mark.parametrize("name", OTHERS)
def test_styles_of_another_language_are_found(tmp_path: Path, name: str) -> None:
    """By id or name, and called by the names that Word knows built-in styles by."""
    found = load_style_set(saved(tmp_path, OTHERS[name]))
    built_in = {"Brödtext", "Rubrik 1", "Rubrik 4", "Punktlista", "Numrerad lista", "Beskrivning", "Innehåll 1"}
    built_in |= {"Sidhuvud", "Sidfot", "Fotnotstext", "Fotnotsreferens", "Rubrik", "Underrubrik", "Normal"}
    assert not built_in & set(found.lacking)
    names = looks_of_built_in(with_style(tmp_path, OTHERS[name]))
    assert (names["Heading1"], names["TOC1"], names["Normal"]) == ("heading 1", "toc 1", "Normal")


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("draft", [False, True])
def test_every_block_is_sound_in_another_template(tmp_path: Path, name: str, draft: bool) -> None:
    """For our lint and for the Open XML SDK."""
    document = sample(tmp_path, draft=draft)
    path = tmp_path / "rapport.docx"
    path.write_bytes(with_style(tmp_path, OTHERS[name], *document.blocks, draft=draft))
    assert lint(path.read_bytes()) == []
    assert sdk_errors(path) == []


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_printed_with_another_template_reads_as_before(tmp_path: Path, name: str) -> None:
    """Headings, lists, boxes, tables and captions are known again."""
    blocks = sample(tmp_path).blocks
    read = read_docx(with_style(tmp_path, OTHERS[name], *blocks)).blocks
    plainly = read_docx(render_docx(Document("Rapport", blocks))).blocks
    assert read == plainly


def test_looks_come_from_the_template_and_structure_from_us(tmp_path: Path) -> None:
    """The heading is green, but starts a page, is not numbered and stands in the contents."""
    heading = styles_of(with_style(tmp_path, swedish_word()))["Heading1"]
    assert said(heading, "rPr/color") == "00764F"
    assert said(heading, "pPr/pageBreakBefore") == ""
    assert said(heading, "pPr/suppressAutoHyphens") == ""
    assert said(heading, "pPr/outlineLvl") == "0"
    assert said(heading, "pPr/numPr/numId") is None
    assert said(heading, "pPr/ind", "hanging") is None


def test_a_heading_based_on_another_does_not_start_a_page(tmp_path: Path) -> None:
    """And the title of the contents is no chapter."""
    styles = styles_of(with_style(tmp_path, german_word()))
    assert said(styles["Heading2"], "basedOn") == "Heading1"
    assert said(styles["Heading2"], "pPr/pageBreakBefore") == "0"
    assert said(styles["TOCHeading"], "pPr/outlineLvl") == "9"


def test_other_styles_of_the_template_are_left_alone(tmp_path: Path) -> None:
    """A heading of its own stays one, a character style gets nothing of a paragraph, and the header's tab holds."""
    styles = merged(
        tmp_path,
        style("paragraph", "Rubrik1", "heading 1"),
        style("paragraph", "Bilaga", "Bilagerubrik", based("Rubrik1"), pp='<w:outlineLvl w:val="0"/>'),
        style("character", "Tecken", "Tecken", based("Rubrik1")),
        style("paragraph", "Sidhuvud", "header", pp='<w:jc w:val="right"/>'),
    )
    assert said(styles["Bilaga"], "pPr/outlineLvl") == "0"
    assert said(styles["Bilaga"], "pPr/pageBreakBefore") == "0"
    assert styles["Tecken"].find(f"{W}pPr") is None
    assert said(styles["Header"], "pPr/jc") is None


def test_a_style_is_found_by_another_name_in_any_case(tmp_path: Path) -> None:
    """Authorities rename styles, and Word keeps the new name as another one."""
    styles = merged(tmp_path, style("paragraph", "X1", "myndighetstext", '<w:aliases w:val="Bröd,BODY TEXT"/>'))
    assert said(styles["BodyText"], "name") == "Body Text"


def test_our_id_goes_before_a_name(tmp_path: Path) -> None:
    """The second one of the same name is left out, and what is based on it stands by itself."""
    rows = (style("paragraph", "Lead", "Inledande text"), style("paragraph", "X", "Ingress"))
    styles = merged(tmp_path, *rows, style("paragraph", "Y", "Eget", based("X")))
    assert said(styles["Lead"], "name") == "Ingress"
    assert said(styles["Y"], "basedOn") == "X"
    assert said(styles["X"], "name") != "Ingress"


def test_what_a_template_lacks_follows_it(tmp_path: Path) -> None:
    """Our note is based on its ordinary text, and only what it lacks is told."""
    data = package(style("paragraph", "Vanlig", "Vanlig", default=True) + style("paragraph", "Note", "Anmärkning"))
    lacking = load_style_set(saved(tmp_path, data)).lacking
    assert "Finstilt" in lacking
    assert "Anmärkning" not in lacking
    styles = styles_of(with_style(tmp_path, data))
    assert said(styles["Small"], "basedOn") == "Normal"
    assert styles["Normal"].get(f"{W}default") == "1"


def test_a_built_report_lacks_nothing_as_template(tmp_path: Path) -> None:
    """So that the simplest way to a template is to restyle a report."""
    assert load_style_set(saved(tmp_path, render_docx(sample(tmp_path)))).lacking == ()


def test_circles_twins_and_loose_links_are_mended(tmp_path: Path) -> None:
    """What Word would call unreadable is not passed on."""
    styles = merged(
        tmp_path,
        style("paragraph", "Rubrik1", "heading 1", based("Rubrik2", "Borta", "Normal")),
        style("paragraph", "Rubrik2", "heading 2", based("Rubrik1")),
        style("paragraph", "Rubrik2", "heading 2"),
        style("character", "Normal", "Normal", based("Rubrik1")),
        style("paragraph", "utanNamn", ""),
    )
    assert [key for key in styles if key.startswith("Rubrik")] == []
    assert None in (said(styles["Heading1"], "basedOn"), said(styles["Heading2"], "basedOn"))
    assert said(styles["Heading1"], "next") is None
    assert said(styles["Heading1"], "link") is None
    assert styles["Normal"].get(f"{W}type") == "paragraph"
    assert "utanNamn" not in styles


keys = st.sampled_from(
    ["Normal", "Heading1", "Rubrik1", "rubrik 1", "Note", "BoxEnd", "Title", "Title (rapport)", "q"]
)
kinds = st.sampled_from(["paragraph", "character", "table", "numbering", "annat"])
rows = st.builds(style, kinds, keys, keys, st.builds(based, keys, keys, keys), default=st.booleans())


@settings(max_examples=tries(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(rows, min_size=1, max_size=8))
def test_any_styles_make_a_sound_sheet(tmp_path: Path, found: list[str]) -> None:
    """No id or name twice, no link to nothing, one default of each kind, no circle."""
    data = with_style(tmp_path, package("".join(found)))
    assert lint(data) == []
    elements = list(tree(data, "word/styles.xml").iter(f"{W}style"))
    for names in ([e.get(f"{W}styleId") for e in elements], [said(e, "name") for e in elements]):
        assert len({name.casefold() for name in names}) == len(elements)
    assert sorted(e.get(f"{W}type") for e in elements if e.get(f"{W}default")) == sorted(
        ["paragraph", "character", "table", "numbering"]
    )
    above = {e.get(f"{W}styleId"): said(e, "basedOn") for e in elements}
    for name in above:
        for _ in range(len(above)):
            name = above.get(name)
        assert name is None


def test_the_language_is_the_documents(tmp_path: Path) -> None:
    """A German template does not hyphenate Swedish as German."""
    data = with_style(tmp_path, german_word())
    languages = [mark.get(f"{W}val") for mark in tree(data, "word/styles.xml").iter(f"{W}lang")]
    assert languages == ["sv-SE"]


def test_widths_follow_the_templates_page(tmp_path: Path) -> None:
    """Tables, charts, boxes, contents and header are as wide as the text, upright and on landscape pages."""
    chart = Chart("bars", "a", ("b",), (Series("c", (1.0,)),), "d")
    blocks = (chart, table(), Box((p("e"),)), Landscape((table(),)), p("f"))
    data = with_style(tmp_path, package(style("paragraph", "A", "A"), A4), *blocks)
    body, upright, wide = tree(data), 11906 - 1418 - 1134, 16838 - 1418 - 1134
    assert [int(mark.get(f"{W}w")) for mark in body.iter(f"{W}tblW")] == [upright, upright, wide]
    drawings = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    assert [int(mark.get("cx")) // 635 for mark in body.iter(f"{drawings}extent")] == [upright]
    assert [mark.get(f"{W}left") for mark in body.iter(f"{W}pgMar")] == ["1418"] * 3
    assert [mark.get(f"{W}w") for mark in body.iter(f"{W}pgSz")] == ["11906", "16838", "11906"]
    styles = styles_of(data)
    assert {said(styles[name], "pPr/tabs/tab", "pos") for name in ("TOC1", "TOC4", "Header")} == {str(upright)}
    tabs = [mark.get(f"{W}pos") for mark in tree(data, "word/header-wide.xml").iter(f"{W}tab") if mark.attrib]
    assert tabs == [str(upright), str(wide)]


def test_a_page_lying_on_its_side_is_set_upright(tmp_path: Path) -> None:
    """The report turns the pages that need it; the gutter is part of the left margin."""
    page = load_style_set(saved(tmp_path, german_word())).page
    assert (page.width, page.height, page.left, page.right) == (12240, 15840, 1724, 1440)


@pytest.mark.parametrize("size", ["0", "999999", "-5", "2.5cm", "9" * 50, ""])
def test_an_impossible_page_is_brought_within_bounds(tmp_path: Path, size: str) -> None:
    """Whatever is written there, there is room for text."""
    edges = "".join(
        f' w:{name}="{size}"' for name in ("top", "right", "bottom", "left", "header", "footer", "gutter")
    )
    section = f'<w:pgSz w:w="{size}" w:h="{size}"/><w:pgMar{edges}/>'
    page = load_style_set(saved(tmp_path, package(style("paragraph", "A", "A"), section))).page
    assert page.text_width > 2000
    assert page.text_height > 4000
    assert 0 < page.header <= page.top


def test_the_motif_covers_the_width_of_any_page(tmp_path: Path) -> None:
    """It is drawn larger or smaller, as one."""
    data = with_style(tmp_path, german_word(), Cover("Rapport"), Front((p("a"),)))
    group = tree(data).find(f".//{{{A}}}xfrm")
    sizes = [int(group.find(f"{{{A}}}{name}").get("cx")) for name in ("ext", "chExt")]
    assert sizes == [12240 * 635, 11906 * 635]


def test_theme_and_fonts_come_along(tmp_path: Path) -> None:
    """Its colours and typefaces, which charts take too; what refers to other parts stays behind."""
    font = '<w:font w:name="Verket"><w:embedRegular r:id="rId9"/></w:font>'
    fonts = f'<w:fonts xmlns:w="{W[1:-1]}" xmlns:r="urn:r">{font}</w:fonts>'
    chart = Chart("bars", 'typeface="Calibri"', ("b",), (Series("c", (1.0,)),), "d")
    data = with_style(tmp_path, package(_themed(), A4, THEME, fontTable__xml=fonts), chart)
    assert b'clrScheme name="Verket"' in member(data, "word/theme/theme1.xml")
    assert b"Verket" in member(data, "word/fontTable.xml")
    assert b"embedRegular" not in member(data, "word/fontTable.xml")
    part = member(data, "word/charts/chart1.xml").decode()
    assert 'latin typeface="DejaVu Serif"' in part
    assert "typeface=&quot;Calibri&quot;" in part


def _themed() -> str:
    look = '<w:rFonts w:asciiTheme="minorHAnsi"/>'
    return style("paragraph", "Normal", "Normal", default=True, rp=look)


@pytest.mark.parametrize(
    ("heading", "ink"), [("00764F", "006544"), ("FFDD00", "655800"), ("595959", "44546A"), ("auto", "44546A")]
)
def test_our_blues_take_the_colour_of_headings(tmp_path: Path, heading: str, ink: str) -> None:
    """Darkened until small text in it can be read; greys leave it to the theme."""
    rows = style("paragraph", "Rubrik1", "heading 1", rp=f'<w:color w:val="{heading}"/>')
    theme = THEME.replace('<a:dk2><a:srgbClr val="00764F"/></a:dk2>', '<a:dk2><a:srgbClr val="44546A"/></a:dk2>')
    chart = Chart("bars", "a", ("b",), (Series("c", (1.0,)),), "d")
    data = with_style(tmp_path, package(rows, "", theme), Cover("Rapport"), chart, table(), Box((p("e"),)))
    assert said(styles_of(data)["Label"], "rPr/color") == ink
    printed = member(data, "word/document.xml").decode() + member(data, "word/charts/chart1.xml").decode()
    assert f'srgbClr val="{ink}"' in printed
    assert not {blue for blue in ("1F3864", "6C93C4", "E4EAF3", "EAEFF7") if blue in printed}


def test_a_colours_code_in_a_text_stays_as_typed(tmp_path: Path) -> None:
    """Also where it is all there is in an attribute."""
    typed = Table((Row((Cell(t('fill="1F3864"')),)),), "1F3864", description="1F3864")
    data = with_style(tmp_path, swedish_word(), typed)
    assert [b for b in read_docx(data).blocks if isinstance(b, Table)] == [typed]


def test_the_shipped_blues_need_no_tint(tmp_path: Path) -> None:
    """A restyled report with our headings keeps our colours."""
    assert load_style_set(saved(tmp_path, render_docx(sample(tmp_path)))).tints == {}


def test_a_long_title_is_never_set_larger_than_the_templates(tmp_path: Path) -> None:
    """The sizes for long titles are upper bounds."""
    small = style("paragraph", "Rubrik", "Title", rp='<w:sz w:val="40"/>')
    body = tree(with_style(tmp_path, package(small), Cover("Ord " * 45)))
    assert [mark.get(f"{W}val") for mark in body.iter(f"{W}sz")] == ["36"]
    body = tree(with_style(tmp_path, package(small), Cover("Ord " * 25)))
    assert [mark.get(f"{W}val") for mark in body.iter(f"{W}sz")] == []


def zipped(**members: bytes | str) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def damaged(data: bytes) -> bytes:
    """`data` with a wrong byte in every part's compressed content."""
    whole = bytearray(data)
    with ZipFile(io.BytesIO(data)) as file:
        infos = file.infolist()
    for info in infos:
        start = info.header_offset + 30 + len(info.filename)
        whole[start : start + 8] = b"\xff" * 8
    return bytes(whole)


DOCUMENT = f'<w:document xmlns:w="{W[1:-1]}"/>'
STRICT = '<styles xmlns="http://purl.oclc.org/x"/>'
BROKEN = {
    "empty": b"",
    "text": b"Rubrik",
    "no word file": zipped(**{"a.txt": "a"}),
    "no styles": zipped(**{"word/document.xml": DOCUMENT}),
    "strict format": zipped(**{"word/document.xml": DOCUMENT, "word/styles.xml": STRICT}),
    "no style": package(""),
    "broken XML": package("<w:style>"),
    "too deep": package(style("paragraph", "A", "A", "<w:rPr>" * 5000 + "</w:rPr>" * 5000)),
    "a bomb": package(style("paragraph", "A", "A"), more__xml="", styles__xml=" " * 17_000_000),
    "entities": package("", styles__xml='<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'),
    "too many": package("".join(style("paragraph", f"A{n}", f"A{n}") for n in range(1001))),
    "damaged": damaged(zipped(**{"word/document.xml": DOCUMENT, "word/styles.xml": "<a/>" * 99})),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_a_template_is_refused(tmp_path: Path, name: str) -> None:
    """In one Swedish sentence that names it and says what to do."""
    with pytest.raises(UseError, match=r"stil\.docx.*(:|\.) .*") as caught:
        load_style_set(saved(tmp_path, BROKEN[name]))
    assert "\n" not in str(caught.value)


def test_a_missing_template_is_refused(tmp_path: Path) -> None:
    """With the key that names it."""
    with pytest.raises(UseError, match=r"borta\.dotx finns inte.*”style”"):
        load_style_set(str(tmp_path / "borta.dotx"))


def test_a_build_without_template_pays_nothing_for_it() -> None:
    """What reads another's XML is not even loaded."""
    code = (
        "import sys\nfrom rapport.blocks import Document\nfrom rapport.word import render_docx\n"
        "render_docx(Document('a', ()))\nsys.exit('lxml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def example(folder: Path, key: str, data: bytes | None):
    """A copy of the example assignment with a style template."""
    workspace = create_workspace(folder / "w", example=True)
    workspace.templates.mkdir(exist_ok=True)
    if data is not None:
        (workspace.templates / "stil.docx").write_bytes(data)
    file = workspace.root / "data" / "rapport.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("\nsigned:", f"\n{key}\nsigned:", 1), encoding="utf-8")
    return workspace


def build(workspace, *more: str) -> int:
    """`rapport build`."""
    return main(["-C", str(workspace.root), "build", *more])


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_the_example_report_is_valid_in_another_template(tmp_path: Path, name: str, capsys) -> None:
    """And what the template lacks is said once, in one sentence, though two documents are built."""
    workspace = example(tmp_path, "style: stil.docx", OTHERS[name])
    assert build(workspace) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "Stilmallen" in line]
    assert len(told) == 1
    assert told[0].startswith("Stilmallen stil.docx saknar ")
    assert told[0].endswith("; rapportens egna används.")
    for path in workspace.build.glob("*.docx"):
        assert lint(path.read_bytes()) == []
        assert sdk_errors(path) == []


def test_a_missing_template_stops_the_build(tmp_path: Path, capsys) -> None:
    """With one sentence and no file."""
    workspace = example(tmp_path, "style: stil.docx", None)
    assert build(workspace, "--draft") == 2
    assert capsys.readouterr().err.count("finns inte") == 1
    assert not list(workspace.build.glob("*.docx"))


@pytest.mark.parametrize("value", ["../stil.docx", "stil.odt", "/etc/stil.docx", ".docx"])
def test_a_template_is_a_word_file_in_its_folder(tmp_path: Path, value: str, capsys) -> None:
    """Another name is refused with its line, once."""
    assert build(example(tmp_path, f"style: {value}", None)) == 2
    assert capsys.readouterr().err.count("data/mallar") == 1


def test_an_output_may_have_a_template_of_its_own(tmp_path: Path) -> None:
    """Or none, where the others have one."""
    workspace = example(tmp_path, "style: stil.docx", swedish_word())
    file = workspace.root / "data" / "rapport.yaml"
    text = file.read_text(encoding="utf-8").replace("    file: bilaga", '    style: ""\n    file: bilaga')
    file.write_text(text, encoding="utf-8")
    assert [output.style for output in workspace.assignment.outputs] == ["stil.docx", "", "stil.docx"]


def test_measured_pages_belong_to_a_template_too(tmp_path: Path) -> None:
    """Another template may break pages elsewhere."""
    blocks, hashes = (p("a"),), [text_hash((p("a"),))]
    hashes += [text_hash(blocks, saved(tmp_path, data)) for data in OTHERS.values()]
    assert len(set(hashes)) == 3
    assert text_hash(blocks, str(tmp_path / "borta.docx")) == hashes[0]


def test_the_same_template_gives_the_same_bytes(tmp_path: Path) -> None:
    """Also when it is read anew."""
    blocks = (Heading(1, t("a")), List((), True), Item((), (Paragraph(t("b")),)))
    first, second = (with_style(tmp_path / name, swedish_word(), *blocks) for name in _folders(tmp_path))
    assert first == second


def _folders(folder: Path) -> tuple[str, str]:
    for name in ("x", "y"):
        (folder / name).mkdir()
    return "x", "y"
