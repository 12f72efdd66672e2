"""What axe-core finds on the pages in Chromium: nothing, and it would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browser
import pytest
from html_reading import read_html
from word_sample import sample

from rapport.cli import main
from rapport.html import write_html
from rapport.workspace import create_workspace

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

BROKEN = (
    '<!DOCTYPE html><html><head><title>T</title></head><body><h1>T</h1><p style="color:#999">ljus text</p>'
    '<img src="bild.png"><div style="width:1400px">bred</div><script>console.log("kör")</script></body></html>'
)


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, Any]]]:
    """The example report with its appendix, final and draft, and a document with every kind of block."""
    folder = tmp_path_factory.mktemp("sidor")
    root = str(create_workspace(folder / "exempel", example=True).root)
    assert main(["-C", root, "build", "--format", "html", "--out", str(folder / "slut")]) == 0
    assert main(["-C", root, "build", "--draft", "--format", "html", "--out", str(folder / "utkast")]) == 0
    write_html(sample(folder, draft=True), folder / "allt.html")
    pages = [*sorted((folder / "slut").glob("*.html")), folder / "utkast" / "slutrapport.html", folder / "allt.html"]
    yield browser.examine(folder / "profil", *pages)


def test_nothing_is_found_on_any_page(findings: list[dict[str, Any]]) -> None:
    """WCAG 2.2 A and AA, best practice and experimental rules, light and dark, 1280 and 320 pixels wide."""
    assert len(findings) == 4 * len({found["file"] for found in findings}) >= 16
    assert [(found["file"], found["scheme"], found["violations"]) for found in findings if found["violations"]] == []


def test_no_page_scrolls_sideways(findings: list[dict[str, Any]]) -> None:
    """Neither in a narrow window nor with the text spaced as a reader may set it."""
    assert [(found["file"], found["width"], found["overflow"]) for found in findings if found["overflow"]] == []


def test_pages_fetch_nothing_and_run_nothing(findings: list[dict[str, Any]]) -> None:
    """No request leaves the file, and the browser has nothing to say."""
    assert [found for found in findings if found["requests"] or found["console"]] == []


def test_the_browser_sees_the_elements_that_were_written(findings: list[dict[str, Any]]) -> None:
    """Nothing is so wrongly nested that the browser moves, closes or adds an element."""
    for found in findings:
        written = [element.tag for element in read_html(Path(found["file"]).read_bytes()).all()]
        assert [name.lower() for name in found["elements"]] == written


def test_a_broken_page_is_told(tmp_path: Path) -> None:
    """The browser and axe see what is wrong, so that silence means something."""
    page = tmp_path / "trasig.html"
    page.write_text(BROKEN, encoding="utf-8")
    for found in browser.examine(tmp_path / "profil", page):
        rules = {rule.split(":")[0] for rule in found["violations"]}
        assert {"image-alt", "html-has-lang", "color-contrast", "landmark-one-main"} <= rules
        assert found["requests"]
        assert "kör" in found["console"]
        assert found["overflow"]


def test_a_missing_tool_fails_where_tools_are_demanded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`RAPPORT_REQUIRE_TOOLS=1` does not accept the skip."""
    monkeypatch.setattr(browser, "missing", lambda: "Chromium is not installed.")
    monkeypatch.setenv("RAPPORT_REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="Chromium"):
        browser.examine(tmp_path)
    monkeypatch.setenv("RAPPORT_REQUIRE_TOOLS", "0")
    with pytest.raises(pytest.skip.Exception, match="Chromium"):
        browser.examine(tmp_path)
