"""A file read with a mapping: which columns answer what, and the responses it holds."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapport.errors import UseError
from rapport.files import read_bytes
from rapport.questionnaire import Question, Questionnaire
from rapport.text import join_words

from .columns import SEPARATOR, Coded, Coder, Place, blank_column, consecutive, survey_places
from .delimited import read_delimited
from .mapping import IDENTITY, SUBMITTED, Target
from .mapping import Mapping as EditorsMapping
from .matching import BY_MAPPING, ColumnMatcher, ValueMatcher, display_name, target_name
from .preview import ColumnUse, UnknownValue
from .store import Answers, canonical, is_response_id
from .table import Table, build_table
from .workbook import is_workbook, looks_like_page, read_workbook

MAX_FILE_BYTES = 512_000_000
"""Largest file that is read."""
_MAX_SUGGESTED = 40
_MAX_TOLD = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came."""

    path: Path
    """Where it lies."""
    data: bytes
    """Its bytes."""
    form: str
    """How it is written, in Swedish words."""
    table: Table
    """What it holds."""
    matcher: ColumnMatcher
    """What its columns are found by."""

    @property
    def sha256(self) -> str:
        """Hash of its bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def read_source(path: Path, sheet: str, questionnaire: Questionnaire, mapping: EditorsMapping) -> Source:
    """Read a file. Raises `UseError` when it is not one that can be read."""
    data = read_bytes(path, MAX_FILE_BYTES)
    if looks_like_page(data):
        raise UseError(
            f"Filen {path.name} är en webbsida eller XML. Exportera svaren som CSV i UTF-8 eller som .xlsx."
        )
    if sheet and not is_workbook(data):
        raise UseError(f"Filen {path.name} är ingen Excel-arbetsbok och har inga blad. Utelämna --sheet.")
    source = read_workbook(data, path.name, sheet) if is_workbook(data) else read_delimited(data, path.name)
    matcher = ColumnMatcher(questionnaire, mapping)

    def header_rows(first: Sequence[str], second: Sequence[str]) -> int:
        if mapping.header_rows:
            return mapping.header_rows
        one = build_table([(1, first)], path.name, lambda *_: 1).headers
        two = build_table([(1, first), (2, second)], path.name, lambda *_: 2).headers
        return 2 if matcher.understood(two) > matcher.understood(one) else 1

    return Source(path, data, source.form, build_table(source.rows(), path.name, header_rows), matcher)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says."""

    uses: tuple[ColumnUse, ...]
    """What becomes of each column."""
    values: tuple[UnknownValue, ...]
    """Values that were not understood, most frequent first."""
    answers: Answers
    """The responses; questions that no column answers are not among the columns."""
    conflicts: tuple[str, ...]
    """Why the file cannot be stored, a Swedish sentence each."""
    without_answers: int
    """Rows that answer nothing."""
    incomplete: int
    """Rows that were never sent."""
    doubles: int
    """Rows that say the same as another."""
    has_ids: bool
    """Whether a column says who is who."""


def read_responses(source: Source, questionnaire: Questionnaire, mapping: EditorsMapping) -> Reading:
    """Read the file's columns as answers."""
    return _Reader(source, questionnaire, mapping).read()


