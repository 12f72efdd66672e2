"""Language tags as files may hold them."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")


def language_tag(tag: str) -> str:
    """`tag` if it is a plain BCP 47 tag (language and at most three subtags), else an empty string."""
    return tag if _LANGUAGE.match(tag) else ""
