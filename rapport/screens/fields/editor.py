"""What a field's editor says, and what it may ask about the unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from rapport.questionnaire import FieldPath, Finding, Raw
from rapport.workspace import Unit

from ..session import KnownPicture


@dataclass
class Changed(Message):
    """An editor has another answer."""

    value: Raw
    """As typed."""
    part: str = ""
    """Which part of a composite editor it is; empty for the whole answer."""


@dataclass
class Left(Message):
    """A part of an editor, such as a cell that was changed, has been left for another."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What editors may know of the unit that answers."""

    partners: tuple[Unit, ...]
    """Units that may stand behind an example."""
    pictures: Callable[[], tuple[KnownPicture, ...]]
    """Pictures the unit has added."""
    add_picture: Callable[[str], str]
    """Takes a path, gives the file name of the added picture; raises `RapportError`."""
    findings: Callable[[FieldPath], tuple[Finding, ...]]
    """What the checks say of a field."""
