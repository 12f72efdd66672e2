"""Themes: what the units' points are about, in the editor's words, and which point belongs to which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapport.errors import InvalidFile, Problem
from rapport.files import Problems, Reader, files_in, load_yaml
from rapport.questionnaire import is_item_id
from rapport.text import clean
from rapport.workspace import Workspace

THEMES_FILE = "teman.yaml"
"""Name of the file of themes in the editor's folder."""
CODES_FOLDER = "koder"
"""Folder of the codings, one file for each unit."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme."""

    kind: str
    """Kind, as the assignment names it."""
    id: str
    """Identifier within the kind."""
    title: str
    """Heading."""
    short: str
    """Text for the summary (Markdown)."""
    full: str
    """Text for the chapter (Markdown)."""


@dataclass(frozen=True, slots=True)
class Themes:
    """Every theme, and the points that belong to each."""

    themes: tuple[Theme, ...]
    """In the editor's order."""
    codes: dict[tuple[str, str], frozenset[tuple[str, str]]]
    """Unit slug and item id of the points of each theme, by kind and theme id."""

    def of_kind(self, kind: str) -> tuple[Theme, ...]:
        """The themes of a kind, in order."""
        return tuple(theme for theme in self.themes if theme.kind == kind)

    def coded(self, kind: str, theme: str) -> frozenset[tuple[str, str]]:
        """Unit slug and item id of each point that belongs to the theme."""
        return self.codes.get((kind, theme), frozenset())


def load_themes(workspace: Workspace) -> Themes:
    """Themes and codings; none when the editor has none. Raises `InvalidFile` with every problem in every file."""
    kinds = [source.kind for source in workspace.assignment.themes]
    found: list[Problem] = []
    themes = _read_themes(workspace, kinds, found)
    codes: dict[tuple[str, str], set[tuple[str, str]]] = {}
    # When no theme can be read, every coding would be of an unknown one.
    for path in files_in(workspace.editorial / CODES_FOLDER, ".yaml") if themes or not found else []:
        for kind, theme, item in _read_codes(workspace, path, themes, found):
            codes.setdefault((kind, theme), set()).add((path.stem, item))
    if found:
        count = "ett fel" if len(found) == 1 else f"{len(found)} fel"
        raise InvalidFile(f"Redaktörens teman går inte att läsa: {count}.", found)
    return Themes(themes, {key: frozenset(items) for key, items in codes.items()})


def _read_themes(workspace: Workspace, kinds: list[str], found: list[Problem]) -> tuple[Theme, ...]:
    path = workspace.editorial / THEMES_FILE
    reader = _open(workspace, path, found) if path.exists() else None
    if reader is None:
        return ()
    themes: list[Theme] = []
    for kind in kinds:
        for entry in reader.readers(kind):
            theme = Theme(
                kind=kind,
                id=entry.text("id", required=True),
                title=clean(entry.text("title", required=True)),
                short=clean(entry.text("short")),
                full=clean(entry.text("full")),
            )
            if any((other.kind, other.id) == (kind, theme.id) for other in themes):
                entry.complain("id", f"Temat ”{theme.id}” finns två gånger.")
            themes.append(theme)
            entry.finish()
    reader.finish()
    found += reader.problems.found
    return tuple(themes)


def _read_codes(
    workspace: Workspace, path: Path, themes: Iterable[Theme], found: list[Problem]
) -> list[tuple[str, str, str]]:
    """Kind, theme and item of every coding in a unit's file."""
    reader = _open(workspace, path, found)
    if reader is None:
        return []
    known: dict[str, list[str]] = {source.kind: [] for source in workspace.assignment.themes}
    for theme in themes:
        known[theme.kind].append(theme.id)
    if all(unit.slug != path.stem for unit in workspace.assignment.units):
        reader.problems.add(1, "", f"Enheten ”{path.stem}” finns inte i uppdraget.", "Byt namn på filen.")
    codes: list[tuple[str, str, str]] = []
    for kind, options in known.items():
        entry = reader.reader(kind)
        for item in entry.node.keys() if entry else ():
            if entry is None:
                continue
            name = entry.one_of(item, options)
            if not is_item_id(item):
                entry.complain(item, f"”{item}” är inget id på en punkt.")
            codes.append((kind, name, item))
    reader.finish()
    found += reader.problems.found
    return codes


def _open(workspace: Workspace, path: Path, found: list[Problem]) -> Reader | None:
    """A reader of a file of format 1, or None with the problem recorded."""
    name = workspace.show(path)
    try:
        reader = Reader(load_yaml(path, name), Problems(name))
    except InvalidFile as error:
        found += error.problems
        return None
    if reader.text("format", "1") != "1":
        reader.complain("format", "Formatet är nyare än programmet.", "Uppdatera rapport.")
    return reader
