"""Taking a picture into a unit's folder."""

from __future__ import annotations

from pathlib import Path

from rapport.files import read_bytes
from rapport.pictures import read_picture_size
from rapport.submissions import MAX_PICTURE_BYTES, add_picture, picture_kind

from .session import Session


def take_picture(session: Session, path: str) -> str:
    """Copy the picture at `path` into the unit's folder; its file name. Raises `RapportError` if it is no picture."""
    source = Path(path).expanduser()
    data = read_bytes(source, MAX_PICTURE_BYTES + 1)
    picture_kind(data)
    # A file that only begins like a picture would stop the report much later.
    read_picture_size(source)
    return add_picture(session.workspace, session.unit, data)
