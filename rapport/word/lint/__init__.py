"""The structural lint: what is wrong with a .docx file that no schema tells.

Rules are small functions in tables, one table for each subject; `lint_docx` runs them. A rule reads the package and
yields one English sentence for each thing that is wrong. The codes are stable and may be shown or translated.
"""

from __future__ import annotations

from pathlib import Path

from ..opening import OpenedPackage
from . import drawings, fields, identities, notes, packaging, references, styles, tables, texts
from .parts import Finding, Parts, Rule

__all__ = ["RULES", "Finding", "Rule", "lint_docx"]

RULES: tuple[Rule, ...] = (
    *packaging.RULES,
    *identities.RULES,
    *fields.RULES,
    *references.RULES,
    *notes.RULES,
    *styles.RULES,
    *tables.RULES,
    *texts.RULES,
    *drawings.RULES,
)
"""Every rule, packages first."""


def lint_docx(source: Path | str | bytes, *, own: bool = False) -> tuple[Finding, ...]:
    """What is wrong with the file given as path or content, in the order of `RULES`; empty when nothing is.

    `own` adds the rules that only our own files keep. Raises `UseError` when the file is missing or no Word file.
    """
    parts = Parts(OpenedPackage(source))
    return tuple(
        Finding(rule.code, message) for rule in RULES if own or not rule.own for message in rule.check(parts)
    )
