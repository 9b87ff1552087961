"""What is changed of how a study is described, and what is kept of it. Everything here is fictional."""

import re
from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.consent import Consent
from domain.errors import NotAllowed, NotFound
from domain.evidence import studies_in
from storage.observations.facets import SqlFacets
from storage.schema import study_edits
from storage.studies.publishing import SqlPublishing
from storage.withdrawal.withdrawals import SqlWithdrawals
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_withdrawing import everything_in, shared, take_out

INES = a_viewer("ines", organisation="Harbour Office", teams=frozenset({"Harbour Office"}), role=Role.RESEARCHER)
READER = replace(INES, name="reader", role=Role.READER)
STRANGER = a_viewer("stranger", organisation="Museum", teams=frozenset({"Museum"}), role=Role.RESEARCHER)


@pytest.fixture
def publishing(database):
    return SqlPublishing(database)


def change(publishing, study, **values):
    return publishing.change(INES, study, lambda stored: replace(stored, **values))


def test_each_field_that_was_changed_is_kept_with_who_and_what_was_there(evidence, publishing):
    study = a_study(date="2025-03")
    evidence.save_source(a_source(study=study))
    change(publishing, study.id, title="Permits", date="2025-04-01", description="On renewals.")
    change(publishing, study.id, description=None, contact="permits@harbour.example")
    told = [(edit.nth, edit.field, edit.was, edit.became, edit.by) for edit in publishing.edits(INES, study.id)]
    assert told == [
        (4, "description", "On renewals.", None, "ines"),
        (3, "description", None, "On renewals.", "ines"),
        (2, "date", "2025-03", "2025-04-01", "ines"),
        (1, "title", "Renewing a permit", "Permits", "ines"),
    ]


def test_whoever_may_not_change_a_study_does_not_read_what_it_was(evidence, publishing):
    study = a_study(visibility=Visibility.OPEN)
    evidence.save_source(a_source(study=study))
    with pytest.raises(NotAllowed):
        publishing.edits(READER, study.id)
    change(publishing, study.id, visibility=Visibility.TEAM)
    with pytest.raises(NotFound):
        publishing.edits(STRANGER, study.id)


def test_a_file_added_under_an_earlier_title_belongs_to_the_study_and_that_is_told(evidence, publishing):
    study = a_study()
    evidence.save_source(a_source(study=study))
    change(publishing, study.id, title="Permits")
    account = evidence.save_source(a_source(["The office is shut."], study=study, name="later.md"))
    assert account.warnings == ("The study goes by another title now: “Permits”.",)
    (only,) = evidence.studies(LOCAL_VIEWER)
    assert (only.id, only.title) == (study.id, "Permits")


def test_a_date_that_somebody_set_outlives_the_dates_of_later_files(evidence, publishing):
    study = a_study(date="2025-03")
    evidence.save_source(a_source(study=study))
    change(publishing, study.id, date="2025-04-01")
    account = evidence.save_source(a_source(["It is shut."], study=replace(study, date="2025-09"), name="later.md"))
    assert "this was not taken: date" in account.warnings[0]
    assert [found.date for found in evidence.studies(LOCAL_VIEWER)] == ["2025-04-01"]


@pytest.mark.parametrize("retold", ["Renewing a Permit", "Permits"])
def test_a_study_that_retells_a_renamed_one_counts_with_it_and_is_left_as_written(
    database, evidence, publishing, retold
):
    study, again = a_study(), a_study("A summary", "Museum", retells=retold)
    for each in (study, again):
        evidence.save_source(a_source(study=each))
    change(publishing, study.id, title="Permits")
    assert {found.retells for found in evidence.studies(LOCAL_VIEWER)} == {None, retold}
    told = evidence.all_evidence(LOCAL_VIEWER)
    assert studies_in(told) == studies_in(evidence.evidence(LOCAL_VIEWER, [item.id for item in told])) == 1
    assert SqlFacets(database).speaking(LOCAL_VIEWER, [item.id for item in told]).studies == 1


def test_a_title_that_another_study_bears_now_is_that_study(evidence, publishing):
    study, heir, again = (
        a_study(),
        a_study("Berths", "Museum"),
        a_study("A summary", "Museum", retells="Renewing a permit"),
    )
    for each in (study, heir, again):
        evidence.save_source(a_source(study=each))
    change(publishing, study.id, title="Permits")
    publishing.change(STRANGER, heir.id, lambda stored: replace(stored, title="Renewing a permit"))
    by_study = {item.study_id: item.independent_study for item in evidence.all_evidence(LOCAL_VIEWER)}
    assert by_study[again.id] == by_study[heir.id] != by_study[study.id]


