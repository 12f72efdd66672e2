"""Fields: text that Word computes, with the value it shows until then."""

from __future__ import annotations

from .xml import escape


def _mark(kind: str, looks: str = "") -> str:
    return f'<w:r>{looks}<w:fldChar w:fldCharType="{kind}"/></w:r>'


_BEGIN, _SEPARATE, END = _mark("begin"), _mark("separate"), _mark("end")


def _instruction(words: str, looks: str = "") -> str:
    return f'<w:r>{looks}<w:instrText xml:space="preserve"> {escape(words)} </w:instrText></w:r>'


def begin(instruction: str) -> str:
    """Runs that open a field; its value and `END` follow."""
    return _BEGIN + _instruction(instruction) + _SEPARATE


def field(instruction: str, value: str, looks: str = "") -> str:
    """A whole field that shows `value` (text) in `looks` (run properties as XML).

    Every run of the field has the looks: programs take those of the first when they compute the value anew.
    """
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    shown = f'<w:r>{properties}<w:t xml:space="preserve">{escape(value)}</w:t></w:r>'
    if not looks:
        return begin(instruction) + shown + END
    opening = _mark("begin", properties) + _instruction(instruction, properties) + _mark("separate", properties)
    return opening + shown + _mark("end", properties)
