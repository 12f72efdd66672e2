"""Importing responses: what real tools export is understood, what is not is shown, and nothing is stored twice."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest
from survey_workspace import HEADER, WHEN, answers, imported, planned, preview, survey_workspace, table

from rapport.errors import InvalidFile, Refused
from rapport.submissions import FolderLock, Locked
from rapport.survey import Survey, load_log, load_survey, plan_import, store_import
from rapport.survey.mapping import parse_mapping
from rapport.workspace import Workspace, create_workspace

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "survey"
EXPORTS = sorted(path.name for path in FIXTURES.iterdir() if path.suffix in (".csv", ".xlsx"))
EXAMPLE = load_survey(Workspace(ROOT))
ROW = ["r1", "helt", "ja", "inte", "", "brev;mote", "12", "Bra, tack!"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A small survey without answers."""
    return survey_workspace(tmp_path)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The example without its answers."""
    return create_workspace(tmp_path_factory.mktemp("example") / "w", example=True)


def take(workspace: Workspace, name: str) -> Survey:
    """The example's survey with this export alone."""
    shutil.rmtree(workspace.survey)
    mapping = FIXTURES / f"{Path(name).stem}-mappning.yaml"
    plan = plan_import(workspace, FIXTURES / name, mapping if mapping.exists() else None)
    assert plan.preview.is_understood
    store_import(workspace, plan, "Anna", WHEN)
    return load_survey(workspace)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_tool_s_export_gives_the_same_answers(example: Workspace, name: str) -> None:
    """As the example's own, whatever the tool's conventions."""
    assert sorted(answers(take(example, name))) == sorted(answers(EXAMPLE))


@pytest.mark.parametrize("name", EXPORTS)
def test_what_a_tool_knows_of_a_person_is_not_stored(example: Workspace, name: str) -> None:
    """Addresses, tokens and times stay in the original, which only its owner may read."""
    take(example, name)
    stored = (example.survey / "svar.csv").read_text(encoding="utf-8")
    assert not [word for word in ("192.0.2", "@", "2014-10-", "token") if word in stored]
    (original,) = (example.survey / "original").iterdir()
    assert original.read_bytes() == (FIXTURES / name).read_bytes()
    assert original.stat().st_mode & 0o777 == 0o600
    assert original.parent.stat().st_mode & 0o777 == 0o700


