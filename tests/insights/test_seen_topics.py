"""What of a run shows to somebody who may not see all that went into it. Every text here is invented."""

from dataclasses import replace

from domain.insights import UNGROUPED, Assignment, ThemeRow, ThemeStatus, Topic, TopicRun
from insights.theming.seen_topics import seen_groups, seen_topics

TEXTS = {
    "obs_1": "Skippers waited weeks for their mooring letter.",
    "obs_2": "The mooring letter came after weeks.",
    "obs_3": "Quartzine inspectors lost the mooring letter.",
    "obs_4": "Divers retype the tide table.",
    "obs_5": "Nobody knows.",
}
RUN = TopicRun(
    id="run_1",
    seed=1,
    method="few",
    parameters=(("observations", "5"),),
    versions=(),
    topics=(
        Topic(number=UNGROUPED, title="Not grouped", size=1),
        Topic(number=0, title="Quartzine, mooring, letter", keywords=("quartzine", "mooring", "letter"), size=3),
        Topic(number=1, title="Divers, tide", keywords=("divers", "tide"), size=1),
    ),
    assignments=tuple(
        Assignment(observation_id=name, topic=topic) for name, topic in zip(TEXTS, (0, 0, 0, 1, UNGROUPED), strict=True)
    ),
    started_at="2025-01-01T00:00:00",
    seconds=0.1,
)


def seen(*ids):
    return {name: TEXTS[name] for name in ids}


def test_whoever_sees_all_of_it_sees_the_run_as_it_is():
    assert seen_topics(RUN, TEXTS) == RUN


def test_a_topic_seen_in_part_is_told_in_words_of_what_is_seen():
    told = seen_topics(RUN, seen("obs_1", "obs_2", "obs_4", "obs_5"))
    topic = next(topic for topic in told.topics if topic.number == 0)
    assert "quartzine" not in (topic.title + " ".join(topic.keywords)).casefold()
    assert {"mooring", "letter", "weeks"} <= set(topic.keywords)
    assert (topic.size, len(told.assignments), told.parameters) == (2, 4, ())


def test_a_topic_that_is_seen_whole_keeps_its_words():
    told = seen_topics(RUN, seen("obs_1", "obs_4"))
    assert next(topic for topic in told.topics if topic.number == 1) == RUN.topics[2]


def test_a_topic_of_which_nothing_is_seen_is_not_there():
    assert [topic.number for topic in seen_topics(RUN, seen("obs_1")).topics] == [0]
    assert seen_topics(RUN, {}).topics == ()


def test_a_topic_of_a_pattern_keeps_the_patterns_title_and_no_hidden_keyword():
    guided = replace(RUN.topics[1], pattern="PAT_01", title="Letters come late")
    run = replace(RUN, topics=(RUN.topics[0], guided, RUN.topics[2]))
    topic = next(topic for topic in seen_topics(run, seen("obs_1")).topics if topic.number == 0)
    assert (topic.title, "quartzine" in topic.keywords) == ("Letters come late", False)


def test_texts_without_a_telling_word_are_a_group_of_so_many():
    run = replace(RUN, assignments=(*RUN.assignments, Assignment(observation_id="obs_6", topic=0)))
    topic = seen_topics(run, {"obs_6": "It is what it is."}).topics[0]
    assert topic.title == "A group of 1 observation"


def a_row(members, *, title="Harbour gate", keywords=("harbour", "gate"), **fields):
    return ThemeRow(
        id="th_1",
        title=title,
        keywords=keywords,
        status=ThemeStatus.ACCEPTED,
        topic=0,
        pattern=None,
        observations=len(members),
        organisations=1,
        members=tuple(members),
        decided_at="2025-01-01T00:00:00+00:00",
        **fields,
    )


SEEN = {"a": "The harbour gate was shut.", "b": "Nobody opened the gate of the harbour."}


def test_a_theme_seen_whole_keeps_its_words():
    row = a_row(SEEN)
    assert seen_groups([row], SEEN) == [row]


def test_a_theme_that_was_decided_on_with_other_words_is_told_in_those_that_are_seen():
    [told] = seen_groups([a_row(SEEN, title="Zyxwquorum", keywords=("zyxwquorum", "gate"))], SEEN)
    assert "zyxwquorum" not in f"{told.title} {told.keywords}".casefold()
    assert "gate" in told.keywords


def test_a_title_that_a_person_gave_stays_where_a_theme_is_seen_in_part():
    [told] = seen_groups([a_row(SEEN, title="Shut out", is_whole=False, title_is_own=True)], SEEN)
    assert told.title == "Shut out"
