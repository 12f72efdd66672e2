"""The editor's side: decisions and comments, where each unit stands, selection, themes and national chapters."""

from .activity import Activity, Entry, load_activity
from .change import Change, undo
from .chapters import load_chapter
from .decisions import approve, comment, reopen, resolve_comment, return_submission, waive
from .layouts import Layout, load_layouts, save_layouts
from .log import Comment, Decision, EditorialLog, load_log
from .selection import Choice, Selection, load_selection
from .status import (
    APPROVED,
    DRAFT,
    NOT_STARTED,
    RETURNED,
    SUBMITTED,
    UnitStatus,
    all_statuses,
    approved_submission,
    compared_submission,
    printed_submission,
    unit_status,
)
from .themes import Theme, Themes, load_themes

__all__ = [
    "APPROVED",
    "DRAFT",
    "NOT_STARTED",
    "RETURNED",
    "SUBMITTED",
    "Activity",
    "Change",
    "Choice",
    "Comment",
    "Decision",
    "EditorialLog",
    "Entry",
    "Layout",
    "Selection",
    "Theme",
    "Themes",
    "UnitStatus",
    "all_statuses",
    "approve",
    "approved_submission",
    "comment",
    "compared_submission",
    "load_activity",
    "load_chapter",
    "load_layouts",
    "load_log",
    "load_selection",
    "load_themes",
    "printed_submission",
    "reopen",
    "resolve_comment",
    "return_submission",
    "save_layouts",
    "undo",
    "unit_status",
    "waive",
]
