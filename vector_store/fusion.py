"""One ranking out of two: by meaning and by words."""

from collections.abc import Sequence

from domain.search import Hit

WORDS_WEIGHT = 0.5
"""What a passage that holds the whole of the query's words adds to its cosine similarity."""


def fuse(semantic: Sequence[Hit], lexical: Sequence[Hit], *, limit: int) -> list[Hit]:
    """Return at most ``limit`` hits of both lists, best first; ties by identifier.

    ``semantic`` scores are cosine similarities; ``lexical`` ones are the share of the query's information that
    the passage's words hold, in [0, 1].
    """
    floor = min((hit.score for hit in semantic), default=0.0)
    meaning = {hit.id: hit.score for hit in semantic}
    words = {hit.id: hit.score for hit in lexical}
    fused = (
        Hit(id=found, score=meaning.get(found, floor) + WORDS_WEIGHT * words.get(found, 0.0))
        for found in meaning.keys() | words.keys()
    )
    return sorted(fused, key=lambda hit: (-hit.score, hit.id))[:limit]
