"""Style templates as other programs save them: one of a Swedish Word, one with German names."""

from __future__ import annotations

import io
from zipfile import ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def style(
    kind: str, key: str, name: str, more: str = "", *, pp: str = "", rp: str = "", default: bool = False
) -> str:
    """A style's XML: `more` are links to other styles, `pp` and `rp` paragraph and run properties."""
    properties = (f"<w:pPr>{pp}</w:pPr>" if pp else "") + (f"<w:rPr>{rp}</w:rPr>" if rp else "")
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{mark} w:styleId="{key}"><w:name w:val="{name}"/>{more}<w:qFormat/>{properties}'
        "</w:style>"
    )


def based(key: str, following: str = "", link: str = "") -> str:
    """Links from a style to others."""
    rest = "".join(f'<w:{tag} w:val="{to}"/>' for tag, to in (("next", following), ("link", link)) if to)
    return f'<w:basedOn w:val="{key}"/>{rest}'


def font(name: str, size: int, colour: str = "") -> str:
    """Run properties with a typeface, a size in points and a colour."""
    shade = f'<w:color w:val="{colour}"/>' if colour else ""
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>{shade}<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>'
    )


NUMBERED = '<w:numPr><w:numId w:val="7"/></w:numPr><w:ind w:left="567" w:hanging="567"/>'
"""A list of the template's own, which the report has not."""
_MAJOR = '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>'


def swedish_styles() -> str:
    """What a Swedish Word writes: English names, Swedish ids without å, ä and ö, links to character styles."""
    rows = [
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>",
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" '
        'w:defQFormat="0" w:count="376"><w:lsdException w:name="heading 1" w:uiPriority="9" w:qFormat="1"/>'
        "</w:latentStyles>",
        style("paragraph", "Normal", "Normal", default=True),
        style("character", "Standardstycketeckensnitt", "Default Paragraph Font", default=True),
        style("table", "Normaltabell", "Normal Table", default=True),
        style("numbering", "Ingenlista", "No List", default=True),
        style("character", "Rubrik1Char", "Rubrik 1 Char", based("Standardstycketeckensnitt", link="Rubrik1")),
        style("paragraph", "Brdtext", "Body Text", based("Normal"), pp='<w:spacing w:after="120" w:line="280"/>'),
        style("paragraph", "Ingress", "Ingress", based("Brdtext"), rp=font("DejaVu Sans", 12, "005A3C")),
        *_table_and_title("Rubrik", "Underrubrik", ("Title", "Subtitle"), "Normal"),
        *_running(
            ("Sidhuvud", "Sidfot", "Fotnotstext", "Fotnotsreferens"),
            ("header", "footer", "footnote text", "footnote reference"),
            "Standardstycketeckensnitt",
        ),
        style("paragraph", "Beskrivning", "caption", based("Normal"), rp=font("DejaVu Sans", 9, "005A3C")),
        style("paragraph", "Punktlista", "List Bullet", based("Brdtext"), pp=NUMBERED),
        style("paragraph", "Numreradlista", "List Number", based("Brdtext"), pp=NUMBERED),
        style("character", "Hyperlnk", "Hyperlink", rp='<w:color w:themeColor="hyperlink" w:val="0563C1"/>'),
        style("paragraph", "Innehllsfrteckningsrubrik", "TOC Heading", based("Rubrik1")),
    ]
    for level, size in enumerate((24, 17, 13, 11), 1):
        link = "Rubrik1Char" if level == 1 else ""
        rows += [
            style(
                "paragraph",
                f"Rubrik{level}",
                f"heading {level}",
                based("Normal", "Brdtext", link),
                pp=f'<w:keepNext/>{NUMBERED}<w:outlineLvl w:val="{level - 1}"/>',
                rp=_MAJOR + f'<w:color w:val="00764F"/><w:sz w:val="{2 * size}"/>',
            )
        ]
    for level in (1, 2, 3):
        tabs = '<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="9062"/></w:tabs>'
        rows.append(style("paragraph", f"Innehll{level}", f"toc {level}", based("Normal"), pp=tabs))
    return "".join(rows)


def _table_and_title(title: str, subtitle: str, names: tuple[str, str], normal: str) -> list[str]:
    border = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="00764F"/></w:pBdr>'
    return [
        style("paragraph", title, names[0], based(normal), pp=border, rp=font("DejaVu Sans", 26, "00764F")),
        style("paragraph", subtitle, names[1], based(normal), rp=font("DejaVu Sans", 14)),
    ]


