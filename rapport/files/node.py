"""Strict YAML: every scalar is text, every value knows its line; no duplicate keys, aliases or tags.

PyYAML's own loaders turn `no` into False and `0123` into 83, keep the last of two equal keys and crash on deep
nesting, so values are built here from its event stream, which is iterative and carries lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rapport.errors import InvalidFile, Level, Problem, Where

from .atomic import read_bytes

_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MAX_DEPTH = 16
_PLAIN_TAGS = (None, "!")
_EMPTY = frozenset(("", "~", "null"))
_MAX_NODES = 200_000


@dataclass(slots=True)
class Node:
    """A YAML value with its place."""

    value: str | list[Node] | dict[str, Node] | None
    """Text, nothing, a sequence or a mapping in file order."""
    line: int
    """Line of its first character, counted from 1."""
    plain: bool = False
    """A scalar written without quotes or block indicator."""
    key_lines: dict[str, int] | None = None
    """For a mapping: the line of each key."""

    def data(self) -> Any:
        """The value as str, None, list and dict."""
        if isinstance(self.value, dict):
            return {key: node.data() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.data() for node in self.value]
        return self.value

    def items(self) -> Iterator[tuple[str, Node]]:
        """Keys and values of a mapping; nothing for any other node."""
        yield from self.value.items() if isinstance(self.value, dict) else ()

    def keys(self) -> tuple[str, ...]:
        """Keys of a mapping in file order; nothing for any other node."""
        return tuple(self.value) if isinstance(self.value, dict) else ()

    def line_of(self, key: str) -> int:
        """The line where `key` stands in this mapping, else the mapping's own."""
        return (self.key_lines or {}).get(key, self.line)


def load_yaml(path: Path, name: str = "", max_bytes: int = 4_000_000, *, follow_link: bool = True) -> Node:
    """Read a YAML file. `name` is the path shown in messages; `follow_link` as for `read_bytes`.

    Raises `UseError` when the file cannot be read and `InvalidFile`, with file and line, when it is not strict YAML.
    """
    return parse_yaml(read_bytes(path, max_bytes, follow_link=follow_link), name or str(path))


def parse_yaml(data: bytes | str, name: str) -> Node:
    """Parse one YAML document; an empty one is an empty mapping.

    Raises `InvalidFile` with the line for anything outside the strict form: bad UTF-8, syntax, two equal keys,
    aliases, anchors, tags, several documents, or more than 16 levels or 200,000 values.
    """
    if isinstance(data, bytes):
        try:
            data = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise _invalid(name, line, "Filen är inte UTF-8.", "Spara den som UTF-8 och försök igen.") from error
    builder = _Builder(name)
    try:
        parser = _PARSER(data)
        while parser.check_event():
            builder.feed(parser.get_event())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise _invalid(
            name, line, "Raden går inte att läsa som YAML.", "Se över indrag, kolon och citattecken."
        ) from error
    return builder.root or Node({}, 1, key_lines={})


def _invalid(name: str, line: int, message: str, hint: str = "") -> InvalidFile:
    problem = Problem(Level.BLOCK, Where(name, line), message, hint)
    return InvalidFile(f"Filen {name} går inte att läsa.", [problem])


