"""Records in JSON as a table: names of fields across, a record a row."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.errors import UnreadableSource
from domain.limits import Limits
from ingest.readers._content import check_count
from ingest.readers._wording import tidy
from ingest.tables.sheets import Sheet

_REMEDY = "Save it as a list of records with the same fields, as JSON, as a record a line, or as CSV."


def sheet_of(text: str, limits: Limits, *, lines: bool) -> Sheet:
    """Return the records of a JSON text as a table with its header; ``lines``: a record a line is expected.

    Raises UnreadableSource, with the line, for text that is no JSON or stops short, and for what is no list.
    """
    records = list(_of_lines(text)) if lines else list(enumerate(_records(_parsed(text)), start=1))
    flat = [(number, _flat(record)) for number, record in records]
    names = list(dict.fromkeys(name for _, record in flat for name in record))
    if not names:
        raise UnreadableSource("The JSON holds no records.", where="whole file", remedy=_REMEDY)
    check_count(len(names) * len(flat), limits.cells, what="cells")
    rows = [names, *([record.get(name, "") for name in names] for _, record in flat)]
    return Sheet(rows=rows, numbers=[0, *(number for number, _ in flat)], place="line" if lines else "record")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=str)
    except json.JSONDecodeError as error:
        if _looks_like_lines(text):
            return [record for _, record in _of_lines(text)]
        raise _broken(text, error.pos, error.lineno) from error
    except RecursionError as error:
        raise UnreadableSource("The JSON is nested too deeply.", where="whole file", remedy=_REMEDY) from error


def _of_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    lines = text.split("\n")
    if text.lstrip().startswith("[") or (text.lstrip().startswith("{") and lines[0].strip() == "{"):
        yield from enumerate(_records(json_whole(text)), start=1)
        return
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_constant=str)
        except (json.JSONDecodeError, RecursionError) as error:
            last = not any(map(str.strip, lines[number:]))
            raise UnreadableSource(
                "The file stops in the middle of a record." if last else "A line is no JSON.",
                where=f"line {number}",
                remedy="Export it again in full, or delete that line." if last else _REMEDY,
            ) from error
        if not isinstance(record, dict):
            raise UnreadableSource("A line holds no record with fields.", where=f"line {number}", remedy=_REMEDY)
        yield number, record


def json_whole(text: str) -> Any:
    """Return a whole JSON text, for a file of lines that is none."""
    try:
        return json.loads(text, parse_constant=str)
    except json.JSONDecodeError as error:
        raise _broken(text, error.pos, error.lineno) from error
    except RecursionError as error:
        raise UnreadableSource("The JSON is nested too deeply.", where="whole file", remedy=_REMEDY) from error


def _looks_like_lines(text: str) -> bool:
    first = text.strip().split("\n", 1)[0].strip()
    return first.startswith("{") and first.endswith("}") and "\n" in text.strip()


def _broken(text: str, at: int, line: int) -> UnreadableSource:
    if at >= len(text.rstrip()):
        return UnreadableSource(
            "The JSON stops in the middle: its end is missing.",
            where=f"line {line}",
            remedy="Export it again in full, then add it.",
        )
    return UnreadableSource("The file is no JSON.", where=f"line {line}", remedy=_REMEDY)


def _records(data: Any) -> Sequence[Mapping[str, Any]]:
    """Return the list of records in what was read: itself, or the one list of records within an object."""
    if isinstance(data, list) and data and all(isinstance(item, dict) for item in data):
        return data
    if isinstance(data, list) and data and all(isinstance(item, str) for item in data):
        return [{"text": item} for item in data]
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list) and _is_records(value)]
        if len(lists) == 1:
            return _records(lists[0])
        if lists:
            raise UnreadableSource(
                f"The JSON holds {len(lists)} lists of records.",
                where="whole file",
                remedy="Save each as its own file.",
            )
        raise UnreadableSource("The JSON holds one record, and no list of them.", where="whole file", remedy=_REMEDY)
    raise UnreadableSource("The JSON holds no list of records.", where="whole file", remedy=_REMEDY)


def _is_records(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(item, dict) for item in value)


def _flat(record: Mapping[str, Any]) -> dict[str, str]:
    """Return a record's fields as cells; the fields of a record in it stand beside its own, under their own names."""
    cells: dict[str, str] = {}
    for name, value in record.items():
        fields = value.items() if isinstance(value, dict) else [(name, value)]
        for inner, content in fields:
            key = " ".join(str(inner).split()) or name
            cells[key if key not in cells else f"{name} {key}"] = _cell(content)
    return cells


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_cell(item)}" for name, item in value.items())
    return tidy(str(value))
