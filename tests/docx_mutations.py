"""Single faults put into a clean file, one for each rule of the lint at least."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DOC = "word/document.xml"
NOTES = "word/footnotes.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
CHART = "word/charts/chart1.xml"
BOOK = "word/embeddings/workbook1.xlsx"
ITEMS = "customXml/item1.xml"
FIXED = (1980, 1, 1, 0, 0, 0)

Members = list[tuple[str, tuple[int, int, int, int, int, int], bytes]]
Change = Callable[[Members], Members]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault."""

    name: str
    """What is done to the file."""
    code: str
    """The rule that must tell."""
    change: Change
    """Does it."""
    related: frozenset[str] = field(default_factory=frozenset)
    """Rules that the same fault breaks too."""

    def apply(self, data: bytes) -> bytes:
        """The file with the fault in it."""
        with ZipFile(io.BytesIO(data)) as package:
            members = [(one.filename, FIXED, package.read(one)) for one in package.infolist()]
        buffer = io.BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
            for name, date, content in self.change(members):
                package.writestr(ZipInfo(name, date), content)
        return buffer.getvalue()


def swap(part: str, old: str, new: str, count: int = 1) -> Change:
    """Exchange the first `count` matches of the pattern `old` in a part; there must be one."""

    def change(members: Members) -> Members:
        text = next(data for name, _, data in members if name == part).decode("utf-8")
        changed, times = re.subn(old, new, text, count=count, flags=re.DOTALL)
        assert times and changed != text, f"nothing in {part} is {old}"
        return [(name, date, changed.encode() if name == part else data) for name, date, data in members]

    return change


def drop(part: str) -> Change:
    """Leave a member out."""
    return lambda members: [member for member in members if member[0] != part]


def add(name: str, data: bytes = b"x") -> Change:
    """One more member."""
    return lambda members: [*members, (name, FIXED, data)]


def replace(part: str, data: bytes) -> Change:
    """Another content."""
    return lambda members: [(name, date, data if name == part else old) for name, date, old in members]


def doc(old: str, new: str, count: int = 1) -> Change:
    """Exchange in the main part."""
    return swap(DOC, old, new, count)


def m(name: str, code: str, change: Change, *related: str) -> Mutation:
    """One row of the table."""
    return Mutation(name, code, change, frozenset(related))


BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
FIRST_TEXT = r'(<w:pStyle w:val="Lead"/></w:pPr>)'
CELL_TEXT = r'(<w:pStyle w:val="TableText"/>(?:<w:keepNext/>)?</w:pPr>)'
ROW = r"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>.*?</w:tr>"

