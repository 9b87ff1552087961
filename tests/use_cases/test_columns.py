"""Columns from the check to what is stored: proposed, put right, remembered by team, read again."""

import json
from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Viewer
from domain.errors import InvalidRequest
from domain.evidence import Outcome, SourceFile
from domain.proposals import FileDescription, Redaction
from domain.search import ObservationFilter
from domain.tables import MappingBasis, Meaning
from use_cases.evidence.columns import columns_said
from use_cases.evidence.ingesting import check_file, save_file
from use_cases.running.payloads import description_of, proposal_of

SAID = FileDescription(organisation="Harbour Office", study="Ferry survey")
SURVEY = (
    "Respondent,Where,Do you agree?,Comment\n"
    "R1,North quay,Yes,The boats never wait for the late bus.\n"
    "R2,South quay,No,My pass was sent to an old address.\n"
    "R3,North quay,Yes,\n"
)


def staged(app, name="survey.csv", content=SURVEY):
    (file,) = app.stage([SourceFile(name=name, content=content.encode())])
    return file


def as_job_value(domain_object):
    """What the job store makes of it."""
    from dataclasses import asdict

    return json.loads(json.dumps(asdict(domain_object)))


def test_a_check_proposes_columns_and_what_a_person_made_of_them_is_read_and_remembered(app):
    proposal = check_file(app.repository, LOCAL_VIEWER, staged(app), SAID)
    assert proposal_of(as_job_value(proposal)) == proposal
    (table,) = proposal.tables
    assert table.basis is MappingBasis.GUESSED
    assert [column.meaning.value for column in table.columns] == ["respondent", "attribute", "attribute", "question"]
    decided = replace(table.saved, meanings=(*table.meanings[:2], Meaning.CONTEXT, Meaning.QUESTION))
    said = replace(SAID, mappings=(decided,))
    assert description_of(as_job_value(said)) == said
    account = save_file(app.repository, LOCAL_VIEWER, staged(app), said, Redaction.OFF)
    assert (account.outcome, account.kept, len(account.refusals)) == (Outcome.KEPT, 2, 1)
    assert [each.name for each in app.tables.attributes(LOCAL_VIEWER)] == ["Where"]
    next_month = staged(app, "later.csv", SURVEY.replace("old address", "wrong address"))
    (again,) = check_file(app.repository, LOCAL_VIEWER, next_month, SAID).tables
    assert again.basis is MappingBasis.REMEMBERED and again.columns[2].reason == "as last time"
    others = Viewer(name="Asha Vale", role=Role.RESEARCHER, teams=frozenset({"Canal Board › Locks"}))
    (theirs,) = check_file(app.repository, others, next_month, SAID).tables
    assert theirs.basis is MappingBasis.GUESSED


def test_what_was_decided_holds_for_the_columns_of_a_form_that_has_changed(app):
    (table,) = check_file(app.repository, LOCAL_VIEWER, staged(app), SAID).tables
    decided = replace(table.saved, meanings=(*table.meanings[:2], Meaning.CONTEXT, Meaning.QUESTION))
    save_file(app.repository, LOCAL_VIEWER, staged(app), replace(SAID, mappings=(decided,)), Redaction.OFF)
    rows = [line.split(",") for line in SURVEY.replace("old address", "wrong address").splitlines()]
    moved = "".join(
        ",".join([row[3], row[2], "New" if at == 0 else "x", *row[:2]]) + "\n" for at, row in enumerate(rows)
    )
    (again,) = check_file(app.repository, LOCAL_VIEWER, staged(app, "later.csv", moved), SAID).tables
    assert again.basis is MappingBasis.GUESSED and again.columns[1].reason == "as last time"
    assert [column.meaning.value for column in again.columns] == [
        "question", "context", "attribute", "respondent", "attribute",
    ]  # fmt: skip


def test_the_same_file_read_by_other_columns_is_a_revision(app):
    save_file(app.repository, LOCAL_VIEWER, staged(app), SAID, Redaction.OFF)
    same = save_file(app.repository, LOCAL_VIEWER, staged(app), SAID, Redaction.OFF)
    assert (same.outcome, same.duplicates) == (Outcome.DUPLICATE, 2)
    said = replace(SAID, columns=(("Where", Meaning.QUESTION), ("Do you agree?", Meaning.IGNORE)))
    other = save_file(app.repository, LOCAL_VIEWER, staged(app), said, Redaction.OFF)
    assert (other.outcome, other.duplicates, other.superseded) == (Outcome.KEPT, 2, 0)
    assert app.tables.attributes(LOCAL_VIEWER) == []
    assert other.read == other.kept + other.duplicates + len(other.refusals)


def test_a_table_without_answers_in_words_is_refused_and_shows_its_columns_for_a_person_to_say_otherwise(app):
    content = "Who,Rating,Said\nR1,4,Late\nR2,5,Late\nR3,1,Never on time\n"
    proposal = check_file(app.repository, LOCAL_VIEWER, staged(app, content=content), SAID)
    assert proposal.observations == 0 and len(proposal.refusals) == 1
    (table,) = proposal.tables
    said = replace(SAID, mappings=(replace(table.saved, meanings=(*table.meanings[:2], Meaning.QUESTION)),))
    account = save_file(app.repository, LOCAL_VIEWER, staged(app, content=content), said, Redaction.OFF)
    assert (account.kept, len(account.refusals)) == (1, 2)


def test_names_of_attributes_and_of_authors_are_masked(app):
    content = "text,frame,author,votes\n" + "".join(
        f"{words},Asked by Ines Roth,Ines Roth,{votes}\n"
        for votes, words in enumerate(["Letters come too late", "One form for all of us", "Nobody owns the queue"])
    )
    account = save_file(app.repository, LOCAL_VIEWER, staged(app, "board.csv", content), SAID, Redaction.ON)
    view = app.source(LOCAL_VIEWER, account.source_id)
    assert account.kept == 3
    assert "Roth" not in repr(view) and "Ines" not in repr(view)
    assert {each.participant for each in view.observations} != {None}
    assert {each.value for each in app.tables.answers(LOCAL_VIEWER, "votes")} == {"0", "1", "2"}


def test_of_an_author_who_is_half_a_name_nothing_is_shown_but_the_placeholder(app):
    content = "text,frame,author\n" + "".join(
        f"{words},Pains,{who}\n"
        for words, who in (("Letters come too late", "Gwen"), ("Nobody owns the queue", "gwen.tarrow"))
    )
    save_file(app.repository, LOCAL_VIEWER, staged(app, "board.csv", content), SAID, Redaction.ON)
    shown = {item.participant for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)}
    assert "tarrow" not in repr(shown) and all(who.startswith("[") for who in shown)


def test_search_keeps_to_an_attribute(app):
    save_file(app.repository, LOCAL_VIEWER, staged(app), SAID, Redaction.OFF)
    where = ObservationFilter(attributes=frozenset({("Where", "north quay")}))
    assert [item.participant for item in app.repository.evidence.all_evidence(LOCAL_VIEWER, where)] == ["R1"]


def test_what_is_said_of_a_column_must_be_something_it_can_hold():
    assert columns_said({"Region": " Attribute "}) == (("Region", Meaning.ATTRIBUTE),)
    with pytest.raises(InvalidRequest, match="colourful") as wrong:
        columns_said({"Region": "colourful"})
    assert wrong.value.where == "column Region" and "question" in wrong.value.remedy
