"""Why a final build may not be made."""

from __future__ import annotations

from rapport.editorial import APPROVED, DRAFT, NOT_STARTED, RETURNED, SUBMITTED
from rapport.errors import Level, Problem, Where

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
    for entry in material.entries:
        found += [
            Problem(Level.BLOCK, Where(key=str(finding.path)), f"{entry.unit.name}: {finding.message}", _CHANGED)
            for finding in entry.blocking
        ]
    return tuple(dict.fromkeys(found))


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
