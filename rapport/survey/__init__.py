"""The external survey: responses as stored, counted with n, N and non-response, and crossed by background."""

from .cross import NO_ANSWER, CrossTable, cross
from .responses import Survey, load_survey
from .shares import ROUNDED, ROUNDING, adds_up, percent, rounding_note
from .tally import Tally, open_answers, tally

__all__ = [
    "NO_ANSWER",
    "ROUNDED",
    "ROUNDING",
    "CrossTable",
    "Survey",
    "Tally",
    "adds_up",
    "cross",
    "load_survey",
    "open_answers",
    "percent",
    "rounding_note",
    "tally",
]
