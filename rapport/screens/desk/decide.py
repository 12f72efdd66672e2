"""What the editor can decide about a unit as it stands: asked, given a reason where one is needed, and made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from textual.screen import Screen

from rapport.editorial import (
    APPROVED,
    RETURNED,
    UnitStatus,
    approve,
    choose_fork,
    end_waiver,
    reopen,
    return_submission,
    waive,
)
from rapport.submissions import Submission
from rapport.workspace import Workspace

from ..dialog import STAY, Answer, QuestionScreen
from ..plain import lines, plain
from ..words import counted, status_words
from .write import WriteScreen

Work = Callable[[Workspace, str, datetime], Any]
"""Makes a change; see `Act`."""


@dataclass(frozen=True)
class Choice:
    """One thing that can be decided."""

    label: str
    """What the editor chooses."""
    done: str
    """What is said when it is made."""
    make: Callable[[str], Work]
    """The change for a reason, which is empty where none is asked for."""
    why: str = ""
    """What the reason should say; empty where none is needed."""


class Decisions:
    """Asks over `screen` and hands the change to `act`."""

    def __init__(self, screen: Screen[Any], status: UnitStatus, act: Callable[[Work, str], None]) -> None:
        self._screen = screen
        self._status = status
        self._act = act
        self._choices = choices(status)

    def ask(self) -> None:
        """Which decision."""
        said = sum(1 for comment in self._status.comments if not comment.resolved)
        words = [plain(f"Läge: {status_words(self._status)}.")]
        if said:
            words.append(plain(f"{counted(said, 'kommentar är inte avbockad', 'kommentarer är inte avbockade')}."))
        answers = [Answer(name, choice.label) for name, choice in self._choices.items()]
        title = f"Beslut om {self._status.unit.name}"
        self._screen.app.push_screen(
            QuestionScreen(title, lines(words), (*answers, Answer(STAY, "Avbryt"))), self._chosen
        )

    def _chosen(self, name: str | None) -> None:
        choice = self._choices.get(name or "")
        if choice is None:
            return
        if not choice.why:
            self._act(choice.make(""), choice.done)
            return

        def make(reason: str | None) -> None:
            if reason:
                self._act(choice.make(reason), choice.done)

        self._screen.app.push_screen(WriteScreen(choice.label, choice.why), make)


def choices(status: UnitStatus) -> dict[str, Choice]:
    """What can be decided as the unit stands, by name."""
    return {**_fork_choices(status), **_verdicts(status)}


def _fork_choices(status: UnitStatus) -> dict[str, Choice]:
    """Which of several files with one number counts."""
    found = {}
    known = status.submissions
    for number in dict.fromkeys(fork.number for fork in known.forks):
        for one in (*known.submissions, *known.forks):
            if one.number == number:
                label = f"Version {number}: låt den från {one.submitted_by} gälla ({one.sha256[:8]})"
                found[f"fork-{one.sha256}"] = Choice(label, f"Utgåvan av version {number} är vald.", _fork_work(one))
    return found


def _fork_work(one: Submission) -> Callable[[str], Work]:
    return lambda _: lambda w, u, t: choose_fork(w, w.assignment.unit(one.unit), u, t, one.number, one.sha256)


def _verdicts(status: UnitStatus) -> dict[str, Choice]:
    unit, number = status.unit, status.version
    latest = status.submissions.latest
    if status.waived:
        label, done = f"Vänta på {unit.name} igen", f"Rapporten görs inte längre utan {unit.name}."
        return {"unwaive": Choice(label, done, lambda _: lambda w, u, t: end_waiver(w, unit, u, t))}
    if latest is None or latest.is_withdrawal:
        why = "Skriv varför. Skälet står i rapportens avsnitt om metoden."
        label = f"Gör rapporten utan {unit.name}"
        return {
            "waive": Choice(
                label, f"Rapporten görs utan {unit.name}.", lambda why: lambda w, u, t: waive(w, unit, u, t, why), why
            )
        }
    if status.state == APPROVED:
        return {
            "reopen": Choice(
                f"Återöppna version {number}",
                f"Version {number} är återöppnad.",
                lambda why: lambda w, u, t: reopen(w, unit, u, t, why),
                "Skriv varför. Enheten ser skälet och kan skicka in en ny version.",
            )
        }
    found = {
        "approve": Choice(
            f"Godkänn version {number}",
            f"Version {number} är godkänd.",
            lambda _: lambda w, u, t: approve(w, unit, u, t, number),
        )
    }
    if status.state != RETURNED:
        found["return"] = Choice(
            f"Återsänd version {number} för komplettering",
            f"Version {number} är återsänd.",
            lambda why: lambda w, u, t: return_submission(w, unit, u, t, why, number),
            "Skriv vad enheten behöver komplettera. Enheten ser skälet på sin översikt.",
        )
    return found
