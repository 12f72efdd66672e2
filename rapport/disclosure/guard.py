"""The guard of open answers: what was found, what the editor decided, and the answers as they may be printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rapport.editorial import Change
from rapport.errors import InvalidFile, Level, Problem, UseError, Where
from rapport.files import read_bytes
from rapport.questionnaire import Question, Section
from rapport.survey import Place, Survey, open_answers
from rapport.text import clean, join_words, nearest
from rapport.workspace import Workspace

from .recognising import Span, recognise

DECISIONS_FILE = "granskning.jsonl"
"""Name of the file of decisions in the editor's folder; a line each, only ever added to."""
MASK, KEEP = "mask", "keep"
MARK = "[…]"
"""Printed in place of what is masked."""
_MOST = 16_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage of an open answer that may single someone out."""

    id: str
    """Stable: follows from question, answer and place in it, so it survives a new import and another order."""
    section: str
    """Section of the question."""
    question: str
    """The question."""
    answer: str
    """The whole answer, as stored."""
    span: Span
    """The passage."""
    verdict: str = ""
    """`mask`, `keep`, or empty while it is not decided."""
    reason: str = ""
    """Why."""
    who: str = ""
    """Who decided."""
    when: str = ""
    """ISO time of the decision."""

    @property
    def quote(self) -> str:
        """The passage itself."""
        return self.answer[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Voice:
    """An open answer as it is printed."""

    text: str
    """The answer, with what is masked as […]."""
    is_decided: bool
    """Whether all that may single someone out is decided."""


class Guard:
    """The findings of a survey's open answers with the decisions about them.

    Each different answer is read once, however often it is asked for.
    """

    def __init__(self, survey: Survey, places: tuple[str, ...], decisions: Mapping[str, Mapping[str, str]]) -> None:
        self._survey, self._places, self._decisions = survey, places, decisions
        self._found: dict[tuple[str, str, str], tuple[Finding, ...]] = {}

    def findings(self) -> tuple[Finding, ...]:
        """Every finding, question by question; not of private answers, which are never printed."""
        found: dict[str, Finding] = {}
        for section, asked in self._open_questions():
            if not asked.private:
                for answer in open_answers(self._survey, section.id, asked.id):
                    found |= {one.id: one for one in self.of(section.id, asked.id, answer)}
        return tuple(found.values())

    def of(self, section: str, question: str, answer: str) -> tuple[Finding, ...]:
        """The findings of one answer."""
        key = (section, question, answer)
        if key not in self._found:
            found = []
            for span in recognise(answer, self._places):
                name = _id(section, question, answer, span)
                found.append(Finding(name, section, question, answer, span, **self._decisions.get(name, {})))
            self._found[key] = tuple(found)
        return self._found[key]

    def printed(self, section: str, question: str, answer: str) -> str:
        """The answer with what is masked replaced by a mark; neighbouring masks are one."""
        parts: list[str] = []
        place = 0
        for span in (one.span for one in self.of(section, question, answer) if one.verdict == MASK):
            between = answer[place : span.start]
            if not parts or between.strip():
                parts += [between, MARK]
            place = span.end
        return "".join([*parts, answer[place:]])

    def voices(self, section: str, question: str) -> tuple[Voice, ...]:
        """The open answers to a question as they are printed, in the responses' order; none to a private one."""
        if self._survey.questionnaire.question(section, question).private:
            return ()
        return tuple(
            Voice(self.printed(section, question, answer), self.is_decided(section, question, answer))
            for answer in open_answers(self._survey, section, question)
        )

    def is_decided(self, section: str, question: str, answer: str) -> bool:
        """Whether every finding of the answer is decided."""
        return all(one.verdict for one in self.of(section, question, answer))

    def printable(self) -> Survey:
        """The survey as templates may see it: masked in the answers themselves, private open answers blank."""
        masks = any(decision["verdict"] == MASK for decision in self._decisions.values())
        columns = dict(self._survey.columns)
        for section, asked in self._open_questions():
            place = Place(section.id, asked.id)
            column = columns.get(place)
            if column is not None and (masks or asked.private):
                texts = ["" if asked.private else self.printed(section.id, asked.id, text) for text in column.values]
                columns[place] = column.mapped(texts)
        return replace(self._survey, columns=columns)

    def _open_questions(self) -> Iterator[tuple[Section, Question]]:
        for section in self._survey.questionnaire.sections:
            yield from ((section, asked) for asked in section.questions if asked.type == "prose")


def _id(section: str, question: str, answer: str, span: Span) -> str:
    key = json.dumps([section, question, answer, span.start, span.end, span.kind])
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:8]


def load_guard(workspace: Workspace, survey: Survey) -> Guard:
    """The guard of a survey. Raises `InvalidFile` when the decisions cannot be read."""
    places = tuple(unit.name for unit in workspace.assignment.counted_units())
    return Guard(survey, places, _load_decisions(workspace))


def _load_decisions(workspace: Workspace) -> dict[str, dict[str, str]]:
    path = workspace.editorial / DECISIONS_FILE
    decided: dict[str, dict[str, str]] = {}
    for number, line in enumerate(read_bytes(path, _MOST, missing=b"").splitlines(), 1):
        record = _record(line)
        if record is None:
            name = workspace.show(path)
            problem = Problem(Level.BLOCK, Where(name, number), "Raden är inget beslut.", "Rätta eller ta bort den.")
            raise InvalidFile(f"Filen {name} är skadad.", (problem,))
        decided[record.pop("finding")] = record
    return decided


def _record(line: bytes) -> dict[str, str] | None:
    try:
        record: Any = json.loads(line)
    except ValueError:
        return None
    keys = ("finding", "verdict", "reason", "who", "when")
    fits = isinstance(record, dict) and all(isinstance(record.get(key), str) for key in keys)
    return {key: record[key] for key in keys} if fits and record["verdict"] in (MASK, KEEP) else None


def decide(workspace: Workspace, guard: Guard, names: Sequence[str], verdict: str, reason: str, who: str,
           when: datetime) -> tuple[Finding, ...]:  # fmt: skip
    """Mask or keep findings, with a reason; what was decided before stays in the file.

    Raises `UseError` for an unknown finding, and when no reason is given.
    """
    if not reason.strip():
        raise UseError('Ange skälet med --reason, till exempel --reason "Pekar ut en kommun.".')
    known = {one.id: one for one in guard.findings()}
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f"Menade du ”{near}”?" if near else "Kör ”rapport guard” för att se vilka som finns."
            raise UseError(f"Fyndet ”{name}” finns inte. {hint}")
    chosen = tuple(known[name] for name in dict.fromkeys(names))
    stamp = when.isoformat(timespec="seconds")
    common = {"verdict": verdict, "reason": " ".join(clean(reason).split()), "who": who, "when": stamp}
    lines = "".join(json.dumps({"finding": one.id, **common}, ensure_ascii=False) + "\n" for one in chosen)
    with Change(workspace, who) as change:
        word = "Maskerade" if verdict == MASK else "Behöll"
        change.tell(
            "guard", when, "", f"{word} {join_words(f'”{one.quote}”' for one in chosen)} i enkätens öppna svar."
        )
        change.write(DECISIONS_FILE, (change.read(DECISIONS_FILE) or b"") + lines.encode())
    return chosen


def undecided(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings that stop a final build."""
    return tuple(one for one in findings if not one.verdict)
