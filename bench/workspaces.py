"""The example assignment repeated to any number of units, and its content as Markdown for peers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from rapport.blocks import Block, Box, Heading, Item, List, Note, Paragraph, Table, children, plain
from rapport.files import dump_yaml, load_yaml
from rapport.report import compose, load_material
from rapport.workspace import Workspace, create_workspace


def repeated_workspace(folder: Path, times: int) -> Workspace:
    """The example in `folder`, every unit repeated `times` times with a number after its name."""
    workspace = create_workspace(folder, example=True)
    path = folder / "data" / "rapport.yaml"
    assignment = load_yaml(path).data()
    units = list(assignment["units"])
    decisions = workspace.editorial / "beslut.jsonl"
    for number in range(2, times + 1):
        for unit in units:
            if unit.get("kind"):
                continue
            slug = f"{unit['slug']}-{number}"
            assignment["units"].append(
                {**unit, "slug": slug, "name": f"{unit['name']} {number}", "letter": "", "code": ""}
            )
            _copy_unit(workspace, unit["slug"], slug)
    path.write_text(dump_yaml(_texts(assignment)), encoding="utf-8")
    assert decisions.parent.is_dir()
    return Workspace(folder.resolve())


def _texts(value: Any) -> Any:
    """YAML as read has text alone; nothing to change."""
    return value


def _copy_unit(workspace: Workspace, source: str, target: str) -> None:
    folder = workspace.root / "data" / "enheter"
    shutil.copytree(folder / source, folder / target)


def markdown_of(workspace: Workspace) -> str:
    """What the build prints, as Markdown that pandoc reads, footnotes and tables included."""
    material = load_material(workspace)
    writer = _MarkdownWriter()
    for composed in compose(material, draft=True):
        writer.blocks(composed.document.blocks, "")
    return writer.text()


class _MarkdownWriter:
    """Writes blocks as pandoc Markdown."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.notes: list[str] = []

    def text(self) -> str:
        """The document."""
        return "\n".join([*self.lines, *self.notes]) + "\n"

    def blocks(self, blocks: tuple[Block, ...], indent: str) -> None:
        """Write blocks, each line after `indent`."""
        for block in blocks:
            if isinstance(block, Heading):
                self.lines += [f"{'#' * block.level} {plain(block.content)}", ""]
            elif isinstance(block, Paragraph):
                self.lines += [indent + self._inline(block), ""]
            elif isinstance(block, List):
                for number, item in enumerate(block.items, 1):
                    start = len(self.lines)
                    self.blocks(item.blocks, indent + "    ")
                    mark = f"{number}." if block.ordered else "-"
                    if len(self.lines) > start:
                        self.lines[start] = indent + mark.ljust(4) + self.lines[start].lstrip()
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, (Box, Item)) or children(block):
                self.blocks(children(block), indent)

    def _inline(self, paragraph: Paragraph) -> str:
        text = plain(paragraph.content).replace("\n", " ")
        for note in paragraph.content:
            if isinstance(note, Note):
                self.notes += [f"[^{len(self.notes) + 1}]: {plain(note.content)}", ""]
                text += f"[^{len(self.notes) - 1}]"
        return text

    def _table(self, table: Table) -> None:
        for number, row in enumerate(table.rows):
            self.lines.append("| " + " | ".join(plain(cell.content).replace("\n", " ") for cell in row.cells) + " |")
            if number == 0:
                self.lines.append("|" + "---|" * len(row.cells))
        self.lines.append("")
