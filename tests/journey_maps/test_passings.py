"""What passes from one step to the next, as invented sentences tell it, and which hand-overs stay after a change."""

from dataclasses import replace

import pytest

from domain.catalogue import Catalogue, Organisation
from domain.evidence import Kind
from domain.hand_overs import UNKNOWN_SIDE, Gap, HandOver, HandOverKind, How, Passes
from domain.journeys import Channel, Step, StepBasis
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.hand_overs import Said, find_hand_overs, find_within, standing_hand_over
from journey_maps.drafting.naming import Names
from journey_maps.drafting.passings import Sides
from language.names import find_names
from tests.planted_journeys import an_observation

SIDES = Sides(Names(), ("Harbour Office", "Tide Lab"), ("TideTrack", "Berth Ledger"))


def told(text):
    passing = SIDES.passing(text)
    return passing and tuple(side.name if side else None for side in (passing.giver, passing.taker))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The Harbour Office sends each list to the Tide Lab.", ("Harbour Office", "Tide Lab")),
        ("Lists are posted to the Tide Lab on Monday.", (None, "Tide Lab")),
        ("Each night the berths are exported from TideTrack to the Berth Ledger.", ("TideTrack", "Berth Ledger")),
        ("TideTrack receives a code from the Berth Ledger.", ("Berth Ledger", "TideTrack")),
        (
            "Boats made in TideTrack are sent overnight to the Harbour Office’s Berth Ledger.",
            ("TideTrack", "Berth Ledger"),
        ),
        ("The form is emailed to the contact centre.", (None, "Contact centre")),
        ("The Tide Lab forwards it to their surveyor.", ("Tide Lab", "Surveyor")),
        ("The list is left ready for the surveyor to check.", (None, "Surveyor")),
        (
            "We ingest all berths of that day from TideTrack (TT), by way of an old inbox, into the Berth Ledger.",
            ("TideTrack", "Berth Ledger"),
        ),
        ("Changes in TideTrack are not reflected in the Berth Ledger.", ("TideTrack", "Berth Ledger")),
        ("Clerks work in TideTrack and the Berth Ledger with no ability to copy.", ("TideTrack", "Berth Ledger")),
        ("Owners ring, and a clerk re-keys the berth into TideTrack.", (None, "TideTrack")),
        (
            "The wish arrives by e-mail, so someone has to open TideTrack and manually change the berth.",
            ("E-mail", "TideTrack"),
        ),
        ("A clerk enters the hull number from the paper form into the Berth Ledger.", ("Paper form", "Berth Ledger")),
        ("The Harbour Office directs owners of long boats to the Tide Lab.", ("Harbour Office", "Tide Lab")),
        ("Every letter has to be added by hand to the Berth Ledger.", ("Letter", "Berth Ledger")),
        ("Tides are downloaded from TideTrack and uploaded to the Berth Ledger.", ("TideTrack", "Berth Ledger")),
        ("There is no automated way to get notes on which boats need a crane into TideTrack.", (None, "TideTrack")),
        ("What is corrected in the Word version is never carried over to TideTrack.", ("Word version", "TideTrack")),
        ("The old register forces clerks to type each berth by hand.", (None, "Old register")),
        ("The Harbour Office relies on the Tide Lab to provide the tables.", ("Tide Lab", "Harbour Office")),
        ("The Harbour Office depends on divers replying in time.", None),
        (
            "Until then, the Harbour Office would fill in a form (in ink, or on a screen) and fax it to the Tide Lab.",
            ("Harbour Office", "Tide Lab"),
        ),
        ("The list is checked and then sent by the Harbour Office to the Tide Lab.", ("Harbour Office", "Tide Lab")),
        ("The Harbour Office now asks for cranes and logs them through TideTrack.", ("Harbour Office", "TideTrack")),
        (
            "Some quay staff blot out names before passing the list to the mooring panel.",
            ("Quay staff", "Mooring panel"),
        ),
        ("The Harbour Office refers owners to the family clinic.", ("Harbour Office", "Clinic")),
        ("They direct users to go and see their GP.", (None, "GP")),
        ("Questions go on from there: clerks pass them to the service desk.", (None, "Service desk")),
        ("The surveyor arranges a referral to the Tide Lab.", ("Surveyor", "Tide Lab")),
        ("Divers of the Tide Lab notify the Harbour Office.", ("Tide Lab", "Harbour Office")),
        ("Their surveyor is not informed of the outcome.", (None, "Surveyor")),
        ("The surveyor has been notified by the Tide Lab.", ("Tide Lab", "Surveyor")),
        ("TideTrack can integrate directly with the Berth Ledger.", ("TideTrack", "Berth Ledger")),
        ("We use TideTrack to send each list to the Berth Ledger.", ("TideTrack", "Berth Ledger")),
        ("Berths are escalated to the Moorings Advice team.", (None, "Moorings Advice team")),
        (
            "The Harbour Office coordinates with the diving team at the quay.",
            ("Harbour Office", "Diving team"),
        ),
        ("Old boats may be sent for hull testing.", (None, "Hull testing")),
        ("If the keel is loose, owners are invited to a keel inspection.", (None, "Keel inspection")),
        (
            "They were doing this by importing berths from TideTrack into the Berth Ledger.",
            ("TideTrack", "Berth Ledger"),
        ),
    ],
)
def test_a_sentence_tells_who_passes_something_to_whom(text, sides):
    assert told(text) == sides


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Office rang the Tide Lab.",
        "Clerks work in TideTrack and the Berth Ledger.",
        "Changes in TideTrack are not reflected in letters.",
        "They told us by email and then go to the Harbour Office.",
        "Owners send the form to their friends.",
        "A letter to refer back to hangs on the wall.",
        "In a previous post we showed the changes to TideTrack.",
        "Staff send it to staff.",
        "Clerks enter the berth in TideTrack.",
        "Owners were invited to test the page.",
        "Clerks answer requests slowly, with wishes that come by email and quay staff then at work.",
        "",
    ],
)
def test_a_sentence_without_passing_or_without_a_side_tells_none(text):
    assert told(text) is None


