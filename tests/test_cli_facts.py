"""`rapport facts`: every figure with its biography, and where it is printed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from whole_way import submitted_workspace

from rapport.blocks import Table, plain, walk
from rapport.cli import main
from rapport.report import Facts, Material, compose, compute_facts, load_material, printed_facts
from rapport.workspace import Workspace, shipped

ROOT = shipped("data").parent
Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def material() -> Material:
    """The example assignment as it ships."""
    return load_material(Workspace(ROOT))


def said(capsys: Output, *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `rapport facts` in the example."""
    code = main(["-C", str(ROOT), "facts", *arguments])
    output = capsys.readouterr()
    return code, output.out.replace("\u00a0", " "), output.err


def test_json_has_every_fact_with_the_keys_that_others_rely_on(capsys: Output) -> None:
    """One object with a version; a share has its base, and the places where it is printed."""
    found = json.loads(said(capsys, "--json")[1])
    assert found["version"] == 1
    assert all({"id", "n", "N", "missing", "value", "printed"} <= set(fact) for fact in found["facts"])
    battre = next(fact for fact in found["facts"] if fact["id"] == "enkat.samordning.battre")
    assert (battre["n"], battre["N"], battre["missing"], battre["base"]) == (31, 43, 0, "de som har svarat")
    assert battre["value"] == "72,1 procent (31 av 43)"
    place = next(place for place in battre["printed"] if place["headings"] == ["Sammanfattning", "Resultat"])
    assert place["page"] is not None
    assert (place["document"], place["text"]) == ("slutrapport", "72,1 procent (31 av 43)")


def test_a_word_finds_ids_labels_and_sources(capsys: Output) -> None:
    """In any case of letters."""
    code, out, _ = said(capsys, "ENKAT.KON.MAN")
    assert code == 0
    assert out.startswith("enkat.kon.man  11,6 procent (5 av 43)\n    n = 5, N = 43, ej svar = 0. Kön (Man)\n")
    assert re.search(r"slutrapport › Bilaga 1: .*, s\. \d+", out)
    assert out.endswith("\n1 uppgift, varav 1 trycks.\n")


def test_a_figure_of_a_cross_table_is_computed_when_asked_for(capsys: Output) -> None:
    """Also one that no table prints."""
    out = said(capsys, "enkat.samordning.svarande.bland.kon.man")[1]
    assert re.match(r"enkat\.samordning\.svarande\.bland\.kon\.man  100,0 procent \(5 av 5\)\n", out)
    assert "Trycks inte" in out


def test_an_unknown_word_is_an_error_that_names_the_nearest(capsys: Output) -> None:
    """Exit code 1: the answer is no."""
    code, out, err = said(capsys, "enkat.samordnng.bättre")
    assert (code, out) == (1, "")
    assert "Menade du ”enkat.samordning.battre”?" in err


def test_figures_in_tables_notes_and_headings_count_as_printed(material: Material) -> None:
    """Every fact whose text a table's cell holds is told with that table's heading."""
    facts, places = printed_facts(material)
    assert places["indikatorer.lage.styrdokument.ja"][0].headings[-1] == "Länsstyrelsernas egen bedömning"
    assert places["exempel.egna"][0].text == facts["exempel.egna"].text()
    assert {place.document for found in places.values() for place in found} == {"slutrapport", "ekonomi", "missiv"}


def test_a_figure_under_a_heading_that_comes_again_has_its_own_page(material: Material) -> None:
    """The summary and the chapter of results are both called so."""
    places = printed_facts(material)[1]["uppdrag.basar"]
    pages = material.layouts["slutrapport"].pages
    found = {place.page for place in places if place.headings in (("Resultat",), ("Sammanfattning", "Resultat"))}
    assert found == {pages["Resultat"], pages["Resultat #2"]}


def test_what_nobody_has_answered_has_no_value(tmp_path: Path, capsys: Output) -> None:
    """And a text cannot print it as 0."""
    workspace = submitted_workspace(tmp_path, {})
    assert main(["-C", str(workspace.root), "facts", "--json"]) == 0
    found = {fact["id"]: fact for fact in json.loads(capsys.readouterr().out)["facts"]}
    assert found["bocker.inkop.skon"]["value"] is None
    facts: Facts = compute_facts(load_material(workspace), draft=True)
    assert "saknar underlag" in facts.render("bocker.inkop.skon", "kr")


# --------------------------------------------------------------------------- small cells


def test_a_threshold_hides_small_cells_and_says_so(material: Material) -> None:
    """In the table a dash and a sentence, in a chapter an error; without a threshold everything is printed."""
    assert "–" not in cells(with_survey(material, threshold="0"))
    guarded = with_survey(material, threshold="3")
    assert "–" in cells(guarded)
    blocks = compose(guarded, draft=True)[0].document.blocks
    assert any("färre än 3 personer" in plain(getattr(block, "content", ())) for block in walk(blocks))
    assert "så få" in compute_facts(guarded, draft=True).render("enkat.samordning.oforandrad.bland.tid.ett_ar")


def cells(material: Material) -> list[str]:
    """Texts of the cross-table of question 1."""
    blocks = walk(compose(material, draft=True)[0].document.blocks)
    table = next(block for block in blocks if isinstance(block, Table) and block.anchor == "bakgrund-samordning")
    return [plain(cell.content) for row in table.rows for cell in row.cells]


def with_survey(material: Material, **settings: str) -> Material:
    """The material with other settings of the survey."""
    values = {name: int(value) if value.isdecimal() else value for name, value in settings.items()}
    survey = replace(material.assignment.survey, **values)  # type: ignore[arg-type]
    return replace(material, assignment=replace(material.assignment, survey=survey))


@pytest.mark.parametrize(("base", "n", "whole"), [("answered", 29, 41), ("known", 29, 35), ("invited", 29, 43)])
def test_the_base_of_shares_is_declared(material: Material, base: str, n: int, whole: int) -> None:
    """Those who answered, those who know, or all invited; ’vet ej’ itself is never of those who know."""
    declared = with_survey(material, base=base)
    facts = compute_facts(declared)
    fact = facts["enkat.lagesbild.meningsfullt.positiv"]
    assert (fact.n, fact.N, fact.missing) == (n, whole, 43 - whole)
    unknown = facts["enkat.lagesbild.meningsfullt.vet_ej"]
    assert unknown.N is not None and unknown.N >= 41
    words = {"answered": "av dem som har svarat (n)", "known": "något annat än ”vet ej”", "invited": "(N)"}[base]
    blocks = walk(compose(declared, draft=True)[0].document.blocks)
    assert any("Andelar räknas av " in (said := plain(getattr(b, "content", ()))) and words in said for b in blocks)
