"""Text from a word processor becomes Markdown; what is lost is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.screens.paste import paste_line, paste_prose

EXAMPLES = Path(__file__).parent / "paste"


def examples() -> list[tuple[str, str, str]]:
    """Title, input and expected output of each example: `title`, `.`, input, `.`, output, `.`."""
    found = []
    for file in sorted(EXAMPLES.glob("*.txt")):
        parts = file.read_text(encoding="utf-8").split("\n.\n")
        for title, given, wanted in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            found.append((title.strip(), _unescape(given), _unescape(wanted)))
    return found


def _unescape(text: str) -> str:
    """`text` with its backslash escapes, which stand for UTF-8 bytes."""
    return text.encode().decode("unicode_escape").encode("latin-1").decode()


@pytest.mark.parametrize(("title", "given", "wanted"), examples(), ids=lambda value: str(value)[:30])
def test_pasted_prose_becomes_markdown(title: str, given: str, wanted: str) -> None:
    r"""Each example file shows what Word puts on the clipboard (tabs and signs as `\t`, `\xad`) and what we keep."""
    assert paste_prose(given).text == wanted


def test_pasting_twice_changes_nothing_more() -> None:
    """What came out of a paste can be cut and pasted again."""
    for _, given, _ in examples():
        once = paste_prose(given).text
        assert paste_prose(once).text == once


def test_a_paste_into_one_line_says_what_it_did() -> None:
    """Lines are joined, and the writer is told how many."""
    pasted = paste_line("Namn\r\nTitel\tEnhet\n\n")
    assert pasted.text == "Namn Titel Enhet"
    assert "2 rader" in pasted.note


def test_a_paste_of_one_clean_line_says_nothing() -> None:
    """No news for nothing."""
    assert paste_line("Kustsamordnare").note == ""


def test_invisible_characters_are_counted() -> None:
    """Soft hyphens and direction marks go, and that is said."""
    pasted = paste_line("kust\u00adsam\u202eordnare")
    assert pasted.text == "kustsamordnare"
    assert "2 osynliga" in pasted.note
