"""A run of the topic model as somebody sees it who may not see every observation that went into it."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.insights import UNGROUPED, ThemeRow, Topic, TopicRun
from insights.theming.grouping import title_of

KEYWORDS = 10
_WORD = re.compile(r"[^\W\d_]{3,}")


def seen_topics(run: TopicRun, seen: Mapping[str, str]) -> TopicRun:
    """Return the run as it shows to whoever sees these observations (texts, by identifier).

    A topic all of whose observations are seen keeps its words. One seen in part gets keywords of the texts that are
    seen, and a title of those keywords unless its pattern gives it one. A writer's name stays where all that it was
    made from is seen. A topic of which nothing is seen is left out, and so are the run's parameters: they tell how
    much there is.
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
        told = _retold(topic, texts, spread, total) if part else replace(topic, size=len(texts))
        topics.append(told if told.given is None or told.given.is_for(seen) else replace(told, given=None))
    return replace(
        run,
        parameters=(),
        topics=tuple(topics),
        assignments=tuple(item for item in run.assignments if item.observation_id in seen),
    )


def seen_groups(rows: Sequence[ThemeRow], seen: Mapping[str, str]) -> list[ThemeRow]:
    """Return themes as they show to whoever sees these observations (texts, by identifier), in their order.

    One that is seen in part gets keywords of the texts that are seen, and a title of those unless a person, its
    pattern or a writer gave it one. So does one that was decided on while it held other words: its words are of that
    day.
    """
    texts = {row.id: [seen[member] for member in row.members] for row in rows}
    spread = _spread([text for own in texts.values() for text in own])
    total = sum(len(own) for own in texts.values())
    told = []
    for row in rows:
        is_told = row.is_whole and (not row.decided_at or _tells_only(row, texts[row.id]))
        keywords = row.keywords if is_told else _keywords(texts[row.id], spread, total)
        own = is_told or row.title_is_own or row.pattern is not None or row.given is not None
        told.append(replace(row, keywords=keywords, title=row.title if own else _title(keywords, len(row.members))))
    return told


def _tells_only(row: ThemeRow, texts: Sequence[str]) -> bool:
    """Tell whether the keywords and the title of a theme are words of these texts."""
    titled = () if row.title_is_own or row.pattern is not None or row.given is not None else (row.title,)
    return _spread([" ".join([*row.keywords, *titled])]).keys() <= _spread(texts).keys()


def _title(keywords: tuple[str, ...], size: int) -> str:
    return title_of(keywords) if keywords else f"A group of {size} observation" + "s" * (size != 1)


def _retold(topic: Topic, texts: Sequence[str], spread: Counter[str], total: int) -> Topic:
    keywords = _keywords(texts, spread, total)
    title = topic.title if topic.pattern is not None else _title(keywords, len(texts))
    return replace(topic, keywords=keywords, title=title, size=len(texts))


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
