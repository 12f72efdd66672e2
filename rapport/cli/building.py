"""`rapport build`: compose every output and write it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from rapport.errors import Refused
from rapport.workspace import Workspace


def add_build(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Register the command; `add` makes a subparser."""
    parser = add("build", help="bygg rapporten och dess bilagor")
    parser.add_argument("--draft", action="store_true", help="bygg ett utkast även om något saknas")
    parser.add_argument("--out", metavar="MAPP", help="mappen att skriva i (annars build i arbetsytan)")
    parser.set_defaults(run=run_build)


def run_build(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Build. Raises `Refused` with a list when a final build may not be made."""
    from rapport.report import compose, load_material, obstacles
    from rapport.word import write_docx

    material = load_material(workspace)
    found = obstacles(material)
    if found and not arguments.draft:
        raise Refused("Rapporten kan inte byggas än. Bygg ett utkast med ”rapport build --draft”.", found)
    folder = Path(arguments.out).resolve() if arguments.out else workspace.build
    folder.mkdir(parents=True, exist_ok=True)
    for composed in compose(material, arguments.draft):
        path = folder / composed.output.file
        write_docx(composed.document, path)
        print(path)
    return 0
