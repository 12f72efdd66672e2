"""Why a final build may not be made."""

from __future__ import annotations

from collections.abc import Iterator

from rapport.disclosure import undecided
from rapport.editorial import APPROVED, DRAFT, NOT_STARTED, RETURNED, SUBMITTED, UnitStatus, printed_submission
from rapport.errors import Level, Problem, Where
from rapport.questionnaire import check_answers

from .figures import without_theme
from .material import Material


def obstacles(material: Material) -> tuple[Problem, ...]:
    """What stops a final build: units that have not submitted, are undecided, returned, or whose check blocks."""
    found: list[Problem] = []
    for status in material.statuses:
        unit = status.unit
        if status.problems:
            found += [problem for problem in status.problems if problem.level is Level.BLOCK]
        if status.waived or (not unit.kind.counted and status.state == NOT_STARTED):
            continue
        if status.state != APPROVED:
            sentence, hint = _SENTENCES[status.state]
            found.append(Problem(Level.BLOCK, Where(), f"{unit.name}: {sentence}", hint.format(slug=unit.slug)))
        found += _no_longer_valid(material, status)
    found += _unguarded(material)
    return tuple(dict.fromkeys(found))


def _unguarded(material: Material) -> Iterator[Problem]:
    """Passages of open answers that may single someone out, while the editor has not decided about them."""
    left = len(undecided(material.guard.findings()))
    if left:
        what = "ett fynd är inte avgjort" if left == 1 else f"{left} fynd är inte avgjorda"
        hint = "Kör ”rapport guard”, och maskera eller behåll vart och ett."
        yield Problem(Level.BLOCK, Where(), f"Enkätens öppna svar: {what}.", hint)


def _no_longer_valid(material: Material, status: UnitStatus) -> Iterator[Problem]:
    """What the questionnaire as it is now would not let through of what a unit has sealed."""
    submission = printed_submission(status)
    if submission is not None:
        check = check_answers(material.questionnaire, status.unit, submission.answers)
        for finding in check.blocking:
            place, message = Where(key=str(finding.path)), f"{status.unit.name}: {finding.message}"
            yield Problem(Level.BLOCK, place, message, _CHANGED)


def omissions(material: Material) -> tuple[Problem, ...]:
    """What units have handed in and no build prints, since the editor has not coded it with a theme."""
    found = []
    for source in material.assignment.themes:
        title = material.questionnaire.section(source.section).title
        for name, count in without_theme(material, source.kind).items():
            points = "en punkt" if count == 1 else f"{count} punkter"
            message = f"{name}: {points} under ”{title}” hör inte till något tema och trycks inte."
            found.append(Problem(Level.WARN, Where(), message, "Koda i data/redaktion/koder/."))
    return tuple(found)


_CHANGED = "Frågorna har ändrats sedan underlaget skickades in. Återsänd det, eller ändra tillbaka."
_WAIVE = "Påminn dem, eller gå vidare utan dem med ”rapport waive {slug} --reason …”."
_SENTENCES = {
    NOT_STARTED: ("underlaget är inte påbörjat.", _WAIVE),
    DRAFT: ("underlaget är inte inskickat.", _WAIVE),
    SUBMITTED: (
        "underlaget väntar på beslut.",
        "Läs det och kör ”rapport approve {slug}” eller ”rapport return {slug} --reason …”.",
    ),
    RETURNED: ("underlaget är återsänt och har inte kommit tillbaka.", _WAIVE),
}