def a_step(order, *texts, **said):
    evidence = tuple(
        PlacedEvidence(evidence=an_observation(order * 10 + nth, text, Kind.BEHAVIOUR), score=0.9)
        for nth, text in enumerate(texts)
    )
    name = said.pop("step", f"Step number {order}")
    basis = StepBasis.EVIDENCE if evidence else StepBasis.ASSUMPTION
    return Step(order=order, stage="", step=name, channel=Channel.UNKNOWN, basis=basis, evidence=evidence, **said)


def found(*steps):
    return [(item.from_step, item.giver, item.taker) for item in find_hand_overs(steps, (), Names())]


def test_a_taker_that_is_told_by_its_role_makes_a_hand_over_that_cites_its_sentence():
    text = "All forms are printed and posted to the mail house."
    steps = [a_step(1, text, organisation="Harbour Office"), a_step(2)]
    steps[1] = replace(steps[1], evidence=steps[0].evidence, basis=StepBasis.EVIDENCE)
    [item] = find_hand_overs(steps, (), Names())
    assert (item.giver, item.taker, item.kind) == ("Harbour Office", "Mail house", HandOverKind.ORGANISATION)
    assert (item.passes, item.how) == (Passes.DATA, How.PAPER)
    assert [placed.evidence.text for placed in item.evidence] == [text]


def test_what_stands_in_the_way_between_both_sides_is_evidence_wherever_it_stands():
    steps = [a_step(1, "All forms are posted to the Tide Lab.", organisation="Harbour Office"), a_step(2)]
    steps[1] = replace(steps[1], evidence=steps[0].evidence, basis=StepBasis.EVIDENCE)
    owned = "The Harbour Office and the Tide Lab both say that they own the forms."
    beside = [owned, "Both say that they own the quay.", "The Harbour Office and the Tide Lab are old."]
    candidates = [an_observation(50 + nth, text, Kind.PAIN_POINT) for nth, text in enumerate(beside)]
    known = Catalogue(organisations=(Organisation(name="Harbour Office"), Organisation(name="Tide Lab")))
    names = Names(things=tuple(find_names([item.text for item in candidates], known)))
    [item] = find_hand_overs(steps, candidates, names)
    assert [placed.evidence.text for placed in item.evidence] == ["All forms are posted to the Tide Lab.", owned]
    assert item.gap is Gap.TWO_OWNERS
    [alone] = find_hand_overs(steps, (), names)
    assert alone.gap is Gap.NO_OWNER


def test_a_way_between_two_systems_that_broke_is_a_gap_of_its_own():
    broke = a_step(1, "The link from TideTrack to the Berth Ledger has been broken since May.", systems=("TideTrack",))
    [between] = find_hand_overs([broke, a_step(2, systems=("Berth Ledger",))], (), Names())
    assert (between.giver, between.taker, between.gap) == ("TideTrack", "Berth Ledger", Gap.BROKEN_LINK)


