"""Systems of a neighbouring journey, and those that only the reader of notes is sent to, are not behind its steps."""

import pytest

from domain.catalogue import Catalogue
from domain.evidence import Subject
from domain.placed_evidence import PlacedEvidence
from journey_maps.drafting.naming import names_in
from journey_maps.drafting.own_systems import Told, own_systems
from language.system_frames import only_refers
from tests.planted_journeys import an_observation

OF_MOORING = "Owners' forms are typed into the Mooring Ledger System by a clerk."
OF_LAKE = "Anglers' forms are typed into the Lake Permit System by a warden."


def systems(told, *, elsewhere=(), speaking=("src_1",), foremost=("src_1",), placed=()):
    whose = Told(
        everything=[*told, *elsewhere],
        of_journey=told,
        placed=[placed],
        speaking=frozenset(speaking),
        foremost=frozenset(foremost),
    )
    return {thing.name for thing in own_systems(names_in(told, Catalogue()), whose).of(Subject.SYSTEM)}


def test_what_only_a_source_names_that_hardly_says_what_the_title_names_is_a_neighbours_system():
    told = [an_observation(1, OF_MOORING), an_observation(2, OF_LAKE, source_id="src_2")]
    assert systems(told) == {"Mooring Ledger System"}
    assert systems(told, speaking=("src_1", "src_2")) == {"Mooring Ledger System", "Lake Permit System"}


def test_a_system_is_the_journeys_own_where_its_foremost_sources_say_most_of_what_is_said_of_it():
    told = [an_observation(1, OF_MOORING)]
    elsewhere = [an_observation(number, OF_MOORING, source_id="src_9") for number in (7, 8)]
    assert systems(told, speaking=()) == {"Mooring Ledger System"}
    assert systems(told, elsewhere=elsewhere[:1], speaking=()) == {"Mooring Ledger System"}
    assert systems(told, elsewhere=elsewhere, speaking=()) == set()


def test_an_everyday_system_of_a_neighbours_source_is_a_steps_own_where_its_sentence_rather_belongs_there():
    told = [an_observation(2, "Wardens keep a paper diary of all boats.", source_id="src_2")]
    likely, guess = (PlacedEvidence(evidence=told[0], score=score) for score in (0.8, 0.3))
    assert systems(told, placed=[likely]) == {"Paper diary"}
    assert systems(told, placed=[guess]) == set()
    assert systems(told, foremost=("src_2",)) == {"Paper diary"}


def test_a_service_that_is_a_neighbours_system_is_still_a_service():
    text = "Anglers' forms are typed into the Lake Permit Service by a warden."
    told = [an_observation(1, OF_MOORING), an_observation(2, text, source_id="src_2")]
    names = names_in(told, Catalogue())
    assert "Lake Permit Service" in {thing.name for thing in names.of(Subject.SYSTEM)}
    whose = Told(everything=told, of_journey=told, placed=[], speaking={"src_1"}, foremost={"src_1"})
    kept = own_systems(names, whose)
    assert "Lake Permit Service" not in {thing.name for thing in kept.of(Subject.SYSTEM)}
    assert "Lake Permit Service" in {thing.name for thing in kept.of(Subject.SERVICE)}


def test_a_site_where_readers_find_more_is_no_system_unless_somebody_is_said_to_use_it():
    refers = "More details on hull surveys can be found on the Hull Trust website."
    assert systems([an_observation(1, refers)]) == set()
    used = "Clerks look up each hull on the Hull Trust website."
    assert systems([an_observation(1, refers), an_observation(2, used)]) == {"Hull Trust website"}


@pytest.mark.parametrize(
    ("text", "name", "refers"),
    [
        ("Further guidance is published on the Quay Charity website.", "Quay Charity", True),
        ("You can read more about tides on the Tide Trust website.", "Tide Trust", True),
        ("It will be replaced (requires login to QuayFutures).", "QuayFutures", True),
        ("Details of each mooring can be found on the Quay Portal.", "Quay Portal", False),
        ("Clerks must log in to QuayFutures twice.", "QuayFutures", False),
    ],
)
def test_what_readers_are_sent_to_is_told_from_what_people_work_with(text, name, refers):
    assert only_refers(text, text.index(name)) is refers