def test_the_exports_are_what_the_script_writes() -> None:
    """They can be made again, byte for byte."""
    spec = importlib.util.spec_from_file_location("example_exports", ROOT / "tools" / "example_exports.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert sorted(script.EXPORTS) == EXPORTS
    for name, make in script.EXPORTS.items():
        assert make(EXAMPLE) == (FIXTURES / name).read_bytes(), name


# --------------------------------------------------------------------------- columns and values


def test_columns_are_found_by_id_and_values_by_id(workspace: Workspace) -> None:
    """The stored form is a form to import."""
    survey = imported(workspace, table(HEADER, ROW))
    assert answers(survey) == [("helt", "ja", "inte", "", "brev;mote", "12", "Bra, tack!")]
    assert survey.ids == ("r1",)


@pytest.mark.parametrize(
    "header",
    [
        "Har det varit till nytta?",
        "  har det VARIT till   nytta",
        "3. Har det varit till nytta?",
        "Q2_1: Har det varit till nytta?",
        "<b>Har det varit</b> till nytta?&nbsp;",
        "Rollen: Har det varit till nytta?",
        "nytta",
        "roll_nytta",
    ],
)
def test_columns_are_found_by_label(workspace: Workspace, header: str) -> None:
    """Case, blanks, punctuation, numbers and markup do not count."""
    found = preview(workspace, table(["id", header], ["1", "helt"])).columns[1]
    assert (found.role, found.answers) == ("answers", "roll.nytta")


@pytest.mark.parametrize("value", ["helt", "Stämmer helt", "stämmer  helt.", "1. Stämmer helt"])
def test_values_are_found_by_label(workspace: Workspace, value: str) -> None:
    """As columns are."""
    assert answers(imported(workspace, table(["id", "nytta"], ["1", value])))[0][0] == "helt"


@pytest.mark.parametrize("value", ["Y", "yes", "Ja", "ja"])
def test_yes_is_ja_where_the_options_are_ja_and_nej(workspace: Workspace, value: str) -> None:
    """Tools write it in their own ways."""
    assert answers(imported(workspace, table(["id", "med"], ["1", value])))[0][1] == "ja"


@pytest.mark.parametrize("header", ["Har det varit nyttigt?", "Har det varit till stor nytta?"])
def test_a_likeness_is_a_suggestion_and_no_more(workspace: Workspace, header: str) -> None:
    """A near label is never taken for the question."""
    found = preview(workspace, table(["id", header], ["1", "helt"]))
    assert [(c.role, c.suggestion, c.filled) for c in found.unknown_columns] == [("unknown", "roll.nytta", 1)]
    assert "roll.nytta" in found.without_column
    assert not found.is_understood


def test_values_that_are_not_understood_are_counted_with_a_suggestion(workspace: Workspace) -> None:
    """The most frequent first."""
    rows = [["1", "Stämer helt"], ["2", "Stämer helt"], ["3", "-oth-"], ["4", "helt"]]
    found = preview(workspace, table(["id", "nytta"], *rows))
    assert [(v.value, v.count, v.suggestion) for v in found.values] == [("Stämer helt", 2, "helt"), ("-oth-", 1, "")]


@pytest.mark.parametrize("value", ["brev;mote", "Brev; Möte", "Möte, Brev", "Brev;Möte;", "möte;brev"])
def test_several_choices_in_one_cell_are_told_apart(workspace: Workspace, value: str) -> None:
    """By semicolons or commas, in the options' order."""
    assert answers(imported(workspace, table(["id", "hur"], ["1", value])))[0][4] == "brev;mote"


def test_a_label_with_a_comma_is_one_choice(workspace: Workspace) -> None:
    """Also between commas."""
    assert (
        answers(imported(workspace, table(["id", "hur"], ["1", "Brev, Telefon, kväll, Möte"])))[0][4]
        == "brev;tele;mote"
    )


def test_several_choices_may_have_a_column_each(workspace: Workspace) -> None:
    """Ticked with Y, with 1 or with the option's own label."""
    header = ["id", "Hur vill du bli nådd? [Brev]", "hur[tele]", "Hur vill du bli nådd? [Möte]"]
    found = imported(workspace, table(header, ["1", "Y", "0", "Möte"], ["2", "N", "1", ""], ["3", "", "", "Y"]))
    assert [row[4] for row in answers(found)] == ["brev;mote", "tele", "mote"]


def test_the_mapping_decides_columns_values_and_positions(workspace: Workspace) -> None:
    """And is kept for the next time."""
    mapping = """
    columns: {X1: roll.nytta, X2: roll.pa, "#5": ignore, Nr: id}
    values: {"*": {"99": ""}, roll.nytta: {toppen: helt}}
    positions: {options: "A#", rows: "SQ#"}
    """
    rows = [
        ["Nr", "X1", "X2[SQ001]", "X2_SQ002", "Vad som helst"],
        ["7", "toppen", "A2", "A03", "x"],
        ["8", "99", "A1", "", "x"],
    ]
    survey = imported(workspace, table(*rows), mapping)
    assert [row[:4] for row in answers(survey)] == [("helt", "", "inte", "vet_ej"), ("", "", "helt", "")]
    again = planned(workspace, table(*rows)).preview
    assert (again.unchanged, again.unknown_columns, again.values) == (2, (), ())


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("columns: {X: roll.nyta}", r"rad 1.*Menade du ”roll\.nytta”"),
        ("values: {roll.nytta: {a: hellt}}", "Menade du ”helt”"),
        ("values: {roll.nyta: {a: helt}}", r"Menade du ”roll\.nytta”"),
        ("positions: {options: A}", "ett #"),
        ("kolumner: {}", "okänd"),
        ("header_rows: 3", "okänt"),
    ],
)
def test_a_slip_in_the_mapping_is_told_with_its_line(workspace: Workspace, mapping: str, words: str) -> None:
    """And the nearest name."""
    with pytest.raises(InvalidFile, match=words):
        planned(workspace, table(["id", "X"], ["1", "a"]), mapping)


def test_the_mapping_says_which_of_two_identities_counts(workspace: Workspace) -> None:
    """The other is left out."""
    rows = [["id", "Respondent-ID", "nytta"], ["1", "80", "helt"]]
    assert imported(workspace, table(*rows), "columns: {Respondent-ID: id}").ids == ("80",)


