"""How far what is found answers a question: how near the nearest are, and which of its words they have."""

from collections.abc import Sequence

from domain.ports import AskedWords
from domain.search import Hit, Known

NEAREST, ONE_OF = 10, 20
"""How many of the nearest are looked at: one passage may be near by chance, ten hardly are. Of few observations one in
so many is, at least one: among twenty hardly any is near by chance, and ten would be half of all."""
OF_STRANGE_WORDS = 0.15
"""What it costs, in nearness, when all of a question's weight lies on words that hardly anything has."""
SOMETHING, ENOUGH = 0.325, 0.385
"""Below the first nothing is known of a question; from the second on it can count as answered.

Chosen on every other question that benchmarks/bench_search.py asks of the real notes: the first so that few of those
that the notes answer fall below it; half of them reach the second.
"""
MOST_OF_IT, FURTHER, ITS_POINT, TOGETHER_IN_ONE = 0.5, 20, 1 / 3, 1 / 3
"""To be answered so much of a question's words, by weight, has to stand in the nearest, and no word that weighs the
third share may be lacking in the second number of them: what is near may be of the same field and about something else
("Why do they print applications?" among all that is said of applications). Chosen on ten questions
that were read out, with those of benchmarks/bench_search.py in view. And one of the second number has to have the last
share of them by itself: the words of "identity cards" stand far apart in notes on identity checks and on cards.
"""
TELLING_SHARE = 0.4
"""From this share of a question's words in one observation on, the words alone are something; and the answer, where
meaning finds something too."""
TOGETHER = 1.7
"""From this sum on of nearness and share of words, each over its limit, a question of common words counts as partly
answered: short ones ("What makes people wait?") fall just under both limits. Of twenty plain questions that nothing
answers none of common words alone comes above 1.2.
"""


def known(near: Sequence[Hit], words: Sequence[Hit], asked: Sequence[AskedWords]) -> Known:
    """Return how far a question is answered.

    ``near`` are hits by nearness in [-1, 1] in their surroundings, best first; ``words`` those by words, as shares in
    (0, 1]; ``asked`` are the question's words, and those of its other wordings: the best of them counts.
    """
    share = max((hit.score for hit in words), default=0.0)
    nearest = [hit.score for hit in near[: min(NEAREST, max(1, len(near) // ONE_OF))]]
    strange = min(each.strangeness() for each in asked)
    likeness = sum(nearest) / len(nearest) - OF_STRANGE_WORDS * strange if nearest else -1.0
    if likeness < SOMETHING:
        both = likeness / SOMETHING + share / TELLING_SHARE
        is_partly = share >= TELLING_SHARE or (not strange and both >= TOGETHER)
        return Known.PARTLY if is_partly else Known.NOTHING
    if share >= TELLING_SHARE:
        return Known.ANSWERED
    is_answered = likeness >= ENOUGH and any(_speak_of(each, near) for each in asked)
    return Known.ANSWERED if is_answered else Known.PARTLY


def _speak_of(asked: AskedWords, near: Sequence[Hit]) -> bool:
    """Tell whether the nearest speak of what is asked, and not only of its field."""
    further = asked.agreement(hit.id for hit in near[:FURTHER])
    return (
        asked.agreement(hit.id for hit in near[:NEAREST]).held >= MOST_OF_IT
        and further.lacking < ITS_POINT
        and further.together >= TOGETHER_IN_ONE
    )


def known_by_name(answered: Known, worded: frozenset[str], beside: AskedWords | None) -> Known:
    """Return how far a question is answered of which ``worded`` have the phrase or the code.

    ``answered`` is what nearness and words tell, ``beside`` are its words beside phrases and codes; None: there are
    none, and to be worded so is all that is asked. Else it is at least partly answered, and answered where one of them
    has most of those words, too.
    """
    if not worded:
        return answered
    if beside is None or beside.agreement(worded).together >= MOST_OF_IT:
        return Known.ANSWERED
    return answered if answered.is_something else Known.PARTLY


def close(near: Sequence[Hit]) -> frozenset[str]:
    """Return those whose nearness alone tells that they have to do with what is asked: of many, few are by chance."""
    return frozenset(hit.id for hit in near if hit.score >= ENOUGH)


def counted(found: Sequence[Hit], limit: int, near: Sequence[Hit], words: Sequence[Hit]) -> tuple[str, ...]:
    """Return, in the order of ``found``, its first ``limit`` and what else is near enough or has enough words."""
    enough = {hit.id for hit in near if hit.score >= SOMETHING} | {
        hit.id for hit in words if hit.score >= TELLING_SHARE
    }
    return tuple(hit.id for place, hit in enumerate(found) if place < limit or hit.id in enough)
