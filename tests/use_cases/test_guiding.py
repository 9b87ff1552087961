"""Files that describe the tables of others, added and checked together with them."""

import json
from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER
from domain.evidence import SourceFile
from domain.proposals import FileDescription
from tests.ingest.table_files import table
from use_cases.evidence.guiding import guides_among
from use_cases.running.payloads import account_of

SAID = FileDescription(organisation="Harbour Office", study="Quay hours")
LEVEL, WHY = "How far do you back longer hours?", "Why do you back longer hours, or not?"
LEAVES, BUYS = "The last boat leaves too early.", "Nobody buys a thing here."
ANSWERS = table([["Ref", "Q1", "Q2"], ["R1", "Fully", LEAVES], ["R2", "Hardly", BUYS]])
QUESTIONS = table([["Question number", "Question text"], ["Q1", LEVEL], ["Q2", WHY]])
OTHERS = table([["Question number", "Question text"], ["Q71", "Where do you moor?"], ["Q72", "Who told you so?"]])


def together(app, files):
    staged = app.stage([SourceFile(name=name, content=content.encode()) for name, content in files])
    return [(file, SAID) for file in staged]


def ignore(_progress):
    pass


def test_questions_that_come_with_the_answers_stand_over_them_and_are_told_as_followed(app):
    files = together(app, [("a/questions.csv", QUESTIONS), ("b/more.csv", OTHERS), ("a/answers.csv", ANSWERS)])
    account = account_of(app.finish(LOCAL_VIEWER, app.queue_ingest(LOCAL_VIEWER, files), on_progress=ignore))
    questions, others, answers = account.files
    assert (questions.refusals[0].reason, questions.refusals[0].remedy) == (
        "it says what the columns of another table hold, and was followed",
        "Nothing to do.",
    )
    assert "together with the file of the answers" in others.refusals[0].remedy
    assert answers.kept == 2 and any("added with it" in warning for warning in answers.warnings)
    assert account.read == account.kept + account.refused + account.duplicates
    evidence = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    assert {item.headings for item in evidence} == {(WHY,)}
    assert {pair for item in evidence for pair in item.attributes} == {(LEVEL, "Fully"), (LEVEL, "Hardly")}


@pytest.mark.parametrize("name", ["questions.json", "questions.jsonl", "questions.ndjson"])
def test_questions_as_records_are_found_in_every_form_of_them(app, name):
    rows = [{"Question number": "Q1", "Question text": LEVEL}, {"Question number": "Q2", "Question text": WHY}]
    text = json.dumps(rows) if name.endswith(".json") else "\n".join(map(json.dumps, rows))
    files = together(app, [(name, text), ("answers.csv", ANSWERS)])
    ((_, guide),) = guides_among(app.repository, [staged for staged, _ in files])
    assert [wording for _, wording in guide.wordings] == [LEVEL, WHY]


def test_answers_added_alone_take_their_questions_when_added_again_with_them(app):
    alone = together(app, [("answers.csv", ANSWERS)])
    app.finish(LOCAL_VIEWER, app.queue_ingest(LOCAL_VIEWER, alone), on_progress=ignore)
    assert {item.headings for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)} == {("Q2",)}
    again = together(app, [("answers.csv", ANSWERS), ("questions.csv", QUESTIONS)])
    app.finish(LOCAL_VIEWER, app.queue_ingest(LOCAL_VIEWER, again), on_progress=ignore)
    assert {item.headings for item in app.repository.evidence.all_evidence(LOCAL_VIEWER)} == {(WHY,)}


def test_a_check_follows_them_too_and_what_it_shows_can_be_saved_as_it_is(app):
    files = together(app, [("questions.csv", QUESTIONS), ("answers.csv", ANSWERS)])
    job = app.queue_check(LOCAL_VIEWER, [file for file, _ in files], SAID)
    app.finish(LOCAL_VIEWER, job, on_progress=ignore)
    questions, answers = app.checked_files(LOCAL_VIEWER, job)
    assert "was followed" in questions.refusals[0].reason
    assert [column.shown for column in answers.tables[0].columns] == ["Ref", LEVEL, WHY]
    shown = [
        (each.file, replace(each.description, mappings=tuple(table.saved for table in each.tables)))
        for each in (questions, answers)
    ]
    app.finish(LOCAL_VIEWER, app.queue_ingest(LOCAL_VIEWER, shown), on_progress=ignore)
    evidence = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    assert {(item.text, item.headings) for item in evidence} == {(LEAVES, (WHY,)), (BUYS, (WHY,))}
