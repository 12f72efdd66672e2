"""Handing in: what it means, asked once."""

from __future__ import annotations

from textual.content import Content

from rapport.errors import Level
from rapport.text import group_digits

from .dialog import STAY, Answer, QuestionScreen
from .plain import joined, lines, plain
from .session import Session
from .words import counted

_CONSEQUENCES = (
    "Det ni skickar in blir en ny, låst version som redaktören läser.",
    "Ni kan fortsätta att skriva efteråt och skicka in en ny version; den gamla finns kvar under Versioner.",
)


class SubmitScreen(QuestionScreen):
    """Asks before handing in; gives `submit`, `check` or nothing. While something blocks it can only be refused."""

    def __init__(self, session: Session) -> None:
        result = session.check()
        if result.blocking:
            n = len(result.blocking)
            text = lines(
                [
                    plain(f"{counted(n, 'sak', 'saker')} måste rättas innan underlaget kan skickas in."),
                    plain(""),
                    *[plain(f"• {finding.message}") for finding in result.blocking[:4]],
                    *([plain(f"… och {n - 4} till.", "$muted")] if n > 4 else []),
                ]
            )
            answers = (Answer("check", "Visa vad som behöver rättas"), Answer(STAY, "Tillbaka"))
            super().__init__("Underlaget kan inte skickas in ännu", text, answers, alarm=True)
            return
        choices = (Answer("submit", "Skicka in"), Answer("preview", "Förhandsgranska först"), Answer(STAY, "Avbryt"))
        super().__init__("Skicka in underlaget?", _summary(session), choices)


def _summary(session: Session) -> Content:
    result = session.check()
    words = group_digits(sum(progress.words for progress in result.progress.values()))
    answered = sum(progress.answered for progress in result.progress.values())
    warnings = sum(1 for finding in result.findings if finding.level is Level.WARN)
    version = session.status.version + 1
    parts = [
        joined((session.unit.authority, "bold")),
        plain(f"Version {version}: {counted(answered, 'besvarad fråga', 'besvarade frågor')}, {words} ord."),
    ]
    if warnings:
        parts.append(
            plain(f"{counted(warnings, 'varning', 'varningar')} kvarstår. Det går att skicka in ändå.", "$warning")
        )
    return lines(
        [*parts, plain(""), *[plain(text) for text in _CONSEQUENCES], plain(f"Skickas in av: {session.who}")]
    )
