"""Which observations are evidence for a difficulty, how well each fits, and in what order a reader meets them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.catalogue import name_key
from domain.evidence import Evidence, Kind
from domain.insights import Fit
from insights.sharing.likeness import NearlyAlike
from insights.sharing.readings import Readings, strength_as_read
from insights.sharing.rulings import Rulings, words_of
from insights.sharing.told_of import ToldOf

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.ports import Matrix

SURE_DIFFICULTY = 0.5
"""The probability of telling an existing difficulty from which an observation may be evidence."""
FEWEST_SENTENCES = 2
"""How many sentences of lesser strength make an organisation count."""
SAME_WORDS = 0.92
"""The cosine from which two sentences say the same in nearly the same words: of one team's, the better one counts."""
_AT_ONCE = 512
"""Of how many members the likeness to all others is held at once: of 20,000, some 40 MB and not 1.6 GB."""
_PLACES_AT_ONCE = 64
_MOST_ALIKE = 1 + 1e-6
_DECIMALS = 6
"""To how many places likeness to many at once is sure: beyond, equal vectors may differ by how they were multiplied."""
VARIETY = 0.05
"""How much likeness to sentences already listed costs against strength."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How strong evidence must be, each in [0, 1].

    A sentence below ``least`` is none; an organisation counts with several of which the strongest reaches ``good``,
    or with a single one that reaches ``very_good``.
    """

    least: float
    good: float
    very_good: float


SHOWN = Limits(least=0.25, good=0.4, very_good=0.5)
"""What a finding must reach: below the least hardly one sentence in ten would be accepted."""
LEAD = Limits(least=0.08, good=0.1, very_good=0.15)
"""What makes a lead: worth reading, too little to say that it is shared."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An observation that may tell this difficulty.

    ``strength``, in [0, 1], is how probable it is that a careful reader takes it as evidence. What a person said is
    evidence (``by_person``) has it at 1. ``read_by`` names the model outside that read it as evidence, if one did.
    ``of_whole_file`` says that it names none of the organisations it is about: several were stated of its whole file.
    ``by_merging`` says that the person merged a theme that held it.
    """

    evidence: Evidence
    strength: float
    by_person: bool = False
    read_by: str = ""
    of_whole_file: bool = False
    by_merging: bool = False


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
    """Return what surely tells an existing difficulty, by identifier, each sentence of one body's research once.

    What a person said is evidence of something is among it, however it was coded. Of equal sentences theirs stays, or
    else the one that was coded most surely, and with it what it is about. The same words from the research of two
    bodies are two voices, unless one study retells the other.
    """
    kept: dict[str, list[Evidence]] = defaultdict(list)
    for item in sorted(evidence, key=lambda item: (item.id not in rulings.accepted, _least_sure_last(item))):
        if item.id in rulings.accepted or _tells_a_difficulty(item):
            alike = kept[words_of(item)]
            if not any(same_research(item, other) for other in alike):
                alike.append(item)
    return sorted((item for alike in kept.values() for item in alike), key=lambda item: item.id)


def same_research(one: Evidence, other: Evidence) -> bool:
    """Tell whether two come from one body's research, or one of them is retold by the other."""
    return one.independent_study == other.independent_study or (
        name_key(one.researched_by) == name_key(other.researched_by)
    )


def _tells_a_difficulty(item: Evidence) -> bool:
    if item.said_kind:
        return item.said_kind.kind is Kind.PAIN_POINT
    coding = item.coding
    return coding is not None and coding.kind is Kind.PAIN_POINT and coding.pain_point >= SURE_DIFFICULTY


def _least_sure_last(item: Evidence) -> tuple[float, float, str]:
    fits = item.coding.patterns if item.coding else ()
    return (-item.coding.pain_point if item.coding else 0.0, -fits[0].fit if fits else 0.0, item.id)


def by_pattern(
    items: Sequence[Evidence], known: Iterable[str], rulings: Rulings, readings: Readings
) -> dict[str, list[Candidate]]:
    """Return the candidates of each pattern, the strongest first: what the coder holds for evidence or for a lead.

    What a person said of a sentence and a pattern holds instead of a guess, and instead of what a model read.
    """
    found: dict[str, list[Candidate]] = {identifier: [] for identifier in known}
    for item in items:
        for pattern, strength in guesses(item):
            if pattern in found and rulings.on(item, pattern) is None:
                found[pattern] += _unless_withheld(item, pattern, strength, readings)
        for pattern in rulings.accepting(item):
            if pattern in found:
                merged = not rulings.is_judged(item, pattern)
                found[pattern].append(Candidate(evidence=item, strength=1.0, by_person=True, by_merging=merged))
    return {identifier: strongest_first(members) for identifier, members in found.items() if members}


