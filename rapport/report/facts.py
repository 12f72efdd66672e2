"""Figures with a biography. A fact has no string form of its own: it is printed through one of its forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from rapport.errors import RapportError
from rapport.text import group_digits, nearest, number_word

from .markdown import render_chapter

MONEY_UNITS = {"kr": 1, "tkr": 1_000, "mkr": 1_000_000}
"""Units of money and the kronor in each."""
ROUNDING = "en decimal, hälften uppåt"
"""The one rounding policy for shares, told in the report."""


class FactError(RapportError):
    """A figure that is asked for and cannot be printed."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A computed figure."""

    id: str
    """Dotted identifier."""
    kind: str
    """`count`, `share` (n of N), `money` or `year`."""
    n: int
    """The number, the numerator of a share, or an amount in `unit`."""
    N: int | None = None
    """The base of a share, or how many units a sum covers; None when there is none."""
    missing: int = 0
    """How many of those asked are not in the base."""
    source: str = ""
    """Swedish: what it is computed from."""
    unit: str = "kr"
    """For money: kr, tkr or mkr."""
    draft: bool = False
    """In a draft, what cannot be computed yet is printed as a marked hole."""

    def __str__(self) -> str:
        raise FactError(f"Uppgiften ”{self.id}” trycks genom en form, till exempel med .print(), och inte som text.")

    def __html__(self) -> str:
        return self.print(_DEFAULT_FORM[self.kind])

    def print(self, form: str = "") -> Markup:
        """The figure in a form, marked as coming from this fact. Raises `FactError` for an unknown form."""
        name = form or _DEFAULT_FORM[self.kind]
        if name not in FORMS:
            near = nearest(name, FORMS)
            hint = f" Menade du ”{near}”?" if near else f" Former är {', '.join(FORMS)}."
            raise FactError(f"Formen ”{name}” för ”{self.id}” finns inte.{hint}")
        if self.draft and self.kind == "share" and not self.N and name in _NEED_BASE:
            return Markup("<mark>{}</mark>").format(_no_base(self.id))
        return Markup('<data value="{}">{}</data>').format(self.id, FORMS[name](self))

    def percent(self) -> Decimal:
        """Percent with one decimal, halves rounded up. Raises `FactError` without a base."""
        if not self.N:
            raise FactError(_no_base(self.id))
        return (Decimal(self.n) * 100 / self.N).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _no_base(name: str) -> str:
    return f"Andelen ”{name}” har inget att räknas av: ingen har svarat."


def percent_text(value: Decimal) -> str:
    """A percentage with decimal comma and the unit in letters."""
    return f"{value}".replace(".", ",") + "\u00a0procent"


def _of(fact: Fact) -> str:
    if fact.N is None:
        raise FactError(f"”{fact.id}” är inget antal av något. Använd formen ”antal”.")
    return f"{group_digits(fact.n)}\u00a0av\u00a0{group_digits(fact.N)}"


def _share(fact: Fact) -> str:
    return f"{percent_text(fact.percent())} ({_of(fact)})"


def _kronor(fact: Fact) -> int:
    return fact.n * MONEY_UNITS[fact.unit]


def _millions(fact: Fact) -> str:
    value = (Decimal(_kronor(fact)) / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = f"{value:f}".removesuffix(".0").replace(".", ",")
    return f"{text}\u00a0{'miljon' if text == '1' else 'miljoner'} kronor"


def _capital(fact: Fact) -> str:
    word = number_word(fact.n)
    return word[:1].upper() + word[1:]


FORMS: dict[str, Callable[[Fact], str]] = {
    "andel": _share,
    "procent": lambda fact: percent_text(fact.percent()),
    "antal": lambda fact: group_digits(fact.n),
    "tal": lambda fact: str(fact.n),
    "av": _of,
    "ord": lambda fact: number_word(fact.n),
    "Ord": _capital,
    "kr": lambda fact: f"{group_digits(_kronor(fact))}\u00a0kronor",
    "mkr": _millions,
}
"""Forms by name: andel ’72,1 procent (31 av 43)’, procent, antal ’1 750’, tal ’2010’, av, ord, Ord, kr, mkr."""

_NEED_BASE = ("andel", "procent")
_DEFAULT_FORM = {"count": "antal", "share": "andel", "money": "kr", "year": "tal"}


class Facts:
    """All facts of a report by id. Asking for one that is not there names the nearest."""

    def __init__(self, draft: bool = False) -> None:
        self._facts: dict[str, Fact] = {}
        self._draft = draft
        self._texts: dict[str, Markup] = {}

    def add(self, fact: Fact) -> None:
        """Register a fact. Raises `FactError` when its id is taken, since ids are made of the questionnaire's."""
        if fact.id in self._facts:
            raise FactError(
                f"Två uppgifter i rapporten får namnet ”{fact.id}”. Byt id på en av frågorna eller alternativen: "
                f"{self._facts[fact.id].source} och {fact.source}."
            )
        self._facts[fact.id] = replace(fact, draft=self._draft)

    def __getitem__(self, name: str) -> Fact:
        if name not in self._facts:
            near = nearest(name, self._facts)
            hint = f" Menade du ”{near}”?" if near else ""
            raise FactError(f"Uppgiften ”{name}” finns inte.{hint}")
        return self._facts[name]

    def __contains__(self, name: str) -> bool:
        return name in self._facts

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def render_text(self, text: str) -> Markup:
        """A text with facts as HTML, rendered once however often it is printed. Raises `FactError`."""
        if text not in self._texts:
            self._texts[text] = render_chapter(text, self.render)
        return self._texts[text]

    def render(self, name: str, form: str = "") -> Markup:
        """The fact `name` in a form, as HTML; in a draft a marked hole when that cannot be. Raises `FactError`."""
        try:
            return self[name].print(form)
        except FactError as error:
            if not self._draft:
                raise
            return Markup("<mark>{}</mark>").format(error.message)
