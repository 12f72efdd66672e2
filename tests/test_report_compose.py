"""Composition: what templates cannot reach, what a draft marks, what stops a final build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from whole_way import (
    SMALL_ANSWERS,
    WHEN,
    composed,
    document,
    small_workspace,
    submit,
    submitted_workspace,
    text,
    under,
)

from rapport.blocks import Box, Front, Heading, Hole, Item, Paragraph, Picture, plain, walk
from rapport.editorial import return_submission, waive
from rapport.errors import RapportError
from rapport.report import compose, load_material, obstacles, omissions
from rapport.workspace import Workspace, create_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three units, all approved, and an outline of one own template."""
    return submitted_workspace(tmp_path)


def outline(workspace: Workspace, *parts: str) -> Workspace:
    """The workspace with this outline, read anew."""
    path = workspace.root / "data" / "rapport.yaml"
    head = path.read_text(encoding="utf-8").partition("    outline:")[0]
    path.write_text(head + "    outline:\n" + "".join(f"      - {part}\n" for part in parts), encoding="utf-8")
    return Workspace(workspace.root)


def with_template(workspace: Workspace, source: str) -> Workspace:
    """The workspace with an outline of one own template."""
    (workspace.templates / "egen.html").write_text(source, encoding="utf-8")
    return outline(workspace, "{template: egen}")


# --------------------------------------------------------------------------- the sandbox


@pytest.mark.parametrize(
    "source",
    [
        "{{ assignment.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ sections.__self__ }}",
        "{{ sections.__func__.__globals__ }}",
        "{{ fact.__globals__ }}",
        "{{ assignment['__class__'] }}",
        "{{ assignment | attr('__class__') }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
        '{{ "{0.__class__}".format(assignment) }}',
        "{% set assignment.title = 'x' %}",
        "{{ range(1000000) | list }}",
        "{% import 'os' as os %}",
        "{{ import_module('os') }}",
    ],
)
def test_a_template_reaches_no_internals_and_no_modules(workspace: Workspace, source: str) -> None:
    """The sandbox refuses, and the error names the template."""
    with pytest.raises(RapportError, match=r"egen\.html|os"):
        document(with_template(workspace, source))


@pytest.mark.parametrize(
    "source",
    [
        "{% include '/etc/hostname' %}",
        "{% include '../rapport.yaml' %}",
        "{{ chapter('../../rapport') }}",
        "{{ chapter('/etc/hostname') }}",
    ],
)
def test_a_template_reaches_no_files(workspace: Workspace, source: str) -> None:
    """But templates and chapters."""
    with pytest.raises(RapportError):
        document(with_template(workspace, source))


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{% if %}", "går inte att läsa på rad 2"),
        ("{{ namn }}", "använder ”namn”, som inte finns"),
        ("{{ assignment.namn }}", "använder ”namn”, som inte finns"),
        ("{{ assignment.__class__ }}", "använder något som mallar inte får använda"),
        ("{{ 1 / 0 }}", "använder något som inte finns eller inte går: division by zero"),
        ("{% include 'egen.html' %}", "anropar sig själv utan slut"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "anropar sig själv utan slut"),
        ("{{ 'x' * 10000000000 }}", "använder något som mallar inte får använda"),
        ("{{ 9 ** 9 ** 9 }}", "använder något som mallar inte får använda"),
    ],
)
def test_a_mistake_in_a_template_is_one_sentence(workspace: Workspace, source: str, what: str) -> None:
    """With the template, the line where Jinja knows it, and what is wrong; and it stops before memory does."""
    with pytest.raises(RapportError) as caught:
        document(with_template(workspace, f"\n{source}"))
    assert "Mallen ”egen.html”" in str(caught.value)
    assert what in str(caught.value)


def test_a_template_shows_no_picture_from_outside_the_workspace(workspace: Workspace) -> None:
    """Nor in a list or a box."""
    with pytest.raises(RapportError, match="inte ligger i arbetsytan"):
        document(with_template(workspace, '<box><img src="/usr/share/pixmaps/x.png" alt="x"></box>'))


def test_a_template_shows_pictures_of_the_workspace(workspace: Workspace) -> None:
    """For instance one beside it."""
    source = workspace.templates / "logga.png"
    found = document(with_template(workspace, f'<img src="{source}" alt="x">'))
    assert found.blocks == (Picture(str(source), "x"),)


@pytest.mark.parametrize("source", ["{{ assignment.title | safe }}", "{% autoescape false %}x{% endautoescape %}"])
def test_escaping_cannot_be_turned_off(workspace: Workspace, source: str) -> None:
    """What people type never becomes markup, whoever writes the template."""
    with pytest.raises(RapportError, match=r"egen\.html"):
        document(with_template(workspace, source))


