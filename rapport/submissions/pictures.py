"""A unit's pictures: one file for each content, named by its hash, never overwritten."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from rapport.errors import Refused, UseError
from rapport.files import os_reason, read_bytes, write_new
from rapport.workspace import Unit, Workspace

MAX_PICTURE_BYTES = 10_000_000
"""Largest picture that is taken."""
_FOLDER = "bilder"
_NAME = re.compile(r"([0-9a-f]{64})\.(?:png|jpe?g)")
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


def add_picture(workspace: Workspace, unit: Unit, data: bytes) -> str:
    """Keep a picture and give its file name, `<sha256>.png` or `.jpg`; the same picture twice is one file.

    Raises `Refused` for anything but PNG and JPEG of at most 10 MB, and `UseError` when it cannot be written.
    """
    name = f"{hashlib.sha256(data).hexdigest()}.{picture_kind(data)}"
    path = picture_path(workspace, unit, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, data)
    except FileExistsError:
        if (fault := picture_fault(workspace, unit, name)) != "":
            raise UseError(fault) from None
    except OSError as error:
        raise UseError(f"Bilden gick inte att spara: {os_reason(error)}.") from error
    return name


def picture_kind(data: bytes) -> str:
    """`png` or `jpg`, by how the file begins. Raises `Refused` for anything else and for more than 10 MB."""
    if len(data) > MAX_PICTURE_BYTES:
        raise Refused("Bilden är större än 10 MB. Spara den i lägre upplösning och försök igen.")
    for magic, kind in _KINDS.items():
        if data.startswith(magic):
            return kind
    raise Refused("Bilden är varken PNG eller JPEG. Spara om den i något av de formaten och försök igen.")


def picture_path(workspace: Workspace, unit: Unit, file: str) -> Path:
    """Where the picture `file` of a unit lies, whether it is there or not. Raises `UseError` for any other name."""
    if not _NAME.fullmatch(file):
        raise UseError(f"”{file[:80]}” är inget namn på en bild.")
    return workspace.unit_folder(unit) / _FOLDER / file


def picture_fault(workspace: Workspace, unit: Unit, file: str) -> str:
    """Why the picture cannot be used, one Swedish sentence; empty when its content is what its name says."""
    match = _NAME.fullmatch(file)
    if match is None:
        return f"”{file[:80]}” är inget namn på en bild."
    path = picture_path(workspace, unit, file)
    if not path.is_file():
        return f"Bilden {workspace.show(path)} saknas. Lägg till den på nytt."
    try:
        content = read_bytes(path, MAX_PICTURE_BYTES, follow_link=False)
    except UseError as error:
        return error.message
    if hashlib.sha256(content).hexdigest() != match.group(1):
        return f"Bilden {workspace.show(path)} har ändrats. Lägg till den på nytt."
    return ""
