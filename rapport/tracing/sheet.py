"""What became of a unit's answers, in sentences that the unit understands, and as a sheet to send to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rapport.blocks import Block, Box, Cell, Document, Heading, Inline, LineBreak, Paragraph, Row, Table, Text
from rapport.text import join_words, number_word
from rapport.workspace import Assignment

from .printed import VERBATIM
from .used import NEWER, NO_PLACE, NO_THEME, NOT_SUBMITTED, OMITTED, PRIVATE, WAIVED, Place, UnitUse, Use

_REASONS = {
    PRIVATE: "Svaret trycks aldrig; det är bara till för redaktionen.",
    OMITTED: "Trycks inte: redaktionen har valt bort det.",
    NO_THEME: "Trycks inte: redaktionen har inte fört det till något tema som trycks.",
    NEWER: "Trycks inte: det står bara i en version som inte är godkänd.",
    WAIVED: "Trycks inte: rapporten görs utan underlaget.",
    NOT_SUBMITTED: "Trycks inte: underlaget är inte inskickat.",
    NO_PLACE: "Trycks inte: ingen del av rapporten återger svaret.",
}
_SHOWN_FACTS = 3
"""Figures named in full; of more, how many they are."""


def sheet_title(use: UnitUse) -> str:
    """The sheet's title."""
    return f"Så användes underlaget från {use.unit.name}"


def version_sentences(use: UnitUse) -> tuple[str, ...]:
    """Which version is printed, and whether there is a later one."""
    if use.waived:
        return (f"Rapporten görs utan underlaget: {use.waived}",)
    if not use.version:
        return (f"Inget av underlaget trycks. Läget är ”{use.state}”.",)
    state = "godkänd" if use.approved else "ännu inte godkänd"
    first = f"Uppgifterna gäller version {use.version}, som är {state}."
    if use.latest == use.version:
        return (first,)
    return (first, f"Version {use.latest} är senare och trycks först när den är godkänd.")


def summary_sentence(use: UnitUse) -> str:
    """How many answers were used in which way."""
    printed = [one for one in use.uses if one.places]
    verbatim = sum(one.wording == VERBATIM for one in printed)
    rest = [one for one in use.uses if not one.places]
    counts = (
        (verbatim, "trycks", "som det lämnades" if verbatim == 1 else "som de lämnades"),
        (len(printed) - verbatim, "trycks", "delvis eller med andra ord"),
        (sum(bool(one.themes) for one in rest), "ligger", "bakom ett tema"),
        (sum(bool(one.facts) and not one.themes for one in rest), "räknas", "in i tal"),
        (sum(bool(one.reason) for one in rest), "trycks", "inte alls"),
    )
    parts = [f"{number_word(count, neuter=True)} {verb} {how}" for count, verb, how in counts if count]
    total = number_word(len(use.uses), neuter=True)
    return f"Underlaget har {total} svar: {join_words(parts)}." if parts else "Underlaget har inga svar."


def use_sentences(use: Use) -> tuple[str, ...]:
    """What became of one answer."""
    return (*_printed(use), *_themes(use), *_counted(use), *_rest(use))


def _printed(use: Use) -> Iterator[str]:
    if not use.places:
        return
    how = "som det lämnades" if use.wording == VERBATIM else "delvis eller med andra ord"
    yield f"Trycks {how}: {_where(use.places)}." if use.wording else f"Trycks: {_where(use.places)}."
    if use.changed:
        yield f"Förkortat eller ändrat: {join_words(use.changed)}."
    if use.left_out:
        yield f"Utelämnat: {join_words(use.left_out)}."


def _themes(use: Use) -> Iterator[str]:
    for theme in use.themes:
        yield f"Ligger bakom temat ”{theme.title}”: {_where(theme.places)}."


def _counted(use: Use) -> Iterator[str]:
    names = list(dict.fromkeys(fact.source.removeprefix(f"{use.label}: ") for fact in use.facts))
    if not names:
        return
    shown = "; ".join(names[:_SHOWN_FACTS])
    more = len(names) - _SHOWN_FACTS
    yield f"Räknas in i: {shown}." if more <= 0 else f"Räknas in i: {shown}; och {number_word(more)} till."


def _rest(use: Use) -> Iterator[str]:
    if use.reason:
        yield _REASONS[use.reason]
    if use.newer and use.reason != NEWER:
        yield "I en senare version, som inte är godkänd, står något annat."


def _where(places: Sequence[Place]) -> str:
    """Places by their nearest heading, which a reader finds in the contents."""
    return "; ".join(place_text(place.title, place.headings[-1:], place.page) for place in places)


def place_text(title: str, headings: Sequence[str], page: int | None) -> str:
    """A place in a document for readers."""
    heads = f", ”{' > '.join(headings)}”" if headings else ""
    return f"{title}{heads}" + (f", sidan\u00a0{page}" if page else "")


# --------------------------------------------------------------------------- the sheet


def sheet(use: UnitUse, assignment: Assignment) -> Document:
    """The sheet as a document: version and summary, then a table for each section."""
    title = sheet_title(use)
    blocks: list[Block] = [Heading(1, _text(title), toc=False)]
    if assignment.example:
        blocks.append(Box((Paragraph(_text(assignment.example)),), "info"))
    blocks += [Paragraph(_text(sentence)) for sentence in (*version_sentences(use), summary_sentence(use))]
    for heading, group in groupby(use.uses, key=lambda one: one.section_title):
        blocks += [Heading(2, _text(heading), toc=False), _table(list(group))]
    if use.shared:
        blocks += [Heading(2, _text(SHARED), toc=False), _table(list(use.shared))]
    return Document(
        title,
        tuple(blocks),
        author=assignment.publisher.name,
        subject=assignment.title,
        created=f"{assignment.published}T00:00:00Z",
    )


SHARED = "Lämnat av andra tillsammans med er"
"""Heading over other units' items in which the unit is a partner."""


def _table(uses: list[Use]) -> Table:
    head = Row((Cell(_text("Svar"), header=True), Cell(_text("Så användes det"), header=True)), "head")
    rows = (Row((Cell(_text(use.label), header=True), Cell(_broken(use_sentences(use))))) for use in uses)
    return Table((head, *rows), widths=(32, 68), description="En rad för varje svar med var och hur det trycks.")


def _broken(sentences: Sequence[str]) -> tuple[Inline, ...]:
    content: list[Inline] = []
    for sentence in sentences:
        content += [LineBreak(), Text(sentence)] if content else [Text(sentence)]
    return tuple(content)


def _text(text: str) -> tuple[Text, ...]:
    return (Text(text),)
