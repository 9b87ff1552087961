"""What a model outside answered about proposed evidence, as it is applied when pain points are found."""

from collections.abc import Collection, Iterable

from domain.evidence import Evidence
from domain.insights import Codebook
from domain.readings import Reading, digest_of_words
from insights.sharing.rulings import words_of

LEAST_AS_READ, BY_THE_CHECK = 0.85, 0.1
"""The strength of what a model reads as evidence, and how much of it the second check adds, so that its order stays.

It is above nearly all that the check finds alone, of which three in four are right from 0.7 on, and below what a
person says.
"""


class Readings:
    """Answers that stand, on some evidence; on an observation that is not in it, none.

    One stands that was given of the pattern's words as they are sent today. Equal words are one voice, as with what
    people decide; of two answers the later one holds.
    """

    def __init__(self, read: Collection[Reading], evidence: Iterable[Evidence], codebook: Codebook) -> None:
        asked = {pattern.id: digest_of_words(pattern, codebook) for pattern in codebook.patterns} if read else {}
        standing = [each for each in read if asked.get(each.pattern) == each.asked]
        self._own = {(each.observation_id, each.pattern) for each in standing}
        on = {observation for observation, _ in self._own}
        texts = {item.id: words_of(item) for item in evidence if item.id in on} if on else {}
        self._said = {
            (texts[each.observation_id], each.pattern): each
            for each in sorted(standing, key=lambda each: (each.at, each.observation_id))
            if each.observation_id in texts
        }

    def on(self, item: Evidence, pattern: str) -> Reading | None:
        """Return the answer on an observation and a pattern; None where it was not read."""
        return self._said.get((words_of(item), pattern)) if self._said else None

    def has_its_own(self, item: Evidence, pattern: str) -> bool:
        """Tell whether there is an answer on this very observation, and not only on a copy of its words."""
        return (item.id, pattern) in self._own


def strength_as_read(strength: float) -> float:
    """Return the strength in [0, 1] of what a model reads as evidence, from that by the second check."""
    return LEAST_AS_READ + BY_THE_CHECK * strength
