"""Which deeds are worth a step, from planted vectors."""

import numpy as np

from journey_maps.drafting.choosing import chosen
from journey_maps.drafting.gathering import Deed, Gathered

AXES = np.eye(4, dtype=np.float32)


def a_deed(name, axis, rows, weight):
    return Deed(name=name, rows=rows, weight=weight, vector=AXES[axis])


def gathered(deeds, told=(0, 0, 0, 1, 1, 2), worth=None):
    vectors = AXES[list(told)]
    weights = np.ones(len(told)) if worth is None else np.array(worth)
    return Gathered(deeds=list(deeds), vectors=vectors, worth=weights.astype(np.float32))


FORM = a_deed("Post the form", 0, (0, 1, 2), 3.0)
HULL = a_deed("Inspect the hull", 1, (3,), 0.9)
FEE = a_deed("Pay the fee", 2, (5,), 0.8)
SEALS = a_deed("Whistle to the seals", 3, (), 0.1)


def names(most, given=(), wanted=lambda _: True, **told):
    rows = AXES[list(given)]
    return [
        deed.name for deed in chosen(gathered([FORM, HULL, FEE, SEALS], **told), most=most, given=rows, wanted=wanted)
    ]


def test_the_foremost_come_first_then_what_more_of_the_evidence_comes_near_to():
    assert names(4) == ["Post the form", "Inspect the hull", "Pay the fee"]
    assert names(4, worth=[1, 1, 1, 0.1, 0.1, 1]) == ["Post the form", "Pay the fee", "Inspect the hull"]


def test_what_a_given_step_tells_is_not_told_again():
    assert names(2, given=[1], wanted=lambda deed: deed is not FORM) == ["Pay the fee"]


def test_of_two_as_much_told_the_one_nearer_to_the_steps_there_are_is_chosen():
    seals = a_deed("Whistle to the seals", 3, (4,), 0.5)
    deeds = gathered([FORM, a_deed("Inspect the hull", 1, (3,), 0.5), seals], told=(0, 0, 0, 1, 3))

    def second(given):
        taken = chosen(deeds, most=2, given=np.array([given], dtype=np.float32), wanted=lambda _: True)
        return taken[1].name

    assert second([0, 0.5, 0.85, 0]) == "Inspect the hull"
    assert second([0, 0, 0.85, 0.5]) == "Whistle to the seals"


def test_what_has_the_verb_and_the_thing_of_one_taken_is_not_taken_too():
    short = a_deed("Post the short form", 3, (1,), 0.9)
    deeds = gathered([FORM, short, HULL, FEE])
    taken = chosen(deeds, most=4, given=AXES[:0], wanted=lambda _: True)
    assert "Post the short form" not in [deed.name for deed in taken]


def test_what_is_not_wanted_is_not_chosen_and_nothing_gathered_gives_nothing():
    assert names(4, wanted=lambda _: False) == []
    empty = Gathered(deeds=[], vectors=AXES[:0], worth=np.zeros(0, dtype=np.float32))
    assert chosen(empty, most=4, given=AXES[:0], wanted=lambda _: True) == []
