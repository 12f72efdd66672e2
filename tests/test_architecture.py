"""The house's rules, held by reading the source with the standard library's `ast`."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "rapport"
FILES = sorted(PACKAGE.rglob("*.py"))

ORDER = {
    "errors": 0,
    "text": 1,
    "files": 2,
    "blocks": 2,
    "pictures": 3,
    "printing": 3,
    "wording": 3,
    "workspace": 3,
    "questionnaire": 4,
    "submissions": 5,
    "survey": 6,
    "editorial": 6,
    "workbooks": 6,
    "disclosure": 6.5,
    "report": 7,
    "word": 7,
    "html": 7,
    "pdf": 8,
    "terminal": 7,
    "tracing": 8,
    "check": 8,
    "desk": 8,
    "screens": 9,
    "cli": 10,
    "__main__": 11,
    "__init__": 0,
}
"""A room imports only rooms with a smaller number (or itself)."""

LIBRARY_ROOMS = {
    "yaml": {"files"},
    "jinja2": {"report"},
    "markupsafe": {"report"},
    "markdown_it": {"report"},
    "mdit_py_plugins": {"report"},
    "docx": {"word"},
    "lxml": {"word"},
    "xlsxwriter": {"workbooks"},
    "PIL": {"pictures"},
    "pypdf": {"pdf"},
    "python_calamine": {"survey"},
    "textual": {"screens", "terminal"},
    "rich": {"screens", "terminal"},
}


def room(path: Path) -> str:
    """The room a source file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Every imported module's full dotted name with its statement; relative imports resolved."""
    package = ["rapport", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            yield ".".join([*base, *([node.module] if node.module else [])]), node


def is_function_level(tree: ast.Module, statement: ast.stmt) -> bool:
    """Whether a statement stands inside a function."""
    functions = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return any(statement.lineno in range(f.lineno, (f.end_lineno or f.lineno) + 1) for f in functions)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way_and_through_doors(path: Path) -> None:
    """A room imports rooms below it, by their door."""
    here = room(path)
    for module, _ in imports(path):
        parts = module.split(".")
        if parts[0] != "rapport" or len(parts) == 1 or parts[1] == here:
            continue
        assert ORDER[parts[1]] < ORDER[here], f"{here} imports {module}"
        assert len(parts) == 2, f"{here} reaches past the door: {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_one_library_lives_in_one_room(path: Path) -> None:
    """Each outside library is known to one room, and every outside library is known to this test."""
    for module, _ in imports(path):
        name = module.split(".")[0]
        if name != "rapport" and name not in sys.stdlib_module_names and name != "__future__":
            assert room(path) in LIBRARY_ROOMS[name], f"{path} imports {name}"


def test_function_level_imports_stand_in_the_command_line_alone() -> None:
    """Only commands import what they need when they need it."""
    found = []
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        statements = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
        found += [f"{path}:{n.lineno}" for n in statements if is_function_level(tree, n) and room(path) != "cli"]
    assert not found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    """Files at most 400 lines, functions at most 50."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{path}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_fields_of_models_are_documented(path: Path) -> None:
    """A docstring stands under every field of a public dataclass."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        if not any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list):
            continue
        for field, following in zip(node.body, [*node.body[1:], None], strict=True):
            if isinstance(field, ast.AnnAssign) and not ast.unparse(field.target).startswith("_"):
                is_text = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
                assert is_text, f"{path}:{field.lineno} {node.name}.{ast.unparse(field.target)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_swallows_exceptions(path: Path) -> None:
    """No bare or broad `except`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{path}:{node.lineno}"
            broad = ast.unparse(node.type) in ("Exception", "BaseException")
            raises = any(isinstance(child, ast.Raise) for child in ast.walk(node))
            assert not broad or raises, f"{path}:{node.lineno}"


def test_nothing_of_the_assignment_stands_in_python() -> None:
    """No county, year or chapter of the example assignment is named in the program."""
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                for word in ("Västmanland", "Gotland", "kvinnofrid", "2014", "delmal", "Länsstyrelsen"):
                    assert word not in node.value, f"{path}:{node.lineno} {node.value!r}"


def test_building_loads_no_screens() -> None:
    """`rapport build` and its rooms never import Textual."""
    code = "import sys, rapport.report, rapport.word, rapport.cli.building; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_help_loads_no_room() -> None:
    """`rapport --help` imports neither YAML, Jinja nor Textual."""
    code = (
        "import sys, io, contextlib\nfrom rapport.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n    main(['--help'])\n"
        "sys.exit(any(name in sys.modules for name in ('yaml', 'jinja2', 'textual', 'lxml')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
