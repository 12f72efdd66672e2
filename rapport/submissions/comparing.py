"""Whether two sets of answers say the same, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapport.files import sha256_hex
from rapport.questionnaire import CheckResult, FieldPath, Raw, RawAnswers, is_blank, is_item_id

from .draftfile import Answers, storable


def as_text(value: Any) -> Any:
    """A value as a file gives it back: numbers as their digits, texts as they are."""
    if isinstance(value, Mapping):
        return {key: as_text(child) for key, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_text(child) for child in value]
    return str(value) if isinstance(value, int) else value


def content_hash(answers: RawAnswers) -> str:
    """SHA-256 over what is answered, the same for 12000 as for ’12000’; blanks and the order of keys do not count."""
    answered = {
        section: {name: as_text(storable(value)) for name, value in values.items() if not is_blank(value)}
        for section, values in answers.items()
    }
    return sha256_hex({section: values for section, values in answered.items() if values})


def comparable_answers(check: CheckResult, answers: RawAnswers) -> Answers:
    """What of a draft to compare with a sealed version: values as sealed, and as typed where they cannot be read."""
    content: Answers = {section: dict(values) for section, values in check.values.items()}
    for finding in check.blocking:
        section, name = finding.path.section, finding.path.question
        if not finding.missing and name in answers.get(section, {}):
            content.setdefault(section, {})[name] = answers[section][name]
    return content


def diff_answers(old: RawAnswers, new: RawAnswers) -> list[FieldPath]:
    """Fields that differ, in the order of `new`, then those that only `old` has; items are known by their ids."""
    changed: list[FieldPath] = []
    for section in _keys(new, old):
        before, after = old.get(section, {}), new.get(section, {})
        for name in _keys(after, before):
            changed += _diff(FieldPath(section, name), before.get(name), after.get(name))
    return changed


def _keys(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _diff(path: FieldPath, old: Raw, new: Raw) -> list[FieldPath]:
    if (is_blank(old) and is_blank(new)) or as_text(storable(old)) == as_text(storable(new)):
        return []
    if _are_items(old) and _are_items(new):
        return _diff_items(path, old or [], new or [])
    if isinstance(old or {}, dict) and isinstance(new or {}, dict):
        return _diff_rows(path, old or {}, new or {})
    return [path]


def _are_items(value: Raw) -> bool:
    return value is None or (
        isinstance(value, list) and all(isinstance(i, dict) and is_item_id(i.get("id")) for i in value)
    )


def _diff_items(path: FieldPath, old: list[dict[str, Raw]], new: list[dict[str, Raw]]) -> list[FieldPath]:
    before = {item["id"]: item for item in old}
    after = {item["id"]: item for item in new}
    shared = [name for name in after if name in before]
    changed = [path] if shared != [name for name in before if name in after] else []
    for name in _keys(after, before):
        fields = _keys(after.get(name, {}), before.get(name, {}))
        for field in fields:
            place = FieldPath(path.section, path.question, name, field)
            changed += _diff(place, before.get(name, {}).get(field), after.get(name, {}).get(field))
    return changed


def _diff_rows(path: FieldPath, old: dict[str, Raw], new: dict[str, Raw]) -> list[FieldPath]:
    changed: list[FieldPath] = []
    for row in _keys(new, old):
        before, after = old.get(row), new.get(row)
        place = FieldPath(path.section, path.question, path.item, path.field, row)
        if isinstance(before or {}, dict) and isinstance(after or {}, dict):
            cells = _keys(after or {}, before or {})
            changed += [
                FieldPath(path.section, path.question, path.item, path.field, row, cell)
                for cell in cells
                if _diff(place, (before or {}).get(cell), (after or {}).get(cell))
            ]
        else:
            changed += _diff(place, before, after)
    return changed
