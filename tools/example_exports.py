"""The example survey as three survey tools would export it. Writes `tests/fixtures/survey/`.

The files say what `data/enkat/svar.csv` says, in each tool's own way (see the README beside them). What a tool adds
by itself (addresses, times, responses that were never sent) is made up with a fixed seed: every run writes the same.

Run it from the project's root: `python tools/example_exports.py`.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import xlsxwriter

from rapport.files import write_atomic
from rapport.questionnaire import Question
from rapport.survey import Place, Survey, load_survey, survey_places
from rapport.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "tests" / "fixtures" / "survey"
START = datetime(2014, 10, 6, 8, 0, tzinfo=UTC)
PERSON = "respondent{}@example.org"
ADDRESS = "192.0.2.{}"

Table = list[list[str]]


def _label(question: Question, value: str) -> str:
    """What a tool that exports labels writes for an option."""
    return next((option.label for option in question.options if option.id == value), value)


def _code(question: Question, value: str) -> str:
    """What a tool that exports codes writes for an option: A and its position."""
    ids = [option.id for option in question.options]
    return f"A{ids.index(value) + 1}" if value in ids else value


def _values(survey: Survey, written: Callable[[Question, str], str]) -> Table:
    """A row a respondent, a cell a question."""
    questions = survey_places(survey.questionnaire)
    columns = [
        [written(question, value) for value in survey.column(place.section, place.question, place.row)]
        for place, question in questions.items()
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def _row_label(question: Question, place: Place) -> str:
    return next((row.label for row in question.rows if row.id == place.row), "")


def _csv(rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\r\n", *, quoted: bool = False) -> str:
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return text.getvalue()


def _times(rng: random.Random, n: int) -> list[datetime]:
    return [START + timedelta(minutes=37 * index, seconds=rng.randrange(1_800)) for index in range(n)]


def limesurvey_codes(survey: Survey) -> bytes:
    """Codes for questions and answers; two responses more that were never sent."""
    rng = random.Random(1)
    header = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr"]
    for group, section in enumerate(survey.questionnaire.sections, 1):
        for number, question in enumerate(section.questions, 1):
            code = f"G{group:02}Q{number:02}"
            header += [f"{code}[SQ{row:03}]" for row in range(1, len(question.rows) + 1)] or [code]
    rows = [header]
    values = _values(survey, _code)
    values = [*values, values[0][:3] + [""] * (len(values[0]) - 3), [""] * len(values[0])]
    for number, (cells, when) in enumerate(zip(values, _times(rng, len(values)), strict=True), 1):
        sent = f"{when + timedelta(minutes=9):%Y-%m-%d %H:%M:%S}" if number <= len(survey) else ""
        began = f"{when:%Y-%m-%d %H:%M:%S}"
        address = ADDRESS.format(number)
        rows.append([str(number), sent, "4", "sv", str(rng.randrange(10**9)), began, sent or began, address, *cells])
    return ("\ufeff" + _csv(rows, end="\n", quoted=True)).encode()


def limesurvey_texts(survey: Survey) -> bytes:
    """Full texts of questions, with their markup, and of answers; semicolons; one response with a token."""
    rng = random.Random(2)
    header = ["Svars-ID", "Datum inskickat", "Sista sidan", "Startspråk", "Seed", "token", "IP-adress"]
    for place, question in survey_places(survey.questionnaire).items():
        row = f" [{_row_label(question, place)}]" if place.row else ""
        header.append(f"<p><strong>{question.label}</strong>&nbsp;</p>{row}")
    rows = [header]
    values = _values(survey, _label)
    for number, (cells, when) in enumerate(zip(values, _times(rng, len(values)), strict=True), 1):
        token = f"{rng.randrange(16**10):010x}"
        sent = f"{when:%Y-%m-%d %H:%M:%S}"
        rows.append([str(number), sent, "4", "sv", "1", token, ADDRESS.format(number), *cells])
    return _csv(rows, ";", "\n").encode()


def google_forms(survey: Survey) -> bytes:
    """A time first, then questions by their texts, rows of a grid in brackets; respondents as they came."""
    rng = random.Random(3)
    header = ["Tidsstämpel", "E-postadress"]
    for place, question in survey_places(survey.questionnaire).items():
        header.append(f"{question.label} [{_row_label(question, place)}]" if place.row else question.label)
    values = _values(survey, _label)
    rng.shuffle(values)
    times = _times(rng, len(values))
    rows = [
        [f"{when:%Y-%m-%d %H:%M:%S}", PERSON.format(number), *cells]
        for number, (cells, when) in enumerate(zip(values, times, strict=True), 1)
    ]
    return _csv([header, *rows]).encode()


def netigate_rows(survey: Survey) -> Table:
    """Two rows of headers, numbered questions above their statements."""
    rng = random.Random(4)
    upper, lower, last, number = ["Respondent-ID", "E-post", "Svarsdatum"], ["", "", ""], "", 0
    for place, question in survey_places(survey.questionnaire).items():
        number += f"{place.section}.{place.question}" != last
        is_new, last = f"{place.section}.{place.question}" != last, f"{place.section}.{place.question}"
        upper.append(f"{number}. {question.label}" if is_new else "")
        lower.append(_row_label(question, place))
    values = _values(survey, _label)
    times = _times(rng, len(values))
    return [upper, lower] + [
        [str(80_000 + index), PERSON.format(index), f"{when:%Y-%m-%d}", *cells]
        for index, (cells, when) in enumerate(zip(values, times, strict=True), 1)
    ]


def netigate_csv(survey: Survey) -> bytes:
    """As Excel in Swedish saves it: semicolons, Windows-1252, the separator named on the first line."""
    return ("sep=;\r\n" + _csv(netigate_rows(survey), ";")).encode("cp1252")


def netigate_xlsx(survey: Survey) -> bytes:
    """A workbook with numbers and dates as such, an empty sheet and a gap above the answers."""
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"in_memory": True})
    workbook.set_properties({"created": START.replace(tzinfo=None)})
    sheet = workbook.add_worksheet("Rådata")
    workbook.add_worksheet("Blad2")
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for index, cells in enumerate(netigate_rows(survey)):
        for column, cell in enumerate(cells):
            if index > 1 and column == 0:
                sheet.write_number(index + 1, column, int(cell))
            elif index > 1 and column == 2:
                sheet.write_datetime(index + 1, column, datetime.fromisoformat(cell), day)
            else:
                sheet.write_string(index + 1, column, cell)
    workbook.close()
    return data.getvalue()


EXPORTS: dict[str, Callable[[Survey], bytes]] = {
    "limesurvey-koder.csv": limesurvey_codes,
    "limesurvey-texter.csv": limesurvey_texts,
    "google-forms.csv": google_forms,
    "netigate.csv": netigate_csv,
    "netigate.xlsx": netigate_xlsx,
}
"""Each file and what makes it."""


def main() -> None:
    """Write the files."""
    survey = load_survey(Workspace(ROOT))
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, make in EXPORTS.items():
        write_atomic(TARGET / name, make(survey), 0o644)


if __name__ == "__main__":
    main()
