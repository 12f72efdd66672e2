"""Word can open what is built: the Open XML SDK, openxml-audit and our own lint find no error."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_lint import lint
from validator import audit_errors, command, require_validator, sdk_errors
from word_sample import HOSTILE, sample

from rapport.report import compose, load_material
from rapport.word import write_docx
from rapport.workspace import Workspace, shipped

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Report, appendix and letter of the example assignment, final and as drafts."""
    folder = tmp_path_factory.mktemp("byggt")
    material = load_material(Workspace(shipped("data").parent))
    paths = []
    for draft in (False, True):
        for composed in compose(material, draft):
            paths.append(folder / f"{draft}-{composed.output.file}")
            write_docx(composed.document, paths[-1])
    return paths


@pytest.mark.parametrize("number", range(6))
def test_the_example_report_is_valid(built: list[Path], number: int) -> None:
    """Report, appendix and letter, final and draft."""
    assert sdk_errors(built[number]) == []
    assert audit_errors(built[number]) == []
    assert lint(built[number].read_bytes(), besides=frozenset()) == []


@pytest.mark.parametrize("text", [HOSTILE, "text"])
def test_a_document_with_every_block_is_valid(tmp_path: Path, text: str) -> None:
    """Whatever stands in it."""
    path = tmp_path / "prov.docx"
    write_docx(sample(tmp_path, text=text, draft=True), path)
    assert sdk_errors(path) == []
    assert audit_errors(path) == []


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    """The validators are in working order: they do object to something that is wrong."""
    require_validator()
    path = tmp_path / "fel.docx"
    path.write_bytes(b"PK\x05\x06" + bytes(18))
    assert sdk_errors(path)
    assert audit_errors(path)


def test_a_missing_validator_fails_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a run that must hold it cannot pass without."""
    monkeypatch.setattr("validator.command", lambda: "")
    monkeypatch.setenv("RAPPORT_REQUIRE_VALIDATOR", "1")
    with pytest.raises(pytest.fail.Exception):
        require_validator()
    monkeypatch.setenv("RAPPORT_REQUIRE_VALIDATOR", "0")
    with pytest.raises(pytest.skip.Exception):
        require_validator()
    assert callable(command)
