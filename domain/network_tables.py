"""What stands behind the journeys, as rows of words: the same for screens, files and the command line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.dependencies import (
    BackboneSystem,
    Dependencies,
    JourneyGap,
    RekeyingSpot,
    SharedStep,
    SinglePoint,
    StepPlace,
)
from domain.missions import OwnerStatus
from domain.wording import HOW, count, few, listed


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """A list as a table: what it is called, its header and its rows."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def network_tables(found: Dependencies, gaps: Sequence[JourneyGap], *, most: int | None = None) -> list[Rows]:
    """Return every list as a table, the systems first. ``most`` is how many steps a cell names, None for all."""
    return [
        backbone_rows(found.backbone, most=most),
        single_point_rows(found.single_points, most=most),
        rekeying_rows(found.rekeying, most=most),
        shared_rows(found.shared_steps, most=most),
        gap_rows(gaps),
    ]


def backbone_rows(found: Iterable[BackboneSystem], *, most: int | None = None) -> Rows:
    """Return the systems that journeys lean on, with what stops when one fails."""
    return Rows(
        title="Backbone systems",
        header=("System", "Journeys", "Steps", "Organisations", "What stops if it fails", "Steps after it"),
        rows=tuple(
            (
                system.title,
                len(system.journeys),
                len(system.steps),
                listed(system.organisations) or "not known",
                stops_words(system, most=most),
                len(system.halts),
            )
            for system in found
        ),
    )


def stops_words(system: BackboneSystem, *, most: int | None = None) -> str:
    """Return in words which steps stop when a system fails and how many are then reached no more."""
    if not system.stops:
        return "No step alone: each has another system or another way"
    after = f"; then {count(len(system.halts), 'step')} after" if system.halts else ""
    return steps_words(system.stops, most=most) + after


def steps_words(places: Sequence[StepPlace], *, most: int | None = None) -> str:
    """Return steps by number, name and journey, journeys in order; at most so many, and how many more there are."""
    shown = places if most is None else places[:most]
    by_journey: dict[str, list[StepPlace]] = {}
    for place in shown:
        by_journey.setdefault(place.journey_id, []).append(place)
    told = [
        f"{own[0].journey}: " + ", ".join(f"{place.order}. {place.step}" for place in own)
        for own in by_journey.values()
    ]
    more = len(places) - len(shown)
    return "; ".join([*told, *([f"and {more:,} more"] if more else [])])


def single_point_rows(found: Iterable[SinglePoint], *, most: int | None = None) -> Rows:
    """Return what nothing makes good, and why."""
    return Rows(
        title="Single points of failure",
        header=("What", "Sort", "Why", "Organisations", "Steps"),
        rows=tuple(
            (
                point.name,
                "system" if point.is_system else "organisation",
                point.why,
                (listed(point.organisations) if most is None else few(point.organisations)) or "not known",
                steps_words(point.places, most=most) or "none",
            )
            for point in found
        ),
    )


def rekeying_rows(found: Iterable[RekeyingSpot], *, most: int | None = None) -> Rows:
    """Return the pairs between which things are typed in again, or likely to be, and how often in which way."""
    return Rows(
        title="Re-keying hot spots",
        header=("Between", "And", "Hand-overs", "Typed in again", "How", "Journeys", "From which steps"),
        rows=tuple(
            (
                spot.one,
                spot.other,
                len(spot.passings),
                rekeyed_words(spot),
                listed([f"{HOW[how]} ({number})" for how, number in spot.hows]),
                len(spot.journeys),
                steps_words([passing.giver for passing in spot.passings], most=most),
            )
            for spot in found
        ),
    )


def rekeyed_words(spot: RekeyingSpot) -> str:
    """Return how often things are typed in again for sure and how often likely: "1 for sure, 2 likely"."""
    sure = len(spot.passings) - spot.likely
    told = [*([f"{sure} for sure"] if sure else []), *([f"{spot.likely} likely"] if spot.likely else [])]
    return ", ".join(told)


def shared_rows(found: Iterable[SharedStep], *, most: int | None = None) -> Rows:
    """Return the steps that stand in several journeys."""
    return Rows(
        title="Shared steps",
        header=("Step", "Organisation", "Service", "Journeys", "Where"),
        rows=tuple(
            (
                shared.step,
                shared.organisation,
                shared.service or "not known",
                len({place.journey_id for place in shared.places}),
                steps_words(shared.places, most=most),
            )
            for shared in found
        ),
    )


def gap_rows(found: Iterable[JourneyGap]) -> Rows:
    """Return every gap with where it is, and who is to see to it."""
    return Rows(
        title="Gaps",
        header=("Gap", "Journey", "Where", "Organisations", "State", "Owner"),
        rows=tuple(
            (
                gap.kind.value,
                gap.step.journey,
                gap.place,
                listed(gap.organisations) or "not known",
                gap.state.value,
                owners_words(gap),
            )
            for gap in found
        ),
    )


def owners_words(gap: JourneyGap) -> str:
    """Return who is to see to a gap, those proposed said to be so; "nobody" where nobody is named."""
    told = [
        owner.organisation if owner.status is OwnerStatus.ACCEPTED else f"{owner.organisation} (proposed)"
        for owner in gap.owners
    ]
    return listed(told) or "nobody"
