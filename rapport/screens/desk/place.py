"""One place of a submission beside its earlier version: the same is folded, differences have sign and look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from rapport.desk import LinePair, Piece, diff_lines
from rapport.editorial import Comment

from ..plain import joined, lines, plain
from ..words import counted

SIDE_BY_SIDE = 100
"""Cells of a place from which the versions stand beside each other."""
_GAP = " │ "
_LOOKS = {"": "", "-": "$error strike", "+": "$success bold"}
_SIGNS = {"": ("", ""), "-": ("[−", "]"), "+": ("[+", "]")}


@dataclass(frozen=True)
class PlaceWords:
    """What stands at one place."""

    path: str
    """The place as comments name it; empty for the submission as a whole."""
    label: str
    """Its words: a question's label, an item's title."""
    after: tuple[str, ...] = ()
    """Lines of the answer."""
    before: tuple[str, ...] | None = None
    """Lines of the answer in the earlier version; None when there is none to compare with."""
    comments: tuple[Comment, ...] = ()
    """The editor's comments here, in order."""
    is_head: bool = False
    """Whether it is a heading over other places."""
    pairs: tuple[LinePair, ...] = field(init=False)
    """The lines compared; empty when there is nothing to compare with."""

    def __post_init__(self) -> None:
        pairs = () if self.before is None else diff_lines(self.before, self.after)
        object.__setattr__(self, "pairs", pairs)

    @property
    def has_changed(self) -> bool:
        """Whether the answer is another than in the earlier version."""
        return any(not pair.is_same for pair in self.pairs)

    @property
    def open_comments(self) -> tuple[Comment, ...]:
        """Comments that are not ticked off."""
        return tuple(comment for comment in self.comments if not comment.resolved)

    def render(self, width: int, is_folded: bool) -> Content:
        """The place in `width` cells."""
        sign = ("± ", "bold $accent") if self.has_changed else ("", "")
        parts = [joined(sign, (self.label, "bold underline $primary" if self.is_head else "bold $primary"))]
        if not self.pairs:
            parts += [plain(line) for line in self.after]
        else:
            parts += _compared(self.pairs, width, is_folded)
        for comment in self.comments:
            done = " (avbockad)" if comment.resolved else ""
            look = "$muted" if comment.resolved else "bold $accent"
            parts.append(
                joined((f"» {comment.text}", look), (f"  {comment.who}, version {comment.version}{done}", "$muted"))
            )
        return lines(parts)


def _compared(pairs: Sequence[LinePair], width: int, is_folded: bool) -> list[Content]:
    parts: list[Content] = []
    for is_same, group in groupby(pairs, lambda pair: pair.is_same):
        run = list(group)
        if is_same and is_folded:
            n = len([pair for pair in run if pair.merged[0][0].strip()])
            parts += [plain(f"  … {counted(n, 'stycke', 'stycken')} utan ändring", "$muted")] if n else []
        elif width < SIDE_BY_SIDE:
            parts += [_unified(pair) for pair in run]
        else:
            half = (width - len(_GAP)) // 2
            parts += [line for pair in run for line in _beside(pair, half)]
    return parts


def _unified(pair: LinePair) -> Content:
    """Both versions of a line in one."""
    parts: list[str | Content] = []
    for place, (text, sign) in enumerate(pair.merged):
        parts.append(_marked(text, sign))
        # A removed word and the one that takes its place would else stand in one.
        follows = pair.merged[place + 1 : place + 2]
        if sign == "-" and follows and follows[0][1] == "+" and not text[-1:].isspace():
            parts.append(" ")
    return joined(*parts)


def _marked(text: str, sign: str) -> Content:
    """Words with their sign; blanks stay outside of it."""
    words = text.strip()
    if not sign or not words:
        return plain(text)
    first, last = _SIGNS[sign]
    left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    look = _LOOKS[sign]
    # The sign itself is not struck out, or it could not be told from the line through it.
    return joined(
        left, (first, look.removesuffix(" strike")), (words, look), (last, look.removesuffix(" strike")), right
    )


def _beside(pair: LinePair, half: int) -> list[Content]:
    """The line before to the left, after to the right."""
    left, right = _side(pair.before, "-", half), _side(pair.after, "+", half)
    height = max(len(left), len(right))
    left += [plain("")] * (height - len(left))
    right += [plain("")] * (height - len(right))
    return [joined(a, " " * (half - a.cell_length), (_GAP, "$rule"), b) for a, b in zip(left, right, strict=True)]


def _side(pieces: tuple[Piece, ...] | None, sign: str, width: int) -> list[Content]:
    content = joined(*[_marked(piece.text, sign if piece.changed else "") for piece in pieces or ()])
    return [line.rstrip() for line in content.wrap(width)] if content.plain.strip() else [plain("")]


class PlaceVisual(Visual):
    """A place that is laid out in whatever width it is drawn in."""

    def __init__(self, words: PlaceWords, is_folded: bool) -> None:
        self._words = words
        self._is_folded = is_folded

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The place's lines."""
        return self._words.render(width, self._is_folded).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Number of lines."""
        return self._words.render(width, self._is_folded).get_height(rules, width)


class Place(Static, can_focus=True):
    """A place that can be stepped to with Tab."""

    def __init__(self, words: PlaceWords, is_folded: bool) -> None:
        super().__init__(PlaceVisual(words, is_folded), markup=False, classes="place")
        self.words = words

    def fold(self, is_folded: bool) -> None:
        """Show what is unchanged, or not."""
        self.update(PlaceVisual(self.words, is_folded))
