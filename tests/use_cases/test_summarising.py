"""Answers summed up by a writer outside: off unless set, told what the settings allow, checked, and never evidence."""

import json
from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Marking, Role, Visibility
from domain.audit import Deed
from domain.errors import InvalidRequest, WriterFailed
from domain.known import Quoted, Voice, WhatIsKnown
from domain.search import Known
from domain.writing import Sendable
from settings import Settings, WriterService
from tests.builders import a_source, a_study, a_viewer
from tests.writer_service import a_service, completion
from use_cases.knowing.summarising import SENT
from use_cases.running.bootstrap import open_use_cases

QUESTION = "Why do islanders miss the ferry?"
FERRY = (
    "The ferry timetable on the quay board is a season old.",
    "Islanders miss the ferry as its timetable is out of date.",
    "Nobody replaced the printed timetable in the shelter.",
)
OPEN = {"marking": Marking.OFFICIAL, "visibility": Visibility.OPEN}


@pytest.fixture
def service():
    with a_service() as running:
        running.answer = says(("Islanders miss the ferry because the timetable is out of date.", [2]))
        yield running


@pytest.fixture
def opened(new_repository, service):
    """Open the use cases, with a writer that may be told so much, over one study of ferry sentences."""
    apps = []

    def opening(*, writer=True, study=None, **said):
        plain = Settings.from_environment(new_repository, environment={})
        named = WriterService(address=service.address, model="small-model", **said)
        app = open_use_cases(replace(plain, writer=named) if writer else plain)
        apps.append(app)
        app.repository.evidence.save_source(a_source(FERRY, study=a_study("Ferries", **(study or OPEN))))
        return app

    yield opening
    for app in apps:
        app.close()


def says(*sentences):
    """Return an answer of the service with these sentences and their citations."""
    written = json.dumps({"sentences": [{"text": text, "cites": cites} for text, cites in sentences]})
    return lambda asked: (200, completion(written))


def answer(app, question=QUESTION, viewer=LOCAL_VIEWER) -> WhatIsKnown:
    ids = sorted(app.repository.evidence.visible_ids(viewer))
    found = sorted(app.evidence(viewer, ids), key=lambda item: item.ordinal)
    quoted = tuple(Quoted(evidence=item, order=order) for order, item in enumerate(found, start=1))
    voices = (Voice(organisation="Harbour Office", quotations=quoted),) if quoted else ()
    return WhatIsKnown(question=question, known=Known.ANSWERED, voices=voices)


def entries(app):
    return [each for each in app.audit.entries(LOCAL_VIEWER) if each.subject == SENT]


def test_unless_a_writer_is_set_there_is_none_to_ask(opened, service):
    app = opened(writer=False)
    assert not app.summaries.are_offered
    with pytest.raises(InvalidRequest, match="No writer"):
        app.summaries.of(LOCAL_VIEWER, answer(app))
    assert service.sent == []


def test_a_summary_cites_observations_and_the_audit_says_what_was_sent(opened, service):
    app = opened()
    assert app.summaries.are_offered and service.sent == []
    found = answer(app)
    summary = app.summaries.of(LOCAL_VIEWER, found)
    ids = [item.id for item in found.quotations]
    [sentence] = summary.sentences
    assert sentence.cites == (ids[1],)
    assert (summary.dropped, summary.sent) == ((), tuple(ids))
    assert service.words == "\n".join([f"Question: {QUESTION}", *(f"{n}. {t}" for n, t in enumerate(FERRY, start=1))])
    [entry] = entries(app)
    assert (entry.deed, entry.who) == (Deed.EXPORTED, "local")
    assert entry.details["observations"] == sorted(ids)


