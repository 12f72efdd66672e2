"""Which editor each type of question has."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget

from rapport.questionnaire import FieldPath, Question, Raw

from .editor import Surroundings
from .items import build_items
from .matrix import build_matrix
from .numbers import build_number, build_table
from .picks import build_choice, build_choices, build_partners
from .picture import build_picture
from .texts import build_line, build_prose

Builder = Callable[[Question, Raw, FieldPath, Surroundings], Widget]
"""Makes the editor of a question, given the answer as typed and its place."""

BUILDERS: dict[str, Builder] = {
    "text": build_line,
    "prose": build_prose,
    "integer": build_number,
    "money": build_number,
    "choice": build_choice,
    "choices": build_choices,
    "matrix": build_matrix,
    "table": build_table,
    "date": build_line,
    "email": build_line,
    "phone": build_line,
    "picture": build_picture,
    "partners": build_partners,
    "items": build_items,
}
"""One for each of the questionnaire's types."""

KEYS = {
    "prose": "Tab går till nästa fält. Punktlista: börja raden med ”- ”. Text från Word kan klistras in.",
    "integer": "Skriv siffror. Delete tömmer.",
    "money": "Skriv siffror. Delete tömmer.",
    "choice": "Pilarna flyttar, mellanslag väljer, Delete tömmer.",
    "choices": "Pilarna flyttar, mellanslag kryssar för.",
    "partners": "Pilarna flyttar, mellanslag kryssar för.",
    "matrix": "Pilarna flyttar, mellanslag väljer, Delete tömmer. En siffra svarar och går till nästa rad.",
    "table": "Pilarna flyttar mellan rutorna. Skriv beloppet; Enter går ned. Celler från Excel kan klistras in.",
    "picture": "Mellanslag väljer bland de bilder som finns. Skriv annars bildfilens sökväg och tryck Enter.",
    "items": "Enter öppnar. F7 lägger till, F8 tar bort, F9 ångrar, F11 och F12 flyttar.",
}
"""What the keys do in an editor, in a sentence or two."""
