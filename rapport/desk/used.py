"""What of each unit's answers stands in the report, followed from the composed documents; made again on changes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from rapport.blocks import Item, walk
from rapport.files import read_bytes, write_atomic
from rapport.report import compose, load_material
from rapport.workspace import Workspace

_FORMAT = 1
_MAX_BYTES = 16_000_000

Used = Mapping[str, frozenset[str]]
"""Sections with text in the report, by unit; a unit without any is not there."""


def used_sections(workspace: Workspace) -> Used:
    """Sections of each unit with text in a draft of the report. Composes only when something has changed.

    Raises `RapportError` when a shared file cannot be read.
    """
    stamp = report_stamp(workspace)
    kept = _load(workspace, stamp)
    if kept is not None:
        return kept
    used: dict[str, set[str]] = {}
    for composed in compose(load_material(workspace), draft=True):
        for block in walk(composed.document.blocks):
            if isinstance(block, Item):
                for origin in block.origins:
                    if origin.unit not in ("", "-"):
                        used.setdefault(origin.unit, set()).add(origin.question.partition(".")[0])
    found = {unit: frozenset(sections) for unit, sections in used.items()}
    _save(workspace, stamp, found)
    return found


def report_stamp(workspace: Workspace) -> str:
    """Another text whenever a file that the report is made from has changed; drafts and logs are not among them."""
    digest = hashlib.sha256(f"{_FORMAT}".encode())
    for folder in (workspace.sections, workspace.root / "data"):
        for path in _files(folder):
            known = path.stat()
            digest.update(f"{path.relative_to(workspace.root)}\0{known.st_size}\0{known.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "historik")
        for name in sorted(names):
            if not name.startswith(".") and name not in ("utkast.yaml", "journal", "logg.jsonl"):
                yield Path(top, name)


def _cache(workspace: Workspace) -> Path | None:
    """The file in the user's cache folder; None without a home. It can always be made anew."""
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("HOME", "") and f"{os.environ['HOME']}/.cache")
    name = hashlib.sha256(str(workspace.root).encode()).hexdigest()[:24]
    return Path(base, "rapport", "used", f"{name}.json") if base else None


def _load(workspace: Workspace, stamp: str) -> Used | None:
    path = _cache(workspace)
    if path is None or not path.is_file():
        return None
    try:
        kept = json.loads(read_bytes(path, _MAX_BYTES))
        if kept["stamp"] != stamp:
            return None
        return {str(unit): frozenset(map(str, sections)) for unit, sections in kept["used"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _save(workspace: Workspace, stamp: str, used: Used) -> None:
    path = _cache(workspace)
    if path is None:
        return
    kept = {"stamp": stamp, "used": {unit: sorted(sections) for unit, sections in sorted(used.items())}}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, json.dumps(kept).encode(), 0o600)
    except OSError:
        # A cache that cannot be kept costs time, nothing else.
        return
