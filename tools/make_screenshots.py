"""Take the pictures of screens in README, as SVG through rsvg-convert; `make_page_pictures.py` takes those of pages.

    .venv/bin/python tools/make_screenshots.py

Needs rsvg-convert and the font DejaVu Sans Mono. Works on a copy of the example.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rapport.screens import make_app
from rapport.workspace import Workspace, create_workspace

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "img"
SCREENS: dict[str, tuple[str, tuple[str, ...]]] = {
    "oversikt": ("", ()),
    "avsnitt": ("delmal2", ()),
    "budget": ("budget", ()),
    "granska": ("", ("f6",)),
    "kontroll": ("", ("f5",)),
    "lamna-in": ("", ("f8",)),
}
"""Picture name: section to open, keys to press."""


def main() -> int:
    """Make all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        workspace = create_workspace(Path(name) / "example", example=True)
        for picture, (section, keys) in SCREENS.items():
            svg = asyncio.run(_screen(workspace, section, keys))
            _to_png(svg, IMAGES / f"{picture}.png", Path(name))
    return 0


async def _screen(workspace: Workspace, section: str, keys: tuple[str, ...]) -> str:
    app = make_app(workspace, "vastra-gotaland", section or None, "Utvecklingsledare")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        svg = app.export_screenshot()
    if app.session is not None:
        app.session.close()
    return svg


_CELL = 12.2
"""Width of a character cell in Textual's SVG."""
_LED_BY_BLANKS = re.compile(r'x="([\d.]+)"([^>]*)>((?:&#160;)+)(?=[^&<]|&(?!#160;))')


def _to_png(svg: str, target: Path, folder: Path) -> None:
    """Render with a local font of the same width as the one Textual names, which lies on a web server.

    The renderer drops blanks at the start of a text, so the text is moved right instead.
    """
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg).replace("Fira Code", "DejaVu Sans Mono")
    svg = svg.replace("font-size: 20px", "font-size: 20.27px")
    svg = _LED_BY_BLANKS.sub(lambda m: f'x="{float(m[1]) + _CELL * m[3].count("&"):.1f}"{m[2]}>', svg)
    source = folder / "screen.svg"
    source.write_text(svg, encoding="utf-8")
    subprocess.run(["rsvg-convert", "-w", "1000", "-o", str(target), str(source)], check=True)


if __name__ == "__main__":
    sys.exit(main())
