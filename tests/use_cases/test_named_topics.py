"""Topics named by a writer outside: off unless set, told only what the settings allow, and kept with the run."""

import json
from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Marking, Visibility
from domain.audit import Deed
from domain.errors import InvalidRequest
from domain.insights import Assignment, ThemeStatus, Topic, TopicRun
from domain.search import ObservationFilter
from domain.writing import Sendable
from settings import Settings, WriterService
from tests.builders import a_source, a_study, a_viewer
from tests.writer_service import NAME, a_service, completion
from use_cases.evidence.indexing import embed_pending
from use_cases.findings import theming
from use_cases.repository import Repository
from use_cases.running.bootstrap import open_use_cases

FERRY = [
    "The ferry timetable on the quay board is a season old.",
    "The ferry timetable in the shelter was never replaced.",
    "Islanders miss the ferry as its timetable is out of date.",
    "The printed ferry timetable and the website differ.",
]
EVERYONE = {"marking": Marking.OFFICIAL, "visibility": Visibility.OPEN}
OTHERS = {
    "SENSITIVE": {**EVERYONE, "marking": Marking.OFFICIAL_SENSITIVE},
    "UNMARKED": {**EVERYONE, "marking": None},
    "DRAFTED": {**EVERYONE, "draft": True},
    "EMBARGOED": {**EVERYONE, "embargo": "2999-01-01"},
    "TEAMS": {**EVERYONE, "visibility": Visibility.TEAM},
}


class OneTopic:
    """Obeys the TopicModeller port: everything is one topic, and the first words of each file are its middle."""

    def fit(self, evidence, vectors, *, seed, progress=None):
        return TopicRun(
            id="run_1",
            seed=seed,
            method="by hand",
            parameters=(("size", "1"),),
            versions=(),
            topics=(Topic(number=0, title="“…the ferry timetable”", keywords=("ferry",), size=len(evidence)),),
            assignments=tuple(
                Assignment(observation_id=item.id, topic=0, probability=1 - item.ordinal / 100) for item in evidence
            ),
            started_at="2026-01-01T00:00:00",
            seconds=1.0,
        )


@pytest.fixture(autouse=True)
def _one_topic(monkeypatch):
    monkeypatch.setattr(Repository, "topic_modeller", OneTopic())


@pytest.fixture
def service():
    with a_service() as running:
        yield running


@pytest.fixture
def opened(new_repository, service):
    """Open the use cases with a writer that may be told so much; without it, none is set."""
    apps = []

    def opening(**said):
        plain = Settings.from_environment(new_repository, environment={})
        writer = WriterService(address=service.address, model="small-model", **said)
        apps.append(open_use_cases(replace(plain, writer=writer) if said else plain))
        return apps[-1]

    yield opening
    for app in apps:
        app.close()


def holding(app, **studies):
    """Store a study of ferry sentences for each name, which stands in its words, and one that everyone may see."""
    repository = app.repository
    for name, fields in {"HARBOUR": EVERYONE, **studies}.items():
        study = a_study(f"Study {name}", **fields)
        texts = [f"{text.removesuffix('.')} in {name.title()}." for text in FERRY]
        repository.evidence.save_source(a_source(texts, study=study, name=f"{name}.md"))
    embed_pending(repository)
    return theming.fit_themes(repository, LOCAL_VIEWER, seed=1)


def ferry(app, viewer=LOCAL_VIEWER):
    """Return the one theme as a viewer sees it."""
    [row] = app.themes(viewer)
    return row


def test_unless_a_writer_is_set_nothing_is_sent_and_our_own_names_stand(opened, service):
    app = opened()
    run = holding(app)
    assert service.sent == []
    assert "writer" not in dict(run.versions)
    assert ferry(app).title.startswith("“")


def test_a_topic_is_named_and_the_run_and_the_audit_say_so(opened, service):
    app = opened(key="a-key")
    run = holding(app)
    row = ferry(app)
    assert (row.title, row.given.description) == (NAME["name"], NAME["sentence"])
    by = f"small-model at {service.address.removeprefix('http://').removesuffix('/v1')}"
    assert row.given.by == dict(run.versions)["writer"] == dict(app.latest_run(LOCAL_VIEWER).versions)["writer"] == by
    entry = next(each for each in app.audit.entries(LOCAL_VIEWER) if each.subject == "quotations to the writer")
    assert (entry.deed, entry.who) == (Deed.EXPORTED, "local")
    assert set(row.given.observations) <= set(entry.details["observations"])


def test_by_default_only_what_is_published_to_everyone_and_marked_official_is_sent(opened, service):
    app = opened(sends=Sendable())
    holding(app, **OTHERS)
    assert "Harbour" in service.words
    for name in OTHERS:
        assert name.title() not in service.words, name


@pytest.mark.parametrize(
    ("sends", "told"),
    [
        (Sendable(markings=frozenset({Marking.OFFICIAL_SENSITIVE})), {"SENSITIVE"}),
        (Sendable(markings=frozenset({None})), {"UNMARKED"}),
        (Sendable(markings=frozenset({Marking.OFFICIAL}), open_only=False), {"HARBOUR", "TEAMS"}),
    ],
)
def test_the_settings_widen_what_is_sent_and_drafts_never_are(opened, service, sends, told):
    app = opened(sends=sends)
    holding(app, **OTHERS)
    assert {name for name in ("HARBOUR", *OTHERS) if name.title() in service.words} == told


