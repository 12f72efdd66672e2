"""Sections and questions as values."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapport.errors import Level, UseError
from rapport.text import nearest
from rapport.workspace import Option, Unit

from .expressions import Expression

TYPES = (
    "text",
    "prose",
    "integer",
    "money",
    "choice",
    "choices",
    "matrix",
    "table",
    "date",
    "email",
    "phone",
    "picture",
    "partners",
    "items",
)
"""Question types. See `docs/questionnaire.md` for the form of each answer."""

PRINTS = ("rubrik", "punkt", "stycke")
"""How an item is set in the report: under a heading, as a list point, as a paragraph."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that an answer should keep."""

    rule: Expression
    """True when all is well; the check fires only when it is certainly false."""
    message: str
    """What the writer reads when it fires."""
    level: Level
    """How much it weighs."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table question."""

    id: str
    """Identifier within the question."""
    label: str
    """Heading."""
    computed: Expression | None = None
    """Computed from the other columns of the row; None for a column that is filled in."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, or a repeat group of questions (type `items`)."""

    id: str
    """Stable identifier within its section or group."""
    type: str
    """One of `TYPES`."""
    label: str
    """What is asked."""
    help: str = ""
    """Guidance shown while the field has focus."""
    example: str = ""
    """An example of an answer."""
    required: bool | Expression = False
    """Whether an answer must be given; an expression decides by other answers."""
    when: Expression | None = None
    """Shown only when certainly true; None shows it always."""
    checks: tuple[Check, ...] = ()
    """Rules for the answer."""
    max_words: int = 0
    """Most words of a text; 0 for no limit."""
    options: tuple[Option, ...] = ()
    """What to choose from (choice, choices), or the scale (matrix)."""
    rows: tuple[Option, ...] = ()
    """Rows of a matrix or table."""
    columns: tuple[Column, ...] = ()
    """Columns of a table."""
    total: bool = False
    """Whether a table shows a row of sums."""
    unit: str = ""
    """Unit of numbers, for example `kr`."""
    private: bool = False
    """Never printed."""
    print: str = "stycke"
    """One of `PRINTS`, for items."""
    item: str = "punkt"
    """Swedish noun for one item, singular."""
    item_title: str = ""
    """The inner question whose answer names an item."""
    min_items: int = 0
    """Fewest items expected; told as guidance."""
    max_items: int = 0
    """Most items; 0 for no limit."""
    questions: tuple[Question, ...] = ()
    """Inner questions of a repeat group."""

    def question(self, name: str) -> Question | None:
        """The inner question with this id, or None."""
        return next((inner for inner in self.questions if inner.id == name), None)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the questionnaire: a file, a page on the screen."""

    id: str
    """Stable identifier."""
    title: str
    """Heading."""
    group: str = ""
    """Sections of the same group stand together in the overview."""
    intro: str = ""
    """Guidance for the whole section."""
    goal: str = ""
    """A goal's statement, shown in a box; empty when there is none."""
    activities: tuple[str, ...] = ()
    """The goal's activities."""
    effects: tuple[str, ...] = ()
    """The goal's expected effects."""
    units: tuple[str, ...] = ()
    """Kinds of units that answer it; empty for all."""
    questions: tuple[Question, ...] = ()
    """In order."""
    file: str = ""
    """Path shown in messages."""

    def question(self, name: str) -> Question | None:
        """The question with this id, or None."""
        return next((question for question in self.questions if question.id == name), None)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All sections in file-name order."""

    sections: tuple[Section, ...]
    """In order."""
    version: str = ""
    """First twelve hexadecimal digits of the hash over all section files."""
    by_id: dict[str, Section] = field(default_factory=dict)
    """The sections by id."""
    units: tuple[Unit, ...] = ()
    """The assignment's units, which partners questions choose among."""

    def section(self, name: str) -> Section:
        """The section with this id. Raises `UseError` with the nearest one."""
        if name in self.by_id:
            return self.by_id[name]
        near = nearest(name, self.by_id)
        raise UseError(f"Avsnittet ”{name}” finns inte." + (f" Menade du ”{near}”?" if near else ""))

    def question(self, section: str, name: str) -> Question:
        """The question `section.name`. Raises `UseError` when it is not there."""
        found = self.section(section).question(name)
        if found is None:
            near = nearest(name, [question.id for question in self.section(section).questions])
            raise UseError(
                f"Frågan ”{section}.{name}” finns inte." + (f" Menade du ”{section}.{near}”?" if near else "")
            )
        return found

    def for_unit(self, unit: Unit) -> tuple[Section, ...]:
        """The sections that `unit` answers."""
        return tuple(section for section in self.sections if not section.units or unit.kind.id in section.units)