def guesses(item: Evidence) -> Iterator[tuple[str, float]]:
    """Yield each pattern that the coder holds an observation to be evidence or a lead of, with its strength."""
    for guess in item.coding.patterns if item.coding and _tells_a_difficulty(item) else ():
        strength = guess.fit if guess.right is None else guess.right
        if strength >= LEAD.least:
            yield guess.pattern, strength


def _unless_withheld(item: Evidence, pattern: str, strength: float, readings: Readings) -> list[Candidate]:
    """Return the candidate, none where a model read that it is no evidence; not read, it is as strong as it was."""
    read = readings.on(item, pattern)
    if read is None:
        return [Candidate(evidence=item, strength=strength)]
    return [Candidate(evidence=item, strength=strength_as_read(strength), read_by=read.by)] if read.is_evidence else []


def strongest_first(members: Iterable[Candidate]) -> list[Candidate]:
    """Return the members by strength; ties by identifier."""
    return sorted(members, key=lambda member: (-member.strength, member.evidence.id))


def organisations_of(item: Evidence) -> tuple[str, ...]:
    """Return the organisations this evidence is about, at least one."""
    return item.organisations or (item.organisation,)


def by_organisation(
    found: Sequence[Candidate], told_of: ToldOf, vectors: Vectors, limits: Limits = SHOWN
) -> dict[str, list[Candidate]]:
    """Return the strong enough of ``found``, in order, for each organisation that counts, each voice once.

    Organisations are those the evidence tells of. One counts with two sentences, of them one good, or with a single
    very strong one: a stray sentence shares nothing, nor does one alone that names several. Where several were only
    stated of the whole file, one of them meets the difficulty, and no more is known: such a sentence makes nothing
    shared. It stands with one that counts without it, or is left out. Where none counts, those that state the
    commonest name stand together under that alone.
    """
    groups: dict[str, list[Candidate]] = defaultdict(list)
    unnamed = []
    for candidate in found:
        if candidate.strength >= limits.least:
            names = told_of.organisations(candidate.evidence)
            for name in names:
                groups[name].append(candidate)
            if not names:
                unnamed.append(replace(candidate, of_whole_file=True))
    voices = {name: one_voice_each(members, vectors) for name, members in groups.items()}
    voices = _said_more_than_once({name: own for name, own in sorted(voices.items()) if _counts(own, limits)})
    if voices:
        for home, members in _at_home(unnamed, voices).items():
            voices[home] = one_voice_each(strongest_first([*voices[home], *members]), vectors)
        return voices
    for home in commonest([*([name] for name in groups for _ in groups[name]), *map(_stated, unnamed)]):
        together = [*groups.get(home, ()), *(each for each in unnamed if home in _stated(each))]
        members = one_voice_each(strongest_first(together), vectors)
        if _counts(members, limits):
            return {home: members}
    return {}


def _said_more_than_once(voices: dict[str, list[Candidate]]) -> dict[str, list[Candidate]]:
    """Return the organisations with their evidence; where that is one sentence, only the first that it is about.

    What a person said of that sentence makes it enough.
    """
    said = {member.evidence.id: member for members in voices.values() for member in members}
    if len(voices) < FEWEST_SENTENCES or len(said) > 1 or any(member.by_person for member in said.values()):
        return voices
    [only] = said.values()
    home = next((name for name in organisations_of(only.evidence) if name in voices), next(iter(voices)))
    return {home: voices[home]}


def _stated(candidate: Candidate) -> tuple[str, ...]:
    return organisations_of(candidate.evidence)


