"""Steps that are the same in several journeys: the same organisation, no other service, and a like name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias

from domain.catalogue import name_key
from domain.dependencies import SharedStep, StepPlace
from domain.journeys import Journey, Step
from language.name_forms import singular

FEWEST_IN_COMMON = 0.6
"""The share of the words of two names, in either, from which they are alike."""
_SHORTEST_WORD = 3
_LITTLE_WRITTEN = "the and for with from your you their them that this one who has have are was were"
_SAY_LITTLE = frozenset(_LITTLE_WRITTEN.split())

_Named: TypeAlias = tuple[str, frozenset[str]]
"""The key of a service, empty where it is unknown, and the words of a step's name."""


def shared_steps(journeys: Iterable[Journey]) -> list[SharedStep]:
    """Return the steps that stand in two journeys or more, in most journeys first, then by name.

    Steps whose organisation is not known are left out: nobody can tell that they are the same.
    """
    of_body: dict[str, dict[_Named, list[tuple[Journey, Step]]]] = defaultdict(lambda: defaultdict(list))
    for journey in journeys:
        for step in journey.steps:
            words = _words(step.step)
            if step.organisation and words:
                of_body[name_key(step.organisation)][name_key(step.service or ""), words].append((journey, step))
    found = [_shared(group) for named in of_body.values() for group in _alike(named)]
    shared = [item for item in found if len({place.journey_id for place in item.places}) > 1]
    return sorted(shared, key=lambda item: (-len({place.journey_id for place in item.places}), name_key(item.step)))


def _alike(named: dict[_Named, list[tuple[Journey, Step]]]) -> list[list[tuple[Journey, Step]]]:
    """Return the steps of one organisation in groups that are joined by like names."""
    from networkx import Graph, connected_components

    graph = Graph()
    graph.add_nodes_from(named)
    holding: dict[str, list[_Named]] = defaultdict(list)
    for name in named:
        for word in name[1]:
            holding[word].append(name)
    for names in holding.values():
        graph.add_edges_from((one, other) for one, other in combinations(names, 2) if _are_alike(one, other))
    return [[step for name in part for step in named[name]] for part in connected_components(graph)]


def _are_alike(one: _Named, other: _Named) -> bool:
    same_service = not one[0] or not other[0] or one[0] == other[0]
    return same_service and len(one[1] & other[1]) >= FEWEST_IN_COMMON * len(one[1] | other[1])


def _shared(group: Sequence[tuple[Journey, Step]]) -> SharedStep:
    places = sorted((StepPlace.of(journey, step) for journey, step in group), key=lambda place: place.in_order)
    names = Counter(step.step for _, step in group)
    services = Counter(step.service for _, step in group if step.service)
    return SharedStep(
        step=min(names, key=lambda name: (-names[name], name)),
        organisation=str(group[0][1].organisation),
        service=min(services, key=lambda name: (-services[name], name)) if services else None,
        places=tuple(places),
    )


@lru_cache(maxsize=10_000)
def _words(name: str) -> frozenset[str]:
    found = (singular(word) for word in re.findall(r"[^\W_]+", name.casefold()))
    return frozenset(word for word in found if len(word) >= _SHORTEST_WORD and word not in _SAY_LITTLE)
