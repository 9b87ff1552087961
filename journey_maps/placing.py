"""Evidence placed on the steps of a journey: what fits nowhere stays out."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import HIDDEN_KINDS, Evidence, Kind
from domain.journeys import PlacedEvidence, StepOutline
from domain.text import fold
from journey_maps.cues import ABOUT_RESEARCH, TODAY

if TYPE_CHECKING:
    from domain.ports import Matrix

MOST_TOLD_A_STEP = 12
"""How many observations of how a step works it may have at most."""
MOST_PAIN_POINTS_A_STEP = 6
"""How many observations of difficulty it may have besides: told in other words, they would be crowded out."""
_MOST_STEPS_AN_OBSERVATION = 2
_NEAREST = 5
_STOP_WORDS = frozenset(
    """
    a an and are as at be been being by can do for from get go going had has have how if in into is it its may not of on
    or our so that the their them they this through to under until up was we were what when which who will with you your
    """.split()  # noqa: SIM905 - sixty quoted strings read worse
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """How much each sign counts when evidence is placed. Cosine similarity counts 1; the others add to it.

    ``floor`` is the least score that is evidence at all, ``reach`` how far below a step's best its evidence may lie,
    ``second`` how far below its best step an observation may still be placed on another, ``pains`` how much lower
    the floor is for difficulties.
    """

    words: float = 0.25
    relevance: float = 0.22
    neighbours: float = 0.25
    source: float = 0.3
    headings: float = 0.1
    apart: float = 1.0
    research: float = 0.06
    advice: float = 0.04
    today: float = 0.03
    floor: float = 0.34
    pains: float = 0.06
    reach: float = 0.3
    second: float = 0.02


def place_evidence(
    title: str,
    outlines: Sequence[StepOutline],
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    *,
    step_vectors: "Matrix",
    weights: Weights | None = None,
) -> list[list[PlacedEvidence]]:
    """Return the evidence of each step, best first, with scores in [0, 1]: at most twelve and six difficulties a step.

    ``vectors`` (n, d) and ``step_vectors`` (m, d) have unit rows in the order of ``candidates`` and ``outlines``.
    A candidate goes to the step it fits best, and to a second one only when that fits as well; one that fits no
    step well is left out. Raises ValueError when rows and texts differ in number.
    """
    if len(vectors) != len(candidates) or len(step_vectors) != len(outlines):
        raise ValueError("Every candidate and every step needs one vector.")
    if not candidates or not outlines:
        return [[] for _ in outlines]
    weights = weights or Weights()
    scores = _scores(title, outlines, candidates, vectors @ step_vectors.T, weights=weights)
    usable = np.array([_is_usable(item) for item in candidates])
    fit = np.clip(scores, 0.0, 1.0) * usable[:, None]
    likely = scores[usable]
    apart = scores - weights.apart * (np.sort(likely, axis=0)[-_NEAREST * 5 :].mean(axis=0) if len(likely) else 0.0)
    return [
        _best(candidates, fit[:, step], _belongs(apart, step, weights), weights=weights)
        for step in range(len(outlines))
    ]


def relevance(title: str, candidates: Sequence[Evidence], similarity: "Matrix") -> "Matrix":
    """Return in [0, 1], a candidate each, how much its source seems to be about the journey.

    Half is how often the source's observations, headings and study title use the title's words (rare words count
    more), half how near its ten nearest observations come to the steps; both relative to the most relevant source.
    """
    texts = [" ".join((item.study, *item.headings[-2:], item.text)) for item in candidates]
    shares = _shared_words([title], texts)[:, 0]
    nearest = similarity.max(axis=1)
    rows: dict[str, list[int]] = defaultdict(list)
    for row, item in enumerate(candidates):
        rows[item.source_id].append(row)
    told = {source: float(shares[own].mean()) for source, own in rows.items()}
    near = {source: float(np.sort(nearest[own])[-10:].mean()) for source, own in rows.items()}
    both = {source: 0.5 * _relative(told, source) + 0.5 * _relative(near, source) for source in rows}
    return np.array([both[item.source_id] for item in candidates], dtype=np.float32)


def _scores(
    title: str,
    outlines: Sequence[StepOutline],
    candidates: Sequence[Evidence],
    similarity: "Matrix",
    *,
    weights: Weights,
) -> "Matrix":
    smoothed = _with_neighbours(candidates, similarity, weights.neighbours)
    asked = [f"{outline.step} {outline.stage}" for outline in outlines]
    words = _shared_words(asked, [item.text for item in candidates])
    above = _shared_words(asked, [" ".join(item.headings[-2:]) for item in candidates])
    about = relevance(title, candidates, similarity)
    manner = np.array(
        [
            weights.today * bool(TODAY.search(item.text))
            - weights.research * bool(ABOUT_RESEARCH.search(item.text))
            - weights.advice * (item.kind is Kind.RECOMMENDATION)
            for item in candidates
        ],
        dtype=np.float32,
    )
    leaning = weights.source * _leaning([item.source_id for item in candidates], similarity)
    scores: Matrix = (
        smoothed
        + leaning
        + weights.words * words
        + weights.headings * above
        + (weights.relevance * (about - 1.0) + manner)[:, None]
    )
    return scores


def _with_neighbours(candidates: Sequence[Evidence], similarity: "Matrix", share: float) -> "Matrix":
    """Return similarities mixed with those of the neighbours in the source: steps are told in stretches."""
    rows = {(item.source_id, item.ordinal): row for row, item in enumerate(candidates)}
    mixed = similarity.copy()
    for row, item in enumerate(candidates):
        around = [rows.get((item.source_id, item.ordinal + by)) for by in (-1, 1)]
        beside = [similarity[near] for near in around if near is not None]
        if beside:
            mixed[row] = (1 - share) * similarity[row] + share * np.mean(beside, axis=0)
    return mixed


def _leaning(groups: Sequence[Hashable], similarity: "Matrix") -> "Matrix":
    """Return, a candidate and step each, how much more its group tells of that step than of the journey as a whole."""
    rows: dict[Hashable, list[int]] = defaultdict(list)
    for row, group in enumerate(groups):
        rows[group].append(row)
    leaning = np.zeros_like(similarity)
    for own in rows.values():
        nearest = np.sort(similarity[own], axis=0)[-_NEAREST:].mean(axis=0)
        leaning[own] = nearest - nearest.mean()
    return leaning


def _shared_words(queries: Sequence[str], texts: Sequence[str]) -> "Matrix":
    """Return (texts, queries) in [0, 1]: the share of a query's words that a text has, rare words counting more."""
    stems = [_stems(text) for text in texts]
    seen: Counter[str] = Counter(stem for words in stems for stem in words)
    shares = np.zeros((len(texts), len(queries)), dtype=np.float32)
    for column, query in enumerate(queries):
        worth = {stem: math.log(1 + len(texts) / (1 + seen[stem])) for stem in sorted(_stems(query))}
        whole = sum(worth.values())
        for row, words in enumerate(stems):
            if common := worth.keys() & words:
                shares[row, column] = sum(worth[stem] for stem in sorted(common)) / whole
    return shares