def _at_home(unnamed: Iterable[Candidate], counting: Collection[str]) -> dict[str, list[Candidate]]:
    """Return those of which an organisation that counts was stated, by the first such one."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in unnamed:
        if (home := next((name for name in _stated(candidate) if name in counting), None)) is not None:
            found[home].append(candidate)
    return found


def commonest(stated: Iterable[Sequence[str]]) -> list[str]:
    """Return the names by how often they are stated, the commonest first; ties in the order of stating."""
    return [name for name, _ in Counter(name for names in stated for name in names).most_common()]


def _counts(members: Sequence[Candidate], limits: Limits) -> bool:
    return counts([member.strength for member in members], limits)


def counts(strengths: Iterable[float], limits: Limits = SHOWN) -> bool:
    """Tell whether an organisation counts with evidence of these strengths."""
    strong = [strength for strength in strengths if strength >= limits.least]
    return max(strong, default=0.0) >= (limits.good if len(strong) >= FEWEST_SENTENCES else limits.very_good)


def one_voice_each(members: Sequence[Candidate], vectors: Vectors) -> list[Candidate]:
    """Return candidates of one organisation, in order, without what one that stands before says as well.

    That is the same words, or nearly the same from one team or in a retelling: such a sentence is not one more voice.
    """
    import numpy as np

    items = [member.evidence for member in members]
    matrix, words = vectors.of(items), [words_of(item) for item in items]
    study, team = _numbered(item.independent_study for item in items), _numbered(map(_whose, items))
    alike, is_kept, said = NearlyAlike(matrix, SAME_WORDS), np.zeros(len(items), dtype=bool), set[str]()
    for start in range(0, len(items), _AT_ONCE):
        rows = np.arange(start, min(start + _AT_ONCE, len(items)))
        row, earlier = alike.pairs(rows, np.concatenate((np.flatnonzero(is_kept), rows)))
        again = (study[row] == study[earlier]) | (team[row] == team[earlier])
        before: dict[int, list[int]] = defaultdict(list)
        for here, there in zip(row[again].tolist(), earlier[again].tolist(), strict=True):
            before[here].append(there)
        for here in rows.tolist():
            if words[here] not in said and not is_kept[before[here]].any():
                is_kept[here] = True
                said.add(words[here])
    return [member for member, kept in zip(members, is_kept, strict=True) if kept]


def _whose(item: Evidence) -> str:
    return name_key(item.team or item.researched_by)


def _numbered(names: Iterable[str]) -> "NDArray[np.int64]":
    """Return a number (n,) for each name, equal for equal ones."""
    import numpy as np

    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)


def in_reading_order(groups: Mapping[str, Sequence[Candidate]], vectors: Vectors) -> tuple[Fit, ...]:
    """Return all evidence, best first in each organisation and organisations in turn."""
    columns = {name: _varied(members, vectors) for name, members in groups.items()}
    names = sorted(columns, key=lambda name: (-columns[name][0].strength, name))
    longest = max((len(column) for column in columns.values()), default=0)
    return tuple(
        Fit(
            evidence=columns[name][place].evidence,
            organisation=name,
            fit=round(columns[name][place].strength, 4),
            by_person=columns[name][place].by_person,
            read_by=columns[name][place].read_by,
            of_whole_file=columns[name][place].of_whole_file,
            by_merging=columns[name][place].by_merging,
        )
        for place in range(longest)
        for name in names
        if place < len(columns[name])
    )


def _varied(members: Sequence[Candidate], vectors: Vectors) -> list[Candidate]:
    """Order by strength less likeness to what stands before (Carbonell and Goldstein, 1998); ties by identifier.

    Likeness, at most 1, costs at most ``VARIETY``. So the next few places fall to those whose strength is near that of
    the strongest that are left, and they alone are compared with what stands before.
    """
    import numpy as np

    by_id = sorted(members, key=lambda member: member.evidence.id)
    matrix = vectors.of([member.evidence for member in by_id])
    strength = np.array([member.strength for member in by_id])
    nearest, compared, left = np.zeros(len(by_id)), np.zeros(len(by_id), dtype=int), np.ones(len(by_id), dtype=bool)
    order: list[int] = []
    while len(order) < len(by_id):
        waiting = np.flatnonzero(left)
        places = min(_PLACES_AT_ONCE, len(waiting))
        surely = np.partition(strength[waiting] - VARIETY * _MOST_ALIKE, -places)[-places]
        rivals = waiting[strength[waiting] - VARIETY * nearest[waiting] >= surely]
        for since in set(compared[rivals].tolist()) - {len(order)}:
            behind = rivals[compared[rivals] == since]
            likeness = matrix[behind] @ matrix[order[since:]].T
            nearest[behind] = np.maximum(nearest[behind], likeness.max(axis=1).round(_DECIMALS))
        own, near, strong = matrix[rivals], nearest[rivals], strength[rivals].copy()
        for _ in range(places):
            best = int(np.argmax(strong - VARIETY * near))
            order.append(int(rivals[best]))
            strong[best] = -np.inf
            near = np.maximum(near, np.einsum("nd,d->n", own, own[best]))
        nearest[rivals], compared[rivals], left[order[-places:]] = near, len(order), False
    return [by_id[at] for at in order]
