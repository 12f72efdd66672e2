"""Chromium with axe-core where they are installed (`tools/fetch_checkers.py` installs what comes from npm)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_HERE = Path(__file__).resolve().parent
_MODULES = _HERE.parent / "build" / "checkers" / "node_modules"


def missing() -> str:
    """What is not installed, in a sentence; '' when all is there."""
    if not shutil.which("node") or not (_MODULES / "axe-core").is_dir() or not (_MODULES / "puppeteer-core").is_dir():
        return "axe-core or puppeteer-core is not installed: run tools/fetch_checkers.py."
    return "" if shutil.which("chromium") else "Chromium is not installed: apt-get install chromium."


def examine(profile: Path, *pages: Path) -> list[dict[str, Any]]:
    """What the browser says about each page in light and dark, wide and narrow.

    Keys: `file`, `scheme`, `width`, `violations`, `requests`, `console`, `overflow`, and `elements`, the names of the
    elements it made of the file, in order. Skips the test when a tool is
    missing, or fails it under `RAPPORT_REQUIRE_TOOLS=1`.
    """
    if reason := missing():
        if os.environ.get("RAPPORT_REQUIRE_TOOLS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    chromium = shutil.which("chromium") or ""
    command = ["node", str(_HERE / "axe.mjs"), str(_MODULES), chromium, str(profile), *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
