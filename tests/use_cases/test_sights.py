"""What viewers see under a filter is kept, and never longer than it holds. Everything here is fictional."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Role, Visibility
from domain.search import ObservationFilter
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_themes import a_run
from tests.stored import store_study
from use_cases import sights

READER = a_viewer("kai@museum.example", organisation="Museum", role=Role.READER)
HARBOUR = ObservationFilter(organisations=frozenset({"Harbour Office"}))


@pytest.fixture
def stored(app):
    evidence = app.repository.evidence
    evidence.save_source(a_source(["The quay has no lamp."], study=a_study("Quays")))
    evidence.save_source(a_source(["The bell is too quiet."], study=a_study("Bells", "Museum")))
    return app.repository


def test_the_same_set_is_given_until_something_changes(stored):
    first = stored.sights.visible_ids(READER, HARBOUR)
    assert len(first) == 1
    assert stored.sights.visible_ids(READER, HARBOUR) is first
    assert stored.sights.visible_ids(replace(READER, name="another reader"), HARBOUR) is first
    stored.evidence.save_source(a_source(["The ramp is steep."], study=a_study("Ramps")))
    assert stored.sights.visible_ids(READER, HARBOUR) > first


def test_what_is_closed_to_somebody_is_gone_at_once(stored):
    assert len(stored.sights.visible_ids(READER)) == 2
    store_study(stored.database, a_study("Quays", visibility=Visibility.TEAM))
    assert len(stored.sights.visible_ids(READER)) == 1


def test_each_viewer_and_each_filter_has_a_set_of_its_own(stored):
    store_study(stored.database, a_study("Quays", visibility=Visibility.ORGANISATION))
    of_the_harbour = a_viewer("mo@harbour.example", organisation="Harbour Office", role=Role.READER)
    assert len(stored.sights.visible_ids(READER)) == 1
    assert len(stored.sights.visible_ids(of_the_harbour)) == 2
    assert len(stored.sights.visible_ids(of_the_harbour, HARBOUR)) == 1


def test_an_embargo_that_ends_with_the_day_is_noticed(stored, monkeypatch):
    class Tomorrow(sights.datetime):
        @classmethod
        def now(cls, tz=None):
            return sights.datetime.fromisoformat("2090-01-02T00:00:00+00:00")

    stored.evidence.save_source(a_source(["The tide is late."], study=a_study("Tides", embargo="2090-01-02")))
    assert len(stored.sights.visible_ids(READER)) == 2
    monkeypatch.setattr("storage.visibility.datetime", Tomorrow)
    monkeypatch.setattr(sights, "datetime", Tomorrow)
    assert len(stored.sights.visible_ids(READER)) == 3


def test_only_so_much_is_kept_and_what_was_used_longest_ago_goes_first(stored, monkeypatch):
    monkeypatch.setattr(sights, "KEPT_IDS", 2)
    museum = ObservationFilter(organisations=frozenset({"Museum"}))
    first, second = stored.sights.visible_ids(READER, HARBOUR), stored.sights.visible_ids(READER, museum)
    assert stored.sights.visible_ids(READER, HARBOUR) is first
    stored.sights.visible_ids(READER, ObservationFilter(since="1990"))
    assert stored.sights.visible_ids(READER, HARBOUR) is first
    stored.sights.visible_ids(READER)
    again = stored.sights.visible_ids(READER, museum)
    assert again == second
    assert again is not second


def test_a_set_within_a_theme_follows_runs_and_decisions_and_is_each_viewers_own(stored):
    ids = sorted(stored.sights.visible_ids(LOCAL_VIEWER))
    stored.themes.save_run(a_run("one", [ids]))
    (row,) = stored.themes.themes(LOCAL_VIEWER)
    within = ObservationFilter(themes=frozenset({row.id}))
    assert stored.sights.visible_ids(LOCAL_VIEWER, within) == set(ids)
    _, part = stored.themes.split(LOCAL_VIEWER, row.id, ids[:1], "A theme of its own")
    assert stored.sights.visible_ids(LOCAL_VIEWER, within) == set(ids[1:])
    merged = stored.themes.merge(LOCAL_VIEWER, row.id, part)
    assert stored.sights.visible_ids(LOCAL_VIEWER, within) == set(ids)
    store_study(stored.database, a_study("Quays", visibility=Visibility.TEAM))
    assert stored.sights.visible_ids(READER, within) == stored.sights.visible_ids(READER) < set(ids)
    stored.themes.take_back(LOCAL_VIEWER, merged)
    stored.decisions.decide(LOCAL_VIEWER, ids[0], of=[row.id])
    assert stored.sights.visible_ids(LOCAL_VIEWER, within) == set(ids)
