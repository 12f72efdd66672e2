"""Where a passage comes from, and where a unit's answers ended up."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path

import pytest
from whole_way import SMALL_ANSWERS, WHEN, document, small_workspace, submit, submitted_workspace

from rapport.blocks import Item, Table, walk
from rapport.cli import main
from rapport.editorial import waive
from rapport.errors import UseError
from rapport.report import compose, compute_facts, load_material
from rapport.tracing import Sources, nearest_passage, read_blocks, read_composed, sheet, trace_unit
from rapport.word import read_docx, render_docx
from rapport.wording import fold, lines
from rapport.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
Output = pytest.CaptureFixture[str]


class Traced:
    """A workspace's report with both ways through it."""

    def __init__(self, workspace, draft=False):
        self.material = load_material(workspace)
        self.facts = compute_facts(self.material, draft)
        self.lines = read_composed(compose(self.material, draft))
        self.sources = Sources(self.material, self.facts)

    def find(self, text):
        """Places where `text` stands."""
        return self.sources.find(self.lines, fold(text))

    def used(self, slug):
        """What became of a unit's answers, by `question` or `question/item`."""
        unit = self.material.assignment.unit(slug)
        uses = trace_unit(self.material, self.facts, self.lines, unit).uses
        return {f"{use.question}/{use.item}".rstrip("/"): use for use in uses}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The small workspace, all approved."""
    return submitted_workspace(tmp_path_factory.mktemp("w"))


@pytest.fixture(scope="module")
def traced(small):
    """Its report."""
    return Traced(small)


@pytest.fixture(scope="module")
def example():
    """The example's report."""
    return Traced(Workspace(ROOT))


def changed(folder, change):
    """The small workspace where `change` has been made to all answers before they were sealed."""
    answers = copy.deepcopy(SMALL_ANSWERS)
    change(answers)
    return submitted_workspace(folder, answers)


# --------------------------------------------------------------------------- source


def test_a_unit_s_words_lead_to_the_unit_and_the_item(traced):
    """With section, question, title, version and the sealed file."""
    (hit,) = traced.find("Eleverna äter frukost")
    (source,) = hit.sources
    assert (source.kind, source.unit, source.question, source.item) == (
        "unit",
        "norra",
        "lasning.aktiviteter",
        "akt1",
    )
    assert (source.item_title, source.version) == ("Bokfrukost", 1)
    assert source.file == "data/enheter/norra/inskickat/0001.yaml"
    assert hit.lines[0].headings[-1].endswith("Bokfrukost")


@pytest.mark.parametrize(
    "text", ["ELEVERNA\u00a0äter\n frukost", "”Eleverna äter fru\u00adkost", "elevernaäterfrukost", "varje fredag"]
)
def test_a_passage_is_found_however_it_was_set(traced, text):
    """Blanks, soft hyphens, quotation marks and case are one's own; lists are searched too."""
    assert [source.item for hit in traced.find(text) for source in hit.sources] == ["akt1"]


def test_a_passage_over_two_blocks_is_found_with_both_origins(traced):
    """Here from a paragraph into the list after it, and from one item into the heading of the next."""
    assert len(traced.find("i biblioteket. varje fredag med vuxna läsare")[0].lines) == 3
    (hit,) = traced.find("och pensionärer. Aktivitet från Östra")
    assert [source.unit for source in hit.sources] == ["norra", "ostra"]


def test_notes_are_searched(traced):
    """They belong to the item they stand in."""
    assert traced.find("Föräldrar och pensionärer")[0].sources[0].item == "akt1"


def test_chapters_themes_and_templates_are_told_apart(traced):
    """Each with the file or the units behind it."""
    chapter = next(line for line in traced.lines if line.items and line.items[0].origins[0].question == "bakgrund")
    source = traced.sources.source(chapter)
    assert (source.kind, source.file) == ("chapter", "data/redaktion/kapitel/bakgrund.md")
    theme = next(
        line for line in traced.lines if line.items and line.items[0].origins[0].question.startswith("tema.")
    )
    source = traced.sources.source(theme)
    assert source.kind == "theme"
    assert {one.unit for one in source.behind} <= {"norra", "hamnen"} != set()
    assert traced.find("Rapporten bygger på underlag")[0].sources[0].file == "rapport/templates/metod.html"


def test_a_row_of_a_table_leads_to_its_unit(traced):
    """Where the row begins with the unit's name; else to all whose answers the table is made of."""
    row = next(line for line in traced.lines if line.row == "Norra" and line.text == "45 000")
    source = traced.sources.source(row)
    assert (source.kind, [one.unit for one in source.behind]) == ("table", ["norra"])


