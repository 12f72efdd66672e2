"""How a unit came to stand where it stands, in sentences that read the same to the unit and to the editor."""

from __future__ import annotations

from collections.abc import Iterator

from .status import RETURNED, SUBMITTED, UnitStatus


def standing_sentences(status: UnitStatus) -> tuple[str, ...]:
    """Everything in a unit's standing that its state alone does not say; empty when there is nothing more to say."""
    return (*_submitted(status), *_forks(status), *_draft(status))


def _submitted(status: UnitStatus) -> Iterator[str]:
    latest = status.submissions.latest
    if status.waived:
        yield f"Rapporten görs utan underlaget: {status.waived}"
    if latest is None:
        return
    if latest.is_withdrawal:
        yield f"Underlaget är återkallat: {latest.reason}"
    elif status.state == RETURNED:
        done = "återöppnad" if status.is_reopened else "återsänd"
        yield f"Version {status.version} är {done} och en ny version väntas: {status.reason}"
    elif status.state == SUBMITTED:
        yield from _after_decision(status)


def _after_decision(status: UnitStatus) -> Iterator[str]:
    """A version that came after a decision about an earlier one."""
    if status.approved_version:
        yield (
            f"Version {status.version} är inskickad efter att version {status.approved_version} godkändes. "
            f"Version {status.approved_version} trycks tills den nya är godkänd."
        )
    elif status.decisions:
        last = status.decisions[-1]
        after = f"efter att version {last.version} blev {last.verdict.value}"
        yield f"Version {status.version} är inskickad {after}. Ett beslut väntas."


def _forks(status: UnitStatus) -> Iterator[str]:
    for number in dict.fromkeys(fork.number for fork in status.submissions.forks):
        yield f"Version {number} finns i flera utgåvor. Redaktören avgör vilken som gäller."


def _draft(status: UnitStatus) -> Iterator[str]:
    latest = status.submissions.latest
    if status.draft_ahead and latest is not None and not latest.is_withdrawal:
        yield f"Utkastet är ändrat efter version {status.version} och ändringarna är inte inskickade."
