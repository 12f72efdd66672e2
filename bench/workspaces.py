"""The example assignment repeated to any number of units, and its content as Markdown for peers."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from rapport.blocks import Block, Box, Heading, Item, List, Note, Paragraph, Table, children, plain
from rapport.files import dump_yaml, load_yaml
from rapport.questionnaire import load_questionnaire
from rapport.report import compose, load_material
from rapport.submissions import load_draft, seal
from rapport.workspace import Workspace, create_workspace

WHEN = datetime(2015, 1, 20, 12, 0, tzinfo=UTC)


def repeated_workspace(folder: Path, times: int) -> Workspace:
    """The example in `folder`, every county repeated `times` times with a number after its name, each sealed anew."""
    workspace = create_workspace(folder, example=True)
    if times == 1:
        return workspace
    path = folder / "data" / "rapport.yaml"
    assignment = load_yaml(path).data()
    originals = [unit for unit in assignment["units"] if not unit.get("kind")]
    copies = [(unit, f"{unit['slug']}-{number}", number) for number in range(2, times + 1) for unit in originals]
    for unit, slug, number in copies:
        assignment["units"].append(
            {**unit, "slug": slug, "name": f"{unit['name']} {number}", "letter": "", "code": ""}
        )
    path.write_text(dump_yaml(assignment), encoding="utf-8")
    larger = Workspace(workspace.root)
    questionnaire = load_questionnaire(larger)
    units = {unit.slug: unit for unit in larger.assignment.units}
    answers = {unit["slug"]: load_draft(larger, units[unit["slug"]], questionnaire).answers for unit in originals}
    for unit, slug, _ in copies:
        source, target = larger.unit_folder(units[unit["slug"]]), larger.unit_folder(units[slug])
        target.mkdir(parents=True)
        if (source / "bilder").is_dir():
            shutil.copytree(source / "bilder", target / "bilder")
        seal(larger, questionnaire, units[slug], answers[unit["slug"]], "Bench", WHEN)
        codes = larger.editorial / "koder" / f"{unit['slug']}.yaml"
        shutil.copy(codes, codes.with_name(f"{slug}.yaml"))
    return larger


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