class _Reader:
    def __init__(self, source: Source, questionnaire: Questionnaire, mapping: EditorsMapping) -> None:
        self._table = source.table
        self._matcher = source.matcher
        self._mapping = mapping
        self._questions = survey_places(questionnaire)
        self._found = [self._matcher.match(n, header) for n, header in enumerate(self._table.headers, 1)]
        self._values: list[UnknownValue] = []
        self._conflicts: list[str] = []

    def read(self) -> Reading:
        """All of it."""
        columns = dict(self._columns())
        keep, without_answers, incomplete = self._kept(columns)
        columns = {place: column.picked(keep) for place, column in columns.items()}
        role = self._roles(IDENTITY)
        if len(role) > 1:
            names = join_words(f"”{self._name(index)}”" for index in role)
            self._conflicts.append(f"Kolumnerna {names} har båda respondenternas identitet: välj en i mappningen.")
        ids = self._given_ids(role[0], keep) if role else _made_ids(columns, len(keep))
        order, doubles = self._one_each(ids, keep, columns)
        answers = Answers(tuple(ids[i] for i in order), {p: column.picked(order) for p, column in columns.items()})
        self._values.sort(key=lambda value: (-value.count, value.question, value.value))
        doubles = doubles if role else sum("-" in name for name in ids)
        return Reading(
            tuple(self._uses()),
            tuple(self._values),
            answers,
            tuple(self._conflicts[:_MAX_TOLD]),
            without_answers,
            incomplete,
            doubles,
            bool(role),
        )

    def _name(self, index: int) -> str:
        return display_name(self._table.headers[index]) or f"#{index + 1}"

    def _roles(self, role: str) -> list[int]:
        """Columns with a role: those that the mapping gives it, else those that are known by name."""
        named = [(index, how) for index, (found, how) in enumerate(self._found) if found == role]
        mapped = [index for index, how in named if how == BY_MAPPING]
        return mapped or [index for index, _ in named]

    def _uses(self) -> Iterator[ColumnUse]:
        left = _MAX_SUGGESTED
        for index, (found, how) in enumerate(self._found):
            header, column = self._table.headers[index], self._table.columns[index]
            filled = len(column) - column.counts().get("", 0)
            name = display_name(header)
            if isinstance(found, Target):
                yield ColumnUse(index + 1, name, "answers", target_name(found), how, "", filled)
                continue
            if not found and not header and not filled:
                continue
            suggestion = ""
            if not found and left:
                suggestion, left = self._matcher.suggest(header), left - 1
            yield ColumnUse(index + 1, name, found or "unknown", "", how, suggestion, filled)

    # ----------------------------------------------------------------------- answers

    def _columns(self) -> Iterator[tuple[Place, Coded]]:
        """Every column of the survey that the file answers, with option ids for the file's values."""
        by_place: dict[Place, list[int]] = {}
        for index, (found, _) in enumerate(self._found):
            if isinstance(found, Target) and found.place not in self._questions:
                self._conflicts.append(
                    f"Kolumnen ”{self._name(index)}” är mappad till ”{found.place}”, som besvaras rad för rad: "
                    "ange en rad."
                )
            elif isinstance(found, Target):
                by_place.setdefault(found.place, []).append(index)
        for place in self._questions:
            if indexes := by_place.get(place):
                read = [self._column(index, self._questions[place]) for index in indexes]
                yield place, read[0] if len(read) == 1 else self._together(place, indexes, read)

    def _column(self, index: int, question: Question) -> Coded:
        """One column of the file; each different value is looked at once."""
        target = self._found[index][0]
        assert isinstance(target, Target)
        matcher = ValueMatcher(question, target, self._mapping)
        column = self._table.columns[index]
        read = [matcher.match(value) for value in column.values]
        counts = column.counts()
        for value, stored in zip(column.values, read, strict=True):
            if stored is None:
                suggestion = matcher.suggest(value) if len(self._values) < _MAX_SUGGESTED else ""
                self._values.append(
                    UnknownValue(target_name(target), self._name(index), value, counts[value], suggestion)
                )
        return column.mapped([stored or "" for stored in read])

    def _together(self, place: Place, indexes: Sequence[int], read: Sequence[Coded]) -> Coded:
        """Several columns that answer one question: one for each option, or the same answers twice."""
        question = self._questions[place]
        targets = [self._found[index][0] for index in indexes]
        options = [target.option for target in targets if isinstance(target, Target)]
        coder = Coder()
        if question.type == "choices" and all(options) and len(set(options)) == len(options):
            order = {option.id: number for number, option in enumerate(question.options)}
            coder.add(
                SEPARATOR.join(sorted(filter(None, cells), key=order.__getitem__))
                for cells in zip(*read, strict=True)
            )
            return coder.done()
        joined = [{cell for cell in cells if cell} for cells in zip(*read, strict=True)]
        differing = [line for line, cells in zip(self._table.lines, joined, strict=True) if len(cells) > 1]
        if differing:
            names = join_words(f"”{self._name(index)}” (#{index + 1})" for index in indexes)
            self._conflicts.append(
                f"Kolumnerna {names} svarar på samma fråga, ”{place}”, men olika på rad {differing[0]}: "
                "välj en i mappningen."
            )
        coder.add(min(cells, default="") for cells in joined)
        return coder.done()

    def _kept(self, columns: Mapping[Place, Coded]) -> tuple[Sequence[int], int, int]:
        """Rows that hold a response; how many answer nothing, and how many were never sent."""
        sent = self._roles(SUBMITTED)
        unsent = set()
        if sent and not self._mapping.keep_incomplete:
            column = self._table.columns[sent[0]]
            unsent = {index for index, text in enumerate(column) if not text}
        left: Sequence[int] = range(len(self._table))
        for column in columns.values():
            blank = {code for code, value in enumerate(column.values) if not value}
            codes = column.codes
            left = [index for index in left if codes[index] in blank]
        empty = set(left)
        keep = [index for index in range(len(self._table)) if index not in unsent and index not in empty]
        return consecutive(keep), len(empty - unsent), len(unsent)

    # ----------------------------------------------------------------------- respondents

    def _given_ids(self, index: int, keep: Sequence[int]) -> list[str]:
        """What the file calls its respondents."""
        ids = list(self._table.columns[index].picked(keep))
        for name, row in zip(ids, keep, strict=True):
            if not is_response_id(name):
                self._conflicts.append(
                    f"Rad {self._table.lines[row]} saknar identitet i kolumnen ”{self._name(index)}”, "
                    "eller har en som inte går att använda: rätta den i filen."
                )
        return ids

    def _one_each(
        self, ids: Sequence[str], keep: Sequence[int], columns: Mapping[Place, Coded]
    ) -> tuple[Sequence[int], int]:
        """Places of the responses in canonical order, each respondent once; and how many rows were said twice."""
        first: dict[str, int] = {}
        doubles = 0
        for index, name in enumerate(ids):
            other = first.setdefault(name, index)
            if other == index:
                continue
            doubles += 1
            if any(column[index] != column[other] for column in columns.values()):
                lines = f"{self._table.lines[keep[other]]} och {self._table.lines[keep[index]]}"
                self._conflicts.append(
                    f"Raderna {lines} har samma identitet, ”{name}”, men olika svar: rätta dem i filen."
                )
        places = list(first.values())
        return consecutive([places[index] for index in canonical(list(first))]), doubles