class _Builder:
    """Puts the parser's events together to nodes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Node | None = None
        self._count = 0
        self._open: list[Node] = []
        # The innermost open collection's value, its lines, and the key that waits for its value.
        self._into: str | list[Node] | dict[str, Node] | None = None
        self._lines: dict[str, int] = {}
        self._key: str | None = None

    def feed(self, event: Any) -> None:
        """Take the next event."""
        self._count += 1
        if self._count > _MAX_NODES:
            raise self._refuse(event, "Filen har för många värden.")
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            line = event.start_mark.line + 1
            self._start(event, Node({}, line, key_lines={}))
        elif kind is yaml.SequenceStartEvent:
            self._start(event, Node([], event.start_mark.line + 1))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._open.pop()
            self._enter()
        elif kind is yaml.AliasEvent:
            raise self._forbidden(event)
        elif kind is yaml.DocumentStartEvent and self.root is not None:
            raise self._refuse(event, "Filen har mer än ett dokument.", "Ta bort raden ”---”.")

    def _forbidden(self, event: Any) -> InvalidFile:
        if event.anchor:
            return self._refuse(event, "Ankare och alias tillåts inte.", "Skriv ut värdet på båda ställena.")
        return self._refuse(event, "Taggar (”!”) tillåts inte.", "Sätt texten inom citattecken.")

    def _refuse(self, event: Any, message: str, hint: str = "") -> InvalidFile:
        return _invalid(self.name, event.start_mark.line + 1, message, hint)

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag not in _PLAIN_TAGS:
            raise self._forbidden(event)
        value, line = event.value, event.start_mark.line + 1
        if self._key is None and isinstance(self._into, dict):
            if value in self._into:
                raise self._refuse(event, f"Nyckeln ”{value}” finns två gånger.", "Ta bort den ena.")
            self._lines[value] = line
            self._key = value
            return
        plain = not event.style  # None from the Python parser, empty from the C parser
        self._put(Node(None if plain and value in _EMPTY else value, line, plain))

    def _start(self, event: Any, node: Node) -> None:
        if event.anchor or event.tag not in _PLAIN_TAGS:
            raise self._forbidden(event)
        if self._key is None and isinstance(self._into, dict):
            raise self._refuse(event, "En nyckel måste vara text.")
        if len(self._open) >= _MAX_DEPTH:
            raise self._refuse(event, "Filen är för djupt nästlad.")
        self._put(node)
        self._open.append(node)
        self._enter()

    def _put(self, node: Node) -> None:
        if isinstance(self._into, list):
            self._into.append(node)
        elif isinstance(self._into, dict) and self._key is not None:
            self._into[self._key] = node
            self._key = None
        else:
            self.root = node

    def _enter(self) -> None:
        """Go on in the innermost collection that is open."""
        inner = self._open[-1] if self._open else None
        self._into = inner.value if inner else None
        self._lines = inner.key_lines if inner and inner.key_lines is not None else {}


# --------------------------------------------------------------------------- writing

_PLAIN = re.compile(r"[A-Za-zÅÄÖåäöÉé](?:[A-Za-z0-9ÅÄÖåäöÉé_./(),% –-]*[A-Za-z0-9ÅÄÖåäöÉé).%])?")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_RESERVED = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
)


def dump_yaml(value: dict[str, Any]) -> str:
    r"""A mapping of str, int, None, list and dict as YAML in its own order, long text as `|` blocks.

    Loads back equal, where integers come back as their digits. Raises `ValueError` for anything that would not.
    """
    text = "".join(_mapping(value, 0))
    if parse_yaml(text, "").data() != _as_text(value):
        raise ValueError("the value does not survive YAML")
    return text


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_as_text(child) for child in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _mapping(value: dict[str, Any], indent: int) -> Iterator[str]:
    for key, child in value.items():
        name = key if _KEY.fullmatch(key) and key.lower() not in _RESERVED else _quoted(key)
        if isinstance(child, (dict, list)) and child:
            yield f"{' ' * indent}{name}:\n"
            yield from _collection(child, indent + 2)
        else:
            yield f"{' ' * indent}{name}: {_scalar(child, indent + 2)}\n"


def _collection(value: dict[str, Any] | list[Any], indent: int) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _mapping(value, indent)
        return
    for child in value:
        if isinstance(child, (dict, list)) and child:
            inner = "".join(_collection(child, indent + 2))
            yield f"{' ' * indent}- {inner[indent + 2 :]}"
        else:
            yield f"{' ' * indent}- {_scalar(child, indent + 2)}\n"


def _scalar(value: Any, indent: int) -> str:
    if value is None:
        return "null"
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError(f"not a value of a data file: {value!r}")
    if isinstance(value, int):
        return str(value)
    if "\n" in value and _fits_block(value):
        return _block(value, indent)
    if _INTEGER.fullmatch(value) or (_PLAIN.fullmatch(value) and value.lower() not in _RESERVED):
        return value
    return _quoted(value)


def _fits_block(text: str) -> bool:
    """Whether a block scalar brings `text` back: no other line ends, no odd controls, something to show."""
    return (
        bool(text.strip("\n "))
        and not any(c in text for c in "\r\x85\u2028\u2029\ufeff\x7f")
        and not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in text)
    )


def _block(text: str, indent: int) -> str:
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    chomp = "-" if ends == 0 else "" if ends == 1 else "+"
    hint = "2" if body[:1] in (" ", "\n", "\t") else ""
    lines = body.split("\n") + [""] * max(0, ends - 1)
    return f"|{hint}{chomp}\n" + "\n".join(" " * indent + line if line else "" for line in lines)


def _quoted(text: str) -> str:
    escaped = text.translate(_ESCAPES)
    return '"' + re.sub(r"[\x00-\x1f\x7f-\x9f\ufeff]", lambda m: f"\\u{ord(m.group()):04x}", escaped) + '"'
