"""The draft: every edit on the disk within a second, one writer, nothing lost and nothing overwritten."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from small import EVERYTHING, make_workspace, write_draft

from rapport.errors import InvalidFile
from rapport.questionnaire import Questionnaire
from rapport.submissions import Draft, Locked, SaveStatus, load_draft, open_draft
from rapport.submissions.journal import Journal
from rapport.workspace import Unit, Workspace


@pytest.fixture
def place(tmp_path: Path) -> tuple[Workspace, Questionnaire, Unit]:
    workspace, questionnaire = make_workspace(tmp_path / "w")
    return workspace, questionnaire, workspace.assignment.unit("norr")


def opened(place: tuple[Workspace, Questionnaire, Unit], who: str = "Anna") -> Draft:
    return open_draft(*place, who, debounce=0.01)


def folder(place: tuple[Workspace, Questionnaire, Unit]) -> Path:
    return place[0].unit_folder(place[2])


def test_an_edit_reaches_the_disk_by_itself(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """Nobody asks for saving; the listener is told when it is done."""
    saved = threading.Event()
    with opened(place) as draft:
        draft.on_change = lambda status: saved.set() if not status.pending else None
        draft.set("allt", "rubrik", "Ett år")
        assert saved.wait(10)
        assert load_draft(place[0], place[2]).answers == {"allt": {"rubrik": "Ett år"}}


def test_the_file_holds_what_is_answered_in_the_order_of_the_form(
    place: tuple[Workspace, Questionnaire, Unit],
) -> None:
    """Form order, blanks left out, long text as a block, and integers without quotes."""
    with opened(place) as draft:
        draft.set("mer", "fler", "ja")
        draft.set("allt", "antal", "12")
        draft.set("allt", "brev", "Först.\n\nSedan.\n")
        draft.set("allt", "rubrik", "Ett år")
        draft.set("allt", "telefon", "")
        draft.set("allt", "tabell", {"r1": {"inn": "1 000", "ut": ""}, "r2": {}})
        draft.set_position("allt.brev")
    assert (folder(place) / "utkast.yaml").read_text(encoding="utf-8") == (
        "format: 1\nunit: norr\nrev: 7\nposition: allt.brev\nanswers:\n  allt:\n    rubrik: Ett år\n    brev: |\n"
        '      Först.\n\n      Sedan.\n    antal: 12\n    tabell:\n      r1:\n        inn: "1 000"\n'
        "  mer:\n    fler: ja\n"
    )
    assert load_draft(place[0], place[2]).position == "allt.brev"
    assert not (folder(place) / "journal").exists()


def test_opening_and_closing_changes_nothing(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """A file written by hand stays as it is until something is edited."""
    path = write_draft(place[0], place[2], "answers:\n  allt: {rubrik: 'Ett år'}   # hand\n")
    before = path.read_bytes(), path.stat().st_mtime_ns
    opened(place).close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_edits_in_the_journal_come_back(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """What a killed writer left is there for the reader and for the next writer, who is told how much it was."""
    draft = opened(place)
    draft.set("allt", "rubrik", "Ett")
    draft.flush()
    draft.set("allt", "rubrik", "Två")
    draft.set("allt", "brev", "Hej")
    draft.set("allt", "antal", "1")
    draft.set("allt", "antal", None)
    draft.flush()
    left = (folder(place) / "journal").read_bytes()
    draft.close()
    (folder(place) / "utkast.yaml").unlink()
    (folder(place) / "journal").write_bytes(left)
    assert load_draft(place[0], place[2]).answers == {"allt": {"rubrik": "Två", "brev": "Hej"}}
    with opened(place) as again:
        assert again.recovered == 4
        assert again.answers == {"allt": {"rubrik": "Två", "brev": "Hej"}}
    assert load_draft(place[0], place[2]).recovered == 0


def test_a_journal_older_than_the_snapshot_is_not_replayed(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """A writer killed between the snapshot and emptying the journal does no harm."""
    with opened(place) as draft:
        draft.set("allt", "rubrik", "Ett")
        draft.flush()
        old = (folder(place) / "journal").read_bytes()
        draft.set("allt", "rubrik", "Två")
    (folder(place) / "journal").write_bytes(old)
    found = load_draft(place[0], place[2])
    assert (found.answers["allt"]["rubrik"], found.recovered) == ("Två", 0)


def test_a_second_writer_is_told_who_has_it(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """One writer at a time; the second gets the name and the times, and can still read."""
    with opened(place) as draft:
        draft.set("allt", "rubrik", "Ett")
        draft.flush()
        with pytest.raises(Locked, match=r"^Öppet hos Anna sedan \d\d:\d\d, senast aktiv \d\d:\d\d\. ") as caught:
            opened(place, "Bo")
        assert caught.value.holder.who == "Anna"
        assert caught.value.exit_code == 2
        assert load_draft(place[0], place[2]).answers["allt"]["rubrik"] == "Ett"
    opened(place, "Bo").close()


def test_a_full_disk_keeps_the_edits_and_says_so(
    place: tuple[Workspace, Questionnaire, Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The edit stays in memory, the old file is whole, and it is written when there is room."""
    path = write_draft(place[0], place[2], "rev: 3\nanswers: {allt: {rubrik: Gammal}}\n")
    before = path.read_bytes()
    real = Journal.append
    monkeypatch.setattr(Journal, "append", _full)
    with opened(place) as draft:
        draft.set("allt", "rubrik", "Ny")
        status = draft.flush()
        assert status.pending
        assert status.error.startswith("Ändringarna är inte sparade: disken är full.")
        assert path.read_bytes() == before
        draft.set("allt", "brev", "Mer")
        assert draft.answers == {"allt": {"rubrik": "Ny", "brev": "Mer"}}
        room = threading.Event()
        draft.on_change = lambda status: None if status.error else room.set()
        monkeypatch.setattr(Journal, "append", real)
        assert room.wait(10)
        assert draft.status.error == ""
    assert load_draft(place[0], place[2]).answers == {"allt": {"rubrik": "Ny", "brev": "Mer"}}


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "full")


