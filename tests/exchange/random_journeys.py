"""Random journeys with everything that can be said of one. All words are random; nothing here is anybody's."""

import json

from hypothesis import strategies as st

from domain.evidence import Standing
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes
from domain.journey_order import neighbours
from domain.journeys import (
    Branch,
    Channel,
    Journey,
    JourneyForm,
    JourneyStatus,
    RejectedPainPoint,
    Step,
    StepBasis,
    StepPainPoint,
    SuggestedStep,
    SystemUse,
)
from domain.placed_evidence import PlacedEvidence, RejectedEvidence
from domain.text import fold
from journey_maps.drafting.drafts import gaps_in_words
from journey_maps.drafting.hand_overs import are_of_two_organisations, systems_behind
from tests.planted_journeys import an_observation

OBSERVATIONS = {
    item.id: item for item in (an_observation(number, f"The quay was full, {number}.") for number in range(6))
}
PAIN_POINTS = {f"pp_{number}": f"Nobody says when the tide turns, {number}" for number in range(3)}

_SIGNS = st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co"))
words = st.one_of(
    st.text(_SIGNS, min_size=1, max_size=24).map(fold).filter(bool),
    st.sampled_from(
        ["=1+1", "-2", "@x", "007", "end", "a; b, c", "1 · s1 · x", "🚤 港口", "نهاية", "_x0041_", '"q"', "yes"]
    ),
).filter(lambda said: said.casefold() != "not known" and "_x000d_" not in said.casefold())
"""Any words but those that a sheet gives another meaning: openpyxl reads `_x000D_` and a line's end as the same."""
maybe = st.none() | words
names = st.text("abcdefgh0123456789", min_size=1, max_size=6)


def placed(draw):
    by = draw(maybe)
    return PlacedEvidence(
        evidence=OBSERVATIONS[draw(st.sampled_from(sorted(OBSERVATIONS)))],
        score=draw(st.integers(0, 10_000)) / 10_000,
        reason=draw(st.just("") | words),
        accepted_by=by,
        accepted_at=by and "2026-11-28T10:00:00+00:00",
    )


def some_evidence(draw, fewest=0):
    found = [placed(draw) for _ in range(draw(st.integers(fewest, 3)))]
    return tuple({item.evidence.id: item for item in found}.values())


def extras(draw):
    kept = draw(st.dictionaries(names, st.dictionaries(names, words, max_size=2), max_size=2))
    return tuple((name, json.dumps(value, ensure_ascii=False)) for name, value in kept.items())


def a_step(draw, order, identifier, name):
    evidence = some_evidence(draw)
    points = draw(st.lists(st.sampled_from(sorted(PAIN_POINTS)), unique=True, max_size=2))
    ids = st.lists(st.sampled_from(sorted(OBSERVATIONS)), unique=True, min_size=1, max_size=3)
    return Step(
        order=order,
        stage=draw(st.just("") | words),
        step=name,
        id=identifier,
        actor=draw(maybe),
        touchpoints=tuple(draw(st.lists(words, max_size=3))),
        standing=draw(st.sampled_from(Standing)),
        branch=draw(st.none() | st.sampled_from(Branch)),
        optional=draw(st.booleans()),
        wait_days=draw(st.none() | st.integers(0, 400).map(lambda days: days / 4)),
        sub_journey=draw(st.none() | names),
        note=draw(st.just("") | words | st.tuples(words, words).map("\n".join)),
        organisation=draw(maybe),
        service=draw(maybe),
        systems=tuple(draw(st.lists(words, max_size=3, unique=True))),
        channel=draw(st.sampled_from(Channel)),
        owner=draw(maybe),
        basis=StepBasis.EVIDENCE if evidence else StepBasis.ASSUMPTION,
        evidence=evidence,
        pain_points=tuple(
            StepPainPoint(
                id=name,
                title=PAIN_POINTS[name],
                observation_ids=tuple(draw(ids)),
                accepted_by=(by := draw(maybe)),
                accepted_at=by and "2026-11-28T10:00:00+00:00",
            )
            for name in points
        ),
        extras=extras(draw),
    )


