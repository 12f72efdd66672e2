"""The national chapters: Markdown files that the editor writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rapport.errors import InvalidFile, Level, Problem, UseError, Where
from rapport.files import read_bytes
from rapport.text import clean, nearest
from rapport.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter."""

    id: str
    """Identifier: the file's name without its ending."""
    text: str
    """Markdown, cleaned."""
    file: str
    """Path shown in messages."""


def load_chapter(workspace: Workspace, name: str) -> Chapter:
    """The chapter `name`. Raises `UseError` with the nearest name when there is none, `InvalidFile` for no UTF-8."""
    path = workspace.chapters / f"{name}.md"
    if not path.is_file():
        known = [other.stem for other in _files(workspace)]
        near = nearest(name, known)
        hint = f" Menade du ”{near}”?" if near else " Skriv det, eller ta bort det ur data/rapport.yaml."
        raise UseError(f"Kapitlet {workspace.show(path)} finns inte.{hint}")
    return _load(workspace, path)


def load_chapters(workspace: Workspace) -> tuple[Chapter, ...]:
    """Every chapter, in file-name order. Raises `InvalidFile` for a file that is not UTF-8."""
    return tuple(_load(workspace, path) for path in _files(workspace))


def _files(workspace: Workspace) -> list[Path]:
    return sorted(workspace.chapters.glob("*.md")) if workspace.chapters.is_dir() else []


def _load(workspace: Workspace, path: Path) -> Chapter:
    name = workspace.show(path)
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Spara den som UTF-8 och försök igen."
        problem = Problem(Level.BLOCK, Where(name, line), "Filen är inte UTF-8.", hint)
        raise InvalidFile(f"Filen {name} går inte att läsa.", [problem]) from error
    return Chapter(path.stem, clean(text), name)
