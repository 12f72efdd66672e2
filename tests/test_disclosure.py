"""The disclosure guard: what it finds in open answers, what is decided, and what is printed then."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sizes import tries

from rapport.cli import main
from rapport.disclosure import MARK, MASK, Guard, decide, load_guard, recognise, undecided
from rapport.editorial import undo
from rapport.errors import InvalidFile, UseError
from rapport.report import compose, load_material, obstacles
from rapport.survey import load_survey, open_answers
from rapport.wording import lines
from rapport.workspace import Workspace, create_workspace

WHEN = datetime(2015, 2, 20, 12, tzinfo=UTC)
FOUND = {
    "Ring Anna Lindqvist om det.": ("namn", "Anna Lindqvist"),
    "Vi saknar Kerstin sedan hon slutade.": ("namn", "Kerstin"),
    "I Surahammars kommun finns inget.": ("plats", "Surahammars kommun"),
    "Allt sker i Dals-Ed.": ("plats", "Dals-Ed"),
    "Sedan 2012 är det bättre.": ("år", "2012"),
    "Mötet den 3 mars var bra.": ("datum", "3 mars"),
    "Ring 070-123 45 67.": ("telefon", "070-123 45 67"),
    "Skriv till a.b@example.org.": ("e-post", "a.b@example.org"),
    "Hon heter 850101-1234.": ("personnummer", "850101-1234"),
    "En 17-åring fick stöd.": ("ålder", "17-åring"),
    "Se dnr 801-123-2014 om detta.": ("diarienummer", "dnr 801-123-2014"),
    "Hos oss i vår kommun fungerar det.": ("pekar ut", "vår kommun"),
    "Jag som enhetschef ser det.": ("pekar ut", "Jag som enhetschef"),
    "Som ensam samordnare hinner jag inte.": ("pekar ut", "Som ensam samordnare"),
}
CLEAN = (
    "Vara med i nätverket är värdefullt.",
    "Mark och byggnader nämns aldrig.",
    "Samverkan har blivit bättre i maj och juni.",
    "Länsstyrelsen har gjort ett bra arbete, tack.",
    "Tre av fyra möten har varit bra, 12 procent sämre.",
    "Berg och dalbana, så har det varit.",
    "Kommunen bör ta ett större ansvar.",
    "Per telefon går det fort.",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The example with its survey, nothing decided."""
    made = create_workspace(tmp_path / "ws", example=True)
    (made.editorial / "granskning.jsonl").unlink()
    return made


def guard_of(workspace: Workspace) -> Guard:
    """The guard as stored."""
    return load_guard(workspace, load_survey(workspace))


@pytest.mark.parametrize("text", FOUND)
def test_what_may_single_someone_out_is_found(text: str) -> None:
    """Each kind, in inflected Swedish."""
    assert [(span.kind, text[span.start : span.end]) for span in recognise(text)] == [FOUND[text]]


@pytest.mark.parametrize("text", CLEAN)
def test_ordinary_sentences_are_left_in_peace(text: str) -> None:
    """Words that are also names begin sentences."""
    assert recognise(text) == ()


def test_names_of_units_are_places() -> None:
    """Also in the genitive."""
    (span,) = recognise("Så är det i Nordlands län.", ("Nordland",))
    assert (span.kind, span.start, span.end) == ("plats", 12, 25)


_words = st.sampled_from([*FOUND, *CLEAN, " ", "\n", "Anna ", "vår kommun ", "2012 ", "070-123 45 67"])


