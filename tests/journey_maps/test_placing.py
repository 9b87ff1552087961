"""Why evidence stands on a step, and that words of one field find one another."""

import numpy as np
import pytest

from domain.journeys import StepOutline
from journey_maps.drafting.asking import WORDINGS, vectors_of_steps
from journey_maps.drafting.kindred_words import kindred_of
from journey_maps.drafting.placing import place_evidence
from journey_maps.drafting.stems import stems_of
from tests.planted_journeys import OUTLINES, TITLE, an_observation, asked_along, planted


def placed_reasons():
    candidates, vectors, asked = planted()
    return {
        item.evidence.text: item.reason
        for own in place_evidence(OUTLINES, candidates, vectors, asked=asked).steps
        for item in own
    }


def test_each_placed_sentence_says_why_it_is_there():
    reasons = placed_reasons()
    assert all(reasons.values())
    assert "says “permit”" in reasons["Letters about a permit take nine weeks and people lose their season."]


def test_a_heading_that_names_the_step_is_a_reason():
    told = an_observation(1, "Everybody waits in the rain for a number.", headings=("The berth and who has it",))
    step = np.ones((1, 1), dtype=np.float32)
    outline = StepOutline(order=1, stage="Berth", step="Be given a berth")
    [[item]] = place_evidence([outline], [told], step, asked=asked_along(step)).steps
    assert "under “The berth and who has it”" in item.reason


@pytest.mark.parametrize(("asked", "said"), [("remind", "chase"), ("cancel", "rebook"), ("miss", "attend")])
def test_words_of_one_field_are_kindred(asked, said):
    [stem], [other] = stems_of(asked), stems_of(said)
    assert other in kindred_of(stem)
    assert stem in kindred_of(other)
    assert stem not in kindred_of(stem)


def test_a_word_of_no_field_has_no_kin():
    assert kindred_of("puffin") == frozenset()


def test_a_step_is_asked_for_in_several_wordings_and_in_its_place():
    texts = []

    def embed(asked):
        texts.extend(asked)
        return np.eye(len(asked), dtype=np.float32)

    asked = vectors_of_steps(TITLE, OUTLINES, embed)
    assert len(asked) == len(OUTLINES)
    assert texts[0] == TITLE
    assert WORDINGS[0].format("ask for a mooring permit") in texts
    assert len(texts) == 1 + len(OUTLINES) * (1 + len(WORDINGS))


def test_no_steps_ask_for_nothing():
    asked = vectors_of_steps(TITLE, [], lambda texts: np.eye(len(texts), dtype=np.float32))
    assert len(asked) == 0
