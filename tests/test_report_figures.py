"""Every published figure comes out of the example data, through the facts that the report prints."""

from __future__ import annotations

import re

import pytest
from whole_way import table, text

from rapport.blocks import Chart, Document, Figure, Heading, Paragraph, walk
from rapport.report import Facts, Material, compose, compute_facts, load_material, obstacles
from rapport.workspace import Workspace, shipped

INDICATORS = [(10, 1), (14, 2), (15, 3), (9, 3), (13, 2), (10, 3), (7, 7), (9, 8), (8, 4), (6, 6), (10, 6)]
"""Counties that answered yes and partly, as published, in the order of the list."""
BACKGROUND = {
    "sektor": {"ideburen": 8, "offentlig": 35},
    "kon": {"kvinna": 38, "man": 5},
    "funktion": {"ledning": 21, "stod": 22},
    "tid": {"tre_ar": 34, "ett_ar": 9},
}
YEARS = ("ar2011", "ar2012", "ar2013", "ar2014")


@pytest.fixture(scope="module")
def material() -> Material:
    """The example assignment as it ships."""
    return load_material(Workspace(shipped("data").parent))


@pytest.fixture(scope="module")
def facts(material: Material) -> Facts:
    """Its figures."""
    return compute_facts(material)


@pytest.fixture(scope="module")
def report(material: Material) -> Document:
    """The final report."""
    return compose(material, draft=False)[0].document


@pytest.fixture(scope="module")
def appendix(material: Material) -> Document:
    """The appendix on finances."""
    return compose(material, draft=False)[1].document


def test_all_units_have_answered(facts: Facts) -> None:
    """21 of 21."""
    assert (facts["enheter.svarat"].n, facts["enheter.svarat"].N) == (21, 21)


def test_the_indicators_come_out_as_published(material: Material, report: Document) -> None:
    """Eleven rows of yes and partly, and every row adds up to 21."""
    labels = [option.label for option in material.assignment.codelists["indikatorer"]]
    rows = table(report.blocks, "indikatorer-lage")[1:]
    assert [row[0] for row in rows] == labels
    assert [(int(row[1]), int(row[2])) for row in rows] == INDICATORS
    assert all(sum(int(cell) for cell in row[1:]) == 21 for row in rows)


@pytest.mark.parametrize(
    ("answer", "n", "share"), [("battre", 31, "72,1"), ("delvis", 7, "16,3"), ("oforandrad", 5, "11,6")]
)
def test_shares_of_question_one_come_out_as_published(facts: Facts, answer: str, n: int, share: str) -> None:
    """Of all 43, with the one rounding."""
    fact = facts[f"enkat.samordning.{answer}"]
    assert (fact.n, fact.N, fact.missing) == (n, 43, 0)
    assert f">{share}\u00a0procent<" in fact.print("procent")


def test_shares_of_one_question_add_up(facts: Facts) -> None:
    """To a hundred, give or take the rounding."""
    total = sum(facts[f"enkat.samordning.{answer}"].percent() for answer in ("battre", "delvis", "oforandrad"))
    assert 99.9 <= total <= 100.1


@pytest.mark.parametrize(("question", "answers"), BACKGROUND.items())
def test_the_background_comes_out_as_published(facts: Facts, question: str, answers: dict[str, int]) -> None:
    """All 43 answered every question of background."""
    assert {answer: facts[f"enkat.{question}.{answer}"].n for answer in answers} == answers
    assert all(facts[f"enkat.{question}.{answer}"].N == 43 for answer in answers)


@pytest.mark.parametrize("year", YEARS)
def test_ten_million_kronor_a_year_were_at_disposal(facts: Facts, year: str) -> None:
    """Together, and nothing is spent that was not there."""
    assert facts[f"budget.medel.{year}.disponibelt"].n == 10_000_000
    spent = facts[f"budget.medel.{year}.forbrukat"].n + facts[f"budget.medel.{year}.oforbrukat"].n
    assert spent == 10_000_000


def test_sums_over_years_are_sums_of_the_years(facts: Facts) -> None:
    """In every column."""
    for column in ("disponibelt", "lon", "omkostnader", "insatser", "forbrukat", "oforbrukat"):
        assert facts[f"budget.medel.{column}"].n == sum(facts[f"budget.medel.{year}.{column}"].n for year in YEARS)


def test_columns_of_the_appendix_add_up(appendix: Document) -> None:
    """Every county's row is in the sum below it."""
    for year in ("2011", "2012", "2013", "2014"):
        head, *rows, total = table(appendix.blocks, f"Medel per länsstyrelse {year}")
        assert len(rows) == 21
        for column in range(1, len(head)):
            amounts = [int(row[column].replace("\u00a0", "")) for row in rows]
            assert sum(amounts) == int(total[column].replace("\u00a0", ""))


def test_positive_shares_lie_where_they_were_published(material: Material, facts: Facts) -> None:
    """65-75 per cent, for the statement about being irreplaceable 50-64, each with its own n."""
    areas = material.survey.questionnaire.section(material.assignment.survey.matrix).questions
    assert len(areas) == 4
    for area in areas:
        for row in area.rows:
            fact = facts[f"enkat.{area.id}.{row.id}.positiv"]
            low, high = (50, 64) if row.id == "oersattligt" else (65, 75)
            assert low <= fact.percent() <= high, fact.id
            assert fact.N is not None
            assert fact.N + fact.missing == 43


