"""Evidence placed on the steps of a journey: what fits nowhere stays in the tray."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import HIDDEN_KINDS, Evidence
from domain.journeys import StepOutline
from domain.placed_evidence import MOST_IN_TRAY, PlacedEvidence
from domain.text import fold
from journey_maps.drafting.asking import Asked
from journey_maps.drafting.cues import ABOUT_RESEARCH
from journey_maps.drafting.frames import put_under
from journey_maps.drafting.reasons import reason_of
from journey_maps.drafting.relevance import relevance, title_shares
from journey_maps.drafting.signs import Signs, apart, said_of_steps, signs_of
from journey_maps.drafting.surroundings import sources_by

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.ports import Matrix, Vector

MOST_A_STEP = 20
"""How many observations a step has at most. Whoever corrects a draft reads down a list, best first."""
MOST_CONSIDERED = 3_000
"""Of how many observations the words are read: those of the sources that are most about the journey."""
_MOST_STEPS_AN_OBSERVATION = 2
_SHARPNESS = 0.5
_FEWEST_WORDS = 5
_FEWEST_WORDS_OF_A_NOTE = 2
_FEWEST_CONSIDERED = 400
_ABOUT_IT = 0.5
_NAMES_ITS_OWN = 0.52
"""This share of what the foremost source is about: 98 of 114 files that readers coded reach it, 65 of 1,664 others."""
_NAMES_WHAT_IS_NEAR = 0.65
"""From this share on a source's sentences name what is behind a step though they only stand near its evidence."""
_SPEAKS_OF_TITLE = 0.35
"""What share of the title's words, beside the source that says most, a source says that tells of this journey.

Of systems that sources with less named on fourteen journeys, and none with more did, 12 in 14 were a neighbour's.
"""
_FLOOR = 0.8
"""What its own words must say for a step at least: alone, and with what its neighbours add beyond chance."""
_FLOOR_TRAY = 1.4
_SPOKEN_OF = 0.48
_IN_ITS_WORDS = 0.3
_MOST_SPEAKING = 3
_OF_HUNDRED = 100
"""How near to a step its best three must come on average, and this much of the share of its words that they say.

Of three hundred candidates or more, three; of fewer, one a hundred, for among few none is near by chance. Of steps that
nothing spoke of 512 in 540 stayed below, of those that something did 1 in 112 (docs/benchmarks.md).
"""
_REACH = 7.0
_EVEN = 9.5
_PUT_THERE = 12.7
"""What is said at least for a step by people who put a note under its name: that three in four are right there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placing:
    """What stands on each step, best first, and in the tray: on the journey's subject, and on no step.

    ``naming`` are the sources so much about the journey that the organisations and systems they name are its own;
    ``foremost`` are those of them that name some also where they only stand near its evidence, and ``speaking`` those
    that say what the title names. ``astray`` are the sentences of ``naming`` sources that stand on no step, and how
    well each fits every step, in [0, 1].
    """

    steps: list[list[PlacedEvidence]]
    tray: list[PlacedEvidence]
    naming: frozenset[str] = frozenset()
    foremost: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()
    astray: tuple[tuple[Evidence, tuple[float, ...]], ...] = ()


def place_evidence(
    outlines: Sequence[StepOutline],
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    *,
    asked: Asked,
) -> Placing:
    """Return the evidence of each step, best first, with scores in [0, 1] and a reason: at most twenty a step.

    ``vectors`` (n, d) have unit rows in the order of ``candidates``; ``asked`` has a row for each outline. A candidate
    goes to the two steps at most that it fits best beside what others tell of them; what people put under a step's
    name goes there alone, and leads. Of those that are on no step the thirty that tell most are in the tray. Raises
    ValueError when rows and texts differ in number.
    """
    if len(vectors) != len(candidates) or len(asked) != len(outlines):
        raise ValueError("Every candidate and every step needs one vector.")
    if not candidates or not outlines:
        return Placing(steps=[[] for _ in outlines], tray=[])
    about = relevance(candidates, vectors, asked)
    put = {
        row: steps
        for row, steps in put_under(outlines, candidates, asked.linked, asked.called).items()
        if _is_usable(candidates[row], fewest_words=_FEWEST_WORDS_OF_A_NOTE)
    }
    rows = sorted({*_considered(candidates, about), *put})
    if not rows:
        return Placing(steps=[[] for _ in outlines], tray=[])
    told = [candidates[row] for row in rows]
    there = {nth: put[row] for nth, row in enumerate(rows) if row in put}
    spoken_of = _spoken_of(vectors[rows] @ asked.told.T, said_of_steps(outlines, told))
    spoken_of = sorted({*spoken_of, *(step for own in there.values() for step in own)})
    steps: list[list[PlacedEvidence]] = [[] for _ in outlines]
    if not spoken_of:
        return Placing(steps=steps, tray=[])
    named = [outlines[step] for step in spoken_of]
    signs = signs_of(named, told, vectors[rows], asked.of(spoken_of), about=about[rows])
    fits = _fits(signs.total)
    belongs = _belongs(signs.total)
    for column, step in enumerate(spoken_of):
        free = belongs[:, column] & ~np.isin(np.arange(len(told)), list(there))
        under = [row for row, own in there.items() if step in own]
        steps[step] = _best(outlines[step], told, signs, fits[:, column], free, column, under=under)
    placed = {item.evidence.id for own in steps for item in own}
    of_boards = {item.source_id for item in candidates if item.study_id in asked.linked}
    naming = _sources_from(_NAMES_ITS_OWN, candidates, about) | of_boards
    everywhere = np.zeros((len(told), len(outlines)))
    everywhere[:, spoken_of] = _in_unit(fits)
    return Placing(
        steps=steps,
        tray=_tray(told, signs, placed),
        naming=naming,
        astray=tuple(
            (item, tuple(row))
            for item, row in zip(told, everywhere.tolist(), strict=True)
            if item.source_id in naming and item.id not in placed
        ),
        foremost=_sources_from(_NAMES_WHAT_IS_NEAR, candidates, about),
        speaking=frozenset(
            source for source, share in title_shares(candidates, asked).items() if share >= _SPEAKS_OF_TITLE
        ),
    )


def _sources_from(share: float, candidates: Sequence[Evidence], about: "Vector") -> frozenset[str]:
    """Return the sources with at least this share of what the foremost is about the journey."""
    return frozenset(candidates[row].source_id for row in np.flatnonzero(about >= share * about.max()).tolist())


def _spoken_of(near: "Matrix", said: "Matrix") -> list[int]:
    """Return the steps (columns) that any candidates (rows) clearly speak of: near in meaning, or in its own words.

    Whatever is nearest to the others is near to something of the journey; so they would have its sentences, for the
    words that stand around those and for what their sources are about.
    """
    speaking = min(_MOST_SPEAKING, max(1, len(near) // _OF_HUNDRED))
    best = [np.sort(sign, axis=0)[-speaking:].mean(axis=0) for sign in (near, said)]
    found: list[int] = np.flatnonzero(best[0] + _IN_ITS_WORDS * best[1] >= _SPOKEN_OF).tolist()
    return found


def _tray(told: Sequence[Evidence], signs: Signs, placed: set[str]) -> list[PlacedEvidence]:
    """Return what no step has and yet tells of one, what tells most first; the same words once."""
    best = signs.total.max(axis=1)
    own = signs.own.max(axis=1)
    left: list[PlacedEvidence] = []
    seen = {fold(item.text).casefold() for item in told if item.id in placed}
    for row in sorted(np.flatnonzero(own >= _FLOOR_TRAY).tolist(), key=lambda row: (-best[row], told[row].id)):
        words = fold(told[row].text).casefold()
        if words not in seen and told[row].kind not in HIDDEN_KINDS:
            seen.add(words)
            left.append(PlacedEvidence(evidence=told[row], score=_fit(best[row])))
        if len(left) == MOST_IN_TRAY:
            break
    return left


def _considered(candidates: Sequence[Evidence], about: "Vector") -> list[int]:
    """Return the rows that may be evidence, of the sources most about the journey.

    Sources less than half as much about it as the foremost tell of other journeys, where there are four
    hundred rows without them. Where few people told anything, a source of its own may tell of one step alone.
    """
    rows: list[int] = []
    most = float(about.max())
    for own in sources_by(candidates, about):
        is_of_others = len(rows) >= _FEWEST_CONSIDERED and about[own[0]] < _ABOUT_IT * most
        if is_of_others or len(rows) >= MOST_CONSIDERED:
            break
        rows += [row for row in own if _is_usable(candidates[row])]
    return sorted(rows)


def _is_usable(item: Evidence, *, fewest_words: int = _FEWEST_WORDS) -> bool:
    """Tell whether it may be evidence: a sentence of some words that neither asks nor tells of the research alone."""
    if item.text.rstrip(" ”\"'’").endswith("?") or len(item.text.split()) < fewest_words:
        return False
    return item.kind not in HIDDEN_KINDS or not ABOUT_RESEARCH.search(item.text)


def _fits(totals: "Matrix") -> "Matrix":
    """Return the log odds of each candidate at each step, less where another step may have it as well."""
    far = apart(totals) / _SHARPNESS
    most = far.max(axis=1, keepdims=True)
    some = most + np.log(np.exp(far - most).sum(axis=1, keepdims=True))
    fits: Matrix = totals + _SHARPNESS * (far - some)
    return fits


def _belongs(totals: "Matrix") -> "NDArray[np.bool_]":
    """Tell, a candidate and step each, whether it is one of the two that it fits best."""
    belongs: NDArray[np.bool_] = (
        np.argsort(np.argsort(-apart(totals), axis=1, kind="stable"), axis=1) < _MOST_STEPS_AN_OBSERVATION
    )
    return belongs


def _best(
    outline: StepOutline,
    told: Sequence[Evidence],
    signs: Signs,
    fits: "Vector",
    belongs: "NDArray[np.bool_]",
    step: int,
    *,
    under: Sequence[int],
) -> list[PlacedEvidence]:
    """Return what stands on a step: what people put ``under`` it first, then what belongs there, best first."""
    own = signs.own[:, step]
    allowed = np.flatnonzero(belongs & (own >= _FLOOR) & (own + signs.beside[:, step] >= _FLOOR)).tolist()
    by_fit = {row: (-fits[row], told[row].id) for row in (*allowed, *under)}
    order: list[int] = sorted(allowed, key=by_fit.__getitem__)
    near = [row for row in order if fits[row] >= fits[order[0]] - _REACH]
    placed: dict[str, PlacedEvidence] = {}
    for row in (*sorted(under, key=by_fit.__getitem__), *near):
        fit = max(float(fits[row]), _PUT_THERE) if row in under else fits[row]
        reason = reason_of(outline, told[row], signs, row, step)
        words = fold(told[row].text).casefold()
        placed.setdefault(words, PlacedEvidence(evidence=told[row], score=_fit(fit), reason=reason))
    return list(placed.values())[:MOST_A_STEP]


def _fit(odds: float) -> float:
    return round(float(_in_unit(np.array(odds))), 4)


def _in_unit(odds: "Matrix") -> "Matrix":
    """Return log odds as scores in [0, 1]."""
    scores: Matrix = 1 / (1 + np.exp(_EVEN - odds))
    return scores
