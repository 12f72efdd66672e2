"""Reading stored responses (`data/enkat/svar.yaml`) against the survey's questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapport.errors import Level
from rapport.files import Node, Problems, Reader, load_yaml
from rapport.questionnaire import Questionnaire, check_answers, load_survey_questionnaire
from rapport.workspace import Kind, Unit, Workspace

_RESPONDENT = Unit("respondent", Kind("respondent", "", "", False), "", "", "", "", "", "", None)


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent's answers."""

    id: str
    """Identifier without meaning."""
    values: dict[str, dict[str, Any]]
    """Answers read by type: section, question, value."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The survey's questions and responses."""

    questionnaire: Questionnaire
    """Sections of the survey; empty when the assignment has none."""
    responses: tuple[Response, ...]
    """In file order."""
    note: str
    """What must be said wherever the answers are shown; may be empty."""
    invited: int
    """Number of people invited; never fewer than those who answered."""

    def column(self, section: str, question: str, row: str = "") -> Sequence[str]:
        """The option each respondent chose, empty where there is none. Raises `UseError` for an unknown question."""
        self.questionnaire.question(section, question)
        answers = (response.values.get(section, {}).get(question) or "" for response in self.responses)
        return [
            (answer.get(row, "") if isinstance(answer, dict) else "") if row else str(answer) for answer in answers
        ]


def load_survey(workspace: Workspace) -> Survey:
    """The survey as stored. Raises `InvalidFile` with every answer that its question does not allow."""
    questionnaire = load_survey_questionnaire(workspace)
    path = workspace.survey / "svar.yaml"
    invited = workspace.assignment.survey.invited
    if not path.is_file():
        return Survey(questionnaire, (), "", invited)
    name = workspace.show(path)
    problems = Problems(name)
    reader = Reader(load_yaml(path, name), problems)
    reader.one_of("format", ("1",), "1")
    note = reader.text("note")
    responses = tuple(_response(entry, questionnaire) for entry in reader.readers("responses"))
    reader.finish()
    problems.raise_if_any()
    return Survey(questionnaire, responses, note, max(invited, len(responses)))


def _response(entry: Reader, questionnaire: Questionnaire) -> Response:
    name = entry.text("id", required=True)
    answers = entry.child("answers") or Node({}, entry.node.line)
    entry.finish()
    checked = check_answers(questionnaire, _RESPONDENT, answers.data())
    for finding in checked.findings:
        if finding.level is Level.BLOCK and not finding.missing:
            entry.complain("answers", f"{finding.path}: {finding.message}")
    for section, questions in answers.items():
        for question in questions.keys():
            known = questionnaire.by_id.get(section)
            if known is None or known.question(question) is None:
                entry.complain("answers", f"Frågan ”{section}.{question}” finns inte i enkäten.")
    return Response(name, checked.values)
