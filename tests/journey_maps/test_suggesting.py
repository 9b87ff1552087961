"""Steps suggested, and feelings counted, from invented research on moorings."""

import numpy as np
import pytest

from domain.journeys import StepOutline
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.actions import actions_in
from journey_maps.drafting.asking import Asked, what_to_ask
from journey_maps.drafting.feelings import feelings_in
from journey_maps.drafting.gathering import gather_deeds
from journey_maps.drafting.suggesting import suggest_steps
from journey_maps.drafting.telling_order import phase_of, place_among
from journey_maps.drafting.usual_steps import usual_steps
from tests.planted_journeys import an_observation
from vector_store.embedding import MiniLmEmbedder

OUTLINES = [
    StepOutline(order=1, stage="Apply", step="Post the long form"),
    StepOutline(order=2, stage="Berth", step="Leave the harbour"),
]
TOLD = [
    "Owners post the long form to the office.",
    "The surveyor inspects the hull in the yard.",
    "Surveyors inspect the hull again in spring.",
    "Owners leave the harbour before the first storm.",
]
AXES = ("post", "inspect", "leave")


def embed(names):
    return np.array([[float(word in name.casefold()) for word in AXES] for name in names], dtype=np.float32)


def suggested():
    candidates = [an_observation(number, text) for number, text in enumerate(TOLD)]
    placed = [
        [PlacedEvidence(evidence=candidates[0], score=0.9)],
        [PlacedEvidence(evidence=candidates[3], score=0.9)],
    ]
    asked = Asked(told=embed(["post", "leave"]), in_place=embed(["post", "leave"]), title=np.ones(3) / 3**0.5)
    return suggest_steps(OUTLINES, placed, candidates, embed(TOLD), asked=asked, embed=embed)


def test_what_two_sentences_tell_and_no_step_names_is_suggested_where_sources_tell_it():
    [step] = suggested()
    assert (step.step, step.after, step.stage) == ("Inspect the hull", "s1", "Apply")
    assert len(step.evidence) == 2
    assert "after “Post the long form”" in step.reason


def test_what_one_sentence_tells_is_suggested_after_what_more_tell_and_says_so():
    embed = MiniLmEmbedder().embed
    told = [
        "Owners pay the mooring fee in May.",
        "Many owners pay the mooring fee late.",
        "A surveyor examines the hull in dry dock.",
    ]
    candidates = [an_observation(number, text) for number, text in enumerate(told)]
    outlines = [StepOutline(order=1, stage="Apply", step="Post the long form")]
    asked = what_to_ask("Getting a mooring for a boat", outlines, embed)
    steps = suggest_steps(outlines, [[]], candidates, embed(told), asked=asked, embed=embed)
    reasons = {step.step: step.reason for step in steps}
    assert reasons["Pay the mooring fee"].startswith("2 sentences of 1 source tell it")
    assert reasons["Examine the hull"].startswith("1 sentence of 1 source tells it")


def test_without_a_list_nothing_is_suggested():
    asked = Asked(told=embed([]), in_place=embed([]), title=np.ones(3))
    assert suggest_steps([], [], [an_observation()], np.ones((1, 3)), asked=asked, embed=embed) == []


def test_actions_are_named_verb_first_active_or_passive():
    names = [action.name for action in actions_in(["Permits are stamped.", "She does not stamp permits."])]
    assert names == ["Stamp permits"]


def test_what_is_thought_or_designed_is_no_action():
    assert actions_in(["They think the tide is late.", "We redesigned the berth map."]) == []


@pytest.mark.parametrize(
    "text",
    ["Owners click the blue button and scroll the map.", "We visited the harbour.", "The team inspected the hull."],
)
def test_clicks_and_what_the_team_does_are_no_actions(text):
    assert actions_in([text]) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Owners claim for lost ropes.", "Claim for lost ropes"),
        ("Every owner signs their mooring contract.", "Sign the mooring contract"),
        ("They then post two further letters.", "Post letters"),
    ],
)
def test_an_action_is_named_as_it_would_stand_on_a_wall(text, name):
    assert [action.name for action in actions_in([text])] == [name]


def test_a_name_of_a_page_and_a_verb_without_its_preposition_name_no_step():
    assert actions_in(["They then open Harbour Search.", "Owners apply the brake."]) == []
    assert [action.name for action in actions_in(["Owners apply for the berth."])] == ["Apply for the berth"]


def test_a_word_that_these_notes_have_as_a_noun_is_no_verb():
    texts = ["Moor rules.", *["The moor is wet."] * 9]
    assert "moor" not in {action.verb for action in actions_in(texts)}


def usual(name):
    return next(step for step in usual_steps() if step.name.startswith(name))


def test_a_usual_step_is_told_in_nouns_as_well_as_in_verbs():
    step = usual("Change or cancel")
    assert step.told.search("Rebookings take up the whole morning.")
    assert step.told.search("She wanted to move the appointment.")
    assert not step.told.search("The tide was late for everyone.")


