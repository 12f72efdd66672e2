"""Figures with a biography. A fact has no string form of its own: it is printed through one of its forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from rapport.errors import RapportError
from rapport.survey import ROUNDING, percent
from rapport.text import group_digits, nearest, number_word

from .markdown import render_chapter
from .wording import every_words, majority_words, neuter_every, share_words

MONEY_UNITS = {"kr": 1, "tkr": 1_000, "mkr": 1_000_000}
"""Units of money and the kronor in each."""


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
    base: str = ""
    """Swedish: who are in N, for example ’de som har svarat’; empty when N is None or needs no word."""
    label: str = ""
    """Swedish: what the figure is of, an option or a row; empty when the source says all."""
    known: bool = True
    """False when nobody has answered what it is computed from, so that a chapter cannot print it."""

    def __str__(self) -> str:
        raise FactError(f"Uppgiften ”{self.id}” trycks genom en form, till exempel med .print(), och inte som text.")

    def __html__(self) -> str:
        return self.print(_DEFAULT_FORM[self.kind])

    def print(self, form: str = "") -> Markup:
        """The figure in a form, marked as coming from this fact. Raises `FactError` for an unknown form."""
        if self.draft and self.kind == "share" and not self.N and (form or "andel") in _NEED_BASE:
            return Markup("<mark>{}</mark>").format(_no_base(self.id))
        return Markup('<data value="{}">{}</data>').format(self.id, self.text(form))

    def text(self, form: str = "") -> str:
        """The figure in a form, without its identity: for a terminal or a file. Raises `FactError`."""
        name = form or _DEFAULT_FORM[self.kind]
        if name not in FORMS:
            near = nearest(name, FORMS)
            hint = f" Menade du ”{near}”?" if near else f" Former är {', '.join(FORMS)}."
            raise FactError(f"Formen ”{name}” för ”{self.id}” finns inte.{hint}")
        return FORMS[name](self)

    def percent(self, decimals: int = 1) -> Decimal:
        """Percent, halves rounded up. Raises `FactError` without a base."""
        return percent(self.n, _base_of(self), decimals)

    @property
    def rounding(self) -> str:
        """Swedish: how its default form is rounded; empty for what is printed as it is."""
        return ROUNDING if self.kind == "share" else ""


def _no_base(name: str) -> str:
    return f"Andelen ”{name}” har inget att räknas av: ingen har svarat."


def _base_of(fact: Fact) -> int:
    """The base of what is printed as a part of something. Raises `FactError` when there is none."""
    if fact.N is None:
        raise FactError(f"”{fact.id}” är inget antal av något. Använd formen ”antal”.")
    if not fact.N:
        raise FactError(_no_base(fact.id))
    return fact.N


def percent_text(value: Decimal) -> str:
    """A percentage with decimal comma and the unit in letters."""
    return f"{value}".replace(".", ",") + "\u00a0procent"


def _of(fact: Fact) -> str:
    if fact.N is None:
        raise FactError(f"”{fact.id}” är inget antal av något. Använd formen ”antal”.")
    return f"{group_digits(fact.n)}\u00a0av\u00a0{group_digits(fact.N)}"


def _share(fact: Fact) -> str:
    return f"{percent_text(fact.percent())} ({_of(fact)})"


def _cell(fact: Fact) -> str:
    share = f"{fact.percent()}".replace(".", ",")
    return f"{group_digits(fact.n)} ({share}\u00a0%)"


def _kronor(fact: Fact) -> int:
    if fact.kind != "money":
        raise FactError(f"”{fact.id}” är inget belopp. Använd formen ”{_DEFAULT_FORM[fact.kind]}”.")
    return fact.n * MONEY_UNITS[fact.unit]


def _millions(fact: Fact) -> str:
    value = (Decimal(_kronor(fact)) / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = f"{value:f}".removesuffix(".0").replace(".", ",").replace("-", "−")
    return f"{text}\u00a0{'miljon' if text == '1' else 'miljoner'} kronor"


def _thousands(fact: Fact) -> str:
    value = (Decimal(_kronor(fact)) / 1_000).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{group_digits(int(value))}\u00a0tkr"


def _part(fact: Fact) -> str:
    return share_words(fact.n, _base_of(fact))


def _every(fact: Fact) -> str:
    words = every_words(fact.n, _base_of(fact))
    if not words:
        raise FactError(f"”{fact.id}” går inte att skriva som ”var tredje”. Använd formen ”del”.")
    return words


def _which(fact: Fact) -> str:
    if not fact.label:
        raise FactError(f"”{fact.id}” har ingen etikett att trycka. Använd formen ”{_DEFAULT_FORM[fact.kind]}”.")
    return fact.label if fact.label[1:2].isupper() else fact.label[:1].lower() + fact.label[1:]


def _capital(form: Callable[[Fact], str]) -> Callable[[Fact], str]:
    """The same words as the beginning of a sentence."""

    def printed(fact: Fact) -> str:
        words = form(fact)
        return words[:1].upper() + words[1:]

    return printed


_IN_WORDS: dict[str, Callable[[Fact], str]] = {
    "ord": lambda fact: number_word(fact.n),
    "neutrum": lambda fact: number_word(fact.n, neuter=True),
    "del": _part,
    "majoritet": lambda fact: majority_words(fact.n, _base_of(fact)),
    "var": _every,
    "vart": lambda fact: neuter_every(_every(fact)),
    "vad": _which,
}
FORMS: dict[str, Callable[[Fact], str]] = {
    "andel": _share,
    "procent": lambda fact: percent_text(fact.percent()),
    "heltal": lambda fact: percent_text(fact.percent(0)),
    "tabell": _cell,
    "antal": lambda fact: group_digits(fact.n),
    "tal": lambda fact: str(fact.n),
    "av": _of,
    "kr": lambda fact: f"{group_digits(_kronor(fact))}\u00a0kronor",
    "tkr": _thousands,
    "mkr": _millions,
    **_IN_WORDS,
    **{name[:1].upper() + name[1:]: _capital(form) for name, form in _IN_WORDS.items()},
}
"""Forms by name, as `docs/facts.md` has them: andel ’72,1 procent (31 av 43)’, procent, heltal, antal, av, ord …

Those in words have a twin with a capital first letter for the beginning of a sentence: Ord, Del, Var.
"""

_NEED_BASE = ("andel", "procent", "heltal", "tabell", "del", "Del", "majoritet", "Majoritet",
              "var", "Var", "vart", "Vart")  # fmt: skip
_DEFAULT_FORM = {"count": "antal", "share": "andel", "money": "kr", "year": "tal"}


class Facts:
    """All facts of a report by id. Asking for one that is not there names the nearest."""

    def __init__(self, draft: bool = False, derive: Callable[[str], Fact | None] = lambda name: None) -> None:
        self._facts: dict[str, Fact] = {}
        self._derive = derive
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
            derived = self._derive(name)
            if derived is None:
                near = nearest(name, self._facts)
                hint = f" Menade du ”{near}”?" if near else " Kör ”rapport facts” för att se alla."
                raise FactError(f"Uppgiften ”{name}” finns inte.{hint}")
            self.add(derived)
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
        """The fact `name` in a form, as HTML; in a draft a marked hole when that cannot be.

        Raises `FactError`, also for a figure that nobody has answered: a text cannot say that it is 0.
        """
        try:
            fact = self[name]
            if not fact.known:
                raise FactError(f"Uppgiften ”{name}” saknar underlag: ingen har svarat.")
            return fact.print(form)
        except FactError as error:
            if not self._draft:
                raise
            return Markup("<mark>{}</mark>").format(error.message)
