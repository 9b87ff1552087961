import pytest
from sqlalchemy import select

from domain.access import LOCAL_VIEWER, Visibility
from domain.decisions import DecidedKind, DecidedLink, DecidedMark, Verdict, evidence_acts, standing_links
from domain.errors import InvalidRequest, NotFound
from domain.evidence import Coding, Kind, Level, Severity, Standing
from domain.facets import Facet
from domain.search import ObservationFilter
from storage import schema
from storage.findings.decisions import SqlDecisions
from storage.observations.facets import SqlFacets
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


# what people say an observation is


def of_kind(evidence, *kinds):
    return evidence.visible_ids(LOCAL_VIEWER, ObservationFilter(kinds=frozenset(kinds)))


def as_grave(evidence, *severities):
    return evidence.visible_ids(LOCAL_VIEWER, ObservationFilter(severities=frozenset(severities)))


@pytest.fixture
def coded(evidence, ids):
    """Two observations that the coder takes for grave pain points."""
    coding = Coding(kind=Kind.PAIN_POINT, pain_point=0.9, severity=Severity.HIGH, level=Level.SERVICE)
    evidence.save_codings("test", dict.fromkeys(ids, coding))
    return ids


def test_what_a_person_says_holds_against_the_coder_wherever_kinds_are_asked_for(decisions, evidence, database, coded):
    act = decisions.code(a_viewer(), coded[0], Kind.NEED)
    assert of_kind(evidence, Kind.NEED) == {coded[0]}
    assert of_kind(evidence, Kind.PAIN_POINT) == {coded[1]}
    assert as_grave(evidence, Severity.HIGH) == {coded[1]}, "a need is not grave"
    (item,) = evidence.evidence(LOCAL_VIEWER, [coded[0]])
    assert (item.kind, item.severity, item.said_kind.by) == (Kind.NEED, None, "Asha Vale")
    assert item.coding.kind is Kind.PAIN_POINT, "what the machine said is kept"
    counts = SqlFacets(database).counts(LOCAL_VIEWER, coded)
    assert {each.value: each.observations for each in counts[Facet.KIND]} == {"need": 1, "pain_point": 1}
    decisions.take_back(a_viewer(), act)
    assert of_kind(evidence, Kind.PAIN_POINT) == set(coded)


def test_the_latest_word_on_what_it_is_holds_and_a_severity_counts(decisions, evidence, coded):
    decisions.code(a_viewer(), coded[0], Kind.NEED)
    later = decisions.code(a_viewer("Ines Roth"), coded[0], Kind.PAIN_POINT, Severity.LOW)
    assert as_grave(evidence, Severity.LOW) == {coded[0]}
    assert as_grave(evidence, Severity.HIGH) == {coded[1]}
    decisions.take_back(a_viewer(), later)
    assert of_kind(evidence, Kind.NEED) == {coded[0]}


def test_a_pain_point_of_which_nobody_said_how_grave_it_is_is_as_grave_as_it_reads(decisions, evidence, coded):
    decisions.code(a_viewer(), coded[0], Kind.PAIN_POINT)
    assert as_grave(evidence, Severity.HIGH) == set(coded)


def test_what_a_person_says_counts_before_the_coder_has_read_it(decisions, evidence, database, ids):
    decisions.code(a_viewer(), ids[0], Kind.PAIN_POINT, Severity.LOW)
    grave = ObservationFilter(kinds=frozenset({Kind.PAIN_POINT}), severities=frozenset({Severity.LOW}))
    for among in (None, ids):
        assert evidence.visible_ids(LOCAL_VIEWER, grave, among=among) == {ids[0]}
    assert of_kind(evidence, Kind.PAIN_POINT) == as_grave(evidence, Severity.LOW) == {ids[0]}
    assert of_kind(evidence, Kind.NEED) == as_grave(evidence, Severity.HIGH) == frozenset()
    assert [item.id for item in evidence.all_evidence(LOCAL_VIEWER, grave)] == [ids[0]]
    counts = SqlFacets(database).counts(LOCAL_VIEWER, ids)
    assert [(each.value, each.observations) for each in counts[Facet.KIND]] == [("pain_point", 1)]
    assert [(each.value, each.observations) for each in counts[Facet.SEVERITY]] == [("low", 1)]


