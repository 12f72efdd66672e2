"""Fields: text that Word computes, with the value it shows until then."""

from __future__ import annotations

from .xml import escape

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def begin(instruction: str) -> str:
    """Runs that open a field; its value and `END` follow."""
    return f'{_BEGIN}<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>{_SEPARATE}'


def field(instruction: str, value: str, looks: str = "") -> str:
    """A whole field that shows `value` (text) in `looks` (run properties as XML)."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    shown = f'<w:r>{properties}<w:t xml:space="preserve">{escape(value)}</w:t></w:r>'
    return begin(instruction) + shown + END
