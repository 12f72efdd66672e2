"""Reading how the linter is set: `check` in data/rapport.yaml."""

from __future__ import annotations

from rapport.files import Reader

from .assignment import CheckInfo, Ignored

LEVELS = ("off", "note", "warning", "error")


def parse_check(reader: Reader) -> CheckInfo:
    """The settings under `check`; problems are told to the reader. Codes are not known here."""
    entry = reader.reader("check")
    if entry is None:
        return CheckInfo()
    ignored = []
    for place in entry.readers("ignore"):
        code, text, reason = (place.text(key, required=True) for key in ("code", "text", "reason"))
        for key, value in (("code", code), ("text", text), ("reason", reason)):
            # An empty text would stand in every quote and silence the whole rule.
            if place.child(key) is not None and not value:
                place.complain(key, "Här ska det stå text.")
        ignored.append(Ignored(code, text, reason))
        place.finish()
    info = CheckInfo(_levels(entry), tuple(ignored))
    entry.finish()
    return info


def _levels(entry: Reader) -> dict[str, str]:
    rules = entry.reader("rules")
    if rules is None:
        return {}
    levels = {code: rules.one_of(code, LEVELS, LEVELS[0]) for code, _ in rules.node.items()}
    rules.finish()
    return levels
