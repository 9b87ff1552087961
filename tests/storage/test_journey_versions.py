"""What journeys were: kept by every save, forgotten with what was withdrawn, begun where none were kept."""

from dataclasses import replace

import pytest
from sqlalchemy import event, select

from domain.access import LOCAL_VIEWER
from domain.errors import ChangedMeanwhile
from domain.journeys import Journey, JourneyStatus, Step, StepBasis, SuggestedStep
from domain.placed_evidence import PlacedEvidence
from storage.files.copying import fill_from_copy, take_copy
from storage.journeys.journey_versions import SqlJourneyVersions
from storage.schema import journey_versions
from storage.withdrawal.withdrawals import SqlWithdrawals
from tests.builders import a_source
from tests.storage.test_schema import at_version
from tests.storage.test_withdrawing import everything_in, shared, take_out

PLAIN = Journey(
    id="jn_1",
    title="Asking",
    actor="Caller",
    status=JourneyStatus.DRAFT,
    steps=(Step(order=1, stage="", step="Ask"),),
)


@pytest.fixture
def versions(database):
    return SqlJourneyVersions(database)


def journeys_in(receipt):
    return next(row.removed for row in receipt.stores if row.store == "journeys")


def test_every_save_that_changes_something_is_a_version_and_no_other(journeys, versions):
    journeys.save(PLAIN, by=LOCAL_VIEWER, did="Drafted from evidence")
    journeys.save(PLAIN, by=LOCAL_VIEWER)
    journeys.save(replace(PLAIN, status=JourneyStatus.PUBLISHED), by=LOCAL_VIEWER)
    journeys.save(replace(PLAIN, title="Asking twice"), by=LOCAL_VIEWER)
    kept = [(each.nth, each.did, each.by) for each in versions.versions(LOCAL_VIEWER, "jn_1")]
    assert kept == [(2, "Changed as a whole", "local"), (1, "Drafted from evidence", "local")]
    assert journeys.journey(LOCAL_VIEWER, "jn_1").version == 2
    assert versions.version(LOCAL_VIEWER, "jn_1", 1).title == "Asking"


def test_all_states_of_a_journey_are_read_with_as_many_queries_as_a_few(journeys, versions, database):
    sent, asked = [], []
    with database.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *said: sent.append(said[2]))
    for first, last in ((1, 3), (4, 9)):
        for nth in range(first, last + 1):
            journeys.save(replace(PLAIN, title=f"Asking, {nth}"), by=LOCAL_VIEWER)
        sent.clear()
        states = versions.states(LOCAL_VIEWER, "jn_1")
        asked.append(len(sent))
        assert states == [versions.version(LOCAL_VIEWER, "jn_1", nth) for nth in range(1, last + 1)]
    assert asked[0] == asked[1]


def test_of_two_changes_to_one_version_the_second_is_refused(journeys, versions):
    journeys.save(PLAIN, by=LOCAL_VIEWER)
    whole = versions.whole(LOCAL_VIEWER, "jn_1")
    versions.change(LOCAL_VIEWER, replace(whole, title="First"), did="Renamed it")
    with pytest.raises(ChangedMeanwhile, match="local: Renamed it"):
        versions.change(LOCAL_VIEWER, replace(whole, title="Second"), did="Renamed it too")
    assert journeys.journey(LOCAL_VIEWER, "jn_1").title == "First"


def test_what_was_withdrawn_leaves_every_version_and_undoing_brings_none_of_it_back(
    evidence, journeys, versions, database
):
    source = shared()
    evidence.save_source(source)
    (first, second) = evidence.evidence(LOCAL_VIEWER, [source.observations[0].id, source.observations[1].id])
    theirs = PlacedEvidence(evidence=first, score=0.5)
    telling = replace(
        PLAIN,
        title="The grobnitz form",
        steps=(
            Step(
                order=1,
                stage="",
                step="Find the zyxwquorum page",
                note="They lost the zyxwquorum page.",
                basis=StepBasis.EVIDENCE,
                evidence=(theirs, PlacedEvidence(evidence=second, score=0.5)),
            ),
        ),
        tray=(theirs,),
        suggested=(SuggestedStep(step="Ask twice", stage="", after=None, evidence=(theirs,)),),
    )
    journeys.save(telling, by=LOCAL_VIEWER, did="Added “Find the zyxwquorum page”")
    journeys.save(PLAIN, by=LOCAL_VIEWER, did="Took it all back")
    withdrawals = SqlWithdrawals(database)
    assert journeys_in(take_out(withdrawals, source, "p1")) == 1
    left = everything_in(database)
    assert "grobnitz" not in left
    assert "zyxwquorum" not in left
    with database.reading() as connection:
        stored = repr(connection.execute(select(journey_versions)).all())
    assert first.id not in stored
    back = versions.version(LOCAL_VIEWER, "jn_1", 1)
    assert [item.evidence.id for item in back.steps[0].evidence] == [second.id]
    assert (back.title, back.tray, back.suggested) == ("Title withdrawn", (), ())


def test_a_withdrawal_counts_no_journey_that_names_nothing_of_it(evidence, journeys, database):
    source = shared()
    evidence.save_source(source)
    journeys.save(PLAIN, by=LOCAL_VIEWER)
    assert journeys_in(take_out(SqlWithdrawals(database), source, "p1")) == 0


