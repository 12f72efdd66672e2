"""A hang-up or a request to end, taken by a thread of its own so that a stalled terminal cannot delay it."""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Callable

SIGNALS = frozenset({signal.SIGHUP, signal.SIGTERM})
"""What ends the program after its work is saved."""
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


def hold_signals() -> None:
    """Keep `SIGNALS` from ending the process at once. Call it before any thread starts: threads inherit it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


class Watcher(threading.Thread):
    """Waits for a signal, or for the terminal or the parent process to go; then saves and sees the program end."""

    def __init__(
        self, save: Callable[[], None], ask_exit: Callable[[], None], terminal: int, grace: float = 2.0
    ) -> None:
        super().__init__(name="watcher", daemon=True)
        self._save = save
        self._ask_exit = ask_exit
        self._grace = grace
        self._ended = threading.Event()
        self._parent = os.getppid()
        self._poll = select.poll()
        self._poll.register(terminal, 0)

    def stop(self) -> None:
        """The program has ended by itself: nothing more to watch."""
        self._ended.set()

    def run(self) -> None:
        """Watch until `stop`, or until the process has to go."""
        while not self._ended.is_set():
            info = signal.sigtimedwait(SIGNALS, 1.0)
            if info is not None or self._is_left():
                self._leave(info.si_signo if info else signal.SIGHUP)

    def _is_left(self) -> bool:
        """Nobody is there: the terminal hung up, or what started the program died and left the terminal open."""
        return os.getppid() != self._parent or any(event & _GONE for _, event in self._poll.poll(0))

    def _leave(self, number: int) -> None:
        """Save first; then a grace for an orderly end, since the event loop may hang on a terminal that is gone."""
        try:
            self._save()
            self._ask_exit()
        finally:
            if not self._ended.wait(self._grace):
                os._exit(128 + number)
