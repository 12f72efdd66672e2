"""Every rule of the lint tells its own breach, and a clean file breaks none."""

from __future__ import annotations

import io
from collections.abc import Iterable
from zipfile import ZipFile

import pytest
from docx_lint import lint
from docx_mutations import MUTATIONS, Mutation
from python_calamine import CalamineWorkbook
from word_sample import sample

from rapport.errors import UseError
from rapport.word import lint_docx, render_docx
from rapport.word.lint import RULES
from rapport.word.lint.workbook import WorkbookFault, read_workbook


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file with every kind of block."""
    return render_docx(sample(tmp_path_factory.mktemp("rent"), draft=True))


def test_a_clean_file_breaks_no_rule(clean: bytes) -> None:
    """With every kind of block and hostile text in it."""
    assert lint(clean, besides=frozenset()) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_rule_tells_its_breach(clean: bytes, mutation: Mutation) -> None:
    """And nothing tells but the rule and those that the same fault breaks too."""
    told = {finding.code for finding in lint_docx(mutation.apply(clean), own=True)}
    assert told == {mutation.code, *mutation.related}


def test_every_rule_has_a_mutation() -> None:
    """No rule is there that no file has been seen to break, and no code stands for two rules."""
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert {mutation.code for mutation in MUTATIONS} == set(codes)


def test_rules_of_our_own_files_are_not_asked_of_others(clean: bytes) -> None:
    """Another program's file has its own dates and order."""
    own = {rule.code for rule in RULES if rule.own}
    for mutation in (mutation for mutation in MUTATIONS if mutation.code in own):
        assert not own & {finding.code for finding in lint_docx(mutation.apply(clean))}


def test_what_is_no_word_file_is_an_error() -> None:
    """In words, not a finding."""
    with pytest.raises(UseError):
        lint_docx(b"PK\x05\x06" + bytes(18))


def workbooks(data: bytes) -> Iterable[bytes]:
    """The workbooks inside a file."""
    with ZipFile(io.BytesIO(data)) as package:
        yield from (package.read(name) for name in package.namelist() if name.endswith(".xlsx"))


def test_the_lint_reads_workbooks_as_another_reader_does(clean: bytes) -> None:
    """Sheets, texts and numbers as calamine has them."""
    books = list(workbooks(clean))
    assert books
    for data in books:
        other = CalamineWorkbook.from_filelike(io.BytesIO(data))
        ours = read_workbook(data)
        assert list(ours.sheets) == other.sheet_names
        rows = other.get_sheet_by_name("Diagram").to_python()
        last = chr(ord("A") + len(rows[0]) - 1)
        values = ours.values(f"Diagram!$A$1:${last}${len(rows)}")
        assert values == [f"{cell:.15g}" if isinstance(cell, float) else cell for row in rows for cell in row]


@pytest.mark.parametrize("formula", ["Blad!$A$1", "Diagram!A1:ZZZ99999999", "Diagram", "#REF!", "'Diagram"])
def test_a_formula_that_leads_nowhere_has_no_values(clean: bytes, formula: str) -> None:
    """Whatever it looks like."""
    assert read_workbook(next(iter(workbooks(clean)))).values(formula) is None


def test_a_damaged_workbook_is_told_by_its_own_error() -> None:
    """Cut off, empty, or some other package."""
    other = io.BytesIO()
    with ZipFile(other, "w") as package:
        package.writestr("hej.txt", "hej")
    for data in (b"", b"PK", other.getvalue()):
        with pytest.raises(WorkbookFault):
            read_workbook(data)


def test_any_cut_of_a_file_is_a_finding_or_an_error(clean: bytes) -> None:
    """Never a traceback."""
    for step in range(1, 40):
        place = len(clean) * step // 40
        broken = clean[:place] + bytes(200) + clean[place + 200 :]
        try:
            assert lint_docx(broken), place
        except UseError:
            continue
