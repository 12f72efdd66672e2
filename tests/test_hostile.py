"""Whatever people type stays text, through every kind of question, into the Word file and back."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx_lint import lint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nasty_material import LINES
from sizes import tries
from validator import sdk_errors
from whole_way import WHEN, document, lines, text
from word_sample import save_picture

from rapport.editorial import approve
from rapport.questionnaire import load_questionnaire
from rapport.report import preview_unit, reading_copy
from rapport.report.typography import typeset
from rapport.submissions import Receipt, add_picture, load_submissions, seal
from rapport.text import clean
from rapport.word import read_docx, render_docx
from rapport.workspace import Workspace

ASSIGNMENT = """
title: Prov
units: [{slug: norr, name: Norr}, {slug: syd, name: Syd}]
outputs:
  - id: prov
    file: prov.docx
    outline: [{template: omslag}, {template: allt}, {template: exempel, with: {section: allt, question: punkter}}]
"""
SECTION = """
id: allt
title: Allt
questions:
  - {id: rad, type: text, label: Rad}
  - {id: brev, type: prose, label: Brev}
  - {id: antal, type: integer, label: Antal}
  - {id: kostnad, type: money, label: Kostnad}
  - {id: val, type: choice, label: Val, options: [{id: ja, label: "J<a> & {{ 1 }}"}]}
  - {id: flera, type: choices, label: Flera, options: [{id: ja, label: Ja}]}
  - {id: skala, type: matrix, label: Skala, options: [{id: ja, label: Ja}], rows: [{id: a, label: A}]}
  - {id: tabell, type: table, label: Tabell, rows: [{id: r, label: R}], columns: [{id: k, label: K}]}
  - {id: dag, type: date, label: Dag}
  - {id: epost, type: email, label: E-post}
  - {id: telefon, type: phone, label: Telefon}
  - {id: bild, type: picture, label: Bild}
  - {id: med, type: partners, label: Med}
  - id: punkter
    type: items
    label: Punkter
    item: punkt
    item_title: namn
    print: rubrik
    questions:
      - {id: namn, type: text, label: Namn}
      - {id: text, type: prose, label: Text}
      - {id: bild, type: picture, label: Bild}
