"""Whatever blocks come in whatever order, the file is sound and says what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from docx_lint import lint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nasty_material import picture_of_kind
from random_documents import documents
from sizes import tries
from validator import audit_errors, sdk_errors_of
from word_comparing import shown

from rapport.blocks import Block, Document, Heading, Inline, Note, Paragraph, Table, walk
from rapport.word import read_docx, render_docx

ANY = settings(max_examples=tries(25), deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A tiny, a tall and a wide picture, and one in printers' colours."""
    folder = tmp_path_factory.mktemp("bilder")
    paths = []
    for kind in (0, 2, 3, 5):
        paths.append(folder / f"{kind}")
        paths[-1].write_bytes(picture_of_kind(kind))
    return paths


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files are put for validators."""
    return tmp_path_factory.mktemp("filer")


@ANY
@given(data=st.data())
def test_any_blocks_in_any_order_make_a_sound_file(pictures: list[Path], data: st.DataObject) -> None:
    """No dangling reference, no unpaired bookmark, no cell without an end."""
    assert lint(render_docx(data.draw(documents(pictures)))) == []


@ANY
@given(data=st.data())
def test_any_blocks_are_read_back_as_they_were(pictures: list[Path], data: st.DataObject) -> None:
    """Texts, looks, links, notes, tables, charts, pictures and boxes; a letter's head is a table to readers."""
    document = data.draw(documents(pictures, letters=False))
    assert shown(read_docx(render_docx(document)), read=True) == shown(document)


def test_validators_find_no_fault_in_random_documents(pictures: list[Path], folder: Path) -> None:
    """A batch of them."""
    paths: list[Path] = []

    @settings(max_examples=tries(4), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(documents(pictures).filter(lambda document: len(list(walk(document.blocks))) > 3))
    def write(document: Document) -> None:
        paths.append(folder / f"{len(paths)}.docx")
        paths[-1].write_bytes(render_docx(document))

    write()
    assert sdk_errors_of(paths) == []
    for path in paths:
        assert audit_errors(path) == []


def inlines_of(document: Document) -> Iterator[Inline]:
    """Every inline, those in notes and cells too."""
    waiting: list[Inline] = []
    for block in walk(document.blocks):
        if isinstance(block, (Heading, Paragraph)):
            waiting += block.content
        elif isinstance(block, Table):
            waiting += (inline for row in block.rows for cell in row.cells for inline in cell.content)
    for inline in waiting:
        yield inline
        yield from inline.content if isinstance(inline, Note) else ()


def test_random_documents_have_every_kind_of_block_and_inline(pictures: list[Path]) -> None:
    """So that a new kind is not forgotten here."""
    kinds: set[type] = set()

    @settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(documents(pictures))
    def collect(document: Document) -> None:
        kinds.update(type(block) for block in walk(document.blocks))
        kinds.update(type(inline) for inline in inlines_of(document))

    collect()
    assert kinds == {*get_args(Block), *get_args(Inline)}