def test_a_workspace_s_own_template_is_named(traced):
    """It goes before the shipped one."""
    assert traced.find("Skolområdena köpte")[0].sources[0].file == "data/mallar/bocker.html"


def test_figures_of_the_passage_are_named(traced):
    """Only those that the passage touches."""
    hit = traced.find("Skolområdena köpte 1 500")[0]
    assert [fact.id for fact in hit.facts] == ["bocker.antal"]
    assert not traced.find("Skolområdena köpte")[0].facts


def test_a_letter_s_head_is_searched(example):
    """Sender, particulars, recipient and where the sender is reached lead to the letter's template."""
    for text in ("Socialdepartementet", "Er beteckning", "Exempelgatan 1, Box 1"):
        sources = [source.file for hit in example.find(text) for source in hit.sources]
        assert "rapport/templates/missiv.html" in sources, text


def test_what_stands_nowhere_has_no_hit_but_perhaps_a_neighbour(traced):
    """The printed sentence most like it; none when nothing is near."""
    assert traced.find("Eleverna åt frukost i biblioteket.") == ()
    assert (
        nearest_passage(traced.lines, "Eleverna åt frukost i biblioteket.") == "Eleverna äter frukost i biblioteket."
    )
    assert nearest_passage(traced.lines, "Zzz qqq xxx") == ""
    with pytest.raises(UseError, match="för kort"):
        traced.find(" ”a” ")


def test_a_file_answers_as_the_report_does(small, traced):
    """By the manifest it carries."""
    read = read_blocks(read_docx(render_docx(document(small))).blocks, "x.docx")
    (hit,) = traced.sources.find(read, fold("Eleverna äter frukost"))
    assert hit.sources == traced.find("Eleverna äter frukost")[0].sources
    assert traced.sources.find(read, fold("Rapporten bygger på"))[0].sources[0].kind == "unknown"


# --------------------------------------------------------------------------- used


def test_an_item_printed_as_it_was_handed_in_says_where(traced):
    """Fields that no template prints are left out by name; private ones are not told."""
    use = traced.used("norra")["aktiviteter/akt1"]
    assert [place.headings[-1] for place in use.places] == ["Aktivitet från Norra och Hamnen: Bokfrukost"]
    assert (use.wording, use.changed, use.left_out, use.reason) == ("verbatim", (), (), "")


def test_private_answers_are_never_printed(traced):
    """Nor is their text told."""
    use = traced.used("norra")["epost"]
    assert (use.reason, use.label, use.places) == ("private", "E-post", ())


def test_a_point_says_behind_which_theme_it_stands(traced):
    """Its own words are not printed."""
    use = traced.used("norra")["hinder/hind1"]
    assert len(use.themes) == 1
    assert use.themes[0].places
    assert use.wording == ""


def test_a_figure_says_what_it_is_counted_in(traced):
    """Only printed facts, of a matrix only those of the chosen options."""
    uses = traced.used("norra")
    assert [fact.id for fact in uses["antal"].facts] == ["bocker.antal"]
    assert {fact.id for fact in uses["vanor"].facts} == {"lage.vanor.hemma.battre", "lage.vanor.bibliotek.samma"}


def test_a_shared_item_is_told_to_its_partners(traced):
    """Under its own heading, with the owner's name."""
    unit = traced.material.assignment.unit("hamnen")
    (use,) = trace_unit(traced.material, traced.facts, traced.lines, unit).shared
    assert (use.label, use.item, len(use.places)) == ("Norra: Bokfrukost", "akt1", 1)


def test_a_point_without_theme_says_so(tmp_path):
    """The editor has not coded it."""
    workspace = changed(
        tmp_path, lambda answers: answers["norra"]["svarigheter"]["hinder"].append({"id": "ny1", "rubrik": "Nytt"})
    )
    assert Traced(workspace).used("norra")["hinder/ny1"].reason == "no_theme"


def test_an_item_left_out_by_the_editor_says_so(tmp_path):
    """As `urval.yaml` has it."""
    workspace = submitted_workspace(tmp_path)
    path = workspace.editorial / "urval.yaml"
    path.write_text("lasning.aktiviteter:\n  omit: [norra/akt1]\n", encoding="utf-8")
    assert Traced(workspace).used("norra")["aktiviteter/akt1"].reason == "omitted"