@settings(max_examples=tries(200), deadline=None)
@given(st.lists(_words | st.text(max_size=12), max_size=5).map("".join))
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    """Whatever is written."""
    spans = recognise(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


def test_a_final_build_stops_until_each_finding_is_decided(workspace: Workspace) -> None:
    """And the masked words are printed nowhere, the kept ones are."""
    assert any("öppna svar" in problem.message for problem in obstacles(load_material(workspace)))
    guard = guard_of(workspace)
    first, *rest = undecided(guard.findings())
    decide(workspace, guard, [first.id], MASK, "Pekar ut.", "Redaktör", WHEN)
    decide(workspace, guard_of(workspace), [one.id for one in rest], "keep", "Vanligt.", "Redaktör", WHEN)
    material = load_material(workspace)
    assert not any("öppna svar" in problem.message for problem in obstacles(material))
    printed = "\n".join(line for built in compose(material, draft=False) for line in lines(built.document.blocks))
    assert first.answer not in printed
    assert first.answer.replace(first.quote, MARK) in printed
    assert all(one.answer in printed for one in rest)


def test_a_draft_marks_answers_that_are_not_decided(workspace: Workspace) -> None:
    """So that nobody takes them for final."""
    printed = "\n".join(lines(compose(load_material(workspace), draft=True)[0].document.blocks))
    assert printed.count("ej granskat") == len({one.answer for one in guard_of(workspace).findings()})


def test_a_decision_is_kept_with_who_when_and_why_and_can_be_undone(workspace: Workspace) -> None:
    """The stored answer is never changed."""
    before = open_answers(load_survey(workspace), "oppna", "arbete")
    guard = guard_of(workspace)
    name = guard.findings()[0].id
    decide(workspace, guard, [name], MASK, "Pekar ut.", "Redaktör", WHEN)
    one = guard_of(workspace).findings()[0]
    assert (one.verdict, one.reason, one.who, one.when) == (
        MASK,
        "Pekar ut.",
        "Redaktör",
        "2015-02-20T12:00:00+00:00",
    )
    assert open_answers(load_survey(workspace), "oppna", "arbete") == before
    undo(workspace, "Redaktör", WHEN)
    assert guard_of(workspace).findings()[0].verdict == ""


def test_neighbouring_masks_are_one(workspace: Workspace) -> None:
    """Nothing of what stood there is told by the number of marks."""
    answer = "Fråga Anna Ek 070-123 45 67 så får du veta."
    guard = guard_of(workspace)
    decided = {one.id: {"verdict": MASK, "reason": "x", "who": "y", "when": ""} for one in guard.of("a", "b", answer)}
    assert Guard(load_survey(workspace), (), decided).printed("a", "b", answer) == f"Fråga {MARK} så får du veta."


def test_masks_in_a_row_are_one_however_many(workspace: Workspace) -> None:
    """And words between them keep them apart."""
    guard = guard_of(workspace)
    for answer, printed in (("Se 2010 2011 2012 nu.", f"Se {MARK} nu."), ("2010 och 2011", f"{MARK} och {MARK}")):
        decided = {
            one.id: {"verdict": MASK, "reason": "", "who": "", "when": ""} for one in guard.of("a", "b", answer)
        }
        assert Guard(load_survey(workspace), (), decided).printed("a", "b", answer) == printed


def test_templates_never_see_what_is_masked(workspace: Workspace) -> None:
    """Whichever way they ask: the survey they are given has the masks in it."""
    one = guard_of(workspace).findings()[0]
    decide(workspace, guard_of(workspace), [one.id], MASK, "Pekar ut.", "Redaktör", WHEN)
    given = load_material(workspace).survey.column(one.section, one.question)
    assert one.answer not in given
    assert one.answer.replace(one.quote, MARK) in given


def test_private_open_answers_are_not_there_for_templates(workspace: Workspace) -> None:
    """Neither as answers nor as a question to list, so the guard need not ask about them."""
    before = guard_of(workspace).findings()
    path = workspace.root / "sections" / "enkat" / "04-oppna-svar.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("max_words: 150", "private: true"), encoding="utf-8")
    assert before != guard_of(workspace).findings() == ()
    material = load_material(workspace)
    assert set(material.survey.column("oppna", "arbete")) == {""}
    assert material.guard.voices("oppna", "arbete") == ()
    printed = "\n".join(line for built in compose(material, draft=True) for line in lines(built.document.blocks))
    assert not any(one.answer in printed for one in before)


@pytest.mark.parametrize("before", ["", "Ja. ", "Ja: ", "Ja.\n", 'Ja. "', "- ", "Ja ! ("])
def test_a_name_alone_where_a_sentence_begins_is_any_word(before: str) -> None:
    """It may be one."""
    assert recognise(f"{before}Per telefon") == ()


@pytest.mark.parametrize("before", ["Fråga ", "Ja.", "Ja, ", 'kallad "'])
def test_a_name_inside_a_sentence_is_a_name(before: str) -> None:
    """Also where a blank is missing after the full stop."""
    assert [span.kind for span in recognise(f"{before}Per ringde")] == ["namn"]


def test_unknown_findings_missing_reasons_and_broken_files_are_told(workspace: Workspace) -> None:
    """In a sentence each."""
    guard = guard_of(workspace)
    with pytest.raises(UseError, match="finns inte"):
        decide(workspace, guard, ["zzz"], MASK, "x", "r", WHEN)
    with pytest.raises(UseError, match="Ange skälet"):
        decide(workspace, guard, [guard.findings()[0].id], MASK, " ", "r", WHEN)
    (workspace.editorial / "granskning.jsonl").write_text('{"finding": 1}\n', encoding="utf-8")
    with pytest.raises(InvalidFile, match="granskning"):
        guard_of(workspace)


def test_the_commands_list_and_decide(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """1 while something is left, then 0; and it says that it does not find everything."""
    command = ["-C", str(workspace.root), "guard"]
    assert main([*command, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["version"] == 1
    assert found["undecided"] == len(found["findings"]) > 0
    names = [one["id"] for one in found["findings"]]
    assert main([*command, "keep", *names, "--reason", "Vanliga ord."]) == 0
    assert main(command) == 0
    said = capsys.readouterr()
    assert "inte allt" in said.err
    assert "0 ej avgjorda" in said.out
