"""What a change of a journey's steps costs: hand-overs that rest, and those that stand again, in words."""

from domain.hand_overs import HandOver, How, Passes
from domain.journey_order import are_instead, arrows
from domain.journey_table import sides_words
from domain.journeys import Journey
from domain.wording import listed

SAID_OF_HAND_OVERS = {
    "legal_basis": "legal basis",
    "how": "way of passing",
    "passes": "what passes",
    "identifier": "identifier",
    "controller": "controller",
    "trouble": "known trouble",
    "giver_owner": "owner on the giving side",
    "taker_owner": "owner on the taking side",
}
"""What may be said of a hand-over, by its field, in words."""
NOT_SAID = frozenset({None, "", Passes.UNKNOWN, How.UNKNOWN})


def said_of(item: HandOver) -> str:
    """Return what is said of a hand-over, by name: "legal basis and identifier"; nothing said: an empty text."""
    return listed([word for name, word in SAID_OF_HAND_OVERS.items() if getattr(item, name) not in NOT_SAID])


def resting_in_words(before: Journey, after: Journey) -> tuple[str, ...]:
    """Return which hand-overs rest since ``before`` and which stand again, a sentence each. None: nothing."""
    rested, resting = _by_steps(before, before.resting), _by_steps(after, after.resting)
    standing = _by_steps(after, after.hand_overs)
    told = [_rests(item, after) for pair, item in resting.items() if pair not in rested]
    return (*told, *(_stands(standing[pair], was) for pair, was in rested.items() if pair in standing))


def _by_steps(journey: Journey, items: tuple[HandOver, ...]) -> dict[tuple[str, str], HandOver]:
    ids = {step.order: step.id for step in journey.steps}
    return {(ids[item.from_step], ids[item.to_step]): item for item in items if not item.has_own_sides}


def _rests(item: HandOver, journey: Journey) -> str:
    why, until = _why_it_rests(item, journey)
    kept = f", and with it its {said_of(item)}" if said_of(item) else ""
    return f"The hand-over {_sides(item)} is off the map, because {why}. It comes back {until}{kept}."


def _why_it_rests(item: HandOver, journey: Journey) -> tuple[str, str]:
    """Return why nothing passes between two steps, and until when."""
    pair = item.from_step, item.to_step
    if pair in {(arrow.from_step, arrow.to_step) for arrow in arrows(journey.steps)}:
        return f"the same do steps {pair[0]} and {pair[1]} now", "once others do"
    if are_instead(journey.steps, *pair):
        return f"step {max(pair)} is done instead of step {min(pair)} now", "once one follows the other again"
    return f"steps {pair[0]} and {pair[1]} do not follow each other now", "once they do again"


def _stands(item: HandOver, was: HandOver) -> str:
    kept = f", with its {said_of(item)}" if said_of(item) else ""
    lost = [
        f"{word} “{getattr(was, name)}”"
        for name, word in SAID_OF_HAND_OVERS.items()
        if getattr(was, name) not in {*NOT_SAID, getattr(item, name)}
    ]
    gone = f" What was said of it before gave way to what is said now: {listed(lost)}." if lost else ""
    return f"The hand-over {_sides(item)} is on the map again{kept}.{gone}"


def _sides(item: HandOver) -> str:
    return sides_words(item.giver, item.taker, between=" → ")
