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
_UNRELATED_WHOLE, _UNRELATED_BEST, _UNRELATED_MEAN, _UNRELATED_COVERED = 0.0, 0.15, 0.08, 0.17
_UNRELATED_IN_ALL = 0.3
"""What sources that have nothing to do with a journey mostly have of each sign of meaning, and of all together."""
_NEAREST = 10
_SPOKEN_OF, _STEPS_SPOKEN_OF = 0.76, 0.85
_SPEAKING = 20
"""How near to a title, or to its steps on average, the twenty nearest sentences and the nearest source come together.

Of 56 invented journeys that the notes do not tell of 45 had less than 0.76.
"""
_SPOKEN_OF_IN_ALL = 1.65
_IN_ITS_WORDS = 0.5
"""What title and steps have together, with half of the share of the steps' words that a source says.

Of 24 journeys that the notes tell of, called as people call them, 20 have that much, of 40 on other subjects one.
"""
_OFTEN = 8
"""A word that every eighth sentence says is what a source speaks of; said more often it tells no more."""


def relevance(candidates: Sequence[Evidence], vectors: "Matrix", asked: Asked) -> "Vector":
    """Return in [0, 3], a candidate each, how much its source is about the journey; 3 for the source most about it.

    The sum of six signs, each from 0 for a source that has nothing to do with a journey to 1 for the one that has most
    of it: how near the source as a whole is to the title; how near its ten nearest sentences, and all of them on
    average, come to a step; how near its best sentence comes to each step, on average; and how much of the title's
    words, and of the steps', it and the name of its service say, those that few sources say counting more. A
    neighbouring journey shares most of the meaning and few of the words. Where all sources are about the journey, all
    have much. Without steps, what tells of steps is left out. No candidates: an empty vector.
    """
    rows = by_source(candidates)
    if not rows:
        return np.zeros(0, dtype=np.float32)
    signs = [*_in_meaning(rows, vectors, asked), *_in_words(rows, candidates, asked)]
    about = MOST_RELEVANT * _above(np.sum(signs, axis=0), _UNRELATED_IN_ALL)
    of_source = dict(zip(rows, about, strict=True))
    return np.array([of_source[item.source_id] for item in candidates], dtype=np.float32)


def title_shares(candidates: Sequence[Evidence], asked: Asked) -> dict[str, float]:
    """Return in [0, 1], a source each, how much of the title's words it says; 1 for the source that says most of them.

    Words that few sources say count more, and said now and then they count less. Where no source says any of them, all
    have 1. No candidates: none.
    """
    rows = by_source(candidates)
    if not rows:
        return {}
    return dict(zip(rows, _in_words(rows, candidates, asked)[0].tolist(), strict=True))


def is_spoken_of(candidates: Sequence[Evidence], vectors: "Matrix", asked: Asked) -> bool:
    """Tell whether anything here is about a journey: whatever is most about it may be about another altogether.

    It is by its title or, for people call a journey what they like, by its steps, or by both and the steps' words: some
    source says many of them that few others say. No candidates tell of none.
    """
    rows = by_source(candidates)
    if not rows:
        return False
    whole = _as_a_whole(rows, vectors)
    speaking = min(_SPEAKING, max(1, len(candidates) // _SPEAKING))

    def near(wanted: "Matrix") -> float:
        nearest = np.sort(vectors @ wanted.T, axis=0)[-speaking:].mean(axis=0)
        return float((nearest + (whole @ wanted.T).max(axis=0)).mean())

    by_title = near(asked.title[None, :])
    if by_title >= _SPOKEN_OF or not len(asked):
        return by_title >= _SPOKEN_OF
    by_steps = near(asked.in_place)
    said = _IN_ITS_WORDS * max(_shares_said(rows, candidates, [_words_of_steps(asked)])[0])
    return by_steps >= _STEPS_SPOKEN_OF or by_title + by_steps + said >= _SPOKEN_OF_IN_ALL


def _in_meaning(rows: dict[str, list[int]], vectors: "Matrix", asked: Asked) -> "list[Vector]":
    """Return, a source each, how near it is to the journey in the ways of ``relevance``, each in [0, 1]."""
    whole = _as_a_whole(rows, vectors) @ asked.title
    nearest = (vectors @ asked.in_place.T).max(axis=1) if len(asked) else vectors @ asked.title
    best = np.array([np.sort(nearest[own])[-_NEAREST:].mean() for own in rows.values()])
    mean = np.array([nearest[own].mean() for own in rows.values()])
    near = [_above(whole, _UNRELATED_WHOLE), _above(best, _UNRELATED_BEST), _above(mean, _UNRELATED_MEAN)]
    if len(asked):
        told = vectors @ asked.told.T
        covered = np.array([told[own].max(axis=0).mean() for own in rows.values()])
        near.append(_above(covered, _UNRELATED_COVERED))
    return near


def _as_a_whole(rows: dict[str, list[int]], vectors: "Matrix") -> "Matrix":
    """Return a unit row a source: what its sentences mean together."""
    return unit(np.array([vectors[own].mean(axis=0) for own in rows.values()]))


def _in_words(rows: dict[str, list[int]], candidates: Sequence[Evidence], asked: Asked) -> "list[Vector]":
    """Return, a source each, the share of the title's words that it speaks of, and of the steps', the most being 1."""
    asked_for = [asked.title_stems, _words_of_steps(asked)] if len(asked) else [asked.title_stems]
    return [_above(np.array(shares), 0.0) for shares in _shares_said(rows, candidates, asked_for)]


def _words_of_steps(asked: Asked) -> frozenset[str]:
    return frozenset().union(*asked.step_stems)


def _shares_said(
    rows: dict[str, list[int]], candidates: Sequence[Evidence], asked_for: Sequence[frozenset[str]]
) -> list[list[float]]:
    """Return, for each of several sets of words, in [0, 1] the share of it that each source says."""
    wanted = frozenset[str]().union(*asked_for)
    said = [Counter(stem for row in own for stem in wanted & _stems_said(candidates[row])) for own in rows.values()]
    sources = Counter(stem for own in said for stem in own)
    worth = {stem: math.log((len(rows) + 1) / (sources[stem] + 1)) for stem in wanted}
    lengths = [len(own) for own in rows.values()]
    return [
        [_share(stems, own, worth, length) for own, length in zip(said, lengths, strict=True)] for stems in asked_for
    ]


def _stems_said(item: Evidence) -> frozenset[str]:
    """Return the stems of a sentence, of what stands above it and of the service that it is about."""
    return stems_of(f"{item.text} {' '.join(item.headings)} {item.service or ''}")


def _share(stems: frozenset[str], said: "Counter[str]", worth: dict[str, float], length: int) -> float:
    whole = sum(worth[stem] for stem in stems)
    spoken = sum(worth[stem] * min(1.0, _OFTEN * said[stem] / length) for stem in sorted(stems))
    return spoken / whole if whole > 0 else 0.0


def _above(values: "Vector", least: float) -> "Vector":
    """Return in [0, 1] how far each is from ``least`` to the greatest of them; 1 for each where none is above it."""
    most = float(values.max())
    scaled: Vector = np.clip((values - least) / (most - least), 0.0, 1.0) if most > least else np.ones_like(values)
    return scaled
