"""What no validator tells about a .docx file: fields, identities and references that do not fit together."""

from __future__ import annotations

import io
import re
from collections import Counter
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def parts(data: bytes) -> dict[str, etree._Element]:
    """Every XML part by name."""
    with ZipFile(io.BytesIO(data)) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def lint(data: bytes) -> list[str]:
    """What is wrong with the package, one line each; empty when nothing is."""
    with ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    trees = parts(data)
    document = trees["word/document.xml"]
    return [
        *(f"member twice: {name}" for name, times in Counter(names).items() if times > 1),
        *_fields(trees),
        *_identities(document),
        *_references(trees, document),
        *_styles(trees, document),
        *_targets(trees, names),
        *_tables(document),
        *_numbering(trees, document),
    ]


def _fields(trees: dict[str, etree._Element]) -> list[str]:
    wrong = []
    for name, tree in trees.items():
        depth = 0
        for mark in tree.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType"), 0)
            if depth < 0:
                wrong.append(f"field ends before it begins in {name}")
        if depth:
            wrong.append(f"field without end in {name}")
    return wrong


def _identities(document: etree._Element) -> list[str]:
    kinds = {
        "drawing": [mark.get("id") for mark in document.iter(f"{WP}docPr")],
        "control": [mark.get(f"{W}val") for mark in document.iterfind(f".//{W}sdtPr/{W}id")],
        "bookmark id": [mark.get(f"{W}id") for mark in document.iter(f"{W}bookmarkStart")],
        "bookmark name": [mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")],
    }
    twice = [f"{kind} twice: {key}" for kind, keys in kinds.items() for key, n in Counter(keys).items() if n > 1]
    ends = Counter(mark.get(f"{W}id") for mark in document.iter(f"{W}bookmarkEnd"))
    unpaired = [f"bookmark without pair: {key}" for key in set(ends) ^ set(kinds["bookmark id"])]
    long = [f"bookmark name too long: {name}" for name in kinds["bookmark name"] if len(name) > 40]
    silent = [
        f"drawing without alternative text: {m.get('name')}"
        for m in document.iter(f"{WP}docPr")
        if not m.get("descr")
    ]
    tags = [f"tag too long: {t.get(W + 'val')}" for t in document.iter(f"{W}tag") if len(t.get(f"{W}val", "")) > 64]
    return twice + unpaired + long + silent + tags


def _references(trees: dict[str, etree._Element], document: etree._Element) -> list[str]:
    known = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    used = [link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    for instruction in document.iter(f"{W}instrText"):
        match = re.match(r"\s*(?:REF|PAGEREF)\s+(\S+)", instruction.text or "")
        used += [match[1]] if match else []
    notes = {note.get(f"{W}id") for note in trees["word/footnotes.xml"].iter(f"{W}footnote")}
    missing = [mark.get(f"{W}id") for mark in document.iter(f"{W}footnoteReference")]
    return [f"reference to nothing: {name}" for name in used if name not in known] + [
        f"note missing: {key}" for key in missing if key not in notes
    ]


def _styles(trees: dict[str, etree._Element], document: etree._Element) -> list[str]:
    known = {style.get(f"{W}styleId") for style in trees["word/styles.xml"].iter(f"{W}style")}
    used = {
        mark.get(f"{W}val")
        for name, tree in trees.items()
        if name.startswith("word/")
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for mark in tree.iter(f"{W}{kind}")
    }
    return [f"style missing: {name}" for name in sorted(used - known)]


def _targets(trees: dict[str, etree._Element], names: list[str]) -> list[str]:
    wrong = []
    for name in ("document", "footnotes"):
        rels = trees.get(f"word/_rels/{name}.xml.rels")
        rows = list(rels) if rels is not None else []
        known = {row.get("Id") for row in rows}
        inside = [row.get("Target") for row in rows if row.get("TargetMode") != "External"]
        wrong += [
            f"part missing: {t}" for t in inside if f"word/{t}" not in names and t.removeprefix("../") not in names
        ]
        for element in trees[f"word/{name}.xml"].iter():
            for key in (f"{R}id", f"{R}embed"):
                if element.get(key) and element.get(key) not in known:
                    wrong.append(f"relationship missing: {element.get(key)} in {name}")
    return wrong


def _tables(document: etree._Element) -> list[str]:
    wrong = ["cell does not end with a paragraph" for cell in document.iter(f"{W}tc") if cell[-1].tag != f"{W}p"]
    for table in document.iter(f"{W}tbl"):
        columns = len(table.find(f"{W}tblGrid"))
        for row in table.iterfind(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterfind(f"{W}tc")]
            width = sum(int(span.get(f"{W}val")) if span is not None else 1 for span in spans)
            if width != columns:
                wrong.append(f"row of {width} cells in a table of {columns} columns")
    return wrong


def _numbering(trees: dict[str, etree._Element], document: etree._Element) -> list[str]:
    known = {num.get(f"{W}numId") for num in trees["word/numbering.xml"].iter(f"{W}num")}
    return [f"list missing: {n.get(W + 'val')}" for n in document.iter(f"{W}numId") if n.get(f"{W}val") not in known]
