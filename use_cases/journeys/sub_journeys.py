"""Journeys that tell a step of another journey in full: which lead back, and which of those a file names are here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from domain.access import Viewer
from domain.catalogue import name_key
from domain.errors import InvalidRequest
from domain.journey_files import JourneyFile
from domain.journeys import Journey, Step
from use_cases.repository import Repository

IDENTIFIER = re.compile(r"jn_[A-Za-z0-9_]{1,60}")
"""What journeys are called by, here and elsewhere."""
_LONGEST_SHOWN = 60


def told_by(repository: Repository, viewer: Viewer, journey_id: str) -> set[str]:
    """Return the journeys that tell steps of a journey, and of those, as far as this viewer sees them.

    Raises NotFound when the journey itself is none of these.
    """
    repository.journeys.summary(viewer, journey_id)
    found: set[str] = set()
    known = {row.id for row in repository.journeys.journeys(viewer)}
    left = [journey_id]
    while left:
        for step in repository.journeys.journey(viewer, left.pop()).steps:
            if step.sub_journey in known - found and step.sub_journey:
                found.add(step.sub_journey)
                left.append(step.sub_journey)
    return found


def check_they_end(repository: Repository, viewer: Viewer, journey: Journey, file: JourneyFile) -> None:
    """Raise InvalidRequest where a file tells a step of its journey by that journey, or by one that leads back."""
    here = {row.id for row in repository.journeys.journeys(viewer)}
    for step in journey.steps:
        other = step.sub_journey
        if other and (other == journey.id or (other in here and journey.id in told_by(repository, viewer, other))):
            raise InvalidRequest(
                f"The step '{step.step[:_LONGEST_SHOWN]}' is told in full by this journey itself, or by one that leads"
                " back to it: neither would ever end.",
                where=_where(step, file),
                remedy="Name another journey that tells the step, or none.",
            )


def with_known_sub_journeys(
    repository: Repository, viewer: Viewer, file: JourneyFile, before: Journey | None
) -> tuple[JourneyFile, tuple[str, ...]]:
    """Return what a sheet tells, its steps told in full by journeys that are here; and a line for each that is not.

    A journey is named by its identifier, or by its title where one alone has it. What stood on the step before stays,
    as does an identifier in a row that a workbook was made with: that journey may be still to come, or others keep it.
    """
    if not (file.names_are_checked and any(step.sub_journey for step in file.journey.steps)):
        return file, ()
    written = (step for step in file.journey.steps if step.id in file.written)
    then = before.steps if before else (step for step in written if IDENTIFIER.fullmatch(step.sub_journey or ""))
    stood = {(step.id, step.sub_journey) for step in then}
    named = _named_by(repository, viewer)
    steps, left_out = [], []
    for step in file.journey.steps:
        other = named(step.sub_journey or "")
        if step.sub_journey and other is None and (step.id, step.sub_journey) not in stood:
            said = step.sub_journey[:_LONGEST_SHOWN]
            left_out.append(f"{_where(step, file)}: no journey '{said}' is stored here that you may see.")
            steps.append(replace(step, sub_journey=None))
        else:
            steps.append(replace(step, sub_journey=other or step.sub_journey))
    return replace(file, journey=replace(file.journey, steps=tuple(steps))), tuple(left_out)


def _named_by(repository: Repository, viewer: Viewer) -> Callable[[str], str | None]:
    """Return what finds the journey of an identifier or a title; it returns None for none, or for a title of two."""
    ids: set[str] = set()
    titled: dict[str, list[str]] = {}
    for row in repository.journeys.journeys(viewer):
        ids.add(row.id)
        titled.setdefault(name_key(row.title), []).append(row.id)

    def found(said: str) -> str | None:
        same: Sequence[str] = titled.get(name_key(said), ())
        return said if said in ids else same[0] if len(same) == 1 else None

    return found


def _where(step: Step, file: JourneyFile) -> str:
    return file.places.get(step.id) or f"step {step.order}"
