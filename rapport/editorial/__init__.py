"""The editor's side: decisions and comments, where each unit stands, selection, themes and national chapters."""

from .activity import Activity, Entry, load_activity
from .change import Change, undo
from .chapters import load_chapter
from .decisions import approve, choose_fork, comment, end_waiver, reopen, resolve_comment, return_submission, waive
from .layouts import Layout, load_layouts, save_layouts
from .log import Comment, Decision, EditorialLog, load_log
from .selection import Choice, Selection, load_selection
from .standing import standing_sentences
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
    settled_submissions,
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
    "choose_fork",
    "comment",
    "compared_submission",
    "end_waiver",
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
    "settled_submissions",
    "standing_sentences",
    "undo",
    "unit_status",
    "waive",
]
