"""Topic runs: guided by the codebook, repeatable, honest about what stays ungrouped. All sentences are invented."""

import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

from domain.evidence import Coding, Kind
from domain.insights import UNGROUPED
from insights.theming.grouping import STAGES, membership, title_of
from insights.theming.topics import FEWEST_FOR_BERTOPIC, FEWEST_TO_GROUP, BerTopicModeller
from tests.insights.coded_evidence import WordEmbedder, a_codebook, a_pattern, evidence_of

SIGN_IN = ("forgotten password blocks sign-in", "password reset blocks sign-in again", "sign-in password locked")
SUBJECTS = {
    "referral": ("referral", "letter", "clinic", "consultant"),
    "harvest": ("harvest", "barley", "tractor", "acreage"),
    "library": ("library", "borrowed", "shelves", "reading"),
    "ferry": ("ferry", "island", "timetable", "passengers"),
}
FILLERS = ("morning", "quietly", "several", "winter", "noticed", "corner", "together", "yellow", "remark", "seldom")


def a_codebook_on_sign_in():
    return a_codebook(
        a_pattern(1, "Password sign-in blocks people", examples=SIGN_IN),
        a_pattern(2, "Dinosaur fossils crumble", examples=("Fossils crumble in the dinosaur drawer.",)),
    )


def a_corpus(size):
    """Sentences on four subjects and on sign-in, a fifth of them each."""
    chance = np.random.default_rng(7)
    topics = [*SUBJECTS.values(), ("password", "sign-in", "blocks", "people")]
    return [
        evidence_of(
            " ".join([*chance.permutation(topics[n % 5])[:3], *chance.choice(FILLERS, 1), f"case{n:04d}"]),
            study=f"Study {n % 6}",
        )
        for n in range(size)
    ]


def fitted(evidence, seed=3, **arguments):
    embedder = WordEmbedder()
    vectors = embedder.embed([item.text for item in evidence])
    return BerTopicModeller(a_codebook_on_sign_in(), embedder).fit(evidence, vectors, seed=seed, **arguments)


@pytest.fixture(scope="module")
def large():
    evidence = a_corpus(320)
    return evidence, fitted(evidence)


def test_a_known_difficulty_becomes_a_topic_under_its_patterns_title(large):
    _, run = large
    [guided] = [topic for topic in run.topics if topic.pattern]
    assert (guided.pattern, guided.title) == ("PAT_01", "Password sign-in blocks people")
    assert "password" in guided.keywords


def test_what_no_pattern_describes_is_grouped_under_the_words_of_one_of_its_observations(large):
    evidence, run = large
    found = [topic for topic in run.topics if topic.pattern is None and topic.number != UNGROUPED]
    subjects = {frozenset(words & set(topic.keywords)) for topic in found for words in map(set, SUBJECTS.values())}
    mixed = [t for t in found if sum(bool(set(words) & set(t.keywords)) for words in SUBJECTS.values()) > 1]
    assert mixed == []
    assert all(any(word in named for named in subjects) for word in SUBJECTS)
    for topic in found:
        members = {item.observation_id for item in run.assignments if item.topic == topic.number}
        said = topic.title.strip("“…”")
        assert any(said in item.text for item in evidence if item.id in members)


def test_the_words_of_a_difficulty_name_a_topic_before_those_that_are_nearer_to_its_middle():
    evidence = [
        evidence_of(f"barley tractor acreage harvest{n}", coding=Coding(kind=Kind.OTHER, pain_point=0.1))
        for n in range(5)
    ]
    told = [f"barley tractor acreage harvest {word} winter" for word in ("stopped", "ended")]
    evidence += [evidence_of(text, coding=Coding(kind=Kind.PAIN_POINT, pain_point=0.9)) for text in told]
    [topic] = [topic for topic in fitted(evidence).topics if topic.number != UNGROUPED]
    assert topic.title in {f"“{text}”" for text in told}


def test_a_topic_that_tells_no_difficulty_says_so():
    evidence = [
        evidence_of(f"barley tractor acreage harvest{n}", coding=Coding(kind=Kind.POSITIVE, pain_point=0.1))
        for n in range(6)
    ]
    [topic] = [topic for topic in fitted(evidence).topics if topic.number != UNGROUPED]
    assert topic.title.startswith("Mostly praise: ")


