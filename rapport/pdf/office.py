"""LibreOffice as a converter: one Word file in, one tagged PDF out."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rapport.errors import UseError

_OPTIONS = {
    "UseTaggedPDF": "true",
    "PDFUACompliance": "true",
    "ExportBookmarks": "true",
    "DisplayPDFDocumentTitle": "true",
    "InitialView": 1,
    "ExportFormFields": "false",
    "ExportNotes": "false",
}
"""What is asked of the export; `docs/pdf.md` says what each gives."""
_SECONDS = 600
"""Longest time a conversion may take."""


@contextmanager
def convert(docx: Path, aim: str, instead: str) -> Iterator[Path]:
    """The PDF of `docx`, in a folder that is gone afterwards.

    Raises `UseError` when LibreOffice is not installed, fails or takes too long: `aim` says in Swedish what was to be
    done and where (”Sidnumren i … kan inte mätas”), `instead` how to do without it (”bygg utan --pages”).
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UseError(f"{aim}: LibreOffice saknas. Installera det, eller {instead}.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = folder / docx.with_suffix(".pdf").name
        # A profile of its own, so that an open LibreOffice does not take the job and leave nothing here.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", _filter(), "--outdir", str(folder), str(docx)]
        try:
            _run(command)
        except subprocess.TimeoutExpired as error:
            late = f"LibreOffice blev inte klart på {_SECONDS // 60} minuter"
            raise UseError(f"{aim}: {late}. Försök igen, eller {instead}.") from error
        except (subprocess.SubprocessError, OSError) as error:
            raise UseError(f"{aim}: LibreOffice avbröt med ett fel. Försök igen, eller {instead}.") from error
        # It ends with 0 also when nothing came out.
        if not pdf.is_file():
            raise UseError(f"{aim}: LibreOffice skrev ingen fil. Försök igen, eller {instead}.")
        yield pdf


def _filter() -> str:
    options = {
        name: {"type": "long" if isinstance(value, int) else "boolean", "value": str(value)}
        for name, value in _OPTIONS.items()
    }
    return f"pdf:writer_pdf_Export:{json.dumps(options, separators=(',', ':'))}"


def _run(command: list[str]) -> None:
    """Run to the end. `soffice` is a script that starts others, so a stop has to end the whole process group."""
    # No shell, and the path is our own build's.
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            code = process.wait(timeout=_SECONDS)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    if code:
        raise subprocess.CalledProcessError(code, command)
