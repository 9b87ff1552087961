"""How much sources are about a journey, on invented research by the water."""

from dataclasses import replace

import numpy as np
import pytest

from domain.journeys import StepOutline
from journey_maps.drafting.asking import what_to_ask
from journey_maps.drafting.relevance import MOST_RELEVANT, is_spoken_of, relevance
from tests.planted_journeys import an_observation
from vector_store.embedding import MiniLmEmbedder

EMBED = MiniLmEmbedder().embed
BERTHS = (
    "Boat owners write to the harbour for a mooring and hear nothing for weeks.",
    "The mooring is given by the harbour master in spring.",
    "Owners pay for the mooring at the quay.",
)
BOOKINGS = (
    "Anglers write to the lodge for a fishing day and hear nothing for weeks.",
    "The fishing day is given by the warden in spring.",
    "Anglers pay for the day at the hut.",
)
BREAD = ("Rye bread sells out by ten.", "The oven is lit at three.", "Flour comes on Mondays.")


def about(title, steps=(), sources=(BERTHS, BOOKINGS, BREAD)):
    told = [
        an_observation(10 * nth + row, text, source_id=f"src_{nth}")
        for nth, texts in enumerate(sources)
        for row, text in enumerate(texts)
    ]
    outlines = [StepOutline(order=nth, stage="All", step=step) for nth, step in enumerate(steps, start=1)]
    values = relevance(told, EMBED([item.text for item in told]), what_to_ask(title, outlines, EMBED))
    return {item.source_id: float(value) for item, value in zip(told, values, strict=True)}


@pytest.mark.parametrize("steps", [(), ("Ask for the mooring", "Pay for the mooring")])
def test_the_source_that_says_the_words_of_a_journey_is_most_about_it_and_its_neighbour_less(steps):
    own = about("Getting a mooring for a boat", steps)
    assert own["src_0"] == pytest.approx(MOST_RELEVANT)
    assert 0.0 <= own["src_2"] < own["src_1"] < 0.75 * MOST_RELEVANT


def test_words_that_every_source_says_tell_none_from_another():
    told = [BERTHS, ("Owners wait for the mooring.", *BERTHS[1:])]
    assert np.isfinite(list(about("Mooring", sources=told).values())).all()


def test_a_source_alone_is_about_it_and_none_is_none():
    assert about("Getting a mooring", sources=[BERTHS]) == {"src_0": pytest.approx(MOST_RELEVANT)}
    assert relevance([], np.zeros((0, 384), dtype=np.float32), what_to_ask("Mooring", [], EMBED)).tolist() == []


def test_where_all_sources_are_about_the_journey_none_is_taken_for_another_s():
    letters = (
        "The harbour answers letters on moorings in May.",
        "A mooring is a ring and a rope.",
        "Moorings are few.",
    )
    own = about("Getting a mooring for a boat", ("Ask for the mooring", "Pay for the mooring"), (BERTHS, letters))
    assert own["src_1"] > 0.5 * MOST_RELEVANT


def spoken_of(title, *steps, sources=(BERTHS, BOOKINGS, BREAD)):
    told = [an_observation(n, text, source_id=f"src_{n // 3}") for n, text in enumerate(sum(sources, ()))]
    outlines = [StepOutline(order=nth, stage="All", step=step) for nth, step in enumerate(steps, start=1)]
    return is_spoken_of(told, EMBED([item.text for item in told]), what_to_ask(title, outlines, EMBED))


def test_a_journey_is_spoken_of_where_sources_tell_of_it_by_its_title_or_by_its_steps():
    assert spoken_of("Getting a mooring for a boat")
    assert spoken_of("Our project", "Write for a mooring for the boat", "Pay for the mooring at the quay")


def test_the_words_of_its_steps_speak_for_a_journey_that_people_call_something_else():
    assert spoken_of("Keeping a dinghy", "Write and hear nothing", "Hear in spring", "Pay at the hut")
    assert not spoken_of("Keeping a dinghy", "Telephone somebody", "Learn of it in autumn", "Settle up at a counter")


@pytest.mark.parametrize("title", ["Registering to vote", "Having a tooth out", "Claiming a tax refund"])
def test_what_nobody_here_tells_of_is_not_spoken_of(title):
    assert not spoken_of(title)
    assert not spoken_of(title, "Fill in the form", "Get the decision")


def test_nothing_speaks_of_a_journey_where_there_is_nothing():
    assert not is_spoken_of([], np.zeros((0, 384), dtype=np.float32), what_to_ask("Mooring", [], EMBED))


def test_the_name_of_its_service_tells_what_a_source_is_about():
    told = [an_observation(n, text, source_id=f"src_{n // 3}") for n, text in enumerate((*BREAD, *BOOKINGS))]
    asked = what_to_ask("Getting a mooring", [], EMBED)
    vectors = EMBED([item.text for item in told])
    named = [replace(item, service="Mooring") if item.source_id == "src_0" else item for item in told]
    assert relevance(named, vectors, asked)[0] > relevance(told, vectors, asked)[0]