def _made_ids(columns: Mapping[Place, Coded], length: int) -> list[str]:
    """Identities made from what each respondent answers; the second with the same answers gets `-2` after it.

    Nothing else of a row is in them, so that they tell nothing more of a person than the answers do.
    """
    tagged = []
    for place, column in sorted(columns.items(), key=lambda item: str(item[0])):
        tagged.append(column.mapped([f"{place}={value}\x1e" if value else "" for value in column.values]))
    seen: Counter[str] = Counter()
    ids = []
    for cells in zip(*tagged, strict=True) if tagged else [()] * length:
        name = "h" + hashlib.sha256("".join(cells).encode()).hexdigest()[:16]
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids


def merged(stored: Answers, new: Answers, places: Iterable[Place]) -> tuple[Answers, list[str], list[str]]:
    """The stored responses with the new ones, in canonical order; ids of those added, and of those changed.

    A respondent's answer to a question that the new ones have no column for stays as it is.
    """
    where = {name: index for index, name in enumerate(stored.ids)}
    added = consecutive([index for index, name in enumerate(new.ids) if name not in where])
    common = consecutive([index for index, name in enumerate(new.ids) if name in where])
    there = consecutive([where[new.ids[index]] for index in common])
    ids = [*stored.ids, *(new.ids[index] for index in added)]
    order = canonical(ids)
    changed: set[int] = set()
    columns = {}
    for place in places:
        old = stored.columns.get(place, blank_column(len(stored)))
        column = new.columns.get(place)
        if column is not None:
            old, other = _corrected(old, column, there, common)
            changed.update(other)
        more = blank_column(len(added)) if column is None else column.picked(added)
        columns[place] = old.followed_by(more).picked(order)
    names = [stored.ids[index] for index in sorted(changed)]
    return Answers(tuple(ids[i] for i in order), columns), [new.ids[i] for i in added], names


def _corrected(old: Coded, new: Coded, there: Sequence[int], here: Sequence[int]) -> tuple[Coded, list[int]]:
    """A stored column with the texts at `there` replaced by those of the new one at `here`; where they differ."""
    before, after = list(old.picked(there)), list(new.picked(here))
    if before == after:
        return old, []
    texts = list(old)
    differing = [index for index, a, b in zip(there, before, after, strict=True) if a != b]
    for index, text in zip(there, after, strict=True):
        texts[index] = text
    coder = Coder(old.values)
    coder.add(texts)
    return coder.done(), differing
