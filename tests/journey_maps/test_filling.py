"""Who does a step, what people meet there and whether it still stands, as far as words and likely evidence tell."""

from dataclasses import replace

import numpy as np
import pytest

from domain.evidence import Standing
from domain.journey_edits import ChangeStep
from domain.journeys import Channel, StepOutline
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.actors import actors_of
from journey_maps.drafting.cues import CHANNELS
from journey_maps.drafting.drafts import as_guessed, draft_journey, evidence_for_steps
from journey_maps.drafting.naming import channel_of
from journey_maps.drafting.standings import standing_of_step
from journey_maps.drafting.touchpoints import touchpoints_of
from journey_maps.editing.edits import edited, started
from tests.planted_journeys import an_observation, asked_along

STAMP = "Stamp the mooring permit"


def placed(*texts, score=0.7, **fields):
    told = enumerate(texts)
    return [PlacedEvidence(evidence=an_observation(nth, text, **fields), score=score) for nth, text in told]


def actor(step, *texts, score=0.7, whose=None):
    [found] = actors_of([step], [placed(*texts, score=score)], whose=whose)
    return found


@pytest.mark.parametrize(
    ("step", "who"),
    [
        ("Clerk checks the permit", "Clerk"),
        ("Housing officer visits the boat", "Housing officer"),
        ("Be seen by a nurse", "Nurse"),
        ("Have the form checked by admin staff", "Admin staff"),
        ("Speak to an adviser", None),
        ("Doctor's letter arrives", None),
        ("Design team tests the form", None),
        ("Send the permit by post", None),
    ],
)
def test_who_does_a_step_is_told_by_its_own_words(step, who):
    assert actor(step) == who


def test_who_does_a_step_is_told_by_a_sentence_in_its_own_words():
    assert actor(STAMP, "Harbour clerks must stamp each permit in the back room.") == "Harbour clerks"
    assert actor(STAMP, "Permits are stamped by the harbour clerk after lunch.", score=0.4) is None


def test_no_name_of_a_body_or_a_person_comes_from_evidence_into_who_does_a_step():
    assert actor(STAMP, "Permits are stamped by the Hull Survey Agency inspector.") == "Inspector"
    assert actor(STAMP, "Northmoor Port Trust clerks stamp each permit in the back room.") == "Clerks"
    assert actor("Hull Survey Agency inspector checks the permit") == "Hull Survey Agency inspector"


def test_who_deals_with_a_thing_of_the_step_must_be_told_twice():
    told = ["The night clerks collect every permit.", "Night clerks record each permit in a book."]
    assert actor(STAMP, told[0]) is None
    assert actor(STAMP, *told) == "Night clerks"


def test_who_deals_with_what_people_pay_or_claim_themselves_does_not_do_that_step():
    told = ["The night clerks collect every mooring fee.", "Night clerks record each fee in a book."]
    assert actor("Pay the mooring fee", *told) is None
    assert actor("Record the mooring fee", *told) == "Night clerks"
    assert actor("Pay the mooring fee", "Night clerks pay the mooring fee for skippers at sea.") == "Night clerks"


def test_where_people_do_it_themselves_or_nobody_in_particular_does_it_nothing_is_said():
    told = "Harbour clerks stamp each permit."
    assert actor(STAMP, told, "People stamp the permit on their phones.") is None
    assert actor(STAMP, "Staff stamp each permit.", "Staff stamp permits.") is None
    assert actor(STAMP, "They stamp each permit.", "Harbour clerks do not stamp the permit.") is None
    assert actor("Receive the permit", "Harbour clerks receive permits.", "Harbour clerks receive a permit.") is None


def test_whoever_the_journey_is_about_is_not_named_on_its_steps():
    told = "Harbour clerks stamp each permit."
    assert actor(STAMP, told, whose="A skipper") == "Harbour clerks"
    assert actor(STAMP, told, whose="The harbour clerks of Northmoor") is None


def test_what_is_told_of_one_step_is_not_taken_for_the_next():
    steps = ["Clerk checks the permit", STAMP]
    told = [placed("Nurses moor boats at the pier."), placed("Harbour clerks stamp each permit.")]
    assert actors_of(steps, told) == ["Clerk", "Harbour clerks"]


def test_people_meet_what_a_step_names_and_what_two_likely_sentences_tell_of():
    letters = "The permit comes by letter.", "A letter says which berth it is."
    assert touchpoints_of("Receive the permit", placed(*letters)) == ("letter",)
    assert touchpoints_of("Receive the permit", placed(letters[0])) == ()
    assert touchpoints_of("Receive the permit", placed(*letters, score=0.5)) == ()
    assert touchpoints_of("Get a text message about the permit", ()) == ("text message",)
    assert touchpoints_of("Ring the office by phone", placed(*letters)) == ("phone call",)
    meeting = placed("They come to the appointment.", "At the appointment it is measured.")
    assert touchpoints_of("Have the hull surveyed", meeting) == ()
    assert touchpoints_of("Attend the appointment", meeting) == ("appointment",)


@pytest.mark.parametrize(
    "text",
    [
        "People would like an email.",
        "Skippers were happy to have emails.",
        "Nobody gets an email.",
        "The office sends cards instead of emails.",
        "It asks for an email address.",
    ],
)
def test_what_is_wished_for_or_not_there_is_nothing_that_people_meet(text):
    assert touchpoints_of("Receive the permit", placed(text, f"Today {text}")) == ()


