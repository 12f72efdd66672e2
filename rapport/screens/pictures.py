"""Taking a picture into a unit's folder."""

from __future__ import annotations

from pathlib import Path

from rapport.files import read_bytes
from rapport.pictures import load_picture
from rapport.submissions import MAX_PICTURE_BYTES, add_picture, picture_kind

from .session import Session


def take_picture(session: Session, path: str) -> str:
    """Take the picture at `path` into the unit's folder; its file name. Raises `RapportError` if it is no picture."""
    source = Path(path).expanduser()
    picture_kind(read_bytes(source, MAX_PICTURE_BYTES + 1))
    # As it will be published: a file that only begins like a picture would stop the report much later, and where a
    # picture was taken does not belong in a folder that others read.
    return add_picture(session.workspace, session.unit, load_picture(source).data)
