"""What has changed between two texts: line by line, and word by word within a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_WORDS = re.compile(r"\s+|\S+")
_MOST_WORDS = 3000
"""Words of a line that are compared one by one; longer lines are told as a whole."""
_ALIKE = 0.3
"""Share of common words from which two lines are versions of one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line."""

    text: str
    """The words, blanks between them included."""
    changed: bool
    """Whether only this side has them."""


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line before and after."""

    before: tuple[Piece, ...] | None
    """As it was; None when it is added."""
    after: tuple[Piece, ...] | None
    """As it is; None when it is removed."""
    merged: tuple[tuple[str, str], ...]
    """Both in one: the words and '' (kept), '-' (removed) or '+' (added)."""

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed."""
        return all(not sign for _, sign in self.merged)


def diff_lines(before: Sequence[str], after: Sequence[str]) -> tuple[LinePair, ...]:
    """The lines of both, in order, what belongs together as a pair."""
    pairs: list[LinePair] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += [_same(line) for line in after[j1:j2]]
            continue
        for old, new in zip_longest(before[i1:i2], after[j1:j2]):
            pairs += _pair(old, new)
    return tuple(pairs)


def _same(line: str) -> LinePair:
    kept = (Piece(line, False),)
    return LinePair(kept, kept, ((line, ""),))


def _pair(old: str | None, new: str | None) -> Iterator[LinePair]:
    if old is not None and new is not None:
        words = _WORDS.findall(old), _WORDS.findall(new)
        if max(len(side) for side in words) <= _MOST_WORDS:
            matcher = SequenceMatcher(None, *words, autojunk=False)
            if matcher.ratio() >= _ALIKE:
                yield _by_words(*words, matcher)
                return
    if old is not None:
        yield LinePair((Piece(old, True),), None, ((old, "-"),))
    if new is not None:
        yield LinePair(None, (Piece(new, True),), ((new, "+"),))


def _by_words(old: list[str], new: list[str], matcher: SequenceMatcher[str]) -> LinePair:
    before: list[Piece] = []
    after: list[Piece] = []
    merged: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        was, now = "".join(old[i1:i2]), "".join(new[j1:j2])
        changed = tag != "equal"
        before += [Piece(was, changed)] if was else []
        after += [Piece(now, changed)] if now else []
        if not changed:
            merged.append((now, ""))
            continue
        merged += [(was, "-")] if was else []
        merged += [(now, "+")] if now else []
    return LinePair(tuple(before), tuple(after), tuple(merged))
