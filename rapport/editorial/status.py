"""Where each unit stands. Nothing of it is stored: it follows from the sealed versions and the editor's log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from rapport.errors import Level, Problem, UseError, Where
from rapport.questionnaire import CheckResult, Progress, Questionnaire, RawAnswers, check_answers
from rapport.submissions import (
    Submission,
    SubmissionList,
    comparable_answers,
    content_hash,
    load_draft,
    load_submissions,
)
from rapport.workspace import Unit, Workspace

from .log import Comment, Decision, EditorialLog, Verdict, load_log

NOT_STARTED = "ej påbörjad"
"""State of a unit that has answered nothing."""
DRAFT = "utkast"
"""State of a unit with answers but nothing submitted."""
SUBMITTED = "inskickad"
"""State of a unit whose latest version waits for a decision."""
RETURNED = "återsänd"
"""State of a unit that is asked for a new version."""
APPROVED = "godkänd"
"""State of a unit whose latest version is approved."""
STATES = (NOT_STARTED, DRAFT, SUBMITTED, RETURNED, APPROVED)
"""Every state, as people read it."""


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """Where one unit stands."""

    unit: Unit
    """The unit."""
    state: str
    """One of `STATES`."""
    draft_ahead: bool
    """Whether the draft says something else than the latest version."""
    version: int
    """Number of the latest version, a withdrawal included; 0 when nothing is sealed."""
    approved_version: int | None
    """The latest version that is approved; None when none is."""
    waived: str
    """Why the report is made without the unit; empty when it is not."""
    submitted_at: datetime | None
    """When the latest version was sealed."""
    decided_at: datetime | None
    """When the latest version was decided about."""
    reason: str
    """The reason of that decision, or of a withdrawal; may be empty."""
    comments: tuple[Comment, ...]
    """The editor's comments to the unit, in order."""
    progress: dict[str, Progress]
    """How far each section of the draft has come; empty when the draft cannot be read or nothing is asked."""
    problems: tuple[Problem, ...]
    """What is wrong with the unit's files."""
    decisions: tuple[Decision, ...] = ()
    """Every decision about the unit, in order."""
    submissions: SubmissionList = field(repr=False, default=SubmissionList((), (), (), 0))
    """What the unit has sealed."""

    @property
    def is_reopened(self) -> bool:
        """Whether the last decision took back an approval."""
        return bool(self.decisions) and self.decisions[-1].verdict is Verdict.REOPENED


def unit_status(
    workspace: Workspace,
    questionnaire: Questionnaire,
    unit: Unit,
    log: EditorialLog | None = None,
    *,
    with_draft: bool = True,
) -> UnitStatus:
    """Where a unit stands. Broken files of the unit are told as `problems`. `log` saves reading it once more.

    Without `with_draft` the draft is read only where the state needs it, for who prints what is sealed: `progress`
    is then empty and `draft_ahead` false.

    Raises `UseError` when the editor's log as a whole cannot be read.
    """
    log = log or load_log(workspace)
    submissions = settled_submissions(load_submissions(workspace, unit), log)
    latest = submissions.latest
    decision = log.decision(unit.slug, latest.number, latest.sha256) if latest else None
    needs_draft = with_draft or latest is None or latest.is_withdrawal
    check, answers, problems = _draft(workspace, questionnaire, unit) if needs_draft else (None, {}, ())
    waiver = log.waiver(unit.slug)
    return UnitStatus(
        unit=unit,
        state=_state(latest, decision, bool(check and check.values)),
        draft_ahead=check is not None and _is_ahead(questionnaire, unit, check, answers, latest),
        version=latest.number if latest else 0,
        approved_version=_approved_version(submissions, log),
        waived=waiver.reason if waiver and (latest is None or latest.is_withdrawal) else "",
        submitted_at=latest.submitted_at if latest else None,
        decided_at=decision.when if decision else None,
        reason=decision.reason if decision else latest.reason if latest else "",
        comments=tuple(comment for comment in log.comments if comment.unit == unit.slug),
        progress=check.progress if check else {},
        problems=(*problems, *submissions.problems, *_fork_problems(workspace, submissions), *log.problems),
        decisions=tuple(made for made in log.decisions if made.unit == unit.slug),
        submissions=submissions,
    )


