"""The one resolver for what ships with the program, in a checkout as in an installed wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

from rapport.errors import UseError
from rapport.files import os_reason, write_atomic

from .place import MARKER, Workspace

_PACKAGE = Path(__file__).resolve().parent.parent
_EMPTY = """# Uppdraget. Byt ut raderna mot era egna; ”rapport schema” beskriver frågefilerna.
format: 1
title: Rapportens titel
units:
  - {slug: enhet-1, name: Enhet 1}
outputs:
  - id: rapport
    file: rapport.docx
    title: Rapportens titel
    outline:
      - {template: omslag}
      - {template: innehall, place: front}
      - {chapter: inledning}
      - {template: exempel, with: {section: exempel}}
"""
_EMPTY_CHAPTER = """# Inledning

Skriv rapportens inledning här.
"""
_EMPTY_SECTION = """id: exempel
title: Exempel
intro: Beskriv era exempel.
questions:
  - id: exempel
    type: items
    label: Exempel
    item: exempel
    item_title: rubrik
    print: rubrik
    questions:
      - {id: rubrik, type: text, label: Rubrik, required: true}
      - {id: text, type: prose, label: Text, required: true, max_words: 300}
"""


def shipped(name: str) -> Path:
    """Folder of what ships: `sections` and `data` (the example assignment) or `templates`.

    In a wheel the first two lie inside the package, in a checkout beside it. Raises `UseError` when neither is there.
    """
    candidates = [_PACKAGE / name, _PACKAGE / "_shipped" / name, _PACKAGE.parent / name]
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise UseError(f"Installationen är ofullständig: mappen ”{name}” saknas i {_PACKAGE}. Installera om rapport.")


def create_workspace(folder: Path, example: bool) -> Workspace:
    """A new workspace in `folder`: the example assignment with its data, or an empty one.

    Raises `UseError` when the folder already holds anything, since nothing is ever overwritten, and when it cannot be
    made.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UseError(f"Mappen {folder} är inte tom. Välj en ny mapp, så skrivs inget över.")
        _fill(folder, example)
    except (OSError, shutil.Error) as error:
        reason = os_reason(error) if error.errno else "alla filer gick inte att kopiera"
        raise UseError(f"Mappen {folder} går inte att skapa: {reason}. Välj en annan mapp.") from error
    return Workspace(folder.resolve())


def _fill(folder: Path, example: bool) -> None:
    """Write what a new workspace holds."""
    if example:
        ignore = shutil.ignore_patterns(".*", "__pycache__", "*.lock", "journal", "original")
        shutil.copytree(shipped("sections"), folder / "sections", ignore=ignore)
        shutil.copytree(shipped("data"), folder / "data", ignore=ignore)
        return
    (folder / "sections").mkdir(parents=True)
    (folder / "data" / "redaktion" / "kapitel").mkdir(parents=True)
    write_atomic(folder / "data" / "redaktion" / "kapitel" / "inledning.md", _EMPTY_CHAPTER.encode())
    write_atomic(folder / "sections" / "01-exempel.yaml", _EMPTY_SECTION.encode())
    write_atomic(folder / MARKER, _EMPTY.encode())