def test_a_later_version_that_is_not_approved_is_told(tmp_path):
    """What it adds is not printed; what it changes is printed as it was."""
    workspace = submitted_workspace(tmp_path)
    answers = copy.deepcopy(SMALL_ANSWERS["norra"])
    answers["lasning"]["aktiviteter"][0]["beskrivning"] = "Annat."
    answers["lasning"]["aktiviteter"].append({"id": "akt9", "namn": "Ny", "beskrivning": "Ny text."})
    submit(workspace, "norra", answers, approved=False)
    uses = Traced(workspace, draft=True).used("norra")
    assert uses["aktiviteter/akt9"].reason == "newer"
    assert (uses["aktiviteter/akt1"].newer, uses["aktiviteter/akt1"].wording) == (True, "verbatim")
    assert not uses["hinder/hind1"].newer


def test_a_unit_that_is_left_out_says_why(tmp_path):
    """Nothing is printed of its draft, since the report is made without it, or since it is not submitted."""
    workspace = small_workspace(tmp_path)
    submit(workspace, "ostra", SMALL_ANSWERS["ostra"])
    for slug in ("norra", "hamnen"):
        folder = workspace.unit_folder(workspace.assignment.unit(slug))
        folder.mkdir(parents=True)
        (folder / "utkast.yaml").write_text('answers:\n  bocker:\n    antal: "5"\n', encoding="utf-8")
    unit = workspace.assignment.unit("norra")
    waive(workspace, unit, "Red", WHEN, "Ombyggnad.")
    traced = Traced(workspace, draft=True)
    assert {use.reason for use in traced.used("norra").values()} == {"waived"}
    assert {use.reason for use in traced.used("hamnen").values()} == {"not_submitted"}


def test_text_that_a_template_shortens_is_told_as_changed(tmp_path):
    """Field by field."""
    workspace = changed(
        tmp_path,
        lambda answers: answers["norra"]["lasning"]["aktiviteter"][0].update(
            beskrivning="Första stycket.\n\nAndra stycket."
        ),
    )
    own = workspace.templates / "exempel.html"
    own.write_text(
        '{% for one in items("lasning", "aktiviteter") %}<item origins="{{ one.origins }}" place="{{ place }}">'
        "<h2>{{ one.title }}</h2>{% if one.unit.slug == 'norra' %}<p>Första stycket.</p>{% endif %}"
        "</item>{% endfor %}",
        encoding="utf-8",
    )
    traced = Traced(workspace)
    use = traced.used("norra")["aktiviteter/akt1"]
    assert (use.wording, len(use.changed)) == ("changed", 1)
    assert len(traced.used("ostra")["aktiviteter/akt2"].left_out) == 1


# --------------------------------------------------------------------------- the example


def test_something_is_said_of_every_answer_of_the_example(example):
    """Of each, where it is printed, behind what it stands, in what it is counted, or why not."""
    for entry in example.material.entries:
        use = trace_unit(example.material, example.facts, example.lines, entry.unit)
        items = sum(len(v) for s in entry.values.values() for v in s.values() if isinstance(v, list) and v)
        assert len([one for one in use.uses if one.item and one.reason != "private"]) == items
        for one in use.uses:
            assert bool(one.places or one.themes or one.facts) != bool(one.reason), (entry.unit.slug, one)
            assert all(place.page for place in one.places)


def test_every_printed_example_leads_back_to_its_unit(example):
    """By its first sentence, and every line of it."""
    found = 0
    for line in example.lines:
        if line.items and line.items[-1].origins[0].unit:
            origin = line.items[-1].origins[0]
            passage = fold(line.text.partition(". ")[0])
            if len(passage) < 12:
                continue
            units = {source.unit for hit in example.sources.find(example.lines, passage) for source in hit.sources}
            assert origin.unit in units, line.text
            found += 1
    assert found > 200


def test_every_unit_s_words_in_print_have_an_origin(example):
    """Each example, reason and representative stands in an item that names the unit."""
    named = {(o.unit, o.question, o.item) for line in example.lines for i in line.items for o in i.origins}
    for entry in example.material.entries:
        for section, answers in entry.values.items():
            for question, value in answers.items():
                asked = example.material.questionnaire.question(section, question)
                if asked.type == "items":
                    for item in value:
                        assert (entry.unit.slug, f"{section}.{question}", item["id"]) in named
    assert any(question == "budget.orsak" for _, question, _ in named)


# --------------------------------------------------------------------------- commands and sheet


def test_the_sheet_tells_everything_of_the_unit(small, traced):
    """Title, version, a row for each answer; nothing private but that it is not printed."""
    unit = traced.material.assignment.unit("norra")
    use = trace_unit(traced.material, traced.facts, traced.lines, unit)
    printed = sheet(use, small.assignment)
    told = lines(printed.blocks)
    assert told[0] == "Så användes underlaget från Norra"
    assert sum(len(b.rows) - 1 for b in walk(printed.blocks) if isinstance(b, Table)) == len(use.uses)
    assert "norra@example.org" not in " ".join(told)
    assert not any(isinstance(block, Item) for block in walk(printed.blocks))


