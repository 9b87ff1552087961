"""Notes of a workshop board that lie in the frame of a step: people put them there."""

from dataclasses import replace

import numpy as np
import pytest

from domain.journeys import StepOutline
from domain.sureness import Sureness, sureness
from journey_maps.drafting.frames import put_under
from journey_maps.drafting.likelihood import as_likely
from journey_maps.drafting.placing import place_evidence
from tests.planted_journeys import an_observation, asked_along

OUTLINES = [StepOutline(order=1, stage="", step="Have the hull surveyed"), StepOutline(order=2, stage="", step="Pay")]


def under(heading, *, linked=frozenset({"st_1"})):
    return put_under(OUTLINES, [an_observation(0, headings=("Board", heading))], linked).get(0, frozenset())


@pytest.mark.parametrize("frame", ["1. Have the hull surveyed", "Step 1: have the  hull surveyed", "Hull surveyed?"])
def test_a_frame_names_a_step_by_its_words_whatever_its_number(frame):
    asked = OUTLINES[0].step if frame.endswith("?") else frame
    assert under(asked) == {0}


def test_a_number_that_is_part_of_a_name_tells_one_step_from_another():
    steps = [StepOutline(order=nth, stage="", step=name) for nth, name in enumerate(("14 day notice", "Pay it"), 1)]
    longer = [*steps, StepOutline(order=3, stage="", step="28 day notice")]

    def named(outlines, *headings):
        notes = [an_observation(nth, headings=(heading,)) for nth, heading in enumerate(headings)]
        return [set(found) for found in put_under(outlines, notes, frozenset()).values()]

    assert named(longer, "14 day notice", "3. 28 day notice", "Step 1: 14 day notice") == [{0}, {2}, {0}]
    assert named(steps, "28 day notice") == []
    numbered = [StepOutline(order=1, stage="", step="4. Pay it")]
    assert named(numbered, "2. Pay it", "Pay it", "4 Pay it", "Step 2: pay it") == [{0}] * 4


def test_a_frame_of_the_journeys_own_board_may_say_more_and_other_headings_may_not():
    assert under("We have the hull surveyed, twice") == {0}
    assert under("We have the hull surveyed, twice", linked=frozenset()) == frozenset()
    assert under("Have the hull surveyed", linked=frozenset()) == {0}
    assert under("2. Pay") == {1}
    assert under("Pay", linked=frozenset()) == frozenset()
    assert under("How we pay") == under("3. On no step") == frozenset()


def test_a_frame_of_the_journeys_own_board_may_bear_a_name_that_the_step_had_before():
    called = [{"Have the hull surveyed", "Ring the surveyor"}, {"Pay", "Settle up", "Have the hull surveyed"}]

    def named(heading, linked=frozenset({"st_1"})):
        notes = [an_observation(0, headings=("Board", heading))]
        return put_under(OUTLINES, notes, linked, called).get(0, frozenset())

    assert named("1. Ring the surveyor") == named("Ring the surveyor") == {0}
    assert named("2. Settle up") == {1}
    assert named("2. Have the hull surveyed") == {0}, "it is what another step is called now"
    assert named("1. Ring the surveyor", frozenset()) == frozenset()


def board(*, linked):
    notes = [
        an_observation(
            0, "Bell is broken", headings=("1. Have the hull surveyed",), source_id="board", study_id="st_2"
        ),
        an_observation(1, "Is the bell broken?", headings=("1. Have the hull surveyed",), source_id="board"),
        an_observation(2, "Bakers sell more rye bread in winter than in summer."),
    ]
    far = np.array([[0.0, 0.0, 1.0]] * 3, dtype=np.float32)
    steps = asked_along(np.eye(3, dtype=np.float32)[:2])
    return place_evidence(OUTLINES, notes, far, asked=replace(steps, linked=linked))


@pytest.mark.parametrize("linked", [frozenset({"st_2"}), frozenset()])
def test_a_note_in_the_frame_of_a_step_is_likely_its_evidence_though_its_words_tell_nothing_of_it(linked):
    first, second = board(linked=linked).steps
    assert [item.evidence.text for item in first] == ["Bell is broken"]
    assert "under “1. Have the hull surveyed”" in first[0].reason
    assert sureness(as_likely(first[0])) is Sureness.LIKELY
    assert second == []


def test_the_boards_of_a_journey_name_what_is_its_own():
    assert board(linked=frozenset({"st_2"})).naming >= {"board"}
