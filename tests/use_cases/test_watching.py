"""What is new in what somebody watches, as that person may see it."""

from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER, Visibility
from domain.errors import IndexUnusable, InvalidRequest, NotFound
from domain.evidence import Coding, Kind, PatternFit, Severity
from domain.search import Known, ObservationFilter
from domain.watches import Watch
from settings import Settings
from tests.builders import a_source, a_study, a_viewer
from tests.storage.test_themes import a_run
from tests.stored import store_study
from use_cases.evidence import indexing
from use_cases.knowing import watching
from use_cases.running.bootstrap import open_use_cases

OLD, NEW = "People rang for weeks about the letter.", "Nobody rang back about the letter of the museum."
LONG_AGO = "2020-01-01T00:00:00+00:00"
STRANGER = a_viewer("Kai Holm", organisation="Museum")
CODING = Coding(
    kind=Kind.PAIN_POINT, pain_point=0.95, severity=Severity.HIGH, patterns=(PatternFit(pattern="PAT_01", fit=0.9),)
)


@pytest.fixture
def app(new_repository):
    opened = open_use_cases(Settings.from_environment(new_repository, environment={}))
    add(opened, OLD, "old.md")
    yield opened
    opened.close()


def add(app, text, name, **study):
    source = a_source([text], name=name, study=a_study(name, **study))
    app.repository.evidence.save_source(source)
    app.repository.evidence.save_codings("test", {item.id: CODING for item in source.observations})
    indexing.embed_pending(app.repository)
    indexing.index_pending(app.repository)
    app.repository.forget_indexes()
    return source.observations[0].id


def news(app, viewer=LOCAL_VIEWER):
    told = app.watches.news(viewer, lambda: app.all_pain_points(viewer))
    return [[item.text for item in each.fresh] for each in told]


def test_what_is_there_is_not_new_what_comes_is_told_once_and_to_its_person_alone(app):
    watch = app.watches.watch_search(LOCAL_VIEWER, "ringing about a letter")
    (point,) = app.all_pain_points(LOCAL_VIEWER)
    app.watches.watch_pain_point(LOCAL_VIEWER, point)
    assert news(app) == [[], []]
    identifier = add(app, NEW, "new.md")
    assert news(app) == [[NEW], [NEW]]
    assert news(app, STRANGER) == []
    app.watches.looked(LOCAL_VIEWER, watch, [identifier])
    assert news(app) == [[], [NEW]]


def test_what_arrives_between_showing_and_looking_is_told_still(app):
    watch = app.watches.watch_search(LOCAL_VIEWER, "ringing about a letter")
    add(app, NEW, "new.md")
    app.watches.looked(LOCAL_VIEWER, watch, [])
    assert news(app) == [[NEW]]


def test_a_watch_tells_what_passes_its_filter_and_what_its_person_may_see(app):
    app.repository.watches.add(
        STRANGER.name,
        Watch(id="", query="letter", where=ObservationFilter(organisations=frozenset({"Museum"}))),
        LONG_AGO,
    )
    app.repository.watches.add(STRANGER.name, Watch(id="", query="letter"), LONG_AGO)
    add(app, NEW, "new.md", organisation="Museum", visibility=Visibility.OPEN)
    add(app, "A hidden letter was never sent.", "hidden.md", visibility=Visibility.TEAM)
    first, second = news(app, STRANGER)
    assert first == [NEW]
    assert sorted(second) == sorted([OLD, NEW])


@pytest.fixture
def theme(app):
    """The one theme, which holds all that is there."""
    ids = sorted(app.repository.evidence.visible_ids(LOCAL_VIEWER))
    app.repository.themes.save_run(a_run("one", [ids]))
    (row,) = app.repository.themes.themes(LOCAL_VIEWER)
    return row.id


def within(theme):
    return ObservationFilter(themes=frozenset({theme}))


