"""Pictures and charts of a file that is read."""

from __future__ import annotations

from lxml import etree

from rapport.blocks import Chart, Picture, Series

from .opening import OpenedPackage, relationship_id
from .xml import WP, A, C


def read_drawing(
    drawing: etree._Element, package: OpenedPackage, targets: dict[str, str], caption: str
) -> Picture | Chart | None:
    """The picture (its source is the part's name) or chart in `drawing`; None for drawn shapes."""
    named = drawing.find(f".//{{{WP}}}docPr")
    alt = named.get("descr", "") if named is not None else ""
    blip = drawing.find(f".//{{{A}}}blip")
    if blip is not None:
        return Picture(targets.get(relationship_id(blip, "embed"), ""), alt, caption)
    reference = drawing.find(f".//{{{C}}}chart")
    if reference is None:
        return None
    root = package.part(targets.get(relationship_id(reference), ""))
    return _chart(root, alt, caption) if root is not None else None


def _chart(root: etree._Element, alt: str, caption: str) -> Chart:
    grouping = root.find(f".//{{{C}}}grouping")
    stacked = grouping is not None and grouping.get("val") == "percentStacked"
    title = root.find(f"{{{C}}}chart/{{{C}}}title")
    words = "".join(node.text or "" for node in title.iter(f"{{{A}}}t")) if title is not None else ""
    series = [(_texts(one, "tx"), _texts(one, "cat"), _texts(one, "val")) for one in root.iter(f"{{{C}}}ser")]
    return Chart(
        "stacked-share" if stacked else "bars",
        words,
        series[0][1] if series else (),
        tuple(Series("".join(name), tuple(float(text) for text in values)) for name, _, values in series),
        alt,
        caption,
    )


def _texts(series: etree._Element, part: str) -> tuple[str, ...]:
    found = series.find(f"{{{C}}}{part}")
    return tuple(node.text or "" for node in found.iter(f"{{{C}}}v")) if found is not None else ()
