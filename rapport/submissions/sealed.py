"""Sealed submissions: numbered files that are never changed, each naming the one before it by its hash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rapport.errors import Level, Problem, UseError, Where
from rapport.files import Problems, Reader, files_in, load_yaml, sha256_hex
from rapport.questionnaire import RawAnswers
from rapport.workspace import Unit, Workspace

from .draftfile import MAX_DRAFT_BYTES, read_answers
from .pictures import picture_fault

SEALED_FOLDER = "inskickat"
"""Folder of the sealed files in a unit's folder."""
KINDS = ("submission", "withdrawal")
"""A submission, or a record that the unit has withdrawn what it had submitted."""
_NAME = re.compile(r"(\d{4})(-[0-9a-f]{8})?\.yaml")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Submission:
    """One sealed file."""

    unit: str
    """Slug of the unit."""
    number: int
    """Version, counted from 1."""
    questionnaire: str
    """Version of the questionnaire that it answers."""
    submitted_by: str
    """Who sealed it."""
    submitted_at: datetime
    """When, with zone."""
    predecessor: str
    """`sha256` of the version before; empty for the first."""
    kind: str
    """One of `KINDS`."""
    reason: str
    """Why it was withdrawn; empty for a submission."""
    answers: RawAnswers
    """Visible answers as text; `check_answers` reads them by type. Empty for a withdrawal."""
    pictures: dict[str, str]
    """SHA-256 of each picture by file name."""
    sha256: str
    """Hash over everything else in the file."""
    path: Path
    """Where it lies."""

    @property
    def is_withdrawal(self) -> bool:
        """Whether the unit has withdrawn what it had submitted."""
        return self.kind == "withdrawal"


@dataclass(frozen=True, slots=True)
class SubmissionList:
    """All that a unit has sealed."""

    submissions: tuple[Submission, ...]
    """Those whose hash is right, in order of number."""
    problems: tuple[Problem, ...]
    """What is wrong with files and with the chain."""
    forks: tuple[Submission, ...]
    """Others with a number that is taken, set aside for the editor to decide about."""
    last_number: int
    """Highest number in the folder, unreadable files included; 0 when there is none."""

    @property
    def latest(self) -> Submission | None:
        """The one with the highest number, or None."""
        return self.submissions[-1] if self.submissions else None

    def version(self, number: int) -> Submission | None:
        """The one with this number, or None."""
        return next((one for one in self.submissions if one.number == number), None)


def sealed_hash(content: dict[str, Any]) -> str:
    """The hash of a sealed file's content, every scalar as text, over everything but the hash itself."""
    return sha256_hex({key: value for key, value in content.items() if key != "sha256"})


def load_submissions(workspace: Workspace, unit: Unit) -> SubmissionList:
    """Every sealed file of a unit; hashes, pictures and the chain are verified. Never raises for a bad file."""
    folder = workspace.unit_folder(unit) / SEALED_FOLDER
    problems: list[Problem] = []
    submissions: list[Submission] = []
    forks: list[Submission] = []
    last = 0
    try:
        paths = files_in(folder)
    except UseError as error:
        return SubmissionList((), (_problem(workspace, folder, error.message),), (), 0)
    for path in paths:
        match = _NAME.fullmatch(path.name)
        if match is None:
            problems.append(_problem(workspace, path, "Filen hör inte hemma bland de inskickade.", "Flytta den."))
            continue
        last = max(last, int(match.group(1)))
        try:
            submission = _load(workspace, unit, path, int(match.group(1)))
        except UseError as error:
            problems += error.problems or [_problem(workspace, path, error.message)]
            continue
        (forks if match.group(2) else submissions).append(submission)
    problems += _chain_problems(workspace, submissions)
    problems += _picture_problems(workspace, unit, submissions)
    return SubmissionList(tuple(submissions), tuple(problems), tuple(forks), last)


def _problem(workspace: Workspace, path: Path, message: str, hint: str = "", key: str = "") -> Problem:
    return Problem(Level.BLOCK, Where(workspace.show(path), 0, key), message, hint)


def _load(workspace: Workspace, unit: Unit, path: Path, number: int) -> Submission:
    name = workspace.show(path)
    problems = Problems(name)
    node = load_yaml(path, name, MAX_DRAFT_BYTES, follow_link=False)
    reader = Reader(node, problems)
    if reader.text("format", required=True) not in ("", "1"):
        reader.complain("format", "Formatet är nyare än programmet.", "Uppdatera rapport.")
    if reader.text("unit", required=True) != unit.slug:
        reader.complain("unit", f"Filen hör inte till ”{unit.slug}”.")
    if reader.integer("number") != number:
        reader.complain("number", f"Numret är inte filnamnets ({number}).")
    submission = Submission(
        unit=unit.slug,
        number=number,
        questionnaire=reader.text("questionnaire"),
        submitted_by=reader.text("submitted_by"),
        submitted_at=_time(reader, "submitted_at"),
        predecessor=reader.text("predecessor"),
        kind=reader.one_of("kind", KINDS, KINDS[0], required=True),
        reason=reader.text("reason"),
        answers=read_answers(reader, "answers", None),
        pictures=_pictures(reader),
        sha256=reader.text("sha256", required=True),
        path=path,
    )
    reader.finish()
    problems.raise_if_any()
    if sealed_hash(node.data()) != submission.sha256:
        reader.complain("sha256", "Innehållet stämmer inte med kontrollsumman.", "Hämta filen ur en säkerhetskopia.")
    problems.raise_if_any()
    return submission


def _time(reader: Reader, key: str) -> datetime:
    text = reader.text(key, required=True)
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        when = datetime.min
    if when.tzinfo is None:
        reader.complain(key, f"”{text}” är ingen tid med zon, som 2015-01-20T10:12:00+01:00.")
    return when


def _pictures(reader: Reader) -> dict[str, str]:
    entry = reader.reader("pictures")
    if entry is None:
        return {}
    names = entry.node.keys()
    pictures = {name: entry.text(name) for name in names}
    for name, digest in pictures.items():
        if not _HASH.fullmatch(digest):
            entry.complain(name, "Bilden saknar kontrollsumma.")
    return pictures


def _chain_problems(workspace: Workspace, submissions: list[Submission]) -> Iterator[Problem]:
    previous = ""
    for expected, submission in enumerate(submissions, 1):
        if submission.number != expected or submission.predecessor != previous:
            message = "Versionen före saknas, eller är en annan än den som filen hänvisar till."
            yield _problem(workspace, submission.path, message, "Hämta den ur en säkerhetskopia.", "predecessor")
            return
        previous = submission.sha256


def _picture_problems(workspace: Workspace, unit: Unit, submissions: list[Submission]) -> Iterator[Problem]:
    seen: set[str] = set()
    for submission in submissions:
        for name in submission.pictures:
            fault = "" if name in seen else picture_fault(workspace, unit, name)
            seen.add(name)
            if fault:
                yield _problem(workspace, submission.path, fault, key=f"pictures.{name}")
