"""One ranking out of two: by meaning, joined by words where the words are telling.

A fixed mixture fails: everyday questions share only common words with the passages that answer them, and every
weight given to those words pushes the answers down; a claim or a reference that names its subject is found better by
its words. How well the best passage covers the query's words tells the two apart, so words count as far as it does.
"""

from collections.abc import Sequence

from domain.search import Hit, best_first

CHANCE_SHARE, TELLING_SHARE = 0.18, 0.22
"""Up to the first, the best passage shares common words only; from the second on, words are trusted fully.

Both were chosen on the sets that benchmarks/bench_search.py measures, 30 everyday questions among them.
"""

SPREAD = 0.045
"""How far shares are brought to scatter over all texts: about half as far as cosines do.

Chosen on the training claims of SciFact."""
LEAST_WEIGHT, MOST_WEIGHT = 0.5, 3.0


def weight_of_words(spread: float) -> float:
    """Return what a share counts, where shares have this standard deviation over all texts."""
    return min(MOST_WEIGHT, max(LEAST_WEIGHT, SPREAD / spread)) if spread > 0 else LEAST_WEIGHT


def fuse(semantic: Sequence[Hit], lexical: Sequence[Hit], *, limit: int, weight: float = 1.0) -> list[Hit]:
    """Return at most ``limit`` hits of both lists, best first; ties by identifier.

    ``semantic`` scores are cosine similarities; ``lexical`` ones are the share, in [0, 1], of the most that a passage
    could weigh for the query's words. A hit's score is its cosine, plus its share times ``weight`` and the trust
    in words. A passage that only its words found is taken to be as near as the last one that meaning found.
    """
    trust = _trust(max((hit.score for hit in lexical), default=0.0))
    if semantic and not trust:
        return sorted(semantic, key=best_first)[:limit]
    floor = min((hit.score for hit in semantic), default=0.0)
    nearness = {hit.id: hit.score for hit in semantic}
    # Where meaning found nothing at all, words are what there is.
    share = {hit.id: (trust * weight if semantic else 1.0) * hit.score for hit in lexical}
    fused = [
        Hit(id=found, score=nearness.get(found, floor) + share.get(found, 0.0))
        for found in nearness.keys() | share.keys()
    ]
    return sorted(fused, key=best_first)[:limit]


def _trust(best_share: float) -> float:
    return min(1.0, max(0.0, (best_share - CHANCE_SHARE) / (TELLING_SHARE - CHANCE_SHARE)))