def all_statuses(
    workspace: Workspace, questionnaire: Questionnaire, *, with_draft: bool = True
) -> tuple[UnitStatus, ...]:
    """Where every unit stands, in the assignment's order. One unit's broken files do not hide the others."""
    log = load_log(workspace)
    units = workspace.assignment.units
    return tuple(unit_status(workspace, questionnaire, unit, log, with_draft=with_draft) for unit in units)


def approved_submission(status: UnitStatus) -> Submission | None:
    """The version to print in a final build: the latest approved; None when none is."""
    return status.submissions.version(status.approved_version) if status.approved_version else None


def printed_submission(status: UnitStatus) -> Submission | None:
    """The version to print: the latest approved, else the latest submitted; None after a withdrawal."""
    latest = status.submissions.latest
    if latest is None or latest.is_withdrawal:
        return None
    return approved_submission(status) or latest


def compared_submission(status: UnitStatus) -> Submission | None:
    """The version to read the latest one beside: the last before it that is decided about, else the one before."""
    *before, _ = status.submissions.submissions or (None,)
    earlier = [one for one in before if one is not None and not one.is_withdrawal]
    decided = {(decision.version, decision.sha256) for decision in status.decisions}
    return next((one for one in reversed(earlier) if (one.number, one.sha256) in decided), None) or (
        earlier[-1] if earlier else None
    )


def _draft(
    workspace: Workspace, questionnaire: Questionnaire, unit: Unit
) -> tuple[CheckResult | None, RawAnswers, tuple[Problem, ...]]:
    """The draft checked, its answers, and what is wrong with its file."""
    try:
        draft = load_draft(workspace, unit, questionnaire)
    except UseError as error:
        place = Where(workspace.show(workspace.unit_folder(unit)))
        return None, {}, error.problems or (Problem(Level.BLOCK, place, error.message),)
    return check_answers(questionnaire, unit, draft.answers), draft.answers, ()


def _state(latest: Submission | None, decision: Decision | None, has_answers: bool) -> str:
    if latest is None or latest.is_withdrawal:
        return DRAFT if has_answers else NOT_STARTED
    if decision is None:
        return SUBMITTED
    return APPROVED if decision.verdict is Verdict.APPROVED else RETURNED


def _is_ahead(
    questionnaire: Questionnaire, unit: Unit, check: CheckResult, answers: RawAnswers, latest: Submission | None
) -> bool:
    content = comparable_answers(check, answers)
    if latest is None or latest.is_withdrawal:
        return bool(content)
    sealed: Mapping[str, Mapping[str, object]] = latest.answers
    # Read again, so that a version sealed under another questionnaire is compared by what both ask for.
    read = comparable_answers(check_answers(questionnaire, unit, sealed), sealed)
    return content_hash(content) != content_hash(read)


def _approved_version(submissions: SubmissionList, log: EditorialLog) -> int | None:
    for submission in reversed(submissions.submissions):
        if submission.is_withdrawal:
            return None
        decision = log.decision(submission.unit, submission.number, submission.sha256)
        if decision is not None and decision.verdict is Verdict.APPROVED:
            return submission.number
    return None


def settled_submissions(submissions: SubmissionList, log: EditorialLog) -> SubmissionList:
    """Sealed versions with the files the editor has decided on; `forks` are those that wait for a decision."""
    chosen = {one.number: one for one in submissions.submissions}
    forks: list[Submission] = []
    for fork in submissions.forks:
        choice = log.fork_choice(fork.unit, fork.number)
        if choice is None or fork.sha256 not in choice.among:
            forks.append(fork)
        elif fork.sha256 == choice.sha256:
            chosen[fork.number] = fork
    return replace(submissions, submissions=tuple(chosen[n] for n in sorted(chosen)), forks=tuple(forks))


def _fork_problems(workspace: Workspace, submissions: SubmissionList) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            Level.WARN,
            Where(workspace.show(fork.path)),
            f"Version {fork.number} finns i två utgåvor.",
            "Redaktören avgör vilken som gäller.",
        )
        for fork in submissions.forks
    )