def test_renaming_a_hidden_study_tells_nobody_its_new_title(evidence, publishing):
    hidden = a_study(draft=True, visibility=Visibility.TEAM)
    theirs = a_study("A summary", "Museum", visibility=Visibility.TEAM, retells="Renewing a permit")
    for each in (hidden, theirs):
        evidence.save_source(a_source(study=each))
    change(publishing, hidden.id, title="Closing the desk")
    seen = evidence.all_evidence(STRANGER)
    assert {(item.study_id, item.retells) for item in seen} == {(theirs.id, "Renewing a permit")}
    assert not [item for item in seen if {"closing", "renewing"} & set(item.independent_study.split())]


def test_the_same_file_is_found_in_the_studies_that_one_sees(evidence, publishing):
    ours, theirs = a_study(visibility=Visibility.TEAM), a_study("Exhibits", "Museum", visibility=Visibility.TEAM)
    source = a_source(study=ours)
    evidence.save_source(source)
    evidence.save_source(a_source(study=theirs))
    assert publishing.holding(INES, [source.digest, "0" * 64]) == {source.digest: [ours]}
    assert publishing.holding(LOCAL_VIEWER, [source.digest]) == {source.digest: [theirs, ours]}
    assert publishing.holding(LOCAL_VIEWER, [""]) == {}


def test_a_withdrawal_takes_back_what_describes_the_study_in_its_words(evidence, publishing, database):
    source = shared()
    evidence.save_source(source)
    for description in ("On the grobnitz form.", "On phones."):
        change(publishing, source.study.id, description=description)
    take_out(SqlWithdrawals(database), source, "P1")
    assert "grobnitz" not in everything_in(database)
    assert [study.description for study in evidence.studies(LOCAL_VIEWER)] == ["On phones."]
    assert publishing.edits(INES, source.study.id) == []


def test_a_withdrawal_takes_back_a_title_in_its_words_to_the_newest_that_tells_none(evidence, publishing, database):
    source = shared()
    evidence.save_source(source)
    for title in ("On phones", "The grobnitz form", "The grobnitz forms again"):
        change(publishing, source.study.id, title=title, description=f"Now: {title}.")
    take_out(SqlWithdrawals(database), source, "P1")
    assert "grobnitz" not in everything_in(database)
    assert [(study.title, study.description) for study in evidence.studies(LOCAL_VIEWER)] == [("On phones", None)]
    assert [edit.became for edit in publishing.edits(INES, source.study.id) if edit.field == "title"] == ["On phones"]


def test_a_title_whose_earlier_ones_tell_withdrawn_words_too_is_withdrawn(evidence, publishing, database):
    source = shared(study=a_study("Renewing"))
    evidence.save_source(source)
    change(publishing, source.study.id, title="The grobnitz form")
    with database.writing() as connection:
        connection.execute(study_edits.update().values(was="Of grobnitz"))
    take_out(SqlWithdrawals(database), source, "P1")
    assert "grobnitz" not in everything_in(database)
    assert [study.title for study in evidence.studies(LOCAL_VIEWER)] == ["Title withdrawn"]


def test_a_withdrawal_takes_back_whatever_else_quotes_it_and_leaves_what_shares_a_common_word(evidence, database):
    texts = (
        "I told Zyxwquorum 12 times by 2030 that the form asks for my address twice; my case is 884213.",
        "Nobody answers the phone.",
        "The form again.",
    )
    quoting = "whoever told us that the form asks for my address twice"
    study = a_study(
        method="Calls about a form",
        retells="What Zyxwquorum was told",
        consent=Consent(covers="Quotations, but none of Zyxwquorum", not_heard=f"Nobody but {quoting}"),
    )
    beside = a_study("Later", method=f"Diaries of {quoting}", retells="Phone reports")
    counted = a_study("Counted", method="12 interviews", consent=Consent(covers="Until 2030", not_heard="Case 884213"))
    evidence.save_source(a_source(texts, said_by=("P1", "P2", "P1"), study=study))
    evidence.save_source(a_source(["Phone reports are late."], study=beside))
    evidence.save_source(a_source(["Nobody rang."], study=counted))
    take_out(SqlWithdrawals(database), a_source(texts, study=study), "P1")
    assert not {"zyxwquorum", "address"} & set(re.findall(r"\w+", everything_in(database).casefold()))
    left = {each.title: each for each in evidence.studies(LOCAL_VIEWER)}
    assert (left[study.title].method, left[study.title].retells) == ("Calls about a form", None)
    assert left[study.title].consent == Consent()
    assert (left["Later"].method, left["Later"].retells) == (None, "Phone reports")
    assert (left["Counted"].method, left["Counted"].consent) == ("12 interviews", Consent(covers="Until 2030"))
