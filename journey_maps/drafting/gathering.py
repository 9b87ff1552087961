"""What evidence on a journey tells that people do, gathered from many sentences into things that may be steps."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence
from journey_maps.drafting.actions import Action, actions_in
from journey_maps.drafting.cues import ABOUT_RESEARCH
from journey_maps.drafting.surroundings import sources_by
from journey_maps.drafting.usual_steps import UsualStep, usual_steps

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

_MOST_READ = 700
_MOST_NAMED = 1000
FEWEST_TELLING = 2
_ALIKE = 0.9
_ABOUT_IT = 0.45
_FEWEST_SOURCES = 5
_LEAST_ABOUT = 0.03
"""Sources less about the journey than this share of the foremost tell of other journeys, but for the first five."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """One thing that people do: its name, the rows of the evidence that tells it, how much speaks for it.

    ``vector`` is that of its name. ``usual`` is the step of many journeys that it is; None where sentences named it.
    """

    name: str
    rows: tuple[int, ...]
    weight: float
    vector: "Vector"
    usual: UsualStep | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """What is done on a journey, what most evidence tells first, and the evidence: its vectors and what it is worth."""

    deeds: "list[Deed]"
    vectors: "Matrix"
    worth: "Vector"


def gather_deeds(
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    *,
    title: "Vector",
    about: "Vector",
    embed: Callable[[Sequence[str]], "Matrix"],
) -> Gathered:
    """Return what is done on a journey, what most evidence of its own sources tells first; nothing told: no deeds.

    ``about`` says in [0, 3] how much each candidate's source is about the journey. Only the seven hundred nearest
    candidates are parsed. Wordings that come near to one another are one deed, under the commonest of them; those of
    a step that many journeys have are that step.
    """
    worth = _worth(candidates, about, vectors @ title)
    rows = list(worth)
    deeds = _deeds(candidates, worth, embed)
    return Gathered(deeds=deeds, vectors=vectors[rows], worth=np.array([worth[row] for row in rows], dtype=np.float32))


def _deeds(
    candidates: Sequence[Evidence], worth: Mapping[int, float], embed: Callable[[Sequence[str]], "Matrix"]
) -> list[Deed]:
    told = _things_done(candidates, worth)
    usual = [one for step in usual_steps() if (one := _usual_deed(step, candidates, worth, told))]
    names = [_commonest(own) for own in told]
    if not usual and not names:
        return []
    embedded = embed([*(name for name, *_ in usual), *names])
    deeds = [
        Deed(name=name, rows=rows, weight=_weight(rows, worth), vector=vector, usual=step)
        for (name, rows, step), vector in zip(usual, embedded, strict=False)
    ]
    named = embedded[len(usual) :]
    called = {deed.name for deed in deeds}
    for own in _merged(named):
        if names[own[0]] not in called:
            rows = tuple(sorted({action.text for number in own for action in told[number]}))
            deeds.append(Deed(name=names[own[0]], rows=rows, weight=_weight(rows, worth), vector=named[own[0]]))
    return sorted(deeds, key=lambda deed: (-deed.weight, deed.name))


def _worth(candidates: Sequence[Evidence], about: "Vector", near: "Vector") -> dict[int, float]:
    """Return how much each row says of the journey, for those that tell of it and not of the research."""
    if not candidates:
        return {}
    of_it = np.clip((about / max(float(about.max()), 1e-9) - _ABOUT_IT) / (1 - _ABOUT_IT), 0, 1) ** 3
    for rows in sources_by(candidates, about)[:_FEWEST_SOURCES]:
        of_it[rows] = np.maximum(of_it[rows], _LEAST_ABOUT)
    own = of_it * (0.3 + np.maximum(0.0, near))
    return {
        row: float(own[row])
        for row in np.flatnonzero(own > 0).tolist()
        if not ABOUT_RESEARCH.search(candidates[row].text) and not candidates[row].text.rstrip(" ”\"'’").endswith("?")
    }


def _things_done(candidates: Sequence[Evidence], worth: Mapping[int, float]) -> list[list[Action]]:
    """Return the actions that the rows worth most tell, those of one verb and object together, the foremost first.

    Each action's text is a row. A heading tells for what follows it.
    """
    rows = sorted(worth, key=lambda row: (-worth[row], candidates[row].id))[:_MOST_READ]
    below: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (candidates[row].source_id, candidates[row].ordinal)):
        if candidates[row].headings:
            below.setdefault(candidates[row].headings[-1], row)
    texts = [candidates[row].text for row in rows] + list(below)
    of = [*rows, *below.values()]
    told: dict[tuple[str, str], list[Action]] = defaultdict(list)
    for action in actions_in(texts):
        told[action.verb, action.thing].append(replace(action, text=of[action.text]))
    plain = [thing for thing, own in told.items() if any(action.is_plain for action in own)]
    weighed = {thing: _weight([action.text for action in told[thing]], worth) for thing in plain}
    return [told[thing] for thing in sorted(plain, key=lambda thing: (-weighed[thing], thing))[:_MOST_NAMED]]


def _usual_deed(
    step: UsualStep, candidates: Sequence[Evidence], worth: Mapping[int, float], told: Sequence[Sequence[Action]]
) -> tuple[str, tuple[int, ...], UsualStep] | None:
    """Return a usual step with its name and rows; None where fewer than two sentences tell it.

    What notes call at more length and with the same verb goes by that name: "Pay the mooring fee".
    """
    rows = tuple(row for row in sorted(worth) if step.told.search(candidates[row].text))
    texts = {candidates[row].text: worth[row] for row in rows}
    name = step.named(texts) if len(rows) >= FEWEST_TELLING else None
    if name is None:
        return None
    begins, length = name.split()[0], len(name.split())
    for own in told:
        longer = _commonest(own)
        if len(own) >= FEWEST_TELLING and longer.split()[0] == begins and step.told.search(longer):
            return longer if len(longer.split()) > length else name, rows, step
    return name, rows, step


def _merged(vectors: "Matrix") -> list[list[int]]:
    """Return rows that come near to one another together, each lot under its first."""
    merged: list[list[int]] = []
    for number, vector in enumerate(vectors):
        alike = [own for own in merged if vectors[own[0]] @ vector >= _ALIKE]
        if alike:
            max(alike, key=lambda own: float(vectors[own[0]] @ vector)).append(number)
        else:
            merged.append([number])
    return merged


def _weight(rows: Sequence[int], worth: Mapping[int, float]) -> float:
    """Return how much speaks for what these rows tell: the sum of their worth, each further one counting less."""
    best = sorted((worth[row] for row in set(rows)), reverse=True)
    return sum(value / math.sqrt(nth) for nth, value in enumerate(best, start=1))


def _commonest(actions: Sequence[Action]) -> str:
    """Return the name most often given; of names as common, one of three to five words, then the first by letters."""
    counts = Counter(action.name for action in actions)
    return min(counts, key=lambda name: (-counts[name], abs(len(name.split()) - 4), name))