def test_a_column_mapped_to_a_matrix_without_a_row_is_told(workspace: Workspace) -> None:
    """A matrix is answered row by row."""
    found = preview(workspace, table(["id", "X"], ["1", "helt"]), "columns: {X: roll.pa}")
    assert "”X” är mappad till ”roll.pa”, som besvaras rad för rad" in found.conflicts[0]


def test_a_comment_under_a_question_in_two_header_rows_is_not_the_question(workspace: Workspace) -> None:
    """The upper row alone names a column only over a blank or a code."""
    rows = [
        ["id", "Har det varit till nytta?", "", "Övrigt"],
        ["", "Q1", "Kommentar", ""],
        ["1", "helt", "nja", "Bra"],
    ]
    found = preview(workspace, table(*rows), "header_rows: 2")
    assert [column.answers for column in found.columns] == ["", "roll.nytta", "", "roll.fritt"]


def test_the_mapping_in_the_documentation_is_one() -> None:
    """It fits the example's survey."""
    text = (ROOT / "docs" / "survey.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    mapping = parse_mapping(text.encode(), "docs/survey.md", EXAMPLE.questionnaire)
    assert (len(mapping.columns), mapping.option_codes, mapping.keep_incomplete) == (5, "A#", False)


# --------------------------------------------------------------------------- respondents


def test_importing_twice_adds_nothing(workspace: Workspace) -> None:
    """The stored bytes and the list of imports stay as they were."""
    data = table(HEADER, ROW)
    imported(workspace, data)
    before = {path: path.read_bytes() for path in workspace.survey.iterdir() if path.suffix}
    plan = planned(workspace, data)
    assert (plan.preview.is_news, plan.preview.unchanged) == (False, 1)
    store_import(workspace, plan, "Bo", WHEN)
    assert {path: path.read_bytes() for path in workspace.survey.iterdir() if path.suffix} == before


def test_a_later_export_adds_the_new_and_changes_the_changed(workspace: Workspace) -> None:
    """Those that are not in it stay."""
    imported(workspace, table(["id", "nytta"], ["1", "helt"], ["2", "helt"], ["3", "inte"]))
    later = planned(workspace, table(["id", "nytta"], ["10", "helt"], ["2", "vet_ej"], ["1", "helt"]))
    found = later.preview
    assert (found.added, found.changed, found.unchanged, found.only_stored) == (1, ("2",), 1, 1)
    store_import(workspace, later, "Anna", WHEN)
    survey = load_survey(workspace)
    assert dict(zip(survey.ids, survey.column("roll", "nytta"), strict=True)) == {
        "1": "helt",
        "2": "vet_ej",
        "3": "inte",
        "10": "helt",
    }
    assert [(entry.rows, entry.added, entry.changed) for entry in load_log(workspace).imports] == [
        (3, 3, 0),
        (3, 1, 1),
    ]


def test_what_the_file_says_nothing_of_stays(workspace: Workspace) -> None:
    """A column less takes no answer away."""
    imported(workspace, table(["id", "nytta", "med"], ["1", "helt", "ja"]))
    assert answers(imported(workspace, table(["id", "nytta"], ["1", "inte"])))[0][:2] == ("inte", "ja")


def test_replacing_leaves_only_what_is_in_the_file(workspace: Workspace) -> None:
    """For an export whose identities have changed."""
    imported(workspace, table(["id", "nytta"], ["1", "helt"], ["2", "helt"]))
    path = workspace.root / "svar.csv"
    path.write_text(table(["id", "nytta"], ["2", "helt"]), encoding="utf-8")
    plan = plan_import(workspace, path, replace=True)
    assert (plan.preview.is_news, plan.preview.only_stored) == (True, 1)
    store_import(workspace, plan, "Anna", WHEN)
    assert load_survey(workspace).ids == ("2",)


def test_without_identities_two_who_answer_alike_are_two(workspace: Workspace) -> None:
    """And stay two when the file comes again, with a third."""
    alike = ["2014-10-06 08:00", "helt"]
    assert len(imported(workspace, table(["Tidsstämpel", "nytta"], alike, alike))) == 2
    again = preview(workspace, table(["Tidsstämpel", "nytta"], alike, alike, alike))
    assert (again.added, again.unchanged, again.doubles, again.has_ids) == (1, 2, 2, False)


def test_a_response_twice_is_one_and_two_responses_of_one_identity_stop_the_import(workspace: Workspace) -> None:
    """No row is chosen by guess."""
    assert len(imported(workspace, table(["id", "nytta"], ["1", "helt"], ["1", "helt"]))) == 1
    plan = planned(workspace, table(["id", "nytta"], ["5", "helt"], ["5", "inte"]))
    assert "Raderna 2 och 3 har samma identitet, ”5”, men olika svar" in plan.preview.conflicts[0]
    with pytest.raises(Refused, match="Raderna 2 och 3"):
        store_import(workspace, plan, "Anna", WHEN)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["id", "nytta"], ["", "helt"]], "Rad 2 saknar identitet"),
        ([["id", "nytta", "nytta"], ["1", "helt", "inte"]], r"”nytta” \(#2\) och ”nytta” \(#3\).*rad 2"),
        ([["id", "Response ID", "nytta"], ["1", "2", "helt"]], "båda respondenternas identitet"),
    ],
)
def test_what_contradicts_itself_is_never_stored(workspace: Workspace, rows: list[list[str]], words: str) -> None:
    """Not even when the user says yes."""
    with pytest.raises(Refused, match=words):
        imported(workspace, table(*rows))


