"""Why evidence stands on a step, and that words of one field find one another."""

import numpy as np
import pytest

from domain.journeys import StepOutline
from journey_maps.drafting.asking import WORDINGS, Asked, what_to_ask
from journey_maps.drafting.kindred_words import kindred_of
from journey_maps.drafting.manner import begins_amid, is_an_aim, is_told_by_us, troubles_in
from journey_maps.drafting.placing import place_evidence
from journey_maps.drafting.signs import belonging, signs_of
from journey_maps.drafting.stems import stems_of
from journey_maps.drafting.surroundings import of_neighbours
from tests.planted_journeys import OUTLINES, TITLE, an_observation, asked_along, planted
from vector_store.embedding import MiniLmEmbedder


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

    asked = what_to_ask(TITLE, OUTLINES, embed)
    assert len(asked) == len(OUTLINES)
    assert texts[0] == TITLE
    assert WORDINGS[0].format("ask for a mooring permit") in texts
    assert len(texts) == 1 + len(OUTLINES) * (1 + len(WORDINGS))


def test_no_steps_ask_for_nothing():
    asked = what_to_ask(TITLE, [], lambda texts: np.eye(len(texts), dtype=np.float32))
    assert len(asked) == 0


def test_a_sentence_amid_those_of_a_step_is_nearer_to_it_than_one_that_stands_alone():
    told = [an_observation(nth, "The tide was late for everyone.") for nth in range(4)]
    told.append(an_observation(9, "The tide was late for everyone.", source_id="src_2"))
    belong = np.array([[1.0, 0.0], [0.5, 0.5], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    beside = of_neighbours(told, belong)
    assert beside[1] == pytest.approx([0.8, 0.2])
    assert beside[0].sum() == pytest.approx(1.0)
    assert beside[4].tolist() == [0.0, 0.0]


def test_belonging_compares_each_step_with_what_it_draws():
    everywhere, own = np.array([[9.0, 5.0]]), np.array([[9.0, 6.0]])
    likely = belonging(np.concatenate([np.repeat(everywhere, 60, axis=0), own]))
    assert likely.sum(axis=1) == pytest.approx(np.ones(61))
    assert likely[-1, 1] > likely[-1, 0]


def test_what_neighbours_alone_speak_for_is_not_placed():
    told = [an_observation(1, "Be given a berth in spring."), an_observation(2, "Rye bread sells well in winter.")]
    vectors = np.eye(2, dtype=np.float32)
    outline = StepOutline(order=1, stage="Berth", step="Be given a berth")
    [own] = place_evidence([outline], told, vectors, asked=asked_along(np.array([[1.0, 0.0]], dtype=np.float32))).steps
    assert [item.evidence.id for item in own] == ["obs_001"]


def test_words_of_the_usual_step_that_a_step_is_speak_for_a_sentence():
    texts = ["Two thirds of them rebooked by phone.", "Two thirds of them whistled by phone."]
    told = [an_observation(nth, text, source_id=f"src_{nth}") for nth, text in enumerate(texts)]
    outline = StepOutline(order=1, stage="Before", step="Cancel the visit")
    alike = np.ones((2, 1), dtype=np.float32)
    asked = asked_along(alike[:1])
    signs = signs_of([outline], told, alike, asked, about=np.ones(2, dtype=np.float32))
    assert signs.usual[0, 0] > signs.usual[1, 0] == 0.0


def test_trouble_is_counted_up_to_three_and_a_small_letter_is_amid():
    assert troubles_in("Nobody could not, never and no longer, cannot, wait.") == 3
    assert troubles_in("The berth is wide.") == 0
    assert begins_amid("or by post")
    assert not begins_amid("By post")
    assert is_told_by_us("We heard that the quay floods.")
    assert not is_told_by_us("Wet quays flood.")


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("find out how owners moor their boats", True),
        ("what owners want of a berth", True),
        ("What owners want is a berth.", False),
        ("The owners find out how to moor", False),
    ],
)
def test_what_a_study_wanted_to_know_is_told_from_what_it_found(text, aim):
    assert is_an_aim(text) is aim


