"""The external survey: responses as stored, counted with n, N and non-response."""

from .responses import Survey, load_survey
from .tally import Tally, open_answers, tally

__all__ = ["Survey", "Tally", "load_survey", "open_answers", "tally"]
