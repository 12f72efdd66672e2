"""Edits made in a word processor: the items are found again, with the text that stands there now."""

from __future__ import annotations

import io
from copy import deepcopy
from zipfile import ZipFile

import pytest
from lxml import etree
from word_reading import W, rendered, tree
from word_sample import p, table

from rapport.blocks import Box, Heading, Item, List, ListItem, Origin, Text, walk
from rapport.word import read_docx
from rapport.wording import lines, words_hash

ORIGIN = Origin("gotland", "delmal1.exempel", "a1", 2, "ff" * 32)
OTHER = Origin("skane", "delmal1.exempel", "b2", 1, "ee" * 32)
ITEM = Item((ORIGIN,), (Heading(3, (Text("Exempel"),)), p("Ett första stycke."), p("Ett andra.")), "rapport/exempel")
NEXT = Item((OTHER,), (p("Nästa exempel."),), "rapport/exempel")


def with_part(data, name, content):
    """The package with another content in one part."""
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(changed, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return changed.getvalue()


def edited(change):
    """Texts by unit, read from a file with both items between other text after `change` to its body."""
    data = rendered(p("Före."), ITEM, p("Mellan."), NEXT, p("Efter."))
    root = tree(data)
    change(root)
    document = read_docx(with_part(data, "word/document.xml", etree.tostring(root)))
    assert {"Före.", "Mellan.", "Efter."} <= set(lines(document.blocks))
    items = [block for block in walk(document.blocks) if isinstance(block, Item)]
    assert all(item.place == "rapport/exempel" for item in items)
    return {item.origins[0].unit: lines(item.blocks) for item in items}


def paragraph(root, text):
    """The paragraph that says `text`."""
    return next(one for one in root.iter(f"{W}p") if "".join(t.text for t in one.iter(f"{W}t")) == text)


def new_paragraph(text):
    """A paragraph as a person types it."""
    made = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t").text = text
    return made


def control(root):
    """The content control of the first item."""
    return next(root.iter(f"{W}sdt"))


def tracked(root):
    """A word replaced with changes tracked."""
    run = paragraph(root, "Ett andra.").find(f"{W}r")
    inserted, deleted = deepcopy(run), deepcopy(run)
    inserted.find(f"{W}t").text, run.find(f"{W}t").text = "tredje.", "Ett "
    deleted.find(f"{W}t").tag = f"{W}delText"
    for kind, child in (("del", deleted), ("ins", inserted)):
        mark = etree.Element(f"{W}{kind}")
        mark.append(child)
        run.getparent().insert(run.getparent().index(run) + 1, mark)


def split_runs(root):
    """A run cut in two by the spelling checker."""
    run = paragraph(root, "Ett andra.").find(f"{W}r")
    rest = deepcopy(run)
    run.find(f"{W}t").text, rest.find(f"{W}t").text = "Ett tre", "dje."
    run.addnext(rest)
    run.addnext(etree.Element(f"{W}proofErr"))


def add_inside(root):
    """A paragraph typed between the two."""
    paragraph(root, "Ett första stycke.").addnext(new_paragraph("Nytt."))


def add_last(root):
    """Enter pressed at the end of the last paragraph."""
    paragraph(root, "Ett andra.").addnext(new_paragraph("Nytt."))


def unwrap(root):
    """The content control taken away, its text left."""
    outer = control(root)
    for child in outer.find(f"{W}sdtContent"):
        outer.addprevious(child)
    outer.getparent().remove(outer)


def drop_last(root):
    """The last paragraph deleted, which takes the end of the bookmark along."""
    last = paragraph(root, "Ett andra.")
    last.getparent().remove(last)


def drop_bookmark(root):
    """The bookmark deleted, the control left."""
    for mark in (next(root.iter(f"{W}bookmarkStart")), next(root.iter(f"{W}bookmarkEnd"))):
        mark.getparent().remove(mark)


def copy_control(root):
    """The whole control pasted a second time, after everything else; Word drops the second bookmark."""
    copy = deepcopy(control(root))
    for mark in [*copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    paragraph(root, "Efter.").addnext(copy)


def several_starts(root):
    """A bookmark as LibreOffice writes it: a start in every paragraph, without the control."""
    unwrap(root)
    start = next(mark for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name").startswith("_rp_"))
    for text in ("Exempel", "Ett första stycke.", "Ett andra."):
        paragraph(root, text).insert(1, deepcopy(start))
    start.getparent().remove(start)


WHOLE = ("Exempel", "Ett första stycke.", "Ett andra.")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda root: None, WHOLE),
        (tracked, (*WHOLE[:2], "Ett tredje.")),
        (split_runs, (*WHOLE[:2], "Ett tredje.")),
        (add_inside, (*WHOLE[:2], "Nytt.", WHOLE[2])),
        (add_last, (*WHOLE, "Nytt.")),
        (unwrap, WHOLE),
        (drop_last, WHOLE[:2]),
        (drop_bookmark, WHOLE),
        (copy_control, WHOLE),
        (several_starts, WHOLE),
    ],
)
def test_an_item_is_found_with_the_text_that_stands_there(change, expected):
    """Whatever was done to it, and its neighbours keep theirs."""
    assert edited(change) == {"gotland": expected, "skane": ("Nästa exempel.",)}


def test_a_copy_is_no_second_item():
    """The pasted text is read, but as text of nobody's."""
    data = rendered(ITEM)
    root = tree(data)
    copy_of_first = deepcopy(control(root))
    for mark in [*copy_of_first.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    control(root).addnext(copy_of_first)
    blocks = read_docx(with_part(data, "word/document.xml", etree.tostring(root))).blocks
    assert [type(block) for block in blocks] == [Item, *(type(block) for block in ITEM.blocks)]


def test_items_come_back_where_they_stood():
    """In points, with lists of their own, in boxes, around tables, and in each other."""
    deep = Item((OTHER,), (p("a"), List((ListItem((p("b"),)),)), p("c")), "x")
    cases = (
        List((ListItem((deep,)), ListItem((p("d"),)))),
        List((ListItem((deep,)),)),
        List((ListItem((p("d"), deep)),)),
        Item((ORIGIN,), (List((ListItem((p("d"),)), ListItem((p("e"),)))),), "y"),
        Box((p("f"), Item((ORIGIN,), (p("g"),), "y"), p("h"))),
        Item((ORIGIN,), (Box((p("i"), deep)), p("j")), "y"),
        Item((ORIGIN,), (deep, NEXT), "y"),
    )
    for block in cases:
        assert read_docx(rendered(p("Före."), block, p("Efter."))).blocks[1:-1] == (block,)


def test_a_table_is_held_by_its_item():
    """With its words, so that a change in a cell is seen."""
    block = Item((ORIGIN,), (table(2, "T"),), "y")
    (read,) = read_docx(rendered(block)).blocks
    assert isinstance(read, Item)
    assert words_hash(read.blocks) == words_hash(block.blocks)


def test_a_manifest_of_somebody_elses_is_none():
    """Other programs keep parts of their own in the same folder."""
    blocks = read_docx(with_part(rendered(ITEM), "customXml/item1.xml", b"<annat/>")).blocks
    assert lines(blocks) == WHOLE
    assert not any(isinstance(block, Item) for block in blocks)