def test_closing_on_a_full_disk_says_what_is_not_saved(
    place: tuple[Workspace, Questionnaire, Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last status tells; the next writer can open the draft as it was saved."""
    draft = opened(place)
    draft.set("allt", "rubrik", "Ett")
    draft.flush()
    monkeypatch.setattr(Journal, "append", _full)
    draft.set("allt", "rubrik", "Två")
    status = draft.close()
    assert (status.pending, status.error) == (True, "Ändringarna är inte sparade: disken är full.")
    monkeypatch.undo()
    with opened(place, "Bo") as again:
        assert again.answers["allt"]["rubrik"] == "Ett"


def test_a_snapshot_that_cannot_be_written_leaves_the_journal(
    place: tuple[Workspace, Questionnaire, Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing on a full disk loses nothing: the edits are in the journal."""
    path = write_draft(place[0], place[2], "answers: {allt: {rubrik: Gammal}}\n")
    before = path.read_bytes()
    monkeypatch.setattr("rapport.submissions.store.write_atomic", _full)
    draft = opened(place)
    draft.set("allt", "rubrik", "Ny")
    status = draft.close()
    assert status.error == ""
    assert "disken är full" in status.notice
    assert path.read_bytes() == before
    monkeypatch.undo()
    assert load_draft(place[0], place[2]).answers["allt"]["rubrik"] == "Ny"
    again = opened(place)
    assert again.close().notice == ""
    assert b"Ny" in path.read_bytes()


def test_a_listener_that_hangs_holds_up_no_write(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """Saving does not depend on the screen."""
    hang = threading.Event()
    with opened(place) as draft:
        draft.on_change = lambda status: bool(hang.wait(30)) and None
        for text in ("Ett", "Två"):
            draft.set("allt", "rubrik", text)
            draft.flush()
        assert load_draft(place[0], place[2]).answers["allt"]["rubrik"] == "Två"
        hang.set()


def test_a_value_changed_after_it_was_set_is_not_changed_on_the_disk(
    place: tuple[Workspace, Questionnaire, Unit],
) -> None:
    """The store keeps a copy of its own."""
    value = [{"id": "a1", "namn": "Ett"}]
    with opened(place) as draft:
        draft.set("allt", "punkter", value)
        value[0]["namn"] = "Två"
    assert load_draft(place[0], place[2]).answers["allt"]["punkter"] == [{"id": "a1", "namn": "Ett"}]


@pytest.mark.parametrize("value", [1, object(), {1: "a"}, [[[[[[[["djup"]]]]]]]]])
def test_what_is_no_answer_is_refused_at_once(place: tuple[Workspace, Questionnaire, Unit], value: object) -> None:
    """Only text, lists and mappings of text are answers."""
    with opened(place) as draft, pytest.raises(TypeError):
        draft.set("allt", "rubrik", value)


HOSTILE = [
    "& < > \" ' {{ 7*7 }} {% x %} [/b] [@click=app.quit] <b>",
    "2014. Därefter\n---\n# inte rubrik\n- inte: yaml\n...\n",
    "\x1b]52;c;eA==\x07 \x00 \x85 \u202e omvänt \ufeff \u00ad mjukt \ud800",
    "  indraget\n\ttabb\r\nretur\rsist \n\n\n",
    "no", "~", "null", "0123", "12:30", "1_000", "2014-13-45", "'", '"', "|", ">", "!tag", "*a", "&a", "%",
    "👩‍👩‍👧‍👦 å a\u030a",
    "x" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_people_type_stays_text(place: tuple[Workspace, Questionnaire, Unit], text: str) -> None:
    """The journal and the file give back the text as `clean` leaves it, in every kind of field."""
    from rapport.text import clean

    value = {"allt": {"rubrik": text, "flera": [text], "punkter": [{"id": "a1", "text": text}], "skala": {"a": text}}}
    with opened(place) as draft:
        for question, answer in value["allt"].items():
            draft.set("allt", question, answer)
        draft.flush()
        from_journal = load_draft(place[0], place[2]).answers
    from_file = load_draft(place[0], place[2]).answers
    kept = clean(text)
    assert from_journal == from_file
    assert from_file["allt"]["rubrik"] == kept
    assert from_file["allt"]["punkter"] == [{"id": "a1", "text": kept}]


def test_answers_to_a_question_that_is_gone_are_parked_and_come_back(tmp_path: Path) -> None:
    """Nothing is deleted when the questionnaire changes."""
    workspace, questionnaire = make_workspace(tmp_path / "w")
    _, shorter = make_workspace(tmp_path / "v", {"01-allt.yaml": EVERYTHING.replace("id: brev", "id: annat")})
    unit = workspace.assignment.unit("norr")
    write_draft(workspace, unit, "answers: {allt: {rubrik: Ett, brev: Hej}, mer: {fler: ja}}\n")
    with open_draft(workspace, shorter, unit, "Anna") as draft:
        assert draft.answers == {"allt": {"rubrik": "Ett"}}
        assert draft.parked == {"allt": {"brev": "Hej"}, "mer": {"fler": "ja"}}
        draft.set("allt", "antal", "1")
    assert load_draft(workspace, unit).parked == {"allt": {"brev": "Hej"}, "mer": {"fler": "ja"}}
    with open_draft(workspace, questionnaire, unit, "Anna") as draft:
        assert draft.answers == {"allt": {"rubrik": "Ett", "brev": "Hej", "antal": "1"}, "mer": {"fler": "ja"}}
        assert draft.parked == {}


BROKEN = [
    ("answers: {allt: {rubrik: [a]}}\n", 1, "answers.allt.rubrik", "ska vara text"),
    ("answers:\n  allt:\n    skala: ja\n", 3, "answers.allt.skala", "nycklar med värden"),
    ("answers:\n  allt:\n    tabell:\n      r1: 3\n", 4, "answers.allt.tabell.r1", "nycklar med värden"),
    ("answers:\n  allt:\n    punkter:\n      - namn: x\n", 4, "answers.allt.punkter[1].id", "giltigt id"),
    ("answers:\n  allt:\n    punkter:\n    - id: a\n    - id: a\n", 5, "answers.allt.punkter[2].id", "två gånger"),
    ("answers:\n  allt: text\n", 2, "answers.allt", "nycklar med värden"),
    ("unit: syd\n", 1, "unit", "hör till"),
    ("answer: {}\n", 1, "answer", "Menade du ”answers”?"),
    ("rev: många\n", 1, "rev", "inget heltal"),
    ("format: 2\n", 1, "format", "nyare"),
    ("answers:\n\tallt: x\n", 2, "", "YAML"),
    ("answers: {}\nanswers: {}\n", 2, "", "två gånger"),
]


@pytest.mark.parametrize(("text", "line", "key", "words"), BROKEN)
def test_a_broken_draft_is_named_and_left_alone(
    place: tuple[Workspace, Questionnaire, Unit], text: str, line: int, key: str, words: str
) -> None:
    """File, line and key are told; nothing is written; the lock is free again."""
    path = write_draft(place[0], place[2], text)
    for _ in range(2):
        with pytest.raises(InvalidFile) as caught:
            opened(place)
        problem = caught.value.problems[0]
        assert (problem.where.file, problem.where.line, problem.where.key) == (
            "data/enheter/norr/utkast.yaml",
            line,
            key,
        )
        assert words in str(problem)
    assert path.read_text(encoding="utf-8") == text


def test_a_draft_that_someone_else_has_written_is_kept(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """A file changed behind the writer's back gets a name of its own, and the writer is told."""
    path = write_draft(place[0], place[2], "answers: {allt: {rubrik: Ett}}\n")
    draft = opened(place)
    draft.set("allt", "brev", "Mitt")
    path.write_text("answers: {allt: {rubrik: Någon annans}}\n", encoding="utf-8")
    status = draft.close()
    assert "utkast-annan-1.yaml" in status.notice
    assert "Någon annans" in (folder(place) / "utkast-annan-1.yaml").read_text(encoding="utf-8")
    assert load_draft(place[0], place[2]).answers == {"allt": {"rubrik": "Ett", "brev": "Mitt"}}


def test_a_damaged_journal_is_set_aside(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """Whole records before the damage count; the rest is kept as it is and the writer is told."""
    draft = opened(place)
    for text in ("Ett", "Två", "Tre"):
        draft.set("allt", "rubrik", text)
        draft.flush()
    lines = (folder(place) / "journal").read_bytes().splitlines(keepends=True)
    draft.close()
    (folder(place) / "utkast.yaml").unlink()
    (folder(place) / "journal").write_bytes(lines[0] + b"skadad\n" + lines[2])
    with opened(place) as again:
        assert again.answers["allt"]["rubrik"] == "Ett"
        assert "journal-skadad-" in again.status.notice
        again.set("allt", "brev", "Nytt")
    kept = list(folder(place).glob("journal-skadad-*"))
    assert [path.read_bytes() for path in kept] == [b"skadad\n" + lines[2]]
    assert load_draft(place[0], place[2]).answers == {"allt": {"rubrik": "Ett", "brev": "Nytt"}}


def test_closing_twice_is_harmless(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """The second close does nothing, and does not disturb the next writer."""
    draft = opened(place)
    draft.close()
    with opened(place, "Bo"):
        assert isinstance(draft.close(), SaveStatus)


def test_no_file_is_left_open_or_temporary(place: tuple[Workspace, Questionnaire, Unit]) -> None:
    """A folder at rest holds the draft and the lock."""
    before = len(os.listdir("/proc/self/fd"))
    with opened(place) as draft:
        draft.set("allt", "rubrik", "Ett")
    assert sorted(path.name for path in folder(place).iterdir()) == [".las", "utkast.yaml"]
    assert len(os.listdir("/proc/self/fd")) == before
