"""The desk's commands as data; see `screens/commands.py`."""

from __future__ import annotations

from ..commands import Command

_PAGES = ("desk-unit", "desk-log", "desk-remind")
"""Screens that lie over the first one."""
_UNIT = ("desk-unit",)
_ALL = ("desk", *_PAGES)

DESK_COMMANDS = (
    Command("app.help", "f1", "ctrl+g", "Hjälp", "Visar hjälp om sidan och alla tangenter.", _ALL),
    Command("open", "enter", "", "Öppna", "Öppnar enheten i avsnittet som är markerat.", ("desk",), shown=False),
    Command("mark", "space", "", "Markera", "Markerar enheten, för påminnelser.", ("desk",), shown=False),
    Command(
        "order",
        "f3",
        "ctrl+b",
        "Ordning",
        "Ordnar enheterna efter namn, läge, hur mycket som är klart eller senaste ändring.",
        ("desk",),
    ),
    Command(
        "filter",
        "f4",
        "ctrl+n",
        "Urval",
        "Visar bara enheter i ett läge, utan det markerade avsnittet eller utanför rapporten.",
        ("desk",),
    ),
    Command("map", "f5", "ctrl+r", "Karta", "Visar kartan, eller tabellen igen.", ("desk",)),
    Command("remind", "f6", "ctrl+p", "Påminn", "Skriver påminnelser till markerade enheter.", ("desk",)),
    Command("write", "f8", "ctrl+l", "Skriv brev", "Lägger breven som filer i byggmappen.", ("desk-remind",)),
    Command("comment", "f2", "ctrl+o", "Kommentera", "Skriver en kommentar vid det ställe som är markerat.", _UNIT),
    Command("change", "f5", "ctrl+r", "Ändring", "Går till nästa ställe som är ändrat, i alla avsnitt.", _UNIT),
    Command("resolve", "f6", "ctrl+p", "Bocka av", "Bockar av en kommentar vid det markerade stället.", _UNIT),
    Command("decide", "f8", "ctrl+l", "Besluta", "Godkänner, återsänder eller återöppnar underlaget.", _UNIT),
    Command("previous", "f3", "ctrl+b", "Förra", "Går till avsnittet före.", _UNIT),
    Command("next", "f4", "ctrl+n", "Nästa", "Går till avsnittet efter.", _UNIT),
    Command("fold", "f7", "ctrl+t", "Visa allt", "Visar det som är oförändrat, eller döljer det igen.", _UNIT),
    Command("log", "f7", "ctrl+t", "Logg", "Visar vad som har gjorts vid skrivbordet.", ("desk",)),
    Command(
        "app.undo",
        "f12",
        "ctrl+z",
        "Ångra",
        "Ångrar det senaste som redaktionen gjorde. Flera tryck ångrar längre tillbaka.",
        _ALL,
        shown=False,
    ),
    Command("app.theme", "f9", "ctrl+y", "Ljust/mörkt", "Växlar mellan ljust och mörkt.", ("desk",), shown=False),
    Command("back", "escape", "", "Tillbaka", "Går tillbaka till sidan innan.", _PAGES),
    Command("app.leave", "f10", "ctrl+q", "Avsluta", "Avslutar. Allt är sparat.", _ALL),
)
"""In the order of the footer."""
