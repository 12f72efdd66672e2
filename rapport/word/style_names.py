"""By which names programs in other languages know the built-in styles.

Word keeps a built-in style's English name in the file and makes its id of the name in the program's language,
without the letters that ASCII lacks; other programs write the name in their language too. Styles of our own have
Swedish names in `rapport/templates/word/styles.xml` and are found by those.
"""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, tuple[str, ...]] = {
    "Normal": ("Normal", "Standard"),
    "BodyText": ("Brödtext", "Textkörper", "Text body"),
    "Quote": ("Citat", "Zitat", "Quotations"),
    "Signature": ("Signatur", "Unterschrift"),
    "Heading1": ("Rubrik 1", "Überschrift 1"),
    "Heading2": ("Rubrik 2", "Überschrift 2"),
    "Heading3": ("Rubrik 3", "Überschrift 3"),
    "Heading4": ("Rubrik 4", "Überschrift 4"),
    "ListBullet": ("Punktlista", "Aufzählungszeichen"),
    "ListNumber": ("Numrerad lista", "Listennummer"),
    "ListContinue": ("Listfortsättning", "Lista, fortsätt", "Listenfortsetzung"),
    "Caption": ("Beskrivning", "Bildtext", "Beschriftung"),
    "TOCHeading": (
        "Innehållsförteckningsrubrik",
        "Inhaltsverzeichnisüberschrift",
        "Rubrik för innehållsförteckning",
        "Contents Heading",
    ),
    "TOC1": ("Innehåll 1", "Verzeichnis 1", "Inhaltsverzeichnis 1", "Contents 1"),
    "TOC2": ("Innehåll 2", "Verzeichnis 2", "Inhaltsverzeichnis 2", "Contents 2"),
    "TOC3": ("Innehåll 3", "Verzeichnis 3", "Inhaltsverzeichnis 3", "Contents 3"),
    "TOC4": ("Innehåll 4", "Verzeichnis 4", "Inhaltsverzeichnis 4", "Contents 4"),
    "Header": ("Sidhuvud", "Kopfzeile"),
    "Footer": ("Sidfot", "Fußzeile"),
    "FootnoteText": ("Fotnotstext", "Fußnotentext", "Fotnot", "Fußnote", "Footnote"),
    "FootnoteReference": ("Fotnotsreferens", "Fußnotenzeichen", "Footnote Characters"),
    "Hyperlink": ("Hyperlänk", "Internetlink", "Internet link"),
    "CoverTitle": ("Rubrik", "Titel"),
    "CoverSubtitle": ("Underrubrik", "Untertitel"),
    "DefaultParagraphFont": ("Standardstycketeckensnitt", "Absatz-Standardschriftart"),
    "TableNormal": ("Normal tabell", "Normale Tabelle"),
    "NoList": ("Ingen lista", "Keine Liste"),
}
"""Names in Swedish, German and LibreOffice's English by the ids that the writer uses; the Swedish one first."""

DEFAULTS: Mapping[str, str] = {
    "paragraph": "Normal",
    "character": "DefaultParagraphFont",
    "table": "TableNormal",
    "numbering": "NoList",
}
"""The style that text has without naming one, by kind."""

OURS_ALWAYS = frozenset({"SectionEnd", "BoxEnd", "BoxAfter", "BackCoverStart", "ContentsRemark", "DraftMark"})
"""Styles that carry the layout itself and are never taken from another template."""

DERIVED = OURS_ALWAYS | {
    *DEFAULTS.values(),
    *(f"UnlistedHeading{level}" for level in (1, 2, 3, 4)),
    "FigureCaption",
    "Illustration",
    "IllustrationAlone",
    "BoxLabel",
    "Hole",
    "CaptionLabel",
    "Credit",
}
"""Styles that need no mention when a template lacks them: they follow another style, or have no looks to speak of."""


def key(text: str) -> str:
    """`text` as names are compared: letters and digits alone, in any case."""
    return "".join(character for character in text.casefold() if character.isalnum())


def localized_keys(style: str) -> frozenset[str]:
    """Keys of the ids and names that a style of this id may have in other programs."""
    names = NAMES.get(style, ())
    ascii_only = ("".join(character for character in name if character.isascii()) for name in names)
    return frozenset(map(key, (*names, *ascii_only)))
