"""Make the virtual environment: locked dependencies with hashes, and the project itself, editable.

Runs on a bare Python 3.11 with nothing installed. Says in one sentence what the system lacks.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import venv
from pathlib import Path


def main(folder: str, lock: str) -> int:
    """Create `folder` and install from `lock`."""
    if sys.version_info < (3, 11):  # noqa: UP036  this script is what meets an older Python first
        return _say(
            f"Python 3.11 eller senare behövs, men detta är {sys.version.split()[0]}. Ange ett annat med PYTHON=."
        )
    if importlib.util.find_spec("ensurepip") is None:
        return _say("Python saknar ensurepip. Installera det med ”apt install python3-venv” och försök igen.")
    print("Installerar i .venv, det tar någon minut första gången ...", flush=True)
    venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(folder)
    pip = [str(Path(folder, "bin", "python")), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    steps = [
        [*pip, "--require-hashes", "--no-deps", "-r", lock],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", "."],
    ]
    for step in steps:
        if subprocess.run(step, check=False).returncode:
            return _say("Installationen gick inte att genomföra. Raderna ovanför säger varför.")
    subprocess.run([str(Path(folder, "bin", "python")), "-m", "compileall", "-q", "rapport"], check=False)
    return 0


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
