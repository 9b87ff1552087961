"""The signs by which evidence tells of a step: meaning, words, place in its source, and what its source is about."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence, Kind
from domain.journeys import StepOutline
from journey_maps.drafting.asking import StepVectors
from journey_maps.drafting.cues import ABOUT_RESEARCH, TODAY
from journey_maps.drafting.kindred_words import kindred_of
from journey_maps.drafting.stems import stems_of

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

_NEAR = 3
_NEAR_WORDS = 2
_KINDRED_WORTH = 0.6
_NEAREST = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """How much each sign counts: log odds for each unit of it, fitted on coded journeys (docs/benchmarks.md)."""

    meaning: float = 6.0
    nearby: float = 1.4
    section: float = 1.2
    words: float = 2.0
    headings: float = 2.3
    kindred: float = 1.2
    nearby_words: float = 1.8
    source: float = 1.3
    title: float = -2.4
    today: float = 0.5
    research: float = -0.4
    kinds: tuple[tuple[Kind, float], ...] = (
        (Kind.PAIN_POINT, 1.0),
        (Kind.BEHAVIOUR, 0.9),
        (Kind.NEED, 0.4),
        (Kind.RECOMMENDATION, -0.6),
        (Kind.OTHER, -2.4),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What speaks for each candidate (rows) at each step (columns), already weighed, in log odds.

    ``own`` is what the words say for themselves: those that are no evidence of a step have little of it, whatever
    their source is about.
    """

    meaning: "Matrix"
    words: "Matrix"
    headings: "Matrix"
    kindred: "Matrix"
    around: "Matrix"
    source: "Vector"
    manner: "Vector"

    @property
    def own(self) -> "Matrix":
        """Return what speaks for a candidate but for its source and manner."""
        own: Matrix = self.meaning + self.words + self.headings + self.kindred + self.around
        return own

    @property
    def total(self) -> "Matrix":
        """Return all of it together."""
        total: Matrix = self.own + (self.source + self.manner)[:, None]
        return total


def relevance(candidates: Sequence[Evidence], vectors: "Matrix", asked: StepVectors) -> "Vector":
    """Return in [0, 3], a candidate each, how much its source is about the journey.

    A third each: how near the source as a whole is to the title, how near its ten nearest observations, and how near
    all of them on average, come to a step; from 0 for the source least about it to 1 for the one most about it.
    """
    rows = by_source(candidates)
    nearest = (vectors @ asked.in_place.T).max(axis=1) if len(asked) else vectors @ asked.title
    whole = {source: float(_unit(vectors[own].mean(axis=0)) @ asked.title) for source, own in rows.items()}
    best = {source: float(np.sort(nearest[own])[-_NEAREST:].mean()) for source, own in rows.items()}
    mean = {source: float(nearest[own].mean()) for source, own in rows.items()}
    scaled = [_from_nought_to_one(values) for values in (whole, best, mean)]
    return np.array([sum(part[item.source_id] for part in scaled) for item in candidates], dtype=np.float32)


def signs_of(
    outlines: Sequence[StepOutline],
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    asked: StepVectors,
    *,
    about: "Vector",
    weights: Weights,
) -> Signs:
    """Return the weighed signs of candidates (n) at steps (m). ``about`` is their ``relevance``."""
    texts = [stems_of(item.text) for item in candidates]
    above = [stems_of(" ".join(item.headings)) for item in candidates]
    steps = [stems_of(outline.step) for outline in outlines]
    worth = _worth(texts)
    literal, kindred = _shares(steps, texts, worth)
    staged, _ = _shares([stems_of(f"{outline.step} {outline.stage}") for outline in outlines], texts, worth)
    heading, _ = _shares(steps, above, worth)
    near, section = _around(candidates, vectors)
    nearby_words = _mean_of_neighbours(candidates, literal + _KINDRED_WORTH * kindred, _NEAR_WORDS)
    around = (
        weights.nearby * (near @ asked.in_place.T)
        + weights.section * (section @ asked.in_place.T)
        + weights.nearby_words * nearby_words
    )
    return Signs(
        meaning=weights.meaning * (vectors @ asked.told.T) + weights.title * (vectors @ asked.title)[:, None],
        words=weights.words * staged,
        headings=weights.headings * heading,
        kindred=weights.kindred * kindred,
        around=around,
        source=weights.source * about,
        manner=_manner(candidates, weights),
    )


