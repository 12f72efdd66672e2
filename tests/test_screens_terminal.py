"""Through a real pseudo-terminal: start, type, save, leave; hang-ups; bytes that are no UTF-8; settings."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest
from screen_workspace import make_screens_workspace

from rapport.submissions import load_draft
from rapport.terminal import SETTINGS, prepare
from rapport.terminal.decoding import install_decoder, tolerant_decoder
from rapport.workspace import Workspace

PROGRAM = """
import sys
from pathlib import Path
from rapport.workspace import Workspace
from rapport.screens import run
sys.exit(run(Workspace(Path(sys.argv[1])), "norr", "svarande", "Kustsamordnare", False))
"""
# The terminal's first process, one started by it, and the program; the first ends when the program has.
ORPHANED = f"""
import os, sys
from pathlib import Path
ended, alive = os.pipe()
if os.fork():
    os.close(alive)
    os.read(ended, 1)
    sys.exit(0)
if os.fork():
    os.wait()
    os._exit(1)
Path(sys.argv[1], "parent").write_text(str(os.getppid()))
{PROGRAM}"""
_PATIENCE = 20.0


class Terminal:
    """The program in a pseudo-terminal of 80 by 24, and what a terminal would show of it."""

    def __init__(self, workspace: Workspace, state: Path, program: str = PROGRAM) -> None:
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environ = {**os.environ, "TERM": "xterm-256color", "XDG_STATE_HOME": str(state)}
            os.execve(sys.executable, [sys.executable, "-c", program, str(workspace.root)], environ)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read(self, seconds: float) -> bool:
        """Take what has come; False when the program has closed its side."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += data
        # pyte does not know a few of the private sequences; they print nothing on a real terminal either.
        self._stream.feed(data.replace(b"\x1b[>", b"\x1b[?"))
        return bool(data)

    @property
    def text(self) -> str:
        """What the terminal shows."""
        return "\n".join(self._screen.display)

    def wait(self, done: Callable[[], bool]) -> None:
        """Read until `done`, or fail with the screen."""
        deadline = time.monotonic() + _PATIENCE
        while not done():
            assert time.monotonic() < deadline, self.text
            self.read(0.05)

    def type(self, keys: bytes) -> None:
        """Send keys."""
        os.write(self.fd, keys)

    def end(self) -> int:
        """Wait for the end; the exit status."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0.1) and select.select([self.fd], [], [], 0)[0]:
                    pass
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
            assert time.monotonic() < deadline, self.text


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The small workspace, with nothing filled in."""
    return make_screens_workspace(tmp_path / "w")


def stored(workspace: Workspace) -> str:
    """The first answer on the disk."""
    answers = load_draft(workspace, workspace.assignment.unit("norr")).answers
    return str(answers.get("svarande", {}).get("funktion", ""))


def test_it_starts_takes_swedish_letters_saves_and_restores_the_terminal(
    workspace: Workspace, tmp_path: Path
) -> None:
    """From start to end as a person does it; afterwards the terminal is as before."""
    terminal = Terminal(workspace, tmp_path / "state")
    terminal.wait(lambda: "Funktion" in terminal.text and "Avsnitt 1 av 3" in terminal.text)
    terminal.type("Åländsk fågel".encode())
    terminal.wait(lambda: "Åländsk fågel" in terminal.text and "Sparat" in terminal.text)
    assert stored(workspace) == "Åländsk fågel"
    terminal.type(b"\x11")
    assert terminal.end() == 0
    assert b"\x1b[?1049l" in terminal.raw
    assert b"\x1b[?25h" in terminal.raw
    assert "Allt är sparat" in terminal.raw.decode()
    assert b"\x1b[?1003h" not in terminal.raw, "the mouse is taken only on request"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_saves_before_the_end(workspace: Workspace, tmp_path: Path, number: signal.Signals) -> None:
    """A lost connection or a shutdown loses nothing that was typed."""
    terminal = Terminal(workspace, tmp_path / "state")
    terminal.wait(lambda: "Avsnitt 1 av 3" in terminal.text)
    terminal.type(b"kvar")
    terminal.wait(lambda: "kvar" in terminal.text)
    os.kill(terminal.pid, number)
    terminal.end()
    assert stored(workspace) == "kvar"


def test_a_terminal_that_goes_away_saves_and_ends_the_program(workspace: Workspace, tmp_path: Path) -> None:
    """No process is left behind when the terminal closes."""
    terminal = Terminal(workspace, tmp_path / "state")
    terminal.wait(lambda: "Avsnitt 1 av 3" in terminal.text)
    terminal.type(b"borta")
    terminal.wait(lambda: "borta" in terminal.text)
    os.close(terminal.fd)
    deadline = time.monotonic() + _PATIENCE
    while not os.waitpid(terminal.pid, os.WNOHANG)[0]:
        assert time.monotonic() < deadline
        select.select([], [], [], 0.05)
    assert stored(workspace) == "borta"


