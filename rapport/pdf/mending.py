"""What LibreOffice's tags lack for readers who listen, set from the blocks that were printed.

Each function mends one thing, says why, and leaves alone what it cannot be sure of.
"""

from __future__ import annotations

from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from rapport.blocks import Chart, Document, Table, plain, walk

from .artifacts import hide_figures, hide_lines
from .lists import join_lists, label_points
from .tree import Element, Tree, add_attribute, as_element, children, kids, kind, put, reference, rename

_STANDARD = frozenset(
    {"/BlockQuote", "/Caption", "/Code", "/Form", "/Formula", "/Index", "/Note", "/Quote", "/Reference"}
)
"""Structure types of ISO 32000-1 that a style could be called as."""


def mend(tree: Tree, document: Document) -> None:
    """Mend the tags of the PDF that LibreOffice made of `document`."""
    drop_empty(tree)
    use_standard_types(tree)
    hide_decoration(tree)
    hide_rules(tree)
    join_lists(tree)
    label_points(tree)
    open_boxes(tree)
    mark_row_headers(tree, document)
    describe_charts(tree, document)
    identify_notes(tree)
    link_notes(tree)
    order_tabs(tree)


def drop_empty(tree: Tree) -> None:
    """Paragraphs that only keep distance are tagged too, and some screen readers say ”tom rad” at each."""
    for element in [tree.root, *tree.elements()]:
        inside = kids(element)
        kept = [kid for kid in inside if not _is_empty_paragraph(tree, kid)]
        if len(kept) < len(inside):
            put(element, kept)


def _is_empty_paragraph(tree: Tree, kid: PdfObject) -> bool:
    element = as_element(kid)
    return element is not None and not kids(element) and _role(tree, kind(element)) in ("/P", "/Span")


def _role(tree: Tree, name: str) -> str:
    roles: Any = tree.root.get("/RoleMap", {})
    return str(roles.get(name, name))


def use_standard_types(tree: Tree) -> None:
    """A style called as a standard type (Quote) is mapped to another, which PDF/UA forbids: use the other at once."""
    roles: Any = tree.root.get("/RoleMap", {})
    clashing = {name: str(roles[name]) for name in roles if name in _STANDARD}
    for element in tree.elements():
        if kind(element) in clashing:
            rename(element, clashing[kind(element)])
    for name in clashing:
        del roles[name]


def hide_decoration(tree: Tree) -> None:
    """Shapes on the covers are figures without words, forty of them; they say nothing, so they become artifacts.

    Pictures and charts stand in a paragraph; only shapes hang at the top of the tree.
    """
    hidden: dict[int, tuple[Any, set[int]]] = {}
    for top in [tree.root, *children(tree.root)]:
        shapes = [child for child in children(top) if kind(child) == "/Figure" and "/Alt" not in child]
        for shape in shapes:
            marks = {int(kid) for kid in kids(shape) if isinstance(kid, NumberObject)}
            hidden.setdefault(id(shape["/Pg"]), (shape["/Pg"], set()))[1].update(marks)
        if shapes:
            gone = {id(shape) for shape in shapes}
            put(top, [kid for kid in kids(top) if id(kid.get_object()) not in gone])
    for page, marks in hidden.values():
        stream = page["/Contents"]
        stream.set_data(hide_figures(stream.get_data(), marks))
        for mark in marks:
            tree.own_marked(page, mark, NullObject())


def hide_rules(tree: Tree) -> None:
    """Lines at headings and around boxes are drawn outside all tags; PDF/UA wants them marked as decoration."""
    for page in tree.writer.pages:
        stream = page["/Contents"]
        if isinstance(stream, StreamObject):
            stream.set_data(hide_lines(stream.get_data()))


def open_boxes(tree: Tree) -> None:
    """A framed box is a table with one cell in Word; as a table it would be announced with rows and columns."""
    for table in tree.elements("/Table"):
        rows = children(table)
        cells = children(rows[0]) if len(rows) == 1 else []
        if len(cells) == 1 and kind(cells[0]) == "/TD":
            for element in (table, rows[0], cells[0]):
                rename(element, "/Div")
                element.pop("/A", None)  # widths and heights are a table's


