"""Rules of identity: ids, bookmarks, content controls, and the manifest that ties them to origins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..opening import value, w
from ..xml import MANIFEST, WP
from .parts import Parts, Rule, repeated

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_BOOKMARK = re.compile(r"[^\W\d]\w{0,39}\Z")
_LONGEST_TAG = 64
_OWN = "_rp_"
_MANIFEST_PART = "customXml/item1.xml"


def _every(parts: Parts, tag: str, key: str) -> list[str]:
    """The attribute `key` of every `tag` in every story."""
    return [mark.get(key, "") for root in parts.stories.values() for mark in root.iter(tag)]


def _drawing_ids(parts: Parts) -> Iterator[str]:
    keys = _every(parts, f"{{{WP}}}docPr", "id")
    yield from (f"two drawings have the id {key}" for key in repeated(keys))
    yield from (f"a drawing has the id {key!r}" for key in keys if not (key.isdecimal() and 0 < int(key) < 2**31))


def _controls(parts: Parts) -> Iterator[etree._Element]:
    return (mark for root in parts.stories.values() for mark in root.iter(w("sdtPr")))


def _control_ids(parts: Parts) -> Iterator[str]:
    keys = [value(mark) for control in _controls(parts) for mark in control.iterfind(w("id"))]
    yield from (f"two content controls have the id {key}" for key in repeated(keys))


def _control_names(parts: Parts) -> Iterator[str]:
    for control in _controls(parts):
        for name in ("tag", "alias"):
            text = value(control.find(w(name)))
            if len(text) > _LONGEST_TAG:
                yield f"the {name} {text[:20]}… has more than {_LONGEST_TAG} characters"


def _bookmark_ids(parts: Parts) -> Iterator[str]:
    keys = _every(parts, w("bookmarkStart"), w("id"))
    yield from (f"two bookmarks have the id {key}" for key in repeated(keys))


def _bookmark_names(parts: Parts) -> Iterator[str]:
    # Word takes names that differ in case alone for the same.
    names = [name.casefold() for name in _every(parts, w("bookmarkStart"), w("name"))]
    yield from (f"two bookmarks are called {name}" for name in repeated(names))


def _bookmark_words(parts: Parts) -> Iterator[str]:
    for name in _every(parts, w("bookmarkStart"), w("name")):
        if not _BOOKMARK.match(name):
            yield f"{name[:60]!r} is no name of a bookmark"


def _bookmark_pairs(parts: Parts) -> Iterator[str]:
    for part, root in parts.stories.items():
        open_keys: set[str] = set()
        for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
            key = mark.get(w("id"), "")
            if mark.tag == w("bookmarkStart"):
                open_keys.add(key)
            elif key in open_keys:
                open_keys.remove(key)
            else:
                yield f"the bookmark {key} in {part} ends without a beginning"
        yield from (f"the bookmark {key} in {part} has no end" for key in sorted(open_keys))


def _paragraph_ids(parts: Parts) -> Iterator[str]:
    for root in parts.stories.values():
        keys = [key for mark in root.iter(w("p"), w("tr")) if (key := mark.get(_PARAGRAPH_ID))]
        yield from (f"two paragraphs have the id {key}" for key in repeated(keys))


def _manifest(parts: Parts) -> Iterator[str]:
    rows = list(parts.part(_MANIFEST_PART).iter(f"{{{MANIFEST}}}item"))
    listed = {row.get("bookmark", ""): row.get("control", "") for row in rows}
    yield from (f"the manifest lists {key} twice" for key in repeated([row.get("bookmark", "") for row in rows]))
    marks = {name for name in _every(parts, w("bookmarkStart"), w("name")) if name.startswith(_OWN)}
    yield from (f"the manifest lists {name}, which is no bookmark" for name in sorted(set(listed) - marks))
    yield from (f"the bookmark {name} is not in the manifest" for name in sorted(marks - set(listed)))
    tagged = {value(c.find(w("tag"))): value(c.find(w("id"))) for c in _controls(parts)}
    for name, control in listed.items():
        if tagged.get(name) != control:
            yield f"the content control of {name} is not the one in the manifest"
    yield from (f"the manifest has no origin of {row.get('bookmark')}" for row in rows if not len(row))


RULES = (
    Rule("drawing-id", _drawing_ids),
    Rule("control-id", _control_ids),
    Rule("control-name", _control_names),
    Rule("bookmark-id", _bookmark_ids),
    Rule("bookmark-duplicate", _bookmark_names),
    Rule("bookmark-name", _bookmark_words),
    Rule("bookmark-pair", _bookmark_pairs),
    Rule("paragraph-id", _paragraph_ids),
    Rule("manifest", _manifest, own=True),
)