def test_a_program_left_by_its_parent_saves_and_ends(workspace: Workspace, tmp_path: Path) -> None:
    """No orphan stays on a terminal that is still open when what started the program is killed."""
    terminal = Terminal(workspace, tmp_path / "state", ORPHANED)
    terminal.wait(lambda: "Avsnitt 1 av 3" in terminal.text)
    terminal.type(b"kvar")
    terminal.wait(lambda: "kvar" in terminal.text)
    os.kill(int((workspace.root / "parent").read_text()), signal.SIGKILL)
    assert terminal.end() == 0
    assert stored(workspace) == "kvar"


def test_a_latin_1_byte_does_not_end_the_program(workspace: Workspace, tmp_path: Path) -> None:
    """A terminal that is not UTF-8 sends å as one byte; it is read as å."""
    terminal = Terminal(workspace, tmp_path / "state")
    terminal.wait(lambda: "Avsnitt 1 av 3" in terminal.text)
    terminal.type(b"\xe5r")
    terminal.wait(lambda: "år" in terminal.text)
    terminal.type(b"\x11")
    assert terminal.end() == 0


def test_the_decoder_reads_utf_8_split_anywhere() -> None:
    """Bytes of one letter may come in two reads."""
    install_decoder()
    decode = tolerant_decoder("utf-8")().decode
    assert decode(b"\xc3") + decode(b"\xa5") + decode(b"\xe5 ", final=True) == "åå "


def test_the_driver_still_takes_its_decoder_from_where_it_is_replaced() -> None:
    """Fails when Textual moves the private name that `install_decoder` replaces."""
    from textual.drivers import linux_driver

    install_decoder()
    assert linux_driver.getincrementaldecoder is tolerant_decoder
    assert "getincrementaldecoder" in linux_driver.LinuxDriver.run_input_thread.__code__.co_names
    assert codecs.lookup_error("rapport.cp1252")


def test_settings_are_made_and_developer_switches_taken_away() -> None:
    """What Textual reads at import is set; TEXTUAL_DRIVER, which imports any module, is gone."""
    environ = {"TEXTUAL_DRIVER": "os:system", "TEXTUAL_LOG": "/tmp/x", "TERM": "dumb", "HOME": "/"}
    prepare(environ)
    assert environ == {**SETTINGS, "TERM": "xterm", "HOME": "/"}


def test_the_development_console_is_on_for_who_develops() -> None:
    """That is what `make debug` asks for."""
    environ = {"RAPPORT_DEBUG": "1"}
    prepare(environ)
    assert environ["TEXTUAL"] == "devtools,debug"


@pytest.mark.parametrize(
    "after", [b"\x11", b"\x1bOQ\x11", b"\x1bOS\x11", b"\x1bOS\x1bOR\x11"], ids=["quit", "F2", "F4", "F4 F3"]
)
def test_keys_in_one_burst_lose_nothing(workspace: Workspace, tmp_path: Path, after: bytes) -> None:
    """On a slow line text and a command may come in one read: the text is saved all the same."""
    terminal = Terminal(workspace, tmp_path / "state")
    terminal.wait(lambda: "Avsnitt 1 av 3" in terminal.text)
    terminal.type(b"en hel rad text" + after)
    terminal.end()
    assert stored(workspace) == "en hel rad text"


def test_a_burst_into_an_item_is_kept_when_escape_follows(workspace: Workspace, tmp_path: Path) -> None:
    """Next section, add an item, type, and back: all sent at once."""
    terminal = Terminal(workspace, tmp_path / "state")
    terminal.wait(lambda: "Avsnitt 1 av 3" in terminal.text)
    terminal.type(b"\x1bOS")
    terminal.wait(lambda: "Avsnitt 2 av 3" in terminal.text and "Lägg till" in terminal.text)
    terminal.type(b"\x1b[18~")
    terminal.wait(lambda: "Exempel 1 av 1" in terminal.text)
    terminal.type("En rubrik på en gång".encode() + b"\x0f\x11")
    terminal.end()
    answers = load_draft(workspace, workspace.assignment.unit("norr")).answers
    assert answers["mal"]["exempel"][0]["rubrik"] == "En rubrik på en gång"


BROKEN = PROGRAM.replace(
    "sys.exit(run", "from rapport.screens.app import FillApp\nFillApp.action_help = lambda self: 1 / 0\nsys.exit(run"
)


def test_an_unforeseen_error_saves_and_says_one_sentence(workspace: Workspace, tmp_path: Path) -> None:
    """No traceback on the terminal, the edit on the disk, the details in a file, the exit code 1."""
    terminal = Terminal(workspace, tmp_path / "state", BROKEN)
    terminal.wait(lambda: "Avsnitt 1 av 3" in terminal.text)
    terminal.type(b"kvar")
    terminal.wait(lambda: "1 av 6 ord" in terminal.text)
    terminal.type(b"\x07")
    assert terminal.end() == 1
    shown = terminal.raw.decode().rpartition("\x1b[?1049l")[2]
    assert "Ett oväntat fel avslutade programmet. Allt som är skrivet är sparat." in " ".join(shown.split())
    assert "Traceback" not in shown and "ZeroDivisionError" not in shown
    assert "ZeroDivisionError" in (tmp_path / "state" / "rapport" / "fel.txt").read_text(encoding="utf-8")
    assert stored(workspace) == "kvar"
