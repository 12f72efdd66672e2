"""What will be printed of one unit, as blocks, before anything is submitted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from rapport.blocks import Block, Document
from rapport.questionnaire import (
    Question,
    Questionnaire,
    RawAnswers,
    Section,
    check_answers,
    table_cells,
    table_totals,
)
from rapport.submissions import Receipt, picture_path
from rapport.text import group_digits, swedish_date
from rapport.workspace import Unit, Workspace

from .html import parse_html
from .markdown import render_answer


def preview_text(text: str) -> tuple[Block, ...]:
    """One prose answer as it will be printed."""
    return parse_html(render_answer(text), "svar")


def preview_unit(
    workspace: Workspace, questionnaire: Questionnaire, unit: Unit, answers: RawAnswers, private: bool = False
) -> tuple[Block, ...]:
    """All of a unit's answers section by section, as they will be printed; with the `private` ones, as typed.

    Sections without an answer are left out. Never raises for any answers.
    """
    values = check_answers(questionnaire, unit, answers).values
    printer = _Printer(workspace, questionnaire, unit, private)
    html = Markup().join(
        printer.section(section, values[section.id])
        for section in questionnaire.for_unit(unit)
        if section.id in values
    )
    return parse_html(html, "förhandsvisning", as_typed=private)


def reading_copy(
    workspace: Workspace, questionnaire: Questionnaire, unit: Unit, answers: RawAnswers, receipt: Receipt
) -> Document:
    """A readable copy of what a unit has sealed, to archive and to show a manager."""
    blocks = preview_unit(workspace, questionnaire, unit, answers, private=True)
    assignment = workspace.assignment
    when = receipt.submitted_at
    day, time = swedish_date(when.isoformat()), f"{when:%H.%M}"
    title = f"{assignment.title}: underlag"
    head = Markup("<h1>{}</h1><h2>{}</h2><p>Version {}, inskickad {} kl. {}. Kontrollsumma {}.</p>").format(
        title, unit.authority, receipt.number, day, time, receipt.sha256
    )
    if assignment.example:
        head += Markup('<box kind="info"><p>{}</p></box>').format(assignment.example)
    return Document(title, (*parse_html(head, "läskopia"), *blocks), author=unit.authority, created=when.isoformat())


def reading_copy_path(workspace: Workspace, unit: Unit, number: int) -> Path:
    """Where the readable copy of a version lies; the folder may not be there yet."""
    return workspace.build / f"{unit.slug}-version-{number}.docx"


_LANDSCAPE = Markup("<landscape>")
_WIDE_FROM = 6
"""Columns of numbers from which a table lies on a landscape page."""


class _Printer:
    """Prints answers by question type."""

    def __init__(self, workspace: Workspace, questionnaire: Questionnaire, unit: Unit, private: bool) -> None:
        self.workspace = workspace
        self.unit = unit
        self.private = private
        self._names = {other.slug: other.name for other in questionnaire.units}

    def section(self, section: Section, values: dict[str, Any]) -> Markup:
        """One section with heading."""
        shown = [question for question in section.questions if self._is_shown(question) and question.id in values]
        if not shown:
            return Markup("")
        body = Markup().join(self._answer(question, values[question.id]) for question in shown)
        heading = Markup("<h2>{}</h2>").format(section.title)
        if body.startswith(_LANDSCAPE):
            # The heading goes along to the landscape page.
            return _LANDSCAPE + heading + body.removeprefix(_LANDSCAPE)
        return heading + body

    def _is_shown(self, question: Question) -> bool:
        return self.private or not question.private

    def _answer(self, question: Question, value: Any) -> Markup:
        if question.type == "items":
            return Markup().join(self._item(question, item) for item in value)
        if question.type in ("matrix", "table"):
            return self._matrix(question, value) if question.type == "matrix" else self._table(question, value)
        return Markup('<p class="label">{}</p>{}').format(question.label, self._value(question, value))

    def _item(self, question: Question, item: dict[str, Any]) -> Markup:
        parts = [Markup("<h3>{}</h3>").format(item.get(question.item_title) or question.item.capitalize())]
        for inner in question.questions:
            if inner.id != question.item_title and inner.id in item and self._is_shown(inner):
                shown = self._value(inner, item[inner.id])
                if inner.type not in ("prose", "picture"):
                    shown = Markup('<p class="note">{}: {}</p>').format(
                        inner.label, self._plain(inner, item[inner.id])
                    )
                parts.append(shown)
        return Markup().join(parts)

    def _value(self, question: Question, value: Any) -> Markup:
        if question.type == "prose":
            return render_answer(value)
        if question.type == "picture":
            source = picture_path(self.workspace, self.unit, value["file"])
            fields = {"caption": "", "credit": "", **value}
            if not fields.get("alt"):
                return Markup('<box kind="hole"><p><mark>Bilden saknar alternativtext.</mark></p></box>')
            image = Markup('<img src="{src}" alt="{alt}" caption="{caption}" credit="{credit}">')
            return image.format(src=source, **fields)
        return Markup("<p>{}</p>").format(self._plain(question, value))

    def _plain(self, question: Question, value: Any) -> str:
        labels = {option.id: option.label for option in question.options}
        if question.type == "choice":
            return labels[value]
        if question.type == "choices":
            return ", ".join(labels[chosen] for chosen in value)
        if question.type == "partners":
            return ", ".join(self._names.get(slug, slug) for slug in value)
        if question.type in ("integer", "money"):
            return f"{group_digits(value)} {question.unit}".strip()
        return str(value)

    def _matrix(self, question: Question, value: dict[str, str]) -> Markup:
        labels = {option.id: option.label for option in question.options}
        row_markup = Markup("<tr><th>{}</th><td>{}</td></tr>")
        rows = Markup().join(
            row_markup.format(row.label, labels.get(value.get(row.id, ""), "–")) for row in question.rows
        )
        head = Markup("<thead><tr><th>{}</th><th>Svar</th></tr></thead>").format(question.label)
        description = escape(question.label)
        return Markup('<table widths="75 25" description="{}">{}<tbody>{}</tbody></table>').format(
            description, head, rows
        )

    def _table(self, question: Question, value: dict[str, dict[str, int]]) -> Markup:
        cells = table_cells(question, value)
        head = _row("th", "", [column.label for column in question.columns])
        rows = [
            _row("td", row.label, [_number(cells[row.id][c.id]) for c in question.columns]) for row in question.rows
        ]
        foot = Markup("")
        if question.total:
            totals = table_totals(question, value)
            foot = Markup("<tfoot>{}</tfoot>").format(
                _row("td", "Summa", [_number(totals[c.id]) for c in question.columns])
            )
        markup = Markup(
            '<p class="label">{}, {}</p><table description="{}"><thead>{}</thead><tbody>{}</tbody>{}</table>'
        )
        table = markup.format(question.label, question.unit, question.label, head, Markup().join(rows), foot)
        return _LANDSCAPE + table + Markup("</landscape>") if len(question.columns) >= _WIDE_FROM else table


_CELLS = {"td": Markup('<td align="right">{}</td>'), "th": Markup('<th align="right">{}</th>')}


def _row(tag: str, first: str, texts: list[str]) -> Markup:
    cell = _CELLS[tag]
    cells = Markup().join(cell.format(text) for text in texts)
    return Markup("<tr><th>{}</th>{}</tr>").format(first, cells)


def _number(value: int | None) -> str:
    return "–" if value is None else group_digits(value)
