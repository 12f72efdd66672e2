"""What an import would do, as data: shown before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What becomes of one column of the file."""

    number: int
    """Its number, from 1."""
    name: str
    """Its header; empty when it has none."""
    role: str
    """`answers`, `id`, `submitted`, `personal`, `technical`, `ignore`, or `unknown` when it was not understood."""
    answers: str = ""
    """What it answers, `section.question`, with row or option; empty for other roles."""
    how: str = ""
    """How that was found: by `id`, `label`, `mapping` or `name`."""
    suggestion: str = ""
    """For an unknown one: what it may answer."""
    filled: int = 0
    """Rows with anything in it."""

    @property
    def label(self) -> str:
        """What it is called in messages and in a mapping."""
        return self.name or f"#{self.number}"


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value that none of the question's options is known by; without a decision it is no answer."""

    question: str
    """What it answers, `section.question`, with row or option."""
    column: str
    """The column it stands in."""
    value: str
    """The value."""
    count: int
    """Rows it stands in."""
    suggestion: str = ""
    """Id of the option it may be."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds, what of it was understood, and what would change."""

    file: str
    """Name of the file."""
    form: str
    """How it is written, in Swedish words."""
    sha256: str
    """Hash of its bytes, hexadecimal."""
    columns: tuple[ColumnUse, ...]
    """Every column, in the file's order."""
    values: tuple[UnknownValue, ...]
    """Values that were not understood, most frequent first."""
    without_column: tuple[str, ...]
    """What of the survey no column answers, `section.question` with row."""
    conflicts: tuple[str, ...]
    """Why the file cannot be stored as it is, a Swedish sentence each; nothing overrides them."""
    rows: int
    """Rows below the header that hold anything."""
    without_answers: int
    """Rows that answer nothing; not stored."""
    incomplete: int
    """Rows of respondents who never sent their answers; not stored unless the mapping says so."""
    doubles: int
    """Rows that say the same as another: of the same respondent, counted once; without identities, counted each."""
    short: int
    """Rows with fewer cells than the header."""
    has_ids: bool
    """Whether the file says who is who; else responses are told apart by what they answer."""
    added: int
    """Responses that are new."""
    changed: tuple[str, ...]
    """Identities of responses that had other answers."""
    unchanged: int
    """Responses that are stored already."""
    only_stored: int
    """Responses that are stored and not in the file."""
    replaces: bool = False
    """Whether those are taken away; else they stay."""

    @property
    def unknown_columns(self) -> tuple[ColumnUse, ...]:
        """Columns with content that were not understood."""
        return tuple(column for column in self.columns if column.role == "unknown")

    @property
    def left_out(self) -> tuple[ColumnUse, ...]:
        """Columns that tools add by themselves; never stored."""
        return tuple(column for column in self.columns if column.role in ("personal", "technical", "submitted"))

    @property
    def is_understood(self) -> bool:
        """Whether nothing needs the editor's decision."""
        return not (self.unknown_columns or self.values or self.without_column or self.conflicts)

    @property
    def is_news(self) -> bool:
        """Whether anything would change."""
        return bool(self.added or self.changed or (self.replaces and self.only_stored))
