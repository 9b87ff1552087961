"""Where a pain point stands on journeys, and the hand-overs to which one that sits between organisations belongs."""

from dataclasses import dataclass

from domain.dependencies import StepPlace


@dataclass(frozen=True, kw_only=True, slots=True)
class PainPointPlace:
    """A step, or a hand-over with its ``taker``, where evidence of a pain point stands, and which observations.

    Within a step the taker is the step itself.
    """

    step: StepPlace
    taker: StepPlace | None = None
    observations: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposedHandOver:
    """A hand-over between two organisations whose evidence shows a pain point that sits between them.

    ``observations`` are those of its evidence that stand on the two steps or at the hand-over itself. ``is_told`` says
    that its trouble names the pain point already. ``hand_over_id`` tells it from others at the same steps.
    """

    giver: StepPlace
    taker: StepPlace
    giving: str
    taking: str
    observations: tuple[str, ...] = ()
    is_told: bool = False
    hand_over_id: str = ""
