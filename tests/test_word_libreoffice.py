"""The report in another word processor."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from word_sample import sample

from rapport.blocks import Chart, Heading, Item, Paragraph, Picture, Table, plain, walk
from rapport.word import read_docx, write_docx

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not OFFICE, reason="LibreOffice finns inte på den här datorn"),
]


def outline(document):
    """Every block with its kind and text, in reading order; identities apart, which LibreOffice drops."""
    return [
        (
            type(block).__name__,
            plain(block.content) if isinstance(block, Heading | Paragraph) else "",
            block.caption if isinstance(block, Table | Picture | Chart) else "",
            getattr(block, "style", ""),
        )
        for block in walk(document.blocks)
        if not isinstance(block, Item)
    ]


def convert(path, kind, profile):
    """`path` saved by LibreOffice as `kind` in a folder of its own."""
    target = path.parent / kind
    command = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(target), str(path)], check=True, capture_output=True)
    return target / f"{path.stem}.{kind}"


def test_a_report_saved_by_libreoffice_reads_as_before(tmp_path):
    """Headings, texts, lists, tables, boxes, charts and captions survive another program's save."""
    path = tmp_path / "rapport.docx"
    write_docx(sample(tmp_path, draft=True), path)
    assert outline(read_docx(convert(path, "docx", tmp_path / "profil"))) == outline(read_docx(path))
