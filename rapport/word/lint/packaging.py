"""Rules of the package: members, content types and relationships."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..xml import R
from .parts import CONTENT_TYPES, DOCUMENT, Parts, Rule, repeated, source_of

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_REFERRED = frozenset({"hyperlink", "image", "chart", "package", "footer", "header"})
"""Kinds of relationships that something in the part refers to by id; all others are found by their kind."""
_MAY_STAND_BY = frozenset({"footer", "header"})
"""Kinds that do no harm unused: a report without landscape pages still has their header, as Word's own files may."""
_ADDRESS = re.compile(r"(https?://[^\s/]|mailto:[^\s@]+@)[\x21-\x7e]*\Z", re.IGNORECASE)
_PICTURES = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff", "jpg": b"\xff\xd8\xff", "gif": b"GIF8"}


def _double_members(parts: Parts) -> Iterator[str]:
    yield from (f"the member {name} stands twice" for name in repeated([name.casefold() for name in parts.names]))


def _unsafe_paths(parts: Parts) -> Iterator[str]:
    for name in parts.names:
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            yield f"the member {name!r} has no plain relative name"


def _first_member(parts: Parts) -> Iterator[str]:
    if parts.names[0] != CONTENT_TYPES:
        yield f"the first member is {parts.names[0]}, not {CONTENT_TYPES}"


def _dates(parts: Parts) -> Iterator[str]:
    for member in parts.package.members():
        if member.date_time != _FIRST_DATE:
            yield f"the member {member.filename} has a date of its own"


def _unreadable(parts: Parts) -> Iterator[str]:
    yield from (f"the part {name} cannot be read: {reason}" for name, reason in parts.broken.items())


def _types(parts: Parts) -> tuple[dict[str, str], dict[str, str]]:
    """Content types by ending and by part name."""
    root = parts.part(CONTENT_TYPES)
    endings, names = {}, {}
    for row in root.iterchildren(etree.Element):
        if etree.QName(row).localname == "Default":
            endings[row.get("Extension", "").lower()] = row.get("ContentType", "")
        else:
            names[row.get("PartName", "").lstrip("/")] = row.get("ContentType", "")
    return endings, names


def _untyped(parts: Parts) -> Iterator[str]:
    endings, names = _types(parts)
    for name in parts.names:
        kind = names.get(name) or endings.get(name.rpartition(".")[2].lower())
        if name != CONTENT_TYPES and not kind:
            yield f"the part {name} has no content type"
        elif name.startswith("word/") and name.endswith(".xml") and kind in ("application/xml", "text/xml"):
            yield f"the part {name} has only the general type {kind}"


def _typed_twice(parts: Parts) -> Iterator[str]:
    rows = [row.get("PartName") or row.get("Extension") or "" for row in parts.part(CONTENT_TYPES)]
    yield from (f"{name} is given a content type twice" for name in repeated(rows))


def _types_of_nothing(parts: Parts) -> Iterator[str]:
    _, names = _types(parts)
    yield from (f"a content type is given to {name}, which is not there" for name in names if name not in parts.names)


def _orphans(parts: Parts) -> Iterator[str]:
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        source = waiting.pop()
        found = [row.target for row in parts.related(source).values() if not row.external]
        waiting += [target for target in found if target not in reached]
        reached.update(found)
    for name in parts.names:
        if name != CONTENT_TYPES and not name.endswith((".rels", "/")) and name not in reached:
            yield f"nothing leads to the part {name}"


def _targets(parts: Parts) -> Iterator[str]:
    for row in parts.relationships:
        if not row.external and row.target not in parts.names:
            yield f"{row.key} of {row.source or 'the package'} leads to {row.target}, which is not there"


def _sources(parts: Parts) -> Iterator[str]:
    for name in parts.names:
        if name.endswith(".rels") and source_of(name) and source_of(name) not in parts.names:
            yield f"{name} belongs to no part"


def _double_keys(parts: Parts) -> Iterator[str]:
    for name in dict.fromkeys(row.source for row in parts.relationships):
        keys = [row.key for row in parts.relationships if row.source == name]
        yield from (f"{key} of {name or 'the package'} stands twice" for key in repeated(keys))


def _used_keys(root: etree._Element) -> set[str]:
    prefix = f"{{{R}}}"
    return {
        str(text) for element in root.iter() for key, text in element.attrib.items() if str(key).startswith(prefix)
    }


def _missing_keys(parts: Parts) -> Iterator[str]:
    for name, root in parts.trees.items():
        known = parts.related(name)
        yield from (f"{name} refers to {key}, which is not there" for key in sorted(_used_keys(root) - set(known)))


def _unused_keys(parts: Parts) -> Iterator[str]:
    for name, root in parts.trees.items():
        rows = [] if name.endswith(".rels") else list(parts.related(name).values())
        used = _used_keys(root) if rows else set()
        for row in rows:
            if row.kind in _REFERRED - _MAY_STAND_BY and row.key not in used:
                yield f"nothing in {name} refers to {row.key} ({row.kind})"


def _addresses(parts: Parts) -> Iterator[str]:
    for row in parts.relationships:
        if row.external and row.kind == "hyperlink" and not _ADDRESS.match(row.target):
            yield f"{row.key} of {row.source} leads to no well-formed address: {row.target[:60]!r}"


def _picture_kinds(parts: Parts) -> Iterator[str]:
    for name in parts.names:
        magic = _PICTURES.get(name.rpartition(".")[2].lower())
        if magic and not parts.content(name).startswith(magic):
            yield f"the picture {name} is not what its name says"


def _main_part(parts: Parts) -> Iterator[str]:
    mains = [row.target for row in parts.related("").values() if row.kind == "officeDocument"]
    if mains != [DOCUMENT]:
        yield f"the package's main part is {', '.join(mains) or 'missing'}"


RULES = (
    Rule("zip-duplicate", _double_members),
    Rule("zip-path", _unsafe_paths),
    Rule("zip-first", _first_member, own=True),
    Rule("zip-date", _dates, own=True),
    Rule("part-unreadable", _unreadable),
    Rule("part-main", _main_part),
    Rule("part-orphan", _orphans),
    Rule("type-missing", _untyped),
    Rule("type-duplicate", _typed_twice),
    Rule("type-unused", _types_of_nothing),
    Rule("relationship-target", _targets),
    Rule("relationship-source", _sources),
    Rule("relationship-duplicate", _double_keys),
    Rule("relationship-missing", _missing_keys),
    Rule("relationship-unused", _unused_keys),
    Rule("relationship-address", _addresses),
    Rule("picture-kind", _picture_kinds),
)
