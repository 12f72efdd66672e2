"""Running the rules: levels and suppressions of the workspace, and the order findings are told in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rapport.workspace import CheckInfo

from .model import LEVELS, Finding, Rule
from .registry import RULES
from .subject import Subject


def check_subject(subject: Subject, settings: CheckInfo, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    """Every finding that is not suppressed, in reading order; what weighs most first at one place."""
    order = {named.name: number for number, named in enumerate(subject.documents)}
    found = _findings(subject, settings, rules)
    return tuple(sorted(found, key=lambda f: (order[f.where.document], f.where.block, LEVELS.index(f.level))))


def _findings(subject: Subject, settings: CheckInfo, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    for rule in rules:
        level = settings.rules.get(rule.code, rule.level)
        if level == "off":
            continue
        ignored = [entry.text for entry in settings.ignore if entry.code == rule.code]
        for finding in rule.check(subject):
            if not any(text in finding.quote for text in ignored):
                yield replace(finding, code=rule.code, level=level)
