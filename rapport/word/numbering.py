"""Numbering: one shared bullet list, and one instance for each numbered list so that it starts at 1."""

from __future__ import annotations

from .xml import DECLARATION, W

LEVELS = 9
STEP = 369
"""Indent of a list level in twentieths of a point."""
_BULLETS = ("•", "–", "•", "–", "•", "–", "•", "–", "•")
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_BULLET_LIST = 1


class Numbering:
    """Hands out list instances; the bullet list is 1, numbered lists follow."""

    def __init__(self) -> None:
        self._starts: list[int] = []

    def instance(self, ordered: bool, depth: int) -> int:
        """Number of the list instance for a list at `depth` (0 outermost)."""
        if not ordered:
            return _BULLET_LIST
        self._starts.append(level(depth))
        return _BULLET_LIST + len(self._starts)

    def render(self) -> str:
        """The numbering part as XML."""
        bullets = "".join(_level(i, "bullet", _BULLETS[i], "Calibri") for i in range(LEVELS))
        numbers = "".join(_level(i, _FORMATS[i % 3], f"%{i + 1}.", "") for i in range(LEVELS))
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="{start}">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for number, start in enumerate(self._starts, _BULLET_LIST + 1)
        )
        kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
        return (
            f'{DECLARATION}<w:numbering xmlns:w="{W}">'
            f'<w:abstractNum w:abstractNumId="0">{kind}{bullets}</w:abstractNum>'
            f'<w:abstractNum w:abstractNumId="1">{kind}{numbers}</w:abstractNum>'
            f'<w:num w:numId="{_BULLET_LIST}"><w:abstractNumId w:val="0"/></w:num>{lists}</w:numbering>'
        )


def level(depth: int) -> int:
    """The list level for `depth`; Word has nine."""
    return min(depth, LEVELS - 1)


def _level(index: int, kind: str, text: str, font: str) -> str:
    face = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else ""
    look = f"<w:rPr>{face}</w:rPr>" if face else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (index + 1)}" w:hanging="{STEP}"/></w:pPr>'
        f"{look}</w:lvl>"
    )
