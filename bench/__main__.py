"""`make bench`: against pandoc, a bare interpreter and an empty Textual app; one table, and build/bench.json."""

from __future__ import annotations

import argparse
import json
import math
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

from .measure import Result, interleave
from .screens import EMPTY_APP, first_frame, key_times
from .survey import measure_survey
from .workspaces import markdown_of, repeated_workspace

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"
PYTHON = sys.executable
RAPPORT = str(Path(PYTHON).with_name("rapport"))


def main() -> int:
    """Run what was asked for, print the table, save it, compare with the last."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--times", type=int, nargs="*", default=[1, 10, 100], help="the example repeated this often")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pandoc-up-to", type=int, default=10, help="largest repetition that pandoc is given")
    arguments = parser.parse_args()
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    # Without compiled files every run would measure the compiler.
    subprocess.run([PYTHON, "-m", "compileall", "-q", str(ROOT / "rapport")], check=False)
    saved = ROOT / "build" / "bench.json"
    before = json.loads(saved.read_text()) if saved.is_file() else {}
    table = {**_start(arguments.rounds), **_builds(arguments), **_frames(arguments.rounds)}
    table |= _rows(measure_survey(RAPPORT, WORK, min(3, arguments.rounds)), "")
    report = {"machine": platform.processor() or platform.machine(), "pandoc": _pandoc_version(), "rows": table}
    saved.write_text(json.dumps(report, indent=1))
    _print(table, before.get("rows", {}))
    return 0


def _start(rounds: int) -> dict[str, object]:
    commands = {"python -c pass": [PYTHON, "-c", "pass"], "rapport --help": [RAPPORT, "--help"]}
    results = interleave(commands, WORK, rounds * 4)
    return _rows(results, "python -c pass")


def _frames(rounds: int) -> dict[str, object]:
    workspace = repeated_workspace(WORK / "frames", 1)
    empty: list[float] = []
    overview: list[float] = []
    for _ in range(rounds * 2):
        empty.append(first_frame([PYTHON, "-c", EMPTY_APP], b"BENCH-READY"))
        unit = workspace.assignment.counted_units()[0]
        command = [RAPPORT, "-C", str(workspace.root), "fill", unit.slug]
        overview.append(first_frame(command, workspace.assignment.deadline[:4].encode()))
    base = median(empty)
    many = repeated_workspace(WORK / "desk", 14)
    command = [RAPPORT, "-C", str(many.root), "desk"]
    first = [first_frame(command, b"Avsnitt") for _ in range(rounds)]
    states = [first_frame(command, "godkända".encode()) for _ in range(rounds)]
    keys = key_times(command, "godkända".encode(), b"\x1b[6~", rounds * 2)
    desk = {"desk, 295 units, first frame": first, "desk, 295 units, states": states, "desk, page down": keys}
    return {
        **{name: {"wall": median(found), "ratio": median(found) / base} for name, found in desk.items()},
        "empty Textual app, first frame": {"wall": base, "ratio": 1.0},
        "overview, first frame": {"wall": median(overview), "ratio": median(overview) / base},
    }


def _builds(arguments: argparse.Namespace) -> dict[str, object]:
    rows: dict[str, object] = {}
    walls: dict[int, float] = {}
    for times in arguments.times:
        workspace = repeated_workspace(WORK / f"x{times}", times)
        (workspace.root / "report.md").write_text(markdown_of(workspace), encoding="utf-8")
        name = f"{21 * times} units"
        commands = {f"rapport build --draft, {name}": [RAPPORT, "-C", str(workspace.root), "build", "--draft"]}
        if times <= arguments.pandoc_up_to and shutil.which("pandoc"):
            commands[f"pandoc, {name}"] = ["pandoc", "-f", "markdown", "-o", "pandoc.docx", "report.md"]
        rounds = arguments.rounds if times < 10 else 3 if times < 100 else 1
        results = interleave(commands, workspace.root, rounds)
        rows.update(_rows(results, f"pandoc, {name}"))
        walls[times] = next(iter(results.values())).middle("wall")
    for smaller, larger in zip(arguments.times, arguments.times[1:], strict=False):
        exponent = math.log(walls[larger] / walls[smaller]) / math.log(larger / smaller)
        rows[f"growth {21 * smaller} to {21 * larger} units"] = {"exponent": round(exponent, 3)}
    return rows


def _rows(results: dict[str, Result], base: str) -> dict[str, object]:
    rows: dict[str, object] = {}
    for name, result in results.items():
        row = result.as_json()
        if base in results:
            row["ratio"] = result.middle("wall") / results[base].middle("wall")
            row["memory_ratio"] = result.middle("peak") / results[base].middle("peak")
        rows[name] = row
    return rows


def _pandoc_version() -> str:
    if shutil.which("pandoc") is None:
        print("pandoc is not installed: no comparison with it.", file=sys.stderr)
        return ""
    return subprocess.run(["pandoc", "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]


def _print(rows: dict[str, object], before: dict[str, object]) -> None:
    print(f"{'':44} {'wall s':>8} {'cpu s':>8} {'MB':>7} {'ratio':>7} {'MB ratio':>9} {'last s':>8}")
    for name, row in rows.items():
        assert isinstance(row, dict)
        if "exponent" in row:
            print(f"{name:44} exponent {row['exponent']}")
            continue
        last = before.get(name)
        old = last.get("wall") if isinstance(last, dict) else None
        cells = [(row.get("wall"), 8, 3), (row.get("cpu"), 8, 3), (row.get("peak"), 7, 0), (row.get("ratio"), 7, 2)]
        cells += [(row.get("memory_ratio"), 9, 2), (old, 8, 3)]
        print(f"{name:44} " + " ".join(f"{v:>{w}.{d}f}" if v is not None else " " * w for v, w, d in cells))


if __name__ == "__main__":
    sys.exit(main())
