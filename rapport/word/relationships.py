"""Relationships of one package part."""

from __future__ import annotations

from .xml import DECLARATION, R, attribute

PACKAGE_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relationships:
    """The relationships of one part, numbered in the order they are asked for; the same target is kept once."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, external: bool = False) -> str:
        """Id of the relationship of `kind` (last part of its type's address) to `target`."""
        key = (kind if "/" in kind else f"{R}/{kind}", target, external)
        return self._ids.setdefault(key, f"rId{len(self._ids) + 1}")

    def __bool__(self) -> bool:
        return bool(self._ids)

    def render(self) -> str:
        """The relationships part as XML."""
        rows = "".join(_row(key, kind, target, external) for (kind, target, external), key in self._ids.items())
        return f'{DECLARATION}<Relationships xmlns="{PACKAGE_NAMESPACE}">{rows}</Relationships>'


def _row(key: str, kind: str, target: str, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{kind}" Target="{attribute(target)}"{mode}/>'
