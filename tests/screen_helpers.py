"""Screens in tests: the character grid, waiting for conditions, golden files."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

GOLDEN = Path(__file__).parent / "golden"
NOW = datetime(2015, 1, 12, 10, 42, 7, tzinfo=timezone(timedelta(hours=1)))
SIZES = ((80, 24), (120, 40))
_SAVED = re.compile(r"(?:Sparat \d\d:\d\d:\d\d|Sparar…       |Inget ändrat   )")
HOSTILE = "[/b] [@click=app.quit]x[/] \x1b[2J \x1b]52;c;aGVq\x07 \u202eabc \x9b31m {{ 7*7 }} <b>&amp;"
"""Markup, an escape sequence, a clipboard write, a bidi override, a C1 control, templates and HTML."""


def clock() -> datetime:
    """A time that stands still, before the deadline."""
    return NOW


def grid(app: App[Any]) -> str:
    """The characters on the screen, a line each; blanks at line ends are cut."""
    # The only private touch in the tests: the compositor's strips are exactly what goes to the terminal.
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def wait_for(pilot: Pilot[Any], predicate: Callable[[], Any], what: str = "") -> None:
    """Let the application work until `predicate` holds; fail with the screen when it does not in five seconds."""
    deadline = asyncio.get_running_loop().time() + 5
    while not predicate():
        assert asyncio.get_running_loop().time() < deadline, f"waited for {what or predicate}\n{grid(pilot.app)}"
        await pilot.pause()
        await asyncio.sleep(0.005)


async def wait_text(pilot: Pilot[Any], text: str) -> None:
    """Wait until `text` is on the screen."""
    await wait_for(pilot, lambda: text in grid(pilot.app), text)


def check_golden(name: str, text: str) -> None:
    """Compare a screen with its file; `RAPPORT_GOLDEN=write` writes it instead. The time of saving is masked."""
    text = _SAVED.sub("Sparat 10:42:07", text) + "\n"
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("RAPPORT_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, f"{file.name} differs; RAPPORT_GOLDEN=write rewrites it"


def assert_harmless(app: App[Any]) -> None:
    """No control, C1 or bidi character is on the screen."""
    shown = grid(app).replace("\n", "")
    bad = [hex(ord(c)) for c in shown if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E]
    assert not bad, bad
