"""A journey of fictional bodies that has everything a map can show, and what it might become."""

from dataclasses import replace

from domain.access import Marking
from domain.evidence import Kind, Standing
from domain.hand_overs import Gap, HandOver, HandOverKind, How, Passes
from domain.journeys import Branch, Channel, Journey, JourneyForm, JourneyStatus, StepPainPoint, SystemUse
from domain.placed_evidence import PlacedEvidence
from tests.planted_journeys import a_step, an_observation

TRUST, PORT, SURVEY, COUNCIL = "Northmoor Waterways Trust", "Port Office", "Hull Survey Agency", "Saltby Council"
FIRE, REGISTER, OWNER = "Coastal Fire Service", "National Vessel Register", "The person themselves"
TITLE = "Coming to live on a houseboat at Northmoor"


def told(number, *kinds):
    """Return invented observations of these kinds."""
    words = {
        Kind.PAIN_POINT: "I was fed up: three desks took the same hull number, and each wrote it down differently.",
        Kind.NEED: "People need to know how long a berth stays theirs before they sell their house.",
        Kind.POSITIVE: "I was so relieved that the clerk at the quay knew my name.",
        Kind.RECOMMENDATION: "We changed the letter so that it now shows the hull number.",
        Kind.BEHAVIOUR: "Most people ring the office before they fill in anything.",
    }
    return [
        an_observation(number * 100 + nth, words[kind], kind, study="Living afloat", locator=f"line {nth + 3}")
        for nth, kind in enumerate(kinds)
    ]


def pains(*titles):
    return tuple(StepPainPoint(id=f"pp_{title[:4].lower()}", title=title, observation_ids=()) for title in titles)


