"""The stored responses, `data/enkat/svar.csv`: a line a respondent, a column a question, options by their ids."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapport.files import Problems, read_bytes
from rapport.questionnaire import Question, Questionnaire
from rapport.text import nearest
from rapport.workspace import Workspace

from .columns import Coded, Coder, Place, blank_column, consecutive, read_value, survey_places

ANSWERS_FILE = "svar.csv"
"""Name of the stored responses in the survey's folder."""
MAX_STORE_BYTES = 512_000_000
"""Largest file of responses that is read."""
MAX_FIELD = 1_000_000
"""Most characters of one answer."""
MAX_TOLD = 100
"""Most problems that are told of one file."""
_BLOCK = 4096
_ID = re.compile(r"[\w.:/+=#-](?:[\w .:/+=#-]{0,98}[\w.:/+=#-])?")
_DIGITS = re.compile(r"(\d+)")


class Lines(Protocol):
    """What `csv.reader` gives."""

    line_num: int
    """Line that was read last, counted from 1."""

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Answers:
    """Responses by column."""

    ids: tuple[str, ...]
    """Respondents' identifiers, each once, in canonical order."""
    columns: Mapping[Place, Coded]
    """One text for each respondent: an option's id, several joined by `;`, what was written, or nothing."""

    def __len__(self) -> int:
        return len(self.ids)


def is_response_id(text: str) -> bool:
    """Whether `text` can name a response: 1 to 100 letters, digits and a few signs. An address with @ cannot."""
    return bool(_ID.fullmatch(text))


def id_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Key for the canonical order of responses: numbers in identifiers by their value, so that 9 comes before 10."""
    if name.isdecimal():
        return ((0, int(name), name),)
    parts = _DIGITS.split(name)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part)


def canonical(ids: Sequence[str]) -> Sequence[int]:
    """The places of the identifiers in canonical order."""
    keys = list(map(id_key, ids))
    return consecutive(sorted(range(len(ids)), key=keys.__getitem__))


def no_answers(questionnaire: Questionnaire) -> Answers:
    """What nobody has answered."""
    return Answers((), {place: blank_column(0) for place in survey_places(questionnaire)})


def load_answers(workspace: Workspace, questionnaire: Questionnaire) -> Answers:
    """The stored responses; none when nothing is stored.

    Raises `InvalidFile` with line and column of every answer that its question does not allow.
    """
    path = workspace.survey / ANSWERS_FILE
    if not path.is_file():
        return no_answers(questionnaire)
    return parse_answers(read_bytes(path, MAX_STORE_BYTES), workspace.show(path), questionnaire)


def parse_answers(data: bytes, name: str, questionnaire: Questionnaire) -> Answers:
    """Responses from the bytes of a stored file that messages call `name`. Raises `InvalidFile`."""
    problems = Problems(name)
    reader = _StoreReader(problems, survey_places(questionnaire))
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    lines = csv.reader(text, strict=True)
    former = csv.field_size_limit(MAX_FIELD)
    try:
        reader.read(lines)
    except UnicodeDecodeError:
        problems.add(lines.line_num + 1, "", "Filen är inte UTF-8.", "Spara den som UTF-8 och försök igen.")
    except csv.Error:
        problems.add(lines.line_num, "", "Raden går inte att läsa som CSV.", "Se över citattecken och kommatecken.")
    finally:
        csv.field_size_limit(former)
    problems.raise_if_any()
    return reader.answers()


class _StoreReader:
    """Reads blocks of lines into columns; each different value is looked at once."""

    def __init__(self, problems: Problems, places: Mapping[Place, Question]) -> None:
        self._problems = problems
        self._places = places
        self._by_name = {str(place): place for place in places}
        self._names: list[str] = []
        self._lines: list[int] = []
        self._end = 0
        self._ids: list[str] = []
        self._coders: dict[str, _Column] = {}

    def read(self, lines: Lines) -> None:
        """Read it all."""
        self._names = next(lines, [])
        self._end = lines.line_num
        self._check_header()
        while not self._problems.found:
            block = list(self._numbered(itertools.islice(lines, _BLOCK), lines))
            if not block:
                break
            self._take(block)
        self._check_ids()

    def answers(self) -> Answers:
        """What was read, in canonical order."""
        order = canonical(self._ids)
        columns = {}
        for place in self._places:
            coder = self._coders.get(str(place))
            columns[place] = coder.coder.done().picked(order) if coder else blank_column(len(order))
        return Answers(tuple(self._ids[i] for i in order), columns)

    def _check_header(self) -> None:
        if self._names[:1] != ["id"]:
            self._problems.add(1, "id", "Den första kolumnen ska heta ”id”.")
        for number, name in enumerate(self._names[1:], 1):
            if name in self._names[:number]:
                self._problems.add(1, name, "Kolumnen finns två gånger.", "Ta bort den ena.")
            elif name not in self._by_name:
                near = nearest(name, self._by_name)
                hint = f"Menade du ”{near}”?" if near else ""
                self._problems.add(1, name, f"Frågan ”{name[:80]}” finns inte i enkäten.", hint)
            else:
                self._coders[name] = _Column(self._places[self._by_name[name]])

    def _numbered(self, rows: Iterator[list[str]], source: Lines) -> Iterator[list[str]]:
        """The rows that hold anything; the line where each begins is noted, and ragged ones are told and left out."""
        width = len(self._names)
        for row in rows:
            line, self._end = self._end + 1, source.line_num
            if len(row) == width:
                self._lines.append(line)
                yield row
            elif row:
                words = f"Raden har {len(row)} fält, men den första raden har {width}."
                self._problems.add(line, "", words)

    def _take(self, block: Sequence[Sequence[str]]) -> None:
        start = len(self._ids)
        columns = zip(*block, strict=True)
        self._ids += next(columns)
        for (name, column), texts in zip(self._coders.items(), columns, strict=True):
            for index in column.add(texts):
                if len(self._problems.found) < MAX_TOLD:
                    self._problems.add(self._lines[start + index], name, column.faults[texts[index]])

    def _check_ids(self) -> None:
        if len(set(self._ids)) == len(self._ids) and all(map(is_response_id, self._ids)):
            return
        seen: set[str] = set()
        for line, name in zip(self._lines, self._ids, strict=True):
            if not is_response_id(name):
                self._problems.add(line, "id", "Identiteten saknas eller har otillåtna tecken.")
            elif name in seen:
                self._problems.add(line, "id", f"Identiteten ”{name}” finns redan på en tidigare rad.")
            seen.add(name)
            if len(self._problems.found) >= MAX_TOLD:
                return


class _Column:
    """One column being read: what each different text in the file becomes, or why it may not stand there."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.coder = Coder(("", *(option.id for option in question.options)), self._read)
        self.faults: dict[str, str] = {}

    def add(self, texts: Sequence[str]) -> list[int]:
        """Take the next texts; the indexes of those that the question does not allow."""
        self.coder.add(texts)
        return [index for index, text in enumerate(texts) if text in self.faults] if self.faults else []

    def _read(self, text: str) -> str:
        value, fault = read_value(self.question, text)
        if fault:
            self.faults[text] = fault
        return value


def render_answers(answers: Answers) -> bytes:
    """The responses as `svar.csv` holds them: UTF-8, comma, CRLF, a column for every question."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["id", *map(str, answers.columns)])
    writer.writerows(zip(answers.ids, *answers.columns.values(), strict=True))
    return text.getvalue().encode()
