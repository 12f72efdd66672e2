"""Make the pictures of the report in README: some pages of the PDF side by side, and the web page in three windows.

    .venv/bin/python tools/make_page_pictures.py

Needs soffice, pdftoppm, the font Carlito, Chromium and what tools/fetch_checkers.py installs. The pages are found by
the headings they begin with.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from rapport.blocks import Document
from rapport.html import write_html
from rapport.pdf import write_pdf
from rapport.report import compose, load_material
from rapport.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "img" / "sidor.png"
WEB_TARGET = TARGET.with_name("html.png")
WEB_WIDTH = 1800
"""Pixels."""
PAGES = (
    ("slutrapport", "Delmål 1: en uppdaterad bild av läget i länet #2"),
    ("slutrapport", "Målområde 1: en uppdaterad, övergripande bild av läget i länet"),
    ("ekonomi", "Alla år"),
)
"""Document and heading: a goal with examples, a chart of the survey with its table, the finances in landscape."""
DPI = 80
GAP = 24
GROUND, EDGE = "#9aa3b2", "#5c6575"


def main() -> int:
    """Make the pictures."""
    documents = {c.output.id: c.document for c in compose(load_material(Workspace(ROOT)), draft=False)}
    with tempfile.TemporaryDirectory() as name:
        for output in dict.fromkeys(output for output, _ in PAGES):
            write_pdf(documents[output], Path(name, f"{output}.pdf"))
        images = [_page(Path(name, f"{output}.pdf"), documents[output].pages[heading]) for output, heading in PAGES]
        _side_by_side(images).quantize(64).save(TARGET, optimize=True)
        print(TARGET)
        output, heading = PAGES[1]
        sheet = _side_by_side(_web_images(documents[output], heading, Path(name)), gap=1)
    sheet = sheet.resize((WEB_WIDTH, sheet.height * WEB_WIDTH // sheet.width), Image.Resampling.LANCZOS)
    # Dithered, or the fading of the cover's motif becomes stripes.
    sheet.quantize(palette=sheet.quantize(256), dither=Image.Dither.FLOYDSTEINBERG).save(WEB_TARGET, optimize=True)
    print(WEB_TARGET)
    return 0


def _web_images(document: Document, heading: str, folder: Path) -> list[Image.Image]:
    """The page's top in light colours; at `heading` in dark ones, and in the width of a phone."""
    write_html(document, folder / "page.html")
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is not installed.")
    modules, script = ROOT / "build" / "checkers" / "node_modules", Path(__file__).with_name("web_pictures.mjs")
    files = [str(modules), chromium, str(folder / "profile"), str(folder / "page.html"), str(folder)]
    subprocess.run(["node", str(script), *files, heading], check=True)
    return [Image.open(folder / f"{index}.png").convert("RGB") for index in range(3)]


def _page(pdf: Path, number: int) -> Image.Image:
    target = pdf.with_suffix("")
    numbers = ["-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", *numbers, str(pdf), str(target)], check=True)
    with Image.open(f"{target}.png") as image:
        return image.convert("RGB")


def _side_by_side(images: list[Image.Image], gap: int = GAP) -> Image.Image:
    height = max(image.height for image in images)
    width = sum(image.width + gap for image in images) + gap
    sheet = Image.new("RGB", (width, height + 2 * gap), GROUND)
    left = gap
    for image in images:
        top = gap + (height - image.height) // 2
        sheet.paste(EDGE, (left - 1, top - 1, left + image.width + 1, top + image.height + 1))
        sheet.paste(image, (left, top))
        left += image.width + gap
    return sheet


if __name__ == "__main__":
    sys.exit(main())
