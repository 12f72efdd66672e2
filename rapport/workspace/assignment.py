"""The assignment: who reports, about what, by when, and what is built from it (`data/rapport.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rapport.errors import UseError
from rapport.text import nearest, sort_key


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a codelist."""

    id: str
    """Stable identifier that is stored."""
    label: str
    """What people read."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reporting unit."""

    id: str
    """Identifier that units and sections refer to."""
    label: str
    """Singular, for example ’länsstyrelse’."""
    plural: str
    """Plural, for example ’länsstyrelser’."""
    counted: bool
    """Whether its units count in totals (the N of the assignment)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit."""

    slug: str
    """Folder name and stable identifier."""
    kind: Kind
    """What kind of unit it is."""
    letter: str
    """Letter code, may be empty."""
    code: str
    """Number code, may be empty."""
    name: str
    """Short name, for example ’Västmanland’."""
    authority: str
    """Full name of the authority."""
    genitive: str
    """Genitive of the short name."""
    within: str
    """The short name with its preposition, for example ’på Gotland’."""
    tile: tuple[int, int] | None
    """Row and column on the tile map, counted from 1; None when it has no place there."""
    email: str = ""
    """Where reminders are sent; empty sends them to the address the unit has given in its answers."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """The authority that publishes the report."""

    unit: str
    """Slug of its unit; empty when it does not report itself."""
    name: str
    """Full name."""
    department: str
    """Responsible department."""
    address: tuple[str, ...]
    """Postal address, a line each."""
    phone: str
    """Telephone number."""
    web: str
    """Address of the web site."""


@dataclass(frozen=True, slots=True)
class SeriesInfo:
    """The series the report appears in."""

    name: str
    """Name of the series; empty when there is none."""
    number: str
    """Number of this report."""
    reports: tuple[str, ...]
    """Reports of the series to list, in order."""


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """A picture on the front page."""

    file: str
    """File name in the editor's folder; empty prints the drawn motif."""
    alt: str
    """Alternative text."""
    credit: str
    """Who made it, for the imprint."""


@dataclass(frozen=True, slots=True)
class SurveyInfo:
    """What is known of the external survey before any answer."""

    invited: int
    """Number of people invited."""
    unknown: tuple[str, ...]
    """Options that mean ’do not know’: answered, so part of a share's base, but told apart."""
    positive: tuple[str, ...]
    """Options that count as positive."""
    matrix: str
    """Section with the statements per target area."""
    when: str
    """When it was made, in words."""
    base: str = "answered"
    """What shares are computed from: `answered` (n), `known` (n without ’do not know’) or `invited` (N)."""
    threshold: int = 0
    """Cells of cross-tables with fewer respondents than this are not printed; 0 prints all."""


@dataclass(frozen=True, slots=True)
class ReminderInfo:
    """What letters of reminder say that is the same in all."""

    sender: str = ""
    """Address they are sent from; empty leaves it to the mail program."""
    login: str = ""
    """How a unit opens its questions, in sentences."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Findings of the linter that stand, and why."""

    code: str
    """The rule's code."""
    text: str
    """Words that stand in what the finding quotes."""
    reason: str
    """Why it is right as it is."""


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """How the linter is set."""

    rules: dict[str, str] = field(default_factory=dict)
    """Level by the rule's code: `off`, `note`, `warning` or `error`; rules not named keep their own."""
    ignore: tuple[Ignored, ...] = ()
    """What is not told."""


@dataclass(frozen=True, slots=True)
class ThemeSource:
    """A kind of theme and the items it is coded from."""

    kind: str
    """Identifier of the kind."""
    section: str
    """Section of the items."""
    question: str
    """Question of the items."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an output's outline."""

    template: str
    """Name of a template without its ending; empty for a chapter."""
    chapter: str
    """Id of a chapter; empty for a template."""
    place: str
    """`front`, `body` or `back`."""
    arguments: dict[str, Any]
    """What the template is given as `arg`."""


@dataclass(frozen=True, slots=True)
class Output:
    """A document that a build makes."""

    id: str
    """Identifier."""
    file: str
    """File name in the build folder."""
    title: str
    """Title on the cover."""
    subtitle: str
    """Below the title."""
    style: str
    """Name of a Word file in `data/mallar/` whose styles are used; empty for the shipped ones."""
    outline: tuple[Part, ...]
    """Its parts in order."""
    workbook: str = ""
    """File name of a workbook with its tables; empty when none is made."""


@dataclass(frozen=True)
class Assignment:
    """The assignment as a whole."""

    title: str
    """The report's title."""
    subtitle: str
    """Below the title."""
    example: str
    """Sentence that says the data are an example; empty for a real assignment."""
    period: str
    """Period reported on, in words."""
    base_year: int
    """Year that comparisons are made with."""
    deadline: str
    """ISO date by which units submit; empty when there is none."""
    published: str
    """ISO date of publication, also the date in the built documents; empty when there is none."""
    isbn: str
    """ISBN; may be empty."""
    diarienummer: str
    """Registration number; may be empty."""
    signed: str
    """Title of the person who signs the foreword."""
    printed_by: str
    """Printing house; may be empty."""
    cover: CoverPicture
    """Picture on the front page."""
    publisher: Publisher
    """Who publishes."""
    series: SeriesInfo
    """The series it appears in."""
    units: tuple[Unit, ...]
    """Reporting units in the order of the file."""
    codelists: dict[str, tuple[Option, ...]]
    """Lists that questions refer to."""
    survey: SurveyInfo
    """The external survey."""
    themes: tuple[ThemeSource, ...]
    """Kinds of themes."""
    outputs: tuple[Output, ...]
    """What a build makes."""
    reminder: ReminderInfo = ReminderInfo()
    """What letters of reminder say."""
    check: CheckInfo = CheckInfo()
    """How the linter is set."""

    @cached_property
    def _counted(self) -> tuple[Unit, ...]:
        # Sorting by Swedish order costs more than all else that is asked of an assignment, and is asked per item.
        return tuple(sorted((u for u in self.units if u.kind.counted), key=lambda u: sort_key(u.name)))

    def counted_units(self) -> tuple[Unit, ...]:
        """Units that count in totals, in Swedish order of name."""
        return self._counted

    def unit(self, name: str) -> Unit:
        """The unit with this slug, letter, code or name. Raises `UseError` with the nearest one."""
        wanted = name.casefold().strip()
        for unit in self.units:
            if wanted in (unit.slug, unit.letter.casefold(), unit.code, unit.name.casefold()) and wanted:
                return unit
        near = nearest(wanted, [unit.slug for unit in self.units])
        hint = f" Menade du ”{near}”?" if near else " Kör ”rapport status” för att se vilka som finns."
        raise UseError(f"Enheten ”{name}” finns inte i uppdraget.{hint}")
