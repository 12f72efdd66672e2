"""A workspace is a folder with `sections/` and `data/rapport.yaml`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapport.errors import UseError
from rapport.files import load_yaml, show_path

from .assignment import Assignment, Unit
from .parsing import parse_assignment

MARKER = Path("data", "rapport.yaml")
"""The file that makes a folder a workspace."""


@dataclass(frozen=True)
class Workspace:
    """A workspace and where things lie in it. No property creates anything."""

    root: Path
    """Absolute path of the folder."""

    @cached_property
    def assignment(self) -> Assignment:
        """The assignment. Raises `InvalidFile` when `data/rapport.yaml` is not valid."""
        path = self.root / MARKER
        name = self.show(path)
        return parse_assignment(load_yaml(path, name), name)

    @property
    def sections(self) -> Path:
        """Folder of the questionnaire's sections."""
        return self.root / "sections"

    @property
    def survey_sections(self) -> Path:
        """Folder of the external survey's sections."""
        return self.root / "sections" / "enkat"

    @property
    def survey(self) -> Path:
        """Folder of the survey's responses."""
        return self.root / "data" / "enkat"

    @property
    def editorial(self) -> Path:
        """Folder of the editor's decisions, selection, themes and chapters."""
        return self.root / "data" / "redaktion"

    @property
    def chapters(self) -> Path:
        """Folder of the national chapters."""
        return self.editorial / "kapitel"

    @property
    def templates(self) -> Path:
        """Folder of the workspace's own templates, which go before the shipped ones."""
        return self.root / "data" / "mallar"

    @property
    def build(self) -> Path:
        """Folder that builds are written to."""
        return self.root / "build"

    def unit_folder(self, unit: Unit) -> Path:
        """Folder of a unit's draft, journal, sealed submissions and pictures."""
        return self.root / "data" / "enheter" / unit.slug

    def show(self, path: Path) -> str:
        """`path` as shown to people: relative to the workspace where it lies there."""
        return show_path(path, self.root)


def find_workspace(named: str | None = None, start: Path | None = None) -> Workspace:
    """The workspace named, else the one in `RAPPORT_WORKSPACE`, else the nearest upwards from `start`.

    Raises `UseError` that says where it looked.
    """
    name = named or os.environ.get("RAPPORT_WORKSPACE")
    if name:
        root = Path(name).resolve()
        if (root / MARKER).is_file():
            return Workspace(root)
        raise UseError(
            f"Mappen {root} är ingen arbetsyta: filen {MARKER} saknas. Skapa en med ”rapport init {name}”."
        )
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return Workspace(folder)
    raise UseError(
        f"Det finns ingen arbetsyta i {here} eller ovanför: filen {MARKER} saknas. "
        "Gå till rätt mapp, ange den med -C eller skapa en med ”rapport init MAPP”."
    )