def test_every_target_area_has_its_chart_with_n(report: Document) -> None:
    """Under each stands N = 43, at each statement its n."""
    charts = [block for block in walk(report.blocks) if isinstance(block, Chart)]
    assert len(charts) == 4
    assert all("N = 43" in chart.caption for chart in charts)
    assert all("(n = " in category for chart in charts for category in chart.categories)
    assert text(report.blocks).count("N = 43. ") == 4


def test_open_answers_are_as_many_as_published(facts: Facts) -> None:
    """17 and 11."""
    assert (facts["enkat.oppna.arbete"].n, facts["enkat.oppna.samverkan"].n) == (17, 11)


def test_every_printed_figure_is_a_fact(facts: Facts, report: Document) -> None:
    """What is printed as a figure can say where it comes from."""
    inlines = [i for b in walk(report.blocks) if isinstance(b, (Heading, Paragraph)) for i in b.content]
    printed = {inline.fact for inline in inlines if isinstance(inline, Figure)}
    assert len(printed) > 20
    assert all(name in facts and facts[name].source for name in printed)


def test_no_unit_is_missing_from_the_report(material: Material, report: Document) -> None:
    """Every county stands in the table of what was handed in."""
    names = {row[0] for row in table(report.blocks, "tackning")}
    assert {unit.name for unit in material.assignment.counted_units()} <= names


def test_the_example_passes_its_own_checks(material: Material) -> None:
    """Nothing stops a final build of it."""
    assert obstacles(material) == ()


def test_the_example_says_that_it_is_one(material: Material, report: Document) -> None:
    """On the cover, and where the survey is shown."""
    assert material.assignment.example in text(report.blocks) or material.assignment.example in str(report.blocks[0])
    assert "påhittade" in text(report.blocks)


@pytest.mark.parametrize(
    ("name", "form", "text"),
    [
        ("enkat.svar", "", "100,0 procent (43 av 43)"),
        ("enkat.bortfall", "antal", "0"),
        ("enkat.samordning.battre", "", "72,1 procent (31 av 43)"),
        ("enkat.samordning.battre", "del", "drygt sju av tio"),
        ("enkat.samordning.svarande", "av", "43 av 43"),
        ("enkat.roll.omraden", "ord", "fyra"),
        ("enkat.roll.pastaenden", "ord", "sex"),
        ("enkat.roll.lagst", "vad", "oersättligt"),
        ("indikatorer.lage.antal", "ord", "elva"),
        ("avsnitt.delmal.antal", "ord", "tre"),
        ("avsnitt.utvecklingsomraden.antal", "ord", "fyra"),
        ("tema.slag", "ord", "fem"),
        ("uppdrag.forsta_ar", "", "2011"),
        ("uppdrag.sista_ar", "", "2014"),
        ("uppdrag.antal_ar", "ord", "fyra"),
        ("budget.medel.disponibelt", "mkr", "40 miljoner kronor"),
    ],
)
def test_published_figures_print_in_words_and_digits(facts: Facts, name: str, form: str, text: str) -> None:
    """What the report says about the work comes out of the data, in every form it is said."""
    assert facts[name].text(form).replace("\u00a0", " ") == text


def test_indicators_are_told_by_their_most_common_answer(facts: Facts) -> None:
    """Every indicator has one, or several that share the place."""
    n = {option: facts[f"indikatorer.lage.{option}.vanligast"].n for option in ("ja", "delvis", "nej")}
    assert sum(n.values()) >= 11
    assert facts["indikatorer.lage.ja.vanligast"].N == 11


def test_sections_add_up(facts: Facts) -> None:
    """Examples by section are all examples, and themes by kind all themes."""
    sections = [fact for fact in facts if re.fullmatch(r"exempel\.\w+\.antal", fact.id)]
    assert len(sections) == 8
    assert sum(fact.n for fact in sections) == facts["exempel.antal"].n
    kinds = ("utmaningar", "framgangsfaktorer", "trender", "utveckling", "forslag")
    assert sum(facts[f"tema.{kind}.antal"].n for kind in kinds) == facts["tema.antal"].n


def test_bilaga_1_tells_its_parts_in_order(report: Document) -> None:
    """Method, respondents, question 1, the target areas, background, open answers, and nothing twice."""
    headings = ["".join(i.text for i in b.content if hasattr(i, "text")) for b in walk(report.blocks)
                if isinstance(b, Heading)]  # fmt: skip
    start = headings.index("Bilaga 1: Samverkansparternas bedömning")
    found = [heading.partition(":")[0] for heading in headings[start + 1 : start + 11]]
    assert found == [
        *("Metod och svarsfrekvens", "Vilka som svarade", "Har samordningen blivit bättre?"),
        *(f"Målområde {number}" for number in range(1, 5)),
        *("Svar efter bakgrund", "Öppna svar", "a) Om länsstyrelsens arbete"),
    ]