def test_what_a_lying_writer_makes_up_is_dropped_and_counted(opened, service):
    app = opened()
    service.answer = says(
        ("Islanders miss the ferry because the timetable is out of date.", [2]),
        ("Islanders miss the ferry because the timetable is out of date.", [1, 7]),
        ("Nine in ten islanders miss the ferry as its timetable is out of date.", [2]),
        ("Minister Grimble said that islanders miss the ferry timetable.", [2]),
        ("Islanders never miss the ferry as its timetable is out of date.", [2]),
        ("The department should buy a new ferry and hire a captain.", [1]),
        ("Islanders are happy.", []),
        ("“Islanders miss the ferry as its timetable is out of date.”", [2]),
    )
    summary = app.summaries.of(LOCAL_VIEWER, answer(app))
    assert [sentence.text for sentence in summary.sentences] == [
        "Islanders miss the ferry because the timetable is out of date."
    ]
    assert summary.dropped_in_all == 7
    assert "Grimble" not in repr(summary) and "captain" not in repr(summary)


@pytest.mark.parametrize(
    "content",
    [
        '{"sentences": ["Islanders miss the ferry."]}',
        '{"sentences": [{"text": 7, "cites": [1]}]}',
        '{"sentences": [{"text": "Islanders miss the ferry timetable.", "cites": "2"}]}',
        '{"sentences": [{"text": "Islanders miss the ferry timetable.", "cites": [true]}]}',
        '{"sentences": [{"text": "Islanders miss the ferry timetable.", "cites": ["2"]}]}',
    ],
)
def test_a_sentence_that_is_not_in_the_form_asked_for_is_dropped_and_counted(opened, service, content):
    service.answer = lambda asked: (200, completion(content))
    app = opened()
    summary = app.summaries.of(LOCAL_VIEWER, answer(app))
    assert (summary.sentences, summary.dropped_in_all) == ((), 1)


@pytest.mark.parametrize("content", ["Islanders miss the ferry.", '{"sentences": "none"}', "{}", "[" * 20_000 + "{"])
def test_a_broken_writer_is_told_and_nothing_of_its_answer_is(opened, service, content):
    service.answer = lambda asked: (200, completion(content))
    app = opened()
    with pytest.raises(WriterFailed, match="not understood") as failed:
        app.summaries.of(LOCAL_VIEWER, answer(app))
    assert failed.value.remedy and "slanders" not in str(failed.value)


def test_a_slow_writer_is_left_after_its_seconds(opened, service):
    service.answer = lambda asked: (200, completion("") if service.ending.wait(30) else b"")
    app = opened(seconds=0.2)
    with pytest.raises(WriterFailed, match="in time"):
        app.summaries.of(LOCAL_VIEWER, answer(app))


@pytest.mark.parametrize(
    "study",
    [
        {**OPEN, "marking": Marking.OFFICIAL_SENSITIVE},
        {**OPEN, "marking": None},
        {**OPEN, "draft": True},
        {**OPEN, "embargo": "2999-01-01"},
        {**OPEN, "visibility": Visibility.TEAM},
    ],
)
def test_what_the_settings_do_not_allow_is_not_sent(opened, service, study):
    app = opened(study=study)
    with pytest.raises(InvalidRequest, match="Too few"):
        app.summaries.of(LOCAL_VIEWER, answer(app))
    assert service.sent == [] and entries(app) == []


def test_the_settings_widen_what_is_sent(opened, service):
    app = opened(study={**OPEN, "marking": None}, sends=Sendable(markings=frozenset({None})))
    assert app.summaries.of(LOCAL_VIEWER, answer(app)).sentences


def test_what_a_viewer_may_not_see_is_not_sent_for_them(opened, service):
    """Settings may allow more than this viewer sees: what they are shown was found for somebody else."""
    app = opened(study={**OPEN, "visibility": Visibility.TEAM}, sends=Sendable(open_only=False))
    stranger = a_viewer("kai@museum.example", organisation="Museum", role=Role.CURATOR)
    with pytest.raises(InvalidRequest, match="Too few"):
        app.summaries.of(stranger, answer(app))
    assert service.sent == []
    assert app.summaries.of(LOCAL_VIEWER, answer(app)).sentences


def test_a_question_that_names_somebody_is_not_sent(opened, service):
    app = opened()
    with pytest.raises(InvalidRequest, match="personal data") as refused:
        app.summaries.of(LOCAL_VIEWER, answer(app, "Why did ines.roth@island.example miss the ferry?"))
    assert "roth" not in str(refused.value) and service.sent == []
