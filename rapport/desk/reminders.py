"""Letters that remind units of what is missing: as files that a mail program opens, and as text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from string import Template

from rapport.editorial import DRAFT, NOT_STARTED, RETURNED, Change, UnitStatus
from rapport.errors import UseError
from rapport.files import os_reason, read_bytes, write_atomic
from rapport.questionnaire import Progress, Question, Questionnaire
from rapport.submissions import load_draft
from rapport.text import clean, nearest, swedish_date
from rapport.workspace import Workspace, shipped

TEMPLATE = "paminnelse.txt"
"""Name of the letter's template, shipped and in the workspace's own templates. Its first line is the subject."""
LACKING_STATES = (NOT_STARTED, DRAFT, RETURNED)
"""States of units that there is something to remind of."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter."""

    unit: str
    """Slug of the unit."""
    name: str
    """The unit's short name."""
    sender: str
    """Address it is sent from; may be empty."""
    to: str
    """Address it is sent to; may be empty."""
    subject: str
    """Subject, one line."""
    text: str
    """The letter, without the subject."""
    when: datetime
    """When it was written, with zone."""

    def message(self) -> EmailMessage:
        """The letter as a message. Raises `UseError` for an address that is none."""
        message = EmailMessage(policy=SMTP)
        message["Subject"] = self.subject
        if self.sender:
            message["From"] = _address(self.sender)
        if self.to:
            message["To"] = _address(self.to)
        message["Date"] = format_datetime(self.when)
        named = "\0".join((self.unit, self.to, self.when.isoformat(), self.subject, self.text))
        domain = self.sender.rpartition("@")[2] or "rapport.invalid"
        message["Message-ID"] = f"<{hashlib.sha256(named.encode()).hexdigest()[:32]}@{domain}>"
        # Mail programs open it as a letter to send, not as one received.
        message["X-Unsent"] = "1"
        message.set_content(self.text, charset="utf-8", cte="quoted-printable")
        return message


def lacks_anything(status: UnitStatus) -> bool:
    """Whether there is anything to remind a unit of."""
    return status.state in LACKING_STATES and not status.waived


def write_letter(
    workspace: Workspace, questionnaire: Questionnaire, status: UnitStatus, who: str, when: datetime
) -> Letter:
    """The letter to one unit. Raises `UseError` for a template that cannot be read or names what is not known."""
    assignment = workspace.assignment
    words = {
        "title": assignment.title,
        "authority": status.unit.authority,
        "unit": status.unit.name,
        "deadline": _deadline(assignment.deadline, when.date()),
        "state": _state(status),
        "missing": _missing(questionnaire, status),
        "login": assignment.reminder.login,
        "who": who,
        "publisher": assignment.publisher.name,
    }
    subject, _, text = _filled(workspace, words).partition("\n")
    to = status.unit.email or _answered_address(workspace, questionnaire, status)
    one_line = " ".join(subject.split())
    return Letter(
        status.unit.slug, status.unit.name, assignment.reminder.sender, to, one_line, text.strip("\n") + "\n", when
    )


def save_letters(letters: Iterable[Letter], folder: Path) -> list[Path]:
    """Write `paminnelse-SLUG.eml` and `.txt` of each letter; the files. Raises `UseError` when it cannot."""
    written: list[Path] = []
    ready = [(letter, letter.message().as_bytes()) for letter in letters]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for letter, message in ready:
            to = f"Till: {letter.to}\n" if letter.to else ""
            text = f"{to}Ämne: {letter.subject}\n\n{letter.text}"
            for ending, data in (("eml", message), ("txt", text.encode())):
                path = folder / f"paminnelse-{letter.unit}.{ending}"
                write_atomic(path, data, 0o640)
                written.append(path)
    except OSError as error:
        raise UseError(f"Mappen {folder} går inte att skriva i: {os_reason(error)}. Välj en annan.") from error
    return written


def log_letters(workspace: Workspace, letters: Iterable[Letter], who: str, when: datetime) -> None:
    """Note in the log that the letters were written."""
    for letter in letters:
        with Change(workspace, who) as change:
            change.note("remind", when, letter.unit, f"Skrev en påminnelse till {letter.name}.")


