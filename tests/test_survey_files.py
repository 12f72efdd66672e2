"""Files as they come: any encoding, separator and line end; and files that are none, told in one sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from survey_workspace import answers, imported, planned, preview, survey_workspace, table

from rapport.errors import UseError
from rapport.survey import plan_import
from rapport.workspace import Workspace

TEXT = "Å, ä; ö,\n”rad” två"
ROWS = [["id", "Har det varit till nytta?", "Övrigt"], ["1", "Stämmer helt", TEXT], ["2", "Vet ej", ""]]
READ = [("helt", TEXT), ("vet_ej", "")]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A small survey without answers."""
    return survey_workspace(tmp_path)


def read(workspace: Workspace, data: bytes) -> list[tuple[str, str]]:
    """Answers to the first question and the last."""
    return [(row[0], row[-1]) for row in answers(imported(workspace, data))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_separator_and_line_ends_are_found(
    workspace: Workspace, encoding: str, separator: str, end: str
) -> None:
    """Whatever the tool writes."""
    text = table(*ROWS, separator=separator).replace("\r\n", end)
    assert read(workspace, text.encode(encoding)) == READ


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_separator_is_no_header(workspace: Workspace, first: str) -> None:
    """Excel writes it; lines are counted with it."""
    text = f"{first}\r\n" + table(*ROWS, ["2", "helt", ""], separator=";")
    assert "Raderna 5 och 6" in preview(workspace, text).conflicts[0]
    assert read(workspace, text[: text.rindex("2;")].encode()) == READ


def test_commas_in_texts_do_not_make_the_comma_the_separator(workspace: Workspace) -> None:
    """The separator gives the same number of columns in every row."""
    text = "id;Övrigt\n" + "".join(f"{n};ett, två, tre, fyra, fem\n" for n in range(30))
    assert preview(workspace, text).form == "CSV, UTF-8, semikolon"


def test_rows_may_be_short_or_blank_and_columns_nameless(workspace: Workspace) -> None:
    """What is missing is blank; a nameless column with something in it is shown."""
    text = "\n,,\nid,nytta,Övrigt,\n1,helt\n\n2,inte,Bra,x\n , ,\n\n"
    found = preview(workspace, text)
    assert (found.rows, found.short, found.added) == (2, 1, 2)
    assert [(c.label, c.filled) for c in found.unknown_columns] == [("#4", 1)]


def workbook(*rows: list[object], sheets: int = 1) -> bytes:
    """A workbook with these rows on each sheet."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for _ in range(sheets):
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return data.getvalue()


def test_cells_of_a_workbook_are_read_as_text(workspace: Workspace) -> None:
    """Whole numbers without decimals, dates as dates, true as yes."""
    data = workbook(["id", "antal", "Har du varit med?", "Övrigt"], [1, 12.0, True, 0.25], [2.0, 3, False, "=1+1"])
    survey = imported(workspace, data)
    assert survey.ids == ("1", "2")
    assert list(survey.column("roll", "antal")) == ["12", "3"]
    assert list(survey.column("roll", "med")) == ["ja", "nej"]
    assert survey.column("roll", "fritt")[0] == "0.25"


def test_rows_of_a_workbook_are_told_by_the_number_excel_shows(workspace: Workspace) -> None:
    """Blank rows above count."""
    data = workbook([], [], ["id", "nytta"], [1, "helt"], [1, "inte"])
    assert "Raderna 4 och 5" in preview(workspace, data).conflicts[0]


@pytest.mark.parametrize(
    ("cell", "text"), [(date(2014, 10, 6), "2014-10-06"), (datetime(2014, 10, 6, 8, 30), "2014-10-06 08:30:00")]
)
def test_dates_of_a_workbook_are_written_as_dates(workspace: Workspace, cell: object, text: str) -> None:
    """A time goes along only where there is one."""
    survey = imported(workspace, workbook(["id", "Övrigt"], ["1", cell]))
    assert survey.column("roll", "fritt")[0] == text


def test_the_sheet_is_named_where_several_have_something(workspace: Workspace) -> None:
    """And told when there is no such sheet."""
    data = workbook(["id", "nytta"], ["1", "helt"], sheets=2)
    path = workspace.root / "svar.xlsx"
    path.write_bytes(data)
    with pytest.raises(UseError, match=r"flera blad: ”Sheet1” och ”Sheet2”.*--sheet"):
        plan_import(workspace, path)
    assert plan_import(workspace, path, sheet="Sheet2").preview.added == 1
    with pytest.raises(UseError, match="Menade du ”Sheet2”"):
        plan_import(workspace, path, sheet="Shet2")


def sheet_with(cells: str) -> bytes:
    """A workbook whose only sheet holds this XML."""
    source = zipfile.ZipFile(io.BytesIO(workbook(["id"])))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                head, rest = content.split(b"<sheetData>")
                content = head + b"<sheetData>" + cells.encode() + b"</sheetData>" + rest.split(b"</sheetData>")[1]
            target.writestr(name, content)
    return data.getvalue()


def packed(**files: bytes) -> bytes:
    """A zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return data.getvalue()


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HOSTILE = {
    "empty": (b"", "är tom"),
    "blank": (b"\n \n,,\n", "är tom"),
    "binary": (bytes(range(256)) * 40, "ingen textfil"),
    "nul": (b"id,nytta\n1,he\0lt\n", "ingen textfil"),
    "utf-32": ("id,nytta\n1,helt\n".encode("utf-32"), "ingen textfil"),
    "mixed": ("id,Övrigt\n1,å\n2,".encode() + b"\xe5\n", "är UTF-8, men rad 3"),
    "page": (b"<html><table><tr><td>id</td></tr></table></html>", "är en webbsida"),
    "old": (OLE, "är en äldre Excelfil"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "är skyddad med lösenord"),
    "zip": (packed(a=b"id"), "ingen Excel-arbetsbok"),
    "broken zip": (workbook(["id"])[:900], "går inte att läsa som Excel-arbetsbok"),
    "broken workbook": (packed(**{"xl/workbook.xml": b"<no"}), "går inte att läsa som Excel-arbetsbok"),
    "far cell": (sheet_with(FAR), "celler i 16384 kolumner och 1048576 rader"),
    "wide": (("id," + "x," * 1_000_000).encode(), "fler än 2000 kolumner"),
    "long cell": (("id,Övrigt\n1," + "x" * 100_001).encode(), "rad 2"),
    "open quote": (('id,Övrigt\n1,"' + "x\n" * 100_000).encode(), "citattecken"),
    "no answers": (b"id,nytta\n", None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_file_of_responses_is_told_in_one_sentence(workspace: Workspace, name: str) -> None:
    """What, where and what to do; never a traceback and never a full memory."""
    data, words = HOSTILE[name]
    if words is None:
        assert planned(workspace, data).preview.rows == 0
        return
    with pytest.raises(UseError, match=words) as caught:
        planned(workspace, data)
    assert "svar.csv" in caught.value.message
    assert "\n" not in caught.value.message


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is unpacked, or on the way when it is untrue about its size."""
    monkeypatch.setattr("rapport.survey.workbook._MAX_UNPACKED", 1_000_000)
    data = packed(**{"xl/workbook.xml": bytes(2_000_000)})
    for bomb in (data, data.replace((2_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))):
        with pytest.raises(UseError, match=r"för stor uppackad|går inte att läsa"):
            planned(workspace, bomb)


def test_a_folder_or_a_missing_file_is_told(workspace: Workspace) -> None:
    """As any file."""
    for path in (workspace.root, workspace.root / "finns-inte.csv"):
        with pytest.raises(UseError, match="går inte att läsa"):
            plan_import(workspace, path)


def test_a_workspace_without_a_survey_has_nothing_to_import_into(workspace: Workspace) -> None:
    """With what to add."""
    (workspace.survey_sections / "01.yaml").unlink()
    with pytest.raises(UseError, match="ingen enkät"):
        planned(workspace, "id\n1\n")
