from dataclasses import replace

import pytest

from domain.access import LOCAL_VIEWER
from domain.errors import NotFound
from domain.evidence import About
from domain.insights import UNGROUPED, Assignment, GivenName, ThemeStatus, Topic, TopicRun
from tests.builders import a_source, a_viewer


def a_run(identifier, groups, *, patterns=None, ungrouped=()):
    """A run whose topic n holds the n-th group of observation identifiers."""
    patterns = patterns or {}
    topics = [Topic(number=UNGROUPED, title="not grouped", size=len(ungrouped))] + [
        Topic(
            number=number,
            title=f"Topic {number}",
            keywords=(f"{identifier}-{number}", "wait"),
            pattern=patterns.get(number),
            size=len(group),
        )
        for number, group in enumerate(groups)
    ]
    assigned = [(item, number) for number, group in enumerate(groups) for item in group]
    assigned += [(item, UNGROUPED) for item in ungrouped]
    return TopicRun(
        id=identifier,
        seed=2**32 - 1,
        method="by hand",
        parameters=(("size", "3"),),
        versions=(("numpy", "2"),),
        topics=tuple(topics),
        assignments=tuple(Assignment(observation_id=item, topic=number, probability=0.5) for item, number in assigned),
        started_at="2025-01-01T00:00:00",
        seconds=1.5,
    )


@pytest.fixture
def ids(evidence):
    council = a_source([f"Council sentence {n}." for n in range(6)], about=[About(name="Council")])
    board = a_source([f"Board sentence {n}." for n in range(6)], about=[About(name="Board")], name="board.md")
    evidence.save_source(council)
    evidence.save_source(board)
    return [item.id for item in (*council.observations, *board.observations)]


def test_the_run_before_the_latest_is_none_at_first_and_then_the_one_that_was_replaced(themes, ids):
    assert themes.run_before() is None
    themes.save_run(a_run("one", [ids]))
    assert themes.run_before() is None
    themes.save_run(a_run("two", [ids[:6], ids[6:]]))
    assert themes.run_before().id == "one"
    themes.save_run(a_run("one", [ids]))
    assert (themes.latest_run().id, themes.run_before().id) == ("one", "two")


def test_a_run_comes_back_whole_and_the_last_saved_is_the_latest(themes, ids):
    assert themes.latest_run() is None
    first = a_run("run_b", [ids[:3], ids[3:6]], ungrouped=ids[6:])
    themes.save_run(first)
    assert themes.latest_run() == first
    second = a_run("run_a", [ids])
    themes.save_run(second)
    assert themes.latest_run() == second
    themes.save_run(first)
    assert themes.latest_run() == first


def with_given_name(run, *observations):
    """The run with a writer's name for its first topic, made from these observations."""
    given = GivenName(title="Callers give up", description="Nobody answers.", by="a model", observations=observations)
    return replace(run, topics=tuple(replace(each, given=given) if not each.number else each for each in run.topics))


def test_a_writers_name_comes_back_with_its_run_beside_our_own_title(themes, ids):
    run = with_given_name(a_run("run", [ids[:3], ids[3:]]), *ids[:2])
    themes.save_run(run)
    assert themes.latest_run() == run
    row = next(row for row in themes.themes(LOCAL_VIEWER) if row.topic == 0)
    assert (row.title, row.given.by, row.keywords) == ("Callers give up", "a model", ("run-0", "wait"))


def test_a_writers_name_made_from_what_is_gone_is_shown_to_nobody(themes, ids):
    themes.save_run(with_given_name(a_run("run", [ids[:3], ids[3:]]), ids[0], "obs_that_is_gone"))
    assert all(topic.given is None for topic in themes.latest_run().topics)
    assert {row.title for row in themes.themes(LOCAL_VIEWER)} == {"Topic 0", "Topic 1"}


def test_a_theme_that_a_person_named_is_not_named_by_a_writer(themes, ids):
    themes.save_run(with_given_name(a_run("run", [ids[:3], ids[3:]]), *ids[:2]))
    theme = next(row.id for row in themes.themes(LOCAL_VIEWER) if row.topic == 0)
    themes.rename(LOCAL_VIEWER, theme, "Unanswered calls")
    row = next(row for row in themes.themes(LOCAL_VIEWER) if row.id == theme)
    assert (row.title, row.given) == ("Unanswered calls", None)