def test_one_act_says_what_it_is_and_of_what_and_is_taken_back_as_one(decisions, ids):
    act = decisions.code(a_viewer(), ids[0], Kind.PAIN_POINT, Severity.HIGH, of=["PAT_02"])
    (kept,) = evidence_acts(decisions.links(LOCAL_VIEWER), decisions.kinds(LOCAL_VIEWER))
    assert (kept.act, kept.kind, kept.severity) == (act, Kind.PAIN_POINT, Severity.HIGH)
    assert (kept.of, kept.decided_by) == (("PAT_02",), "Asha Vale")
    decisions.take_back(a_viewer("Ines Roth"), act)
    (kept,) = evidence_acts(decisions.links(LOCAL_VIEWER), decisions.kinds(LOCAL_VIEWER))
    assert (kept.stands, kept.taken_back_by) == (False, "Ines Roth")
    assert standing(decisions) == {}
    with pytest.raises(InvalidRequest):
        decisions.take_back(a_viewer(), act)


def test_it_holds_of_the_same_words_elsewhere_that_its_author_may_see(decisions, evidence, ids):
    other = a_source(["One."], name="another.md", study=a_study("Another study"))
    hidden = a_source(["One."], name="hidden.md", study=a_study("Hidden study", visibility=Visibility.TEAM))
    for source in (other, hidden):
        evidence.save_source(source)
    act = decisions.code(a_viewer(), ids[0], Kind.NEED)
    kinds = {item.observation_id for item in decisions.kinds(LOCAL_VIEWER)}
    assert kinds == {ids[0], other.observations[0].id}
    decisions.take_back(a_viewer(), act)
    assert not any(act.stands for act in evidence_acts((), decisions.kinds(LOCAL_VIEWER)))


def test_a_copy_that_was_said_to_be_evidence_is_none_either_of_what_is_no_pain_point(decisions, evidence, ids):
    copy = a_source(["One."], name="another.md", study=a_study("Another study"))
    evidence.save_source(copy)
    decisions.decide(a_viewer(), copy.observations[0].id, of=["PAT_01"])
    act = decisions.code(a_viewer(), ids[0], Kind.NEED)
    assert standing(decisions) == {(copy.observations[0].id, "PAT_01"): Verdict.NOT_EVIDENCE}
    decisions.take_back(a_viewer(), act)
    assert standing(decisions) == {(copy.observations[0].id, "PAT_01"): Verdict.EVIDENCE}


def test_an_act_is_taken_back_as_a_whole_by_whoever_sees_a_part_of_it(decisions, evidence, ids):
    hidden = a_source(["One."], name="hidden.md", study=a_study("Hidden study", visibility=Visibility.TEAM))
    evidence.save_source(hidden)
    act = decisions.code(LOCAL_VIEWER, ids[0], Kind.NEED)
    assert len(decisions.kinds(LOCAL_VIEWER)) == 2
    decisions.take_back(a_viewer(), act)
    assert not any(act.stands for act in evidence_acts((), decisions.kinds(LOCAL_VIEWER)))


def test_only_a_pain_point_is_grave():
    with pytest.raises(ValueError, match="Only a pain point"):
        DecidedKind(
            nth=1, act="dc_1", observation_id="obs_1", kind=Kind.NEED, severity=Severity.LOW, decided_by="A",
            decided_at="2025",
        )  # fmt: skip


def test_nobody_says_what_something_is_that_they_may_not_see(decisions, evidence):
    hidden = a_source(["Hidden."], study=a_study(visibility=Visibility.TEAM))
    evidence.save_source(hidden)
    with pytest.raises(NotFound):
        decisions.code(a_viewer(), hidden.observations[0].id, Kind.NEED)


def marked(evidence, identifier):
    [item] = evidence.evidence(LOCAL_VIEWER, [identifier])
    return item.standing, item.is_workaround


def found(evidence, **narrowed):
    return evidence.visible_ids(LOCAL_VIEWER, ObservationFilter(**narrowed))


