"""The external survey: responses as stored by column, counted with n, N and non-response."""

from .columns import Coded, Coder, Place, survey_places
from .log import LOG_FILE, SurveyLog, load_log, render_log
from .responses import Survey, load_survey
from .store import ANSWERS_FILE, Answers, load_answers, parse_answers, render_answers
from .tally import Tally, open_answers, tally

__all__ = [
    "ANSWERS_FILE",
    "LOG_FILE",
    "Answers",
    "Coded",
    "Coder",
    "Place",
    "Survey",
    "SurveyLog",
    "Tally",
    "load_answers",
    "load_log",
    "load_survey",
    "open_answers",
    "parse_answers",
    "render_answers",
    "render_log",
    "survey_places",
    "tally",
]
