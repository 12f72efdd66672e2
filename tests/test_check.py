"""The linter: every rule finds the bad example and lets the good one pass; settings, suppression and files."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from rapport.blocks import (
    Block,
    Cell,
    Chart,
    Document,
    Heading,
    Hole,
    Item,
    List,
    ListItem,
    Origin,
    Paragraph,
    Row,
    Series,
    Table,
    Text,
)
from rapport.check import RULES, Finding, check_subject, subject_of
from rapport.cli import main
from rapport.files import Problems, Reader, parse_yaml
from rapport.word import render_docx
from rapport.workspace import CheckInfo, Ignored, shipped

ROOT = shipped("data").parent
DOCS = (ROOT / "docs/check.md").read_text(encoding="utf-8")
Output = pytest.CaptureFixture[str]


def para(text: str, style: str = "body") -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Text(text),), style)


def heading(text: str, level: int = 1) -> Heading:
    """A heading of one run."""
    return Heading(level, (Text(text),))


def points(n: int, ordered: bool = False) -> List:
    """A list of `n` points."""
    return List(tuple(ListItem((para(f"Punkten nummer {k}"),)) for k in range(1, n + 1)), ordered)


def table(*rows: str, caption: str = "Svar") -> Table:
    """A table from rows of cells between bars, the first its head."""
    cells = [tuple(Cell((Text(text),)) for text in row.split("|")) for row in rows]
    return Table(tuple(Row(row, "body" if n else "head") for n, row in enumerate(cells)), caption)


def chart(alt: str) -> Chart:
    """A chart with an alternative text."""
    return Chart("bars", "Svar", ("Ja", "Nej"), (Series("Län", (10, 11)),), alt)


def found(*blocks: Block, settings: CheckInfo | None = None) -> tuple[Finding, ...]:
    """What the linter says of a document."""
    return check_subject(subject_of(("prov", Document("Prov", blocks))), settings or CheckInfo())


def codes(*blocks: Block) -> list[str]:
    """The codes of what the linter says."""
    return [finding.code for finding in found(*blocks)]


PAIRS: dict[str, tuple[tuple[Block, ...], tuple[Block, ...]]] = {
    "andel-omojlig": (
        (para("Av de svarande (N = 43) anser 72,9 procent att samordningen är bättre."),),
        (para("Av de svarande (N = 43) anser 72,1 procent att samordningen är bättre."),),
    ),
    "andelar-summa": (
        (para("72,9 procent svarar bättre, 16,28 procent delvis och 11,63 procent ingen skillnad."),),
        (para("72,1 procent svarar bättre, 16,3 procent delvis och 11,6 procent ingen skillnad."),),
    ),
    "ord-mot-siffra": (
        (para("En majoritet, 48,8 procent, har svarat ja."),),
        (para("En majoritet, 51,2 procent, har svarat ja."),),
    ),
    "kvarglomt": ((para("Totalt svarade XX personer."),), (para("Totalt svarade 43 personer."),)),
    "antal-mot-lista": (
        (para("De fem vanligaste utmaningarna är följande:"), points(6)),
        (para("De sex vanligaste utmaningarna är följande:"), points(6)),
    ),
    "tabell-summa": (
        (table("Svar|Antal", "Ja|10", "Delvis|14", "Summa|25"),),
        (table("Svar|Antal", "Ja|10", "Delvis|14", "Summa|24"),),
    ),
    "hanvisning-utan-mal": (
        (para("Se tabell 2."), table("Svar|Antal", "Ja|10")),
        (para("Se tabell 1."), table("Svar|Antal", "Ja|10")),
    ),
    "alternativtext-saknas": ((chart(" "),), (chart("Stapeldiagram: tio län svarar ja, elva nej."),)),
    "rubrikniva": ((heading("Ett"), heading("Under", 3)), (heading("Ett"), heading("Under", 2))),
}
"""By code: a document in which the rule finds something, and the same put right."""


def test_every_rule_has_documentation_and_a_pair() -> None:
    """A rule without a section with both examples, or without a test, is not done."""
    sections = {part.split("\n", 1)[0]: part for part in re.split(r"^### ", DOCS, flags=re.MULTILINE)[1:]}
    assert list(sections) == [rule.code for rule in RULES]
    assert {*PAIRS, "enhet-saknas"} == set(sections)  # the last has a test of its own: it takes known units
    assert all("- Bad: " in part and "- Good: " in part for part in sections.values())
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", code) for code in sections)


@pytest.mark.parametrize("code", PAIRS)
def test_a_rule_finds_the_bad_and_lets_the_good_pass(code: str) -> None:
    """The bad example gives this code and no other; the good one gives nothing at all."""
    bad, good = PAIRS[code]
    assert set(codes(*bad)) == {code}
    assert codes(*good) == []


def test_a_base_of_the_section_serves_figures_with_decimals() -> None:
    """’N = 43’ under a chart reaches the section's sentences, not the next section's."""
    base, wrong = para("N = 43", "note"), para("Av dem svarade 72,9 procent.")
    assert codes(heading("A"), base, wrong) == ["andel-omojlig"]
    assert codes(heading("A"), base, heading("B"), wrong) == []


@pytest.mark.parametrize(
    "text",
    [
        "Cirka 73 procent (N = 43) är nöjda.",
        "Vi fick 72,9 procent av medlen 2012 (N = 43).",
        "72 procent (31 av 43).",
    ],
)
def test_rounded_figures_money_and_right_pairs_are_let_pass(text: str) -> None:
    """What is said to be rounded cannot be wrong at its decimals; money is no share of people."""
    assert codes(para(text)) == []


def test_a_share_beside_its_numbers_is_just_that_share() -> None:
    """A possible percentage of another numerator is wrong too."""
    (finding,) = found(para("Det gäller 74,4 procent (31 av 43)."))
    assert finding.message == "74,4 procent är inte 31 av 43, som är 72,1 procent: rätta det ena."


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("Drygt sju av tio (72,1 procent) är nöjda.", False),
        ("Knappt sju av tio (72,1 procent) är nöjda.", True),
        ("Drygt hälften, 31 av 43, är nöjda.", True),
        ("Mer än hälften, 31 av 43, är nöjda.", False),
        ("Hälften är nöjda, men 31 av 43 vet inte och 12 av 43 svarar nej.", False),
    ],
)
def test_words_are_held_against_the_only_figure(text: str, is_wrong: bool) -> None:
    """On the right side and near enough; with several figures nobody knows whose word it is."""
    assert codes(para(text)) == ["ord-mot-siffra"] * is_wrong


def test_counts_of_something_else_are_no_counts_of_the_list() -> None:
    """Municipalities that agree are not the points they agree on."""
    assert codes(para("De fyra kommunerna har kommit överens om hur ett barn förbereds:"), points(3)) == []
    assert codes(para("Två av de tre frågorna i förra avsnittet återkommer."), points(5)) == []


@pytest.mark.parametrize(
    ("rows", "n_found"),
    [
        (("Län|tkr", "A|1 000", "B|2 000", "Summa|3 001"), 0),
        (("Län|Kronor", "A|1 000", "B|2 000", "Summa|3 001"), 1),
        (("Län|Andel", "A|50", "B|70", "Totalt|60"), 0),
        (("Län|Antal", "A|–", "B|−2", "Totalt|−2"), 0),
        (("Län|Antal", "A|1", "Summa|1", "B|2", "Summa|3"), 0),
        (("Län|Antal|År", "A|1|två", "B|2|tre", "Totalt|4|fem"), 1),
    ],
)
def test_sums_are_held_where_they_are_sums(rows: tuple[str, ...], n_found: int) -> None:
    """Rounded money may differ by rounding; averages, subtotals and words are not judged."""
    assert len(found(table(*rows))) == n_found


def test_a_table_of_another_report_is_not_ours() -> None:
    """’Tabell 9 i …’ refers to another document."""
    assert codes(para("Se tabell 9 i delrapporten."), table("Svar|Antal", "Ja|10")) == []


def test_a_unit_that_nobody_names_is_missed() -> None:
    """Only where the units are known; each is told by name."""
    good, bad = para("Kalmar och Uppsala har lämnat underlag."), para("Uppsala har lämnat underlag.")
    units = ("Kalmar", "Uppsala")
    for text, missed in ((good, []), (bad, ["Kalmar"])):
        subject = subject_of(("prov", Document("Prov", (text,))), units=units)
        assert [finding.quote for finding in check_subject(subject, CheckInfo())] == missed
    assert codes(bad) == []


def test_figures_that_units_wrote_are_not_judged() -> None:
    """The editor does not reword them."""
    (bad,) = PAIRS["andel-omojlig"][0]
    assert codes(Item((Origin("uppsala", "a.b"),), (bad,))) == []


def test_a_hole_says_what_is_missing() -> None:
    """Its own words are the message."""
    (finding,) = found(Paragraph((Hole("Uppsala har inte svarat på 3.1"),)))
    assert finding.message == "Här fattas text: Uppsala har inte svarat på 3.1."


def test_a_finding_says_where() -> None:
    """Document, headings from the outermost, and the block's number."""
    (finding,) = found(heading("Ett"), heading("Under", 2), heading("Två"), para("TODO"))
    assert finding.where.as_json() == {"document": "prov", "headings": ["Två"], "block": 4, "page": None}


