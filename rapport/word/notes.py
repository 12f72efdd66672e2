"""Footnotes: a part of their own, numbered from 1 through the document."""

from __future__ import annotations

from .relationships import Relationships
from .xml import DECLARATION, WORD_NAMESPACES

_SEPARATOR = (
    '<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
)
_STYLE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


class Footnotes:
    """Collects notes while the body is printed."""

    def __init__(self) -> None:
        self.relationships = Relationships()
        """Of the part, for links inside notes."""
        self._notes: list[str] = []

    def add(self, runs: str) -> str:
        """Keep a note whose text is `runs` (XML); the run that refers to it."""
        number = len(self._notes) + 1
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f'<w:r>{_STYLE}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
            f"{runs}</w:p></w:footnote>"
        )
        return f'<w:r>{_STYLE}<w:footnoteReference w:id="{number}"/></w:r>'

    def render(self) -> str:
        """The footnotes part as XML."""
        lines = _SEPARATOR.format(kind="separator", number=-1) + _SEPARATOR.format(
            kind="continuationSeparator", number=0
        )
        return f"{DECLARATION}<w:footnotes {WORD_NAMESPACES}>{lines}{''.join(self._notes)}</w:footnotes>"