def test_every_observation_is_assigned_once_and_the_sizes_add_up(large):
    evidence, run = large
    assert [item.observation_id for item in run.assignments] == [item.id for item in evidence]
    assert {topic.number: topic.size for topic in run.topics} == dict(Counter(a.topic for a in run.assignments))
    assert all(0.0 <= item.probability <= 1.0 for item in run.assignments)


def test_what_umap_compiles_for_a_run_is_kept_for_the_next_process(large):
    from insights.theming.bertopic_model import KEPT_COMPILED

    assert all(function.signatures and function.stats.cache_path for function in KEPT_COMPILED)


def test_the_same_seed_gives_the_same_run(large):
    evidence, run = large
    again = fitted(evidence)
    assert (again.id, again.topics, again.assignments) == (run.id, run.topics, run.assignments)


def test_a_run_records_what_it_takes_to_repeat_it(large):
    _, run = large
    assert run.method == "bertopic"
    assert {"bertopic", "umap-learn", "scikit-learn", "embedder", "codebook"} <= dict(run.versions).keys()
    assert {"umap_n_neighbors", "most_groups", "guided_similarity"} <= dict(run.parameters).keys()
    assert run.seed == 3
    assert run.seconds > 0


def test_observations_unlike_all_others_stay_ungrouped():
    chance = np.random.default_rng(1)
    odd = [evidence_of(f"Oddity{n} {' '.join(f'word{chance.integers(10**6)}' for _ in range(4))}") for n in range(30)]
    run = fitted([*a_corpus(250), *odd])
    alone = {item.id for item in odd}
    ungrouped = [a for a in run.assignments if a.observation_id in alone and a.topic == UNGROUPED]
    assert len(ungrouped) > len(odd) / 2
    assert 0 < run.ungrouped_share < 0.5


def test_a_corpus_that_only_tells_known_difficulties_needs_no_others():
    evidence = [evidence_of(f"Password blocks people, sign-in case{n:04d}") for n in range(FEWEST_FOR_BERTOPIC)]
    run = fitted(evidence)
    assert [topic.pattern for topic in run.topics] == ["PAT_01"]
    assert run.ungrouped_share == 0


def test_a_few_observations_are_grouped_without_chance():
    evidence = a_corpus(60)
    run, other = fitted(evidence, seed=1), fitted(evidence, seed=2)
    assert run.method == "few"
    assert [topic.pattern for topic in run.topics if topic.pattern] == ["PAT_01"]
    assert len([topic for topic in run.topics if topic.number != UNGROUPED]) >= 4
    assert run.assignments == other.assignments


@pytest.mark.parametrize("size", range(FEWEST_TO_GROUP))
def test_fewer_than_five_observations_give_a_run_without_topics(size):
    run = fitted(a_corpus(size))
    assert run.topics == ()
    assert [item.topic for item in run.assignments] == [UNGROUPED] * size


def test_texts_without_a_single_content_word_are_no_error():
    run = fitted([evidence_of(f"{'it was ' * n}", study=str(n)) for n in range(1, 8)])
    assert len(run.assignments) == 7


def test_progress_reaches_its_total(large):
    told = []
    fitted(a_corpus(12), progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_run_can_be_ended_within_a_stage():
    told = []

    def progress(done, _total):
        told.append(done)
        if told.count(done) > 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fitted(a_corpus(FEWEST_FOR_BERTOPIC), progress=progress)
    assert 0 < told[-1] < STAGES


def test_vectors_of_another_number_than_observations_are_a_mistake():
    with pytest.raises(ValueError, match="2 observations"):
        BerTopicModeller(a_codebook(), WordEmbedder()).fit(a_corpus(2), np.zeros((1, 48)), seed=1)


def test_a_title_does_not_repeat_a_word_in_another_form():
    assert title_of(("smoking", "smoked", "clinic", "letters", "fax")) == "Smoking, clinic, letters"
    assert title_of(()) == "Other remarks"


def test_membership_is_highest_in_the_middle_and_nothing_for_the_ungrouped():
    vectors = np.array([[1.0, 0.0], [0.8, 0.6], [1.0, 0.0], [0.0, 1.0]])
    sure = membership(vectors, (0, 0, 0, UNGROUPED))
    assert sure[0] > sure[1]
    assert sure[3] == 0.0


def test_importing_the_topic_model_loads_nothing_heavy():
    heavy = ("bertopic", "umap", "numba", "sklearn")
    code = f"import sys, insights.theming.topics; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
