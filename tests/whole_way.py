"""Short ways for tests to take a workspace from answers to a built report."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from rapport.blocks import Block, Chart, Document, Heading, Item, Link, List, Note, Paragraph, Table, plain, walk
from rapport.editorial import approve
from rapport.questionnaire import load_questionnaire
from rapport.report import Composed, compose, load_material
from rapport.submissions import seal
from rapport.workspace import Workspace

HERE = Path(__file__).resolve().parent
WHEN = datetime(2024, 6, 14, 9, 30, tzinfo=timezone(timedelta(hours=2)))
"""A time to seal and decide at."""

SMALL_ANSWERS: dict[str, dict[str, dict[str, Any]]] = {
    "norra": {
        "kontakt": {"rektor": "Rektor", "epost": "norra@example.org"},
        "lasning": {
            "ansvarig": "Skolbibliotekarie",
            "aktiviteter": [
                {
                    "id": "akt1",
                    "namn": "Bokfrukost",
                    "beskrivning": "Eleverna äter frukost i biblioteket.\n\n- varje fredag\n- med vuxna läsare[^1]"
                    "\n\n[^1]: Föräldrar och pensionärer.",
                    "samarbete": ["hamnen"],
                    "internt": "Ska inte tryckas",
                }
            ],
        },
        "lage": {"vanor": {"hemma": "battre", "bibliotek": "samma"}},
        "svarigheter": {"hinder": [{"id": "hind1", "rubrik": "Ont om tid", "text": "Schemat är fullt."}]},
        "bocker": {
            "antal": "1 200",
            "inkop": {"host": {"skon": "40 000", "fakta": "10000"}, "var": {"skon": "5000"}},
        },
    },
    "ostra": {
        "kontakt": {"rektor": "Biträdande rektor"},
        "lasning": {"aktiviteter": [{"id": "akt2", "namn": "Läscirkel", "beskrivning": "2014. Därefter varje år."}]},
        "lage": {"vanor": {"hemma": "battre"}},
        "bocker": {"antal": "300"},
    },
    "hamnen": {
        "kontakt": {"rektor": "Rektor"},
        "lage": {"vanor": {"hemma": "samre", "bibliotek": "battre"}},
        "svarigheter": {"hinder": [{"id": "hind2", "rubrik": "För få timmar"}]},
    },
}
"""Answers for the small workspace by unit."""


def small_workspace(folder: Path) -> Workspace:
    """A copy of `tests/workspaces/litet` without any answers."""
    return Workspace(Path(shutil.copytree(HERE / "workspaces" / "litet", folder / "litet")))


def submit(workspace: Workspace, slug: str, answers: Mapping[str, Any], approved: bool = True) -> None:
    """Seal answers of a unit, and approve them unless told not to."""
    unit = workspace.assignment.unit(slug)
    seal(workspace, load_questionnaire(workspace), unit, answers, "Rektor", WHEN)
    if approved:
        approve(workspace, unit, "Redaktör", WHEN)


def submitted_workspace(folder: Path, answers: Mapping[str, Any] = SMALL_ANSWERS) -> Workspace:
    """The small workspace with these answers sealed and approved."""
    workspace = small_workspace(folder)
    for slug, given in answers.items():
        submit(workspace, slug, given)
    return workspace


def composed(workspace: Workspace, draft: bool = False) -> tuple[Composed, ...]:
    """Every output of a workspace."""
    return compose(load_material(workspace), draft)


def document(workspace: Workspace, draft: bool = False) -> Document:
    """The first output of a workspace."""
    return composed(workspace, draft)[0].document


def lines(blocks: tuple[Block, ...]) -> list[str]:
    """Everything a reader reads, a line for each paragraph, heading, cell and note."""
    found: list[str] = []
    for block in walk(blocks):
        if isinstance(block, (Heading, Paragraph)):
            found.append(plain(block.content))
            found += [plain(inline.content) for inline in block.content if isinstance(inline, Note)]
        elif isinstance(block, Table):
            found += [block.caption, *(plain(cell.content) for row in block.rows for cell in row.cells)]
        elif isinstance(block, Chart):
            found += [block.title, block.caption, block.alt, *block.categories]
    return found


def text(blocks: tuple[Block, ...]) -> str:
    """All lines together."""
    return "\n".join(lines(blocks))


def under(blocks: tuple[Block, ...], heading: str) -> str:
    """The text below the heading that ends with `heading`, up to the next heading of any level."""
    found: list[Block] = []
    is_below = False
    for block in walk(blocks):
        if isinstance(block, Heading):
            is_below = plain(block.content).endswith(heading)
        elif is_below and not isinstance(block, (Item, List)):
            found.append(block)
    return "\n".join(lines_of_flat(found))


def lines_of_flat(blocks: list[Block]) -> list[str]:
    """Lines of blocks that are walked already."""
    return [line for block in blocks if isinstance(block, (Paragraph, Table, Chart)) for line in lines((block,))]


def table(blocks: tuple[Block, ...], name: str) -> list[list[str]]:
    """Texts of the table with this anchor or whose caption begins so, a list for each row."""
    tables = (block for block in walk(blocks) if isinstance(block, Table))
    found = next(block for block in tables if block.anchor == name or block.caption.startswith(name))
    return [[plain(cell.content) for cell in row.cells] for row in found.rows]


def links(blocks: tuple[Block, ...]) -> set[str]:
    """Every address linked to."""
    inlines = (inline for b in walk(blocks) if isinstance(b, (Heading, Paragraph)) for inline in b.content)
    return {inline.href for inline in inlines if isinstance(inline, Link)}
