"""Questions as fields: one editor for each type of question."""

from .builders import BUILDERS, KEYS
from .cells import Cells
from .editor import Changed, Surroundings
from .field import Field, Label
from .items import ItemsEditor, item_title, new_item_id

__all__ = [
    "BUILDERS",
    "KEYS",
    "Cells",
    "Changed",
    "Field",
    "ItemsEditor",
    "Label",
    "Surroundings",
    "item_title",
    "new_item_id",
]
