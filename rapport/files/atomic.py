"""Reading with a bound, and writing that happened whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

from rapport.errors import UseError

_REASONS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.EFBIG: "filen får inte bli så stor",
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.EROFS: "disken är skrivskyddad",
    errno.EIO: "disken svarar med fel",
    errno.ENOENT: "den finns inte",
    errno.ENOTDIR: "en mapp i sökvägen är en fil",
    errno.EISDIR: "den är en mapp",
    errno.EEXIST: "där ligger redan något annat",
    errno.ELOOP: "den är en länk",
    errno.EMFILE: "för många filer är öppna",
    errno.ENAMETOOLONG: "namnet är för långt",
}


def os_reason(error: OSError) -> str:
    """Why the operating system refused, as the end of a Swedish sentence without its full stop."""
    number = error.errno or 0
    return _REASONS.get(number, f"systemet svarar {errno.errorcode.get(number, 'okänt fel')}")


def read_bytes(
    path: Path, max_bytes: int = 4_000_000, *, missing: bytes | None = None, follow_link: bool = True
) -> bytes:
    """The bytes of a file; `missing` when there is none and `missing` is given.

    Without `follow_link` a symbolic link is refused: whoever writes in a folder should not choose what others read.
    Raises `UseError` when the file is missing, unreadable, no ordinary file or larger than `max_bytes`.
    """
    try:
        # A pipe without a writer would otherwise keep the reader waiting.
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | (0 if follow_link else os.O_NOFOLLOW))
        with os.fdopen(fd, "rb") as file:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                raise UseError(f"Filen {path} går inte att läsa: den är ingen vanlig fil.")
            data = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        if missing is not None:
            return missing
        raise UseError(f"Filen {path} går inte att läsa: {os_reason(error)}.") from error
    except OSError as error:
        raise UseError(f"Filen {path} går inte att läsa: {os_reason(error)}.") from error
    if len(data) > max_bytes:
        raise UseError(f"Filen {path} är större än {max_bytes // 1_000_000} MB och läses inte.")
    return data


def files_in(folder: Path, ending: str = "") -> list[Path]:
    """What lies in `folder` with this ending, by name and without hidden files; nothing when there is no such folder.

    Raises `UseError` when the folder cannot be read, where `Path.glob` would find nothing.
    """
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UseError(f"Mappen {folder} går inte att läsa: {os_reason(error)}.") from error
    return [path for path in paths if path.name.endswith(ending) and not path.name.startswith(".")]


def write_atomic(path: Path, data: bytes, mode: int = 0o640) -> None:
    """Put `data` at `path` so that a reader sees the old file or the new one, never a part.

    The old file is never truncated; a temporary file left by a failure is removed. Raises `OSError` as it comes,
    so that a writer in the background can keep the data and try again.
    """
    temporary = _write_beside(path, data, mode)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_new(path: Path, data: bytes, mode: int = 0o440) -> None:
    """Put `data` at `path` whole, or not at all when something is there already.

    Raises `FileExistsError` then, with what is there untouched, and `OSError` as it comes.
    """
    temporary = _write_beside(path, data, mode)
    try:
        os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def _write_beside(path: Path, data: bytes, mode: int) -> Path:
    """A temporary file in `path`'s folder with `data` on the disk; none is left after a failure."""
    fd, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
