"""How far what is found answers a question: by how near the nearest are, and by words that nothing has."""

from collections.abc import Sequence

from domain.search import Hit, Known

NEAREST, ONE_OF = 10, 20
"""How many of the nearest are looked at: one passage may be near by chance, ten hardly are. Of few observations one in
so many is, at least one: among twenty hardly any is near by chance, and ten would be half of all."""
OF_STRANGE_WORDS = 0.15
"""What it costs, in nearness, when all of a question's weight lies on words that hardly anything has."""
SOMETHING, ENOUGH = 0.325, 0.385
"""Below the first nothing is known of a question; from the second on it counts as answered.

Chosen on every other question that benchmarks/bench_search.py asks of the real notes: the first so that few of those
that the notes answer fall below it; half of them reach the second.
"""
TELLING_SHARE = 0.4
"""From this share of a question's words in one observation on, the words alone answer it."""
TOGETHER = 1.7
"""From this sum on of nearness and share of words, each over its limit, a question of common words counts as partly
answered: short ones ("What makes people wait?") fall just under both limits. Of twenty plain questions that nothing
answers none of common words alone comes above 1.2.
"""


def known(near: Sequence[Hit], words: Sequence[Hit], *, strange: float) -> Known:
    """Return how far a question is answered.

    ``near`` are hits by nearness in [-1, 1] in their surroundings, best first; ``words`` those by words, as shares in
    (0, 1]; ``strange`` is the share, in [0, 1], of the question's weight on words that hardly any observation has.
    """
    share = max((hit.score for hit in words), default=0.0)
    if share >= TELLING_SHARE:
        return Known.ANSWERED
    nearest = [hit.score for hit in near[: min(NEAREST, max(1, len(near) // ONE_OF))]]
    if not nearest:
        return Known.NOTHING
    likeness = sum(nearest) / len(nearest) - OF_STRANGE_WORDS * strange
    if likeness < SOMETHING:
        both = likeness / SOMETHING + share / TELLING_SHARE
        return Known.PARTLY if not strange and both >= TOGETHER else Known.NOTHING
    return Known.ANSWERED if likeness >= ENOUGH else Known.PARTLY


def counted(found: Sequence[Hit], limit: int, near: Sequence[Hit], words: Sequence[Hit]) -> tuple[str, ...]:
    """Return, in the order of ``found``, its first ``limit`` and what else is near enough or has enough words."""
    enough = {hit.id for hit in near if hit.score >= SOMETHING} | {
        hit.id for hit in words if hit.score >= TELLING_SHARE
    }
    return tuple(hit.id for place, hit in enumerate(found) if place < limit or hit.id in enough)