def _stems(text: str) -> frozenset[str]:
    """Return content words without the commonest endings: enough to bring "invited" and "invitation" together."""
    words = re.findall(r"[^\W\d_]{2,}", text.casefold())
    return frozenset(
        re.sub(r"(?:ations?|itations?|ments?|ings?|ions?|ies|ed|es|e|s|y)$", "", word) if len(word) > 4 else word
        for word in words
        if word not in _STOP_WORDS
    )


def _is_usable(item: Evidence) -> bool:
    """Tell whether it may be evidence: not a question, nor method or other unless it tells how things work today."""
    if item.text.rstrip(" ”\"'’").endswith("?") or len(item.text.split()) < 5:
        return False
    if item.coding is None or item.kind not in HIDDEN_KINDS:
        return True
    return not ABOUT_RESEARCH.search(item.text)


def _belongs(apart: "Matrix", step: int, weights: Weights) -> "Matrix":
    """Tell, a candidate each, whether ``step`` is its best, or its second and as good."""
    rank = (apart > apart[:, [step]]).sum(axis=1)
    close = apart[:, step] >= apart.max(axis=1) - weights.second
    belongs: Matrix = (rank == 0) | ((rank < _MOST_STEPS_AN_OBSERVATION) & close)
    return belongs


def _best(
    candidates: Sequence[Evidence], fit: "Matrix", belongs: "Matrix", *, weights: Weights
) -> list[PlacedEvidence]:
    difficult = np.array([item.kind is Kind.PAIN_POINT for item in candidates])
    allowed = np.flatnonzero(np.logical_and(belongs, fit + weights.pains * difficult >= weights.floor)).tolist()
    order: list[int] = sorted(allowed, key=lambda row: (-fit[row], candidates[row].id))
    room = {True: MOST_PAIN_POINTS_A_STEP, False: MOST_TOLD_A_STEP}
    placed: list[PlacedEvidence] = []
    seen: set[str] = set()
    for row in order:
        item = candidates[row]
        words, pains = fold(item.text).casefold(), item.kind is Kind.PAIN_POINT
        reach = weights.reach * (1.0 + pains / 2)
        if room[pains] and words not in seen and fit[row] >= fit[order[0]] - reach:
            seen.add(words)
            room[pains] -= 1
            placed.append(PlacedEvidence(evidence=item, score=round(float(fit[row]), 4)))
    return placed


def _relative(values: dict[str, float], key: str) -> float:
    most = max(values.values())
    return values[key] / most if most > 0 else 0.0
