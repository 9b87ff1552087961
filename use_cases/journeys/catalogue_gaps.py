"""Systems that steps of journeys name and the catalogue does not know: to be added or found among those there."""

from dataclasses import dataclass

from domain.access import Viewer
from domain.catalogue import Catalogue, name_key
from domain.evidence import Subject
from domain.journeys import Journey
from domain.names import LookAlike
from use_cases.catalogue.other_names import is_settled
from use_cases.repository import Repository


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownSystem:
    """A system by the name that steps give it, the orders of these steps, and the entries that it looks like."""

    name: str
    steps: tuple[int, ...]
    look_alikes: tuple[LookAlike, ...]


def unknown_systems(journey: Journey, known: Catalogue) -> list[UnknownSystem]:
    """Return the systems of a journey that nobody put into the catalogue, in the order of its steps.

    What people decided to be no system is not asked about again.
    """
    from language.look_alikes import LookAlikes

    steps: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for step in journey.steps:
        for name in step.systems:
            entry = known.entry(Subject.SYSTEM, name)
            if (entry is None or not is_settled(entry)) and not known.is_rejected(Subject.SYSTEM, name):
                names.setdefault(name_key(name), name)
                steps.setdefault(name_key(name), []).append(step.order)
    if not names:
        return []
    settled = [entry for entry in known.systems if is_settled(entry)]
    alike = LookAlikes((entry.name, *entry.aliases) for entry in settled)
    return [
        UnknownSystem(name=name, steps=tuple(dict.fromkeys(steps[key])), look_alikes=tuple(alike.of(name)))
        for key, name in names.items()
    ]


def is_on_a_journey(repository: Repository, viewer: Viewer, name: str) -> bool:
    """Tell whether a step of a journey, as this viewer sees it, names a system so."""
    key = name_key(name)
    every = repository.journeys.whole(viewer)
    return any(name_key(system) == key for journey in every for step in journey.steps for system in step.systems)
