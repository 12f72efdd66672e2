"""The desk's commands as data; see `screens/commands.py`."""

from __future__ import annotations

from ..commands import Command

_ALL = ("desk",)
"""Every screen of the desk."""

DESK_COMMANDS = (
    Command("app.help", "f1", "ctrl+g", "Hjälp", "Visar hjälp om sidan och alla tangenter.", _ALL),
    Command("open", "enter", "", "Öppna", "Öppnar enheten och avsnittet som är markerat.", ("desk",), shown=False),
    Command(
        "app.undo",
        "f12",
        "ctrl+z",
        "Ångra",
        "Ångrar det senaste som redaktionen gjorde. Flera tryck ångrar längre tillbaka.",
        _ALL,
        shown=False,
    ),
    Command("app.theme", "f9", "ctrl+y", "Ljust/mörkt", "Växlar mellan ljust och mörkt utseende.", ("desk",)),
    Command("back", "escape", "", "Tillbaka", "Går tillbaka till sidan innan.", (), shown=False),
    Command("app.leave", "f10", "ctrl+q", "Avsluta", "Avslutar. Allt är sparat.", _ALL),
)
"""In the order of the footer."""