def mark_row_headers(tree: Tree, document: Document) -> None:
    """Word has no header cells in rows, so LibreOffice tags none; ours are known from the blocks.

    Tables get their description too. Nothing is done unless the tables are the same, row by row.
    """
    tables = [
        block for block in walk(document.blocks) if isinstance(block, Table) and any(r.cells for r in block.rows)
    ]
    tagged = tree.elements("/Table")
    if [len(table.rows) for table in tables] != [len(_rows(table)) for table in tagged]:
        return
    for table, element in zip(tables, tagged, strict=True):
        if table.description:
            add_attribute(element, "/Table", "/Summary", TextStringObject(table.description))
        for row, line in zip(table.rows, _rows(element), strict=True):
            for cell, tag in zip(row.cells, children(line), strict=False):
                if cell.header and kind(tag) == "/TD" and plain(cell.content).strip():
                    rename(tag, "/TH")
                    add_attribute(tag, "/Table", "/Scope", NameObject("/Row"))


def _rows(table: Element) -> list[Element]:
    """Rows of a table, also where they stand in groups."""
    found = []
    for child in children(table):
        found += [child] if kind(child) == "/TR" else children(child)
    return found


def describe_charts(tree: Tree, document: Document) -> None:
    """LibreOffice 7.4 keeps the alternative text of pictures and loses that of charts."""
    alts = [block.alt for block in walk(document.blocks) if isinstance(block, Chart)]
    figures = [figure for figure in tree.elements("/Figure") if "/Alt" not in figure]
    if len(alts) == len(figures):
        for figure, alt in zip(figures, alts, strict=True):
            figure[NameObject("/Alt")] = TextStringObject(alt)


def identify_notes(tree: Tree) -> None:
    """PDF/UA asks for an identity on every footnote, unique in the document."""
    for number, note in enumerate(tree.elements("/Note"), 1):
        note[NameObject("/ID")] = TextStringObject(f"fotnot-{number}")


def link_notes(tree: Tree) -> None:
    """The number at a footnote is a link back to the text that LibreOffice leaves without a tag and a purpose.

    It becomes a link element around the number. The link in the text has its tag; both say where they lead.
    """
    back: list[tuple[int, Any, PdfObject]] = []
    for page in tree.writer.pages:
        entries: Any = page.get("/Annots", ArrayObject())
        for entry in entries.get_object():
            link = entry.get_object()
            number = str(link.get("/Contents", ""))
            if "/Dest" not in link or not number.isdecimal():
                continue
            tagged = "/StructParent" in link
            words = f"Till fotnot {number}" if tagged else f"Tillbaka till texten vid fotnot {number}"
            link[NameObject("/Contents")] = TextStringObject(words)
            if not tagged:
                back.append((int(number), page, entry))
    notes = [note for note in tree.elements("/Note") if children(note)]
    if len(notes) == len(back):
        for note, (_, page, entry) in zip(notes, sorted(back, key=lambda found: found[0]), strict=True):
            _wrap_number(tree, children(note)[0], page, entry)


def _wrap_number(tree: Tree, paragraph: Element, page: DictionaryObject, entry: PdfObject) -> None:
    """Put the first marked content of a footnote, its number, in a link element together with the link."""
    inside = kids(paragraph)
    number = [mark for mark in inside[:1] if isinstance(mark, NumberObject)]
    target = DictionaryObject({NameObject("/Type"): NameObject("/OBJR"), NameObject("/Obj"): entry})
    element = tree.add(paragraph, "/Link", [*number, target])
    put(paragraph, [reference(element), *inside[len(number) :]])
    for mark in number:
        tree.own_marked(page, int(mark), reference(element))
    annotation: Any = entry.get_object()
    tree.own_annotation(annotation, reference(element))


def order_tabs(tree: Tree) -> None:
    """The tab key follows the tags on pages with links."""
    for page in tree.writer.pages:
        if "/Annots" in page:
            page[NameObject("/Tabs")] = NameObject("/S")
