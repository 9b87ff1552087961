"""The cells of the lists behind the journeys, with links to the steps that they name."""

from collections.abc import Sequence
from html import escape

from domain.dependencies import BackboneSystem, RekeyingSpot, SharedStep, SinglePoint, StepPlace
from domain.network_tables import rekeyed_words
from views import links, state, words
from views.markup import Html

NAMED_AT_MOST = 5
"""How many steps a cell names; the rest stands behind a word that opens it."""


def steps(places: Sequence[StepPlace]) -> Html:
    """Return steps as links under the titles of their journeys; the first few, and the others to be opened."""
    if not places:
        return Html("none")
    first = _by_journey(places[:NAMED_AT_MOST])
    rest = places[NAMED_AT_MOST:]
    more = f"<details><summary>{len(rest):,} more</summary>{_by_journey(rest)}</details>" if rest else ""
    return Html(first + more)


def _by_journey(places: Sequence[StepPlace]) -> str:
    parts: dict[str, list[StepPlace]] = {}
    for place in places:
        parts.setdefault(place.journey_id, []).append(place)
    return "".join(
        f"<div><small>{escape(own[0].journey)}</small><ul>"
        + "".join(f"<li>{_link(place)}</li>" for place in own)
        + "</ul></div>"
        for own in parts.values()
    )


def _link(place: StepPlace) -> str:
    address = links.address(links.JOURNEY_ROOM, {state.JOURNEY: place.journey_id, state.STEP: str(place.order)})
    return f'<a href="{escape(address)}">{place.order}. {escape(place.step)}</a>'


def backbone(system: BackboneSystem) -> list[object]:
    """Return the cells of a system."""
    stops: object = steps(system.stops) if system.stops else "No step alone: each has another system or another way"
    return [
        system.title, len(system.journeys), len(system.steps), words.listed(system.organisations), stops,
        f"{len(system.halts):,}",
    ]  # fmt: skip


SINGLE_POINT_HEAD = ("What", "Why", "Steps")


def single_point(point: SinglePoint) -> list[object]:
    """Return the cells of what nothing makes good, under ``SINGLE_POINT_HEAD``."""
    sort = "system" if point.is_system else "organisation"
    return [Html(f"{escape(point.name)}<br><small>{sort}</small>"), point.why, steps(point.places)]


def rekeying(spot: RekeyingSpot) -> list[object]:
    """Return the cells of a pair between which things are typed in again, or likely to be."""
    ways = words.listed([f"{words.HOW[how]} ({number})" for how, number in spot.hows])
    givers = steps([passing.giver for passing in spot.passings])
    return [spot.one, spot.other, len(spot.passings), rekeyed_words(spot), ways, len(spot.journeys), givers]


def shared(step: SharedStep) -> list[object]:
    """Return the cells of a step that several journeys share."""
    journeys = len({place.journey_id for place in step.places})
    return [step.step, step.organisation, step.service, journeys, steps(step.places)]
