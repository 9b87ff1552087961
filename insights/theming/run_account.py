"""An account of a run of the topic model: what moved since the run before, how well both agree, and a map."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.insights import UNGROUPED, Topic, TopicRun
from domain.runs import MOST_POINTS, MapPoint, RunAccount, TopicChange
from insights.theming.grouping import unit_rows

if TYPE_CHECKING:
    from domain.ports import Floats, Matrix

_FEWEST_ON_A_MAP = 3
_SPREAD = 0.9
"""How far the members of a topic reach towards the nearest other topic's place, as a share of half the way."""
_FEWEST_TO_UNFOLD = 8
"""So many topics are laid out by t-SNE; fewer lie well enough by their two widest directions."""
_MOST_LAID_OUT_EXACTLY = 1_000
"""Among so few, t-SNE's approximation takes twice as long as what it approximates."""
_FARTHEST = 2.5
_LAYOUT_SEED = 1


def agreement_of(run: TopicRun, before: TopicRun | None) -> tuple[float | None, int]:
    """Return the adjusted mutual information of two runs, None for nothing shared, and how many observations are."""
    moves = _moves(run, before)
    return _agreement([old for old, _ in moves], [new for _, new in moves]), len(moves)


def account_of(run: TopicRun, before: TopicRun | None, ids: Sequence[str], vectors: "Matrix") -> RunAccount:
    """Return the account of a run, from the vectors (n, d) of the observations ``ids``. Same input, same map."""
    topic_now = {item.observation_id: item.topic for item in run.assignments}
    agreement, shared = agreement_of(run, before)
    return RunAccount(
        run=run,
        changes=_changes(run, before, _moves(run, before)) if before else (),
        agreement=agreement,
        shared=shared,
        points=_points(topic_now, ids, vectors),
    )


def _moves(run: TopicRun, before: TopicRun | None) -> list[tuple[int, int]]:
    """Return the topic in the run before and the one now of each observation that both have, by identifier."""
    topic_now = {item.observation_id: item.topic for item in run.assignments}
    topic_before = {item.observation_id: item.topic for item in before.assignments} if before else {}
    return [(topic_before[one], topic_now[one]) for one in sorted(topic_now.keys() & topic_before.keys())]


def _agreement(before: Sequence[int], now: Sequence[int]) -> float | None:
    if not now:
        return None
    from sklearn.metrics import adjusted_mutual_info_score

    return round(float(adjusted_mutual_info_score(before, now)), 3)


def _changes(run: TopicRun, before: TopicRun, moves: Sequence[tuple[int, int]]) -> tuple[TopicChange, ...]:
    """Return each topic beside what it was: that of its pattern, else the one with more than half of its observations.

    More than half is of those that both runs have, and holds both ways round, so that a topic has one ancestor.
    """
    grouped = [move for move in moves if UNGROUPED not in move]
    both, of_before, of_now = Counter(grouped), Counter(old for old, _ in moves), Counter(new for _, new in moves)
    kept = {new: old for (old, new), count in both.items() if 2 * count > max(of_before[old], of_now[new])}
    older = {topic.number: topic for topic in before.topics if topic.number != UNGROUPED}
    by_pattern = {topic.pattern: topic.number for topic in older.values() if topic.pattern is not None}
    changes, known = [], set()
    for topic in _groups(run):
        number = by_pattern.get(topic.pattern) if topic.pattern else kept.get(topic.number)
        known.add(number)
        changes.append(TopicChange(now=topic, before=older.get(number) if number is not None else None))
    gone = [TopicChange(now=None, before=topic) for number, topic in older.items() if number not in known]
    return (*changes, *gone)


def _groups(run: TopicRun) -> list[Topic]:
    return [topic for topic in run.topics if topic.number != UNGROUPED]


def _points(topics: dict[str, int], ids: Sequence[str], vectors: "Matrix") -> tuple[MapPoint, ...]:
    """Return where grouped observations lie: each topic near to those like it, its members about its place.

    What is not grouped has no place. Identifiers are digests, so the first of them in order are a fair draw.
    """
    import numpy as np

    rows = [row for row, one in enumerate(ids) if topics.get(one, UNGROUPED) != UNGROUPED]
    rows = sorted(rows, key=lambda row: ids[row])[:MOST_POINTS]
    if len(rows) < _FEWEST_ON_A_MAP:
        return ()
    units = unit_rows(np.asarray(vectors, dtype=np.float64)[rows])
    members: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        members[topics[ids[row]]].append(place)
    numbers = sorted(members)
    centres = unit_rows(np.stack([units[members[number]].mean(axis=0) for number in numbers]))
    middles = _laid_out(centres)
    places = np.empty((len(rows), 2))
    for number, middle, room in zip(numbers, middles, _room(middles), strict=True):
        places[members[number]] = middle + room * _scattered(units[members[number]])
    places = (places - places.min(axis=0)) / np.maximum(np.ptp(places, axis=0), 1e-9)
    return tuple(
        MapPoint(
            observation_id=ids[row], topic=topics[ids[row]], across=round(float(at[0]), 4), down=round(float(at[1]), 4)
        )
        for row, at in zip(rows, places, strict=True)
    )


def _laid_out(centres: "Floats") -> "Floats":
    """Return a place (k, 2) for each topic's middle (k, d), like ones near to each other."""
    if len(centres) < _FEWEST_TO_UNFOLD:
        return _widest(centres)
    from sklearn.manifold import TSNE

    model = TSNE(
        perplexity=min(15.0, (len(centres) - 1) / 3),
        metric="cosine",
        init="random",
        random_state=_LAYOUT_SEED,
        method="exact" if len(centres) <= _MOST_LAID_OUT_EXACTLY else "barnes_hut",
    )
    places: Floats = model.fit_transform(centres)
    return places


def _widest(rows: "Floats") -> "Floats":
    """Return the rows (n, d) along the two directions (n, 2) in which they differ most; signs are fixed."""
    import numpy as np

    apart = rows - rows.mean(axis=0)
    _, _, directions = np.linalg.svd(apart, full_matrices=False)
    directions = directions[:2]
    strongest = directions[np.arange(len(directions)), np.abs(directions).argmax(axis=1)]
    flat = apart @ (directions * np.sign(strongest)[:, None]).T
    return np.pad(flat, ((0, 0), (0, 2 - flat.shape[1])))


def _scattered(rows: "Floats") -> "Floats":
    """Return the members of a topic (n, d) about the origin (n, 2), none farther from it than 1."""
    import numpy as np

    flat = _widest(rows)
    spread = flat.std(axis=0)
    flat = np.divide(flat, _FARTHEST * spread, out=np.zeros_like(flat), where=spread > 1e-9)
    held: Floats = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1.0)
    return held


def _room(middles: "Floats") -> "Floats":
    """Return how far (k) the members of each topic may lie from its place, so that topics do not run together."""
    import numpy as np

    if len(middles) < 2:
        return np.ones(len(middles))
    apart = np.linalg.norm(middles[:, None] - middles[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    room: Floats = _SPREAD * apart.min(axis=1) / 2
    return room