def test_what_people_type_is_escaped(tmp_path: Path) -> None:
    """In every template."""
    answers = {**SMALL_ANSWERS["ostra"], "kontakt": {"rektor": '<b> & "x" {{ 7*7 }}</p>'}}
    workspace = submitted_workspace(tmp_path, {"ostra": answers})
    source = "{% for entry in entries %}<p>{{ answer(entry, 'kontakt', 'rektor') }}</p>{% endfor %}"
    assert text(document(with_template(workspace, source)).blocks) == "<b> & ”x” {{ 7*7 }}</p>"


def test_a_blank_answer_prints_as_nothing(workspace: Workspace) -> None:
    """Not as a word of the program."""
    source = "{% for entry in entries %}<p>a{{ answer(entry, 'lasning', 'ansvarig') }}</p>{% endfor %}"
    assert text(document(with_template(workspace, source)).blocks).split() == ["a", "aSkolbibliotekarie", "a"]


def test_private_answers_are_not_there_for_templates(workspace: Workspace) -> None:
    """Whichever way they are asked for."""
    source = (
        "{% for entry in entries %}<p>{{ entry.values | string }}{{ entry.items('lasning', 'aktiviteter') | string }}"
        "{{ answer(entry, 'kontakt', 'epost') }}</p>{% endfor %}"
    )
    found = text(document(with_template(workspace, source)).blocks)
    assert "Bokfrukost" in found
    assert "Ska inte tryckas" not in found
    assert "example.org" not in found


# --------------------------------------------------------------------------- errors in templates


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("<p>\n{{ finns_inte }}</p>", r"egen\.html”, rad 2, .*finns_inte"),
        ("<p>\n\n{{ assignment.titel }}</p>", r"egen\.html”, rad 3, .*titel"),
        ("\n{% if %}", r"egen\.html” går inte att läsa på rad 2"),
        ("{{ fact('enheter.antl').print() }}", r"egen\.html”, rad 1: .*Menade du ”enheter\.antal”"),
        ("\n{{ fact('enheter.antal') ~ 'x' }}", r"egen\.html”, rad 2: .*genom en form"),
        ("{{ section('lasnin').title }}", r"Menade du ”lasning”"),
        ("{{ items('lasning', 'aktivitet') }}", r"Menade du ”lasning\.aktiviteter”"),
        ("{% for t in themes('hindr') %}{% endfor %}", r"Menade du ”hinder”"),
        ("{{ 1 / 0 }}", r"egen\.html”, rad 1"),
        ("{{ date('igår') }}", r"egen\.html”, rad 1"),
        ("\n{{ entries[0].items }}", r"egen\.html”, rad 2: .*varken är text eller tal"),
        ("{% set x = {} %}{{ x }}", r"varken är text eller tal \(dict\)"),
        ("{{ arg.items }}", r"egen\.html”, rad 1"),
        ("{% include 'saknas.html' %}", r"Mallen ”saknas\.html” finns inte"),
        ("<p>a</p>\n<div>", r"egen\.html” ger fel text på rad 2"),
    ],
)
def test_an_error_in_a_template_names_it_with_its_line(workspace: Workspace, source: str, message: str) -> None:
    """Who writes a template finds the slip."""
    with pytest.raises(RapportError, match=message):
        document(with_template(workspace, source))


def test_a_missing_template_is_told(workspace: Workspace) -> None:
    """With the folder where it belongs."""
    with pytest.raises(RapportError, match=r"Mallen ”nej\.html” finns inte\. Lägg den i data/mallar"):
        document(outline(workspace, "{template: nej}"))


def test_own_templates_go_before_the_shipped_ones(workspace: Workspace) -> None:
    """Same name, own text."""
    (workspace.templates / "tackning.html").write_text("<p>Egen</p>", encoding="utf-8")
    assert text(document(outline(workspace, "{template: tackning}")).blocks) == "Egen"


# --------------------------------------------------------------------------- order and identity


def test_parts_keep_the_order_of_the_outline(workspace: Workspace) -> None:
    """What stands before the first front part is the cover, however many blocks it has."""
    (workspace.templates / "tva.html").write_text("<p>1</p><p>2</p>", encoding="utf-8")
    (workspace.templates / "en.html").write_text("<p>{{ arg.n }}</p>", encoding="utf-8")
    found = document(
        outline(
            workspace,
            "{template: tva}",
            "{template: en, place: front, with: {n: 3}}",
            "{template: en, with: {n: 4}}",
            "{template: en, place: front, with: {n: 5}}",
            "{template: en, place: back, with: {n: 6}}",
        )
    )
    assert [type(block).__name__ for block in found.blocks] == [
        "Paragraph",
        "Paragraph",
        "Front",
        "Paragraph",
        "BackCover",
    ]
    assert text(found.blocks).split() == ["1", "2", "3", "5", "4", "6"]
    assert isinstance(found.blocks[2], Front)


