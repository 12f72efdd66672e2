"""What screens ask of the application. Payloads are values of the domain."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from rapport.questionnaire import FieldPath, Raw
from rapport.submissions import SaveStatus


@dataclass
class Edited(Message):
    """A field has another answer."""

    path: FieldPath
    """Which field."""
    value: Raw
    """The answer as typed."""


@dataclass
class Visited(Message):
    """A field got focus: the place to come back to."""

    path: FieldPath
    """Which field."""


@dataclass
class Jump(Message):
    """Show this field, or the whole section when the path names no question."""

    path: FieldPath
    """Where to."""
    findings: bool = False
    """Whether findings are shown at once."""


@dataclass
class Chosen(Message):
    """A unit was chosen in the list."""

    unit: str
    """Its slug."""
    who: str
    """Who opens it."""


@dataclass
class Saving(Message):
    """The state of saving has changed; posted from the journal's thread."""

    status: SaveStatus
    """How far it has come."""
