"""What rules read and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .subject import Subject

LEVELS = ("error", "warning", "note")
"""From what weighs most."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document."""

    document: str
    """Id of the output, or the file's name."""
    headings: tuple[str, ...] = ()
    """The headings above it, outermost first."""
    block: int = 0
    """Number of the block in the document, counted from 1 in reading order; 0 for the document as a whole."""
    page: int | None = None
    """Page of the nearest heading above it in the last layout; None when no layout is known."""

    def __str__(self) -> str:
        page = f", s. {self.page}" if self.page is not None else ""
        block = f" (stycke {self.block})" if self.block else ""
        return " › ".join((self.document, *self.headings)) + page + block

    def as_json(self) -> dict[str, Any]:
        """The place as a JSON object; `page` is null when unknown."""
        return {
            "document": self.document,
            "headings": list(self.headings),
            "block": self.block,
            "page": self.page,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule has found."""

    message: str
    """A Swedish sentence that says what is wrong and what to do."""
    where: Place
    """Where it stands."""
    quote: str = ""
    """The words it is about, as printed."""
    code: str = ""
    """The rule's code; set by the runner."""
    level: str = ""
    """One of `LEVELS`; set by the runner from the rule and the workspace's settings."""

    def as_json(self) -> dict[str, Any]:
        """The finding as a JSON object. Keys are only ever added."""
        place = self.where.as_json()
        return {"code": self.code, "level": self.level, "message": self.message, "where": place, "quote": self.quote}


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words: a heading, a paragraph, a table's cell, a footnote, a caption or an alternative text."""

    text: str
    """The words, blanks collapsed and all of them plain spaces."""
    where: Place
    """Where it stands."""
    kind: str
    """`heading`, `paragraph`, `cell`, `note`, `caption` or `alt`."""
    foreign: bool = False
    """True for what a unit or respondent wrote, which the editor does not reword."""

    def finding(self, message: str, quote: str = "") -> Finding:
        """A finding at this place; the quote is the whole passage when none is given."""
        return Finding(message, self.where, quote or self.text)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the linter."""

    code: str
    """Short, Swedish, never changed: settings and suppressions refer to it."""
    level: str
    """One of `LEVELS`, unless the workspace says otherwise."""
    title: str
    """Swedish: what the rule is about."""
    check: Callable[[Subject], Iterable[Finding]]
    """A pure function from subject to findings; the runner sets their code and level."""
