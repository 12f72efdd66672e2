"""A writer to kill: sets a counter in a draft as fast as it can and tells which counts are on the disk.

Run as `python typist.py WORKSPACE UNIT DEBOUNCE [MOST_BYTES]`; with MOST_BYTES no file may grow beyond it.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
from pathlib import Path

from rapport.questionnaire import load_questionnaire
from rapport.submissions import open_draft
from rapport.workspace import Workspace


def text_of(count: int) -> str:
    """A text that tells its own count, long enough to cross the disk's blocks now and then."""
    return f"{count}: " + "å ä ö\n" * (count * 37 % 700)


def main() -> None:
    """Type until killed."""
    workspace = Workspace(Path(sys.argv[1]))
    if len(sys.argv) > 4:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), resource.RLIM_INFINITY))
    unit = workspace.assignment.unit(sys.argv[2])
    questionnaire = load_questionnaire(workspace)
    draft = open_draft(workspace, questionnaire, unit, "Anna", debounce=float(sys.argv[3]), snapshot_every=0.05)
    start = int(draft.answers.get("allt", {}).get("rubrik", "0"))
    for count in range(start + 1, start + 100_000):
        draft.set("allt", "brev", text_of(count))
        draft.set("allt", "rubrik", str(count))
        if count % 20 == 0:
            status = draft.flush()
            print(f"{count} {'no' if status.error else 'saved'}", flush=True)
        time.sleep(0.0005)


if __name__ == "__main__":
    main()