def test_a_giver_that_nothing_tells_is_not_known():
    text = "Lists are sent to the Tide Lab."
    assert found(a_step(1), a_step(2, text, organisation="Tide Lab")) == [(1, UNKNOWN_SIDE, "Tide Lab")]


def test_a_system_that_takes_may_have_a_giver_that_nothing_tells():
    steps = (
        a_step(1, "Once the lists are transferred to TideTrack, clerks sort them.", systems=("TideTrack",)),
        a_step(2, "Once the lists are transferred to TideTrack, they are sorted.", systems=("TideTrack",)),
    )
    assert found(*steps) == [(1, UNKNOWN_SIDE, "TideTrack")]


def test_systems_that_are_called_unlinked_have_a_gap_between_them():
    [between] = find_hand_overs(
        [
            a_step(1, "Changes in TideTrack are not reflected in the Berth Ledger.", systems=("TideTrack",)),
            a_step(2, "Clerks count berths.", systems=("Berth Ledger",)),
        ],
        (),
        Names(),
    )
    assert (between.giver, between.taker, between.gap) == ("TideTrack", "Berth Ledger", Gap.NO_DATA_LINK)


def test_a_sentence_tells_of_one_place_alone_the_one_whose_systems_it_names():
    text = "Berths are exported from TideTrack to the Berth Ledger."
    steps = [
        a_step(1, systems=("Berth Ledger", "TideTrack")),
        a_step(2, text, systems=("TideTrack",)),
        a_step(3, systems=("Berth Ledger",)),
    ]
    assert found(*steps) == [(2, "TideTrack", "Berth Ledger")]


def test_who_is_called_by_what_is_done_at_a_step_takes_there():
    text = "The list is left ready for the surveyor to check."
    steps = [a_step(1), a_step(2, step="Have the hull surveyed"), a_step(3, text)]
    assert found(*steps) == [(1, UNKNOWN_SIDE, "Surveyor")]


def test_who_is_named_by_a_step_gives_from_there_to_the_next():
    text = "The surveyor then arranges a referral to the clinic."
    assert found(a_step(1, text, step="Tell the surveyor"), a_step(2)) == [(1, "Surveyor", "Clinic")]
    assert found(a_step(1, text), a_step(2)) == []


def test_what_people_are_sent_for_takes_where_it_is_done_if_its_sentence_stands_there():
    text = "Old boats may be sent for hull testing."
    assert found(a_step(1), a_step(2), a_step(3, text, step="Have the test")) == [(2, UNKNOWN_SIDE, "Hull testing")]
    assert found(a_step(1, text), a_step(2), a_step(3, step="Have the test")) == []


def test_where_several_steps_bear_its_name_it_is_done_at_the_last():
    both = "Old boats may be sent for hull testing."
    steps = [a_step(1), a_step(2, both, step="Hear whether a test is due"), a_step(3, step="Have the test")]
    steps[2] = replace(steps[2], evidence=steps[1].evidence, basis=StepBasis.EVIDENCE)
    assert found(*steps) == [(2, UNKNOWN_SIDE, "Hull testing")]


def test_systems_that_differ_alone_pass_nothing():
    assert found(a_step(1, systems=("TideTrack",)), a_step(2, systems=("Berth Ledger",))) == []


BY_ROLE = HandOver(from_step=1, to_step=2, giver="Harbour Office", taker="Mail house", kind=HandOverKind.ORGANISATION)


def standing(giver, taker, item=BY_ROLE):
    said = Said(item=item, giver=a_step(1, organisation="Harbour Office"), taker=a_step(2))
    return standing_hand_over(giver, taker, said=said, stood=None)


def test_a_side_told_by_its_role_stays_until_its_step_has_an_organisation():
    office, other = a_step(1, organisation="Harbour Office"), a_step(2, systems=("TideTrack",))
    assert standing(office, other).taker == "Mail house"
    assert standing(office, replace(other, organisation="Quay Printers")).taker == "Quay Printers"
    assert standing(office, replace(other, organisation="Harbour Office")) is None
    assert standing(replace(office, organisation=None), other).giver == UNKNOWN_SIDE


def test_systems_that_pass_something_on_keep_their_hand_over_while_both_are_there():
    item = replace(BY_ROLE, giver="TideTrack", taker="Berth Ledger", kind=HandOverKind.SYSTEM)
    both = a_step(1, systems=("TideTrack", "Berth Ledger"))
    kept = standing(both, a_step(2, systems=("Quay Book",)), item)
    assert (kept.giver, kept.taker) == ("TideTrack", "Berth Ledger")
    assert standing(a_step(1), a_step(2), item) is None


