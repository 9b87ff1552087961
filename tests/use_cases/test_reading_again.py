"""Evidence read again by a model outside: off unless set, told only what the settings allow, kept, and applied."""

import json
import re
from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Marking, Visibility
from domain.audit import Deed
from domain.codebook_edits import PatternChange
from domain.errors import JobFailed
from domain.evidence import Coding, Kind, PatternFit, Severity
from domain.jobs import JobStatus
from domain.readings import told_of_reading
from domain.search import ObservationFilter
from domain.writing import Sendable
from insights.sharing import reading_again
from insights.sharing.readings import LEAST_AS_READ
from settings import WriterService
from tests.builders import a_source, a_study, a_viewer
from tests.use_cases.test_named_topics import OneTopic
from tests.writer_service import a_service, completion
from use_cases.evidence.indexing import embed_pending
from use_cases.findings import learning
from use_cases.findings.reading_again import SENT
from use_cases.findings.theming import read_evidence_again
from use_cases.repository import Repository
from use_cases.running import workflows
from use_cases.running.bootstrap import open_use_cases

EVERYONE = {"marking": Marking.OFFICIAL, "visibility": Visibility.OPEN}
TEAMS = {**EVERYONE, "visibility": Visibility.TEAM}
NOT_SENT = {
    "SENSITIVE": {**EVERYONE, "marking": Marking.OFFICIAL_SENSITIVE},
    "UNMARKED": {**EVERYONE, "marking": None},
    "DRAFTED": {**EVERYONE, "draft": True},
    "EMBARGOED": {**EVERYONE, "embargo": "2999-01-01"},
    "TEAMS": TEAMS,
}
HARBOUR = ("Skippers give the berth number again at Harbour.", "The berth number is asked for once more at Harbour.")
CANAL = ("Crews copy the berth number once more at Canal.", "A plan to ask once only is ready at Canal.")
CODING = Coding(
    kind=Kind.PAIN_POINT,
    pain_point=0.95,
    severity=Severity.HIGH,
    patterns=(PatternFit(pattern="PAT_01", fit=0.9, right=0.45),),
)


def said_of(asked, none="plan"):
    """Answer no to each sentence in which a word stands, and yes to the others."""
    numbered = re.findall(r"^(\d+)\. (.*)$", asked["messages"][-1]["content"], re.MULTILINE)
    return 200, completion(json.dumps({number: "no" if none in text else "yes" for number, text in numbered}))


@pytest.fixture
def service():
    with a_service() as running:
        running.answer = said_of
        yield running


@pytest.fixture
def opened(settings, service):
    """Open the use cases with a reader that may be told so much; without it, a writer is set that reads nothing."""
    apps = []

    def opening(*, reads=True, **said):
        fields = {"address": service.address, "model": "large-model", "reads_evidence": reads} | said
        apps.append(open_use_cases(replace(settings, writer=WriterService(**fields))))
        return apps[-1]

    yield opening
    for app in apps:
        app.close()


def add(app, texts, organisation, title="Berths", **fields):
    """Store a coded study and return the identifiers of its observations."""
    study = a_study(title, organisation, **(EVERYONE | fields))
    source = a_source(texts, study=study, name=f"{title}.md")
    app.repository.evidence.save_source(source)
    coder = app.repository.coder.version
    app.repository.evidence.save_codings(coder, {item.id: CODING for item in source.observations})
    return [item.id for item in source.observations]


def both(app):
    return add(app, HARBOUR, "Harbour Office"), add(app, CANAL, "Canal Board")


def read(app, viewer=LOCAL_VIEWER):
    return dict(read_evidence_again(app.repository, viewer))


def shown(app, viewer=LOCAL_VIEWER):
    points = [point for point in app.all_pain_points(viewer) if point.pattern == "PAT_01"]
    return {fit.evidence.id: fit for point in points for fit in point.evidence}


def test_unless_it_is_set_to_read_nothing_is_sent_and_our_own_check_stands(opened, service):
    app = opened(reads=False)
    harbour, canal = both(app)
    assert read(app) == {}
    assert service.sent == []
    assert set(shown(app)) == {*harbour, *canal}


