"""What is known of the stored responses: the note that goes with them, and the imports (`data/enkat/enkat.yaml`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from rapport.files import Problems, Reader, dump_yaml, load_yaml
from rapport.workspace import Workspace

LOG_FILE = "enkat.yaml"
"""Name of the file in the survey's folder."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import."""

    file: str
    """Name of the file as it came."""
    sha256: str
    """Hash of its bytes, hexadecimal."""
    when: str
    """ISO time."""
    who: str
    """Who imported it."""
    rows: int
    """Rows of the file that hold a response."""
    added: int
    """Responses that were new."""
    changed: int
    """Responses that had other answers before."""
    mapping: str = ""
    """Hash of the mapping that was used, hexadecimal; empty without one."""
    original: str = ""
    """Name of the copy in `original/`; empty when none was kept."""


@dataclass(frozen=True, slots=True)
class SurveyLog:
    """Note and imports."""

    note: str = ""
    """What must be said wherever the answers are shown; may be empty."""
    imports: tuple[Import, ...] = ()
    """In order."""

    def with_import(self, entry: Import) -> SurveyLog:
        """The log with one more import."""
        return replace(self, imports=(*self.imports, entry))


def load_log(workspace: Workspace) -> SurveyLog:
    """The log; an empty one when nothing is stored. Raises `InvalidFile`."""
    path = workspace.survey / LOG_FILE
    if not path.is_file():
        return SurveyLog()
    problems = Problems(workspace.show(path))
    reader = Reader(load_yaml(path, problems.file), problems)
    reader.one_of("format", ("1",), "1")
    note = reader.text("note")
    imports = []
    for entry in reader.readers("imports"):
        file, sha256, when, who = (entry.text(key) for key in ("file", "sha256", "when", "who"))
        rows, added, changed = (entry.integer(key) for key in ("rows", "added", "changed"))
        imports.append(
            Import(file, sha256, when, who, rows, added, changed, entry.text("mapping"), entry.text("original"))
        )
        entry.finish()
    reader.finish()
    problems.raise_if_any()
    return SurveyLog(note, tuple(imports))


def render_log(log: SurveyLog) -> bytes:
    """The log as `enkat.yaml` holds it."""
    imports = [{key: value for key, value in asdict(entry).items() if value != ""} for entry in log.imports]
    value = {"format": 1, "note": log.note, "imports": imports}
    return dump_yaml({key: part for key, part in value.items() if part}).encode()
