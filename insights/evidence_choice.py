"""Which observations are evidence for a difficulty, how well each fits, and in what order a reader meets them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.evidence import Evidence, Kind
from domain.insights import UNGROUPED, Codebook, Fit, TopicRun
from domain.text import fold

if TYPE_CHECKING:
    from domain.ports import Matrix

SURE_DIFFICULTY = 0.5
"""The probability of telling an existing difficulty from which an observation is taken as evidence."""
LEAST_FIT = 0.35
"""Below this an observation is no evidence for a pattern."""
VERY_GOOD_FIT = 0.7
"""From this on one sentence is enough for an organisation to count."""
FEWEST_SENTENCES = 2
"""How many sentences of lesser fit make an organisation count."""
SAME_WORDS = 0.92
"""The cosine from which two sentences say the same in nearly the same words: the better one is shown."""
VARIETY = 0.3
"""How much likeness to sentences already listed costs against fit."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An observation that tells a difficulty: the pattern it fits best, or None, and its fit in [0, 1]."""

    evidence: Evidence
    pattern: str | None
    topic: int
    fit: float


class Vectors:
    """Vectors by observation; an observation without one is like nothing."""

    def __init__(self, ids: Sequence[str], matrix: "Matrix") -> None:
        self._rows = {identifier: row for row, identifier in enumerate(ids)}
        self._matrix = matrix

    def of(self, evidence: Sequence[Evidence]) -> "Matrix":
        """Return the vectors (n, d) of ``evidence``, in its order."""
        import numpy as np

        width = self._matrix.shape[1] if self._matrix.ndim == 2 else 0
        found = np.zeros((len(evidence), width), dtype=np.float32)
        for place, item in enumerate(evidence):
            row = self._rows.get(item.id)
            if row is not None:
                found[place] = self._matrix[row]
        return found


def candidates(evidence: Iterable[Evidence], *, codebook: Codebook, run: TopicRun | None) -> list[Candidate]:
    """Return what tells an existing difficulty, each sentence once, the best first; ties by identifier."""
    topics = {item.observation_id: item.topic for item in run.assignments} if run else {}
    guided = {topic.number: topic.pattern for topic in run.topics} if run else {}
    known = {pattern.id for pattern in codebook.patterns}
    found = []
    for item in evidence:
        if not _tells_a_difficulty(item):
            continue
        topic = topics.get(item.id, UNGROUPED)
        pattern, fit = _best_pattern(item, known)
        found.append(Candidate(evidence=item, pattern=pattern, topic=topic, fit=fit))
    found.sort(key=lambda candidate: (-candidate.fit, candidate.evidence.id))
    return _each_sentence_once(found)


def _tells_a_difficulty(item: Evidence) -> bool:
    coding = item.coding
    return coding is not None and coding.kind is Kind.PAIN_POINT and coding.pain_point >= SURE_DIFFICULTY


def _best_pattern(item: Evidence, known: set[str]) -> tuple[str | None, float]:
    fits = [fit for fit in item.coding.patterns if fit.pattern in known] if item.coding else []
    if not fits:
        return None, 0.0
    return fits[0].pattern, fits[0].fit


def _each_sentence_once(found: Sequence[Candidate]) -> list[Candidate]:
    kept: dict[str, Candidate] = {}
    for candidate in found:
        kept.setdefault(fold(candidate.evidence.text).casefold(), candidate)
    return list(kept.values())


def by_organisation(found: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Return the candidates of each organisation that counts, by the organisation the evidence is about.

    An organisation counts with two sentences, or one that fits very well: one stray sentence shares nothing.
    """
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        for name in candidate.evidence.organisations or (candidate.evidence.organisation,):
            groups[name].append(candidate)
    return {name: members for name, members in sorted(groups.items()) if _counts(members)}


def _counts(members: Sequence[Candidate]) -> bool:
    return len(members) >= FEWEST_SENTENCES or any(member.fit >= VERY_GOOD_FIT for member in members)


def in_reading_order(groups: Mapping[str, Sequence[Candidate]], vectors: Vectors) -> tuple[Fit, ...]:
    """Return all evidence, best first in each organisation and organisations in turn, without near-repeats."""
    columns = {name: _varied(members, vectors) for name, members in groups.items()}
    names = sorted(columns, key=lambda name: (-columns[name][0].fit, name))
    longest = max((len(column) for column in columns.values()), default=0)
    return tuple(
        Fit(evidence=columns[name][place].evidence, organisation=name, fit=round(columns[name][place].fit, 4))
        for place in range(longest)
        for name in names
        if place < len(columns[name])
    )


def _varied(members: Sequence[Candidate], vectors: Vectors) -> list[Candidate]:
    """Order by fit less likeness to what stands before (Carbonell and Goldstein, 1998), leaving out near-repeats."""
    import numpy as np

    matrix = vectors.of([member.evidence for member in members])
    likeness = matrix @ matrix.T
    left = list(range(len(members)))
    nearest = np.zeros(len(members))
    order: list[Candidate] = []
    sources: Counter[str] = Counter()
    while left:
        best = min(left, key=lambda row: (-(members[row].fit - VARIETY * nearest[row]), members[row].evidence.id))
        order.append(members[best])
        sources[members[best].evidence.source_id] += 1
        nearest = np.maximum(nearest, likeness[best])
        left = [row for row in left if row != best and nearest[row] < SAME_WORDS]
    return order