"""
TEMPLATE = """
{% for entry in entries %}
<h2>{{ answer(entry, "allt", "rad") }}</h2>
<table caption="{{ answer(entry, 'allt', 'rad') }}" description="{{ answer(entry, 'allt', 'rad') }}">
<tr><td>{{ answer(entry, "allt", "rad") }}</td><td>{{ answer(entry, "allt", "epost") }}</td></tr>
</table>
{{ answer(entry, "allt", "brev") }}
{% if answer(entry, "allt", "bild") %}{{ picture(answer(entry, "allt", "bild")) }}{% endif %}
{% endfor %}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A section with every kind of question, printed by a template of its own."""
    for folder in ("sections", "data/mallar"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data" / "rapport.yaml").write_text(ASSIGNMENT, encoding="utf-8")
    (tmp_path / "sections" / "01.yaml").write_text(SECTION, encoding="utf-8")
    (tmp_path / "data" / "mallar" / "allt.html").write_text(TEMPLATE, encoding="utf-8")
    return Workspace(tmp_path)


def everywhere(workspace: Workspace, typed: str) -> dict[str, dict[str, Any]]:
    """Answers with the text in every field that takes text."""
    picture = save_picture(workspace.root / "bild.png", (90, 50))
    file = add_picture(workspace, workspace.assignment.unit("norr"), picture.read_bytes())
    image = {"file": file, "alt": typed, "caption": typed, "credit": typed}
    item = {"id": "p1", "namn": typed, "text": f"Först {typed}", "bild": image}
    return {
        "allt": {"rad": typed, "brev": f"Först {typed}", "epost": "a&b@example.org", "bild": image, "punkter": [item]}
    }


def arrived(typed: str) -> str:
    """The text as it should be printed: cleaned, one blank for many."""
    return " ".join(clean(typed).replace("\n", " ").split(" ")).strip()


def carried(workspace: Workspace, answers: dict[str, dict[str, Any]]) -> bytes:
    """The Word file after sealing, approving and composing."""
    unit = workspace.assignment.unit("norr")
    seal(workspace, load_questionnaire(workspace), unit, answers, "Anna", WHEN)
    approve(workspace, unit, "Red", WHEN)
    assert load_submissions(workspace, unit).problems == ()
    return render_docx(document(workspace))


def one_blank(text: str) -> str:
    """With runs of ordinary blanks as one, as print shows them."""
    return " ".join(part for part in text.split(" ") if part)


@pytest.mark.parametrize("typed", LINES.values(), ids=LINES)
def test_a_line_arrives_in_every_place_as_typed(workspace: Workspace, typed: str) -> None:
    """Heading, cell, caption, running text, picture and item, in Swedish typography; and the file is sound."""
    data = carried(workspace, everywhere(workspace, typed))
    assert lint(data) == []
    wanted = one_blank(typeset(arrived(typed)))
    found = [one_blank(line) for line in lines(read_docx(data).blocks)]
    assert found.count(wanted) >= 2
    assert found.count(one_blank(typeset(f"Först {arrived(typed)}"))) == 2
    assert one_blank(typeset(f"Punkt från Norr: {arrived(typed)}")) in found
    assert "a&b@example.org" in found


@pytest.mark.parametrize("name", ["controls", "bidi", "tags", "emoji"])
def test_a_hostile_file_is_valid(workspace: Workspace, tmp_path: Path, name: str) -> None:
    """By the Open XML SDK, where it is installed."""
    path = tmp_path / "prov.docx"
    path.write_bytes(carried(workspace, everywhere(workspace, LINES[name])))
    assert sdk_errors(path) == []


@pytest.mark.parametrize("name", ["controls", "bidi", "invisible"])
def test_what_acts_is_taken_away(workspace: Workspace, name: str) -> None:
    """No control, direction or invisible character reaches print; everything else does."""
    printed = text(read_docx(carried(workspace, everywhere(workspace, LINES[name]))).blocks)
    assert not [c for c in printed if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")]
    assert one_blank(clean(LINES[name]).strip()) in one_blank(printed)


def test_an_address_is_cleaned_too(workspace: Workspace) -> None:
    """Control and direction characters fit in what looks like an e-mail address."""
    data = carried(workspace, {"allt": {"rad": "x", "brev": "y", "epost": "a\x07\u202eb@example.org"}})
    assert "ab@example.org" in lines(read_docx(data).blocks)


def test_a_hundred_kilobytes_in_one_field_arrive(workspace: Workspace) -> None:
    """All of them."""
    paragraphs = [f"Stycke {number}: " + "ord " * 40 + "slut." for number in range(600)]
    answers = {"allt": {"rad": "x", "brev": "\n\n".join(paragraphs)}}
    assert len(answers["allt"]["brev"]) > 100_000
    found = lines(read_docx(carried(workspace, answers)).blocks)
    assert [line for line in found if line.startswith("Stycke ")] == paragraphs


def test_a_hundred_kilobytes_in_one_line_arrive(workspace: Workspace) -> None:
    """Without a break in them."""
    typed = "åäö" * 34_000
    assert lines(read_docx(carried(workspace, {"allt": {"brev": typed}})).blocks).count(typed) == 1


_any = st.text(st.characters(), max_size=40) | st.sampled_from(list(LINES.values()))
_raw = st.recursive(
    st.none() | st.booleans() | st.integers() | _any,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_any | st.sampled_from(["id", "file", "r", "a"]), inner)
    ),
    max_leaves=5,
)
_ids = (
    "rad",
    "brev",
    "antal",
    "kostnad",
    "val",
    "flera",
    "skala",
    "tabell",
    "dag",
    "epost",
    "telefon",
    "bild",
    "med",
)


@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*_ids, "punkter"]), _raw | st.lists(st.fixed_dictionaries({"id": st.just("p1")}))
    )
)
def test_a_preview_never_fails(workspace: Workspace, answers: dict[str, Any]) -> None:
    """Whatever is in a draft, of whatever form, it can be looked at."""
    questionnaire = load_questionnaire(workspace)
    preview_unit(workspace, questionnaire, workspace.assignment.unit("norr"), {"allt": answers}, private=True)


@settings(max_examples=tries(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_any)
def test_a_reading_copy_of_any_text_is_sound(workspace: Workspace, typed: str) -> None:
    """In headings, running text and labels."""
    answers = {"allt": {"rad": typed, "brev": typed, "epost": "a@b.se", "punkter": [{"id": "p1", "namn": typed}]}}
    unit = workspace.assignment.unit("norr")
    receipt = Receipt(unit.slug, 1, datetime(2024, 6, 14, 9, 30, tzinfo=UTC), "0" * 64)
    copy = reading_copy(workspace, load_questionnaire(workspace), unit, answers, receipt)
    assert lint(render_docx(copy)) == []
