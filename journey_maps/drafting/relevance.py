"""How much each source is about a journey: by what it means, by what it covers, and by the words it says."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence
from journey_maps.drafting.asking import Asked
from journey_maps.drafting.stems import stems_of
from journey_maps.drafting.surroundings import by_source, unit

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

MOST_RELEVANT = 3.0
_NEAREST = 10
_OFTEN = 8
"""A word that every eighth sentence says is what a source speaks of; said more often it tells no more."""


def relevance(candidates: Sequence[Evidence], vectors: "Matrix", asked: Asked) -> "Vector":
    """Return in [0, 3], a candidate each, how much its source is about the journey.

    The sum of six signs, each from 0 for the source that has least of it to 1 for the one that has most: how near the
    source as a whole is to the title; how near its ten nearest sentences, and all of them on average, come to a step;
    how near its best sentence comes to each step, on average; and how much of the title's words, and of the steps',
    it says, those that few sources say counting more. A neighbouring journey shares most of the meaning and few of
    the words. Without steps, what tells of steps is left out. No candidates: an empty vector.
    """
    rows = by_source(candidates)
    if not rows:
        return np.zeros(0, dtype=np.float32)
    signs = [*_in_meaning(rows, vectors, asked), *_in_words(rows, candidates, asked)]
    whole = _from_nought_to_one(np.sum([_from_nought_to_one(sign) for sign in signs], axis=0))
    about = dict(zip(rows, MOST_RELEVANT * whole, strict=True))
    return np.array([about[item.source_id] for item in candidates], dtype=np.float32)


def _in_meaning(rows: dict[str, list[int]], vectors: "Matrix", asked: Asked) -> "list[Vector]":
    whole = unit(np.array([vectors[own].mean(axis=0) for own in rows.values()])) @ asked.title
    nearest = (vectors @ asked.in_place.T).max(axis=1) if len(asked) else vectors @ asked.title
    best = np.array([np.sort(nearest[own])[-_NEAREST:].mean() for own in rows.values()])
    mean = np.array([nearest[own].mean() for own in rows.values()])
    if not len(asked):
        return [whole, best, mean]
    told = vectors @ asked.told.T
    return [whole, best, mean, np.array([told[own].max(axis=0).mean() for own in rows.values()])]


def _in_words(rows: dict[str, list[int]], candidates: Sequence[Evidence], asked: Asked) -> "list[Vector]":
    """Return, a source each, the share of the title's words that it speaks of, and of the steps', in [0, 1]."""
    wanted = frozenset(asked.title_stems.union(*asked.step_stems))
    said = [
        Counter(
            stem
            for row in own
            for stem in wanted & stems_of(f"{candidates[row].text} {' '.join(candidates[row].headings)}")
        )
        for own in rows.values()
    ]
    sources = Counter(stem for own in said for stem in own)
    worth = {stem: math.log((len(rows) + 1) / (sources[stem] + 1)) for stem in wanted}
    lengths = [len(own) for own in rows.values()]
    asked_for = [asked.title_stems, frozenset().union(*asked.step_stems)] if len(asked) else [asked.title_stems]
    return [
        np.array([_share(stems, own, worth, length) for own, length in zip(said, lengths, strict=True)])
        for stems in asked_for
    ]


def _share(stems: frozenset[str], said: "Counter[str]", worth: dict[str, float], length: int) -> float:
    whole = sum(worth[stem] for stem in stems)
    spoken = sum(worth[stem] * min(1.0, _OFTEN * said[stem] / length) for stem in sorted(stems))
    return spoken / whole if whole > 0 else 0.0


def _from_nought_to_one(values: "Vector") -> "Vector":
    least, most = float(values.min()), float(values.max())
    scaled: Vector = (values - least) / (most - least) if most > least else np.ones_like(values)
    return scaled
