"""Which of the systems that sources name are a journey's own: not a neighbour's, and not only where more can be read.

Sources of a neighbouring journey come along for what they tell of its steps: a clinic is set up in the same way for
other appointments. What they name besides is behind the neighbour's steps.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from domain.evidence import Evidence, Subject
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.naming import Names
from language.name_forms import name_pattern
from language.names import NamedThing
from language.system_frames import only_refers

_LEAST_SHARE = 0.5
"""What share of all that research says of a system the foremost sources must, where none speaks of the title."""
_EVEN = 0.73
"""The score from which evidence more likely belongs on its step than not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What tells whose a system is: all that research says, what of it is of the journey's sources, and what is placed.

    ``speaking`` are the sources that say what the journey's title names, ``foremost`` those most about it.
    """

    everything: Sequence[Evidence]
    of_journey: Sequence[Evidence]
    placed: Sequence[Sequence[PlacedEvidence]]
    speaking: Set[str]
    foremost: Set[str]


def own_systems(names: Names, told: Told) -> Names:
    """Return the names without systems that are not this journey's; a service of that name stays as a service.

    A system is its own where a source names it that speaks of what the title names, or where the foremost sources have
    half of all that is said of it. What goes by everyday words is everywhere: for that, one foremost source, or a
    sentence that rather belongs on its step, is enough.
    """
    return Names(things=tuple(own for thing in names.things if (own := _as_own(thing, names, told))))


def _as_own(thing: NamedThing, names: Names, told: Told) -> NamedThing | None:
    if thing not in names.of(Subject.SYSTEM) or _is_own(thing, told):
        return thing
    return None if thing.subject is Subject.SYSTEM else replace(thing, works_as_system=False)


def _is_own(thing: NamedThing, told: Told) -> bool:
    pattern = name_pattern(thing.forms)
    naming = [(item, match.start()) for item in told.of_journey if (match := pattern.search(item.text))]
    if naming and all(only_refers(item.text, start) for item, start in naming):
        return False
    sources = Counter(item.source_id for item, _ in naming)
    if not naming or sources.keys() & told.speaking:
        return True
    foremost = sum(sources[source] for source in told.foremost)
    if thing.is_everyday:
        best = (item.score for own in told.placed for item in own if pattern.search(item.evidence.text))
        return foremost > 0 or max(best, default=0.0) >= _EVEN
    return foremost >= _LEAST_SHARE * sum(bool(pattern.search(item.text)) for item in told.everything)
