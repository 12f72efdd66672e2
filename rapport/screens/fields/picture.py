"""A picture: which file, and the words it must have."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from rapport.errors import RapportError
from rapport.questionnaire import PICTURE_FIELDS, FieldPath, Question, Raw
from rapport.workspace import Option

from ..plain import plain
from ..session import KnownPicture
from .editor import Changed, Surroundings
from .picks import Picks
from .texts import Line

_WORDS = {
    "alt": "Alternativtext: vad bilden visar, för den som inte ser den (obligatorisk)",
    "caption": "Bildtext, som trycks under bilden",
    "credit": "Upphov: vem som har gjort bilden (obligatorisk)",
}


class PathLine(Line):
    """The path of a picture; Enter adds it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "add", show=False)]

    class Given(Message):
        """A path to a picture that should be added."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path
            """As typed."""

    def on_input_changed(self, event: Line.Changed) -> None:
        """A path is no answer: nothing is passed on."""
        event.stop()

    def action_add(self) -> None:
        """Ask for the picture; with no path, go on."""
        if self.value.strip():
            self.post_message(self.Given(self.value.strip().strip("\"'")))
        else:
            self.screen.focus_next()


class PictureEditor(Vertical):
    """Chooses among the unit's pictures or adds one by its path; then alternative text, caption and credit."""

    def __init__(self, raw: Raw, around: Surroundings) -> None:
        super().__init__()
        self._raw: dict[str, Any] = {
            key: value for key, value in (raw.items() if isinstance(raw, dict) else ()) if key in PICTURE_FIELDS
        }
        self._around = around

    def compose(self) -> ComposeResult:
        """The pictures there are, a line for a path, and the three texts."""
        yield Picks(self._options(), self._raw.get("file"), several=False, part="file")
        yield Static(
            plain("Lägg till en bild: skriv filens sökväg och tryck Enter"), markup=False, classes="sub-label"
        )
        yield PathLine("", "path")
        note = Static("", markup=False, classes="finding", id="picture-note")
        note.display = False
        yield note
        for name, label in _WORDS.items():
            yield Static(plain(label), markup=False, classes="sub-label")
            yield Line(self._raw.get(name), name)

    def on_mount(self) -> None:
        """Without pictures there is nothing to choose among."""
        self.query_one(Picks).display = bool(self._options())

    def _options(self) -> tuple[Option, ...]:
        return tuple(Option(known.file, _picture_words(known)) for known in self._around.pictures())

    @on(PathLine.Given)
    async def _add(self, event: PathLine.Given) -> None:
        event.stop()
        note = self.query_one("#picture-note", Static)
        try:
            file = self._around.add_picture(event.path)
        except RapportError as error:
            note.update(plain(f"▲ {error}"))
            note.display = True
            return
        note.display = False
        self.query_one(PathLine).value = ""
        self._put("file", file)
        await self.query_one(Picks).remove()
        picks = Picks(self._options(), file, several=False, part="file")
        await self.mount(picks, before=0)
        self.query_one("#alt", Line).focus()

    @on(Changed)
    def _changed(self, event: Changed) -> None:
        if event.part:
            event.stop()
            self._put(event.part, event.value)

    def _put(self, name: str, value: Any) -> None:
        rest = {key: old for key, old in self._raw.items() if key != name}
        self._raw = rest | ({name: value} if value else {})
        self.post_message(Changed(self._raw))


def _picture_words(known: KnownPicture) -> str:
    kind = known.file.rsplit(".", 1)[-1].upper().replace("JPEG", "JPG")
    words = f"”{known.words}”" if known.words else f"bild {known.file[:8]}"
    return f"{words}, {kind}, {max(1, known.size // 1000)} kB"


def build_picture(question: Question, raw: Raw, path: FieldPath, around: Surroundings) -> PictureEditor:
    """Editor of a picture."""
    return PictureEditor(raw, around)
