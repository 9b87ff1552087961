"""What many journeys lean on: a graph of steps, systems, services and organisations, and what can be read off it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from domain.catalogue import name_key
from domain.dependencies import (
    BackboneSystem,
    Dependencies,
    HandOverPlace,
    PointKind,
    RekeyingSpot,
    SinglePoint,
    StepPlace,
)
from domain.hand_overs import MAYBE_REKEYED, UNKNOWN_SIDE, HandOverKind
from domain.journeys import Journey, Step
from domain.wording import count, few, listed
from journey_maps.network.failing import failing
from journey_maps.network.shared_steps import shared_steps

if TYPE_CHECKING:
    from networkx import Graph

SYSTEM, SERVICE, ORGANISATION, STEP, JOURNEY = "system", "service", "organisation", "step", "journey"
_NODE_OF_ITS_OWN = 2
"""How many parts a node has that is not told apart by whose it is."""

Node: TypeAlias = tuple[str, ...]
"""A sort of thing with its folded name, of an everyday system whose it is, too; of a step journey and identifier."""


def dependencies_of(journeys: Sequence[Journey]) -> Dependencies:
    """Return what these journeys lean on together. No journeys: nothing."""
    graph = dependency_graph(journeys)
    backbone = _backbone(graph, journeys)
    bodies = sorted((graph.nodes[node]["name"] for node in _of(graph, ORGANISATION)), key=str.casefold)
    return Dependencies(
        journeys=len(journeys),
        steps=sum(len(journey.steps) for journey in journeys),
        organisations=tuple(bodies),
        backbone=tuple(backbone),
        single_points=(*_only_systems(backbone), *_only_links(graph)),
        rekeying=tuple(_rekeying(journeys)),
        shared_steps=tuple(shared_steps(journeys)),
    )


def about(found: Dependencies, organisation: str) -> Dependencies:
    """Return what of it concerns one organisation; what stops elsewhere by its systems stays told."""
    key = name_key(organisation)

    def names(those: Iterable[str | None]) -> bool:
        return any(name and name_key(name) == key for name in those)

    def passes(spot: RekeyingSpot) -> bool:
        ends = [place.organisation for passing in spot.passings for place in (passing.giver, passing.taker)]
        return names((spot.one, spot.other, *ends))

    return Dependencies(
        journeys=found.journeys,
        steps=found.steps,
        organisations=found.organisations,
        backbone=tuple(system for system in found.backbone if names(system.organisations)),
        single_points=tuple(point for point in found.single_points if names((point.name, *point.organisations))),
        rekeying=tuple(spot for spot in found.rekeying if passes(spot)),
        shared_steps=tuple(shared for shared in found.shared_steps if names([shared.organisation])),
    )


def dependency_graph(journeys: Iterable[Journey]) -> "Graph":
    """Return an undirected graph: a step stands beside what it leans on, organisations beside whom they hand over to.

    Nodes bear their ``name``, as first met; a step bears its ``place``. What goes by everyday words is a node for
    each organisation: two that write of spreadsheets do not share one.
    """
    from networkx import Graph

    graph = Graph()

    def node(kind: str, name: str, *whose: str) -> Node:
        made = (kind, name_key(name), *whose)
        if made not in graph:
            graph.add_node(made, name=name)
        return made

    for journey in journeys:
        for step in journey.steps:
            here: Node = (STEP, journey.id, step.id)
            graph.add_node(here, name=step.step, place=StepPlace.of(journey, step))
            for kind, name in ((ORGANISATION, step.organisation), (SERVICE, step.service)):
                if name:
                    graph.add_edge(here, node(kind, name))
            graph.add_edges_from((here, node(SYSTEM, name, *_whose(name, journey, step))) for name in step.systems)
        for item in journey.hand_overs:
            is_known = UNKNOWN_SIDE not in (item.giver, item.taker) and name_key(item.giver) != name_key(item.taker)
            if item.kind is HandOverKind.ORGANISATION and is_known:
                graph.add_edge(node(ORGANISATION, item.giver), node(ORGANISATION, item.taker))
    return graph


def _whose(system: str, journey: Journey, step: Step) -> tuple[str, ...]:
    """Return what tells an everyday system from others that go by its name; nothing of what has a name of its own."""
    from language.everyday_systems import is_everyday

    if not is_everyday(system):
        return ()
    return (ORGANISATION, name_key(step.organisation)) if step.organisation else (JOURNEY, journey.id)


def _of(graph: "Graph", kind: str, beside: Node | None = None) -> list[Node]:
    nodes: Iterable[Node] = graph if beside is None else graph[beside]
    return [node for node in nodes if node[0] == kind]


def _named(graph: "Graph", kind: str, steps: Sequence[Node]) -> tuple[str, ...]:
    """Return the names of what stands beside some steps, by name."""
    found = {graph.nodes[node]["name"] for step in steps for node in _of(graph, kind, step)}
    return tuple(sorted(found, key=str.casefold))


def _backbone(graph: "Graph", journeys: Sequence[Journey]) -> list[BackboneSystem]:
    """Return every system with what leans on it, the most leant on first: by journeys, steps, organisations, name."""
    by_id = {journey.id: journey for journey in journeys}
    found = []
    for node in _of(graph, SYSTEM):
        steps = sorted(_of(graph, STEP, node), key=lambda step: graph.nodes[step]["place"].in_order)
        places = tuple(graph.nodes[step]["place"] for step in steps)
        stops, halts = _failures(by_id, places)
        found.append(
            BackboneSystem(
                name=graph.nodes[node]["name"],
                steps=places,
                organisations=_named(graph, ORGANISATION, steps),
                services=_named(graph, SERVICE, steps),
                stops=stops,
                halts=halts,
                is_everyday=len(node) > _NODE_OF_ITS_OWN,
            )
        )
    return sorted(found, key=lambda it: (-len(it.journeys), -len(it.steps), -len(it.organisations), name_key(it.name)))


def _failures(
    journeys: Mapping[str, Journey], leaning: Sequence[StepPlace]
) -> tuple[tuple[StepPlace, ...], tuple[StepPlace, ...]]:
    stops: list[StepPlace] = []
    halts: list[StepPlace] = []
    for identifier in dict.fromkeys(place.journey_id for place in leaning):
        journey = journeys[identifier]
        leant = {place.step_id for place in leaning if place.journey_id == identifier}
        stopped, halted = failing(journey.steps, leant)
        stops += [StepPlace.of(journey, step) for step in stopped]
        halts += [StepPlace.of(journey, step) for step in halted]
    return tuple(stops), tuple(halts)


def _only_systems(backbone: Iterable[BackboneSystem]) -> list[SinglePoint]:
    """Return the systems without which steps stop, most stopped steps first."""
    found = [
        SinglePoint(
            kind=PointKind.ONLY_SYSTEM,
            name=system.title,
            is_system=True,
            why=_why_it_stops(system),
            places=system.stops,
            organisations=system.organisations,
        )
        for system in backbone
        if system.stops
    ]
    return sorted(found, key=lambda point: (-len(point.places), name_key(point.name)))


def _why_it_stops(system: BackboneSystem) -> str:
    stopped = count(len(system.stops), "step")
    lean = "leans" if len(system.stops) == 1 else "lean"
    across = len({place.journey_id for place in system.stops})
    where = f" in {count(across, 'journey')}" if across > 1 else ""
    return f"{stopped}{where} {lean} on it alone: no second system and no other way of doing it is known."


def _only_links(graph: "Graph") -> list[SinglePoint]:
    """Return what alone joins organisations: the articulation points of who hands over to whom and shares a system.

    Those that leave the largest rest behind come first.
    """
    from networkx import articulation_points, connected_components, node_connected_component

    joined = _joined(graph)
    found = []
    for node in articulation_points(joined):
        around = joined.subgraph(node_connected_component(joined, node) - {node})
        groups = [
            tuple(sorted((graph.nodes[other]["name"] for other in part if other[0] == ORGANISATION), key=str.casefold))
            for part in connected_components(around)
        ]
        parts = sorted((group for group in groups if group), key=lambda group: (-len(group), group))
        if len(parts) > 1:
            found.append(_only_link(graph, node, tuple(parts)))
    return sorted(found, key=lambda point: (-sum(map(len, point.parts[1:])), not point.is_system, name_key(point.name)))


def _only_link(graph: "Graph", node: Node, parts: tuple[tuple[str, ...], ...]) -> SinglePoint:
    name = str(graph.nodes[node]["name"])
    is_system = node[0] == SYSTEM
    steps = [graph.nodes[step]["place"] for step in _of(graph, STEP, node)]
    others = listed([few(part) for part in parts[1:]])
    return SinglePoint(
        kind=PointKind.ONLY_LINK,
        name=name,
        is_system=is_system,
        why=f"No other link is known between {few(parts[0])} on one side and {others} on the other.",
        places=tuple(sorted(steps, key=lambda place: place.in_order)),
        organisations=tuple(other for part in parts for other in part),
        parts=parts,
    )


def _joined(graph: "Graph") -> "Graph":
    """Return organisations beside whom they hand over to, and beside the systems that their steps lean on."""
    from networkx import Graph

    joined = Graph()
    joined.add_edges_from((left, right) for left, right in graph.edges if {left[0], right[0]} == {ORGANISATION})
    for step in _of(graph, STEP):
        for body in _of(graph, ORGANISATION, step):
            joined.add_edges_from((body, system) for system in _of(graph, SYSTEM, step))
    return joined


def _rekeying(journeys: Iterable[Journey]) -> list[RekeyingSpot]:
    """Return the pairs between which things are typed in again, or likely to be, the most often first, then by name."""
    spots: dict[frozenset[str], tuple[str, str]] = {}
    passings: dict[frozenset[str], list[HandOverPlace]] = {}
    for journey in journeys:
        steps = {step.order: step for step in journey.steps}
        for item in journey.hand_overs:
            if item.how in MAYBE_REKEYED and item.from_step in steps and item.to_step in steps:
                pair = frozenset((name_key(item.giver), name_key(item.taker)))
                spots.setdefault(pair, (item.giver, item.taker))
                here, there = (StepPlace.of(journey, steps[order]) for order in (item.from_step, item.to_step))
                passings.setdefault(pair, []).append(HandOverPlace(giver=here, taker=there, how=item.how))
    found = [RekeyingSpot(one=one, other=other, passings=tuple(passings[pair])) for pair, (one, other) in spots.items()]
    return sorted(found, key=lambda spot: (-len(spot.passings), name_key(spot.one), name_key(spot.other)))
