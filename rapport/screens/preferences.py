"""What is remembered of the person at this machine: who they are, which unit, which look. Never answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from rapport.files import write_atomic

from .theme import DARK, LIGHT

_MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is remembered for one workspace."""

    who: str = ""
    """Function or name, as it is shown to others and in receipts; empty until asked."""
    unit: str = ""
    """Slug of the unit opened last."""
    theme: str = DARK
    """Name of the look."""


def preferences_file(environ: Mapping[str, str]) -> Path:
    """Where preferences lie: under `XDG_STATE_HOME`, or its default."""
    home = environ.get("XDG_STATE_HOME") or str(Path(environ.get("HOME") or "/") / ".local" / "state")
    return Path(home) / "rapport" / "val.json"


def load_preferences(file: Path, workspace: Path) -> Preferences:
    """What is remembered for `workspace`; the defaults when nothing is, or when the file cannot be read."""
    entry = _load(file).get(str(workspace), {})
    known = {field.name for field in fields(Preferences)}
    given = {key: value for key, value in entry.items() if key in known and isinstance(value, str)}
    found = Preferences(**given)
    return found if found.theme in (DARK, LIGHT) else Preferences(found.who, found.unit)


def save_preferences(file: Path, workspace: Path, preferences: Preferences) -> bool:
    """Remember; False when the disk refuses, which never stands in the way of the work itself."""
    known = _load(file) | {str(workspace): asdict(preferences)}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(file, json.dumps(known, ensure_ascii=False, indent=1).encode(), mode=0o600)
    except OSError:
        return False
    return True


def save_crash(beside: Path | None, report: str) -> Path | None:
    """Keep the report of an unforeseen error beside the preferences; None when it cannot be kept."""
    if beside is None:
        return None
    file = beside.with_name("fel.txt")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(file, report.encode(errors="replace"), mode=0o600)
    except OSError:
        return None
    return file


def _load(file: Path) -> dict[str, dict[str, object]]:
    try:
        data = file.read_bytes() if file.stat().st_size <= _MAX_BYTES else b"{}"
        known = json.loads(data)
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {key: value for key, value in known.items() if isinstance(value, dict)}