def run(workspace, capsys, *arguments):
    """Exit code, stdout and stderr."""
    code = main(["-C", str(workspace.root), *arguments])
    output = capsys.readouterr()
    return code, output.out, output.err


def test_source_answers_with_0_and_1(small, capsys: Output):
    """The answer on stdout; one sentence with the nearest passage where there is none."""
    code, out, _ = run(small, capsys, "source", "Eleverna äter frukost")
    assert code == 0
    assert "Underlag från Norra, version 1" in out
    code, out, err = run(small, capsys, "source", "Eleverna åt frukost i biblioteket.")
    assert (code, out) == (1, "")
    assert err == "Texten står inte i rapporten. Närmast kommer ”Eleverna äter frukost i biblioteket.”\n"


def test_source_prints_figures_as_a_reader_writes_them(capsys: Output):
    """An amount with its unit, not of how many units it is the sum; a share of what it is a share of."""
    _, out, _ = run(Workspace(ROOT), capsys, "source", "39 727 000")
    assert "Uppgift: budget.medel.forbrukat (39\u00a0727\u00a0000\u00a0kronor), Medel per år" in out
    _, out, _ = run(Workspace(ROOT), capsys, "source", "72,1 procent")
    assert "Uppgift: enkat.samordning.battre (31\u00a0av\u00a043), Har" in out


def test_source_and_used_give_one_json_object(small, capsys: Output):
    """With a version; also when there is no hit."""
    code, out, _ = run(small, capsys, "source", "Eleverna äter frukost", "--json")
    found = json.loads(out)
    assert (code, found["version"], found["hits"][0]["sources"][0]["unit"]) == (0, 1, "norra")
    code, out, _ = run(small, capsys, "source", "Zzz qqq xxx", "--json")
    assert (code, json.loads(out)) == (1, {"version": 1, "hits": []})
    code, out, _ = run(small, capsys, "used", "norra", "--json")
    use = json.loads(out)
    assert (code, use["version"], use["unit"], use["used_version"]) == (0, 1, "norra", 1)
    assert {"wording", "places", "themes", "facts", "reason"} <= set(use["answers"][0])


def test_used_prints_and_writes_the_sheet(small, capsys: Output, tmp_path: Path):
    """As text on stdout, or as a Word file whose path is told."""
    code, out, _ = run(small, capsys, "used", "norra")
    assert code == 0
    assert out.startswith("Så användes underlaget från Norra\n\nUppgifterna gäller version 1, som är godkänd.\n")
    path = tmp_path / "norra.docx"
    assert run(small, capsys, "used", "norra", "--out", str(path))[:2] == (0, f"{path}\n")
    assert lines(read_docx(path).blocks)[0] == "Så användes underlaget från Norra"
    assert run(small, capsys, "used", "norra", "--out", "blad.txt")[0] == 2
    assert run(small, capsys, "used", "ingen")[0] == 2


def test_source_reads_a_file(small, capsys: Output, tmp_path: Path):
    """One that is missing is told in a sentence."""
    path = tmp_path / "r.docx"
    path.write_bytes(render_docx(document(small)))
    code, out, _ = run(small, capsys, "source", "Eleverna äter frukost", "--in", str(path))
    assert code == 0
    assert "Underlag från Norra" in out
    assert run(small, capsys, "source", "frukost", "--in", str(tmp_path / "x.docx"))[0] == 2


@pytest.mark.parametrize(("name", "reason"), [("borta", "den finns inte"), ("rör", "den är ingen vanlig fil")])
def test_a_file_that_cannot_be_read_is_told_in_swedish(small, capsys: Output, tmp_path: Path, name: str, reason: str):
    """Which file and why; nobody waits for a pipe that nobody writes to."""
    os.mkfifo(tmp_path / "rör")
    code, out, err = run(small, capsys, "source", "Eleverna äter frukost", "--in", str(tmp_path / name))
    assert (code, out) == (2, "")
    assert err == f"Filen {tmp_path / name} går inte att läsa: {reason}.\n"


def test_the_folder_of_a_sheet_is_made(small, capsys: Output, tmp_path: Path):
    """As the folder of a build is."""
    path = tmp_path / "blad" / "norra.docx"
    assert run(small, capsys, "used", "norra", "--out", str(path))[0] == 0
    assert read_docx(path).blocks
