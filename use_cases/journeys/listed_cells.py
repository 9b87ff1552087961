"""Cells of a sheet that hold several names, such as the systems behind a step: where one name ends and the next begins.

A line break and a semicolon part names. A comma parts them only where each part is a known name, for it stands within
names, too.
"""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from domain.catalogue import Catalogue, name_key
from domain.journey_files import JourneyFile
from domain.journey_table import NOT_KNOWN
from domain.journeys import Journey, Step
from domain.wording import count

_LISTS = (("systems", "system"), ("touchpoints", "touchpoint"))
_MAY_PART = re.compile(r",|\s/\s")
_LONGEST_SHOWN = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadCell:
    """A cell of which somebody may doubt how it was read: its step's identifier, and what is told of it."""

    step: str
    column: str
    told: str


def with_parted_lists(
    file: JourneyFile, known: Catalogue, before: Journey | None = None
) -> tuple[JourneyFile, tuple[ReadCell, ...]]:
    """Return what a sheet tells with the names in its cells parted; and each cell that is not a plain list of lines.

    ``known`` and the journey as it was ``before`` have the names that are known besides those that stand alone in the
    sheet. What no sheet tells stays as it is.
    """
    if not file.names_are_checked:
        return file, ()
    steps, told = file.journey.steps, []
    for column, word in _LISTS:
        names = _known_names(column, steps, known, before)
        parted = []
        for step in steps:
            said: tuple[str, ...] = getattr(step, column)
            read = tuple(dict.fromkeys(name for line in said for name in _parted(line, names)))
            parted.append(_with(step, column, read) if read != said else step)
            doubted = [name for name in read if _MAY_PART.search(name) and name_key(name) not in names]
            if read != said or doubted:
                where = file.places.get(step.id) or f"step {step.order}"
                told.append(ReadCell(step=step.id, column=column, told=f"{where}: {_in_words(word, read, doubted)}"))
        steps = tuple(parted)
    return replace(file, journey=replace(file.journey, steps=steps)), tuple(told)


def told_of(cells: Iterable[ReadCell], before: Journey | None, after: Journey) -> tuple[str, ...]:
    """Return what is told of cells whose step says something else than before, or is new."""
    old = {step.id: step for step in before.steps} if before else {}
    new = {step.id: step for step in after.steps}
    return tuple(
        cell.told
        for cell in cells
        if cell.step in new and getattr(old.get(cell.step), cell.column, None) != getattr(new[cell.step], cell.column)
    )


def _known_names(column: str, steps: Iterable[Step], known: Catalogue, before: Journey | None) -> Set[str]:
    """Return the names that are known for a column, as they are compared."""
    names = {form for entry in known.systems for form in (entry.name, *entry.aliases)} if column == "systems" else set()
    names |= {name for step in (before.steps if before else ()) for name in getattr(step, column)}
    lines = [part for step in steps for line in getattr(step, column) for part in line.split(";")]
    names |= {line for line in lines if not _MAY_PART.search(line)}
    return {name_key(name) for name in names if name.strip()}


def _with(step: Step, column: str, read: tuple[str, ...]) -> Step:
    return replace(step, systems=read) if column == "systems" else replace(step, touchpoints=read)


def _parted(line: str, names: Set[str]) -> list[str]:
    """Return the names in a line; one that is known as it stands is one."""
    if name_key(line) in names:
        return [line]
    found: list[str] = []
    for said in map(str.strip, line.split(";")):
        parts = [part.strip() for part in said.split(",")]
        found += parts if all(name_key(part) in names for part in parts) else [said]
    return [name for name in found if name and name.casefold() != NOT_KNOWN.casefold()]


def _in_words(word: str, read: tuple[str, ...], doubted: list[str]) -> str:
    names = ", ".join(f"“{name[:_LONGEST_SHOWN]}”" for name in read)
    told = f"read as {count(len(read), word)}: {names}." if read else f"no {word} was read."
    return f"{told} If one of them is several, part those by a semicolon or a line each." if doubted else told