def test_where_nothing_was_said_and_nothing_changed_nothing_is_looked_for():
    text = "Lists are sent to the Tide Lab."
    pair = a_step(1, systems=("TideTrack",)), a_step(2, text, organisation="Tide Lab")
    assert standing_hand_over(*pair, said=None, stood=pair) is None
    assert standing_hand_over(*pair, said=None, stood=None).taker == "Tide Lab"
    assert standing_hand_over(a_step(1), pair[1], said=None, stood=None) is None, "nothing is known of what gives"


def found_within(*steps):
    between = find_hand_overs(steps, (), Names())
    return [(item.from_step, item.giver, item.taker) for item in find_within(steps, between, Names())]


BY_MAIL = "Berths asked for by e-mail are typed into TideTrack by hand."


def test_what_is_typed_into_a_system_passes_within_the_step_that_the_sentence_stands_on():
    steps = [a_step(1, systems=("TideTrack",)), a_step(2, BY_MAIL), a_step(3, systems=("TideTrack",))]
    assert found(*steps) == []
    [item] = find_within(steps, (), Names())
    assert (item.from_step, item.to_step, item.giver, item.taker) == (2, 2, "E-mail", "TideTrack")
    assert (item.kind, item.how, item.gap) == (HandOverKind.SYSTEM, How.REKEYED, Gap.NO_DATA_LINK)
    assert [placed.evidence.text for placed in item.evidence] == [BY_MAIL]


def spoken_by(organisation, text):
    step = a_step(2, text)
    placed = step.evidence[0]
    told = replace(placed, evidence=replace(placed.evidence, organisation=organisation), score=0.6)
    return replace(step, evidence=(told,))


def sides_told(*steps):
    between = find_hand_overs(steps, (), Names())
    return [(item.giver, item.taker) for item in (*between, *find_within(steps, between, Names()))]


def test_who_says_we_gives_where_they_run_a_step_and_a_body_takes():
    text = "We print each list and post it to the Tide Lab."
    runner, lab = a_step(1, organisation="Harbour Office"), a_step(3, organisation="Tide Lab")
    told = [("Harbour Office", "Tide Lab")]
    assert sides_told(runner, spoken_by("Harbour Office", text), lab) == told, "from a step to the next"
    assert sides_told(runner, lab, spoken_by("Harbour Office", text)) == [*told, *told], "within a step"
    for step in (spoken_by("Quay Printers", text), spoken_by("Harbour Office", text.replace("We", "They"))):
        assert sides_told(runner, step, lab) == [(UNKNOWN_SIDE, "Tide Lab")]
        assert sides_told(runner, lab, step) == told


def test_a_sentence_that_tells_of_two_steps_is_not_told_within_one():
    text = "The Harbour Office sends each list to the Tide Lab."
    steps = [a_step(1, text, organisation="Harbour Office"), a_step(2, organisation="Tide Lab")]
    assert (len(found(*steps)), found_within(*steps)) == (1, [])


def test_who_gives_within_a_step_may_be_unknown_where_a_sentence_surely_stands_on_it():
    lab = a_step(1, organisation="Tide Lab")
    told = a_step(3, "The Harbour Office faxes the list to the Tide Lab.", organisation="Harbour Office")
    assert found_within(lab, a_step(2), told) == [(3, "Harbour Office", "Tide Lab")]
    sure = a_step(3, "Lists are faxed to the Tide Lab.")
    assert found_within(lab, a_step(2), sure) == [(3, UNKNOWN_SIDE, "Tide Lab")]
    unsure = replace(sure, evidence=(replace(sure.evidence[0], score=0.6),))
    assert found_within(lab, a_step(2), unsure) == []
    assert found_within(replace(unsure, organisation="Tide Lab")) == [(3, UNKNOWN_SIDE, "Tide Lab")]


@pytest.mark.parametrize(
    "text",
    [
        "I sent the list to the Tide Lab.",
        "Lists were previously sent to the Tide Lab.",
        "People post it to the Tide Lab.",
    ],
)
def test_no_unknown_giver_follows_from_what_was_or_from_what_people_do_themselves(text):
    assert found_within(a_step(1, text)) == []


def astray(text, *fits):
    return an_observation(900, text, Kind.BEHAVIOUR), fits


