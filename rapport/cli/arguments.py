"""Arguments that several commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable

Add = Callable[..., argparse.ArgumentParser]
"""Makes a command's parser from its name."""


def add_unit(parser: argparse.ArgumentParser) -> None:
    """Let the command take a unit."""
    parser.add_argument("unit", metavar="ENHET", help="enhetens namn, kortnamn, bokstav eller kod")


def add_reason(parser: argparse.ArgumentParser, text: str) -> None:
    """Let the command take a reason; `text` says of what."""
    parser.add_argument("--reason", metavar="TEXT", required=True, help=text)
