"""Every command as data: its keys, its words and where it counts. Bindings, footer and help are made from this."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

EVERYWHERE = ("chooser", "overview", "form", "item", "check", "preview", "history", "version", "help")
_READING = ("overview", "form", "check", "preview", "history")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for."""

    action: str
    """Name of the action, as Textual looks it up."""
    key: str
    """Function key, or another key that every terminal sends."""
    twin: str
    """The same with ctrl and a letter; empty only where `key` is not a function key."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for the help screen."""
    places: tuple[str, ...]
    """Screens where it counts."""
    shown: bool = True
    """Whether the footer has it; the help screen has all."""

    @property
    def keys(self) -> str:
        """Both keys as Textual writes them."""
        return f"{self.key},{self.twin}" if self.twin else self.key

    @property
    def key_label(self) -> str:
        """The key as a person reads it."""
        return key_label(self.key)

    @property
    def twin_label(self) -> str:
        """The twin as a person reads it; empty when there is none."""
        return key_label(self.twin) if self.twin else ""


_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "question_mark": "?",
    "delete": "Delete",
    "insert": "Insert",
    "space": "Mellanslag",
}


def key_label(key: str) -> str:
    """A key's name in Swedish."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return _NAMES.get(key, key.upper())


COMMANDS = (
    Command("app.help", "f1", "ctrl+g", "Hjälp", "Visar hjälp om sidan, fältet och alla tangenter.", EVERYWHERE),
    Command(
        "open", "enter", "", "Öppna", "Öppnar det som är markerat.", ("overview", "check", "history"), shown=False
    ),
    Command(
        "app.overview",
        "f2",
        "ctrl+o",
        "Översikt",
        "Går till översikten över alla avsnitt.",
        ("form", "item", "check", "preview", "history", "version"),
    ),
    Command("previous", "f3", "ctrl+b", "Förra", "Går till föregående avsnitt eller punkt.", ("form", "item")),
    Command("next", "f4", "ctrl+n", "Nästa", "Går till nästa avsnitt eller punkt.", ("form", "item")),
    Command(
        "app.check",
        "f5",
        "ctrl+r",
        "Kontroll",
        "Visar allt som saknas eller är fel, med genväg till fältet.",
        ("overview", "form", "item", "preview"),
    ),
    Command(
        "app.preview",
        "f6",
        "ctrl+p",
        "Granska",
        "Förhandsgranskar det som trycks i rapporten.",
        ("overview", "form", "item", "check"),
    ),
    Command(
        "app.history",
        "f7",
        "ctrl+t",
        "Versioner",
        "Visar inskickade versioner, beslut och kommentarer.",
        ("overview",),
    ),
    Command(
        "app.submit",
        "f8",
        "ctrl+l",
        "Skicka in",
        "Skickar in underlaget till redaktören.",
        ("overview", "check", "preview"),
    ),
    Command(
        "app.save",
        "ctrl+s",
        "",
        "Spara",
        "Skriver till disken nu. Det behövs inte: allt sparas av sig självt inom en sekund.",
        ("overview", "form", "item"),
        shown=False,
    ),
    Command(
        "back",
        "escape",
        "",
        "Tillbaka",
        "Går tillbaka till sidan innan.",
        ("form", "item", "check", "preview", "history", "version", "help", "choice"),
        shown=False,
    ),
    Command(
        "app.leave",
        "f10",
        "ctrl+q",
        "Avsluta",
        "Avslutar. Allt är sparat; annars får du en fråga.",
        ("chooser", "overview", "form", "item", "check", "preview", "history", "version"),
    ),
    Command(
        "app.theme", "f9", "ctrl+y", "Ljust/mörkt", "Växlar mellan ljust och mörkt utseende.", ("overview", "chooser")
    ),
)
"""In the order of the footer."""

ITEM_COMMANDS = (
    Command("add", "f7", "ctrl+a", "Lägg till", "Lägger till en ny sist i listan.", ("items",)),
    Command("remove", "f8", "ctrl+d", "Ta bort", "Tar bort den markerade. Det går att ångra.", ("items",)),
    Command("undo", "f9", "ctrl+z", "Ångra", "Ångrar den senaste ändringen av listan.", ("items",)),
    Command("up", "f11", "ctrl+u", "Upp", "Flyttar den markerade ett steg upp.", ("items",), shown=False),
    Command("down", "f12", "ctrl+e", "Ned", "Flyttar den markerade ett steg ned.", ("items",), shown=False),
)
"""Commands of a list of items while it has focus."""


def commands_for(place: str, known: tuple[Command, ...] = COMMANDS) -> tuple[Command, ...]:
    """The commands that count on the screen `place`."""
    return tuple(command for command in known if place in command.places)


def bindings_for(place: str, known: tuple[Command, ...] = COMMANDS) -> list[Binding]:
    """Textual's bindings for a screen. They go before a text field's own, except for Enter."""
    return [
        Binding(
            command.keys,
            command.action,
            command.label,
            show=False,
            priority=command.key != "enter" and known is not ITEM_COMMANDS,
        )
        for command in commands_for(place, known)
        if command.action != "open"
    ]
