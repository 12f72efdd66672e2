"""The editor's side: decisions and comments, where each unit stands, selection, themes and national chapters."""

from .chapters import Chapter, load_chapter, load_chapters
from .decisions import approve, comment, parse_field_path, reopen, resolve_comment, return_submission, waive
from .log import Comment, Decision, EditorialLog, Verdict, Waiver, load_log
from .selection import Choice, Selection, load_selection
from .status import (
    APPROVED,
    DRAFT,
    NOT_STARTED,
    RETURNED,
    STATES,
    SUBMITTED,
    UnitStatus,
    all_statuses,
    approved_submission,
    printed_submission,
    unit_status,
)
from .themes import Theme, Themes, load_themes

__all__ = [
    "APPROVED",
    "DRAFT",
    "NOT_STARTED",
    "RETURNED",
    "STATES",
    "SUBMITTED",
    "Chapter",
    "Choice",
    "Comment",
    "Decision",
    "EditorialLog",
    "Selection",
    "Theme",
    "Themes",
    "UnitStatus",
    "Verdict",
    "Waiver",
    "all_statuses",
    "approve",
    "approved_submission",
    "comment",
    "load_chapter",
    "load_chapters",
    "load_log",
    "load_selection",
    "load_themes",
    "parse_field_path",
    "printed_submission",
    "reopen",
    "resolve_comment",
    "return_submission",
    "unit_status",
    "waive",
]
