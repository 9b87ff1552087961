"""Where a text belongs in the end: with a known pattern, its group, another group, or nowhere."""

import numpy as np

from domain.insights import UNGROUPED
from insights.theming.grouping import Guides, unit_rows
from insights.theming.placing import placed

EAST, NORTH, UP, ASIDE = np.eye(4)
NO_GUIDES = Guides(patterns=(), titles=(), vectors=np.zeros((0, 4), dtype=np.float32))


def texts(*mixtures):
    return unit_rows(np.array(mixtures, dtype=np.float64))


def guide(vector):
    return Guides(patterns=("PAT_01",), titles=("Letters come late",), vectors=unit_rows(np.array([vector])))


def loose(about, count):
    """Texts that lean to one side in ways of their own, so that they are like each other, but not closely."""
    chance = np.random.default_rng(4)
    ways = chance.normal(scale=0.45, size=(count, len(about)))
    return list(about + ways)


def test_what_is_close_to_each_other_is_not_cut_up_by_a_pattern():
    units = texts(*[EAST + 0.05 * n * NORTH for n in range(12)])
    result = placed(units, np.zeros(12, dtype=int), guide(EAST + 1.5 * ASIDE))
    assert set(result.labels) == {0}
    assert result.guided == {}


def test_texts_near_to_a_pattern_leave_a_loose_group_for_it():
    towards = [0.8 * EAST + NORTH + 0.2 * n * UP for n in range(-2, 3)]
    units = texts(*loose(EAST, 20), *towards)
    result = placed(units, np.zeros(25, dtype=int), guide(NORTH + 0.4 * EAST))
    [(label, place)] = result.guided.items()
    assert place == 0
    assert set(result.labels[20:]) == {label}


def test_fewer_texts_than_make_a_topic_are_not_taken_by_a_pattern():
    units = texts(*[EAST] * 10, *[NORTH] * 3)
    result = placed(units, np.array([0] * 10 + [1] * 3), guide(NORTH))
    assert result.guided == {}
    assert set(result.labels[10:]) == {UNGROUPED}


def test_a_text_unlike_its_group_joins_the_one_it_is_like_and_else_stays_ungrouped():
    units = texts(*[EAST] * 10, *[NORTH] * 10, NORTH + 0.2 * UP, ASIDE)
    result = placed(units, np.array([0] * 10 + [1] * 10 + [0, 0]), NO_GUIDES)
    assert result.labels.tolist() == [0] * 10 + [1] * 10 + [1, UNGROUPED]