def a_full_journey():
    """Return sixteen steps in seven lanes, with branches, waits, gaps and every mark."""
    hard, need, good = Kind.PAIN_POINT, Kind.NEED, Kind.POSITIVE
    did, tried = Kind.BEHAVIOUR, Kind.RECOMMENDATION
    steps = [
        a_step(1, "Find out whether living on a boat is allowed", stage="Decide", organisation=OWNER,
               channel=Channel.ONLINE, evidence=told(1, did, hard, need)),
        a_step(2, "Ask the trust for a place on the list", stage="Decide", organisation=TRUST, service="Berth list",
               channel=Channel.PHONE, systems=("Berth Book",), evidence=told(2, did, good, good)),
        a_step(3, "Have the offer read to them by an adviser", stage="Decide", organisation=OWNER, optional=True,
               channel=Channel.FACE_TO_FACE),
        a_step(4, "Book the hull survey", stage="Have the boat checked", organisation=SURVEY, wait_days=21,
               channel=Channel.EMAIL, systems=("Survey Diary",), evidence=told(4, hard, hard, did, tried),
               pain_points=pains("The same hull number is asked for again")),
        a_step(5, "Have the hull surveyed in the water", stage="Have the boat checked", organisation=SURVEY,
               channel=Channel.FACE_TO_FACE, systems=("Survey Diary",), evidence=told(5, did)),
        a_step(6, "Have the hull surveyed out of the water", stage="Have the boat checked", organisation=SURVEY,
               branch=Branch.OR, channel=Channel.FACE_TO_FACE, wait_days=40,
               systems=("Survey Diary", "Dry Dock Rota")),
        a_step(7, "Have stove and gas looked at", stage="Have the boat checked", organisation=FIRE, branch=Branch.AND,
               channel=Channel.FACE_TO_FACE, actor="Fire safety officer", evidence=told(7, hard, did),
               pain_points=pains("Nobody says what will be looked at", "Two visits for one form")),
        a_step(8, "Send the survey to the register", stage="Put on the register", organisation=REGISTER,
               service="Register a vessel", channel=Channel.POST, systems=("Vessel Register",),
               evidence=told(8, hard, hard, hard, need, tried),
               pain_points=pains("The survey is typed in by hand from paper")),
        a_step(9, "Wait for the number", stage="Put on the register", organisation=REGISTER, wait_days=63,
               systems=("Vessel Register",), evidence=told(9, hard)),
        a_step(10, "Be given the registration number", stage="Put on the register", organisation=REGISTER,
               channel=Channel.POST, systems=("Vessel Register",), evidence=told(10, good)),
        a_step(11, "Tell the port office the number", stage="Take the berth", organisation=PORT,
               channel=Channel.FACE_TO_FACE, systems=("Berth Book", "Port Ledger"), evidence=told(11, did, hard),
               pain_points=pains("The number is not accepted for a week")),
        a_step(12, "Pay for the first quarter", stage="Take the berth", organisation=PORT, channel=Channel.ONLINE,
               systems=("Port Ledger",), standing=Standing.PROTOTYPE, evidence=told(12, good, did)),
        a_step(13, "Move the boat to the berth", stage="Take the berth", organisation=OWNER),
        a_step(14, "Say where they live now", stage="Live there", organisation=COUNCIL, service="Council tax",
               channel=Channel.ONLINE, systems=("Council Tax System",), evidence=told(14, hard, need),
               pain_points=pains("A berth has no postcode")),
        a_step(15, "Ask for a post box at the quay", stage="Live there", organisation=TRUST, optional=True,
               branch=Branch.AND, systems=("Berth Book",)),
        a_step(16, "Be told of the yearly check", stage="Live there", organisation=SURVEY, channel=Channel.SMS,
               wait_days=365, systems=("Survey Diary",), sub_journey="jn_2", evidence=told(16, did)),
    ]  # fmt: skip
    return Journey(
        id="jn_full",
        title=TITLE,
        actor="Someone who means to live on a boat",
        status=JourneyStatus.DRAFT,
        steps=tuple(replace_marking(step) for step in steps),
        hand_overs=_hand_overs(),
        systems=tuple(
            SystemUse(name=name, steps=tuple(step.order for step in steps if name in step.systems))
            for name in dict.fromkeys(name for step in steps for name in step.systems)
        ),
        gaps=(
            "Step 13, “Move the boat to the berth”: no evidence stands on it; it is an assumption.",
            "Steps 7 and 8: no owner of the hand-over is known.",
        ),
    )


def replace_marking(step):
    """Return the step with one of its observations marked."""
    if step.order != 4:
        return step
    first, *rest = step.evidence
    return replace(step, evidence=(replace(first, evidence=replace(first.evidence, marking=Marking.OFFICIAL)), *rest))


def _hand_overs():
    def crossing(start, end, giver, taker, **fields):
        kind = fields.pop("kind", HandOverKind.ORGANISATION)
        return HandOver(from_step=start, to_step=end, giver=giver, taker=taker, kind=kind, **fields)

    evidence = (PlacedEvidence(evidence=told(8, Kind.PAIN_POINT)[0], score=0.7),)
    return (
        crossing(2, 3, TRUST, OWNER, passes=Passes.PERSON, how=How.PAPER),
        crossing(3, 4, OWNER, SURVEY, gap=Gap.NO_OWNER),
        crossing(7, 8, FIRE, REGISTER, passes=Passes.DATA, how=How.PAPER, gap=Gap.NO_DATA_LINK, evidence=evidence,
                 trouble="The form has no place for the fire check, so it is stapled on and gets lost.",
                 identifier="hull number", giver_owner="Station officer", taker_owner="Head of registration"),
        crossing(10, 11, REGISTER, PORT, passes=Passes.DATA, how=How.REKEYED, gap=Gap.NOT_KNOWN_IF_ALLOWED,
                 controller=REGISTER, identifier="registration number"),
        crossing(11, 12, "Berth Book", "Port Ledger", kind=HandOverKind.SYSTEM, passes=Passes.CASE, how=How.SPREADSHEET,
                 legal_basis="Northmoor Harbour Order, article 4"),
        crossing(12, 13, PORT, OWNER, passes=Passes.PERSON),
        crossing(13, 14, OWNER, COUNCIL, gap=Gap.BROKEN_LINK, how=How.EMAIL),
        crossing(15, 16, TRUST, SURVEY, passes=Passes.DATA, how=How.API, legal_basis="Contract between the two"),
    )  # fmt: skip


