"""The account of a run: what moved, how well it agrees with the run before, and a map."""

from dataclasses import replace

import numpy as np
import pytest

from domain.insights import UNGROUPED, Assignment, Topic, TopicRun
from domain.runs import MOST_POINTS
from insights.theming.run_account import account_of


def a_run(topics, *, patterns=None):
    """Return a run of topics, each a list of observations, numbered from 0; what stands under -1 is not grouped."""
    patterns = patterns or {}
    return TopicRun(
        id="run",
        seed=1,
        method="by hand",
        parameters=(),
        versions=(),
        topics=tuple(
            Topic(number=number, title=f"Ferry queue {number}", size=len(ids), pattern=patterns.get(number))
            for number, ids in topics.items()
        ),
        assignments=tuple(
            Assignment(observation_id=one, topic=number) for number, ids in topics.items() for one in ids
        ),
        started_at="2025-01-01T00:00:00",
        seconds=1.0,
    )


def told(run, before=None):
    ids = sorted(item.observation_id for item in run.assignments)
    return account_of(run, before, ids, np.random.default_rng(1).normal(size=(len(ids), 6)))


def moved(account):
    return [(one.now and one.now.number, one.before and one.before.number) for one in account.changes]


def test_a_run_without_one_before_has_nothing_to_compare_with():
    account = told(a_run({0: ["a", "b"], UNGROUPED: ["c"]}))
    assert (account.agreement, account.shared, account.changes) == (None, 0, ())


def test_the_same_groups_under_other_numbers_agree_wholly():
    account = told(a_run({0: ["c", "d"], 1: ["a", "b"]}), a_run({0: ["a", "b"], 1: ["c", "d"]}))
    assert account.agreement == pytest.approx(1.0)
    assert moved(account) == [(0, 1), (1, 0)]


def test_a_topic_that_holds_most_of_one_before_is_the_same_and_tells_how_it_grew():
    account = told(a_run({0: ["a", "b", "c", "new"], 1: ["x", "y"]}), a_run({3: ["a", "b", "c"], 4: ["p", "q"]}))
    assert moved(account) == [(0, 3), (1, None), (None, 4)]
    assert account.changes[0].grown_by == 1
    assert account.shared == 3


def test_a_topic_of_a_pattern_is_known_by_it_even_with_other_observations():
    account = told(
        a_run({0: ["x", "y"]}, patterns={0: "told-again"}), a_run({5: ["a", "b"]}, patterns={5: "told-again"})
    )
    assert moved(account) == [(0, 5)]


def test_a_topic_that_fell_into_halves_is_gone_and_both_halves_are_new():
    account = told(a_run({0: ["a", "b"], 1: ["c", "d"]}), a_run({0: ["a", "b", "c", "d"]}))
    assert moved(account) == [(0, None), (1, None), (None, 0)]


def test_what_was_not_grouped_is_no_topic_that_could_be_gone():
    account = told(a_run({0: ["a", "b", "c"]}), a_run({UNGROUPED: ["a", "b", "c"]}))
    assert moved(account) == [(0, None)]


@pytest.mark.parametrize("topics", [2, 12])
def test_the_map_places_what_is_alike_together_and_is_the_same_each_time(topics):
    middles = np.eye(topics, 16)
    ids = [f"obs_{topic:02}_{nth}" for topic in range(topics) for nth in range(6)]
    vectors = np.repeat(middles, 6, axis=0) + np.random.default_rng(2).normal(scale=0.02, size=(len(ids), 16))
    run = a_run({topic: [one for one in ids if one.startswith(f"obs_{topic:02}")] for topic in range(topics)})
    points = account_of(run, None, ids, vectors).points
    assert points == account_of(run, None, ids, vectors).points
    places = {point.observation_id: np.array([point.across, point.down]) for point in points}
    assert set(places) == set(ids)
    assert all(0 <= value <= 1 for place in places.values() for value in place)
    for one in ids:
        nearest = min(
            (other for other in ids if other != one), key=lambda other: np.linalg.norm(places[one] - places[other])
        )
        assert nearest[:6] == one[:6]


def test_what_is_not_grouped_and_what_has_no_vector_is_on_no_map():
    run = a_run({0: ["a", "b", "c", "d"], UNGROUPED: ["e"]})
    account = account_of(run, None, ["a", "b", "c", "e"], np.eye(4))
    assert {point.observation_id for point in account.points} == {"a", "b", "c"}


def test_a_map_shows_no_more_points_than_it_may():
    ids = [f"obs_{number:05}" for number in range(MOST_POINTS + 7)]
    run = replace(a_run({0: ids}), topics=())
    assert len(account_of(run, None, ids, np.random.default_rng(3).normal(size=(len(ids), 4))).points) == MOST_POINTS
