import numpy as np

from insights.theming.central import Centres

IDS = ["a", "b", "c", "d"]
VECTORS = np.array([[1, 0], [0.8, 0.6], [0, 1], [0.6, 0.8]], dtype=np.float32)


def test_the_most_central_comes_first_and_what_has_no_vector_last():
    centres = Centres({"one": ("c", "b", "a", "unknown"), "none": ("unknown",)}, IDS, VECTORS)
    assert centres.by_centrality("one") == ["b", "a", "c", "unknown"]
    assert centres.by_centrality("none") == ["unknown"]


def test_groups_with_nearly_the_same_mean_are_near_twins_both_ways():
    centres = Centres({"one": ("b",), "two": ("d",), "far": ("a",), "none": ()}, IDS, VECTORS)
    twins = centres.near_twins(0.9)
    assert [name for name, _ in twins["one"]] == ["two"]
    assert [name for name, _ in twins["two"]] == ["one"]
    assert twins["far"] == twins["none"] == []


def test_nothing_has_no_centre_and_no_twin():
    centres = Centres({"one": ("a",)}, [], np.zeros((0, 0), dtype=np.float32))
    assert centres.by_centrality("one") == ["a"]
    assert centres.near_twins() == {"one": []}
    assert Centres({}, IDS, VECTORS).near_twins() == {}
