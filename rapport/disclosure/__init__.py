"""The disclosure guard: what in open answers may single someone out, and what the editor decides about it.

It helps the editor to see; it does not guarantee that nothing is disclosed.
"""

from .guard import KEEP, MARK, MASK, Finding, Guard, Voice, decide, load_guard, undecided
from .recognising import Span, recognise

__all__ = [
    "KEEP",
    "MARK",
    "MASK",
    "Finding",
    "Guard",
    "Span",
    "Voice",
    "decide",
    "load_guard",
    "recognise",
    "undecided",
]
