"""Where a workspace's files lie, and the assignment they belong to. Asking creates nothing."""

from .assignment import Assignment, CheckInfo, Ignored, Kind, Option, Output, Part, SurveyInfo, ThemeSource, Unit
from .parsing import parse_options
from .place import Workspace, find_workspace
from .shipped import create_workspace, shipped

__all__ = [
    "Assignment",
    "CheckInfo",
    "Ignored",
    "Kind",
    "Option",
    "Output",
    "Part",
    "SurveyInfo",
    "ThemeSource",
    "Unit",
    "Workspace",
    "create_workspace",
    "find_workspace",
    "parse_options",
    "shipped",
]
