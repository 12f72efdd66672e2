"""What the screens work on: one unit's answers, open for writing or only for reading. Knows nothing of Textual."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rapport.editorial import DRAFT, Comment, Decision, UnitStatus, load_log, settled_submissions, unit_status
from rapport.errors import Level, Problem, RapportError, Refused, Where
from rapport.questionnaire import (
    CheckResult,
    FieldPath,
    Finding,
    Question,
    Questionnaire,
    Raw,
    Section,
    check_answers,
    load_questionnaire,
)
from rapport.submissions import (
    Draft,
    Holder,
    Locked,
    Receipt,
    SaveStatus,
    SubmissionList,
    load_draft,
    load_submissions,
    open_draft,
    seal,
)
from rapport.workspace import Unit, Workspace

Clock = Callable[[], datetime]
"""Gives the time now, with zone."""


def local_now() -> datetime:
    """The time now in the local zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """A picture that the unit has added."""

    file: str
    """File name by hash."""
    size: int
    """Bytes."""
    words: str
    """Its caption or alternative text somewhere in the answers; empty when it is not used."""


class Session:
    """One unit's answers while the screens are open. Edits go to the draft, which writes them by itself."""

    def __init__(
        self,
        workspace: Workspace,
        questionnaire: Questionnaire,
        unit: Unit,
        who: str,
        draft: Draft | None,
        holder: Holder | None = None,
        clock: Clock = local_now,
    ) -> None:
        self.workspace = workspace
        self.questionnaire = questionnaire
        self.unit = unit
        self.who = who
        self.clock = clock
        self.holder = holder
        self.sections: tuple[Section, ...] = questionnaire.for_unit(unit)
        self._draft = draft
        self._read: Mapping[str, Mapping[str, Raw]] = {} if draft else load_draft(workspace, unit).answers
        self._result: CheckResult | None = None
        self.revision = 0
        self._status: UnitStatus | None = None

    @property
    def status(self) -> UnitStatus:
        """Where the unit stands with the editor; read when first asked for."""
        return self._status or self.refresh_status()

    @property
    def has_status(self) -> bool:
        """Whether `status` is known without reading files, which the first frame does not wait for."""
        return self._status is not None

    @property
    def read_only(self) -> bool:
        """Whether someone else has the unit open."""
        return self._draft is None

    @property
    def answers(self) -> Mapping[str, Mapping[str, Raw]]:
        """The answers as typed."""
        return self._draft.answers if self._draft else self._read

    @property
    def recovered(self) -> int:
        """Edits that were brought back after an unplanned end."""
        return self._draft.recovered if self._draft else 0

    def value(self, path: FieldPath) -> Raw:
        """The answer at `path` as typed; None when there is none."""
        raw = self.answers.get(path.section, {}).get(path.question)
        if not path.item:
            return raw
        item = next((entry for entry in _items(raw) if entry.get("id") == path.item), {})
        return item.get(path.field)

    def set(self, path: FieldPath, value: Raw) -> None:
        """Answer the question, or the item's field, at `path`; a blank value takes the answer away."""
        if self._draft is None:
            return
        if path.item:
            entries = _items(self.answers.get(path.section, {}).get(path.question))
            value = [_with(entry, path.field, value) if entry.get("id") == path.item else entry for entry in entries]
        self._draft.set(path.section, path.question, None if value in ("", [], {}) else value)
        self._result = None
        self.revision += 1

    def check(self) -> CheckResult:
        """The outcome of all checks for the answers as they stand; kept until the next edit."""
        if self._result is None:
            self._result = check_answers(self.questionnaire, self.unit, self.answers)
        return self._result

    def findings_at(self, path: FieldPath) -> tuple[Finding, ...]:
        """What the checks say of the field at `path`, its rows and columns included."""
        return tuple(
            finding
            for finding in self.check().findings
            if (finding.path.section, finding.path.question, finding.path.item, finding.path.field)
            == (path.section, path.question, path.item, path.field)
        )

    def comments(self, section: str) -> tuple[Comment, ...]:
        """The editor's open comments anywhere in a section."""
        return tuple(
            comment
            for comment in self.status.comments
            if not comment.resolved and _section_of(comment.path) == section
        )

    def comments_at(self, path: FieldPath) -> tuple[Comment, ...]:
        """The editor's open comments on exactly this section, question, item or field."""
        return tuple(comment for comment in self.comments(path.section) if comment.path == str(path))

    def comments_inside(self, path: FieldPath) -> tuple[tuple[str, Comment], ...]:
        """The editor's open comments on the items of the repeat group at `path`, each with its item in words."""
        found = []
        for comment in self.comments(path.section):
            name, bracket, _ = comment.path.removeprefix(f"{path}[").partition("]")
            if bracket and comment.path.startswith(f"{path}["):
                found.append((self.place_words(FieldPath(path.section, path.question, name)), comment))
        return tuple(found)

    def comment_place(self, comment: Comment) -> str:
        """Where a comment belongs, in words: section and question; the path itself when they are gone."""
        if not comment.path:
            return "Hela underlaget"
        name, _, rest = comment.path.partition(".")
        section = self.questionnaire.by_id.get(name)
        if section is None:
            return comment.path
        question = section.question(rest.partition(".")[0].partition("[")[0])
        return f"{section.title}, {question.label}" if question else section.title

    def section_at(self, section: str, step: int) -> Section | None:
        """The section `step` steps after `section`; None before the first and after the last."""
        names = [known.id for known in self.sections]
        place = names.index(section) + step
        return self.sections[place] if 0 <= place < len(names) else None

    def question_at(self, path: FieldPath) -> Question:
        """The question, or an item's inner question, at `path`."""
        question = self.questionnaire.question(path.section, path.question)
        return (question.question(path.field) or question) if path.field else question

    # ----------------------------------------------------------------------- saving

    @property
    def save_status(self) -> SaveStatus:
        """How far saving has come."""
        return self._draft.status if self._draft else SaveStatus(None, False, "")

    def on_save(self, notify: Callable[[SaveStatus], None]) -> None:
        """Have `notify` called, from the journal's thread, each time the state of saving changes."""
        if self._draft:
            self._draft.on_change = notify

    def flush(self) -> None:
        """Have everything on the disk before this returns, or an error in `save_status`."""
        if self._draft:
            self._draft.flush()

    def close(self) -> None:
        """Save all and let others open the unit."""
        if self._draft:
            self._draft.close()

    @property
    def position(self) -> str:
        """The field that was open last, `section.question`; empty when none is known."""
        return self._draft.position if self._draft else ""

    def set_position(self, position: str) -> None:
        """Remember the field that is open."""
        if self._draft:
            self._draft.set_position(position)

    # ----------------------------------------------------------------------- versions and pictures

    def submissions(self) -> SubmissionList:
        """The versions handed in."""
        return settled_submissions(load_submissions(self.workspace, self.unit), load_log(self.workspace))

    def decisions(self) -> tuple[Decision, ...]:
        """The editor's decisions on this unit's versions, in order."""
        return tuple(decision for decision in load_log(self.workspace).decisions if decision.unit == self.unit.slug)

    def submit(self) -> Receipt:
        """Seal the answers as the next version. Raises `Refused` while a check blocks or the disk refuses."""
        if self._draft is None:
            raise Refused("Underlaget är öppet hos någon annan och kan inte skickas in härifrån.")
        self._draft.flush()
        receipt = seal(self.workspace, self.questionnaire, self.unit, self.answers, self.who, self.clock())
        self.refresh_status()
        return receipt

    def refresh_status(self) -> UnitStatus:
        """Read the editor's decisions and comments again; a log that cannot be read is told as a problem."""
        try:
            self._status = unit_status(self.workspace, self.questionnaire, self.unit)
        except RapportError as error:
            problem = Problem(Level.WARN, Where(), str(error))
            self._status = UnitStatus(self.unit, DRAFT, False, 0, None, "", None, None, "", (), {}, (problem,))
        return self._status

    def pictures(self) -> tuple[KnownPicture, ...]:
        """Pictures that the unit has added, in the order of their names."""
        folder = self.workspace.unit_folder(self.unit) / "bilder"
        words = dict(_picture_words(self.answers))
        files = sorted(file for file in folder.iterdir() if not file.name.startswith(".")) if folder.is_dir() else []
        return tuple(KnownPicture(file.name, file.stat().st_size, words.get(file.name, "")) for file in files)

    # ----------------------------------------------------------------------- in words

    @property
    def partners(self) -> tuple[Unit, ...]:
        """Units that may stand behind an example together with this one."""
        return tuple(unit for unit in self.questionnaire.units if unit.kind.counted and unit.slug != self.unit.slug)

    def deadline(self) -> tuple[date | None, int]:
        """The last day and how many days are left, negative when it has passed; None when there is no last day."""
        text = self.workspace.assignment.deadline
        if not text:
            return None, 0
        day = date.fromisoformat(text)
        return day, (day - self.clock().date()).days

    def place_words(self, path: FieldPath) -> str:
        """Which item, row and column a path names, in words; empty for a question as a whole."""
        question = self.questionnaire.question(path.section, path.question)
        parts = []
        if path.item:
            items = _items(self.answers.get(path.section, {}).get(path.question))
            number = next((n for n, item in enumerate(items, 1) if item.get("id") == path.item), 0)
            title = next(
                (str(item.get(question.item_title) or "") for item in items if item.get("id") == path.item), ""
            )
            parts.append(f"{question.item.capitalize()} {number}" + (f" ”{title}”" if title else ""))
        labels = {option.id: option.label for option in question.rows}
        labels |= {column.id: column.label for column in question.columns}
        parts += [labels.get(name, name) for name in (path.row, path.column) if name]
        return ", ".join(parts)


