"""Reading a mapping key by key while collecting every problem instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rapport.errors import InvalidFile, Level, Problem, Where
from rapport.text import nearest

from .node import Node


class Problems:
    """A collector of problems in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        """Path as shown to the user."""
        self.found: list[Problem] = []
        """In the order they were met."""

    def add(self, line: int, key: str, message: str, hint: str = "") -> None:
        """Record one problem that makes the file invalid."""
        self.found.append(Problem(Level.BLOCK, Where(self.file, line, key), message, hint))

    def raise_if_any(self) -> None:
        """Raise `InvalidFile` with everything found, if anything was."""
        if self.found:
            raise InvalidFile(f"Filen {self.file} har {_count(len(self.found))}.", self.found)


def _count(n: int) -> str:
    return "ett fel" if n == 1 else f"{n} fel"


class Reader:
    """One mapping of a file. Take each known key, then call `finish`, which names the unknown ones.

    A getter given a wrong value records a problem and returns the default, so reading goes on.
    """

    def __init__(self, node: Node, problems: Problems, path: str = "") -> None:
        self.node = node
        self.problems = problems
        self.path = path
        self._taken: set[str] = set()
        self._is_mapping = isinstance(node.value, dict)
        if not self._is_mapping:
            problems.add(node.line, path, "Här ska det stå nycklar med värden.")

    def child(self, key: str) -> Node | None:
        """The node under `key`, or None when the key is missing or empty."""
        self._taken.add(key)
        node = self.node.value.get(key) if isinstance(self.node.value, dict) else None
        return node if node is not None and node.value is not None else None

    def key_path(self, key: str) -> str:
        """`key` as shown in messages."""
        return f"{self.path}.{key}" if self.path else key

    def complain(self, key: str, message: str, hint: str = "") -> None:
        """Record a problem at `key`."""
        self.problems.add(self.node.line_of(key), self.key_path(key), message, hint)

    def text(self, key: str, default: str = "", required: bool = False) -> str:
        """Text without surrounding blanks."""
        node = self.child(key)
        if node is None:
            if required and self._is_mapping:
                self.complain(key, f"Nyckeln ”{key}” saknas.", "Lägg till den.")
            return default
        if not isinstance(node.value, str):
            self.complain(key, "Här ska det stå text.")
            return default
        return node.value.strip()

    def integer(self, key: str, default: int = 0) -> int:
        """A whole number."""
        text = self.text(key)
        if not text:
            return default
        if not text.removeprefix("-").isdecimal() or len(text) > 15:
            self.complain(key, f"”{text}” är inget heltal.")
            return default
        return int(text)

    def flag(self, key: str, default: bool = False) -> bool:
        """`true` or `false`."""
        text = self.text(key)
        if text in ("", "true", "false"):
            return text == "true" if text else default
        self.complain(key, f"”{text}” är varken true eller false.")
        return default

    def one_of(self, key: str, known: Iterable[str], default: str = "", required: bool = False) -> str:
        """A word from a closed list."""
        text = self.text(key, default, required)
        options = list(known)
        if text and text not in options:
            self.complain(key, f"”{text}” är okänt.", _suggest(text, options))
            return default
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """A sequence of texts; a single text counts as a sequence of one."""
        node = self.child(key)
        if node is None:
            return ()
        if isinstance(node.value, str):
            return (node.value.strip(),)
        if isinstance(node.value, list) and all(isinstance(child.value, str) for child in node.value):
            return tuple(str(child.value).strip() for child in node.value)
        self.complain(key, "Här ska det stå en lista med texter.")
        return ()

    def readers(self, key: str, required: bool = False) -> Iterator[Reader]:
        """One reader for each mapping in a sequence."""
        node = self.child(key)
        if node is None:
            if required and self._is_mapping:
                self.complain(key, f"Nyckeln ”{key}” saknas.", "Lägg till den.")
            return
        if not isinstance(node.value, list):
            self.complain(key, "Här ska det stå en lista.")
            return
        for index, child in enumerate(node.value, 1):
            yield Reader(child, self.problems, f"{self.key_path(key)}[{index}]")

    def reader(self, key: str) -> Reader | None:
        """A reader for the mapping under `key`, or None when it is missing."""
        node = self.child(key)
        return None if node is None else Reader(node, self.problems, self.key_path(key))

    def named_readers(self, key: str) -> Iterator[tuple[str, Reader]]:
        """Name and reader for each entry of a mapping of mappings."""
        reader = self.reader(key)
        if reader is None:
            return
        for name, child in reader.node.items():
            yield name, Reader(child, self.problems, reader.key_path(name))

    def data(self, key: str) -> Any:
        """Whatever stands under `key`, as str, None, list and dict."""
        node = self.child(key)
        return None if node is None else node.data()

    def finish(self) -> None:
        """Record a problem for each key nobody asked for, with the nearest known one."""
        for key in self.node.keys():
            if key not in self._taken:
                self.complain(key, f"Nyckeln ”{key}” är okänd.", _suggest(key, self._taken))


def _suggest(word: str, known: Iterable[str]) -> str:
    options = sorted(known)
    near = nearest(word, options)
    if near:
        return f"Menade du ”{near}”?"
    return f"Kända är {', '.join(options)}." if options else ""


def show_path(path: Path, root: Path) -> str:
    """`path` relative to `root` where it lies there, for messages."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
