"""The page About this run: figures, a map with a table beside it, what moved, and settings."""

from base64 import b64decode
from dataclasses import replace

import pytest
from test_pages import everything_said

from domain.access import Role, Viewer
from domain.insights import UNGROUPED, Assignment, Topic, TopicRun
from domain.readings import ReadingAccount
from domain.runs import MapPoint, RunAccount, RunSummary, TopicChange
from views.codebook import about_run


def an_account(**fields):
    desk = Topic(number=0, title="Desk <b>closed</b>", keywords=("desk", "closed"), size=3)
    run = TopicRun(
        id="run_1",
        seed=7,
        method="bertopic",
        parameters=(("umap_n_neighbors", "15"),),
        versions=(("embedder", "mini"),),
        topics=(Topic(number=UNGROUPED, title="Not grouped", size=1), desk),
        assignments=tuple(
            Assignment(observation_id=f"obs_{nth}", topic=topic) for nth, topic in enumerate((0, 0, 0, UNGROUPED))
        ),
        started_at="2025-01-01T00:00:00",
        seconds=4.0,
    )
    points = tuple(MapPoint(observation_id=f"obs_{nth}", topic=0, across=nth / 2, down=0.5) for nth in range(3))
    gone = Topic(number=3, title="Ferry late", size=5)
    changes = (TopicChange(now=desk, before=Topic(number=1, title="Desk", size=1)), TopicChange(now=None, before=gone))
    told = {"run": run, "changes": changes, "agreement": 0.91, "shared": 4, "points": points}
    return RunAccount(**(told | fields))


def test_before_any_run_the_page_says_where_themes_are_looked_for(open_page, populated):
    assert "No themes have been looked for yet" in everything_said(open_page(populated, "about_run"))


def test_a_run_is_told_with_what_moved_and_how_to_repeat_it(open_page, populated):
    populated.account = an_account()
    said = everything_said(open_page(populated, "about_run"))
    assert "read again" not in said
    for words in ("25%", "0.91: much the same groups", "2 more", "Ferry late", "umap_n_neighbors", "4 seconds"):
        assert words in said
    assert "Desk <b>" not in said


def test_a_first_run_has_nothing_to_compare_with(open_page, populated):
    populated.account = an_account(changes=(), agreement=None, shared=0, points=())
    said = everything_said(open_page(populated, "about_run"))
    assert "nothing to compare with" in said
    assert "Map of observations" not in said


def a_summary(identifier, seed, **fields):
    told = {
        "id": identifier,
        "started_at": "2025-01-01T00:00:00+00:00",
        "seed": seed,
        "observations": 4,
        "topics": 1,
        "ungrouped_share": 0.25,
        "agreement": 0.91,
    }
    return RunSummary(**(told | fields))


@pytest.fixture
def two_runs(populated):
    populated.account = an_account()
    older = an_account(changes=(), agreement=None, shared=0, points=())
    populated.accounts = {"run_0": replace(older, run=replace(older.run, id="run_0", seed=3))}
    populated.listed_runs = [a_summary("run_1", 7), a_summary("run_0", 3, agreement=None)]
    return populated


def test_a_curator_has_themes_found_anew_with_a_seed(open_page, two_runs):
    test = open_page(two_runs, "about_run")
    test.number_input(key="about_run-seed").set_value(23)
    test.button(key="about_run-fit").click().run()
    assert two_runs.seeds == [23]


def test_a_researcher_is_not_offered_another_run(open_page, two_runs):
    two_runs.viewer = lambda: Viewer(name="Robin", role=Role.RESEARCHER, sees_everything=True)
    assert "about_run-fit" not in {button.key for button in open_page(two_runs, "about_run").button}


def test_an_earlier_run_is_chosen_looked_at_and_left(open_page, two_runs):
    test = open_page(two_runs, "about_run")
    test.toggle(key="about_run-runs").set_value(True).run()
    assert "nothing to compare with" in everything_said(test), "the list of runs tells it of the first"
    test.selectbox(key="about_run-chosen-run_1").set_value("run_0").run()
    assert test.query_params["run"] == "run_0"
    assert "This is an earlier run." in everything_said(test)
    test.button(key="about_run-latest").click().run()
    assert "This is an earlier run." not in everything_said(test)


def test_runs_are_compared_only_for_whoever_asks_for_the_list(open_page, two_runs, monkeypatch):
    asked, runs = [], two_runs.runs
    monkeypatch.setattr(two_runs, "runs", lambda viewer: asked.append(viewer) or runs(viewer))
    test = open_page(two_runs, "about_run")
    assert asked == []
    test.toggle(key="about_run-runs").set_value(True).run()
    assert len(asked) == 1


def test_a_run_that_is_gone_is_told(open_page, two_runs):
    assert "This run is not here." in open_page(two_runs, "about_run", run="run_9").warning[0].value


def test_the_map_has_a_name_and_a_point_for_each_observation_and_numbers_the_largest_topics():
    drawing = about_run.drawn(an_account().points, [0])
    assert 'alt="Map of 3 observations in 1 topic.' in drawing
    svg = b64decode(drawing.partition("base64,")[2].partition('"')[0]).decode()
    assert svg.count("<circle") == 3
    assert ">0</text>" in svg


def test_what_a_model_read_again_stands_apart_from_the_settings(open_page, populated):
    account = an_account()
    told = ReadingAccount(
        by="large-model at models.example.org",
        pairs=9,
        read=7,
        withheld=3,
        asked=2,
        not_read=(("The sentence is too long.", 2),),
    ).told
    run = replace(account.run, parameters=(*account.run.parameters, *told))
    populated.account = replace(account, run=run)
    test = open_page(populated, "about_run")
    assert not test.exception
    said = everything_said(test)
    for words in ("7 of 9", "large-model at models.example.org", "not read again: The sentence is too long."):
        assert said.count(words) == 1, words
    assert "Evidence read again by a model" in [header.value for header in test.header]
