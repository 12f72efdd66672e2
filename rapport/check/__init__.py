"""The linter: rules over the blocks of the report, or of any Word file. What each says: docs/check.md."""

from .model import Finding, Passage, Place, Rule
from .registry import RULES
from .running import check_subject
from .subject import Listing, Named, Sentence, Subject, subject_of

__all__ = [
    "RULES",
    "Finding",
    "Listing",
    "Named",
    "Passage",
    "Place",
    "Rule",
    "Sentence",
    "Subject",
    "check_subject",
    "subject_of",
]