QUAY_WORK = (
    "Boat owners post a long form to the harbour office each spring.",
    "The harbour office loses one form in ten, and owners post it again.",
    "A surveyor inspects the hull in the dry dock before the berth is given.",
    "Owners wait weeks for the surveyor to inspect the hull.",
    "Owners pay the mooring fee by cheque, and some pay it twice by mistake.",
    "Nobody at the harbour office can see whether the mooring fee has been paid.",
)


@pytest.mark.parametrize("step", ["Sell the piano", "Have the chimney swept", "Post the parcel"])
def test_a_step_that_nothing_speaks_of_draws_nothing_while_the_others_have_their_own(step):
    embed = MiniLmEmbedder().embed
    told = [an_observation(nth, text) for nth, text in enumerate(QUAY_WORK)]
    names = ["Post the form", "Have the hull inspected", "Pay the mooring fee", step]
    outlines = [StepOutline(order=nth, stage="Mooring", step=name) for nth, name in enumerate(names, start=1)]
    asked = what_to_ask("Mooring a boat", outlines, embed)
    *spoken_of, unspoken = place_evidence(outlines, told, embed(QUAY_WORK), asked=asked).steps
    assert all(spoken_of)
    assert unspoken == []


def test_what_is_near_to_the_journey_alone_is_no_evidence_of_a_step():
    told = [an_observation(nth, text) for nth, text in enumerate(QUAY_WORK)]
    outlines = [
        StepOutline(order=1, stage="Mooring", step="Inspect the hull"),
        StepOutline(order=2, stage="Mooring", step="Whistle to the seals"),
    ]
    rows = np.array([[0.6, 0.8, 0.0]] * len(told), dtype=np.float32)
    asked = Asked(
        told=np.array([[0.6, 0.8, 0.0], [0.6, 0.0, 0.8]], dtype=np.float32),
        in_place=np.array([[0.8, 0.6, 0.0], [0.8, 0.0, 0.6]], dtype=np.float32),
        title=np.array([1.0, 0.0, 0.0], dtype=np.float32),
    )
    hull, seals = place_evidence(outlines, told, rows, asked=asked).steps
    assert hull
    assert seals == []


def test_a_source_that_is_less_about_the_journey_has_its_say_where_few_tell_anything():
    turned = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    forms = [f"The form number {nth} was posted in spring." for nth in range(8)]
    told = [an_observation(nth, text, source_id=f"src_{nth}") for nth, text in enumerate(forms)]
    told.append(an_observation(8, "The seals answer to a whistle at dusk.", source_id="src_8"))
    outlines = [
        StepOutline(order=1, stage="Apply", step="Post the form"),
        StepOutline(order=2, stage="Berth", step="Whistle to the seals"),
    ]
    in_place = np.array([[1.0, 0.0], [0.6, 0.8]], dtype=np.float32)
    asked = Asked(told=turned, in_place=in_place, title=turned[0])
    _, seals = place_evidence(outlines, told, turned[[0] * 8 + [1]], asked=asked).steps
    assert [item.evidence.id for item in seals] == ["obs_008"]


def test_a_step_is_spoken_of_where_its_own_words_are_said_though_nothing_is_near_in_meaning():
    told = [an_observation(nth, text) for nth, text in enumerate(QUAY_WORK)]
    steps = ("Pay the mooring fee", "Whistle to the seals")
    outlines = [StepOutline(order=nth, stage="Mooring", step=step) for nth, step in enumerate(steps, start=1)]
    rows = np.array([[0.3, 0.95]] * len(told), dtype=np.float32)
    asked = asked_along(np.array([[1.0, 0.0], [1.0, 0.0]], dtype=np.float32))
    fee, seals = place_evidence(outlines, told, rows, asked=asked).steps
    assert {item.evidence.text for item in fee} >= {QUAY_WORK[4]}
    assert seals == []