CODED = Coding(kind=Kind.PAIN_POINT, pain_point=0.9, standing=Standing.FIXED, workaround=True)


def test_a_person_says_whether_it_is_still_true_above_words_and_study_until_it_is_taken_back(
    database, decisions, evidence, ids
):
    evidence.save_codings("coder-1", {ids[0]: CODED})
    assert marked(evidence, ids[0]) == (Standing.FIXED, True)
    act = decisions.mark(LOCAL_VIEWER, ids[0], Standing.LIVE)
    assert marked(evidence, ids[0]) == (Standing.LIVE, True)
    assert ids[0] in found(evidence, standings=frozenset({Standing.LIVE}))
    assert ids[0] not in found(evidence, standings=frozenset({Standing.FIXED}))
    counts = SqlFacets(database).counts(LOCAL_VIEWER, ids[:1])[Facet.STANDING]
    assert [(count.value, count.observations) for count in counts] == [("live", 1)]
    decisions.take_back(LOCAL_VIEWER, act)
    assert marked(evidence, ids[0]) == (Standing.FIXED, True)
    assert ids[0] in found(evidence, standings=frozenset({Standing.FIXED}))
    with pytest.raises(InvalidRequest, match="taken back already"):
        decisions.take_back(LOCAL_VIEWER, act)


def test_a_person_says_what_is_a_workaround_and_what_is_none(decisions, evidence, ids):
    evidence.save_codings("coder-1", {ids[0]: CODED})
    decisions.mark(LOCAL_VIEWER, ids[0], False)
    decisions.mark(LOCAL_VIEWER, ids[1], True)
    assert found(evidence, workarounds=True) == {ids[1]}
    assert {item.id for item in evidence.all_evidence(LOCAL_VIEWER, ObservationFilter(workarounds=True))} == {ids[1]}
    [item] = evidence.evidence(LOCAL_VIEWER, ids[:1])
    assert (item.said_workaround.is_one, item.said_workaround.by) == (False, LOCAL_VIEWER.name)
    assert item.standing is Standing.FIXED


def test_marks_are_told_of_with_who_said_them_and_each_stands_for_itself(decisions, evidence, ids):
    decisions.mark(LOCAL_VIEWER, ids[0], Standing.PROTOTYPE)
    decisions.mark(LOCAL_VIEWER, ids[0], True)
    decisions.code(LOCAL_VIEWER, ids[0], Kind.NEED)
    acts = evidence_acts((), (), decisions.marks(LOCAL_VIEWER))
    assert [(act.standing, act.workaround, act.stands) for act in acts] == [
        (None, True, True),
        (Standing.PROTOTYPE, None, True),
    ]
    assert marked(evidence, ids[0]) == (Standing.PROTOTYPE, True)


def test_a_mark_holds_for_the_same_words_and_for_nobody_who_may_not_see_them(decisions, evidence, ids):
    hidden = a_source(["One."], name="hidden.md", study=a_study("Hidden study", visibility=Visibility.TEAM))
    evidence.save_source(hidden)
    decisions.mark(LOCAL_VIEWER, ids[0], Standing.FIXED)
    assert marked(evidence, hidden.observations[0].id) == (Standing.FIXED, False)
    assert len(decisions.marks(a_viewer())) == 1
    with pytest.raises(NotFound):
        decisions.mark(a_viewer(), hidden.observations[0].id, True)


def test_a_mark_is_of_one_thing():
    with pytest.raises(ValueError, match="not of both"):
        DecidedMark(
            nth=1, act="dc_1", observation_id="obs_1", standing=Standing.LIVE, workaround=True, decided_by="A",
            decided_at="2025",
        )  # fmt: skip


def test_what_a_source_tells_soon_after_is_told_to_whoever_may_see_it(evidence):
    source = a_source(["One.", "Two.", "Three."], study=a_study("Hidden study", visibility=Visibility.TEAM))
    evidence.save_source(source)
    first = source.observations[0].id
    told = evidence.told_after(LOCAL_VIEWER, [first, source.observations[2].id], within=1)
    assert {name: [each.text for each in after] for name, after in told.items()} == {first: ["Two."]}
    assert evidence.told_after(a_viewer(), [first], within=1) == {}
