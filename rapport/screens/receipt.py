"""The receipt for a version, and the readable copy that goes with it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from rapport.report import reading_copy, reading_copy_path
from rapport.submissions import Receipt
from rapport.word import write_docx

from .commands import bindings_for
from .plain import joined, lines, plain
from .session import Session
from .words import moment


def write_copy(session: Session, receipt: Receipt) -> Path:
    """Write the readable copy of a version as a Word file among what is built; its path.

    Raises `RapportError` or `OSError` when it cannot be written; the version itself stands all the same.
    """
    document = reading_copy(session.workspace, session.questionnaire, session.unit, session.answers, receipt)
    path = reading_copy_path(session.workspace, session.unit, receipt.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_docx(document, path)
    return path


class ReceiptScreen(ModalScreen[None]):
    """The receipt: version, time, checksum, and where the reading copy lies."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("choice"), Binding("enter", "back")]

    def __init__(self, session: Session, receipt: Receipt) -> None:
        super().__init__()
        self._session = session
        self._receipt = receipt

    def compose(self) -> ComposeResult:
        """The receipt, and what is done with it."""
        receipt = self._receipt
        rows = (
            ("Version", str(receipt.number)),
            ("Inskickad", moment(receipt.submitted_at)),
            ("Av", self._session.who),
            ("Kontrollsumma", " ".join(receipt.sha256[n : n + 8] for n in range(0, 32, 8))),
            ("", " ".join(receipt.sha256[n : n + 8] for n in range(32, 64, 8))),
        )
        with Vertical(classes="dialog"):
            yield Static(plain("Underlaget är inskickat"), markup=False, classes="dialog-title")
            yield Static(plain(self._session.unit.authority, "bold"), markup=False)
            yield Static(
                lines([joined((f"{label:<15}", "$muted"), text) for label, text in rows]),
                markup=False,
                classes="dialog-text",
            )
            yield Static(plain("Läskopian skrivs …"), markup=False, id="copy")
            yield Static(plain("Enter eller Esc stänger."), markup=False, classes="dialog-keys")

    def show_copy(self, words: str) -> None:
        """Say where the reading copy lies, or why there is none."""
        self.query_one("#copy", Static).update(plain(words))

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)
