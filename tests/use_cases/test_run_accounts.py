"""What is told of the latest run is made once for what goes into it: laying out its map takes seconds."""

import pytest

from domain.access import LOCAL_VIEWER, Visibility
from domain.insights import ThemeStatus
from insights.theming import run_account
from settings import Settings
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_themes import a_run
from use_cases.running.bootstrap import open_use_cases

TEXTS = ("People rang the harbour for weeks and nobody knew.", "The form was asked for again at the second counter.")
HIDDEN = "A skipper waited a month for the pilot's reply."


@pytest.fixture
def app(new_repository):
    opened = open_use_cases(Settings.from_environment(new_repository, environment={}))
    sources = [
        a_source(TEXTS, study=a_study()),
        a_source((HIDDEN,), study=a_study("A draft", visibility=Visibility.TEAM, team="Harbour Office: Quays")),
    ]
    for source in sources:
        opened.repository.evidence.save_source(source)
    ids = [item.id for source in sources for item in source.observations]
    opened.repository.themes.save_run(a_run("run_1", [ids]))
    yield opened
    opened.close()


@pytest.fixture
def made(monkeypatch):
    """Count the accounts that are made, each by its run."""
    runs, make = [], run_account.account_of
    monkeypatch.setattr(run_account, "account_of", lambda run, *rest: runs.append(run) or make(run, *rest))
    return runs


def test_a_decision_makes_no_account_anew(app, made):
    told = app.account_of_run(LOCAL_VIEWER)
    before = app.revision()
    (theme,) = app.themes(LOCAL_VIEWER)
    app.review.decide(LOCAL_VIEWER, theme.id, ThemeStatus.ACCEPTED)
    assert app.revision() != before
    assert app.account_of_run(LOCAL_VIEWER) is told
    assert len(made) == 1


def test_another_run_has_an_account_of_its_own(app, made):
    first = app.account_of_run(LOCAL_VIEWER)
    ids = [item.observation_id for item in first.run.assignments]
    app.repository.themes.save_run(a_run("run_2", [ids[:1], ids[1:]]))
    second = app.account_of_run(LOCAL_VIEWER)
    assert (second.run.id, second.shared) == ("run_2", len(ids))
    assert len(made) == 2


def test_those_who_see_less_share_an_account_that_holds_no_more(app, made):
    app.account_of_run(LOCAL_VIEWER)
    seen = app.account_of_run(a_viewer("Asha Vale"))
    assert len(seen.run.assignments) == len(TEXTS)
    assert app.account_of_run(a_viewer("Bo Marsh")) is seen
    assert len(made) == 2


def test_runs_are_listed_with_how_well_each_agrees_with_the_one_before_and_looked_at(app):
    (first,) = app.runs(LOCAL_VIEWER)
    assert (first.id, first.topics, first.agreement) == ("run_1", 1, None)
    ids = [item.observation_id for item in app.latest_run(LOCAL_VIEWER).assignments]
    app.repository.themes.save_run(a_run("run_2", [ids[:2]], ungrouped=ids[2:]))
    second, again = app.runs(LOCAL_VIEWER)
    assert (second.id, round(second.ungrouped_share, 2), again) == ("run_2", 0.33, first)
    assert second.agreement is not None
    account = app.account_of_run(LOCAL_VIEWER, "run_1")
    assert (account.run.id, account.agreement) == ("run_1", None)
    assert app.account_of_run(LOCAL_VIEWER, "run_2").shared == len(ids)
    assert app.account_of_run(LOCAL_VIEWER, "run_9") is None


def test_before_any_run_none_is_listed_and_none_told_of(tmp_path):
    opened = open_use_cases(Settings.from_environment(tmp_path, environment={}))
    assert opened.runs(LOCAL_VIEWER) == opened.runs(a_viewer()) == []
    assert opened.account_of_run(LOCAL_VIEWER) is opened.latest_run_summary(LOCAL_VIEWER) is None
    opened.close()


def test_a_decision_compares_no_runs_anew_and_another_run_only_itself(app, monkeypatch):
    compared, compare = [], run_account.agreement_of
    monkeypatch.setattr(run_account, "agreement_of", lambda *both: compared.append(both) or compare(*both))
    ids = [item.observation_id for item in app.latest_run(LOCAL_VIEWER).assignments]
    app.repository.themes.save_run(a_run("run_2", [ids[:1], ids[1:]]))
    told = app.runs(LOCAL_VIEWER)
    app.review.decide(LOCAL_VIEWER, app.themes(LOCAL_VIEWER)[0].id, ThemeStatus.ACCEPTED)
    assert app.runs(LOCAL_VIEWER) == told
    assert len(compared) == 1
    app.repository.themes.save_run(a_run("run_3", [ids]))
    assert app.runs(LOCAL_VIEWER)[1:] == told
    assert len(compared) == 2


def test_those_who_see_less_have_agreements_of_what_they_see(app):
    ids = [item.observation_id for item in app.latest_run(LOCAL_VIEWER).assignments]
    app.repository.themes.save_run(a_run("run_2", [ids[:1], ids[1:]]))
    for viewer in (LOCAL_VIEWER, a_viewer()):
        told = {run.id: run.agreement for run in app.runs(viewer)}
        assert told == {run: app.account_of_run(viewer, run).agreement for run in told}


def test_the_latest_run_is_counted_by_what_somebody_sees_without_reading_a_text(app, monkeypatch):
    seen = [(viewer, len(app.latest_run(viewer).assignments)) for viewer in (LOCAL_VIEWER, a_viewer())]
    assert len({number for _, number in seen}) == 2
    monkeypatch.delattr(type(app.repository.evidence), "texts")
    assert [app.latest_run_summary(viewer).observations for viewer, _ in seen] == [number for _, number in seen]


def test_runs_are_counted_by_what_somebody_sees(app):
    (seen,) = app.runs(a_viewer())
    assert seen.observations == len(TEXTS)