PACKAGE = (
    m("a part twice", "zip-duplicate", add("word/Styles.xml"), "part-unreadable", "part-orphan", "type-missing"),
    m("a path upwards", "zip-path", add("../hej.png"), "part-orphan", "picture-kind"),
    m("an absolute path", "zip-path", add("/word/hej.png"), "part-orphan", "picture-kind"),
    m("types last", "zip-first", lambda members: [*members[1:], members[0]]),
    m("a date", "zip-date", lambda members: [*members[:-1], (members[-1][0], (2015, 1, 1, 0, 0, 0), members[-1][2])]),
    m("cut XML", "part-unreadable", swap("word/theme/theme1.xml", "</a:theme>", "")),
    m("a document type", "part-unreadable", swap("word/theme/theme1.xml", "<a:theme ", "<!DOCTYPE x []><a:theme ")),
    m("another main part", "part-main", swap("_rels/.rels", "word/document.xml", "word/styles.xml"), "part-orphan"),
    m("a part nothing leads to", "part-orphan", add("word/hej.xml", b"<a/>"), "type-missing"),
    m("no type", "type-missing", swap(TYPES, '<Default Extension="png"[^>]*/>', "")),
    m("a type twice", "type-duplicate", swap(TYPES, '(<Default Extension="png"[^>]*/>)', r"\1\1")),
    m(
        "a type of nothing",
        "type-unused",
        swap(TYPES, "</Types>", '<Override PartName="/a.xml" ContentType="b"/></Types>'),
    ),
    m("a lost part", "relationship-target", drop("word/fontTable.xml"), "type-unused"),
    m("relationships of nothing", "relationship-source", add("word/_rels/hej.xml.rels", b"<Relationships/>")),
    m("an id twice", "relationship-duplicate", swap(RELS, '(<Relationship Id="rId1"[^>]*/>)', r"\1\1")),
    m(
        "an unknown id",
        "relationship-missing",
        doc('<w:hyperlink r:id="rId[0-9]+"', '<w:hyperlink r:id="rId999"'),
        "relationship-unused",
    ),
    m(
        "an unused link",
        "relationship-unused",
        swap(
            RELS,
            "</Relationships>",
            '<Relationship Id="x" Type="a/hyperlink" Target="https://a.se" TargetMode="External"/></Relationships>',
        ),
    ),
    m("a broken address", "relationship-address", swap(RELS, 'Target="mailto:[^"]*"', 'Target="http://a b"')),
    m(
        "a script's address",
        "relationship-address",
        swap(RELS, 'Target="mailto:[^"]*"', 'Target="javascript:alert(1)"'),
    ),
    m("a picture that is none", "picture-kind", replace("word/media/image1.png", b"GIF89a")),
)
IDENTITIES = (
    m("a drawing's id twice", "drawing-id", doc(r'(<wp:docPr id=)"[0-9]+"', r'\1"7"', 2)),
    m("a drawing's id of 0", "drawing-id", doc(r'(<wp:docPr id=)"[0-9]+"', r'\1"0"')),
    m(
        "a control's id twice",
        "control-id",
        doc(r'(<w:tag w:val="[^"]*"/><w:id w:val=)"[0-9]+"', r'\1"7"', 2),
        "manifest",
    ),
    m("a long tag", "control-name", doc('<w:tag w:val="[^"]*"', f'<w:tag w:val="{"x" * 65}"'), "manifest"),
    m("a long name", "control-name", doc('<w:alias w:val="[^"]*"', f'<w:alias w:val="{"x" * 65}"')),
    m(
        "a bookmark's id twice",
        "bookmark-id",
        doc('(<w:bookmarkStart w:id="[0-9]+" [^>]*>)', r'\1<w:bookmarkStart w:id="2" w:name="x"/>'),
    ),
    m(
        "a bookmark's name twice",
        "bookmark-duplicate",
        doc('w:name="_Toc000000001"', 'w:name="_TOC000000002"'),
        "link-anchor",
        "reference-target",
        "contents-links",
    ),
    m(
        "a bookmark's name with a blank",
        "bookmark-name",
        doc('w:name="_Toc000000001"', 'w:name="a b"'),
        "link-anchor",
        "reference-target",
        "contents-links",
    ),
    m(
        "a bookmark's long name",
        "bookmark-name",
        doc('w:name="_Toc000000001"', f'w:name="{"x" * 41}"'),
        "link-anchor",
        "reference-target",
        "contents-links",
    ),
    m("a bookmark without end", "bookmark-pair", doc('<w:bookmarkEnd w:id="[0-9]+"/>', "")),
    m("a bookmark without beginning", "bookmark-pair", doc("(<w:bookmarkEnd )", r'<w:bookmarkEnd w:id="9999"/>\1')),
    m(
        "a paragraph's id twice",
        "paragraph-id",
        doc(
            "<w:p>", '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="00000001">', 2
        ),
    ),
    m("a bookmark left out of the manifest", "manifest", swap(ITEMS, "<item .*?</item>", "")),
    m("a manifest's bookmark gone", "manifest", swap(ITEMS, 'bookmark="_rp_.', 'bookmark="_rp_x')),
    m("a manifest's other control", "manifest", swap(ITEMS, 'control="', 'control="1')),
    m("a manifest's item without origins", "manifest", swap(ITEMS, "(<item [^>]*>).*?(</item>)", r"\1\2")),
    m("a manifest's item twice", "manifest", swap(ITEMS, "(<item .*?</item>)", r"\1\1")),
)
FIELDS = (
    m("a field without end", "field-balance", doc(FIRST_TEXT, rf"\1{BEGIN}"), "field-empty"),
    m("an end without field", "field-balance", doc(FIRST_TEXT, rf"\1{END}")),
    m(
        "a field separated twice",
        "field-balance",
        doc(FIRST_TEXT, rf"\1{BEGIN}<w:r><w:instrText>PAGE</w:instrText></w:r>{SEPARATE}{SEPARATE}{END}"),
    ),
    m("an instruction outside", "field-balance", doc(FIRST_TEXT, r"\1<w:r><w:instrText>PAGE</w:instrText></w:r>")),
    m(
        "a header's field without end",
        "field-balance",
        swap("word/footer-body.xml", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
    ),
    m("a field across cells", "field-cell", doc(CELL_TEXT, rf"\1{BEGIN}"), "field-empty"),
    m("an end in another cell", "field-cell", doc(CELL_TEXT, rf"\1{END}")),
    m("a field of nothing", "field-empty", doc(FIRST_TEXT, rf"\1{BEGIN}{SEPARATE}{END}")),
    m(
        "a field without value",
        "field-value",
        doc(FIRST_TEXT, rf"\1{BEGIN}<w:r><w:instrText>PAGE</w:instrText></w:r>{END}"),
    ),
    m(
        "a caption's wrong number",
        "field-sequence",
        doc(r'(SEQ Tabell .*?<w:t xml:space="preserve">)1<', r"\g<1>2<"),
        "reference-text",
    ),
)
REFERENCES = (
    m("a link to nothing", "link-anchor", doc('(<w:hyperlink w:anchor=)"[^"]*"', r'\1"_x"'), "contents-links"),
    m("a reference to nothing", "reference-target", doc(r" REF _rf_\w+", " REF _x")),
    m("a page of nothing", "reference-target", doc(r"(?<!TOC)( PAGEREF) _rf_\w+", r"\1 _x")),
    m(
        "a reference that shows another text",
        "reference-text",
        doc(r'( REF _rf_.*?<w:t xml:space="preserve">)[^<]*', r"\1Tabell 9"),
    ),
    m(
        "a reference to what has no text",
        "reference-text",
        doc(
            r"( REF )_rf_(\w+)(.*)(<w:body>|</w:body>)",
            r'\1_x\3<w:p><w:bookmarkStart w:id="9998" w:name="_x"/><w:bookmarkEnd w:id="9998"/></w:p>\4',
        ),
    ),
    m(
        "a page that is no number",
        "reference-page",
        doc(r'( PAGEREF _rf_.*?<w:t xml:space="preserve">)[^<]*', r"\1?"),
    ),
    m(
        "an entry of another text",
        "contents-entries",
        doc(r'(<w:hyperlink w:anchor="_Toc000000002" w:history="1"><w:r><w:t xml:space="preserve">)', r"\1x"),
    ),
    m("an entry of another level", "contents-entries", doc('<w:pStyle w:val="TOC2"/>', '<w:pStyle w:val="TOC3"/>')),
    m("an entry gone", "contents-entries", doc('<w:p><w:pPr><w:pStyle w:val="TOC2"/></w:pPr>.*?</w:p>', "")),
    m(
        "an entry that leads elsewhere",
        "contents-links",
        doc('(<w:hyperlink w:anchor=)"_Toc000000002"', r'\1"_Toc000000003"'),
    ),
    m(
        "pages that fall",
        "contents-order",
        doc(r'(<w:pStyle w:val="TOC1"/>.*? PAGEREF _Toc000000001 .*?<w:t xml:space="preserve">)[0-9]+', r"\g<1>99"),
    ),
)
NOTE = r'(<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="1"/></w:r>)'
NOTE_RULES = (
    m("a note's id twice", "note-id", swap(NOTES, '(<w:footnote w:id="1">.*?</w:footnote>)', r"\1\1")),
    m(
        "a note's id out of reach",
        "note-id",
        swap(NOTES, '<w:footnote w:id="1">', '<w:footnote w:id="40000">'),
        "note-missing",
        "note-once",
    ),
    m("a lost note", "note-missing", swap(NOTES, '<w:footnote w:id="1">.*?</w:footnote>', ""), "relationship-unused"),
    m("a note referred to twice", "note-once", doc(NOTE, r"\1\1")),
    m("a note nothing refers to", "note-once", doc(NOTE, "")),
    m(
        "a note in a header",
        "note-place",
        swap("word/header-body.xml", "(</w:p>)", r'<w:r><w:footnoteReference w:id="1"/></w:r>\1'),
    ),
    m("a note without number", "note-number", swap(NOTES, "<w:footnoteRef/>", "")),
)
STYLE_RULES = (
    m(
        "a style's id twice",
        "style-duplicate",
        swap(STYLES, '(<w:style [^>]*w:styleId="Quote".*?</w:style>)', r"\1\1"),
    ),
    m("an unknown style", "style-missing", doc('<w:pStyle w:val="Quote"/>', '<w:pStyle w:val="Hej"/>')),
    m("a style of another kind", "style-missing", doc('<w:pStyle w:val="Quote"/>', '<w:pStyle w:val="Hyperlink"/>')),
    m("a style based on nothing", "style-relation", swap(STYLES, '(<w:basedOn w:val=)"[^"]*"', r'\1"Hej"')),
    m(
        "a style based on itself",
        "style-circle",
        swap(STYLES, '(w:styleId="Quote".*?<w:basedOn w:val=)"[^"]*"', r'\1"Quote"'),
    ),
    m("an unknown list", "list-missing", doc('(<w:numId w:val=)"[0-9]+"', r'\1"999"')),
    m("a list without pattern", "list-missing", swap(NUMBERING, '(<w:abstractNumId w:val=)"0"', r'\1"9"')),
    m("a deep level", "list-level", doc('(<w:ilvl w:val=)"0"', r'\1"9"')),
    m(
        "a heading that jumps",
        "heading-level",
        doc('<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading4"/>'),
        "contents-entries",
    ),
    m("no language", "language", swap(STYLES, "<w:lang [^>]*/>", "")),
    m("no such language", "language", doc(FIRST_TEXT, r'\1<w:r><w:rPr><w:lang w:val="på svenska"/></w:rPr></w:r>')),
    m("no title", "title", swap("docProps/core.xml", "<dc:title>.*?</dc:title>", "")),
    m("a header gone", "section-header", doc("<w:headerReference [^>]*/>", "")),
    m(
        "a header that is a footer",
        "section-header",
        doc('(<w:footerReference w:type="default" r:id=)"[^"]*"', r'\1"rId1"'),
    ),
    m("a page without room", "section-page", doc('<w:pgSz w:w="[0-9]+"', '<w:pgSz w:w="100"'), "drawing-extent"),
)
TABLES = (
    m(
        "a cell without end",
        "cell-end",
        doc(r"(<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>(?:(?!</w:p>).)*</w:p></w:tc>", r"\1</w:tc>"),
    ),
    m(
        "a cell too few",
        "table-columns",
        doc("(<w:tbl>(?:(?!</w:tr>).)*<w:tr>(?:(?!</w:tc>).)*</w:tc>)<w:tc>(?:(?!</w:tc>).)*</w:tc>", r"\1"),
    ),
    m(
        "a span too wide",
        "table-columns",
        doc(r"(ReportTable.*?<w:tcW [^>]*>)", r'\1<w:gridSpan w:val="2"/>'),
        "table-widths",
    ),
    m("a row without cells", "table-empty", doc(ROW, "<w:tr/>"), "table-columns"),
    m("a cell of another width", "table-widths", doc('(<w:tcW w:w=)"[0-9]+"', r'\1"77"')),
    m("a column without width", "table-widths", doc('(<w:gridCol w:w=)"[0-9]+"', r'\1"0"')),
    m(
        "a head below the rows",
        "table-heads",
        doc("(.*<w:tr><w:trPr>)<w:cantSplit/>(</w:trPr>)", r"\1<w:cantSplit/><w:tblHeader/>\2"),
    ),
)
TEXTS = (
    m("blanks that are lost", "text-blanks", doc('<w:t xml:space="preserve">(?=[^<]* <)', "<w:t>")),
    m("a control character", "text-control", doc(FIRST_TEXT, "\\1<w:r><w:t>a\x85b</w:t></w:r>")),
    m("a line end in text", "text-line-end", doc(FIRST_TEXT, "\\1<w:r><w:t>a\nb</w:t></w:r>")),
    m("text outside a run", "text-stray", doc(FIRST_TEXT, r"\1hej")),
)
DRAWINGS = (
    m("a drawing without width", "drawing-extent", doc('(<wp:extent cx=)"[0-9]+"', r'\1"0"')),
    m(
        "a drawing wider than its page",
        "drawing-extent",
        doc('(<wp:inline.*?<wp:extent cx=)"[0-9]+"', r'\1"9999999"'),
    ),
    m("a drawing without text", "drawing-text", doc('(<wp:docPr [^>]*descr=)"[^"]*"', r'\1" "')),
    m(
        "a chart where a picture lies",
        "drawing-kind",
        doc(r'(<c:chart r:id=)("rId[0-9]+")(.*?<a:blip r:embed=)"rId[0-9]+"', r"\1\2\3\2"),
    ),
    m(
        "a chart without workbook",
        "chart-workbook",
        swap(CHART, "<c:externalData.*?</c:externalData>", ""),
        "relationship-unused",
    ),
    m("a broken workbook", "chart-workbook", replace(BOOK, b"PK\x03\x04")),
    m("a lost workbook", "chart-workbook", drop(BOOK), "relationship-target"),
    m("a value of its own", "chart-cache", swap(CHART, "<c:v>20</c:v>", "<c:v>21</c:v>")),
    m("a name of its own", "chart-cache", swap(CHART, "<c:v>Stämmer helt</c:v>", "<c:v>Stämmer</c:v>")),
    m("another sheet", "chart-cache", swap(CHART, r"<c:f>Diagram!", "<c:f>Blad!")),
    m("a point too few", "chart-cache", swap(CHART, '<c:ptCount val="6"/>', '<c:ptCount val="5"/>')),
)
MUTATIONS = (
    *PACKAGE,
    *IDENTITIES,
    *FIELDS,
    *REFERENCES,
    *NOTE_RULES,
    *STYLE_RULES,
    *TABLES,
    *TEXTS,
    *DRAWINGS,
)
