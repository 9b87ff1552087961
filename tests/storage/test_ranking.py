import pytest

from domain.evidence import Coding, Kind, PatternFit
from domain.search import Place
from storage.observations.ranking import SqlRanking
from tests.builders import a_source

SAID = Coding(kind=Kind.PAIN_POINT, pain_point=0.9, patterns=(PatternFit(pattern="PAT_01", fit=0.8),))


@pytest.fixture
def ranking(database):
    return SqlRanking(database)


def test_every_observation_has_its_place(evidence, ranking):
    source = a_source(("The bus was late.", "The map was old."), headings=("Getting there",))
    evidence.save_source(source)
    expected = [
        Place(id=each.id, source_id=source.id, ordinal=each.ordinal, headings=("Getting there",))
        for each in source.observations
    ]
    assert ranking.places() == sorted(expected, key=lambda place: place.id)


def test_codings_are_given_of_what_was_seen_by_the_coder_and_asked_for(evidence, ranking):
    source = a_source(("The bus was late.", "The map was old.", "The door was shut."))
    evidence.save_source(source)
    one, two, three = (each.id for each in source.observations)
    evidence.save_codings("v1", {one: SAID, three: SAID})
    assert ranking.codings([one, two, "obs_gone"]) == {one: SAID}
    assert ranking.codings([]) == {}
