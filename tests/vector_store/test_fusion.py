import itertools

from domain.search import Hit
from vector_store.fusion import LEAST_WEIGHT, MOST_WEIGHT, fuse, weight_of_words


def hits(**scores):
    return [Hit(id=name, score=score) for name, score in sorted(scores.items(), key=lambda one: -one[1])]


def names(found):
    return [hit.id for hit in found]


def test_without_word_matches_the_order_is_that_of_meaning():
    semantic = hits(a=0.7, b=0.5, c=0.2)
    assert fuse(semantic, [], limit=3) == semantic


def test_without_meaning_the_order_is_that_of_words():
    assert names(fuse([], hits(a=0.9, b=0.6, c=0.3), limit=3)) == ["a", "b", "c"]


def test_nothing_found_by_either_is_nothing():
    assert fuse([], [], limit=5) == []


def test_a_full_match_of_words_lifts_a_passage_above_a_little_nearer_one():
    assert names(fuse(hits(near=0.55, named=0.5), hits(named=0.95), limit=2)) == ["named", "near"]


def test_a_passing_match_of_common_words_changes_nothing():
    assert names(fuse(hits(near=0.55, common=0.5), hits(common=0.1), limit=2)) == ["near", "common"]


def test_a_passage_found_by_words_alone_is_taken_as_far_as_the_last_found_by_meaning():
    fused = fuse(hits(a=0.6, b=0.3), hits(z=1.0), limit=3)
    assert {hit.id: hit.score for hit in fused}["z"] >= 0.3
    assert names(fused)[0] == "z"


def test_equal_scores_come_in_the_order_of_identifiers_and_the_limit_holds():
    assert names(fuse(hits(c=0.5, a=0.5, b=0.5), [], limit=2)) == ["a", "b"]


def test_common_words_bring_in_no_passage_that_meaning_left_out():
    assert names(fuse(hits(near=0.55), hits(stray=0.15), limit=5)) == ["near"]


def test_trust_in_words_grows_without_a_leap():
    def score_of_named(share):
        return {hit.id: hit.score for hit in fuse(hits(named=0.5), hits(named=share), limit=1)}["named"]

    scores = [score_of_named(step / 100) for step in range(101)]
    assert scores == sorted(scores)
    assert max(after - before for before, after in itertools.pairwise(scores)) < 0.07


def test_shares_that_scatter_little_count_more_within_bounds():
    assert weight_of_words(0.01) > weight_of_words(0.03) > weight_of_words(0.2)
    assert weight_of_words(1e-9) == MOST_WEIGHT
    assert weight_of_words(0.0) == LEAST_WEIGHT
