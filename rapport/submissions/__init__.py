"""A unit's answers on the disk: draft, journal, lock, pictures and sealed submissions."""

from .comparing import comparable_answers, content_hash, diff_answers
from .draft import Draft, SaveStatus, open_draft
from .draftfile import Answers, load_draft
from .locks import FolderLock, Holder, Locked, clock
from .pictures import MAX_PICTURE_BYTES, add_picture, picture_fault, picture_kind, picture_path
from .sealed import Submission, SubmissionList, load_submissions
from .sealing import Receipt, seal, withdraw

__all__ = [
    "MAX_PICTURE_BYTES",
    "Answers",
    "Draft",
    "FolderLock",
    "Holder",
    "Locked",
    "Receipt",
    "SaveStatus",
    "Submission",
    "SubmissionList",
    "add_picture",
    "clock",
    "comparable_answers",
    "content_hash",
    "diff_answers",
    "load_draft",
    "load_submissions",
    "open_draft",
    "picture_fault",
    "picture_kind",
    "picture_path",
    "seal",
    "withdraw",
]
