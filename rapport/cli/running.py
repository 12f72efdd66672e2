"""From arguments to a command, and from whatever happens there to an exit code and a sentence."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

from rapport.errors import RapportError
from rapport.files import os_reason
from rapport.text import printable

from .parser import parse_command

INTERRUPTED = 130
"""Exit code after Ctrl+C, as shells have it."""


def run(arguments: list[str]) -> int:
    """Run the command that `arguments` name: 0 done, 1 the answer is no, 2 cannot be done."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has had enough (as in `rapport status | head`). What is left has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _say("Avbrutet.")
        return INTERRUPTED
    return code


def _run(arguments: list[str]) -> int:
    try:
        code = parse_command(arguments)()
    except RapportError as error:
        _say(str(error))
        return error.exit_code
    except SystemExit as end:
        # argparse leaves like this after a command's help.
        return int(end.code or 0)
    except BrokenPipeError:
        raise
    except OSError as error:
        # A rename has two names; the second is the one that was asked for.
        name = error.filename2 or error.filename
        place = f"{name}: " if name else ""
        _say(f"{place}Det gick inte: {os_reason(error)}.")
        return 2
    return code


def _never_fail(stream: TextIO) -> None:
    """A terminal that lacks a character gets its code in place of an error."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    print(printable(text), file=sys.stderr)
