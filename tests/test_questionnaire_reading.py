"""Section files: strict, with every problem in every file at once, each with file, line and key."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml
from small import CONDITIONS, EVERYTHING, make_workspace

from rapport.errors import InvalidFile, UseError
from rapport.questionnaire import TYPES, json_schema, load_questionnaire, load_survey_questionnaire
from rapport.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent


def problems(folder: Path, *texts: str) -> list[tuple[str, int, str, str]]:
    """File, line, key and words of every problem with these section files."""
    with pytest.raises(InvalidFile) as caught:
        make_workspace(folder / "w", {f"{n:02}.yaml": text for n, text in enumerate(texts, 1)})
    return [
        (problem.where.file, problem.where.line, problem.where.key, f"{problem.message} {problem.hint}".strip())
        for problem in caught.value.problems
    ]


def section(*lines: str) -> str:
    """A section with one question of type text, and more lines in it."""
    return (
        "\n".join(["id: s", "title: S", "questions:", "  - id: f", "    label: F", *(f"    {x}" for x in lines)])
        + "\n"
    )


WRONG = [
    (["type: txt"], 6, "questions[1].type", "”txt” är okänt. Menade du ”text”?"),
    (["type: text", "lable: X"], 7, "questions[1].lable", "Nyckeln ”lable” är okänd. Menade du ”label”?"),
    (["type: text", "max_words: många"], 7, "questions[1].max_words", "”många” är inget heltal."),
    (["type: text", "max_words: " + "9" * 5000], 7, "questions[1].max_words", "heltal"),
    (["type: text", "private: ja"], 7, "questions[1].private", "varken true eller false"),
    (["type: text", "options: svar"], 7, "questions[1].options", "hör inte till frågor av typen ”text”"),
    (["type: integer", "max_words: 3"], 7, "questions[1].max_words", "hör inte till"),
    (["type: choice"], 4, "questions[1].options", "behöver ”options”"),
    (["type: choice", "options: svr"], 7, "questions[1].options", "Menade du ”svar”?"),
    (["type: choice", "options: [{id: a}]"], 7, "questions[1].options[1].label", "saknas"),
    (
        ["type: choice", "options: [{id: a, label: A}, {id: a, label: B}]"],
        7, "questions[1].options[2].id", "två gånger",
    ),
    (["type: matrix", "options: svar"], 4, "questions[1].rows", "behöver ”rows”"),
    (["type: table", "rows: svar"], 4, "questions[1].columns", "behöver ”columns”"),
    (
        ["type: table", "rows: svar", "columns: [{id: a, label: A}, {id: b, label: B, computed: a + c}]"],
        8, "questions[1].columns[2].computed", "”c” finns inte bland frågorna.",
    ),
    (
        ["type: table", "rows: svar", "columns: [{id: a, label: A}, {id: b, label: B, computed: a > 1}]"],
        8, "questions[1].columns[2].computed", "ska vara ett tal",
    ),
    (["type: text", "when: g == \"ja\""], 7, "questions[1].when", "”g” finns inte bland frågorna."),
    (["type: text", "when: f"], 7, "questions[1].when", "”f” ska vara sant eller falskt."),
    (["type: text", "required: ibland"], 7, "questions[1].required", "finns inte bland frågorna"),
    (["type: text", "checks: [{message: M}]"], 7, "questions[1].checks[1].rule", "saknas"),
    (["type: text", "checks: [{rule: words(f) < 3}]"], 7, "questions[1].checks[1].message", "saknas"),
    (["type: text", "checks: [{rule: f < 3, message: M}]"], 7, "questions[1].checks[1].rule", "olika slag"),
    (
        ["type: text", "checks: [{rule: blank(f), message: M, level: stop}]"],
        7, "questions[1].checks[1].level", "okänt",
    ),
    (["type: items"], 4, "questions[1].questions", "behöver ”questions”"),
    (
        ["type: items", "item_title: namm", "questions: [{id: namn, type: text, label: N}]"],
        7, "questions[1].item_title", "finns inte i gruppen",
    ),
    (
        ["type: items", "questions: [{id: g, type: items, label: G, questions: [{id: h, type: text, label: H}]}]"],
        7, "questions[1].questions[1].type", "inte stå i en annan grupp",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "line", "key", "words"), WRONG, ids=lambda value: str(value)[:30])
def test_a_problem_has_its_file_line_and_key(
    tmp_path: Path, lines: list[str], line: int, key: str, words: str
) -> None:
    """One sentence that says what is wrong, with the nearest name where one is near."""
    found = problems(tmp_path, section(*lines))
    assert [(place[0], place[1], place[2]) for place in found][:1] == [("sections/01.yaml", line, key)]
    assert words in found[0][3]


def test_every_problem_in_every_file_is_told_at_once(tmp_path: Path) -> None:
    """Files that are not YAML, double sections, double questions, wrong ids."""
    found = problems(
        tmp_path,
        section("type: txt", "helpp: X"),
        "id: [",
        "id: s\ntitle: S\nquestions: [{id: a, type: text, label: A}, {id: a, type: text, label: A}]\n",
        "id: Två\nquestions: []\n",
        "id: for\ntitle: F\nquestions: []\n",
        "- lista\n",
    )
    assert {(file[-7:], key) for file, _, key, _ in found} == {
        ("01.yaml", "questions[1].type"),
        ("01.yaml", "questions[1].helpp"),
        ("02.yaml", ""),
        ("03.yaml", "id"),
        ("03.yaml", "questions[2].id"),
        ("04.yaml", "id"),
        ("04.yaml", "title"),
        ("05.yaml", "id"),
        ("06.yaml", ""),
    }
    assert len(found) == len(set(found)) == 9


STRICT = [
    (b"id: s\nid: t\n", 2, "två gånger"),
    (b"id: &a s\ntitle: *a\n", 1, "Ankare"),
    (b"id: !!python/object:os.system s\n", 1, "Taggar"),
    (b"id: s\n---\nid: t\n", 2, "mer än ett dokument"),
    (b"id: s\ntitle: \xe5\n", 2, "inte UTF-8"),
    (b"[" * 100_000, 1, "djupt"),
    (b"? [a]\n: b\n", 1, "nyckel måste vara text"),
    (b"id: s\n\ttitle: S\n", 2, "YAML"),
    (b"id: \x00\n", 0, "YAML"),
]


@pytest.mark.parametrize(("data", "line", "words"), STRICT)
def test_only_strict_yaml_is_read(tmp_path: Path, data: bytes, line: int, words: str) -> None:
    """No doubles, aliases, tags, other encodings or depths."""
    workspace, _ = make_workspace(tmp_path / "w")
    (workspace.sections / "03.yaml").write_bytes(data)
    with pytest.raises(InvalidFile) as caught:
        load_questionnaire(workspace)
    assert [(problem.where.file, problem.where.line) for problem in caught.value.problems] == [
        ("sections/03.yaml", line)
    ]
    assert words in str(caught.value)


def test_a_scalar_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    """`no`, `0123` and `12:30` are what was written."""
    text = "id: s\ntitle: no\ngroup: 0123\nintro: 12:30\nquestions: [{id: f, type: text, label: 2015-01-01}]\n"
    _, questionnaire = make_workspace(tmp_path / "w", {"01.yaml": text})
    found = questionnaire.sections[0]
    assert (found.title, found.group, found.intro, found.questions[0].label) == ("no", "0123", "12:30", "2015-01-01")


def test_names_get_the_nearest_when_they_are_wrong(tmp_path: Path) -> None:
    """Sections and questions."""
    _, questionnaire = make_workspace(tmp_path / "w")
    with pytest.raises(UseError, match=r"Avsnittet ”alt” finns inte\. Menade du ”allt”\?"):
        questionnaire.section("alt")
    with pytest.raises(UseError, match=r"Menade du ”allt\.rubrik”\?"):
        questionnaire.question("allt", "rubriken")


def test_the_version_follows_from_the_files_alone(tmp_path: Path) -> None:
    """The same files give the same version, a changed one another."""
    first = make_workspace(tmp_path / "a")[1].version
    assert make_workspace(tmp_path / "b")[1].version == first
    changed = {"01-allt.yaml": EVERYTHING + "\n", "02-mer.yaml": CONDITIONS}
    assert make_workspace(tmp_path / "c", changed)[1].version != first
    assert len(first) == 12


def test_every_type_is_in_the_test_questionnaire(tmp_path: Path) -> None:
    """What these tests say of all types is said of all types."""
    _, questionnaire = make_workspace(tmp_path / "w")
    assert {question.type for section in questionnaire.sections for question in section.questions} == set(TYPES)


def test_the_schema_accepts_what_the_reader_accepts() -> None:
    """The shipped sections, and the sections of these tests."""
    validator = jsonschema.Draft202012Validator(json_schema())
    validator.check_schema(json_schema())
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "sections").rglob("*.yaml"))]
    for text in [*texts, EVERYTHING, CONDITIONS]:
        assert list(validator.iter_errors(yaml.safe_load(text))) == []


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    """Unknown keys, types and ids."""
    validator = jsonschema.Draft202012Validator(json_schema())
    for lines in (["type: txt"], ["type: text", "lable: X"], ["type: text", "max_words: -1"]):
        assert list(validator.iter_errors(yaml.safe_load(section(*lines))))


def test_the_shipped_questionnaires_are_read() -> None:
    """The example assignment's own sections and its survey."""
    workspace = Workspace(ROOT)
    assert load_questionnaire(workspace).sections
    assert load_survey_questionnaire(workspace).sections
