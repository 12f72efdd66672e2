"""Time to a screen's first frame, through a real pseudo-terminal: from process start until a text is painted."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from fcntl import ioctl

EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("BENCH-READY")
Empty().run(mouse=False)
"""


def first_frame(
    command: Sequence[str], marker: bytes, size: tuple[int, int] = (24, 80), limit: float = 20.0
) -> float:
    """Seconds until `marker` has been painted. Raises `TimeoutError` after `limit` seconds."""
    start = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="", PYTHONUNBUFFERED="1")
        os.execvp(command[0], list(command))
    ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    seen = b""
    try:
        while time.perf_counter() - start < limit:
            if select.select([fd], [], [], 0.05)[0]:
                try:
                    seen += os.read(fd, 65536)
                except OSError as error:
                    raise RuntimeError(f"the program ended: {seen[-500:]!r}") from error
                if marker in seen:
                    return time.perf_counter() - start
        raise TimeoutError(f"{marker!r} never came; last bytes: {seen[-300:]!r}")
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)


def key_times(
    command: Sequence[str], marker: bytes, key: bytes, times: int, size: tuple[int, int] = (24, 80)
) -> list[float]:
    """Seconds from each of `times` keys until the first byte it paints, the screen having been still for a second."""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="", PYTHONUNBUFFERED="1")
        os.execvp(command[0], list(command))
    ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    try:
        seen = b""
        while marker not in seen:
            seen += os.read(fd, 65536)
        found = []
        for _ in range(times):
            while select.select([fd], [], [], 1.0)[0]:
                os.read(fd, 65536)
            start = time.perf_counter()
            os.write(fd, key)
            if not select.select([fd], [], [], 10.0)[0]:
                raise TimeoutError("the key painted nothing")
            found.append(time.perf_counter() - start)
        return found
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)