def test_a_code_of_two_letters_is_no_letter():
    text = "It is a code of two or three letter codes."
    assert touchpoints_of("Close the case", placed(text, f"So: {text}")) == ()


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("They telephoned.", Channel.PHONE), ("calls", Channel.PHONE), ("The phone rings.", Channel.PHONE),
        ("paper forms", Channel.POST), ("paper results", Channel.POST), ("leaflet", Channel.POST),
        ("texted", Channel.SMS), ("gov.uk", Channel.ONLINE), ("web form", Channel.ONLINE), ("e-mailed", Channel.EMAIL),
    ],
)  # fmt: skip
def test_words_of_touchpoints_are_those_of_channels(text, channel):
    assert channel in {each for each, cues in CHANNELS if cues.search(text)}


RANG, RANG_TOO, WROTE = "Skippers rang the desk.", "She rang us for the tide.", "The answer came by post."


@pytest.mark.parametrize(
    ("step", "texts", "channel"),
    [
        (STAMP, [RANG, RANG_TOO], Channel.PHONE),
        (STAMP, [RANG], Channel.UNKNOWN),
        (STAMP, [RANG, RANG_TOO, WROTE], Channel.UNKNOWN),
        (STAMP, [RANG, RANG_TOO, "They rang again.", WROTE], Channel.PHONE),
        (STAMP, [RANG, "We tested the phone script with six skippers."], Channel.UNKNOWN),
        ("Send the form by post", [RANG, RANG_TOO], Channel.POST),
        ("Ring the desk or write a letter", [WROTE, "A letter came."], Channel.POST),
        (STAMP, [], Channel.UNKNOWN),
    ],
)
def test_a_step_is_done_as_its_own_words_say_or_as_its_likely_evidence_agrees(step, texts, channel):
    assert channel_of(step, placed(*texts)) is channel


def test_what_was_so_in_a_prototype_does_not_say_how_a_step_is_done():
    tried = [
        replace(item, evidence=replace(item.evidence, standing=Standing.PROTOTYPE)) for item in placed(RANG, RANG_TOO)
    ]
    assert channel_of(STAMP, tried) is Channel.UNKNOWN


def test_a_step_has_the_standing_that_all_its_likely_evidence_has():
    tried = placed("a", "b", "c", "d", standing=Standing.PROTOTYPE)
    assert standing_of_step(tried) is Standing.PROTOTYPE
    assert standing_of_step(tried[:3]) is Standing.UNKNOWN
    assert standing_of_step([*tried, *placed("e", standing=Standing.LIVE)]) is Standing.UNKNOWN
    assert standing_of_step([*tried, *placed("e", "f", "g", score=0.5)]) is Standing.UNKNOWN
    assert standing_of_step([*tried, *placed("e", score=0.3)]) is Standing.PROTOTYPE
    assert standing_of_step(placed("a", "b", "c", "d", score=0.5, standing=Standing.PROTOTYPE)) is Standing.UNKNOWN
    assert standing_of_step([]) is Standing.UNKNOWN


TOLD = [
    "Currently, harbour clerks stamp the mooring permit by hand and it is late.",
    "The harbour clerks must stamp each mooring permit and put it into a letter.",
    "It is confusing that the letter with the mooring permit never has a stamp on it.",
    "It is wrong that harbour clerks stamp a mooring permit only once the tide is out.",
]
FILLED = ("Harbour clerks", ("letter",), Standing.LIVE)
OUTLINES = [StepOutline(order=1, stage="", step=STAMP)]


def given():
    told = [an_observation(nth, text, standing=Standing.LIVE) for nth, text in enumerate(TOLD)]
    near = np.ones((1, 1), dtype=np.float32)
    return {
        "candidates": told,
        "vectors": near[[0] * len(told)],
        "asked": replace(asked_along(near), title=near[0] * 0),
    }


def filled(step):
    return step.actor, step.touchpoints, step.standing


def looked(journey, **changes):
    (found,) = evidence_for_steps(journey, ["s1"], **given(), **changes)
    return edited(journey, found, by="Asha Vale", at="2026-11-28T12:00:00+00:00").step(1)


def by_hand(**said):
    empty = started("jn_1", "Mooring", OUTLINES)
    return edited(empty, ChangeStep(step_id="s1", **said), by="Asha Vale", at="2026-11-28T12:00:00+00:00")


def test_drafting_and_looking_for_evidence_fill_in_the_same():
    draft = draft_journey("Mooring", OUTLINES, **given())
    assert filled(draft.step(1)) == filled(looked(started("jn_1", "Mooring", OUTLINES))) == FILLED


def test_what_a_person_said_or_emptied_stays():
    said = {"actor": "Ida's team", "touchpoints": ("counter",), "standing": Standing.PROTOTYPE}
    assert filled(looked(by_hand(**said))) == ("Ida's team", ("counter",), Standing.PROTOTYPE)
    emptied = looked(started("jn_1", "Mooring", OUTLINES), settled={"s1": frozenset(said)})
    assert filled(emptied) == (None, (), Standing.UNKNOWN)
    outline = replace(OUTLINES[0], actor="Ida's team")
    assert draft_journey("Mooring", [outline], **given()).step(1).actor == "Ida's team"


def test_of_a_journey_that_nothing_is_about_only_its_own_words_are_left():
    draft = as_guessed(draft_journey("Mooring", OUTLINES, **given()))
    assert filled(draft.step(1)) == (None, (), Standing.UNKNOWN)
    outline = replace(OUTLINES[0], step="Clerk stamps the permit and a letter")
    assert filled(as_guessed(draft_journey("Mooring", [outline], **given())).step(1))[:2] == ("Clerk", ("letter",))
    linked = as_guessed(draft_journey("Mooring", OUTLINES, **given()), linked={"st_1"}).step(1)
    assert {item.score for item in linked.evidence} != {0.2}
