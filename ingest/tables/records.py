"""Records in JSON as tables: names of fields across, a record a row."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from domain.errors import UnreadableSource
from domain.evidence import Refusal
from domain.limits import Limits
from ingest.readers._content import check_count
from ingest.tables.fields import flat, rows_of
from ingest.tables.sheets import Sheet

_REMEDY = "Save it as a list of records with the same fields, as JSON, as a record a line, or as CSV."
_MOST_BROKEN_SHARE = 0.5
_TEXT = "text"

Record = Mapping[str, Any]
Numbered = tuple[int, Record]


@dataclass(frozen=True, kw_only=True, slots=True)
class Records:
    """A list of records by their numbers; ``place`` is what a number counts. ``told`` is what is none of them."""

    records: Sequence[Numbered]
    name: str = ""
    place: str = "record"
    told: Sequence[Refusal] = ()


def records_in(text: str, *, lines: bool) -> list[Records]:
    """Return the lists of records in a JSON text; ``lines``: a record a line is expected.

    Lists that stand side by side are each by their names. Raises UnreadableSource, with the line, for text that is no
    JSON or stops short, and for what holds no record.
    """
    told: Sequence[Refusal] = ()
    if lines and not _is_whole(text):
        numbered, told = _of_lines(text)
        return [Records(records=numbered, place="line", told=told)]
    data, told = _parsed(text)
    lists = {"": data} if isinstance(data, list) else _lists(data)
    tables = [(name, _records(items)) for name, items in lists.items()]
    if not any(records for _, records in tables):
        raise UnreadableSource("The JSON holds no records.", where="whole file", remedy=_REMEDY)
    named = len(tables) > 1
    return [
        Records(records=list(enumerate(records, start=1)), name=name if named else "", told=told)
        for name, records in tables
    ]


def sheet_of(found: Records, limits: Limits) -> Sheet:
    """Return records as a table with its header. Raises UnreadableSource for more cells than the limit."""
    rows = [(number, row) for number, record in found.records for row in rows_of(flat(record))]
    names = list(dict.fromkeys(field for _, row in rows for field in row))
    check_count(len(names) * len(rows), limits.cells, what="cells")
    return Sheet(
        rows=[names, *([row.get(field, "") for field in names] for _, row in rows)],
        numbers=[0, *(number for number, _ in rows)],
        name=found.name,
        place=found.place,
        told=found.told,
    )


def _parsed(text: str) -> tuple[Any, Sequence[Refusal]]:
    try:
        return _loaded(text), ()
    except json.JSONDecodeError as error:
        if _looks_like_lines(text):
            numbered, told = _of_lines(text)
            return [record for _, record in numbered], told
        _raise_broken(text, error)


def _loaded(text: str) -> Any:
    """Return what a JSON text holds: numbers as they are written, and no field lost that is named twice."""
    try:
        return json.loads(text, parse_constant=str, parse_int=str, parse_float=str, object_pairs_hook=_all_fields)
    except RecursionError as error:
        raise UnreadableSource("The JSON is nested too deeply.", where="whole file", remedy=_REMEDY) from error


def _all_fields(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        nth = 2
        unique = name
        while unique in fields:
            unique, nth = f"{name} ({nth})", nth + 1
        fields[unique] = value
    return fields


def _of_lines(text: str) -> tuple[list[Numbered], list[Refusal]]:
    """Return the records of lines by their numbers, and a refusal for each line that is none.

    Raises UnreadableSource when the last line stops short, or when most lines are no records.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    records: list[Numbered] = []
    broken: list[Refusal] = []
    for number, line in lines:
        try:
            record = _loaded(line)
        except (json.JSONDecodeError, UnreadableSource) as error:
            if number == lines[-1][0]:
                raise UnreadableSource(
                    "The file stops in the middle of a record.",
                    where=f"line {number}",
                    remedy="Export it again in full, or delete that line.",
                ) from error
            broken.append(_no_record(number, "the line is no JSON"))
            continue
        if isinstance(record, dict):
            records.append((number, record))
        else:
            broken.append(_no_record(number, "the line holds no record with fields"))
    if len(broken) > _MOST_BROKEN_SHARE * len(lines):
        raise UnreadableSource("Most lines hold no record.", where=broken[0].where, remedy=_REMEDY)
    return records, broken


def _no_record(number: int, reason: str) -> Refusal:
    return Refusal(where=f"line {number}", reason=reason, remedy="Mend or delete the line, then add the file again.")


def _is_whole(text: str) -> bool:
    """Tell whether a text that is called a file of lines is one JSON text over several of them."""
    start = text.lstrip()
    return start.startswith("[") or (start.startswith("{") and start.partition("\n")[0].strip() == "{")


def _looks_like_lines(text: str) -> bool:
    first = text.strip().split("\n", 1)[0].strip()
    return first.startswith("{") and first.endswith("}") and "\n" in text.strip()


def _raise_broken(text: str, error: json.JSONDecodeError) -> NoReturn:
    where = f"line {error.lineno}"
    if error.pos >= len(text.rstrip()):
        raise UnreadableSource(
            "The JSON stops in the middle: its end is missing.",
            where=where,
            remedy="Export it again in full, then add it.",
        ) from error
    raise UnreadableSource("The file is no JSON.", where=where, remedy=_REMEDY) from error


def _lists(data: Any) -> dict[str, list[Any]]:
    """Return the lists of records in an object by their names; itself as the one record where it has none."""
    if not isinstance(data, dict):
        raise UnreadableSource("The JSON holds no list of records.", where="whole file", remedy=_REMEDY)
    lists = {name: value for name, value in data.items() if isinstance(value, list) and _records(value)}
    if lists:
        return lists
    if len(data) > 1 and all(isinstance(value, dict) for value in data.values()):
        return {"": list(data.values())}
    return {"": [data]}


def _records(items: Sequence[Any]) -> list[Record]:
    """Return the records of a list, a plain text as one of its own; none when it holds anything else."""
    records = [{_TEXT: item} if isinstance(item, str) else item for item in items]
    return records if all(isinstance(record, dict) for record in records) else []
