"""The fields of one record: those of records within it stand beside its own, and lists within it are rows."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from ingest.readers._wording import tidy
from language.sentences import count_words

_FEWEST_WORDS = 4
_DEEPEST = 20
_MARKUP = re.compile(r"^\s*<(?:p|div|span|ul|ol|strong|em|b|i|a)\b[^<>]*>.*>\s*$", re.DOTALL)
_BREAK = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li)>")
_TAG = re.compile(r"<[^<>]*>")

Fields: TypeAlias = dict[str, str | list[Any]]
"""Cells by the names of fields; a list stays one when its items are rows of their own."""


def flat(record: Mapping[str, Any]) -> Fields:
    """Return a record's fields as cells, and lists of records or of sentences as they are.

    A field of a record within it has its own name, or its whole way where that is taken.
    """
    cells: Fields = {}
    for way, value in _leaves(record, ()):
        name = way[-1] if way[-1] not in cells else " ".join(way)
        cells[name] = value if _is_rows(value) else _cell(value)
    return cells


def rows_of(fields: Fields) -> Iterator[dict[str, str]]:
    """Yield a record's rows: one, or one for each item of its longest list of records or sentences.

    Short cells stand in each of them, as they tell whose it is; longer ones in the first alone: they were said once.
    """
    lists = {name: value for name, value in fields.items() if isinstance(value, list)}
    cells = {name: value for name, value in fields.items() if isinstance(value, str)}
    if not lists:
        yield cells
        return
    short = {name: value for name, value in cells.items() if count_words(value) < _FEWEST_WORDS}
    first = True
    for name, items in lists.items():
        for item in items:
            beside = cells if first else short
            first = False
            own = flat(item) if isinstance(item, dict) else {name: _cell(item)}
            shown = {f"{name} {field}" if field in cells else field: _plain(value) for field, value in own.items()}
            yield {**beside, **shown}


def _plain(value: str | list[Any]) -> str:
    return value if isinstance(value, str) else _cell(value)


def _leaves(value: Mapping[str, Any], way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, inner in value.items():
        here = (*way, " ".join(str(key).split()) or "field")
        if isinstance(inner, dict) and inner and len(here) < _DEEPEST:
            yield from _leaves(inner, here)
        else:
            yield here, inner


def _is_rows(value: Any) -> bool:
    """Tell whether a list holds records, or sentences: what was chosen from a few options is one cell."""
    if not isinstance(value, list) or not value:
        return False
    if all(isinstance(item, dict) for item in value):
        return True
    return all(isinstance(item, str) for item in value) and any(count_words(item) >= _FEWEST_WORDS for item in value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_cell(item)}" for name, item in value.items())
    return tidy(_without_markup(_whole_characters(str(value))))


def _whole_characters(text: str) -> str:
    """Return text whose half characters are joined where both halves are there, and marked as unknown where not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _without_markup(text: str) -> str:
    """Return the words of a field that is a piece of a web page: notes of boards often are."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))) if _MARKUP.match(text) else text