def test_printed_items_know_unit_question_item_and_version(workspace: Workspace) -> None:
    """Every printed example leads back to what was sealed."""
    found = [block for block in walk(document(workspace).blocks) if isinstance(block, Item)]
    origins = {(o.unit, o.question, o.item, o.version) for item in found for o in item.origins}
    assert ("norra", "lasning.aktiviteter", "akt1", 1) in origins
    assert ("norra", "svarigheter.hinder", "hind1", 1) in origins
    assert ("", "bakgrund", "", 0) in origins


def test_two_compositions_are_equal(workspace: Workspace) -> None:
    """Nothing of the clock is in them."""
    assert composed(workspace) == composed(workspace)


def test_the_editor_chooses_order_and_what_is_left_out(workspace: Workspace) -> None:
    """Without a choice: by unit, as written."""
    (workspace.editorial / "urval.yaml").write_text(
        "lasning.aktiviteter: {order: [ostra/akt2]}\nsvarigheter.hinder: {omit: [norra/hind1]}\n", encoding="utf-8"
    )
    found = [line for line in text(document(workspace).blocks).split("\n") if line.startswith("Aktivitet från")]
    assert found == ["Aktivitet från Östra: Läscirkel", "Aktivitet från Norra och Hamnen: Bokfrukost"]
    own = with_template(workspace, "{% for i in items('svarigheter', 'hinder') %}<p>{{ i.title }}</p>{% endfor %}")
    assert text(document(own).blocks) == "För få timmar"


def test_an_unknown_fact_in_a_theme_names_the_theme(workspace: Workspace) -> None:
    """And the template that prints it."""
    path = workspace.editorial / "teman.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("tema.hinder.tid", "tema.hinder.tiden"), encoding="utf-8"
    )
    with pytest.raises(RapportError, match=r"Temat ”Tiden räcker inte”: .*Menade du ”tema\.hinder\.tid”"):
        document(workspace)


# --------------------------------------------------------------------------- drafts and final builds


def holes(workspace: Workspace) -> list[str]:
    """Texts of marked holes in a draft."""
    blocks = walk(document(workspace, draft=True).blocks)
    inlines = (inline for block in blocks if isinstance(block, (Paragraph, Heading)) for inline in block.content)
    return [inline.text for inline in inlines if isinstance(inline, Hole)]


def test_a_hole_names_units_and_question(tmp_path: Path) -> None:
    """So that the reader of a draft knows what is to come."""
    workspace = submitted_workspace(tmp_path, {"norra": SMALL_ANSWERS["norra"]})
    assert "Underlag saknas från Hamnen och Östra: Så arbetar vi med läsning, Aktiviteter." in holes(workspace)
    assert "Underlag saknas från Hamnen och Östra: Svårigheter, Hinder." in holes(workspace)


def test_a_draft_of_nothing_at_all_is_composed(tmp_path: Path) -> None:
    """No answers, no themes, no chapters, no survey: all of it is holes."""
    example = create_workspace(tmp_path / "exempel", example=True)
    for name in ("enheter", "redaktion", "enkat"):
        shutil.rmtree(example.root / "data" / name)
    found = compose(load_material(example), draft=True)
    assert [one.output.file for one in found] == [output.file for output in example.assignment.outputs]
    assert any(isinstance(block, Box) and block.kind == "hole" for block in walk(found[0].document.blocks))
    assert "Kapitlet data/redaktion/kapitel/forord.md är inte skrivet." in text(found[0].document.blocks)


@pytest.mark.parametrize(
    "source", ["{{ namn }}", "<blink>x</blink>", "{{ fact('nej') }}", "{% include 'nej.html' %}"]
)
def test_a_part_that_cannot_be_composed_is_a_hole_in_a_draft(workspace: Workspace, source: str) -> None:
    """That says why; the other parts are there."""
    with_template(workspace, source)
    own = outline(workspace, "{template: egen}", "{template: metod}", "{template: saknas}")
    assert len([line for line in holes(own) if line.startswith("Mallen ”") or "Mallen ”saknas.html”" in line]) == 2
    assert "Rapporten bygger på underlag" in text(document(own, draft=True).blocks)


def test_a_picture_that_is_gone_or_changed_is_a_hole_in_a_draft(tmp_path: Path) -> None:
    """And stops a final build; the rest of the answer is printed."""
    example = create_workspace(tmp_path / "exempel", example=True)
    gone, changed = [next((example.unit_folder(example.assignment.unit(slug)) / "bilder").iterdir()) for slug in "IF"]
    gone.unlink()
    changed.chmod(0o600)
    changed.write_bytes(b"hej")
    material = load_material(example)
    assert len(obstacles(material)) == 2
    found = text(compose(material, draft=True)[0].document.blocks)
    assert "Gotland, bild: filen saknas eller har ändrats." in found
    assert "Jönköping, bild: filen saknas eller har ändrats." in found