def test_a_sentence_that_stands_on_no_step_tells_of_the_nearest_that_bears_a_name_it_tells():
    steps = [a_step(1, systems=("TideTrack",)), a_step(2), a_step(3, systems=("TideTrack",))]
    stray = astray("Each night the berths are exported from TideTrack to the Berth Ledger.", 0.1, 0.9, 0.2)
    names = Names()
    known = [replace(steps[0], systems=("TideTrack", "Berth Ledger")), *steps[1:]]
    [item] = find_within(known, (), names, [stray])
    assert (item.from_step, item.giver, item.taker) == (3, "TideTrack", "Berth Ledger")
    assert find_within(known, (), names, [astray(stray[0].text, 0.01, 0.9, 0.01)]) == []
    assert find_within(known, (), names, [astray("Berths are sent to TideTrack.", 0.9, 0.9, 0.9)]) == []


def test_within_a_step_two_hand_overs_at_most_are_told_and_like_ones_are_one():
    texts = [
        BY_MAIL,
        "Each night a clerk re-keys berths into TideTrack.",
        "The Harbour Office faxes the list to the Tide Lab.",
        "TideTrack receives a code from the Berth Ledger.",
    ]
    step = a_step(1, *texts, organisation="Harbour Office", systems=("TideTrack", "Berth Ledger"))
    assert len(found_within(step)) == 2
    [typed] = find_within([a_step(1, *texts[:2], systems=("TideTrack",))], (), Names())
    assert len(typed.evidence) == 2


@pytest.mark.parametrize(
    ("text", "kind", "score"),
    [
        ("Berths asked for by e-mail should be typed into TideTrack by hand.", Kind.RECOMMENDATION, 0.9),
        ("Clerks would prefer that berths were uploaded from TideTrack to the Berth Ledger.", Kind.BEHAVIOUR, 0.9),
        (BY_MAIL, Kind.BEHAVIOUR, 0.0),
        ("Quay staff pass the list to the mooring panel.", Kind.BEHAVIOUR, 0.4),
    ],
)
def test_advice_wishes_and_what_hardly_fits_tell_nothing_within_a_step(text, kind, score):
    step = a_step(1, text, systems=("TideTrack", "Berth Ledger"))
    placed = PlacedEvidence(evidence=an_observation(1, text, kind), score=score)
    assert found_within(replace(step, evidence=(placed,))) == []


@pytest.mark.parametrize(
    ("text", "least"),
    [(BY_MAIL, 0.35), ("Each night a clerk re-keys berths into TideTrack.", 0.65)],
)
def test_what_is_typed_in_is_told_only_where_it_well_fits_its_step(text, least):
    step = a_step(1, text, systems=("TideTrack",))
    for score, count in ((least - 0.01, 0), (least, 1)):
        assert len(found_within(replace(step, evidence=(replace(step.evidence[0], score=score),)))) == count


def test_services_of_a_draft_pass_something_only_where_a_sentence_tells_it():
    steps = [a_step(1, service="Moorings"), a_step(2, "Clerks count berths.", service="Tide tables")]
    assert found(*steps) == [(1, "Moorings", "Tide tables")]
    assert find_hand_overs(steps, (), Names(), are_drafted=True) == []
    told = [steps[0], a_step(2, "Each list is sent on by Moorings.", service="Tide tables")]
    [item] = find_hand_overs(told, (), Names(), are_drafted=True)
    assert (item.giver, item.taker, item.kind) == ("Moorings", "Tide tables", HandOverKind.SERVICE)


PAPER = "The Harbour Office sends the Tide Lab a paper letter."


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("At the Tide Lab a clerk typed it in again when the Harbour Office sent it.", How.REKEYED),
        ("The Harbour Office sends it and the Tide Lab keys all of it in again.", How.REKEYED),
        ("In the future what the Harbour Office sends could be typed in again by the Tide Lab.", How.PAPER),
        ("The Harbour Office sends it to the Tide Lab again.", How.PAPER),
    ],
)
def test_that_somebody_types_it_in_again_says_more_than_on_what_it_comes(text, how):
    steps = [a_step(1, PAPER, text, organisation="Harbour Office"), a_step(2, organisation="Tide Lab")]
    [item] = find_hand_overs(steps, (), Names())
    assert (len(item.evidence), item.evidence[0].evidence.text) == (2, PAPER)
    assert item.how is how


@pytest.mark.parametrize(
    ("bodies", "taker"),
    [
        (["Tide and Harbour Court", "Berth Desk"], "Tide and Harbour Court"),
        (["Tide Court", "Harbour Court"], None),
        (["Berth Desk"], None),
    ],
)
def test_a_body_is_known_by_its_last_word_where_only_one_ends_in_it(bodies, taker):
    told = Sides(Names(), bodies, []).passing("Clerks post each list to the Court on Fridays.")
    assert (told.taker.name if told and told.taker else None) == taker
