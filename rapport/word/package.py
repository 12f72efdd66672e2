"""The package: content types, properties, and a zip file that is the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from rapport.blocks import Document
from rapport.printing import language_tag

from .relationships import PACKAGE_NAMESPACE, Relationships
from .xml import DECLARATION, attribute, clip

TEMPLATES = Path(__file__).parent.parent / "templates" / "word"
_LANGUAGE = "sv-SE"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
_SIMPLE_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip file can hold; every member gets it."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_COMPRESSED = (".png", ".jpeg", ".xlsx")
"""Parts that are as small as they get."""
_PARTS = {
    "/word/document.xml": f"{_WORD}.document.main+xml",
    "/word/styles.xml": f"{_WORD}.styles+xml",
    "/word/settings.xml": f"{_WORD}.settings+xml",
    "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "/word/numbering.xml": f"{_WORD}.numbering+xml",
    "/word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "/word/header-plain.xml": f"{_WORD}.header+xml",
    "/word/header-body.xml": f"{_WORD}.header+xml",
    "/word/header-wide.xml": f"{_WORD}.header+xml",
    "/word/header-letter.xml": f"{_WORD}.header+xml",
    "/word/footer-letter.xml": f"{_WORD}.footer+xml",
    "/word/footer-plain.xml": f"{_WORD}.footer+xml",
    "/word/footer-body.xml": f"{_WORD}.footer+xml",
    "/word/theme/theme1.xml": f"{_OFFICE}.theme+xml",
    "/customXml/itemProps1.xml": f"{_OFFICE}.customXmlProperties+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
}
_EXTENSIONS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


def write_part(package: ZipFile, name: str, pieces: Iterable[str | bytes]) -> None:
    """Write one member from its pieces, with a fixed date and fixed attributes."""
    info = ZipInfo(name, _FIRST_DATE)
    info.compress_type = ZIP_STORED if name.endswith(_COMPRESSED) else ZIP_DEFLATED
    info.create_system = 0  # the same on every system
    info.external_attr = 0
    with package.open(info, "w") as part:
        for piece in pieces:
            part.write(piece.encode("utf-8") if isinstance(piece, str) else piece)


def template(name: str, lang: str, others: Mapping[str, str] = MappingProxyType({})) -> str:
    """A part of the style template, from `others` where it is there; its language is the document's."""
    text = others.get(name) or (TEMPLATES / name).read_text(encoding="utf-8")
    return text if lang == _LANGUAGE or not language_tag(lang) else text.replace(_LANGUAGE, lang)


def content_types(charts: int) -> str:
    """The part that names the type of every part; `charts` is the number of charts."""
    kinds = dict(_PARTS)
    for number in range(1, charts + 1):
        kinds[f"/word/charts/chart{number}.xml"] = f"{_OFFICE}.drawingml.chart+xml"
    defaults = "".join(f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in _EXTENSIONS.items())
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    address = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{DECLARATION}<Types xmlns="{address}">{defaults}{overrides}</Types>'


def package_relationships() -> str:
    """Relationships of the package itself."""
    relationships = Relationships()
    relationships.add("officeDocument", "word/document.xml")
    relationships.add(f"{PACKAGE_NAMESPACE}/metadata/core-properties", "docProps/core.xml")
    relationships.add("extended-properties", "docProps/app.xml")
    return relationships.render()


def core_properties(document: Document) -> str:
    """Title, author, subject, language and date."""
    made = document.created
    if _SIMPLE_DATE.match(made):
        made = f"{made}T00:00:00Z"
    dates = ""
    if _MOMENT.match(made):
        dates = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{made}</dcterms:{name}>' for name in ("created", "modified")
        )
    title, subject, author = (
        attribute(clip(text, 250)) for text in (document.title, document.subject, document.author)
    )
    return (
        f"{DECLARATION}<cp:coreProperties "
        f'xmlns:cp="{PACKAGE_NAMESPACE.replace("relationships", "metadata/core-properties")}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>{dates}"
        f"<dc:language>{attribute(document.lang)}</dc:language></cp:coreProperties>"
    )
