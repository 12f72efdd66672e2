"""Rules of footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from ..opening import w
from .parts import Parts, Rule, repeated

_NOTES = "word/footnotes.xml"


def _known(parts: Parts) -> list[str]:
    """Ids of the notes, separators left out."""
    return [note.get(w("id"), "") for note in parts.part(_NOTES).iter(w("footnote")) if note.get(w("type")) is None]


def _marks(parts: Parts) -> list[str]:
    return [mark.get(w("id"), "") for mark in parts.document.iter(w("footnoteReference"))]


def _ids(parts: Parts) -> Iterator[str]:
    keys = [note.get(w("id"), "") for note in parts.part(_NOTES).iter(w("footnote"))]
    yield from (f"two notes have the id {key}" for key in repeated(keys))
    yield from (f"the note {key} has an id Word does not take" for key in keys if not -1 <= int(key or -2) <= 32767)


def _missing(parts: Parts) -> Iterator[str]:
    known = set(_known(parts))
    yield from (f"the note {key} is referred to and is not there" for key in _marks(parts) if key not in known)


def _once(parts: Parts) -> Iterator[str]:
    marks = _marks(parts)
    yield from (f"the note {key} is referred to twice" for key in repeated(marks))
    yield from (f"nothing refers to the note {key}" for key in _known(parts) if key not in marks)


def _inside(parts: Parts) -> Iterator[str]:
    for name, root in parts.stories.items():
        if root is not parts.document and next(root.iter(w("footnoteReference")), None) is not None:
            yield f"{name} refers to a note, which only running text can"


def _marked(parts: Parts) -> Iterator[str]:
    for note in parts.part(_NOTES).iter(w("footnote")):
        if note.get(w("type")) is None and next(note.iter(w("footnoteRef")), None) is None:
            yield f"the note {note.get(w('id'))} does not show its number"


RULES = (
    Rule("note-id", _ids),
    Rule("note-missing", _missing),
    Rule("note-once", _once),
    Rule("note-place", _inside),
    Rule("note-number", _marked),
)
