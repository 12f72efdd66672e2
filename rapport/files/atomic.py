"""Reading with a bound, and writing that happened whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from rapport.errors import UseError


def read_bytes(path: Path, max_bytes: int = 4_000_000) -> bytes:
    """The bytes of a file.

    Raises `UseError` when the file is missing, unreadable or larger than `max_bytes`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise UseError(f"Filen {path} går inte att läsa ({error.strerror}).") from error
    if len(data) > max_bytes:
        raise UseError(f"Filen {path} är större än {max_bytes // 1_000_000} MB och läses inte.")
    return data


def write_atomic(path: Path, data: bytes, mode: int = 0o640) -> None:
    """Put `data` at `path` so that a reader sees the old file or the new one, never a part.

    The old file is never truncated; a temporary file left by a failure is removed. Raises `OSError` as it comes,
    so that a writer in the background can keep the data and try again.
    """
    fd, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
