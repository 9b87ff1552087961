"""Who runs a step: its own words first, then what its best evidence names and is about."""

from collections import Counter

import numpy as np
import pytest

from domain.catalogue import Catalogue, Organisation
from domain.evidence import Subject
from domain.journeys import StepOutline
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.drafts import draft_journey
from journey_maps.drafting.runners import Heard, runner_of
from language.names import find_names
from tests.planted_journeys import an_observation, asked_along

KNOWN = Catalogue(
    organisations=tuple(
        Organisation(name=name) for name in ("Tern Island Council", "Wreck and Salvage Court", "Duties and Dues Office")
    )
)
NAMED = " ".join(f"{body.name} has a boat." for body in KNOWN.organisations)


def runs(step, told, *, about=(), of_all=()):
    """Return who runs a step of which these texts tell, each about the body at its place in ``about``.

    ``of_all`` are whom all its evidence is about, where that is more than these.
    """
    texts = dict(enumerate(told))
    placed = [PlacedEvidence(evidence=an_observation(nth, text), score=0.8) for nth, text in texts.items()]
    things = find_names([*told, NAMED], KNOWN)
    heard = Heard(words=frozenset(step.casefold().split()), step=step, placed=placed, beside={})
    return runner_of(heard, things, about, Counter(of_all or about), subject=Subject.ORGANISATION)


def test_the_body_that_a_step_calls_by_its_sort_comes_before_what_its_evidence_names():
    told = ["The Duties and Dues Office asks for the grant.", "People wait for it for weeks."]
    about = ["Duties and Dues Office", "Wreck and Salvage Court"]
    assert runs("Wait for a letter", told, about=about) == "Duties and Dues Office"
    assert runs("Wait for the Court", told, about=about) == "Wreck and Salvage Court"


def test_by_whom_a_step_says_it_is_done_does_it_whatever_else_it_names():
    told = ["The Wreck and Salvage Court hears salvors.", "The Court waits for the file."]
    about = ["Wreck and Salvage Court"] * 2
    assert runs("Be sent to the Court by Tern Island Council", told, about=about) == "Tern Island Council"
    assert runs("Be sent to the Court", told, about=about) == "Wreck and Salvage Court"


def test_a_sort_of_body_in_small_letters_calls_nobody():
    told = ["Tern Island Council keeps a list.", "Somebody phones about the list."]
    assert runs("Phone the office", told, about=["Tern Island Council", "Duties and Dues Office"]) == (
        "Tern Island Council"
    )


def test_whom_most_evidence_is_about_outweighs_a_name_said_by_the_way():
    told = ["Salvors hear of Duties and Dues Office.", *(f"Salvors wait for day {day}." for day in "123")]
    assert runs("Wait for a day", told, about=["Wreck and Salvage Court"] * 4) == "Wreck and Salvage Court"
    assert runs("Wait for a day", told) is None


def test_what_several_bodies_do_each_for_themselves_nobody_runs():
    told = [f"Salvors wait for day {day}." for day in "123"]
    about = ["Wreck and Salvage Court"] * 3
    others = ["Duties and Dues Office"] * 2 + ["Tern Island Council"] * 2
    assert runs("Wait for a day", told, about=about, of_all=[*about, *others]) is None
    assert runs("Wait for a day", told, about=about, of_all=[*about, *others[1:]]) == "Wreck and Salvage Court"
    assert runs("Wait for the Court", told, about=about, of_all=[*about, *others]) == "Wreck and Salvage Court"


@pytest.mark.parametrize("part", ["contact centre", "help desk", "call centre", "service desk"])
def test_a_desk_or_a_contact_centre_runs_no_step(part):
    texts = [f"The {part} asks for the number of the boat.", f"The {part} asks for it again.", "Nobody has it to hand."]
    told = [
        an_observation(nth, text, organisation="Tern Island Council", organisations=("Tern Island Council",))
        for nth, text in enumerate(texts)
    ]
    step = np.array([[1.0, 0.0]], dtype=np.float32)
    journey = draft_journey(
        "Boats",
        [StepOutline(order=1, stage="Apply", step="Give the number of the boat")],
        candidates=told,
        vectors=np.repeat(step, len(told), axis=0),
        asked=asked_along(step),
    )
    assert journey.step(1).organisation == "Tern Island Council"


def test_the_service_of_a_step_is_one_of_whoever_runs_it():
    bodies = ["Tern Island Council"] * 3 + ["Wreck and Salvage Court"] * 3
    services = [None] * 3 + ["Salvage hearings"] * 3
    told = [
        an_observation(nth, f"People send letter {nth} about boats.", organisation=body, service=service)
        for nth, (body, service) in enumerate(zip(bodies, services, strict=True))
    ]
    step = np.array([[1.0, 0.0]], dtype=np.float32)

    def drafted(name):
        outline = StepOutline(order=1, stage="Wait", step=name)
        vectors = np.repeat(step, len(told), axis=0)
        return draft_journey(
            "Boats", [outline], candidates=told, vectors=vectors, asked=asked_along(step), known=KNOWN
        ).step(1)

    assert drafted("Send letters to Tern Island Council").service is None
    assert drafted("Send letters to the Wreck and Salvage Court").service == "Salvage hearings"
