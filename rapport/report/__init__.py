"""From material to documents: facts, the context of templates, Jinja to semantic HTML, HTML to blocks."""

from .compose import Composed, compose, text_hash
from .facts import FORMS, Fact, FactError, Facts
from .figures import compute_facts
from .html import MarkupError, parse_html
from .markdown import render_answer, render_chapter
from .material import Entry, Material, load_material
from .obstacles import obstacles, omissions
from .preview import preview_text, preview_unit, reading_copy, reading_copy_path
from .printed import Printed, printed_facts
from .wording import SHARE_POINTS

__all__ = [
    "FORMS",
    "SHARE_POINTS",
    "Composed",
    "Entry",
    "Fact",
    "FactError",
    "Facts",
    "MarkupError",
    "Material",
    "Printed",
    "compose",
    "compute_facts",
    "load_material",
    "obstacles",
    "omissions",
    "parse_html",
    "preview_text",
    "preview_unit",
    "printed_facts",
    "reading_copy",
    "reading_copy_path",
    "render_answer",
    "render_chapter",
    "text_hash",
]