def test_what_it_says_is_none_is_withheld_and_the_rest_says_who_read_it(opened, service):
    app = opened()
    harbour, canal = both(app)
    account = read(app)
    by = f"large-model at {service.address.removeprefix('http://').removesuffix('/v1')}"
    assert account == {
        "evidence read again by": by,
        "evidence read again": "4 of 4",
        "evidence asked about in this run": "4",
        "evidence withheld": "1",
    }
    found = shown(app)
    assert set(found) == {*harbour, canal[0]}
    assert {(fit.read_by, fit.fit > LEAST_AS_READ, fit.by_person) for fit in found.values()} == {(by, True, False)}
    assert len(service.sent) == 1


def test_the_next_run_asks_only_what_is_new_and_answers_outlive_a_new_coding(opened, service):
    app = opened()
    both(app)
    read(app)
    first = shown(app)
    again = replace(CODING, patterns=(replace(CODING.patterns[0], right=0.3),))
    app.repository.evidence.save_codings(
        "newer", dict.fromkeys(app.repository.evidence.visible_ids(LOCAL_VIEWER), again)
    )
    assert read(app)["evidence asked about in this run"] == "0"
    assert set(shown(app)) == set(first)
    new = add(app, ["Pilots give the berth number again at Estuary."], "Estuary Trust")
    assert read(app)["evidence asked about in this run"] == "1"
    assert service.words.count("at Harbour") == 2
    assert set(shown(app)) == {*first, *new}


def test_another_model_and_other_words_of_the_pattern_are_asked_anew(opened, service):
    app = opened()
    harbour, canal = both(app)
    read(app)
    other = opened(model="larger-model")
    assert set(shown(other)) == {*harbour, *canal}
    assert read(other)["evidence asked about in this run"] == "4"
    app.patterns.change(LOCAL_VIEWER, "PAT_01", PatternChange(definition="People say once more what was said."))
    assert set(shown(app)) == {*harbour, *canal}
    assert read(app)["evidence asked about in this run"] == "4"
    assert "People say once more what was said." in service.words


def test_switched_off_its_answers_count_no_more_and_they_count_again_when_it_is_on(opened):
    app = opened()
    harbour, canal = both(app)
    read(app)
    assert set(shown(opened(reads=False))) == {*harbour, *canal}
    assert set(shown(opened())) == {*harbour, canal[0]}


def test_what_people_decided_is_neither_asked_nor_changed(opened, service):
    app = opened()
    (first, second), (third, plan) = both(app)
    (point,) = app.all_pain_points(LOCAL_VIEWER)
    app.decisions.confirm(LOCAL_VIEWER, point, plan)
    left_out = app.decisions.not_this(LOCAL_VIEWER, point, first)
    assert read(app)["evidence read again"] == "2 of 2"
    assert "A plan" not in service.words
    assert set(shown(app)) == {second, third, plan}
    assert shown(app)[plan].by_person and not shown(app)[plan].read_by
    app.decisions.take_back(LOCAL_VIEWER, left_out)
    assert read(app)["evidence asked about in this run"] == "1"


def test_by_default_only_what_is_published_to_everyone_and_marked_official_is_sent(opened, service):
    app = opened()
    both(app)
    for name, fields in NOT_SENT.items():
        add(app, [f"The berth number is given again to {name.title()}."], "Harbour Office", name, **fields)
    account = read(app)
    assert "Harbour" in service.words
    for name in NOT_SENT:
        assert name.title() not in service.words, name
    assert account["not read again: The settings let no study that holds it be sent."] == str(len(NOT_SENT))


def test_what_masking_would_find_is_not_sent_although_it_was_stored_unmasked(opened, service):
    app = opened()
    both(app)
    add(
        app, ["I gave the berth number again, says Margaret Thistlewood of 07700 900123."], "Harbour Office", "Unmasked"
    )
    read(app)
    assert service.sent
    assert "Thistlewood" not in service.words