def open_session(workspace: Workspace, unit: Unit, who: str, clock: Clock = local_now) -> Session:
    """The unit's answers for writing, or for reading only while someone else has them open.

    Raises `RapportError` when the sections or the draft cannot be read.
    """
    questionnaire = load_questionnaire(workspace)
    try:
        draft = open_draft(workspace, questionnaire, unit, who)
    except Locked as error:
        return Session(workspace, questionnaire, unit, who, None, error.holder, clock)
    return Session(workspace, questionnaire, unit, who, draft, clock=clock)


def _section_of(path: str) -> str:
    return path.partition(".")[0]


def _items(raw: Raw) -> list[dict[str, Any]]:
    return [entry for entry in raw if isinstance(entry, dict)] if isinstance(raw, list) else []


def _with(entry: dict[str, Any], field: str, value: Raw) -> dict[str, Any]:
    """A copy with one field changed: the old list may be on its way to the disk in another thread."""
    kept = {key: old for key, old in entry.items() if key != field}
    return kept if value in (None, "", [], {}) else kept | {field: value}


def _picture_words(raw: Any) -> list[tuple[str, str]]:
    """File name and words of every picture somewhere in the answers."""
    if isinstance(raw, Mapping):
        own = [(str(raw["file"]), str(raw.get("caption") or raw.get("alt") or ""))] if raw.get("file") else []
        return own + [pair for value in raw.values() for pair in _picture_words(value)]
    if isinstance(raw, list):
        return [pair for value in raw for pair in _picture_words(value)]
    return []
