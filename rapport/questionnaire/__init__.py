"""What is asked: sections, questions, conditions, checks; reading and checking answers; pure but for `sections/`."""

from .checking import CheckResult, Finding, Progress, RawAnswers, Values, check_answers, read_answers
from .expressions import ExpressionError, parse_expression
from .model import TYPES, Column, Question, Questionnaire, Section
from .reading import load_questionnaire, load_survey_questionnaire
from .schema import json_schema
from .values import (
    PICTURE_FIELDS,
    FieldPath,
    Raw,
    is_blank,
    is_item_id,
    parse_answer,
    table_cells,
    table_totals,
)

__all__ = [
    "PICTURE_FIELDS",
    "TYPES",
    "CheckResult",
    "Column",
    "ExpressionError",
    "FieldPath",
    "Finding",
    "Progress",
    "Question",
    "Questionnaire",
    "Raw",
    "RawAnswers",
    "Section",
    "Values",
    "check_answers",
    "is_blank",
    "is_item_id",
    "json_schema",
    "load_questionnaire",
    "load_survey_questionnaire",
    "parse_answer",
    "parse_expression",
    "read_answers",
    "table_cells",
    "table_totals",
]
