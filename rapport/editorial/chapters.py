"""The national chapters: Markdown files that the editor writes."""

from __future__ import annotations

from dataclasses import dataclass

from rapport.errors import InvalidFile, Level, Problem, UseError, Where
from rapport.files import files_in, read_bytes
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
    file = workspace.show(path)
    if not path.is_file():
        known = [other.stem for other in files_in(workspace.chapters, ".md")]
        near = nearest(name, known)
        hint = f" Menade du ”{near}”?" if near else " Skriv det, eller ta bort det ur data/rapport.yaml."
        raise UseError(f"Kapitlet {file} finns inte.{hint}")
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Spara den som UTF-8 och försök igen."
        problem = Problem(Level.BLOCK, Where(file, line), "Filen är inte UTF-8.", hint)
        raise InvalidFile(f"Filen {file} går inte att läsa.", [problem]) from error
    return Chapter(name, clean(text), file)
