"""A document with every block type, and hostile text for it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from rapport.blocks import (
    BackCover,
    Box,
    Cell,
    Chart,
    Contents,
    Cover,
    Document,
    Figure,
    Front,
    Heading,
    Hole,
    Item,
    Landscape,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    Origin,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Row,
    Series,
    Table,
    Text,
)

HOSTILE = (
    'A & B < C > "D" {{ 7*7 }} <b>fet</b> [/b] &copy; ]]> 😀 \u200fhöger\u200e \u0007\x00\ufffe'
    " 5*3*2 --- 2014. Därefter"
)
PRINTED = 'A & B < C > "D" {{ 7*7 }} <b>fet</b> [/b] &copy; ]]> 😀 \u200fhöger\u200e  5*3*2 --- 2014. Därefter'
"""`HOSTILE` without the characters XML cannot hold."""

PROSE = (
    "Länsstyrelserna har under perioden stöttat kommuner, regioner och idéburna organisationer i arbetet mot mäns "
    "våld mot kvinnor. Stödet har framför allt handlat om gemensam kompetensutveckling, om rutiner som håller över "
    "tid och om att de som möter våldsutsatta ska veta vart de kan vända sig. Flera län beskriver att samverkan har "
    "blivit mer långsiktig sedan ansvaret skrevs in i handlingsplaner som beslutas i kommunfullmäktige. "
)


def t(text: str, **looks: bool) -> tuple[Text, ...]:
    """One run."""
    return (Text(text, **looks),)


def p(text: str, style: str = "body") -> Paragraph:
    """One paragraph."""
    return Paragraph(t(text), style)


def point(*blocks: str | Paragraph | List) -> ListItem:
    """A point of a list."""
    return ListItem(tuple(p(block) if isinstance(block, str) else block for block in blocks))


def cells(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    """A row's cells: the first to the left, the others to the right."""
    return tuple(
        Cell(t(text), header=header, align="left" if index == 0 else "right") for index, text in enumerate(texts)
    )


def table(rows: int = 3, caption: str = "Indikatorer i länen", anchor: str = "") -> Table:
    """A table with a head row, body rows and a sum."""
    body = tuple(
        Row(cells(f"Flera styrdokument gemensamma för flera aktörer, {n}", "10", "1", "11")) for n in range(rows)
    )
    head = Row(cells("Indikator", "Ja", "Delvis", "Summa", header=True), "head")
    total = Row(cells("Summa", "30", "3", "33"), "total")
    return Table((head, *body, total), caption, anchor, (5, 1, 1, 1), "Antal län som svarat ja eller delvis")


def chart(kind: str = "stacked-share", caption: str = "Länsstyrelsens roll i arbetet med kunskapsbasen") -> Chart:
    """A chart of six statements and four answers, or of kronor."""
    if kind == "bars":
        years = ("2011", "2012", "2013", "2014")
        kronor = (
            Series("Disponibla medel", (9.5e6, 1e7, 1e7, 1e7)),
            Series("Förbrukade medel", (7e6, 9e6, 9.8e6, 9.9e6)),
        )
        return Chart("bars", caption, years, kronor, "Medel per år i kronor", caption, "d-medel", "kronor")
    names = ("Meningsfullt", "Proffsigt", "Givande", "Väsentligt", "Oersättligt", "Ger legitimitet")
    answers = (
        Series("Stämmer helt", (20, 18, 17, 21, 12, 19)),
        Series("Stämmer delvis", (10, 12, 12, 9, 11, 10)),
        Series("Stämmer inte", (6, 5, 7, 6, 13, 6)),
        Series("Vet ej", (5, 6, 4, 5, 6, 0)),
    )
    return Chart(
        "stacked-share",
        "Så här ser vi på stödet",
        names,
        answers,
        "De flesta svarar att stödet är meningsfullt",
        caption,
        "d-roll",
    )


def save_picture(path: Path, size: tuple[int, int] = (900, 500)) -> Path:
    """A small picture file."""
    image = Image.new("RGB", size, "#c9d8ea")
    draw = ImageDraw.Draw(image)
    for step in range(8):
        draw.ellipse((60 + step * 95, 120 + step * 12, 190 + step * 95, 250 + step * 12), fill="#1f3864")
    image.save(path)
    return path


def front(text: str) -> Front:
    """Imprint, foreword, summary and contents."""
    return Front(
        (
            p("Utgiven av Länsstyrelsen i Exempellän", "small"),
            p("Exempeldata: inget i rapporten har sagts av en myndighet.", "small"),
            Heading(1, t("Förord")),
            Paragraph(t(PROSE * 2)),
            p("Landshövdingen", "signature"),
            Heading(1, t("Sammanfattning")),
            p(PROSE, "lead"),
            Heading(2, t("Genomförande")),
            p(PROSE),
            p(text),
            Contents(3),
        )
    )


