"""Steps that a person gives in a file: a step a line, a list, a sheet, or a step-by-step, with what it says of each."""

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from domain.catalogue import Catalogue
from domain.journey_files import JourneyFile
from domain.journeys import StepOutline
from domain.limits import Limits
from use_cases.journeys.listed_cells import with_parted_lists
from use_cases.journeys.unknown_bodies import unknown_bodies

TABLES = (".csv", ".tsv")


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenSteps:
    """Steps in their order; a sentence each for what of the file was not read and what organisations are not known.

    ``read`` says how cells were read that hold several names and are no plain list of lines.
    """

    outlines: list[StepOutline]
    unused: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    read: tuple[str, ...] = ()


def read_sheet(content: bytes, name: str, limits: Limits) -> JourneyFile | None:
    """Return the journey that a workbook or a table in text tells; None for a file that is neither."""
    from ingest.journey_sheets import seems_a_workbook
    from ingest.journey_workbook import read_journey_csv, read_journey_workbook

    if seems_a_workbook(content, name):
        return read_journey_workbook(content, name, limits)
    return read_journey_csv(content, name, limits) if name.casefold().endswith(TABLES) else None


def read_given_steps(content: bytes, name: str, limits: Limits, known: Catalogue) -> GivenSteps:
    """Return the steps that a file lists; organisations that are not ``known`` are taken as they are written.

    Raises InvalidRequest, UnreadableSource for a file that lists none.
    """
    from journey_maps.files.step_by_step import is_step_by_step, read_step_by_step
    from journey_maps.outlines import check_number, outline_of_step, read_steps

    file = read_sheet(content, name, limits)
    document = _document(content) if file is None else None
    if isinstance(document, dict) and is_step_by_step(document) and not _is_a_list_of_ours(document):
        file = read_step_by_step({"title": PurePath(name).stem or name, **document}, name)
    if file is None:
        return GivenSteps(outlines=read_steps(content, name))
    check_number(file.journey.steps, name)
    file, cells = with_parted_lists(file, known)
    unknown = unknown_bodies(file.new_steps, known, places=file.places) if file.names_are_checked else []
    return GivenSteps(
        outlines=[outline_of_step(step) for step in file.journey.steps],
        unused=file.unused,
        unknown=tuple(dict.fromkeys(each.told for each in unknown)),
        read=tuple(cell.told for cell in cells),
    )


def _is_a_list_of_ours(document: Any) -> bool:
    """Tell whether entries with a title say a stage or an order besides: no step-by-step has those."""
    steps = document.get("steps")
    return isinstance(steps, list) and any(
        isinstance(each, dict) and {"stage", "order"} & each.keys() for each in steps
    )


def _document(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
