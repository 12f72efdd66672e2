"""The report in another word processor."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from word_sample import sample

from rapport.blocks import Chart, Heading, Item, Paragraph, Picture, Ref, Table, plain, walk
from rapport.report import compose, load_material
from rapport.word import read_docx, write_docx
from rapport.wording import words_hash
from rapport.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not OFFICE, reason="LibreOffice finns inte på den här datorn"),
]


def words(content):
    """The text of inlines, blanks in a row as one, page numbers apart: LibreOffice makes references anew."""
    kept = (inline for inline in content if not (isinstance(inline, Ref) and inline.kind == "page"))
    return re.sub(" +", " ", plain(tuple(kept)))


def outline(document):
    """Every block with its kind, text and origins, in reading order."""
    return [
        (
            type(block).__name__,
            words(block.content) if isinstance(block, Heading | Paragraph) else "",
            block.caption if isinstance(block, Table | Picture | Chart) else "",
            getattr(block, "style", ""),
            getattr(block, "origins", ()),
        )
        for block in walk(document.blocks)
    ]


def page_references(document):
    """Targets of all references to a page."""
    texts = (block.content for block in walk(document.blocks) if isinstance(block, Heading | Paragraph))
    return [i.target for content in texts for i in content if isinstance(i, Ref) and i.kind == "page"]


def convert(path, kind, profile):
    """`path` saved by LibreOffice as `kind` in a folder of its own."""
    target = path.parent / kind
    command = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(target), str(path)], check=True, capture_output=True)
    return target / f"{path.stem}.{kind}"


def test_a_report_saved_by_libreoffice_reads_as_before(tmp_path):
    """Headings, texts, lists, tables, boxes, charts, captions and origins survive another program's save."""
    path = tmp_path / "rapport.docx"
    write_docx(sample(tmp_path, draft=True), path)
    before, after = read_docx(path), read_docx(convert(path, "docx", tmp_path / "profil"))
    assert outline(after) == outline(before)
    assert page_references(after) == page_references(before) != []


def test_every_item_of_the_example_is_found_after_another_programs_save(tmp_path):
    """Each with its place, its origins and the very words that were printed, though the controls lose their names."""
    for built in compose(load_material(Workspace(ROOT)), draft=False):
        if not any(isinstance(block, Item) for block in walk(built.document.blocks)):
            continue
        path = tmp_path / built.output.file
        write_docx(built.document, path)
        printed = [block for block in walk(built.document.blocks) if isinstance(block, Item)]
        saved = read_docx(convert(path, "docx", tmp_path / "profil"))
        found = [block for block in walk(saved.blocks) if isinstance(block, Item)]
        assert [(item.place, item.origins) for item in found] == [(item.place, item.origins) for item in printed]
        assert [item.origins[0].sha256 for item in found] == [words_hash(item.blocks) for item in found]
        assert len(found) > 10
