"""Steps suggested, and feelings counted, from invented research on moorings."""

import numpy as np

from domain.journeys import PlacedEvidence, StepOutline
from journey_maps.drafting.actions import actions_in
from journey_maps.drafting.asking import StepVectors
from journey_maps.drafting.feelings import feelings_in
from journey_maps.drafting.suggesting import suggest_steps
from journey_maps.drafting.telling_order import phase_of, place_among
from tests.planted_journeys import an_observation

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
    asked = StepVectors(told=embed(["post", "leave"]), in_place=embed(["post", "leave"]), title=np.ones(3) / 3**0.5)
    return suggest_steps(OUTLINES, placed, candidates, embed(TOLD), asked=asked, embed=embed)


def test_what_two_sentences_tell_and_no_step_names_is_suggested_where_sources_tell_it():
    [step] = suggested()
    assert (step.step, step.after, step.stage) == ("Inspect the hull", "s1", "Apply")
    assert len(step.evidence) == 2
    assert "after “Post the long form”" in step.reason


def test_without_a_list_nothing_is_suggested():
    asked = StepVectors(told=embed([]), in_place=embed([]), title=np.ones(3))
    assert suggest_steps([], [], [an_observation()], np.ones((1, 3)), asked=asked, embed=embed) == []


def test_actions_are_named_verb_first_active_or_passive():
    names = [action.name for action in actions_in(["Permits are stamped.", "She does not stamp permits."])]
    assert names == ["Stamp Permits"]


def test_what_is_thought_or_designed_is_no_action():
    assert actions_in(["They think the tide is late.", "We redesigned the berth map."]) == []


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
