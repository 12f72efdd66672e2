"""Addresses of links as a published file may hold them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_HOST = re.compile(r"[^\s/@:<>\"'\\^`{|}%\[\]]+\Z")
_MAIL = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+\Z", re.IGNORECASE)
_KEPT = "/:?#@!$&'()*+,;=-._~%"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST = 2000


def safe_address(href: str) -> str:
    """`href` percent-encoded if it is a well-formed http, https or mailto address, else an empty string.

    Word refuses to open a package with a malformed target, so what is doubtful is printed as text.
    """
    href = href.strip()
    if len(href) > _LONGEST:
        return ""
    if href[:7].lower() == "mailto:":
        return _encode(href) if _MAIL.match(href) else ""
    try:
        parts = urlsplit(href)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not _HOST.match(host) or "@" in parts.netloc:
        return ""
    return _encode(href)


def _encode(href: str) -> str:
    """`href` in ASCII; a lone percent sign is escaped, existing escapes stay."""
    return quote(_BROKEN_ESCAPE.sub("%25", href), safe=_KEPT, errors="ignore")
