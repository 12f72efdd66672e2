"""Timing whole processes: wall and processor seconds and peak memory, from the kernel's own accounting."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time, children included."""
    peak: float
    """Peak resident memory, MB."""


@dataclass(frozen=True, slots=True)
class Result:
    """Several runs of one command."""

    name: str
    """What was run."""
    runs: tuple[Run, ...]
    """In order."""

    def middle(self, field: str) -> float:
        """The median of `wall`, `cpu` or `peak`."""
        return median(getattr(run, field) for run in self.runs)

    def as_json(self) -> dict[str, object]:
        """Medians and spread."""
        walls = sorted(run.wall for run in self.runs)
        fields = {field: round(self.middle(field), 4) for field in ("wall", "cpu", "peak")}
        return {"name": self.name, "runs": len(self.runs), **fields, "min": walls[0], "max": walls[-1]}


def run_once(command: Sequence[str], cwd: Path) -> Run:
    """Run a command to its end. Raises `RuntimeError` with its output when it fails."""
    log = cwd / ".bench.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {log.read_text(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def interleave(commands: dict[str, Sequence[str]], cwd: Path, rounds: int) -> dict[str, Result]:
    """Run each command once a round, so that a slow moment of the machine hits all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run_once(command, cwd))
    return {name: Result(name, tuple(done)) for name, done in runs.items()}
