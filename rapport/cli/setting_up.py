"""Commands that need no workspace: `init` makes one, `schema` describes its section files."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .arguments import Add


def add_init(add: Add) -> None:
    """Register `init`."""
    parser = add("init", description="Skapa en ny arbetsyta. Mappen får inte innehålla något.")
    parser.add_argument("folder", metavar="MAPP", help="mappen att skapa")
    parser.add_argument("--example", action="store_true", help="fyll den med exempeluppdraget")
    parser.set_defaults(run=run_init, standalone=True)


def run_init(arguments: argparse.Namespace) -> int:
    """Make a workspace and print where it is. Raises `UseError` when the folder holds anything."""
    from rapport.workspace import create_workspace

    workspace = create_workspace(Path(arguments.folder), arguments.example)
    print(workspace.root)
    print(f"Arbetsytan är klar. Öppna den med ”rapport -C {arguments.folder}”.", file=sys.stderr)
    return 0


def add_schema(add: Add) -> None:
    """Register `schema`."""
    parser = add("schema", description="Skriv ut JSON-schemat för filer med frågor, till exempel för en redigerare.")
    parser.set_defaults(run=run_schema, standalone=True)


def run_schema(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    from rapport.questionnaire import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
