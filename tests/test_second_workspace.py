"""Another assignment than the example goes the whole way, with nothing in the program changed for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx_lint import lint
from whole_way import SMALL_ANSWERS, document, small_workspace, table, text, under

from rapport.blocks import Block
from rapport.cli import main
from rapport.questionnaire import load_questionnaire
from rapport.submissions import open_draft
from rapport.word import read_docx
from rapport.workspace import Workspace, shipped


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Three school districts: filled in, submitted, approved and built by command."""
    found = small_workspace(tmp_path_factory.mktemp("litet"))
    questionnaire = load_questionnaire(found)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPPORT_WORKSPACE", str(found.root))
        patch.setenv("RAPPORT_WHO", "Rektor")
        for slug, answers in SMALL_ANSWERS.items():
            with open_draft(found, questionnaire, found.assignment.unit(slug), "Rektor") as draft:
                for section, given in answers.items():
                    for question, value in given.items():
                        draft.set(section, question, value)
            assert main(["submit", slug]) == 0
            assert main(["approve", slug]) == 0
        assert main(["build"]) == 0
        yield found


@pytest.fixture(scope="module")
def report(workspace: Workspace) -> tuple[Block, ...]:
    """The built report, read back from Word."""
    return read_docx(workspace.build / "läsning-i-skolan.docx").blocks


def test_what_was_typed_stands_under_its_heading(report: tuple[Block, ...]) -> None:
    """With the owner, the partners and the words of this assignment."""
    found = under(report, "Aktivitet från Norra och Hamnen: Bokfrukost")
    assert "Eleverna äter frukost i biblioteket." in found
    assert "Föräldrar och pensionärer." in found
    assert "2014. Därefter varje år." in under(report, "Aktivitet från Östra: Läscirkel")


def test_figures_follow_from_the_answers(report: tuple[Block, ...]) -> None:
    """Counts, sums and who is behind what."""
    rows = table(report, "Elevernas läsvanor")
    assert rows[1:] == [["Läsning hemma", "2", "0", "1", "0"], ["Lån på biblioteket", "1", "1", "0", "1"]]
    assert "Skolområdena köpte 1\u00a0500 böcker." in under(report, "Böcker")
    assert ["Norra", "45\u00a0000", "10\u00a0000"] in table(report, "Inköp")
    assert "Temat tas upp i underlag från 2\u00a0av\u00a03 skolområden: Hamnen och Norra." in text(report)
    assert table(report, "Underlag")[-1] == ["Summa", "", "2", "1"]


def test_words_of_this_assignment_are_printed(report: tuple[Block, ...]) -> None:
    """What is counted is called what the outline calls it."""
    assert "innehåller 2 aktiviteter från 3\u00a0av\u00a03 skolområden" in under(report, "Underlag till rapporten")


def test_chapters_print_figures_of_this_assignment(report: tuple[Block, ...]) -> None:
    """In running text."""
    assert "tre skolområden, och 3\u00a0av\u00a03 har lämnat underlag" in under(report, "Bakgrund")


def test_private_answers_are_nowhere(workspace: Workspace) -> None:
    """Not as text, and not in any part of the file."""
    assert "Ska inte tryckas" not in text(document(workspace).blocks)
    assert "example.org" not in text(document(workspace).blocks)


def test_the_file_is_sound(workspace: Workspace) -> None:
    """By our own lint."""
    assert lint((workspace.build / "läsning-i-skolan.docx").read_bytes()) == []


def test_nothing_of_the_example_is_printed(report: tuple[Block, ...]) -> None:
    """No county, no survey, no word of the other assignment."""
    assert not re.search(r"län|Länsstyrelse|kvinnofrid|enkät|Stockholm|exempel\b(?!stad)", text(report), re.I)


@pytest.mark.parametrize("path", sorted(shipped("templates").glob("*.html")), ids=lambda path: path.name)
def test_no_template_names_the_example_assignment(path: Path) -> None:
    """Words of one assignment are data."""
    found = path.read_text(encoding="utf-8").replace("bilaga-enkat", "")
    assert not re.search(r"länsstyrelse|\blän|kvinnofrid|våld|målområde|2014|Stockholm|delmål", found, re.I)
