"""Small phrases that several screens use."""

from __future__ import annotations

from datetime import date, datetime

from rapport.editorial import UnitStatus
from rapport.errors import Level
from rapport.questionnaire import Progress
from rapport.text import MONTHS, group_digits

_DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
STATE_MARKS = {
    "tom": ("○", "$muted"),
    "påbörjad": ("◐", "$primary"),
    "klar": ("●", "$success"),
    "brist": ("▲", "$error"),
}
"""Sign and look of a section's state; the state itself is always written out beside it."""
LEVELS = {
    Level.BLOCK: ("Hindrar", "$error"),
    Level.WARN: ("Varning", "$warning"),
    Level.INFO: ("Upplysning", "$primary"),
}
"""A finding's level in a word, and its look."""


def long_date(day: date) -> str:
    """A date with weekday, as in ’lördag 31 januari 2015’."""
    return f"{_DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def moment(when: datetime) -> str:
    """Date and time, as in ’22 november 2026 kl. 10.42’."""
    local = when.astimezone()
    return f"{local.day} {MONTHS[local.month - 1]} {local.year} kl. {local:%H.%M}"


def days_left(days: int) -> str:
    """How long until the last day."""
    if days < 0:
        return "har passerat"
    if days == 0:
        return "i dag"
    return "i morgon" if days == 1 else f"{group_digits(days)} dagar kvar"


def counted(n: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{group_digits(n)} {one if n == 1 else many}"


def progress_words(progress: Progress) -> str:
    """What a section lacks, in a few words."""
    parts = []
    if progress.missing:
        parts.append(f"{counted(progress.missing, 'svar saknas', 'svar saknas')}")
    if wrong := progress.blocking - progress.missing:
        parts.append(counted(wrong, "fel att rätta", "fel att rätta"))
    if progress.warnings:
        parts.append(counted(progress.warnings, "varning", "varningar"))
    return ", ".join(parts)


def status_words(status: UnitStatus) -> str:
    """The review state in a phrase."""
    version = f", version {status.version}" if status.version else ""
    ahead = ", med ändringar som inte är inskickade" if status.draft_ahead and status.version else ""
    return f"{status.state}{version}{ahead}"
