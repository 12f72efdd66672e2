"""Why a final build may not be made."""

from __future__ import annotations

from rapport.errors import Level, Problem, Where

from .material import Material


def obstacles(material: Material) -> tuple[Problem, ...]:
    """What stops a final build: units that have not submitted, are undecided, returned, or whose check blocks."""
    found = []
    for status in material.statuses:
        unit = status.unit
        if status.problems:
            found += [problem for problem in status.problems if problem.level is Level.BLOCK]
        if status.waived or (not unit.kind.counted and status.state == "ej påbörjad"):
            continue
        if status.state != "godkänd":
            sentence, hint = _SENTENCES[status.state]
            found.append(Problem(Level.BLOCK, Where(), f"{unit.name}: {sentence}", hint.format(slug=unit.slug)))
    return tuple(found)


_WAIVE = "Påminn dem, eller gå vidare utan dem med ”rapport waive {slug} --reason …”."
_SENTENCES = {
    "ej påbörjad": ("underlaget är inte påbörjat.", _WAIVE),
    "utkast": ("underlaget är inte inskickat.", _WAIVE),
    "inskickad": (
        "underlaget väntar på beslut.",
        "Läs det och kör ”rapport approve {slug}” eller ”rapport return {slug} --reason …”.",
    ),
    "återsänd": ("underlaget är återsänt och har inte kommit tillbaka.", _WAIVE),
    "återöppnad": ("underlaget är återöppnat och har inte kommit tillbaka.", _WAIVE),
}
