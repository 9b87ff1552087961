"""Which observations are evidence for a difficulty, how well each fits, and in what order a reader meets them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.evidence import Evidence, Kind
from domain.insights import Fit
from insights.rulings import Rulings, words_of

if TYPE_CHECKING:
    from domain.ports import Matrix

SURE_DIFFICULTY = 0.54
"""The probability of telling an existing difficulty from which an observation is taken as evidence."""
LEAST_FIT = 0.15
"""Below this fit the coder's guess at a pattern is not looked at."""
LEAST_OF_BEST = 0.3
"""A second or third guess counts when its fit is at least this share of the first one's."""
FIT_POWER, SURENESS_POWER, AGREEMENT_POWER = 0.6, 1.0, 0.5
"""How strongly fit, sureness of a difficulty and agreement between organisations shape a sentence's strength."""
FULL_AGREEMENT, UNKNOWN_AGREEMENT = 0.8, 0.45
"""The cosine at which sentences of two organisations agree fully, and what is taken where there is only one."""
LEAST_STRENGTH = 0.18
"""A sentence of less strength is no evidence."""
GOOD_STRENGTH = 0.22
"""An organisation counts only when its strongest sentence reaches this."""
VERY_GOOD_STRENGTH = 0.38
"""From this on one sentence is enough for an organisation to count."""
FEWEST_SENTENCES = 2
"""How many sentences of lesser strength make an organisation count."""
SAME_WORDS = 0.92
"""The cosine from which two sentences say the same in nearly the same words: the better one is shown."""
VARIETY = 0.05
"""How much likeness to sentences already listed costs against strength."""
_FEWEST_WORDS = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An observation that tells a difficulty and may tell this one: ``fit`` is the coder's guess, in [0, 1].

    ``strength``, in [0, 1], also weighs how surely it tells a difficulty, whether other organisations say something
    close, and whether it can be understood alone. What a person said is evidence (``by_person``) has both at 1.
    """

    evidence: Evidence
    fit: float
    strength: float = 0.0
    by_person: bool = False


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


def candidates(evidence: Iterable[Evidence], rulings: Rulings) -> list[Evidence]:
    """Return what surely tells an existing difficulty, by identifier, each sentence once: repeated words are one voice.

    What a person said is evidence of something is among it, however it was coded. Of equal sentences theirs stays, or
    else the one that was coded most surely, and with it what it is about.
    """
    kept: dict[str, Evidence] = {}
    for item in sorted(evidence, key=lambda item: (item.id not in rulings.accepted, _least_sure_last(item))):
        if item.id in rulings.accepted or _tells_a_difficulty(item):
            kept.setdefault(words_of(item), item)
    return sorted(kept.values(), key=lambda item: item.id)


def _tells_a_difficulty(item: Evidence) -> bool:
    coding = item.coding
    return coding is not None and coding.kind is Kind.PAIN_POINT and coding.pain_point >= SURE_DIFFICULTY


def _least_sure_last(item: Evidence) -> tuple[float, float, str]:
    fits = item.coding.patterns if item.coding else ()
    return (-item.coding.pain_point if item.coding else 0.0, -fits[0].fit if fits else 0.0, item.id)


def by_pattern(items: Sequence[Evidence], known: Iterable[str], rulings: Rulings) -> dict[str, list[Candidate]]:
    """Return the candidates of each pattern: sentences of which it is the coder's best guess, or nearly so.

    What a person said of a sentence and a pattern holds instead of a guess.
    """
    found: dict[str, list[Candidate]] = {identifier: [] for identifier in known}
    for item in items:
        fits = item.coding.patterns if item.coding and _tells_a_difficulty(item) else ()
        least = max(LEAST_FIT, LEAST_OF_BEST * fits[0].fit) if fits else 1.0
        for guess in fits:
            if guess.pattern in found and guess.fit >= least and rulings.on(item, guess.pattern) is None:
                found[guess.pattern].append(Candidate(evidence=item, fit=guess.fit))
        for pattern in rulings.accepting(item):
            if pattern in found:
                found[pattern].append(Candidate(evidence=item, fit=1.0, by_person=True))
    return {identifier: members for identifier, members in found.items() if members}


def organisations_of(item: Evidence) -> tuple[str, ...]:
    """Return the organisations this evidence is about, at least one."""
    return item.organisations or (item.organisation,)


def weighed(members: Sequence[Candidate], vectors: Vectors) -> list[Candidate]:
    """Return the members with their strength, the strongest first; ties by identifier."""
    agreement = _agreement(members, vectors)
    found = [
        replace(member, strength=_strength(member, agreed)) for member, agreed in zip(members, agreement, strict=True)
    ]
    return sorted(found, key=lambda member: (-member.strength, member.evidence.id))


def _strength(member: Candidate, agreement: float) -> float:
    if member.by_person:
        return 1.0
    coding = member.evidence.coding
    sure = coding.pain_point if coding else 0.0
    agreed = min(max(agreement, 0.0) / FULL_AGREEMENT, 1.0)
    alone = _stands_alone(member.evidence.text)
    return float(member.fit**FIT_POWER * sure**SURENESS_POWER * agreed**AGREEMENT_POWER * alone)


def _stands_alone(text: str) -> float:
    """Return a share in (0, 1]: less for a fragment, a lead-in to a list, a bare question."""
    words = text.strip(" *_\"'“”‘’")
    share = 1.0 if words.count(" ") + 1 >= _FEWEST_WORDS else 0.8
    if words[:1].islower():
        share *= 0.9
    return share * 0.8 if words.endswith((":", "?")) else share


def _agreement(members: Sequence[Candidate], vectors: Vectors) -> list[float]:
    """Return for each member the mean cosine to the nearest sentence of the two nearest other organisations."""
    import numpy as np

    matrix = vectors.of([member.evidence for member in members])
    names = sorted({name for member in members for name in organisations_of(member.evidence)})
    if len(names) < 2:
        return [UNKNOWN_AGREEMENT] * len(members)
    owned = np.array([[name in organisations_of(member.evidence) for name in names] for member in members])
    nearest = np.stack([(matrix @ matrix[column].T).max(axis=1) for column in owned.T], axis=1)
    nearest[owned] = -1.0
    best = -np.sort(-nearest, axis=1)[:, :2]
    return [float(row[row > -1.0].mean()) if (row > -1.0).any() else UNKNOWN_AGREEMENT for row in best]


def by_organisation(found: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Return the strong enough of ``found``, in order, for each organisation that counts.

    Organisations are those the evidence is about. One counts with two sentences, of them one good, or with a single
    very strong one: a stray sentence shares nothing.
    """
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        if candidate.strength >= LEAST_STRENGTH:
            for name in organisations_of(candidate.evidence):
                groups[name].append(candidate)
    return {name: members for name, members in sorted(groups.items()) if _counts(members)}


def _counts(members: Sequence[Candidate]) -> bool:
    strongest = max(member.strength for member in members)
    return strongest >= (GOOD_STRENGTH if len(members) >= FEWEST_SENTENCES else VERY_GOOD_STRENGTH)


def in_reading_order(groups: Mapping[str, Sequence[Candidate]], vectors: Vectors) -> tuple[Fit, ...]:
    """Return all evidence, best first in each organisation and organisations in turn, without near-repeats."""
    columns = {name: _varied(members, vectors) for name, members in groups.items()}
    names = sorted(columns, key=lambda name: (-columns[name][0].strength, name))
    longest = max((len(column) for column in columns.values()), default=0)
    return tuple(
        Fit(
            evidence=columns[name][place].evidence,
            organisation=name,
            fit=round(columns[name][place].strength, 4),
            by_person=columns[name][place].by_person,
        )
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
    while left:
        best = min(left, key=lambda row: (-(members[row].strength - VARIETY * nearest[row]), members[row].evidence.id))
        order.append(members[best])
        nearest = np.maximum(nearest, likeness[best])
        left = [row for row in left if row != best and nearest[row] < SAME_WORDS]
    return order
