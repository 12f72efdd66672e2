"""The door: what the command line calls, and what tests build."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from rapport.errors import UseError
from rapport.questionnaire import FieldPath
from rapport.terminal import Watcher, hold_signals, install_decoder
from rapport.workspace import Workspace

from .app import FillApp, Leave
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


def run(workspace: Workspace, unit: str | None, section: str | None, who: str, mouse: bool) -> int:
    """Show the screens until the person leaves; the exit code. Raises `RapportError` before anything is shown.

    Whatever ends it, edits are on the disk afterwards.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UseError(
            "Underlaget öppnas bara i en terminal. Kör kommandot direkt, utan att leda om in- eller utmatning."
        )
    # Before any thread starts: threads inherit which signals are held.
    hold_signals()
    install_decoder()
    app = make_app(workspace, unit, section, who, remembered=preferences_file(os.environ))
    watcher = Watcher(lambda: _flush(app), lambda: _ask_exit(app), sys.stdin.fileno())
    watcher.start()
    try:
        asyncio.run(app.run_async(mouse=mouse))
    finally:
        if app.session is not None:
            app.session.close()
        watcher.stop()
    return app.return_code or 0


def _flush(app: FillApp) -> None:
    if app.session is not None:
        app.session.flush()


def _ask_exit(app: FillApp) -> None:
    if app.is_running:
        app.post_message(Leave())