def test_rows_without_answers_and_responses_never_sent_are_left_out(workspace: Workspace) -> None:
    """And counted; the mapping may take the latter."""
    rows = [["id", "submitdate", "nytta"], ["1", "2014-10-06", "helt"], ["2", "", "inte"], ["3", "2014-10-06", ""]]
    found = preview(workspace, table(*rows))
    assert (found.rows, found.added, found.incomplete, found.without_answers) == (3, 1, 1, 1)
    assert preview(workspace, table(*rows), "incomplete: keep").added == 2


def test_what_is_written_by_people_stays_text(workspace: Workspace) -> None:
    """Formulas, quotes, line ends and markup arrive as typed; what could act on a terminal is taken away."""
    text = '=HYPERLINK("x")\n\'; <b>[/b] \u202eåäö 😀, \x1b[31m;'
    survey = imported(workspace, table(["id", "Övrigt"], ["1", text]))
    assert survey.column("roll", "fritt")[0] == '=HYPERLINK("x")\n\'; <b>[/b] åäö 😀, [31m;'


# --------------------------------------------------------------------------- storing


def test_the_note_is_carried_along(workspace: Workspace) -> None:
    """Made-up answers go on being called so."""
    workspace.survey.mkdir()
    (workspace.survey / "enkat.yaml").write_text("note: Påhittade svar.\n", encoding="utf-8")
    assert imported(workspace, table(HEADER, ROW)).note == "Påhittade svar."


def test_the_original_is_not_kept_when_it_is_not_wanted(workspace: Workspace) -> None:
    """Its hash stays in the list of imports."""
    store_import(workspace, planned(workspace, table(HEADER, ROW)), "Anna", WHEN, keep_original=False)
    assert not (workspace.survey / "original").exists()
    (entry,) = load_log(workspace).imports
    assert (len(entry.sha256), entry.original, entry.who) == (64, "", "Anna")


def test_one_import_at_a_time(workspace: Workspace) -> None:
    """The second is told who is at it."""
    plan = planned(workspace, table(HEADER, ROW))
    lock = FolderLock(workspace.survey, "Bo", "")
    with pytest.raises(Locked, match="Bo"):
        store_import(workspace, plan, "Anna", WHEN)
    lock.release()


def test_a_plan_is_not_stored_over_what_came_in_between(workspace: Workspace) -> None:
    """Nothing is lost to an old preview."""
    plan = planned(workspace, table(["id", "nytta"], ["1", "helt"]))
    imported(workspace, table(["id", "nytta"], ["2", "helt"]))
    with pytest.raises(Refused, match="har ändrats"):
        store_import(workspace, plan, "Anna", WHEN)


def test_a_file_without_any_answer_is_not_stored(workspace: Workspace) -> None:
    """It would be an empty import."""
    with pytest.raises(Refused, match="inget svar"):
        imported(workspace, table(["id", "Något annat"], ["1", "x"]))