def test_a_final_report_has_no_holes(workspace: Workspace) -> None:
    """Whatever is in a draft."""
    blocks = document(workspace).blocks
    assert not [block for block in walk(blocks) if isinstance(block, Box) and block.kind == "hole"]


def test_a_draft_tells_what_is_not_approved(tmp_path: Path) -> None:
    """In the table of what was handed in."""
    workspace = small_workspace(tmp_path)
    submit(workspace, "norra", SMALL_ANSWERS["norra"], approved=False)
    found = text(document(workspace, draft=True).blocks)
    assert "14\u00a0juni\u00a02024 inte godkänt" in found
    assert document(workspace, draft=True).draft


def test_obstacles_list_every_unit_with_what_to_do(tmp_path: Path) -> None:
    """Not begun, undecided and returned, each with the command that helps."""
    workspace = small_workspace(tmp_path)
    submit(workspace, "norra", SMALL_ANSWERS["norra"], approved=False)
    submit(workspace, "ostra", SMALL_ANSWERS["ostra"], approved=False)
    return_submission(workspace, workspace.assignment.unit("ostra"), "Redaktör", WHEN, "Komplettera.")
    north, east, harbour = (str(problem) for problem in obstacles(load_material(workspace)))
    assert north.startswith("Norra: underlaget väntar på beslut.")
    assert "rapport approve norra" in north
    assert east.startswith("Östra: underlaget är återsänt")
    assert harbour.startswith("Hamnen: underlaget är inte påbörjat.")
    assert "rapport waive hamnen" in harbour


def test_nothing_stops_a_build_when_all_are_approved(workspace: Workspace) -> None:
    """The list is empty."""
    assert obstacles(load_material(workspace)) == ()


def test_a_waived_unit_is_named_with_its_reason_and_every_base_follows(tmp_path: Path) -> None:
    """In the text on method; and it stops nothing."""
    workspace = submitted_workspace(tmp_path, {slug: SMALL_ANSWERS[slug] for slug in ("norra", "ostra")})
    waive(workspace, workspace.assignment.unit("hamnen"), "Redaktör", WHEN, "Skolan renoveras.")
    assert obstacles(load_material(workspace)) == ()
    blocks = document(workspace).blocks
    method = under(blocks, "Underlag till rapporten")
    assert "Hamnen: Skolan renoveras." in method
    assert "2\u00a0av\u00a03 skolområden" in method
    assert "inget underlag" in text(blocks)


def test_a_check_that_no_longer_passes_stops_a_final_build(workspace: Workspace) -> None:
    """When the questions were changed after sealing; the place is named."""
    path = workspace.sections / "01-kontakt.yaml"
    changed = path.read_text(encoding="utf-8").replace("label: E-post", "label: E-post, required: true")
    path.write_text(changed, encoding="utf-8")
    found = [str(problem) for problem in obstacles(load_material(workspace))]
    assert len(found) == 2
    assert all("kontakt.epost" in line and "Frågorna har ändrats" in line for line in found)


def test_an_unknown_fact_in_a_chapter_names_the_file(workspace: Workspace) -> None:
    """A final build stops there; a draft marks it."""
    (workspace.chapters / "bakgrund.md").write_text("Det är {{ enheter.antl }}.", encoding="utf-8")
    with pytest.raises(RapportError, match=r"kapitel/bakgrund\.md: Uppgiften ”enheter\.antl” finns inte"):
        document(workspace)
    assert any("enheter.antl" in hole for hole in holes(workspace))


def test_headings_never_hold_a_missing_answer(workspace: Workspace) -> None:
    """A blank is not printed as a word of the program."""
    assert "None" not in " ".join(
        plain(b.content) for b in walk(document(workspace).blocks) if isinstance(b, Heading)
    )


# --------------------------------------------------------------------------- points without a theme


def test_a_point_that_no_theme_holds_is_told_and_marked(tmp_path: Path) -> None:
    """What a unit has handed in never vanishes in silence."""
    workspace = create_workspace(tmp_path / "example", example=True)
    assert omissions(load_material(workspace)) == ()
    (workspace.editorial / "koder" / "kalmar.yaml").unlink()
    material = load_material(workspace)
    assert any("Kalmar" in problem.message and "trycks inte" in problem.message for problem in omissions(material))
    draft = compose(material, draft=True)[0].document
    holes = [inline.text for block in walk(draft.blocks) if isinstance(block, Paragraph)
             for inline in block.content if isinstance(inline, Hole)]  # fmt: skip
    assert any(hole.startswith("Punkter utan tema: Kalmar") for hole in holes)