def test_a_usual_step_names_the_thing_that_evidence_speaks_of_and_none_otherwise():
    step = usual("Change or cancel")
    told = {"They cancel the visit.": 0.4, "A visit is rescheduled.": 0.3, "The hearing is cancelled.": 0.6}
    assert step.named(told) == "Change or cancel the visit"
    assert step.named({"They cancel.": 0.4, "It is rescheduled.": 0.3}) is None


def test_a_usual_step_of_two_things_names_both():
    told = {"They send the papers to the court.": 0.4, "The papers are passed to the court late.": 0.3}
    assert usual("Send the {} to").named(told) == "Send the papers to the court"
    assert usual("Send the {} to").named({"They send the papers to the quay.": 0.4}) is None


def test_every_usual_step_has_a_name_of_its_own_and_words_that_tell_it():
    names = [(step.name, step.slots) for step in usual_steps()]
    assert len(names) == len(set(names)) > 70
    assert all(step.told.search("") is None for step in usual_steps())


def test_a_usual_step_is_suggested_under_the_longer_name_that_notes_give_it():
    told = ["Owners pay the mooring fee in May.", "Late owners pay the mooring fee twice.", "The fee is steep."]
    candidates = [an_observation(number, text) for number, text in enumerate(told)]
    vectors = np.ones((3, 3), dtype=np.float32) / 3**0.5
    about = np.ones(3, dtype=np.float32)
    gathered = gather_deeds(candidates, vectors, title=vectors[0], about=about, embed=embed)
    assert [(deed.name, deed.rows) for deed in gathered.deeds] == [("Pay the mooring fee", (0, 1, 2))]


def test_what_an_outline_says_in_other_words_is_not_suggested_again():
    told = ["Owners rebook their visit.", "The visit is often cancelled.", "They leave."]
    candidates = [an_observation(number, text) for number, text in enumerate(told)]
    outlines = [StepOutline(order=1, stage="Apply", step="Rebook")]
    same = np.ones((1, 3), dtype=np.float32) / 3**0.5
    asked = Asked(told=same, in_place=same, title=same[0])
    near = np.repeat(same, 3, axis=0)

    def alike(names):
        return np.repeat(same, len(names), axis=0)

    assert suggest_steps(outlines, [[]], candidates, near, asked=asked, embed=alike) == []
    other = [StepOutline(order=1, stage="Apply", step="Whistle")]
    steps = suggest_steps(other, [[]], candidates, near, asked=asked, embed=alike)
    assert [step.step for step in steps] == ["Change or cancel the visit"]


def test_what_begins_and_ends_as_a_given_step_is_not_suggested_beside_it():
    embed = MiniLmEmbedder().embed
    told = ["The winter storm letter came in May.", "Owners inspect the hull.", "Owners inspect the hull again."]
    candidates = [an_observation(number, text) for number, text in enumerate(told)]

    def suggested_beside(step):
        outlines = [StepOutline(order=1, stage="Apply", step=step)]
        asked = what_to_ask("Getting a mooring for a boat", outlines, embed)
        steps = suggest_steps(outlines, [[]], candidates, embed(told), asked=asked, embed=embed)
        return [step.step for step in steps]

    assert "Receive the winter storm letter" in suggested_beside("Whistle")
    assert suggested_beside("Receive a letter") == ["Inspect the hull"]


def test_where_such_things_mostly_come_decides_when_no_source_does():
    phases = [phase_of("Receive the invitation"), phase_of("Attend the hearing"), phase_of("Receive the result")]
    slot, *_ = place_among([], [[], [], []], np.zeros(3), phase=phase_of("Change the booking"), phases=phases)
    assert slot == 1


def test_a_thing_told_before_all_steps_comes_first():
    first, last = an_observation(1), an_observation(9)
    placed = [[PlacedEvidence(evidence=an_observation(5), score=0.5)]]
    nowhere = np.zeros(1)
    assert place_among([first], placed, nowhere)[0] == 0
    assert place_among([last], placed, nowhere) == (1, 1, 1)


def test_invitations_come_before_results_and_results_before_appeals():
    names = ["Receive invitation letter", "Attend appointment", "Grant decision", "Appeal against it"]
    assert [phase_of(name) for name in names] == sorted(phase_of(name) for name in names)
    assert phase_of("Whistle to seals") == 0.5


def test_feelings_are_counted_once_an_observation_and_not_where_they_are_denied():
    told = [
        an_observation(1, "Owners were worried, very worried, about storms."),
        an_observation(2, "Nobody told them, and they were confused and worried."),
        an_observation(3, "They were not worried about the rope."),
    ]
    assert feelings_in(told) == {"worried": 2, "confused": 1}
    assert feelings_in([]) == {}
