"""Which of the things that people do are worth a step: what most evidence tells, then what is most of the journey."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from journey_maps.drafting.gathering import FEWEST_TELLING, Deed, Gathered

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

SAME = 0.62
"""How near the names of two things are that a room would take for one."""
_ALIKE = 0.65
_MOST_USUAL = 0.8
_LEAST_WEIGHT = 0.05
_LEAST_WEIGHT_USUAL = 0.12
"""What has less than this share of what speaks for the foremost is told by the way, or of another journey."""
_FAR, _NEAR = 0.3, 0.7
"""A sentence less near to a name than the first tells nothing of it, one as near as the second all."""
_OTHER, _THE_SAME = 0.3, 0.6
"""Names less near than the first are of other things; one as near as the second says what the other does."""
_OF_A_SORT = 0.35, 0.65
"""The same for names of one sort, such as all that is booked."""
_NEAREST = 3
"""A name is measured against so many of the steps there are, the nearest."""
_TOLD, _SORT, _WEIGHT, _LEAST = 1.4, 0.1, 0.1, 0.05
"""What the other signs of a step count beside its nearness to the steps there are, and what is added."""
_ALONE = 0.05
"""What stands for a deed's sort before others are counted, so that one without any has a logarithm."""


def chosen(gathered: Gathered, *, most: int, given: "Matrix", wanted: Callable[[Deed], bool]) -> list[Deed]:
    """Return at most ``most`` deeds that are ``wanted``: half of them the foremost, then what is most of this journey.

    ``given`` (m, d) are the vectors of the names of steps that there are already. Nothing gathered: an empty list.
    """
    first = _foremost(gathered.deeds, most=most // 2, wanted=wanted)
    return [*first, *_of_this_journey(gathered, first, given, most=most - len(first), wanted=wanted)]


def _foremost(deeds: Sequence[Deed], *, most: int, wanted: Callable[[Deed], bool]) -> list[Deed]:
    """Return those that most evidence tells, each told enough beside the first and unlike the others.

    Four in five may be usual steps, so that what only this journey has shows too.
    """
    taken: list[Deed] = []
    for deed in deeds:
        usual = sum(1 for other in taken if other.usual)
        if len(taken) == most or deed.weight < _LEAST_WEIGHT * deeds[0].weight:
            break
        if deed.usual:
            told = usual < _MOST_USUAL * most and deed.weight >= _LEAST_WEIGHT_USUAL * deeds[0].weight
        else:
            told = len(deed.rows) >= FEWEST_TELLING
        same = any(
            other.vector @ deed.vector >= SAME or same_verb_and_thing(other.name, deed.name)
            for other in taken
            if not (deed.usual and other.usual)
        )
        if told and not same and wanted(deed):
            taken.append(deed)
    return taken


def _of_this_journey(
    gathered: Gathered, taken: Sequence[Deed], given: "Matrix", *, most: int, wanted: Callable[[Deed], bool]
) -> list[Deed]:
    """Return those that are likely of this journey and unlike those taken, each the nearest to most other such deeds.

    Greedy choice of a facility location (Nemhauser, Wolsey and Fisher 1978) among the deeds themselves.
    """
    left = [deed for deed in gathered.deeds if wanted(deed) and not any(_is_of_kind(deed, one) for one in taken)]
    if not left:
        return []
    names = np.array([deed.vector for deed in left])
    likely = _likely(gathered, names, np.array([deed.weight for deed in left]), given)
    alike = _share(names @ names.T, _OTHER, _THE_SAME)
    named = np.array([deed.vector for deed in taken]).reshape(-1, names.shape[1])
    covered = _share(names @ named.T, _OTHER, _THE_SAME).max(axis=1, initial=0.0)
    open_to = (names @ named.T).max(axis=1, initial=0.0) < _ALIKE
    open_to &= (names @ given.T).max(axis=1, initial=0.0) < SAME
    picked: list[Deed] = []
    while len(picked) < most:
        gain = likely * (likely @ np.maximum(alike - covered[:, None], 0.0)) * open_to
        best = int(np.argmax(gain))
        if gain[best] <= 0.0:
            break
        picked.append(left[best])
        covered = np.maximum(covered, alike[:, best])
        open_to &= names @ names[best] < _ALIKE
        open_to &= np.array([not _is_of_kind(deed, left[best]) for deed in left])
    return picked


def _is_of_kind(deed: Deed, other: Deed) -> bool:
    return not (deed.usual and other.usual) and same_verb_and_thing(deed.name, other.name)


def same_verb_and_thing(name: str, other: str) -> bool:
    """Tell whether both begin and end alike: "Receive a letter", "Receive hospital letters".

    What is or has been done begins with no verb that tells it from others: "Be told of the test", "Have the test".
    """
    own = _verb_and_thing(name)
    return own[0] not in ("be", "have") and own == _verb_and_thing(other)


def _verb_and_thing(name: str) -> tuple[str, str]:
    words = name.casefold().split()
    return words[0], words[-1].removesuffix("s")


def _likely(gathered: Gathered, names: "Matrix", weights: "Vector", given: "Matrix") -> "Vector":
    """Return for each name how likely it is a step of this journey: 0 or more, in no unit.

    Four signs: how near it is to the three nearest steps there are, how much of the evidence it comes near to, how
    many of the other deeds are of its sort, and how much evidence tells it. Their weights are a ridge regression over
    seventeen coded journeys, each event left out in turn giving nearly the same; see docs/benchmarks.md.
    """
    near = np.sort(names @ given.T, axis=1)[:, -_NEAREST:].mean(axis=1) if len(given) else np.zeros(len(names))
    told = gathered.worth @ _share(gathered.vectors @ names.T, _FAR, _NEAR) / max(float(gathered.worth.sum()), 1e-9)
    weight = weights / max(float(weights.max()), 1e-9)
    sort = _share(names @ names.T, *_OF_A_SORT) @ weight
    likely = near + _TOLD * np.sqrt(told) + _SORT * np.log(sort + _ALONE) + _WEIGHT * np.sqrt(weight) + _LEAST
    return np.asarray(np.maximum(likely, 0.0), dtype=np.float32)


def _share(near: "Matrix", least: float, most: float) -> "Matrix":
    """Return in [0, 1] how far each is from ``least`` to ``most``."""
    share: Matrix = np.clip((near - least) / (most - least), 0.0, 1.0)
    return share