def test_the_audit_says_of_which_observations_and_studies_sentences_were_sent(opened):
    app = opened()
    harbour, canal = both(app)
    viewer = a_viewer()
    read(app, viewer)
    read(app, viewer)
    [entry] = [each for each in app.audit.entries(LOCAL_VIEWER) if each.subject == SENT]
    assert (entry.deed, entry.who) == (Deed.EXPORTED, viewer.name)
    assert entry.details["observations"] == sorted([*harbour, *canal])
    assert len(entry.details["studies"]) == 2


def test_where_it_fails_our_own_check_stands_and_what_it_read_before_is_kept(opened, service):
    app = opened()
    harbour, canal = both(app)
    read(app)
    service.answer = lambda asked: (503, b"")
    new = add(app, ["Pilots give the berth number again at Estuary.", "A plan for Estuary is ready."], "Estuary Trust")
    account = read(app)
    assert account["not read again: The writer refuses, with status 503."] == "2"
    assert set(shown(app)) == {*harbour, canal[0], *new}


def test_nobody_is_shown_less_or_more_by_an_answer_on_what_they_may_not_see(opened):
    app = opened(sends=Sendable(open_only=False))
    [theirs] = add(app, ["A plan for the berth number at Estuary."], "Estuary Trust", **TEAMS)
    both(app)
    stranger = a_viewer()
    [copy] = add(app, ["A plan for the berth number at Estuary."], "Estuary Trust", "Copy", draft=True)
    colleague = a_viewer(teams=frozenset({a_study("Copy", "Estuary Trust").team_name}))
    read(app)
    assert theirs not in shown(app, stranger)
    assert {theirs, copy}.isdisjoint(shown(app, colleague))
    answers = app.repository.readings.of(stranger, app.repository.reader.name)
    assert {each.observation_id for each in answers} == app.repository.evidence.visible_ids(
        stranger, ObservationFilter()
    )


def test_a_run_reads_first_and_keeps_the_account_for_whoever_sees_all_of_it(opened, service, monkeypatch):
    monkeypatch.setattr(Repository, "topic_modeller", OneTopic())
    app = opened(sends=Sendable())
    both(app)
    add(app, ["Only the team knows of the berth number."], "Harbour Office", "Team", **TEAMS)
    embed_pending(app.repository)
    stages = []
    job = app.queue_fit(LOCAL_VIEWER, seed=1)
    outcome = app.finish(LOCAL_VIEWER, job, on_progress=lambda progress: stages.append(progress.stage))
    assert app.job(LOCAL_VIEWER, job).status is JobStatus.DONE
    assert "Reading evidence again" in stages
    assert outcome["read_again"]["evidence read again"] == "4 of 5"
    kept = dict(told_of_reading(app.latest_run(LOCAL_VIEWER).parameters))
    assert kept == outcome["read_again"]
    assert told_of_reading(app.latest_run(a_viewer()).parameters) == ()


def test_a_run_that_is_cancelled_while_it_reads_ends_there_and_keeps_what_was_read(opened, service, monkeypatch):
    monkeypatch.setattr(Repository, "topic_modeller", OneTopic())
    monkeypatch.setattr(reading_again, "AT_ONCE", 1)
    monkeypatch.setattr(workflows, "REPORT_SECONDS", 0.0)
    app = opened()
    both(app)
    embed_pending(app.repository)
    job = app.queue_fit(LOCAL_VIEWER, seed=1)

    def cancelling(asked):
        if len(service.sent) == 2:
            app.cancel(LOCAL_VIEWER, job)
        return said_of(asked)

    service.answer = cancelling
    with pytest.raises(JobFailed, match="cancelled"):
        app.finish(LOCAL_VIEWER, job, on_progress=lambda progress: None)
    assert len(service.sent) == 2
    assert len(app.repository.readings.of(LOCAL_VIEWER, app.repository.reader.name)) == 2
    assert app.latest_run(LOCAL_VIEWER) is None
    assert read(app)["evidence asked about in this run"] == "2"


def test_what_would_be_learned_is_measured_on_what_a_model_left_standing(opened):
    app = opened()
    harbour, canal = both(app)
    stored = app.repository.evidence.all_evidence(LOCAL_VIEWER)
    read(app)
    assert {name for _, name in learning._shown(app.repository, stored)} == {*harbour, canal[0]}
