"""Steps that evidence tells of and the list lacks, each with where it may come and why. People decide."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from domain.evidence import Evidence
from domain.journeys import StepOutline, SuggestedStep
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.asking import Asked
from journey_maps.drafting.choosing import SAME, chosen, same_verb_and_thing
from journey_maps.drafting.gathering import Deed, gather_deeds
from journey_maps.drafting.relevance import relevance
from journey_maps.drafting.stems import stems_of
from journey_maps.drafting.telling_order import phase_of, place_among

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

MOST_SUGGESTED = 16
_MOST_EVIDENCE = 4
_KINDRED = 0.5
"""How near a name must be to that of a usual step, at least, for words that tell of it to make it the same."""


def suggest_steps(
    outlines: Sequence[StepOutline],
    placed: Sequence[Sequence[PlacedEvidence]],
    candidates: Sequence[Evidence],
    vectors: "Matrix",
    *,
    asked: Asked,
    embed: Callable[[Sequence[str]], "Matrix"],
) -> list[SuggestedStep]:
    """Return at most sixteen steps that sentences tell and no outline names, in the order of the journey.

    Without outlines there is nothing to add to: an empty list. ``after`` is the identifier of the step before, as a
    first draft names it.
    """
    if not outlines or not candidates:
        return []
    about = relevance(candidates, vectors, asked)
    gathered = gather_deeds(candidates, vectors, title=asked.title, about=about, embed=embed)
    names = embed([outline.step for outline in outlines])
    taken = chosen(gathered, most=MOST_SUGGESTED, given=names, wanted=lambda deed: _is_new(deed, outlines, names))
    found = [_suggested(deed, outlines, placed, candidates, names @ deed.vector) for deed in taken]
    return [step for _, step in sorted(found, key=lambda pair: (pair[0], phase_of(pair[1].step), pair[1].step))]


def _is_new(deed: Deed, outlines: Sequence[StepOutline], names: "Matrix") -> bool:
    """Tell whether no step of the list says the same."""
    near = names @ deed.vector
    own = stems_of(deed.name)
    if any(own <= stems_of(outline.step) for outline in outlines):
        return False
    if any(same_verb_and_thing(deed.name, outline.step) for outline in outlines):
        return False
    if deed.usual is None:
        return float(near.max()) < SAME
    told = [deed.usual.told.search(outline.step) is not None for outline in outlines]
    return not any(same and like >= _KINDRED for same, like in zip(told, near, strict=True))


def _suggested(
    deed: Deed,
    outlines: Sequence[StepOutline],
    placed: Sequence[Sequence[PlacedEvidence]],
    candidates: Sequence[Evidence],
    near: "Vector",
) -> tuple[int, SuggestedStep]:
    told = [candidates[row] for row in deed.rows]
    phases = [phase_of(outline.step) for outline in outlines]
    slot, agree, of = place_among(told, placed, near, phase=phase_of(deed.name), phases=phases)
    before = outlines[slot - 1] if slot else None
    where = f"after “{before.step}”" if before else f"before “{outlines[0].step}”"
    order = f"told {where} in {agree} of {of} sources that tell both" if agree else f"nearest in meaning {where}"
    sources = len({item.source_id for item in told})
    tell = "tells" if len(told) == 1 else "tell"
    reason = (
        f"{_counted(len(told), 'sentence')} of {_counted(sources, 'source')} {tell} it and no step names it; {order}"
    )
    step = SuggestedStep(
        step=deed.name,
        stage=(before or outlines[0]).stage,
        after=f"s{before.order}" if before else None,
        evidence=tuple(PlacedEvidence(evidence=item, score=0.5, reason="tells it") for item in told[:_MOST_EVIDENCE]),
        reason=reason,
    )
    return slot, step


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
