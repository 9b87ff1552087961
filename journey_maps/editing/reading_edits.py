"""Edits of a journey as a person or a script writes them in JSON: a list of changes, each with its word."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from domain.errors import InvalidRequest
from domain.journey_edits import EDIT_KINDS, JourneyEdit

MAX_EDITS = 1_000
_EXPECTED = 'Give a JSON list of edits, each like {"edit": "add_step", "step": "Wait for the letter", "after": "s2"}.'


def read_edits(content: str, name: str) -> list[JourneyEdit]:
    """Return the edits of a JSON list, in order; one edit alone is a list of it.

    Raises InvalidRequest, with the entry, for what is no edit, and for a field that is missing, unknown, or of another
    sort than it must be.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else name
        raise InvalidRequest(f"'{name}' is not valid JSON.", where=where, remedy=_EXPECTED) from error
    entries = [document] if isinstance(document, dict) else document
    if not isinstance(entries, list) or not entries:
        raise InvalidRequest(f"'{name}' has no list of edits.", where=name, remedy=_EXPECTED)
    if len(entries) > MAX_EDITS:
        raise InvalidRequest(
            f"'{name}' has {len(entries)} edits; at most {MAX_EDITS} are made at once.",
            where=name,
            remedy="Make them in several goes.",
        )
    return [_edit(entry, f"entry {number} of {name}") for number, entry in enumerate(entries, start=1)]


def _edit(entry: Any, where: str) -> JourneyEdit:
    if not isinstance(entry, dict):
        raise InvalidRequest("An edit is no JSON object.", where=where, remedy=_EXPECTED)
    word = entry.get("edit")
    kind = EDIT_KINDS.get(word) if isinstance(word, str) else None
    if kind is None:
        raise InvalidRequest("An edit says no known change.", where=where, remedy=f"Use one of: {_words(EDIT_KINDS)}.")
    known = {field.name: field for field in fields(kind)}
    said = {key: value for key, value in entry.items() if key != "edit"}
    if unknown := sorted(said.keys() - known.keys()):
        raise InvalidRequest(
            f"'{word}' has no field '{unknown[0]}'.", where=where, remedy=f"Its fields are: {_words(known)}."
        )
    if missing := [name for name, field in known.items() if _is_needed(field) and name not in said]:
        raise InvalidRequest(f"'{word}' needs the field '{missing[0]}'.", where=where, remedy="Say it too.")
    hints = get_type_hints(kind)
    return kind(**{key: _value(value, hints[key], f"'{key}', {where}") for key, value in said.items()})


def _is_needed(field: "Field[Any]") -> bool:
    return field.default is MISSING


def _words(names: Mapping[str, Any]) -> str:
    return ", ".join(names)


def _value(value: Any, hint: Any, where: str) -> Any:
    """Return a value of one of the sorts that a field may have."""
    sorts = get_args(hint) if get_origin(hint) is not tuple and get_args(hint) else (hint,)
    if value is None and NoneType in sorts:
        return None
    for sort in sorts:
        if isinstance(sort, type) and issubclass(sort, StrEnum) and isinstance(value, str):
            if value in {word.value for word in sort}:
                return sort(value)
        elif get_origin(sort) is tuple and isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        elif sort is float and isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        elif isinstance(sort, type) and type(value) is sort and not issubclass(sort, StrEnum):
            return value
    raise InvalidRequest("This is not what the field holds.", where=where, remedy=f"Give {_named(sorts)}.")


def _named(sorts: tuple[Any, ...]) -> str:
    named = {str: "a text", float: "a number", int: "a whole number", bool: "true or false", NoneType: "null"}
    said = []
    for sort in sorts:
        if isinstance(sort, type) and issubclass(sort, StrEnum):
            said.append("one of " + ", ".join(f'"{word.value}"' for word in sort))
        else:
            said.append(named.get(sort, "a list of texts"))
    return ", or ".join(said)
