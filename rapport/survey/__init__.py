"""The external survey: responses imported and stored by column, counted and crossed by background."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .columns import Coded, Coder, Place, survey_places
from .cross import NO_ANSWER, CrossTable, cross
from .log import LOG_FILE, Import, SurveyLog, load_log, render_log
from .responses import Survey, load_survey
from .shares import ROUNDED, ROUNDING, adds_up, percent, rounding_note
from .store import ANSWERS_FILE, Answers, load_answers, parse_answers, render_answers
from .tally import Tally, open_answers, tally

if TYPE_CHECKING:
    from .importing import ImportPlan, plan_import, store_import
    from .mapping import MAPPING_FILE
    from .preview import ColumnUse, Preview, UnknownValue

__all__ = [
    "ANSWERS_FILE",
    "LOG_FILE",
    "MAPPING_FILE",
    "NO_ANSWER",
    "ROUNDED",
    "ROUNDING",
    "Answers",
    "Coded",
    "Coder",
    "ColumnUse",
    "CrossTable",
    "Import",
    "ImportPlan",
    "Place",
    "Preview",
    "Survey",
    "SurveyLog",
    "Tally",
    "UnknownValue",
    "adds_up",
    "cross",
    "load_answers",
    "load_log",
    "load_survey",
    "open_answers",
    "parse_answers",
    "percent",
    "plan_import",
    "render_answers",
    "render_log",
    "rounding_note",
    "store_import",
    "survey_places",
    "tally",
]


_LATER = {
    "ImportPlan": ".importing",
    "plan_import": ".importing",
    "store_import": ".importing",
    "MAPPING_FILE": ".mapping",
    "ColumnUse": ".preview",
    "Preview": ".preview",
    "UnknownValue": ".preview",
}


def __getattr__(name: str) -> Any:
    # Importing reads workbooks and finds near names; a build is spared what that takes.
    if name in _LATER:
        return getattr(import_module(_LATER[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
