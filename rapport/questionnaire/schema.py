"""A JSON Schema for section files, made from the model so that the two cannot drift apart."""

from __future__ import annotations

from typing import Any

from rapport.errors import Level

from .model import PRINTS, TYPES

_TEXT = {"type": "string"}
_FLAG = {"type": "boolean"}
_COUNT = {"type": "integer", "minimum": 0}
_ID = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_INNER = {"type": "array", "items": {"$ref": "#/$defs/question"}}


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of one section file."""
    section = _object(
        {
            "id": _ID,
            "title": _TEXT,
            "group": _TEXT,
            "intro": _TEXT,
            "goal": _TEXT,
            "activities": _TEXTS,
            "effects": _TEXTS,
            "units": _TEXTS,
            "questions": _INNER,
        },
        ["id", "title", "questions"],
    )
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "rapport: avsnitt i frågeformuläret"}
    return {**head, **section, "$defs": {"question": _question()}}


def _question() -> dict[str, Any]:
    option = _object({"id": {"type": "string"}, "label": _TEXT}, ["id", "label"])
    options = {"anyOf": [_TEXT, {"type": "array", "items": option}]}
    column = _object({"id": _ID, "label": _TEXT, "computed": _TEXT}, ["id", "label"])
    levels = {"enum": [level.value for level in Level]}
    check = _object({"rule": _TEXT, "message": _TEXT, "level": levels}, ["rule", "message"])
    return _object(
        {
            **dict.fromkeys(("label", "help", "example", "when", "unit", "item", "item_title"), _TEXT),
            **dict.fromkeys(("total", "private"), _FLAG),
            **dict.fromkeys(("max_words", "min_items", "max_items"), _COUNT),
            **dict.fromkeys(("options", "rows"), options),
            "id": _ID,
            "type": {"enum": list(TYPES)},
            "required": {"anyOf": [_FLAG, _TEXT]},
            "checks": {"type": "array", "items": check},
            "columns": {"type": "array", "items": column},
            "print": {"enum": list(PRINTS)},
            "questions": _INNER,
        },
        ["id", "type", "label"],
    )
