"""What people took off steps and hand-overs of a journey, so that nothing puts it there again."""

from collections.abc import Collection, Iterable

from domain.journey_files import Sides
from domain.journeys import RejectedPainPoint
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from domain.text import fold


def off_steps(rejected: Iterable[RejectedEvidence]) -> set[tuple[str, str]]:
    """Return the places that evidence was taken off: a step and an observation each."""
    return {(row.step_id, row.observation_id) for row in rejected if row.to_step_id is None}


def off_hand_over(rejected: Iterable[RejectedEvidence], sides: Sides, there: Collection[str]) -> set[str]:
    """Return the observations that were taken off a hand-over. ``there`` are the identifiers of all at its two steps.

    What was taken off one that is there no longer, or became another, counts for each that is.
    """
    return {
        row.observation_id
        for row in rejected
        if (row.step_id, row.to_step_id) == sides[:2]
        and (row.hand_over_id == sides[2] or row.hand_over_id not in there)
    }


def points_off(rejected: Iterable[RejectedPainPoint], step_id: str) -> set[str]:
    """Return the pain points that were taken off a step."""
    return {row.id for row in rejected if row.step_id == step_id}


def words_of(item: PlacedEvidence) -> str:
    """Return the words of evidence as those that say the same are compared."""
    return fold(item.evidence.text).casefold()


def with_the_same_words(observations: Collection[str], shown: Collection[PlacedEvidence]) -> set[str]:
    """Return observations with those shown that say the same words: what was taken off comes back as no other."""
    if not observations:
        return set()
    words = {words_of(item) for item in shown if item.evidence.id in observations}
    return {*observations, *(item.evidence.id for item in shown if words_of(item) in words)}
