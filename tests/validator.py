"""The Open XML SDK validator where it is installed (`tools/fetch_checkers.py` does that), and openxml-audit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

_INSTALLED = (
    Path(__file__).resolve().parent.parent / "build" / "checkers" / "node_modules" / ".bin" / "ooxml-validator"
)


def command() -> str:
    """The validator's command; '' when there is none."""
    named = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    return named or (str(_INSTALLED) if _INSTALLED.exists() and shutil.which("node") else "")


def require_validator() -> str:
    """The validator's command. Skips the test when there is none, or fails it under `RAPPORT_REQUIRE_VALIDATOR=1`."""
    found = command()
    if not found:
        reason = "The Open XML SDK validator is not installed: run tools/fetch_checkers.py."
        if os.environ.get("RAPPORT_REQUIRE_VALIDATOR") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def sdk_errors(path: Path) -> list[str]:
    """What the validator says is wrong with a file, one line each; skips or fails when it is not installed."""
    done = subprocess.run([require_validator(), str(path)], capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    return [f"{error.get('path')} {error.get('xPath')}: {error.get('description')}" for error in report["errors"]]


def sdk_errors_of(paths: Sequence[Path]) -> list[str]:
    """What the validator says of many files, two at a time since each takes a second."""
    require_validator()
    with ThreadPoolExecutor(2) as pool:
        return [
            f"{path.name}: {line}"
            for path, lines in zip(paths, pool.map(sdk_errors, paths), strict=True)
            for line in lines
        ]


def audit_errors(path: Path) -> list[str]:
    """What openxml-audit says is wrong with a file, one line each, warnings too.

    Its security rules are left out: they name every link that leads outside the file, and a report has such.
    """
    found = OpenXmlValidator(max_errors=100).validate(str(path))
    return [str(error) for error in found.errors]