# --------------------------------------------------------------------------- words


def _filled(workspace: Workspace, words: dict[str, str]) -> str:
    """The template with the words in their places; what people typed is never read as a place."""
    own = workspace.templates / TEMPLATE
    path = own if own.is_file() else shipped("templates") / TEMPLATE
    try:
        text = clean(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UseError(f"Filen {workspace.show(path)} är inte UTF-8. Spara den som UTF-8 och försök igen.") from error
    template = Template(text)
    try:
        filled = template.substitute(words)
    except KeyError as error:
        name = str(error.args[0])
        near = nearest(name, words)
        hint = f" Menade du ”${near}”?" if near else f" Där kan stå ${', $'.join(words)}."
        raise UseError(f"”${name}” i {workspace.show(path)} betyder inget.{hint}") from error
    except ValueError as error:
        raise UseError(
            f"Ett dollartecken i {workspace.show(path)} står ensamt. Skriv $$ för ett dollartecken."
        ) from error
    # Words that are empty leave no gaps.
    paragraphs = [part.strip("\n") for part in filled.split("\n\n")]
    return "\n\n".join(part for part in paragraphs if part.strip())


def _deadline(deadline: str, today: date) -> str:
    if not deadline:
        return ""
    day = date.fromisoformat(deadline)
    days = (day - today).days
    when = swedish_date(deadline).replace("\u00a0", " ")
    if days < 0:
        return f"Underlaget skulle ha varit inne den {when}."
    left = "i dag" if days == 0 else "i morgon" if days == 1 else f"om {days} dagar"
    return f"Sista dag att skicka in är den {when}, {left}."


def _state(status: UnitStatus) -> str:
    if status.state == RETURNED:
        return f"Version {status.version} är återsänd för komplettering: {status.reason}"
    if status.state == NOT_STARTED:
        return "Vi har ännu inte fått något underlag från er, och inget är påbörjat."
    if status.state == DRAFT:
        return "Underlaget är påbörjat men inte inskickat."
    return "Underlaget är inskickat. Tack!"


def _missing(questionnaire: Questionnaire, status: UnitStatus) -> str:
    """A line for each section that lacks something, and each of the editor's open comments."""
    drawn = []
    for section in questionnaire.for_unit(status.unit):
        progress = status.progress.get(section.id)
        lack = _lack(progress, status.state) if progress else ""
        if lack:
            drawn.append(f"- {section.title}: {lack}")
        comments = [c for c in status.comments if not c.resolved and c.path.partition(".")[0] == section.id]
        if status.state == RETURNED:
            drawn += [f"- {section.title}: {' '.join(comment.text.split())}" for comment in comments]
    return "\n".join(["Det här återstår:", *drawn]) if drawn else ""


def _lack(progress: Progress, state: str) -> str:
    if progress.missing:
        return "ett svar saknas" if progress.missing == 1 else f"{progress.missing} svar saknas"
    if progress.blocking:
        return "något behöver rättas"
    if not progress.answered and state != RETURNED:
        return "inget är ifyllt än (får lämnas tomt)"
    return ""


def _answered_address(workspace: Workspace, questionnaire: Questionnaire, status: UnitStatus) -> str:
    """The first e-mail address that the unit has given of itself; empty when it has given none."""
    try:
        answers = load_draft(workspace, status.unit, questionnaire).answers
    except UseError:
        return ""
    for section in questionnaire.for_unit(status.unit):
        for question in section.questions:
            given = answers.get(section.id, {}).get(question.id)
            if _is_address(question) and isinstance(given, str) and given.strip():
                return given.strip()
    return ""


def _is_address(question: Question) -> bool:
    return question.type == "email"


def _address(text: str) -> Address:
    """`text` as an address. Raises `UseError` when it is none."""
    try:
        return Address(addr_spec=text)
    except (ValueError, IndexError) as error:
        raise UseError(
            f"”{text}” är ingen e-postadress. Rätta den i data/rapport.yaml eller i underlaget."
        ) from error
