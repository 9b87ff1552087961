import pytest
from sqlalchemy import select

from domain.access import LOCAL_VIEWER, Visibility
from domain.decisions import DecidedLink, Verdict, evidence_acts, standing_links
from domain.errors import InvalidRequest, NotFound
from storage import schema
from storage.decisions import SqlDecisions
from tests.builders import a_source, a_study, a_viewer


@pytest.fixture
def decisions(database):
    return SqlDecisions(database)


@pytest.fixture
def ids(evidence):
    source = a_source(["One.", "Two."])
    evidence.save_source(source)
    return [item.id for item in source.observations]


def standing(decisions):
    return {(link.observation_id, link.subject): link.verdict for link in standing_links(decisions.links(LOCAL_VIEWER))}


def test_a_decision_needs_an_observation_a_subject_and_a_person():
    with pytest.raises(ValueError, match="who decided"):
        DecidedLink(
            nth=1,
            act="dc_1",
            observation_id="obs_1",
            subject="PAT_01",
            verdict=Verdict.EVIDENCE,
            decided_by="",
            decided_at="2025",
        )


def test_who_decided_what_and_when_is_kept(decisions, ids):
    act = decisions.decide(a_viewer(), ids[0], not_of=["PAT_01"], of=["PAT_02"])
    (kept,) = evidence_acts(decisions.links(LOCAL_VIEWER))
    assert (kept.act, kept.observation_id, kept.not_of, kept.of) == (act, ids[0], ("PAT_01",), ("PAT_02",))
    assert kept.decided_by == "Asha Vale"
    assert kept.decided_at.startswith("20")
    assert kept.stands


def test_what_is_taken_back_no_longer_stands_and_is_still_told(decisions, ids):
    act = decisions.decide(a_viewer(), ids[0], not_of=["PAT_01"])
    decisions.take_back(a_viewer("Ines Roth"), act)
    assert standing(decisions) == {}
    (kept,) = evidence_acts(decisions.links(LOCAL_VIEWER))
    assert (kept.decided_by, kept.taken_back_by, kept.stands) == ("Asha Vale", "Ines Roth", False)


def test_taking_the_latest_word_back_lets_the_one_before_stand_again(decisions, ids):
    decisions.decide(LOCAL_VIEWER, ids[0], not_of=["PAT_01"])
    later = decisions.decide(LOCAL_VIEWER, ids[0], of=["PAT_01"])
    assert standing(decisions) == {(ids[0], "PAT_01"): Verdict.EVIDENCE}
    decisions.take_back(LOCAL_VIEWER, later)
    assert standing(decisions) == {(ids[0], "PAT_01"): Verdict.NOT_EVIDENCE}


def test_a_decision_is_taken_back_once_and_an_unknown_one_is_not_found(decisions, ids):
    act = decisions.decide(LOCAL_VIEWER, ids[0], not_of=["PAT_01"])
    decisions.take_back(LOCAL_VIEWER, act)
    with pytest.raises(InvalidRequest):
        decisions.take_back(LOCAL_VIEWER, act)
    with pytest.raises(NotFound):
        decisions.take_back(LOCAL_VIEWER, "dc_unknown")


def test_a_decision_on_what_a_viewer_may_not_see_is_not_there_for_them(decisions, evidence):
    hidden = a_source(["Hidden."], study=a_study(visibility=Visibility.TEAM))
    evidence.save_source(hidden)
    (observation,) = hidden.observations
    act = decisions.decide(LOCAL_VIEWER, observation.id, not_of=["PAT_01"])
    assert decisions.links(a_viewer()) == []
    with pytest.raises(NotFound):
        decisions.take_back(a_viewer(), act)
    with pytest.raises(NotFound):
        decisions.decide(a_viewer(), observation.id, of=["PAT_01"])


def test_rows_are_added_and_the_revision_grows_with_each_act(decisions, evidence, database, ids):
    before = evidence.revision()
    act = decisions.decide(LOCAL_VIEWER, ids[0], not_of=["PAT_01"])
    with database.reading() as connection:
        first = connection.execute(select(schema.evidence_decisions)).all()
    decisions.take_back(LOCAL_VIEWER, act)
    with database.reading() as connection:
        assert connection.execute(select(schema.evidence_decisions)).all()[:1] == first
    assert evidence.revision() == before + 2


def test_a_decision_outlives_a_revision_of_its_source_that_keeps_the_sentence(decisions, evidence, ids):
    decisions.decide(LOCAL_VIEWER, ids[1], not_of=["PAT_01"])
    evidence.save_source(a_source(["Something else.", "Two."]))
    assert standing(decisions) == {(ids[1], "PAT_01"): Verdict.NOT_EVIDENCE}
