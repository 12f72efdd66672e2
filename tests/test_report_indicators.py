"""The table of indicators: every row is all the units, whoever has answered, been waived or is shared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sizes import tries
from test_report_compose import outline
from whole_way import submitted_workspace, table

from rapport.report import Entry, Material, compose, load_material
from rapport.workspace import Kind, Workspace, shipped

OPTIONS = ("battre", "samma", "samre")
ROWS = ("hemma", "bibliotek")
answers = st.dictionaries(st.sampled_from(ROWS), st.sampled_from(OPTIONS))
states = st.sampled_from(["absent", "waived", "blank"]) | answers
SHARED = Kind("gemensam", "gemensam", "gemensamma", False)


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """The small workspace with a table of indicators and nothing else."""
    found = submitted_workspace(tmp_path_factory.mktemp("indikatorer"))
    return load_material(outline(found, "{template: indikatorer, with: {section: lage, question: vanor}}"))


def with_states(material: Material, given_states: list[object], shared: list[dict[str, str]]) -> Material:
    """The material with each counted unit in a state, and units that do not count."""
    units = material.assignment.counted_units()
    entries = [
        Entry(unit, 1, "", True, {} if state == "blank" else {"lage": {"vanor": state}})
        for unit, state in zip(units, given_states, strict=True)
        if state not in ("absent", "waived")
    ]
    entries += [
        Entry(replace(units[0], slug=f"delad{number}", kind=SHARED), 1, "", True, {"lage": {"vanor": answer}})
        for number, answer in enumerate(shared)
    ]
    waived = {unit.slug for unit, state in zip(units, given_states, strict=True) if state == "waived"}
    statuses = tuple(
        replace(status, waived="Hann inte" if status.unit.slug in waived else "") for status in material.statuses
    )
    return replace(material, entries=tuple(entries), statuses=statuses)


@settings(max_examples=tries(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(states, min_size=3, max_size=3), st.lists(answers, max_size=2), st.booleans())
def test_every_row_adds_up_to_the_units(
    material: Material, given_states: list[object], shared: list[dict[str, str]], draft: bool
) -> None:
    """And each figure is the number of counted units that have answered so."""
    blocks = compose(with_states(material, given_states, shared), draft)[0].document.blocks
    _, *rows = table(blocks, "lage-vanor")
    for name, row in zip(ROWS, rows, strict=True):
        given_answers = [state[name] for state in given_states if isinstance(state, dict) and name in state]
        *counts, missing = map(int, row[1:])
        assert counts == [given_answers.count(option) for option in OPTIONS]
        assert sum(counts) + missing == len(given_states)


def test_the_example_s_indicators_are_the_published_ones() -> None:
    """Yes and partly as the finished report has them, no and no answer beside; each row is 21."""
    found = load_material(Workspace(shipped("data").parent))
    report = next(one.document for one in compose(found, draft=False) if one.output.id == "slutrapport")
    _, *rows = table(report.blocks, "indikatorer-lage")
    assert [(int(row[1]), int(row[2])) for row in rows] == [
        *((10, 1), (14, 2), (15, 3), (9, 3), (13, 2), (10, 3), (7, 7), (9, 8), (8, 4), (6, 6), (10, 6)),
    ]
    assert {sum(map(int, row[1:])) for row in rows} == {21}