def _running(keys: tuple[str, ...], names: tuple[str, ...], character: str) -> list[str]:
    tabs = '<w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs>'
    return [
        style("paragraph", keys[0], names[0], pp=tabs),
        style("paragraph", keys[1], names[1], pp=tabs),
        style("paragraph", keys[2], names[2], rp='<w:sz w:val="18"/>'),
        style("character", keys[3], names[3], based(character), rp='<w:vertAlign w:val="superscript"/>'),
    ]


def german_styles() -> str:
    """German names also where Word would write English ones, and ids without ü, ö, ä and ß."""
    rows = [
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="20"/>'
        '<w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>',
        style("paragraph", "Standard", "Standard", default=True, pp='<w:spacing w:line="300" w:lineRule="auto"/>'),
        style("character", "Absatz-Standardschriftart", "Absatz-Standardschriftart", default=True),
        style("table", "NormaleTabelle", "Normale Tabelle", default=True),
        style("numbering", "KeineListe", "Keine Liste", default=True),
        style("paragraph", "Textkrper", "Textkörper", based("Standard"), pp='<w:spacing w:after="140"/>'),
        *_table_and_title("Titel", "Untertitel", ("Titel", "Untertitel"), "Standard"),
        *_running(
            ("Kopfzeile", "Fuzeile", "Funotentext", "Funotenzeichen"),
            ("Kopfzeile", "Fußzeile", "Fußnotentext", "Fußnotenzeichen"),
            "Absatz-Standardschriftart",
        ),
        style("paragraph", "Beschriftung", "Beschriftung", based("Standard"), rp=font("Arial", 9)),
        style("paragraph", "Aufzhlungszeichen", "Aufzählungszeichen", based("Standard"), pp=NUMBERED),
        style("paragraph", "Listennummer", "Listennummer", based("Standard"), pp=NUMBERED),
        style("paragraph", "Inhaltsverzeichnisberschrift", "Inhaltsverzeichnisüberschrift", based("berschrift1")),
    ]
    for level, above in enumerate(("Standard", "berschrift1", "berschrift2", "berschrift3"), 1):
        look = font("Arial", 22 - 3 * level, "8A1538") + '<w:lang w:val="de-DE"/>'
        rows.append(
            style("paragraph", f"berschrift{level}", f"Überschrift {level}", based(above, "Textkrper"), rp=look)
        )
        rows.append(style("paragraph", f"Verzeichnis{level}", f"Verzeichnis {level}", based("Standard")))
    return "".join(rows)


THEME = (
    f'<a:theme xmlns:a="{A}" name="Verket"><a:themeElements><a:clrScheme name="Verket">'
    '<a:dk1><a:srgbClr val="111111"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>'
    + "".join(
        f'<a:{name}><a:srgbClr val="00764F"/></a:{name}>'
        for name in ("dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
    )
    + '</a:clrScheme><a:fontScheme name="Verket"><a:majorFont><a:latin typeface="DejaVu Sans"/><a:ea typeface=""/>'
    '<a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="DejaVu Serif"/><a:ea typeface=""/>'
    '<a:cs typeface=""/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1814" w:right="1134" w:bottom="1701" w:left="1418" '
A4 += 'w:header="709" w:footer="709" w:gutter="0"/>'
LETTER = '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/><w:pgMar w:top="1440" w:right="1440" '
LETTER += 'w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="284"/>'


def package(styles: str, section: str = "", theme: str = "", **more: bytes | str) -> bytes:
    """A Word file with these styles, last section and theme; `more` are parts by name, dots written as __."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p/><w:sectPr>{section}</w:sectPr></w:body>'
        "</w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        **({"word/theme/theme1.xml": theme} if theme else {}),
        **{f"word/{name.replace('__', '.')}": content for name, content in more.items()},
    }
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def swedish_word() -> bytes:
    """A template of a Swedish Word: green headings, a serif for running text through the theme, wider text."""
    return package(swedish_styles(), A4, THEME)


def german_word() -> bytes:
    """A template with German names: Arial, Letter on its side, headings based on each other."""
    return package(german_styles(), LETTER)