OLD_ROW = {
    "id": "jn_1",
    "title": "Asking",
    "status": "draft",
    "visibility": "team",
    "created_by": "Asha Vale",
    "steps": 1,
    "organisations": 0,
    "created_at": "2025-01-01",
    "updated_at": "2025-02-01",
}


def an_old_document(organisation=None):
    """Return a journey of one step as versions of before hold it."""
    step = {"order": 1, "stage": "", "step": "Ask", "organisation": organisation, "service": None, "systems": []}
    step |= {"channel": "unknown", "owner": None, "evidence": [], "pain_points": []}
    return {"actor": "Caller", "steps": [step], "hand_overs": [], "systems": [], "gaps": []}


def test_a_journey_from_before_there_were_versions_begins_with_the_state_it_is_in(database, versions):
    old = at_version(database, "0014")
    with database.writing() as connection:
        connection.execute(old["journeys"].insert().values(OLD_ROW | {"document": an_old_document()}))
    database.migrate()
    (first,) = versions.versions(LOCAL_VIEWER, "jn_1")
    assert (first.nth, first.by, first.at) == (1, "Asha Vale", "2025-02-01")
    whole = versions.whole(LOCAL_VIEWER, "jn_1")
    versions.change(LOCAL_VIEWER, replace(whole, title="Asking anew"), did="Renamed it")
    assert versions.version(LOCAL_VIEWER, "jn_1", 1).steps[0].step == "Ask"


def test_what_evidence_alone_made_before_versions_told_so_is_nobodys_decision(database, versions):
    old = at_version(database, "0023")
    said = {"journey": "jn_1", "deed": "changed", "title": "Asking", "said_by": "local", "said_at": "2025-02-01"}
    rows = [
        {"nth": 1, "did": "Drafted from evidence", "document": an_old_document()},
        {"nth": 2, "did": "Drafted from evidence", "document": an_old_document("Berth Desk")},
    ]
    renamed = {"nth": 3, "did": "Changed “Ask”", "document": an_old_document("Tide Lab")}
    with database.writing() as connection:
        newest = OLD_ROW | {"document": rows[-1]["document"], "version": 2}
        connection.execute(old["journeys"].insert().values(newest))
        for row in rows:
            connection.execute(old["journey_versions"].insert().values(row | said))
    database.migrate()
    assert not versions.decided(LOCAL_VIEWER, "jn_1").is_any
    with database.writing() as connection:
        connection.execute(journey_versions.insert().values(renamed | said))
    assert versions.decided(LOCAL_VIEWER, "jn_1").steps == {"s1": frozenset({"organisation"})}


def test_words_that_stood_for_an_actor_nobody_said_are_none_in_every_state(database, journeys, versions):
    old = at_version(database, "0024")
    documents = [an_old_document() | {"actor": actor} for actor in ("actor not recorded", "Caller")]
    said = {"journey": "jn_1", "did": "Changed", "deed": "changed", "said_by": "local", "said_at": "2025-02-01"}
    with database.writing() as connection:
        for name, document in zip(("jn_1", "jn_2"), documents, strict=True):
            connection.execute(old["journeys"].insert().values(OLD_ROW | {"id": name, "document": document}))
        for nth, document in enumerate(documents, start=1):
            row = said | {"title": "Asking", "nth": nth, "document": document}
            connection.execute(old["journey_versions"].insert().values(row))
    database.migrate()
    assert [journeys.journey(LOCAL_VIEWER, name).actor for name in ("jn_1", "jn_2")] == ["", "Caller"]
    assert [versions.version(LOCAL_VIEWER, "jn_1", nth).actor for nth in (1, 2)] == ["", "Caller"]


def test_a_copy_holds_the_versions_too(journeys, versions, database, tmp_path):
    journeys.save(PLAIN, by=LOCAL_VIEWER)
    journeys.save(replace(PLAIN, title="Asking twice"), by=LOCAL_VIEWER)
    take_copy(database, tmp_path / "copy.db")
    journeys.save(replace(PLAIN, title="Asking thrice"), by=LOCAL_VIEWER)
    fill_from_copy(database, tmp_path / "copy.db")
    assert [each.nth for each in versions.versions(LOCAL_VIEWER, "jn_1")] == [2, 1]
    assert versions.version(LOCAL_VIEWER, "jn_1", 1).title == "Asking"


def test_evidence_that_a_correction_took_away_is_in_no_version_that_is_shown(evidence, journeys, versions):
    source = a_source(["It was said."])
    evidence.save_source(source)
    (said,) = evidence.evidence(LOCAL_VIEWER, [source.observations[0].id])
    step = replace(PLAIN.steps[0], basis=StepBasis.EVIDENCE, evidence=(PlacedEvidence(evidence=said, score=0.5),))
    journeys.save(replace(PLAIN, steps=(step,)), by=LOCAL_VIEWER)
    journeys.save(PLAIN, by=LOCAL_VIEWER)
    evidence.save_source(a_source(["It was never said."]))
    assert versions.version(LOCAL_VIEWER, "jn_1", 1).steps[0].evidence == ()
