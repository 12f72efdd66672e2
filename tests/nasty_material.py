"""Texts and pictures that are likely to break something."""

from __future__ import annotations

import io
from functools import cache
from random import Random

from PIL import Image

LINES = {
    "ampersand": "Vård & omsorg &amp; &copy; &#229;",
    "tags": "<b>fet</b> <script>alert(1)</script> </w:t></w:p> ]]> <!-- x --> <?php ?>",
    "templates": "{{ 7*7 }} {% raw %} {# x #} ${7*7} <%= 7 %>",
    "console": "[/b] [b]fet[/b] [@click=app.quit]x[/] [red]",
    "year": "2014. Därefter tog länet över",
    "hyphens": "---",
    "stars": "5*3*2 och snö_boll_krig",
    "quotes": "\"citat\" 'så' ”så här” ´`",
    "formula": '=cmd|" /C calc"!A0',
    "backslash": r"C:\mapp\ny \* \n \x00 %s %(x)s",
    "field": "{ PAGE } { HYPERLINK x } MERGEFIELD",
    "emoji": "👩‍🚒 🇸🇪 👨‍👩‍👧‍👦 👍🏽 1️⃣ ❤️",
    "scripts": "العربية עברית 中文 ไทย ελληνικά",
    "combining": "Z̷̢̛a̴̡l̸g̵o å",
    "controls": "a\x00b\x01c\x07d\x1b[2Je\x7ff\x9b31mg\ufffeh",
    "bidi": "\u202edrow\u202c \u200fhöger\u200e \u2066x\u2069 \u061c",
    "invisible": "mjukt\u00adbinde\u200bstreck\ufeff\u2060",
    "nbsp": "1\u00a0750 \u2009tunt\u202fsmalt",
    "long word": "x" * 3000,
}
"""One-line texts by name."""

LABELS = {
    **{name: text for name, text in LINES.items() if name not in ("controls", "bidi", "long word")},
    "one sign": "x",
    "very long": "Ett avsnitt om det som är svårt att säga kort " * 6,
    "one long word": "Hyressättningsförhandlingskommitté" * 6,
    "right to left": "دعم التنسيق في المقاطعة 2014 (abc)",
    "end of data": "a ]]> b <![CDATA[ c ]]>",
    "file name": "../../etc/passwd; rm -rf *",
    "workbook escape": "_x0041_b _x000D_c =1+1 @a",
    "bar and quotes": "a|b \"c\" 'd' <e> {f} %g",
}
"""Texts an editor may put in titles and labels, by name."""

TYPED = {
    **LINES,
    **LABELS,
    "lone surrogates": "a\ud800b\udfffc",
    "noncharacters": "a\ufdd0b\U0001fffec",
    "no blank in 50,000": "å" * 50_000,
    "combining": "e" + "\u0301" * 200,
    "separators": "a\u2028b\u2029c\x85d\x0be",
    "numbers": "1\u00a0234,5 −7 ½ ⅔ ² 10⁻³ 5 %",
    "Word switches": "{ REF _rf_1 \\h } PAGEREF _Toc000000001 SEQ Tabell \\* ARABIC",
}
"""Texts a unit may type, by name."""

NOTES = " ".join(f"ord{n}[^{n}]" for n in range(200)) + "\n\n"
NOTES += "\n".join(f"[^{n}]: Not {n} & <b>" for n in range(200))
"""Two hundred footnotes."""
DEEP = "\n".join("    " * depth + f"- nivå {depth}" for depth in range(12))
"""A list twelve levels deep."""
PROSE = (
    "Ett stycke med *kursiv*, **fet**, ***båda*** och [länk](https://example.org/a_(b)?c=d&e=f#g).",
    "- ett\n- två\n\n  fortsättning\n\n  1. inre\n  2. inre\n- tre",
    "1. ett\n2. två\n\nText.\n\n1. börjar om",
    "[x](javascript:alert(1)) [y](http://[::1) [z](mailto:a@b.se) [å](https://å.se/ö b) <https://a.se> https://b.se",
    '[tom]() [](https://a.se) [a](https://a.se "titel") [b](//c.se) [c](ftp://d.se) [d](https://e.se:99999/)',
    "# ingen rubrik\n\n> inget citat\n\n```\ningen kod\n```\n\n| a | b |\n| - | - |\n\n---\n\n![bild](x.png)",
    "Not[^a] och samma[^a] och okänd[^b].\n\n[^a]: En **fet** med [länk](https://a.se).\n[^c]: Ingen hänvisar hit.",
    "**ofullständig *kapslad** slut* __under__ ~~struken~~ `kod` a*b*c \\* \\[ &amp; <br>",
    "rad ett\nrad två  \nrad tre\\\nrad fyra\n\n\n\n\nefter tomma rader",
    NOTES,
    DEEP,
)
"""Texts with the Markdown of answers in them, sound and unsound."""


def picture(random: Random) -> bytes:
    """A PNG or JPEG file of some unusual kind."""
    return picture_of_kind(random.randrange(8))


@cache
def picture_of_kind(kind: int) -> bytes:
    """The unusual picture number `kind`."""
    mode, size, form = (
        ("RGB", (1, 1), "PNG"),
        ("1", (6000, 6000), "PNG"),
        ("L", (40, 3000), "PNG"),
        ("CMYK", (600, 400), "JPEG"),
        ("RGBA", (300, 900), "PNG"),
        ("P", (900, 20), "PNG"),
        ("I;16", (64, 64), "PNG"),
        ("L", (2500, 10), "JPEG"),
    )[kind]
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, form)
    return buffer.getvalue()
