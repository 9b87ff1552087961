"""One voice each: what one organisation says again is not counted again, however much of it there is. All invented."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.sharing import evidence_choice, likeness
from insights.sharing.evidence_choice import (
    SAME_WORDS,
    VARIETY,
    Candidate,
    Vectors,
    by_organisation,
    in_reading_order,
    one_voice_each,
)
from insights.sharing.rulings import words_of
from insights.sharing.told_of import NOTHING_KNOWN, ToldOf
from tests.insights.coded_evidence import evidence_of
from tests.insights.test_likeness import vectors

HARBOUR, CANAL = "Harbour Office", "Canal Board"


def candidates_of(items):
    return [Candidate(evidence=item, strength=0.6) for item in items]


def along(items, angles):
    """Return vectors of length 1 at these angles: those nearer than some 0.4 say nearly the same."""
    matrix = np.array([(np.cos(angle), np.sin(angle)) for angle in angles], dtype=np.float32)
    return Vectors([item.id for item in items], matrix)


def by_pairs(members, vectors):
    """Return what is kept, each compared with each that was kept."""
    kept = []
    for member in members:
        item = member.evidence
        for other in (each.evidence for each in kept):
            one, two = vectors.of([item, other])
            same = item.independent_study == other.independent_study or item.researched_by == other.researched_by
            if words_of(item) == words_of(other) or (one @ two >= SAME_WORDS and same):
                break
        else:
            kept.append(member)
    return kept


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("xyz"), st.integers(0, 12)), max_size=20))
def test_what_is_kept_is_the_same_however_many_are_compared_at_once(said):
    items = [
        evidence_of(f"Boats wait at gate {word}.", f"Body {body}", study=f"Study {place % 4}")
        for place, (word, body, _) in enumerate(said)
    ]
    vectors = along(items, [0.3 * angle for _, _, angle in said])
    expected = by_pairs(candidates_of(items), vectors)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence_choice, "_AT_ONCE", 3)
        assert one_voice_each(candidates_of(items), vectors) == expected


@given(st.integers(0, 10_000), st.sampled_from([0.2, 0.5, 3.0]))
def test_what_is_kept_of_many_is_the_same_as_by_pairs(seed, apart):
    matrix = vectors(seed, count=60, apart=apart)
    places = np.random.default_rng(seed).integers(0, 3, (60, 2)).tolist()
    items = [
        evidence_of(f"Boats wait at gate {at % 50}.", f"Body {body}", study=f"Study {study}")
        for at, (body, study) in enumerate(places)
    ]
    table = Vectors([item.id for item in items], matrix)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence_choice, "_AT_ONCE", 7)
        patch.setattr(likeness, "_FEWEST_TO_SHORTEN", 1)
        patch.setattr(likeness, "_SHORT", 4)
        assert one_voice_each(candidates_of(items), table) == by_pairs(candidates_of(items), table)


def one_by_one(members, matrix):
    """Return the order in which each place is given by comparing all that are left with all that stand before."""
    left, order = list(range(len(members))), []
    while left:
        likeness_to = {at: max((float(matrix[at] @ matrix[each]) for each in order), default=0.0) for at in left}
        order.append(min(left, key=lambda at: (VARIETY * max(likeness_to[at], 0.0) - members[at].strength, at)))
        left.remove(order[-1])
    return [members[at] for at in order]


@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.05, 0.5]), st.integers(0, 50))
def test_the_reading_order_is_that_of_comparing_all_with_all(seed, spread, count):
    matrix, random = vectors(seed, count=count), np.random.default_rng(seed)
    items = sorted((evidence_of(f"Boats wait at gate {at}.") for at in range(count)), key=lambda item: item.id)
    members = [Candidate(evidence=item, strength=0.5 + spread * random.random()) for item in items]
    table = Vectors([item.id for item in items], matrix)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence_choice, "_PLACES_AT_ONCE", 4)
        found = in_reading_order({HARBOUR: members}, table) if members else ()
    assert [fit.evidence for fit in found] == [member.evidence for member in one_by_one(members, matrix)]


def test_no_members_are_no_voices():
    assert one_voice_each([], Vectors([], np.zeros((0, 0), dtype=np.float32))) == []


def test_thousands_of_members_need_no_likeness_of_each_to_each_at_once():
    items = [evidence_of(f"Boats wait at gate {number}.") for number in range(6000)]
    members, vectors = candidates_of(items), Vectors([], np.zeros((0, 2), dtype=np.float32))
    tracemalloc.start()
    assert len(one_voice_each(members, vectors)) == len(items)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < len(items) ** 2


def test_sentences_that_name_nobody_are_compared_once_for_each_organisation(monkeypatch):
    calls = []

    def counted(members, vectors):
        calls.append(len(members))
        return list(members)

    monkeypatch.setattr(evidence_choice, "one_voice_each", counted)
    own = [evidence_of(f"Boats wait at gate {number}.") for number in range(2)]
    files = [
        evidence_of(f"Crews wait at lock {number}.", CANAL, also_about=(HARBOUR,), stated=(CANAL, HARBOUR))
        for number in range(40)
    ]
    none = Vectors([], np.zeros((0, 2), dtype=np.float32))
    assert {
        name: len(own) for name, own in by_organisation(candidates_of(files), ToldOf(NOTHING_KNOWN), none).items()
    } == {CANAL: 40}
    assert calls == [40]
    calls.clear()
    by_organisation(candidates_of([*own, *files]), ToldOf(NOTHING_KNOWN), none)
    assert calls == [2, 42]
