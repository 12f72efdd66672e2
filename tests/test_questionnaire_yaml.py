"""YAML in and out: any text comes back, any bytes are a value or an `InvalidFile`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sizes import tries

from rapport.errors import InvalidFile
from rapport.files import dump_yaml, parse_yaml
from rapport.text import clean, printable, removed_by_clean, sort_key

NASTY = "\n \t-:#|>'\"{}[]&*!%@`~?,\\0123yno=<\r\x85\u2028\u2029\ufeff\x00\x1b\x7f\u200båÄ🙂"
texts = st.text(alphabet=st.sampled_from(NASTY) | st.characters(exclude_categories=["Cs"]), max_size=40)
values = st.recursive(
    texts | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=tries(1500), deadline=None)
@given(st.dictionaries(texts, values, max_size=3))
@example({"a": "\n x"})
@example({"a": [{"b": "  x\ny", "c": [["\n\n"]]}]})
@example({"no": "no", "null": "null", "~": "~", "0x1": "1e3", "a b": ""})
def test_what_is_written_loads_back_equal(content: dict[str, Any]) -> None:
    """Any text, key and nesting."""
    assert parse_yaml(dump_yaml(content).encode(), "").data() == content


@settings(max_examples=tries(500), deadline=None)
@given(st.text(alphabet=NASTY, max_size=200))
def test_cleaned_text_is_written_as_it_reads(text: str) -> None:
    """Lines stay lines, at any depth."""
    content = {"svar": [{"text": clean(text)}]}
    dumped = dump_yaml(content)
    assert parse_yaml(dumped, "").data() == content
    if "\n" in clean(text).strip("\n "):
        assert "|" in dumped


@pytest.mark.parametrize("value", [True, 1.5, object(), {"a": (1,)}])
def test_what_yaml_would_change_is_not_written(value: object) -> None:
    """No booleans, no floats, nothing else."""
    with pytest.raises(ValueError, match="value"):
        dump_yaml({"a": value})


def test_integers_come_back_as_their_digits() -> None:
    """Numbers are written without quotes and read as text."""
    assert dump_yaml({"a": 12, "b": "12", "c": "012"}) == 'a: 12\nb: 12\nc: "012"\n'


@settings(max_examples=tries(800), deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet=NASTY, max_size=60).map(str.encode))
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    """A value, or `InvalidFile` with a problem."""
    try:
        parse_yaml(data, "fil.yaml")
    except InvalidFile as error:
        assert error.problems[0].where.file == "fil.yaml"


@settings(max_examples=tries(800), deadline=None)
@given(st.text(alphabet=NASTY, max_size=60) | st.text(max_size=60))
def test_cleaning_is_done_once(text: str) -> None:
    """Clean text stays as it is, can be encoded, and shows itself on a terminal."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert removed_by_clean(cleaned) == 0
    assert printable(cleaned) == cleaned
    cleaned.encode()
    sort_key(text)