def a_hand_over(draw, giver, taker, identifier=""):
    """A hand-over: with an identifier across, without one within a step or between it and the next."""
    sides = draw(st.tuples(words, words).filter(lambda both: both[0].casefold() != both[1].casefold()))
    own = identifier or (draw(st.just("") | names) if giver == taker else "")
    return HandOver(
        from_step=giver.order,
        to_step=taker.order,
        giver=sides[0],
        taker=sides[1],
        id=own,
        is_proposed=draw(st.booleans()) if own or giver == taker else False,
        kind=draw(st.sampled_from(HandOverKind)),
        passes=draw(st.sampled_from(Passes)),
        how=draw(st.sampled_from(How)),
        legal_basis=draw(maybe),
        controller=draw(maybe),
        identifier=draw(maybe),
        gap=draw(st.none() | st.sampled_from(Gap)),
        evidence=some_evidence(draw),
        trouble=draw(st.just("") | words),
        giver_owner=draw(maybe),
        taker_owner=draw(maybe),
    )


@st.composite
def journeys(draw):
    """Return a journey of one to six steps, its systems and gaps as they follow from them."""
    called = draw(st.lists(words, min_size=1, max_size=6, unique_by=str.casefold))
    orders = sorted(draw(st.lists(st.integers(1, 50), min_size=len(called), max_size=len(called), unique=True)))
    ids = draw(st.lists(names, min_size=len(called), max_size=len(called), unique=True))
    steps = tuple(a_step(draw, *each) for each in zip(orders, ids, called, strict=True))
    pairs = [*neighbours(steps), *((step, step) for step in steps for _ in range(2))]
    across = draw(st.lists(st.permutations(steps).map(lambda order: tuple(order[:2])), max_size=3 * (len(steps) > 1)))
    found = [
        *(a_hand_over(draw, *pair) for pair in pairs if are_of_two_organisations(*pair) or draw(st.booleans())),
        *(a_hand_over(draw, *pair, identifier=draw(names)) for pair in across),
    ]
    found.sort(key=lambda item: item.key[:2])
    crossings = tuple({item.key: item for item in found}.values())
    suggested = [
        SuggestedStep(
            step=draw(words),
            stage=draw(st.just("") | words),
            after=draw(st.none() | st.sampled_from(ids)),
            evidence=some_evidence(draw, 1),
            reason=draw(st.just("") | words),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    rejected = [
        RejectedEvidence(
            observation_id=draw(st.sampled_from(sorted(OBSERVATIONS))),
            step_id=draw(st.sampled_from(ids)),
            by=draw(words),
            at="2026-11-28",
            to_step_id=(to := draw(st.none() | st.sampled_from(ids))),
            hand_over_id=draw(st.just("") | names) if to else "",
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    points_off = [
        RejectedPainPoint(
            id=name,
            title=PAIN_POINTS[name],
            observation_ids=(draw(st.sampled_from(sorted(OBSERVATIONS))),),
            step_id=step.id,
            by=draw(words),
            at="2026-11-28",
        )
        for step in steps
        for name in sorted(PAIN_POINTS.keys() - {point.id for point in step.pain_points})
        if draw(st.booleans())
    ]
    return Journey(
        id=f"jn_{draw(names)}",
        title=draw(words),
        actor=draw(words),
        status=JourneyStatus.DRAFT,
        steps=steps,
        hand_overs=crossings,
        systems=tuple(SystemUse(name=name, steps=uses) for name, uses in systems_behind(steps).items()),
        gaps=tuple(gaps_in_words(steps, crossings)),
        tray=some_evidence(draw),
        suggested=tuple(suggested),
        rejected=tuple(rejected),
        rejected_pain_points=tuple(points_off),
        form=draw(st.sampled_from(JourneyForm)),
        as_is=draw(st.none() | names),
        extras=extras(draw),
    )
