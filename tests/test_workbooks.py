"""The tables of a document as a workbook: the same figures as in print, as numbers; texts stay texts."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from validator import sdk_errors
from word_sample import HOSTILE, sample

from rapport.blocks import Cell, Cover, Document, Item, Origin, Paragraph, Row, Table, Text, plain, walk
from rapport.questionnaire import table_cells
from rapport.report import compose, compute_facts, load_material
from rapport.workbooks import render_workbook, write_workbook
from rapport.workbooks.names import sheet_names
from rapport.workspace import Workspace, shipped

MATERIAL = load_material(Workspace(shipped("data").parent))
APPENDIX = next(one.document for one in compose(MATERIAL, draft=False) if one.output.workbook)


@pytest.fixture(scope="module")
def appendix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the example's finance appendix."""
    path = tmp_path_factory.mktemp("bok") / "bilaga.xlsx"
    write_workbook(APPENDIX, path)
    return path


def sheets(path: Path) -> dict[str, list[list[object]]]:
    """Every sheet as another program reads it, rows of values by name."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def by_caption(path: Path) -> dict[object, list[list[object]]]:
    """The tables by the caption in the first cell of their sheet, header first."""
    return {rows[0][0]: rows[2:] for rows in sheets(path).values()}


def table(*rows: tuple[str, ...], caption: str = "Medel, kr", total: bool = False) -> Table:
    """A table with a header row and numbers to the right, perhaps with a total row last."""
    made = [Row(tuple(Cell((Text(text),), True) for text in rows[0]), "head")]
    for number, texts in enumerate(rows[1:], 1):
        cells = (Cell((Text(texts[0]),), True), *(Cell((Text(text),), align="right") for text in texts[1:]))
        made.append(Row(cells, "total" if total and number == len(rows) - 1 else "body"))
    return Table(tuple(made), caption)


def written(folder: Path, *blocks: object) -> Path:
    """A document of blocks as a workbook."""
    path = folder / "bok.xlsx"
    write_workbook(Document("Prov", blocks), path)  # type: ignore[arg-type]
    return path


def formulas(path: Path, sheet: int) -> list[str]:
    """Formulas of a sheet, counted from 1, in reading order."""
    with ZipFile(path) as package:
        text = package.read(f"xl/worksheets/sheet{sheet}.xml").decode()
    return [part.partition("</f>")[0] for part in text.split("<f>")[1:]]


# --------------------------------------------------------------------------- the example's appendix


def test_every_printed_table_is_a_sheet_with_the_same_cells(appendix: Path) -> None:
    """In order, and every figure that is printed is there as a number."""
    found = by_caption(appendix)
    tables = [block for block in walk(APPENDIX.blocks) if isinstance(block, Table) and block.caption]
    assert [table.caption for table in tables] == [
        caption for caption in found if caption in {t.caption for t in tables}
    ]
    for printed in tables:
        for row, values in zip(printed.rows, found[printed.caption], strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                shown = f"{value:,.0f}".replace(",", "\u00a0") if isinstance(value, float) else value
                assert plain(cell.content).replace("–", "") == shown
                assert isinstance(value, float) or cell.align != "right" or row.kind == "head"


def test_every_amount_of_every_unit_is_the_one_it_reported(appendix: Path) -> None:
    """Each year, each column; and the sums are the facts of the report."""
    asked = MATERIAL.questionnaire.question("budget", "medel")
    facts, found = compute_facts(MATERIAL), by_caption(appendix)
    for year in asked.rows:
        head, *rows, total = found[f"Medel per länsstyrelse {year.label}, kr"]
        amounts = {row[0]: row[1:] for row in rows}
        for entry in MATERIAL.counted:
            own = table_cells(asked, entry.values["budget"]["medel"])[year.id]
            assert amounts[entry.unit.name] == [own[column.id] for column in asked.columns]
        assert total[1:] == [facts[f"budget.medel.{year.id}.{column.id}"].n for column in asked.columns]
        assert (head[0], len(rows)) == ("Länsstyrelse", 21)


def test_reasons_stand_with_the_authority_that_gave_them(appendix: Path) -> None:
    """One row each, the whole text."""
    head, *rows = by_caption(appendix)["Redovisade skäl"]
    given_by = {e.unit.authority: r for e in MATERIAL.counted if (r := e.values["budget"].get("orsak"))}
    assert head == ["Uppgiftslämnare", "Redovisade skäl"]
    assert dict(rows) == given_by  # type: ignore[arg-type]


def test_the_first_sheet_says_what_the_figures_are(appendix: Path) -> None:
    """Title, publisher, day, that the data are an example, what the words mean, and a link to each sheet."""
    names = list(sheets(appendix))
    rows = sheets(appendix)["Om uppgifterna"]
    text = "\n".join(str(cell) for row in rows for cell in row)
    assert rows[0][0] == "Ekonomisk redovisning"
    for part in ("1 april 2015", "Exempeldata.", "hela kronor", "Disponibla medel minus förbrukade medel"):
        assert part.replace(" april ", "\u00a0april\u00a0") in text
    assert [row[0] for row in rows[-len(names) + 1 :]] == names[1:]


def test_every_sum_is_a_formula_over_the_rows_above(appendix: Path) -> None:
    """Rows of the table alone, each column for itself."""
    assert formulas(appendix, 3) == [f"SUM({column}4:{column}24)" for column in "BCDEFG"]


def test_the_workbook_is_valid(appendix: Path, tmp_path: Path) -> None:
    """For the Open XML SDK and for a second validator, also with hostile text everywhere."""
    hostile = tmp_path / "prov.xlsx"
    write_workbook(sample(tmp_path, text=HOSTILE, draft=True), hostile)
    for path in (appendix, hostile):
        assert sdk_errors(path) == []
        audit = [str(Path(sys.executable).parent / "openxml-audit"), "-o", "json", str(path)]
        assert [one["errors"] for one in json.loads(subprocess.run(audit, capture_output=True).stdout)] == [[]]


@pytest.mark.slow
def test_another_program_reads_and_sums_to_the_printed_figures(appendix: Path, tmp_path: Path) -> None:
    """LibreOffice, which works out the formulas anew."""
    if not shutil.which("localc"):
        assert os.environ.get("RAPPORT_REQUIRE_TOOLS") != "1", "LibreOffice Calc is not installed"
        pytest.skip("LibreOffice Calc is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    kind = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(appendix)]
    subprocess.run(command, check=True, capture_output=True)
    texts = [path.read_text(encoding="utf-8").splitlines() for path in tmp_path.glob("*.csv")]
    shown = {rows[0][0]: rows[2:] for text in texts if (rows := list(csv.reader(text)))}
    for printed in (block for block in walk(APPENDIX.blocks) if isinstance(block, Table) and block.caption):
        rows = [[plain(cell.content).replace("\u00a0", "") for cell in row.cells] for row in printed.rows]
        assert shown[printed.caption] == rows


# --------------------------------------------------------------------------- any document


def test_the_same_document_gives_the_same_bytes() -> None:
    """Nothing of the clock is in it."""
    assert render_workbook(APPENDIX) == render_workbook(APPENDIX)


def test_title_author_and_language_are_told(appendix: Path) -> None:
    """Among the properties, where programs look."""
    with ZipFile(appendix) as package:
        core = package.read("docProps/core.xml").decode()
    for part in ("title>Ekonomisk redovisning", "creator>Länsstyrelsen i Stockholms län", "language>sv-SE"):
        assert f"<dc:{part}</dc:" in core


@pytest.mark.parametrize(
    "text", ["=1+1", "+46 8", "-1+1", "@SUM(A1)", "{=1}", "https://example.org", "1e5", "007", "1 2"]
)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    """Whatever a spreadsheet would make of it, in a cell, in a caption and among reasons."""
    reason = Item((Origin("a", "b.c"),), (Paragraph((Text(text),), "label"), Paragraph((Text(text),))))
    path = written(tmp_path, table(("Enhet", text), (text, text), caption=text), reason)
    own, reasons = list(sheets(path).values())[1:]
    assert own[0][0] == text
    assert own[2:] == [["Enhet", text], [text, text]]
    assert reasons[-1] == [text, text]
    assert not formulas(path, 2)


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("1\u00a0234\u00a0567", 1234567), ("−5", -5), ("42", 42), ("–", ""), ("", "")]
)
def test_a_whole_number_is_a_number_and_a_dash_an_empty_cell(tmp_path: Path, text: str, value: object) -> None:
    """In a column of figures."""
    assert sheets(written(tmp_path, table(("Enhet", "kr"), ("A", text), ("B", "1"))))["Medel, kr"][3][1] == value


def test_a_total_that_the_rows_do_not_give_is_a_value(tmp_path: Path) -> None:
    """A sum over more than the table shows is not a formula, since it would show another figure than print."""
    rows = (("Enhet", "a", "b"), ("A", "1", "2"), ("B", "–", "3"), ("Summa", "1", "6"))
    path = written(tmp_path, table(*rows, total=True))
    assert formulas(path, 2) == ["SUM(B4:B5)"]
    assert sheets(path)["Medel, kr"][-1] == ["Summa", 1.0, 6.0]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_sheets_have_names_that_a_spreadsheet_takes(captions: list[str]) -> None:
    """Unique whatever the case, at most 31 characters, none forbidden, no apostrophe first or last."""
    names = sheet_names(captions)
    assert len({name.casefold() for name in names}) == len(captions)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() != "history"


def test_a_long_caption_is_cut_between_words() -> None:
    """And the whole of it stands in the sheet."""
    assert sheet_names(["Oförbrukade och reserverade medel, kr"] * 2) == [
        "Oförbrukade och reserverade",
        "Oförbrukade och reserverade (2)",
    ]


def test_a_text_longer_than_a_cell_is_cut_and_not_lost(tmp_path: Path) -> None:
    """With an ellipsis at its end."""
    cell = sheets(written(tmp_path, table(("Enhet", "x"), ("å" * 40_000, "1"))))["Medel, kr"][3][0]
    assert cell == "å" * 32_766 + "…"


def test_a_draft_says_so(tmp_path: Path) -> None:
    """On its first sheet."""
    path = tmp_path / "bok.xlsx"
    write_workbook(Document("Prov", (Cover("Prov"), table(("a", "b"), ("A", "1"))), draft=True), path)
    assert ["", "Utkast. Uppgifterna är inte fastställda."] in sheets(path)["Om uppgifterna"]
