"""A run of the topic model as somebody sees it who may not see every observation that went into it."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.insights import UNGROUPED, Topic, TopicRun
from insights.grouping import title_of

KEYWORDS = 10
_WORD = re.compile(r"[^\W\d_]{3,}")


def seen_topics(run: TopicRun, seen: Mapping[str, str]) -> TopicRun:
    """Return the run as it shows to whoever sees these observations (texts, by identifier).

    A topic all of whose observations are seen keeps its words. One seen in part gets keywords of the texts that are
    seen, and a title of those keywords unless its pattern gives it one. One of which nothing is seen is left out, and
    so are the run's parameters: they tell how much there is.
    """
    members: dict[int, list[str]] = defaultdict(list)
    hidden: set[int] = set()
    for item in run.assignments:
        if item.observation_id in seen:
            members[item.topic].append(item.observation_id)
        else:
            hidden.add(item.topic)
    if not hidden:
        return run
    spread = _spread([seen[identifier] for ids in members.values() for identifier in ids])
    total = sum(len(ids) for ids in members.values())
    topics = []
    for topic in run.topics:
        if topic.number not in members:
            continue
        texts = [seen[identifier] for identifier in members[topic.number]]
        part = topic.number in hidden and topic.number != UNGROUPED
        topics.append(_retold(topic, texts, spread, total) if part else replace(topic, size=len(texts)))
    return replace(
        run,
        parameters=(),
        topics=tuple(topics),
        assignments=tuple(item for item in run.assignments if item.observation_id in seen),
    )


def _retold(topic: Topic, texts: Sequence[str], spread: Counter[str], total: int) -> Topic:
    keywords = _keywords(texts, spread, total)
    made = title_of(keywords) if keywords else f"A group of {len(texts)} observation" + "s" * (len(texts) != 1)
    return replace(topic, keywords=keywords, title=topic.title if topic.pattern is not None else made, size=len(texts))


def _keywords(texts: Sequence[str], spread: Counter[str], total: int) -> tuple[str, ...]:
    """Return the words that tell these texts from the others, by TF-IDF over texts; ties by the alphabet."""
    own = _spread(texts)
    weights = {word: count * math.log((1 + total) / (1 + spread[word]) + 1) for word, count in own.items()}
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:KEYWORDS])


def _spread(texts: Sequence[str]) -> Counter[str]:
    """Return in how many texts each word stands, stop words left out."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    found: Counter[str] = Counter()
    for text in texts:
        found.update({word.casefold() for word in _WORD.findall(text)} - ENGLISH_STOP_WORDS)
    return found
