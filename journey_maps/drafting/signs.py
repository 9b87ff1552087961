"""The signs by which evidence tells of a step: meaning, words, what stands around it, what its source is about."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence, Kind
from domain.journeys import StepOutline
from journey_maps.drafting.asking import Asked
from journey_maps.drafting.kindred_words import kindred_of
from journey_maps.drafting.manner import (
    begins_amid,
    is_an_aim,
    is_of_research,
    is_of_today,
    is_told_by_us,
    troubles_in,
)
from journey_maps.drafting.stems import stems_of
from journey_maps.drafting.surroundings import around, of_neighbours
from journey_maps.drafting.usual_steps import usual_steps

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

_STRONGEST = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """How much each sign counts: log odds for each unit of it, fitted on coded journeys (docs/benchmarks.md)."""

    meaning: float = 5.6
    nearby: float = 0.7
    section: float = 0.7
    words: float = 1.0
    headings: float = 0.9
    kindred: float = 1.5
    usual: float = 1.9
    beside: float = 5.4
    source: float = 2.0
    title: float = -1.6
    today: float = 0.8
    research: float = -0.4
    by_us: float = 0.7
    trouble: float = 0.4
    amid: float = -0.5
    aim: float = -1.5
    kinds: tuple[tuple[Kind, float], ...] = (
        (Kind.PAIN_POINT, 1.0),
        (Kind.BEHAVIOUR, 1.2),
        (Kind.NEED, 0.4),
        (Kind.RECOMMENDATION, -0.7),
        (Kind.OTHER, -1.2),
    )


AT_FIRST = Weights(
    meaning=6.3,
    nearby=2.3,
    section=0.8,
    words=1.3,
    headings=3.8,
    kindred=1.6,
    usual=2.4,
    beside=0.0,
    source=1.7,
    title=-2.5,
    today=0.6,
    research=-0.3,
    by_us=0.9,
    trouble=0.4,
    amid=-0.9,
    kinds=(
        (Kind.PAIN_POINT, 1.3),
        (Kind.BEHAVIOUR, 1.4),
        (Kind.NEED, 0.9),
        (Kind.RECOMMENDATION, -0.8),
        (Kind.OTHER, -0.8),
    ),
)
"""The weights of a first look, when nothing is known yet of where the neighbours belong; fitted so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What speaks for each candidate (rows) at each step (columns), already weighed, in log odds.

    ``beside`` is that its neighbours belong there. ``own`` is what the words say for themselves: those that are no
    evidence of a step have little of it, whatever stands beside them and whatever their source is about.
    """

    meaning: "Matrix"
    words: "Matrix"
    headings: "Matrix"
    kindred: "Matrix"
    usual: "Matrix"
    around: "Matrix"
    beside: "Matrix"
    source: "Vector"
    manner: "Vector"

    @property
    def own(self) -> "Matrix":
        """Return what a candidate's words and headings say: all but what stands around it, its source and manner."""
        own: Matrix = self.meaning + self.words + self.headings + self.kindred + self.usual
        return own

    @property
    def total(self) -> "Matrix":
        """Return all of it together."""
        total: Matrix = self.own + self.around + self.beside + (self.source + self.manner)[:, None]
        return total


def signs_of(
    outlines: Sequence[StepOutline],
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    asked: Asked,
    *,
    about: "Vector",
) -> Signs:
    """Return the weighed signs of candidates (n) at steps (m). ``about`` is their ``relevance``.

    Looked at twice: each for itself, then with where those beside it in its source belonged at the first look.
    """
    told = _told(outlines, candidates, vectors, asked)
    first = _weighed(told, candidates, about, AT_FIRST)
    signs = _weighed(told, candidates, about, Weights())
    beyond_chance = belonging(first.total) - 1 / max(1, len(outlines))
    return replace(signs, beside=Weights().beside * of_neighbours(candidates, beyond_chance))


def said_of_steps(outlines: Sequence[StepOutline], candidates: Sequence[Evidence]) -> "Matrix":
    """Return (candidates, outlines) in [0, 1] the share of each step's words that a candidate and its headings say."""
    texts = [stems_of(f"{item.text} {' '.join(item.headings)}") for item in candidates]
    return _shares([stems_of(outline.step) for outline in outlines], texts, _worth(texts))[0]


def apart(totals: "Matrix") -> "Matrix":
    """Return how far each candidate is from the strongest of each step: some steps draw more than others."""
    far: Matrix = totals - np.sort(totals, axis=0)[-_STRONGEST:].mean(axis=0)
    return far


def belonging(totals: "Matrix") -> "Matrix":
    """Return in [0, 1] how likely each candidate (rows) is on each step, were it on one: rows sum to 1."""
    odds = apart(totals)
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    likely: Matrix = odds / odds.sum(axis=1, keepdims=True)
    return likely


def _told(
    outlines: Sequence[StepOutline], candidates: Sequence[Evidence], vectors: "Matrix", asked: Asked
) -> "dict[str, Matrix]":
    """Return (candidates, outlines) what each sign says, unweighed."""
    texts = [stems_of(item.text) for item in candidates]
    above = [stems_of(" ".join(item.headings)) for item in candidates]
    steps = [stems_of(outline.step) for outline in outlines]
    worth = _worth(texts)
    near, section = around(candidates, vectors)
    return {
        "meaning": vectors @ asked.told.T,
        "title": np.repeat((vectors @ asked.title)[:, None], len(outlines), axis=1),
        "words": _shares([stems_of(f"{one.step} {one.stage}") for one in outlines], texts, worth)[0],
        "headings": _shares(steps, above, worth)[0],
        "kindred": _shares(steps, texts, worth)[1],
        "usual": _usual(outlines, candidates),
        "nearby": near @ asked.in_place.T,
        "section": section @ asked.in_place.T,
    }


def _weighed(told: "dict[str, Matrix]", candidates: Sequence[Evidence], about: "Vector", weights: Weights) -> Signs:
    return Signs(
        meaning=weights.meaning * told["meaning"] + weights.title * told["title"],
        words=weights.words * told["words"],
        headings=weights.headings * told["headings"],
        kindred=weights.kindred * told["kindred"],
        usual=weights.usual * told["usual"],
        around=weights.nearby * told["nearby"] + weights.section * told["section"],
        beside=np.zeros_like(told["nearby"]),
        source=weights.source * about,
        manner=_manner(candidates, weights),
    )


def _usual(outlines: Sequence[StepOutline], candidates: Sequence[Evidence]) -> "Matrix":
    """Return (candidates, outlines) in [0, 1]: told in words of the usual step that a step is, the rarer the more."""
    told = np.zeros((len(candidates), len(outlines)), dtype=np.float32)
    for step in usual_steps():
        columns = [column for column, outline in enumerate(outlines) if step.told.search(outline.step)]
        if columns:
            rows = [row for row, item in enumerate(candidates) if step.told.search(item.text)]
            rare = math.log(1 + len(candidates) / (1 + len(rows))) / math.log(1 + len(candidates))
            told[np.ix_(rows, columns)] = np.maximum(told[np.ix_(rows, columns)], rare)
    return told


def _manner(candidates: Sequence[Evidence], weights: Weights) -> "Vector":
    kinds = dict(weights.kinds)
    return np.array(
        [
            weights.today * is_of_today(item.text)
            + weights.research * is_of_research(item.text)
            + weights.by_us * is_told_by_us(item.text)
            + weights.trouble * troubles_in(item.text)
            + weights.amid * begins_amid(item.text)
            + weights.aim * is_an_aim(item.text)
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