def test_settings_change_levels_and_silence() -> None:
    """A rule may weigh otherwise or be off; a suppression silences its own rule's findings alone."""
    text = para("Totalt svarade XX personer.")
    assert found(text, settings=CheckInfo({"kvarglomt": "note"}))[0].level == "note"
    assert not found(text, settings=CheckInfo({"kvarglomt": "off"}))
    assert not found(text, settings=CheckInfo(ignore=(Ignored("kvarglomt", "XX", "Ett namn."),)))
    assert found(text, settings=CheckInfo(ignore=(Ignored("andel-omojlig", "XX", "Ett namn."),)))


# --------------------------------------------------------------------------- the command


def check(capsys: Output, *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `rapport check` in the example."""
    code = main(["-C", str(ROOT), "check", *arguments])
    output = capsys.readouterr()
    return code, output.out, output.err


def test_the_example_has_no_error(capsys: Output) -> None:
    """Fewer than five warnings too."""
    code, out, _ = check(capsys, "--json")
    levels = [finding["level"] for finding in json.loads(out)["findings"]]
    assert code == 0
    assert "error" not in levels
    assert levels.count("warning") < 5


def test_a_word_file_is_checked(capsys: Output, tmp_path: Path) -> None:
    """An error gives exit 1, and the last line counts by level."""
    file = tmp_path / "utkast.docx"
    file.write_bytes(render_docx(Document("Prov", (heading("Resultat"), para("Totalt svarade XX personer.")))))
    code, out, _ = check(capsys, str(file))
    assert code == 1
    assert "utkast.docx › Resultat" in out
    assert "fel [kvarglomt]: ”XX” är kvarglömt" in out
    assert out.endswith("1 fel, 0 varningar, 0 anmärkningar.\n")


def test_slips_of_a_printed_report_are_found_in_word(capsys: Output, tmp_path: Path) -> None:
    """Slips 1, 2 and 5 of the list in docs/check.md, after a turn through Word."""
    blocks = (
        heading("Enkäten"),
        para("Enkäten besvarades av alla (N = 43)."),
        para("Att samordningen är bättre anser 72,9 procent."),
        heading("Fördelning"),
        para("72,9 procent svarar bättre, 16,28 procent delvis och 11,63 procent ingen skillnad."),
        heading("Utmaningar"),
        para("De fem vanligaste utmaningarna är följande:"),
        points(6),
    )
    file = tmp_path / "slutrapport.docx"
    file.write_bytes(render_docx(Document("Prov", blocks)))
    _, out, _ = check(capsys, str(file), "--json")
    findings = [(finding["code"], finding["where"]["headings"]) for finding in json.loads(out)["findings"]]
    assert findings == [
        ("andel-omojlig", ["Enkäten"]),
        ("andelar-summa", ["Fördelning"]),
        ("antal-mot-lista", ["Utmaningar"]),
    ]


def bomb() -> bytes:
    """A Word file whose text unpacks to 25 MB of empty paragraphs."""
    content = io.BytesIO()
    with ZipFile(io.BytesIO(WHOLE)) as whole, ZipFile(content, "w", ZIP_DEFLATED) as packed:
        for name in whole.namelist():
            more = b"<w:p/>" * 4_200_000 if name == "word/document.xml" else b""
            packed.writestr(name, whole.read(name).replace(b"<w:body>", b"<w:body>" + more))
    return content.getvalue()


WHOLE = render_docx(Document("Prov", (para("Text."),)))
UNREADABLE = {
    "text": b"Ingen Word-fil.",
    "empty": b"",
    "encrypted": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000),
    "truncated": WHOLE[: len(WHOLE) // 2],
    "bomb": bomb(),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_in_one_sentence(name: str, capsys: Output, tmp_path: Path) -> None:
    """Exit 2, nothing on stdout, one line that names the file."""
    file = tmp_path / f"{name}.docx"
    file.write_bytes(UNREADABLE[name])
    code, out, error = check(capsys, str(file))
    assert (code, out) == (2, "")
    assert error.count("\n") == 1
    assert file.name in error


@pytest.mark.parametrize(
    "yaml",
    [
        "check: {rules: {kvarglomt: kanske}}",
        "check: {ignore: [{code: kvarglomt, text: XX}]}",
        'check: {ignore: [{code: kvarglomt, text: "", reason: Namn}]}',
    ],
)
def test_wrong_settings_are_told(yaml: str) -> None:
    """An unknown level, and a suppression without words or reason."""
    from rapport.workspace.checks import parse_check

    problems = Problems("rapport.yaml")
    parse_check(Reader(parse_yaml(yaml, "rapport.yaml"), problems))
    assert problems.found
