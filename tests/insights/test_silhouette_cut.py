"""Groups that stand apart are found without their number being told."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from insights.theming.silhouette_cut import MOST_GROUPS, best_cut, cut, silhouettes

LONE_MERGES = np.array([[0, 1], [2, 3], [4, 5]])


def clouds(*sizes, spread=0.05):
    """Points about as many far-off places as there are sizes, and which place each belongs to."""
    chance = np.random.default_rng(5)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    places = chance.permutation(np.stack(np.meshgrid(range(4), range(4)), axis=-1).reshape(-1, 2))
    return places[owners] + chance.normal(scale=spread, size=(len(owners), 2)), owners


def nearest(points, count=6):
    return np.argsort(np.linalg.norm(points[:, None] - points[None], axis=2), axis=1)[:, :count]


def found(points):
    return best_cut(points, nearest(points), lambda: None)


@pytest.mark.parametrize("sizes", [(30,) * 10, (80, 40, 30, 25, 20, 20, 15, 15, 12, 10, 9, 8)])
def test_clouds_that_lie_apart_are_each_a_group(sizes):
    points, owners = clouds(*sizes)
    assert adjusted_rand_score(owners, found(points)) == 1.0


def test_there_are_never_more_groups_than_a_reader_can_use():
    points = np.random.default_rng(2).normal(size=(400, 3))
    assert found(points).max() + 1 <= MOST_GROUPS * 20


def test_copies_of_one_point_are_no_error():
    assert len(found(np.zeros((40, 2)))) == 40


def test_a_cut_leaves_as_many_groups_as_asked_numbered_by_their_first_points():
    assert cut(LONE_MERGES, 4).tolist() == [0, 1, 2, 3]
    assert cut(LONE_MERGES, 3).tolist() == [0, 0, 1, 2]
    assert cut(LONE_MERGES, 2).tolist() == [0, 0, 1, 1]


def test_the_silhouette_is_the_usual_one_for_each_cut():
    points, _ = clouds(20, 20, 15, 10, spread=0.4)
    finest = np.arange(len(points)) // 5
    cuts = {13: finest, 5: finest // 3}
    told = silhouettes(points, cuts, lambda: None)
    assert told == pytest.approx({count: silhouette_score(points, labels) for count, labels in cuts.items()})