def test_what_masking_would_find_is_not_sent_although_it_was_stored_unmasked(opened, service):
    app = opened(sends=Sendable())
    texts = [f"{text.removesuffix('.')}, says Margaret Thistlewood of 07700 900123." for text in FERRY]
    study = a_study("Unmasked", **EVERYONE)
    app.repository.evidence.save_source(a_source(texts, study=study, name="unmasked.md"))
    run = holding(app)
    assert service.sent
    assert "Thistlewood" not in service.words
    assert run.topics


def test_where_the_writer_fails_our_own_name_stands_and_the_run_says_so(opened, service):
    service.answer = lambda asked: (503, b"")
    app = opened(sends=Sendable())
    run = holding(app)
    assert ferry(app).title.startswith("“")
    assert ferry(app).given is None
    assert any("status 503" in name for name, _ in run.parameters)


def test_a_name_that_quotes_does_not_stand(opened, service):
    quoting = {**NAME, "sentence": "The ferry timetable on the quay board is old."}
    service.answer = lambda asked: (200, completion(json.dumps(quoting)))
    app = opened(sends=Sendable())
    run = holding(app)
    assert ferry(app).given is None
    assert any("quotes" in name for name, _ in run.parameters)


def test_whoever_may_not_see_all_that_a_name_was_made_from_does_not_get_it(opened):
    app = opened(sends=Sendable(open_only=False))
    holding(app, TEAMS=OTHERS["TEAMS"])
    stranger, colleague = a_viewer(), a_viewer(teams=frozenset({a_study().team_name}))
    named = ferry(app)
    visible = app.repository.evidence.visible_ids(stranger, ObservationFilter())
    assert not named.given.is_for(visible)
    assert ferry(app, colleague).title == NAME["name"]
    assert ferry(app, stranger).given is None
    assert NAME["name"] not in {row.title for row in app.themes(stranger)}
    assert all(topic.given is None for topic in app.latest_run(stranger).topics)


def test_a_name_from_open_words_is_shown_also_to_whoever_sees_the_topic_in_part(opened):
    app = opened(sends=Sendable())
    holding(app, TEAMS=OTHERS["TEAMS"])
    row = ferry(app, a_viewer())
    assert not row.is_whole
    assert (row.title, row.given.description) == (NAME["name"], NAME["sentence"])
    assert NAME["name"] in {topic.shown_title for topic in app.latest_run(a_viewer()).topics}


def test_whoever_accepts_a_topic_stands_behind_the_name_that_they_see(opened):
    app = opened(sends=Sendable())
    holding(app)
    theme = ferry(app).id
    act = app.review.decide(LOCAL_VIEWER, theme, ThemeStatus.ACCEPTED)
    row = next(row for row in app.themes(LOCAL_VIEWER) if row.id == theme)
    assert (row.title, row.title_is_own, row.given.title) == (NAME["name"], True, NAME["name"])
    app.review.rename(LOCAL_VIEWER, theme, "Old timetables")
    renamed = next(row for row in app.themes(LOCAL_VIEWER) if row.id == theme)
    assert (renamed.title, renamed.given) == ("Old timetables", None)
    app.review.take_back(LOCAL_VIEWER, act)


SET = {"THROUGHLINE_WRITER": "https://models.example.org/v1", "THROUGHLINE_WRITER_MODEL": "small-model"}


def writer_set(**said):
    return Settings.from_environment(
        "data", environment=SET | {f"THROUGHLINE_WRITER{k}": v for k, v in said.items()}
    ).writer


def test_no_writer_is_set_unless_its_address_is(tmp_path):
    assert Settings.from_environment(tmp_path, environment={"THROUGHLINE_WRITER_MODEL": "small-model"}).writer is None


def test_a_writer_that_is_set_is_told_least_unless_more_is_said(tmp_path):
    assert writer_set().sends == Sendable(markings=frozenset({Marking.OFFICIAL}), open_only=True)
    assert not writer_set().reads_evidence
    assert not writer_set(_READS="nothing").reads_evidence
    assert writer_set(_READS=" evidence ").reads_evidence
    (tmp_path / "key").write_text("a-key\n", encoding="utf-8")
    said = writer_set(
        _MARKINGS="unmarked, OFFICIAL-SENSITIVE", _STUDIES="published", _SECONDS="5", _KEY=f"file:{tmp_path / 'key'}"
    )
    assert said.sends == Sendable(markings=frozenset({None, Marking.OFFICIAL_SENSITIVE}), open_only=False)
    assert (said.seconds, said.key) == (5, "a-key")
    assert "a-key" not in repr(said)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("", "http://models.example.org/v1"),
        ("", "models.example.org"),
        ("_MODEL", " "),
        ("_MARKINGS", "OFFICIAL, SECRET"),
        ("_STUDIES", "drafts"),
        ("_SECONDS", "0"),
        ("_READS", "topics"),
        ("_KEY", "file:/no/such/file"),
    ],
)
def test_a_setting_of_the_writer_that_cannot_be_used_is_named(name, value):
    with pytest.raises(InvalidRequest) as refused:
        writer_set(**{name: value})
    assert refused.value.where == f"THROUGHLINE_WRITER{name}"
