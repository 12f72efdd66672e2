"""What a section and a field say of themselves: the goal in its box, guidance, help, example, limit."""

from __future__ import annotations

from textual.content import Content

from rapport.questionnaire import Question, Section

from .fields import KEYS
from .flow import Flow
from .plain import joined, plain


def goal_words(section: Section) -> Flow:
    """The goal's statement, its activities and expected effects."""
    parts: list[tuple[str, Content]] = [("", plain(section.goal.strip(), "bold"))]
    for title, entries in (("Insatser", section.activities), ("Förväntad effekt", section.effects)):
        if entries:
            parts += [("", plain("")), ("", plain(title, "bold $accent"))]
            parts += [("• ", plain(entry)) for entry in entries]
    return Flow(parts)


def field_help(question: Question, roomy: bool = False) -> Content:
    """Help of a field: guidance, example, limits, privacy, keys; `roomy` under its label and with space between."""
    rules = []
    if question.required is True:
        rules.append("Obligatorisk.")
    if question.max_words:
        rules.append(f"Högst {question.max_words} ord.")
    if question.max_items:
        least = f"{question.min_items} till " if question.min_items else "Högst "
        rules.append(f"{least}{question.max_items} stycken.".capitalize())
    if question.private:
        rules.append("Trycks inte i rapporten.")
    parts: list[Content] = [plain(question.label, "bold $primary")] if roomy else []
    if question.help:
        parts.append(plain(" ".join(question.help.split())))
    if question.example:
        parts.append(joined(("Exempel: ", "$accent"), question.example))
    if rules:
        parts.append(plain(" ".join(rules), "$muted"))
    if question.type in KEYS:
        parts.append(plain(KEYS[question.type], "$muted"))
    if not parts:
        return plain(f"{question.label}.", "$muted")
    return Content("\n\n" if roomy else "\n").join(parts)
