"""The survey as stored: responses, what must be said of them, and answers given in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapport.errors import UseError
from rapport.files import Problems, Reader, files_in, load_yaml
from rapport.questionnaire import Questionnaire, load_survey_questionnaire
from rapport.text import nearest
from rapport.workspace import Workspace

from .columns import SEPARATOR, Coded, Coder, Place, read_value, survey_places
from .log import load_log
from .store import Answers, load_answers

TOKENS = "svar"
"""Folder of the answers given in the terminal, a file a respondent."""
_DRAFT_KEYS = ("unit", "rev", "position", "parked")


@dataclass(frozen=True, slots=True)
class Survey:
    """The survey's questions and responses, by column."""

    questionnaire: Questionnaire
    """Sections of the survey; empty when the assignment has none."""
    ids: Sequence[str]
    """Respondents' identifiers without meaning, each once, in canonical order."""
    columns: Mapping[Place, Coded]
    """One text for each respondent, for every question or row of a matrix."""
    note: str
    """What must be said wherever the answers are shown; may be empty."""
    invited: int
    """Number of people invited; never fewer than those who answered."""

    def __len__(self) -> int:
        return len(self.ids)

    def __bool__(self) -> bool:
        return True

    @property
    def responses(self) -> int:
        """Number of responses."""
        return len(self.ids)

    def column(self, section: str, question: str, row: str = "") -> Coded:
        """For each respondent in order: an option's id (several joined by `;`), the text of an open answer, or ''.

        Raises `UseError` when the survey has no such question, or the question no such row.
        """
        found = self.columns.get(Place(section, question, row))
        if found is not None:
            return found
        asked = self.questionnaire.question(section, question)
        name = f"{section}.{question}"
        if row or asked.type != "matrix":
            near = nearest(row, [other.id for other in asked.rows])
            hint = f" Menade du ”{near}”?" if near else ""
            raise UseError(f"Frågan ”{name}” har ingen rad ”{row}”.{hint}" if row else f"”{name}” har inga svar.")
        raise UseError(f"Frågan ”{name}” besvaras rad för rad. Ange en av {', '.join(r.id for r in asked.rows)}.")


def load_survey(workspace: Workspace) -> Survey:
    """The survey as stored. Raises `InvalidFile` with every answer that its question does not allow."""
    questionnaire = load_survey_questionnaire(workspace)
    answers = _with_tokens(workspace, questionnaire, load_answers(workspace, questionnaire))
    invited = max(workspace.assignment.survey.invited, len(answers))
    return Survey(questionnaire, answers.ids, answers.columns, load_log(workspace).note, invited)


def _with_tokens(workspace: Workspace, questionnaire: Questionnaire, answers: Answers) -> Answers:
    """The responses with those given in the terminal after them."""
    paths = files_in(workspace.survey / TOKENS, ".yaml")
    given = {path.stem: values for path in paths if (values := _given(workspace, questionnaire, path))}
    if not given:
        return answers
    columns = {}
    for place, column in answers.columns.items():
        coder = Coder(column.values)
        coder.add(column)
        coder.add(values.get(place, "") for values in given.values())
        columns[place] = coder.done()
    return Answers((*answers.ids, *given), columns)


def _given(workspace: Workspace, questionnaire: Questionnaire, path: Path) -> dict[Place, str]:
    """What one respondent has answered in the terminal. Raises `InvalidFile`."""
    problems = Problems(workspace.show(path))
    reader = Reader(load_yaml(path, problems.file, follow_link=False), problems)
    reader.one_of("format", ("1",), "1")
    for key in _DRAFT_KEYS:
        reader.child(key)
    given = reader.data("answers")
    reader.finish()
    values: dict[Place, str] = {}
    for place, question in survey_places(questionnaire).items():
        raw = given
        for key in (place.section, place.question, *([place.row] if place.row else [])):
            raw = raw.get(key) if isinstance(raw, dict) else raw
        raw = [raw] if isinstance(raw, str) else raw or []
        if not (isinstance(raw, list) and all(isinstance(each, str) for each in raw)):
            reader.complain("answers", f"{place}: Svaret ska vara text, eller en lista med texter.")
            continue
        value, fault = read_value(question, SEPARATOR.join(raw))
        if fault:
            reader.complain("answers", f"{place}: {fault}")
        if value:
            values[place] = value
    problems.raise_if_any()
    return values
