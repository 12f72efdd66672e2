"""What the desk's screens ask of the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from textual.message import Message

from rapport.workspace import Workspace


@dataclass
class Open(Message):
    """Show a screen of the desk."""

    name: str
    """Its name in the registry."""
    arguments: tuple[Any, ...] = ()
    """What it is made with, after the desk."""


@dataclass
class Act(Message):
    """Make a change. The application makes it, says so, and has every open screen read anew."""

    work: Callable[[Workspace, str, datetime], Any]
    """Makes the change: called with the workspace, who does it and when. May raise `RapportError`."""
    done: str
    """What is said when it is made, a sentence."""
    undoable: bool = True
    """Whether it can be undone."""


class Reread(Message):
    """More is known than before; posted from the thread that reads."""
