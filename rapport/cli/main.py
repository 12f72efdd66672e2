"""The entry point. Help and version are answered before anything else is imported."""

from __future__ import annotations

import gc
import sys

from rapport import __version__

from .overview import render_help


def main(argv: list[str] | None = None) -> int:
    """Run the program with `argv` (the process's own when None); the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in (["--help"], ["-h"]):
        sys.stdout.write(render_help())
        return 0
    if arguments == ["--version"]:
        sys.stdout.write(f"rapport {__version__}\n")
        return 0
    # A command ends before collecting garbage would give anything back; the screens turn it on again.
    gc.disable()
    try:
        from .running import run

        return run(arguments)
    finally:
        gc.enable()
