"""One ranking out of two: by meaning, corrected by words where the words are telling.

A fixed mixture fails: everyday questions share only common words with the passages that answer them, and every
weight given to those words pushes the answers down; a claim or a reference that names its subject is found better by
its words. So the words of a passage count only as far as they hold more than a chance share of what the query says.
"""

from collections.abc import Sequence

from domain.search import Hit

CHANCE_SHARE = 0.2
"""The share of a query's word weight that passages reach by common words alone: below it, words say nothing."""

WORDS_WEIGHT = 0.8
"""What each further share adds to the cosine similarity."""


def fuse(semantic: Sequence[Hit], lexical: Sequence[Hit], *, limit: int) -> list[Hit]:
    """Return at most ``limit`` hits of both lists, best first; ties by identifier.

    ``semantic`` scores are cosine similarities; ``lexical`` ones are the share, in [0, 1], of the most that a passage
    could weigh for the query's words. A hit's score is its cosine, plus 0.8 for each share above 0.2. A passage that
    only its words found is taken to be as near as the last one that meaning found.
    """
    floor = min((hit.score for hit in semantic), default=0.0)
    nearness = {hit.id: hit.score for hit in semantic}
    bonus = {hit.id: WORDS_WEIGHT * max(0.0, hit.score - CHANCE_SHARE) for hit in lexical}
    fused = (
        Hit(id=found, score=nearness.get(found, floor) + bonus.get(found, 0.0))
        for found in nearness.keys() | bonus.keys()
    )
    return sorted(fused, key=lambda hit: (-hit.score, hit.id))[:limit]
