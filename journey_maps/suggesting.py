"""Steps that evidence tells of and a list lacks, each with the place where it most likely belongs."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from domain.evidence import Evidence
from domain.journeys import PlacedEvidence, StepOutline, SuggestedStep
from journey_maps.asking import StepVectors
from journey_maps.gathering import Deed, gather_deeds
from journey_maps.signs import relevance

if TYPE_CHECKING:
    from domain.ports import Matrix

MOST_SUGGESTED = 16
_FEWEST_TELLING = 2
_THE_SAME = 0.62
"""The cosine of two names from which a deed is a step that the list has."""
_MOST_QUOTED = 4
_BESIDE = 6
_BEFORE = re.compile(r"\b(?:before|prior to|ahead of|in advance|first(?:ly)?|until)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after(?:wards)?|once|then|following|next|later|finally|when .{3,40} (?:done|complete))\b", re.IGNORECASE
)


def suggested_for(
    outlines: Sequence[StepOutline],
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    *,
    asked: StepVectors,
    placed: Sequence[Sequence[PlacedEvidence]],
    embed: Callable[[Sequence[str]], "Matrix"],
) -> list[SuggestedStep]:
    """Return at most sixteen steps that evidence tells of and ``outlines`` lack, what most speaks for first.

    ``vectors`` (n, d) are of ``candidates``; ``placed`` is what stands on each step. Each is told by
    two sentences at least, and goes beside the step near which its evidence stands: before it where that is said more
    often. No outlines, or nothing told: an empty list.
    """
    if not outlines or not candidates:
        return []
    deeds = deeds_of(candidates, vectors, asked=asked, embed=embed)
    given = embed([outline.step for outline in outlines])
    order = _places(candidates, placed)
    found = []
    for deed in deeds:
        if len(deed.rows) >= _FEWEST_TELLING and float((given @ deed.vector).max()) < _THE_SAME:
            found.append(_suggestion(deed, outlines, candidates, vectors, asked, order))
        if len(found) == MOST_SUGGESTED:
            break
    return found


def deeds_of(
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    *,
    asked: StepVectors,
    embed: Callable[[Sequence[str]], "Matrix"],
) -> list[Deed]:
    """Return what is done on a journey, of which ``asked`` are its title and steps, as ``gather_deeds`` does."""
    about = relevance(candidates, vectors, asked)
    return gather_deeds(candidates, vectors, title=asked.title, about=about, embed=embed)


def _suggestion(
    deed: Deed,
    outlines: Sequence[StepOutline],
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    asked: StepVectors,
    order: dict[str, list[tuple[int, int]]],
) -> SuggestedStep:
    rows = list(deed.rows)
    near = np.asarray(vectors[rows].mean(axis=0) @ asked.in_place.T)
    told = [nth for row in rows for nth in _beside(candidates[row], order)]
    for nth in told:
        near[nth] += 0.2 / len(told)
    anchor = int(near.argmax())
    texts = [candidates[row].text for row in rows]
    before = sum(bool(_BEFORE.search(text)) for text in texts)
    comes_first = before > sum(bool(_AFTER.search(text)) for text in texts)
    after = anchor - 1 if comes_first else anchor
    best = sorted(rows, key=lambda row: (-float(vectors[row] @ deed.vector), candidates[row].id))[:_MOST_QUOTED]
    sources = len({candidates[row].source_id for row in rows})
    place, beside = "before" if comes_first else "beside", outlines[anchor].step
    return SuggestedStep(
        step=deed.name,
        stage=outlines[anchor].stage,
        after=f"s{outlines[after].order}" if after >= 0 else None,
        evidence=tuple(
            PlacedEvidence(
                evidence=candidates[row],
                score=round(float(np.clip(vectors[row] @ deed.vector, 0, 1)), 4),
                reason="tells it",
            )
            for row in best
        ),
        reason=f"{_counted(len(rows), 'sentence')} of {_counted(sources, 'source')} tell it, {place} “{beside}”",
    )


def _places(
    candidates: Sequence[Evidence], placed: Sequence[Sequence[PlacedEvidence]]
) -> dict[str, list[tuple[int, int]]]:
    """Return, a source each, where in it (by ordinal) something stands that a step has, and the place of that step."""
    places: dict[str, list[tuple[int, int]]] = {}
    for nth, own in enumerate(placed):
        for item in own:
            places.setdefault(item.evidence.source_id, []).append((item.evidence.ordinal, nth))
    return places


def _beside(item: Evidence, order: dict[str, list[tuple[int, int]]]) -> list[int]:
    """Return the places of the steps told within six observations of this one."""
    return [nth for ordinal, nth in order.get(item.source_id, ()) if abs(ordinal - item.ordinal) <= _BESIDE]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
