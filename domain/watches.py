"""What somebody watches, to be told what is new in it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from domain.evidence import Evidence
from domain.search import ObservationFilter

FIRST_RESULTS = 20
"""So many results of a search are watched: what is new further down is not told."""
MOST_WATCHES = 50
"""So many things may be watched by one person."""
EVERYTHING = ObservationFilter()
"""Narrows nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """A query with what narrows it, or a pain point by its identifier, that one person watches.

    What a pain point is called is not kept: it may tell what they do not see any more. ``looked_at`` is the ISO moment
    at which they last looked; ``told`` are observations that came not long before it and that they had been told of.
    """

    id: str
    query: str = ""
    where: ObservationFilter = EVERYTHING
    pain_point: str | None = None
    made_at: str = ""
    looked_at: str = ""
    told: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.query.strip()) == bool(self.pain_point):
            raise ValueError("A watch is of a query or of a pain point.")


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchNews:
    """What is new in a watch since it was looked at, best first, as one viewer may see it.

    ``title`` is what it is called today. ``problem`` says why nothing can be told, where that is so.
    """

    watch: Watch
    title: str
    fresh: tuple[Evidence, ...] = ()
    problem: str = ""


def values_of(where: ObservationFilter) -> dict[str, Any]:
    """Return what narrows as values for JSON, only what narrows."""
    said = {field.name: getattr(where, field.name) for field in fields(where)}
    return {name: _plain(value) for name, value in said.items() if value}


def filter_from(said: Mapping[str, Any]) -> ObservationFilter:
    """Return the filter of such values; what another version of the program wrote and this one lacks is left out."""
    kinds = get_type_hints(ObservationFilter)
    return ObservationFilter(**{name: _typed(value, kinds[name]) for name, value in said.items() if name in kinds})


def _plain(value: Any) -> Any:
    return sorted(list(item) if isinstance(item, tuple) else item for item in value) if _is_set(value) else value


def _is_set(value: object) -> bool:
    return isinstance(value, frozenset)


def _typed(value: Any, kind: Any) -> Any:
    """Return a value as its field has it: of a list a set, of its members what they are members of."""
    if not isinstance(value, list):
        return value
    (member,) = get_args(kind)
    if isinstance(member, type) and issubclass(member, StrEnum):
        known = {each.value: each for each in member}
        return frozenset(known[item] for item in value if item in known)
    return frozenset(tuple(item) if isinstance(item, list) else item for item in value)
