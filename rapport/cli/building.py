"""`rapport build`: compose every output and write it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rapport.errors import Refused, UseError
from rapport.files import os_reason
from rapport.text import join_words, printable
from rapport.workspace import Workspace

from .arguments import Add
from .formats import WRITERS, parse_formats

if TYPE_CHECKING:
    from rapport.editorial import Layout
    from rapport.report import Composed


def add_build(add: Add) -> None:
    """Register the command; `add` makes a subparser."""
    parser = add("build", help="bygg rapporten och dess bilagor")
    parser.add_argument("--draft", action="store_true", help="bygg ett utkast även om något saknas")
    parser.add_argument("--pages", action="store_true", help="mät sidnumren i innehållet med LibreOffice")
    parser.add_argument("--out", metavar="MAPP", help="mappen att skriva i (annars build i arbetsytan)")
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=parse_formats,
        default=("docx",),
        help=f"vad som skrivs, med komma emellan: {', '.join(WRITERS)} (annars docx)",
    )
    parser.set_defaults(run=run_build)


def run_build(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Build. Raises `Refused` with a list when a final build may not be made."""
    from rapport.editorial import save_layouts
    from rapport.report import compose, load_material, obstacles, omissions

    if not workspace.assignment.outputs:
        raise UseError("Uppdraget har inget att bygga. Lägg till ”outputs” i data/rapport.yaml.")
    material = load_material(workspace)
    if not arguments.draft and (found := obstacles(material)):
        raise Refused("Rapporten kan inte byggas än. Bygg ett utkast med ”rapport build --draft”.", found)
    folder = Path(arguments.out).resolve() if arguments.out else workspace.build
    built = compose(material, arguments.draft)
    if arguments.pages:
        try:
            layouts = _measure(built)
        except UseError:
            _write(built, folder, arguments.format)  # the report is there all the same, its pages estimated
            raise
        save_layouts(workspace, layouts)
        built = tuple(_with_pages(composed, layouts[composed.output.id].pages) for composed in built)
    _write(built, folder, arguments.format)
    _tell_lacking_styles(built)
    told = [problem for status in material.statuses for problem in status.problems] if arguments.draft else []
    for problem in dict.fromkeys([*told, *omissions(material)]):
        print(printable(str(problem)), file=sys.stderr)
    for composed in built:
        for name in arguments.format:
            print(_path(folder, composed, name))
        if composed.output.workbook:
            print(folder / composed.output.workbook)
        if "docx" in arguments.format and not composed.document.pages and _has_contents(composed):
            sentence = f"Sidnumren i innehållet i {composed.output.file} är uppskattade."
            print(f"{sentence} Kör ”rapport build --pages” när texten är klar.", file=sys.stderr)
    return 0


def _path(folder: Path, composed: Composed, name: str) -> Path:
    """Where a document is written in the format `name`."""
    return (folder / composed.output.file).with_suffix(f".{name}")


def _write(built: tuple[Composed, ...], folder: Path, formats: tuple[str, ...]) -> None:
    """Write every output. Raises `UseError` when the folder cannot be written in."""
    from rapport.workbooks import write_workbook

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for composed in built:
            for name in formats:
                WRITERS[name](composed.document, _path(folder, composed, name))
            if composed.output.workbook:
                write_workbook(composed.document, folder / composed.output.workbook)
    except OSError as error:
        place = error.filename2 or error.filename or folder
        raise UseError(f"{place} går inte att skriva: {os_reason(error)}. Välj en annan mapp med --out.") from error


def _measure(built: tuple[Composed, ...]) -> dict[str, Layout]:
    """Layouts by output, measured in a folder of their own, so that a cut leaves nothing. Raises `UseError`."""
    from rapport.editorial import Layout
    from rapport.pdf import heading_pages
    from rapport.report import text_hash
    from rapport.word import heading_keys, write_docx

    layouts = {}
    with tempfile.TemporaryDirectory() as name:
        for composed in built:
            path, document = Path(name, composed.output.file), composed.document
            # With a number for every heading the contents take the room they will have.
            write_docx(_with_pages(composed, {key: 99 for key, _ in heading_keys(document)}).document, path)
            layouts[composed.output.id] = Layout(text_hash(document.blocks, document.style), heading_pages(path))
    return layouts


def _with_pages(composed: Composed, pages: dict[str, int]) -> Composed:
    """The output with these page numbers of its headings."""
    return replace(composed, document=replace(composed.document, pages=pages))


def _tell_lacking_styles(built: tuple[Composed, ...]) -> None:
    """Say once for each style template which styles it lacks."""
    from rapport.word import load_style_set

    for path in dict.fromkeys(composed.document.style for composed in built):
        lacking = load_style_set(path).lacking
        if lacking:
            sentence = f"Stilmallen {Path(path).name} saknar {join_words(lacking)}; rapportens egna används."
            print(printable(sentence), file=sys.stderr)


def _has_contents(composed: Composed) -> bool:
    from rapport.blocks import Contents, walk

    return any(isinstance(block, Contents) for block in walk(composed.document.blocks))