def what_it_might_be():
    """Return the to-be journey: one step new, two gone, some changed."""
    journey = a_full_journey()
    kept = [step for step in journey.steps if step.order not in {9, 11}]
    steps = [
        replace(step, systems=("Vessel Register", "Berth Book"), channel=Channel.ONLINE) if step.order == 8 else step
        for step in kept
    ]
    added = a_step(9, "Give the number once, for all who need it", id="s_new", stage="Put on the register",
                   organisation=REGISTER, channel=Channel.ONLINE)  # fmt: skip
    steps = sorted([*steps, added], key=lambda step: step.order)
    left = {step.order for step in steps}
    return replace(
        journey,
        id="jn_to_be",
        form=JourneyForm.TO_BE,
        as_is=journey.id,
        steps=tuple(steps),
        hand_overs=tuple(item for item in journey.hand_overs if {item.from_step, item.to_step} <= left),
    )


def what_passes_within(journey=None):
    """Return a journey, the full one by default, with hand-overs within its first, third and last steps."""
    journey = journey or a_full_journey()
    ways = [
        ("Survey inbox", "Survey Book", How.REKEYED, Passes.DATA, Gap.NO_DATA_LINK),
        ("Survey Book", "Harbour ledger of all hulls", How.UNKNOWN, Passes.CASE, Gap.NOT_KNOWN_IF_ALLOWED),
        ("Post room", "Survey Book", How.SPREADSHEET, Passes.UNKNOWN, None),
    ]
    orders = [step.order for step in journey.steps]
    found = [
        HandOver(from_step=order, to_step=order, giver=giver, taker=taker, kind=HandOverKind.SYSTEM, how=how,
                 passes=passes, gap=gap)
        for nth, order in enumerate(dict.fromkeys((*orders[:1], *orders[2:3], *orders[-1:])), start=1)
        for giver, taker, how, passes, gap in ways[:nth]
    ]  # fmt: skip
    every = sorted([*journey.hand_overs, *found], key=lambda item: (item.from_step, item.to_step))
    return replace(journey, hand_overs=tuple(every))


def what_passes_across(journey=None, pairs=None):
    """Return a journey, the full one by default, with hand-overs across; ``pairs`` are the places of their steps.

    By default they are five: far on, back, next to each other, and from one card twice.
    """
    journey = journey or a_full_journey()
    orders = [step.order for step in journey.steps]
    last = len(orders) - 1
    pairs = pairs or [(0, last // 2), (last - 3, 1), (4, last), (4, last - 2), (last // 2, last // 2 - 1)]
    ways = [
        ("Harbour Trust", "Vessel Register", How.SPREADSHEET, Passes.DATA, Gap.NO_DATA_LINK),
        ("Port Ledger", "Berth Book", How.REKEYED, Passes.CASE, None),
        ("Survey Diary", "Council Tax System", How.UNKNOWN, Passes.UNKNOWN, Gap.NOT_KNOWN_IF_ALLOWED),
    ]
    found = [
        HandOver(from_step=orders[here], to_step=orders[there], id=f"v{nth}h1", giver=giver, taker=taker,
                 kind=HandOverKind.SYSTEM, how=how, passes=passes, gap=gap)
        for nth, (here, there) in enumerate(pairs, start=1)
        for giver, taker, how, passes, gap in [ways[nth % 3]]
    ]  # fmt: skip
    every = sorted([*journey.hand_overs, *found], key=lambda item: (item.from_step, item.to_step))
    return replace(journey, hand_overs=tuple(every))
