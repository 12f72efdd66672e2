"""The door: what the command line calls, and what tests build."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from rapport.errors import UseError
from rapport.questionnaire import FieldPath
from rapport.terminal import Watcher, hold_signals, install_decoder
from rapport.workspace import Workspace

from .app import FillApp
from .frame import FrameApp, Leave
from .preferences import load_preferences, preferences_file
from .session import Clock, local_now, open_session


def make_app(
    workspace: Workspace,
    unit: str | None,
    section: str | None = None,
    who: str = "",
    *,
    remembered: Path | None = None,
    clock: Clock = local_now,
) -> FillApp:
    """The application, ready to run: on `unit`, or on the list of units when it is None.

    `section` is opened at once; `who` is the person, else the one remembered in the file `remembered`. Raises
    `RapportError` when the unit, the section or their files cannot be read.
    """
    known = load_preferences(remembered, workspace.root) if remembered else None
    person = who or (known.who if known else "")
    if unit is None:
        if section:
            raise UseError("Ange vilken enhet avsnittet hör till: rapport fill ENHET --section AVSNITT.")
        return FillApp(workspace, None, None, known, remembered, clock)
    session = open_session(workspace, workspace.assignment.unit(unit), person, clock)
    target = FieldPath(session.questionnaire.section(section).id) if section else None
    return FillApp(workspace, session, target, known, remembered, clock)


def make_desk(
    workspace: Workspace, who: str = "", *, remembered: Path | None = None, clock: Clock = local_now
) -> FrameApp:
    """The editor's desk, ready to run. Raises `RapportError` when the sections cannot be read.

    It is loaded when asked for: a unit's first frame does not wait for what reads and composes the report.
    """
    known = load_preferences(remembered, workspace.root) if remembered else None
    person = who or (known.who if known else "")
    app: FrameApp = import_module(".desk", __package__).open_app(workspace, person, clock, known, remembered)
    return app


def run(workspace: Workspace, unit: str | None, section: str | None, who: str, mouse: bool) -> int:
    """Show a unit's screens until the person leaves; the exit code. Raises `RapportError` before they are shown."""
    return _show(lambda: make_app(workspace, unit, section, who, remembered=preferences_file(os.environ)), mouse)


def run_desk(workspace: Workspace, who: str, mouse: bool) -> int:
    """Show the editor's desk until the person leaves; the exit code. Raises `RapportError` before it is shown."""
    return _show(lambda: make_desk(workspace, who, remembered=preferences_file(os.environ)), mouse)


def _show(make: Callable[[], FrameApp], mouse: bool) -> int:
    """Make an application and show it. Whatever ends it, edits are on the disk afterwards."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UseError(
            "Skärmarna öppnas bara i en terminal. Kör kommandot direkt, utan att leda om in- eller utmatning."
        )
    # Before any thread starts: threads inherit which signals are held.
    hold_signals()
    install_decoder()
    app = make()
    watcher = Watcher(app.flush, lambda: _ask_exit(app), sys.stdin.fileno())
    watcher.start()
    try:
        asyncio.run(app.run_async(mouse=mouse))
    finally:
        app.close()
        watcher.stop()
    return app.return_code or 0


def _ask_exit(app: FrameApp) -> None:
    if app.is_running:
        app.post_message(Leave())
