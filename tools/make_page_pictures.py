"""Make the picture of report pages in README: the example's documents as PDF, some of their pages side by side.

    .venv/bin/python tools/make_page_pictures.py

Needs soffice, pdftoppm and the font Carlito. The pages are found by the headings they begin with.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from rapport.pdf import write_pdf
from rapport.report import compose, load_material
from rapport.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "img" / "sidor.png"
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
    """Make the picture."""
    documents = {c.output.id: c.document for c in compose(load_material(Workspace(ROOT)), draft=False)}
    with tempfile.TemporaryDirectory() as name:
        for output in dict.fromkeys(output for output, _ in PAGES):
            write_pdf(documents[output], Path(name, f"{output}.pdf"))
        images = [_page(Path(name, f"{output}.pdf"), documents[output].pages[heading]) for output, heading in PAGES]
    _side_by_side(images).save(TARGET, optimize=True)
    print(TARGET)
    return 0


def _page(pdf: Path, number: int) -> Image.Image:
    target = pdf.with_suffix("")
    numbers = ["-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", *numbers, str(pdf), str(target)], check=True)
    with Image.open(f"{target}.png") as image:
        return image.convert("RGB")


def _side_by_side(images: list[Image.Image]) -> Image.Image:
    height = max(image.height for image in images)
    width = sum(image.width + GAP for image in images) + GAP
    sheet = Image.new("RGB", (width, height + 2 * GAP), GROUND)
    left = GAP
    for image in images:
        top = GAP + (height - image.height) // 2
        sheet.paste(EDGE, (left - 1, top - 1, left + image.width + 1, top + image.height + 1))
        sheet.paste(image, (left, top))
        left += image.width + GAP
    return sheet.quantize(64)


if __name__ == "__main__":
    sys.exit(main())