def by_source(candidates: Sequence[Evidence]) -> dict[str, list[int]]:
    """Return the rows of each source, in the order in which it tells them."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, item in enumerate(candidates):
        rows[item.source_id].append(row)
    return {source: sorted(own, key=lambda row: candidates[row].ordinal) for source, own in rows.items()}


def _manner(candidates: Sequence[Evidence], weights: Weights) -> "Vector":
    kinds = dict(weights.kinds)
    return np.array(
        [
            weights.today * bool(TODAY.search(item.text))
            + weights.research * bool(ABOUT_RESEARCH.search(item.text))
            + (kinds.get(item.kind, 0.0) if item.kind else 0.0)
            for item in candidates
        ],
        dtype=np.float32,
    )


def _worth(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return what each stem is worth: the rarer among the candidates, the more."""
    seen: Counter[str] = Counter(stem for words in texts for stem in words)
    return {stem: math.log(1 + len(texts) / (1 + count)) for stem, count in seen.items()}


def _shares(
    queries: Sequence[frozenset[str]], texts: Sequence[frozenset[str]], worth: dict[str, float]
) -> "tuple[Matrix, Matrix]":
    """Return (texts, queries) in [0, 1], twice: the share of a query's words a text has, and has a kindred word of."""
    most = math.log(1 + len(texts))
    literal = np.zeros((len(texts), len(queries)), dtype=np.float32)
    kindred = np.zeros_like(literal)
    for column, query in enumerate(queries):
        stems = [(stem, worth.get(stem, most), kindred_of(stem)) for stem in sorted(query)]
        whole = sum(weight for _, weight, _ in stems) or 1.0
        for row, words in enumerate(texts):
            for stem, weight, others in stems:
                if stem in words:
                    literal[row, column] += weight / whole
                elif not others.isdisjoint(words):
                    kindred[row, column] += weight / whole
    return literal, kindred


def _around(candidates: Sequence[Evidence], vectors: "Matrix") -> "tuple[Matrix, Matrix]":
    """Return what stands beside each candidate, and the section it stands in, as unit vectors."""
    near = _mean_of_neighbours(candidates, vectors, _NEAR)
    alone = ~near.any(axis=1)
    near[alone] = vectors[alone]
    sections: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for row, item in enumerate(candidates):
        sections[item.source_id, item.headings].append(row)
    section = np.empty_like(vectors)
    for own in sections.values():
        section[own] = vectors[own].mean(axis=0)
    return _unit(near), _unit(section)


def _mean_of_neighbours(candidates: Sequence[Evidence], values: "Matrix", reach: int) -> "Matrix":
    """Return, a candidate each, the mean of ``values`` over those up to ``reach`` before and after it; 0 for none."""
    mixed = np.zeros_like(values)
    for own in by_source(candidates).values():
        told = values[own]
        sums = np.concatenate([np.zeros_like(told[:1]), np.cumsum(told, axis=0, dtype=np.float64)])
        places = np.arange(len(own))
        first, last = np.maximum(places - reach, 0), np.minimum(places + reach + 1, len(own))
        counts = np.maximum(last - first - 1, 1)
        mixed[own] = (sums[last] - sums[first] - told) / counts[:, None]
    mixed[np.abs(mixed) < 1e-6] = 0.0
    return mixed


def _unit(rows: "Matrix") -> "Matrix":
    unit: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return unit


def _from_nought_to_one(values: dict[str, float]) -> dict[str, float]:
    least, most = min(values.values()), max(values.values())
    return {key: (value - least) / (most - least) if most > least else 1.0 for key, value in values.items()}
