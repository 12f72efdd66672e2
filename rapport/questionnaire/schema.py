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


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of one section file."""
    option = _object({"id": {"type": "string"}, "label": _TEXT}, ["id", "label"])
    options = {"anyOf": [_TEXT, {"type": "array", "items": option}]}
    column = _object({"id": _ID, "label": _TEXT, "computed": _TEXT}, ["id", "label"])
    check = _object(
        {"rule": _TEXT, "message": _TEXT, "level": {"enum": [level.value for level in Level]}}, ["rule", "message"]
    )
    question = _object(
        {
            "id": _ID,
            "type": {"enum": list(TYPES)},
            "label": _TEXT,
            "help": _TEXT,
            "example": _TEXT,
            "required": {"anyOf": [_FLAG, _TEXT]},
            "when": _TEXT,
            "checks": {"type": "array", "items": check},
            "max_words": _COUNT,
            "options": options,
            "rows": options,
            "columns": {"type": "array", "items": column},
            "total": _FLAG,
            "unit": _TEXT,
            "private": _FLAG,
            "print": {"enum": list(PRINTS)},
            "item": _TEXT,
            "item_title": _TEXT,
            "min_items": _COUNT,
            "max_items": _COUNT,
            "questions": {"type": "array", "items": {"$ref": "#/$defs/question"}},
        },
        ["id", "type", "label"],
    )
    texts = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    section = _object(
        {
            "id": _ID,
            "title": _TEXT,
            "group": _TEXT,
            "intro": _TEXT,
            "goal": _TEXT,
            "activities": texts,
            "effects": texts,
            "units": texts,
            "questions": {"type": "array", "items": {"$ref": "#/$defs/question"}},
        },
        ["id", "title", "questions"],
    )
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "rapport: avsnitt i frågeformuläret"}
    return {**head, **section, "$defs": {"question": question}}
