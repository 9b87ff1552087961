"""A journey as rows of words: what screens and files show of it to people who do not see the drawing."""

from dataclasses import dataclass

from domain.hand_overs import UNKNOWN_SIDE, HandOver, How, Passes
from domain.journeys import Channel, Journey, Step

NOT_KNOWN = "Not known"


@dataclass(frozen=True, kw_only=True, slots=True)
class JourneyRow:
    """One step of a journey in words. ``hand_over`` tells how it passes on to the next step; empty when it does not.

    ``within`` tells what passes within the step, ``across`` what passes from it to other steps, a line each.
    """

    order: int
    stage: str
    step: str
    organisation: str
    service: str
    systems: str
    channel: str
    basis: str
    evidence: int
    pain_points: tuple[str, ...]
    hand_over: str
    within: tuple[str, ...] = ()
    across: tuple[str, ...] = ()


def journey_table(journey: Journey) -> list[JourneyRow]:
    """Return a row a step, in order. What is not known says so in words. No steps: no rows."""
    return [_row(journey, step) for step in journey.steps]


def onward(journey: Journey, step: Step) -> list[str]:
    """Return how a step passes on to the next, or to each of several that are done instead of one another."""
    found = [item for item in journey.hand_overs if not item.has_own_sides and item.from_step == step.order]
    if len(found) < 2:
        return [hand_over_words(item) for item in found]
    return [f"to step {item.to_step}: {hand_over_words(item)}" for item in found]


def within(journey: Journey, step: Step) -> list[HandOver]:
    """Return the hand-overs within a step, in their order."""
    return [item for item in journey.hand_overs if item.is_within and item.from_step == step.order]


def across(journey: Journey, step: Step) -> list[HandOver]:
    """Return what somebody said passes from a step to others, in order."""
    return [item for item in journey.hand_overs if item.is_across and item.from_step == step.order]


def channel_words(channel: Channel) -> str:
    """Return a channel in the words used on screens."""
    return {
        Channel.ONLINE: "online",
        Channel.PHONE: "phone",
        Channel.POST: "post",
        Channel.FACE_TO_FACE: "face to face",
        Channel.EMAIL: "email",
        Channel.SMS: "text message",
        Channel.INTERNAL_SYSTEM: "staff system",
        Channel.UNKNOWN: "not known",
    }[channel]


def how_words(hand_over: HandOver) -> str:
    """Return what passes at a hand-over and how: "data, re-keyed", "the case, by email", "not known how"."""
    what = {Passes.DATA: "data", Passes.CASE: "the case", Passes.PERSON: "the person", Passes.UNKNOWN: ""}
    way = {
        How.API: "by automatic link",
        How.EMAIL: "by email",
        How.PAPER: "on paper",
        How.REKEYED: "re-keyed",
        How.SPREADSHEET: "in a spreadsheet",
        How.UNKNOWN: "not known how",
    }
    return ", ".join(words for words in (what[hand_over.passes], way[hand_over.how]) if words)


def hand_over_words(hand_over: HandOver) -> str:
    """Return a hand-over as one line: from whom to whom, what and how, and what is missing."""
    gap = f" ({hand_over.gap.value})" if hand_over.gap else ""
    return f"{sides_words(hand_over.giver, hand_over.taker, between=' → ')}: {how_words(hand_over)}{gap}"


def sides_words(giver: str, taker: str, *, between: str = " to ", begins: bool = False) -> str:
    """Return between whom something passes: "Port Office to Council", "to Council (from whom is not known)".

    ``between`` joins two sides that are known. One that is not is told in words: "not known to Council" would read as
    what the council does not know. ``begins``: a sentence or title begins with it.
    """
    if UNKNOWN_SIDE not in {giver, taker}:
        return f"{giver}{between}{taker}"
    if giver == taker:
        words = "from whom and to whom is not known"
    elif giver == UNKNOWN_SIDE:
        words = f"to {taker} (from whom is not known)"
    else:
        words = f"from {giver} (to whom is not known)"
    return words[:1].upper() + words[1:] if begins else words


def from_whom_to_whom(giver: str, taker: str) -> str:
    """Return ``sides_words`` as they go on a sentence: "from Port Office to Council"."""
    words = sides_words(giver, taker)
    return words if UNKNOWN_SIDE in {giver, taker} else f"from {words}"


def steps_words(hand_over: HandOver) -> str:
    """Return where a hand-over is: "from step 3 to step 4", "within step 7"."""
    if hand_over.is_within:
        return f"within step {hand_over.from_step}"
    return f"from step {hand_over.from_step} to step {hand_over.to_step}"


def told_where(hand_over: HandOver) -> str:
    """Return where a hand-over is as a sentence begins: "Within step 7"."""
    words = steps_words(hand_over)
    return words[:1].upper() + words[1:]


def _row(journey: Journey, step: Step) -> JourneyRow:
    return JourneyRow(
        order=step.order,
        stage=step.stage,
        step=step.step,
        organisation=step.organisation or NOT_KNOWN,
        service=step.service or NOT_KNOWN,
        systems=", ".join(step.systems) or NOT_KNOWN,
        channel=channel_words(step.channel),
        basis=step.basis.value,
        evidence=len(step.evidence),
        pain_points=tuple(point.title for point in step.pain_points),
        hand_over="; ".join(onward(journey, step)),
        within=tuple(hand_over_words(item) for item in within(journey, step)),
        across=tuple(f"to step {item.to_step}: {hand_over_words(item)}" for item in across(journey, step)),
    )