def test_topics_are_proposed_largest_first_and_what_is_not_grouped_is_no_theme(themes, ids):
    themes.save_run(a_run("run", [ids[:2], ids[3:9]], patterns={1: "PAT_07"}, ungrouped=ids[9:]))
    rows = themes.themes(LOCAL_VIEWER)
    assert [(row.topic, row.observations, row.organisations, row.pattern) for row in rows] == [
        (1, 6, 2, "PAT_07"),
        (0, 2, 1, None),
    ]
    assert {row.status for row in rows} == {ThemeStatus.PROPOSED}
    assert len({row.id for row in rows}) == 2


def test_two_topics_of_one_pattern_are_two_themes(themes, ids):
    themes.save_run(a_run("run", [ids[:2], ids[3:9]], patterns={0: "PAT_07", 1: "PAT_07"}))
    assert len({row.id for row in themes.themes(LOCAL_VIEWER)}) == 2


def test_an_assignment_whose_observation_is_gone_is_passed_over(themes, ids):
    themes.save_run(a_run("run", [[*ids[:2], "obs_gone"]]))
    assert [item.observation_id for item in themes.latest_run().assignments] == ids[:2]
    assert [row.observations for row in themes.themes(LOCAL_VIEWER)] == [2]


def test_a_decision_keeps_its_identifier_title_and_place_over_runs(themes, ids):
    themes.save_run(a_run("one", [ids[:6], ids[6:]]))
    chosen = next(row for row in themes.themes(LOCAL_VIEWER) if row.topic == 0)
    themes.decide(LOCAL_VIEWER, chosen.id, ThemeStatus.ACCEPTED, title="Waiting in the dark")
    themes.save_run(a_run("two", [ids[6:], ids[1:6]], ungrouped=ids[:1]))
    row = next(row for row in themes.themes(LOCAL_VIEWER) if row.id == chosen.id)
    assert (row.title, row.status, row.topic, row.observations) == (
        "Waiting in the dark",
        ThemeStatus.ACCEPTED,
        1,
        5,
    )
    assert len(themes.themes(LOCAL_VIEWER)) == 2


def test_a_decision_on_a_pattern_follows_the_pattern_wherever_its_evidence_goes(themes, ids):
    themes.save_run(a_run("one", [ids[:6]], patterns={0: "PAT_07"}))
    (chosen,) = themes.themes(LOCAL_VIEWER)
    themes.decide(LOCAL_VIEWER, chosen.id, ThemeStatus.REJECTED)
    themes.save_run(a_run("two", [ids[:6], ids[6:]], patterns={1: "PAT_07"}))
    decided = {row.topic: row.status for row in themes.themes(LOCAL_VIEWER)}
    assert decided == {0: ThemeStatus.PROPOSED, 1: ThemeStatus.REJECTED}


def test_a_theme_that_the_latest_run_scatters_stays_with_the_evidence_it_had(themes, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (chosen,) = themes.themes(LOCAL_VIEWER)
    themes.decide(LOCAL_VIEWER, chosen.id, ThemeStatus.ACCEPTED)
    themes.save_run(a_run("two", [[*ids[:3], ids[6]], [*ids[3:6], ids[7]]]))
    row = next(row for row in themes.themes(LOCAL_VIEWER) if row.id == chosen.id)
    assert (row.topic, row.observations) == (UNGROUPED, 6)
    themes.decide(LOCAL_VIEWER, chosen.id, ThemeStatus.REJECTED)
    row = next(row for row in themes.themes(LOCAL_VIEWER) if row.id == chosen.id)
    assert (row.status, row.observations) == (ThemeStatus.REJECTED, 6)


def test_a_decision_can_be_taken_back(themes, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    before = themes.themes(LOCAL_VIEWER)
    themes.decide(LOCAL_VIEWER, before[0].id, ThemeStatus.REJECTED, title="Not this")
    themes.decide(LOCAL_VIEWER, before[0].id, ThemeStatus.PROPOSED)
    assert themes.themes(LOCAL_VIEWER) == before


def test_a_decision_on_what_a_viewer_may_not_see_is_not_found(themes, ids):
    themes.save_run(a_run("one", [ids[:6]]))
    (row,) = themes.themes(LOCAL_VIEWER)
    with pytest.raises(NotFound):
        themes.decide(a_viewer(), "th_unknown", ThemeStatus.ACCEPTED)
    themes.decide(a_viewer(), row.id, ThemeStatus.ACCEPTED)
    assert [row.status for row in themes.themes(LOCAL_VIEWER)] == [ThemeStatus.ACCEPTED]
