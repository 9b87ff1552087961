"""What evidence on a journey tells that people do, gathered from many sentences into things that may be steps."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.evidence import Evidence
from journey_maps.drafting.actions import Action, actions_in

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

_MOST_READ = 800
_MOST_NAMED = 160
_ALIKE = 0.74


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """One thing that people do: its name, the rows of the evidence that tells it, how much speaks for it.

    ``vector`` is that of its name; ``things`` the verbs and what they are done to, of all its wordings.
    """

    name: str
    rows: tuple[int, ...]
    weight: float
    vector: "Vector"
    things: frozenset[tuple[str, str]]


def gather_deeds(
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    *,
    title: "Vector",
    about: "Vector",
    embed: Callable[[Sequence[str]], "Matrix"],
) -> list[Deed]:
    """Return what is done on a journey, what most evidence of its own sources tells first; nothing told: an empty list.

    ``about`` says in [0, 3] how much each candidate's source is about the journey. Only the eight hundred nearest
    candidates are read. Wordings that come near to one another are one deed, under the commonest of them.
    """
    if not candidates:
        return []
    near = about / 3 + vectors @ title
    rows = sorted(range(len(candidates)), key=lambda row: (-near[row], candidates[row].id))[:_MOST_READ]
    by_thing = _by_thing(candidates, rows)
    worth = {row: float(max(0.05, about[row] / 3 - 0.4) * (0.3 + max(0.0, vectors[row] @ title))) for row in rows}
    weighed = {thing: _weight([action.text for action in own], worth) for thing, own in by_thing.items()}
    things = sorted(by_thing, key=lambda thing: (-weighed[thing], thing))[:_MOST_NAMED]
    if not things:
        return []
    names = [_commonest(by_thing[thing]) for thing in things]
    named = embed(names)
    merged: list[list[int]] = []
    for number in range(len(things)):
        alike = [own for own in merged if named[own[0]] @ named[number] >= _ALIKE]
        if alike:
            max(alike, key=lambda own: float(named[own[0]] @ named[number])).append(number)
        else:
            merged.append([number])
    deeds = []
    for own in merged:
        texts = sorted({action.text for number in own for action in by_thing[things[number]]})
        deeds.append(
            Deed(
                name=names[own[0]],
                rows=tuple(texts),
                weight=_weight(texts, worth),
                vector=named[own[0]],
                things=frozenset(things[number] for number in own),
            )
        )
    return sorted(deeds, key=lambda deed: (-deed.weight, deed.name))


def _by_thing(candidates: Sequence[Evidence], rows: Sequence[int]) -> dict[tuple[str, str], list[Action]]:
    """Return what is done by its verb and object; each action's text is a row. A heading tells for what follows it."""
    below: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (candidates[row].source_id, candidates[row].ordinal)):
        if candidates[row].headings:
            below.setdefault(candidates[row].headings[-1], row)
    texts = [candidates[row].text for row in rows] + list(below)
    of = [*rows, *below.values()]
    told: dict[tuple[str, str], list[Action]] = defaultdict(list)
    for action in actions_in(texts):
        told[action.verb, action.thing].append(replace(action, text=of[action.text]))
    return {thing: own for thing, own in told.items() if any(action.is_plain for action in own)}


def _weight(rows: Sequence[int], worth: dict[int, float]) -> float:
    """Return how much speaks for what these rows tell: the sum of their worth, each further one counting less."""
    best = sorted((worth[row] for row in set(rows)), reverse=True)
    return sum(value / math.sqrt(nth) for nth, value in enumerate(best, start=1))


def _commonest(actions: Sequence[Action]) -> str:
    """Return the name most often given; of names as common, one of three to five words, then the first by letters."""
    counts = Counter(action.name for action in actions)
    return min(counts, key=lambda name: (-counts[name], abs(len(name.split()) - 4), name))