def test_a_search_within_a_theme_is_watched_and_tells_what_joins_it(app, theme):
    app.watches.watch_search(LOCAL_VIEWER, "ringing about a letter", within(theme))
    (watch,) = app.watches.all(LOCAL_VIEWER)
    assert watch.where == within(theme)
    identifier = add(app, NEW, "new.md")
    assert news(app) == [[]]
    app.repository.decisions.decide(LOCAL_VIEWER, identifier, of=[theme])
    assert news(app) == [[NEW]]


def test_a_watch_follows_its_theme_where_it_is_merged(app, theme):
    app.watches.watch_search(LOCAL_VIEWER, "ringing about a letter", within(theme))
    other = add(app, NEW, "new.md")
    (old,) = app.repository.evidence.visible_ids(LOCAL_VIEWER) - {other}
    app.repository.themes.save_run(a_run("two", [[old], [other]]))
    (into,) = {row.id for row in app.repository.themes.themes(LOCAL_VIEWER)} - {theme}
    app.repository.themes.merge(LOCAL_VIEWER, theme, into)
    assert news(app) == [[NEW]]


def test_a_watch_of_a_theme_that_is_gone_says_so_and_is_kept(app, theme):
    watch = app.watches.watch_search(LOCAL_VIEWER, "ringing about a letter", within(theme))
    first = sorted(app.repository.evidence.visible_ids(LOCAL_VIEWER))
    app.repository.themes.save_run(a_run("two", [], ungrouped=first))
    (told,) = app.watches.news(LOCAL_VIEWER, list)
    assert (told.watch.id, told.watch.where, told.fresh) == (watch, within(theme), ())
    assert "no such theme" in told.problem and "throughline themes list" in told.problem
    assert "no such theme" in app.watches.digest(LOCAL_VIEWER, [told])


def test_a_theme_that_is_not_seen_cannot_be_watched(app, theme):
    store_study(app.repository.database, a_study("old.md", visibility=Visibility.TEAM))
    for viewer, hidden in ((STRANGER, theme), (LOCAL_VIEWER, "th_none")):
        with pytest.raises(NotFound):
            app.watches.watch_search(viewer, "letter", within(hidden))
        assert app.watches.all(viewer) == []


def test_a_pain_point_that_is_not_seen_any_more_is_not_named(app):
    app.repository.watches.add(STRANGER.name, Watch(id="", pain_point="pp_gone"), LONG_AGO)
    (told,) = app.watches.news(STRANGER, list)
    assert (told.title, told.fresh) == (watching.NO_LONGER_SEEN, ())
    assert told.problem
    assert watching.NO_LONGER_SEEN in app.watches.digest(STRANGER, [told])


def test_an_index_that_cannot_be_used_is_told_and_does_not_hide_the_rest(app, monkeypatch):
    app.repository.watches.add(LOCAL_VIEWER.name, Watch(id="", query="letter"), LONG_AGO)

    def unusable(*_, **__):
        raise IndexUnusable("The index is behind.", remedy="Rebuild it.")

    monkeypatch.setattr(watching, "search", unusable)
    (told,) = app.watches.news(LOCAL_VIEWER, list)
    assert told.problem == "The index is behind. Rebuild it."


def test_nothing_to_watch_and_watches_of_others_are_refused(app):
    with pytest.raises(InvalidRequest):
        app.watches.watch_search(LOCAL_VIEWER, "  ")
    watch = app.watches.watch_search(LOCAL_VIEWER, "letter")
    with pytest.raises(NotFound):
        app.watches.looked(STRANGER, watch, [])
    with pytest.raises(NotFound):
        app.watches.remove(replace(STRANGER), watch)


def test_what_is_new_is_told_also_where_the_answer_counts_as_none(app, monkeypatch):
    app.watches.watch_search(LOCAL_VIEWER, "ringing about a letter")
    add(app, NEW, "new.md")
    found = watching.search

    def nothing_known(*arguments, **named):
        return replace(found(*arguments, **named), known=Known.NOTHING)

    monkeypatch.setattr(watching, "search", nothing_known)
    assert news(app) == [[NEW]]
