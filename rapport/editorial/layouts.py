"""Page numbers of the last layout of each output, kept with a hash of the text they were taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapport.files import Problems, Reader, dump_yaml, load_yaml, write_atomic
from rapport.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings of one output stood when it was last laid out."""

    sha256: str
    """Hash of the text that was laid out; another text has other pages."""
    pages: dict[str, int]
    """Page by heading key, counted from 1 with the cover."""


def load_layouts(workspace: Workspace) -> dict[str, Layout]:
    """Layouts by output; empty when there are none. Raises `InvalidFile` for a broken file."""
    path = _path(workspace)
    if not path.is_file():
        return {}
    name = workspace.show(path)
    problems = Problems(name)
    reader = Reader(load_yaml(path, name), problems)
    layouts = {}
    for output, entry in reader.named_readers("outputs"):
        pages = entry.reader("pages")
        keys = pages.node.keys() if pages else ()
        layouts[output] = Layout(entry.text("sha256"), {key: pages.integer(key) for key in keys} if pages else {})
        entry.finish()
    reader.finish()
    problems.raise_if_any()
    return layouts


def save_layouts(workspace: Workspace, layouts: Mapping[str, Layout]) -> None:
    """Keep layouts by output. Raises `OSError` when the disk refuses."""
    outputs = {name: {"sha256": layout.sha256, "pages": layout.pages} for name, layout in layouts.items()}
    path = _path(workspace)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, dump_yaml({"outputs": outputs}).encode(), 0o644)


def _path(workspace: Workspace) -> Path:
    return workspace.editorial / "sidor.yaml"