def prose_chapter(text: str) -> tuple[Heading | Paragraph | List | Box | PageBreak | Item, ...]:
    """Running text, lists and boxes."""
    inner = List((point("Första"), point("Andra", "Ett stycke till i samma punkt.")), ordered=True)
    points = List((point("Kunskap som delas"), point("Stöd till kommunerna", PROSE, inner), point("En tredje punkt")))
    numbered = List((point("Utbildning"), point("Samverkan"), point("Uppföljning")), ordered=True)
    origin = Origin("vastmanland", "delmal1.exempel", "a1b2c3", 2, "ab" * 32)
    note = Note((Text("Se "), Link("https://example.org/väg?a=1&b=2", t("webbplatsen")), Text("; " + text)))
    return (
        Heading(1, t("Inledning"), "inledning"),
        p(PROSE, "lead"),
        Paragraph(
            (
                Text("Av de svarande anser "),
                Figure("enkat.battre", "72,1 procent"),
                Text(" att samordningen har blivit bättre.", strong=True),
                note,
                LineBreak(),
                Text("Se "),
                Ref("t-ind"),
                Text(" på sidan "),
                Ref("t-ind", "page"),
                Text(" och avsnittet "),
                Ref("metod"),
                Text("."),
            )
        ),
        Box((p("Delmål 1", "label"), p("Det ska finnas en samlad och aktuell bild av läget i länet.")), "goal"),
        p("Insatser", "label"),
        points,
        p(PROSE),
        p("Förslag", "label"),
        numbered,
        p(PROSE),
        numbered,
        Heading(2, t("Uppdraget")),
        p(PROSE),
        Heading(3, t("Delmål")),
        p(PROSE),
        Heading(4, t("Bakgrund")),
        p(PROSE),
        Box(
            (
                p("Huvudresultat", "label"),
                List((point("31 av 43 ser en förbättring"), point("Stödet är meningsfullt"))),
            ),
            "result",
        ),
        Box((p("Underlag saknas från Gotland: Delmål 2, exempel."),), "hole"),
        Box((p("En upplysning till läsaren."),), "info"),
        Paragraph((Hole("Gotland: Delmål 1, rubrik saknas"),)),
        p(text, "quote"),
        Paragraph(
            (
                Text("Länk: "),
                Link("mailto:info@example.org", t("skriv")),
                Text(" "),
                Link("javascript:alert(1)", t("klicka")),
                Text(" "),
                Link("http://[x", t("trasig")),
            )
        ),
        Item(
            (origin,), (Heading(2, t("Exempel från Västmanland: Gemensam utbildning")), p(PROSE), p(text)), "exempel"
        ),
        Item((origin,), (p(PROSE),), "sammanfattning"),
        Item((origin,), (p(PROSE),), "sammanfattning"),
        List(
            (
                ListItem((Item((origin, Origin("skane", "delmal1.exempel")), (p("Punkt med ursprung"),), "lista"),)),
                point("Punkt utan"),
            )
        ),
        PageBreak(),
        p("Efter sidbrytning."),
    )


def sample(folder: Path, *, draft: bool = False, text: str = HOSTILE) -> Document:
    """A document with every block type; `text` stands in a place of every kind."""
    picture = str(save_picture(folder / "bild.png"))
    blocks = (
        Cover(
            "Slutrapport: Stöd till samordning av arbetet mot mäns våld mot kvinnor",
            "Vad länen har gjort 2011–2014 " + text,
            "Rapport 2015:8",
            "Länsstyrelsen i Exempellän",
            "Exempeldata: underlagen är påhittade för att visa hur rapporten ser ut.",
        ),
        front(text),
        *prose_chapter(text),
        Heading(1, t("Resultat " + text), "metod"),
        p(PROSE),
        table(anchor="t-ind"),
        p("Anmärkning: " + text, "note"),
        p(PROSE),
        table(40, "En lång tabell " + text),
        p(PROSE),
        table(2, ""),
        chart(),
        p("N = 43", "note"),
        chart("bars", "Medel per år"),
        p(PROSE),
        Picture(picture, "Cirklar på rad " + text, "Så hänger arbetet ihop", "Anna Exempel", "f-1"),
        p(PROSE),
        Picture(picture, "Cirklar"),
        Landscape((Heading(2, t("Ekonomi i liggande format")), table(30, "Budget per län"))),
        Heading(1, t("Bilaga 1"), toc=False),
        p(PROSE),
        BackCover(
            (
                p("Länsstyrelsen i Exempellän", "label"),
                p("ISBN 978-91-0000-000-0", "small"),
                p("www.example.org", "small"),
            )
        ),
    )
    return Document("Slutrapport " + text[:20], blocks, author="Länsstyrelsen", subject="Slutrapport", draft=draft)
