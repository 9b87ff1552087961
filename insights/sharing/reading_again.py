"""Proposed evidence read again by a model outside: what it is asked about, and what of its answers is kept."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.errors import WriterFailed
from domain.evidence import Evidence
from domain.insights import Codebook, Pattern
from domain.ports import Masker, Progress
from domain.readings import Reading, ReadingAccount, described, digest_of_words
from domain.writing import Writer
from insights.naming import FAILURES_IN_A_ROW, LONGEST_QUOTATION, NO_MORE
from insights.sharing.evidence_choice import guesses
from insights.sharing.readings import Readings
from insights.sharing.rulings import Rulings, words_of

AT_ONCE = 25
"""How many sentences stand in one request, all beside one pattern: more of them, and models lose count."""
MOST_PAIRS = 5_000
"""How many pairs are asked in one run at most, the likeliest first: some 250 requests, an hour of a slow model."""
LONGEST_HEADING = 120
NOT_ALLOWED = "The settings let no study that holds it be sent."
TOO_LONG = "The sentence is too long."
PERSONAL = "Masking finds something in the sentence."
PERSONAL_PATTERN = "Masking finds something in the pattern's own words."
TOO_MANY = f"More than {MOST_PAIRS:,} were to be asked; the next run goes on."
NO_ANSWER = "The answer has no yes or no for it."

Save = Callable[[Sequence[Reading]], None]
StillOpen = Callable[[Sequence[Evidence]], Sequence[Evidence]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A pattern, and the observations with the same words that may be evidence of it, by identifier."""

    pattern: Pattern
    members: tuple[Evidence, ...]
    strength: float

    @property
    def text(self) -> str:
        """Return the words."""
        return self.members[0].text


def pairs_in(evidence: Iterable[Evidence], codebook: Codebook, rulings: Rulings) -> list[Pair]:
    """Return what may be evidence or a lead of a pattern, the likeliest first; not what people decided on."""
    found: dict[tuple[str, str], list[tuple[Evidence, float]]] = defaultdict(list)
    for item in evidence:
        for pattern, strength in guesses(item):
            if rulings.on(item, pattern) is None:
                found[pattern, words_of(item)].append((item, strength))
    patterns = {pattern.id: pattern for pattern in codebook.patterns}
    pairs = [
        Pair(
            pattern=patterns[name],
            members=tuple(sorted((item for item, _ in members), key=lambda item: item.id)),
            strength=max(strength for _, strength in members),
        )
        for (name, _), members in found.items()
        if name in patterns
    ]
    return sorted(pairs, key=lambda pair: (-pair.strength, pair.pattern.id, pair.members[0].id))


class ReadingAgain:
    """One run of reading: ``sent`` are the pairs to ask about, chosen before anything is sent.

    ``studies`` are those that may be sent. What ``masker`` still finds something in is not.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        held: Readings,
        *,
        codebook: Codebook,
        studies: Collection[str],
        masker: Masker,
        most: int = MOST_PAIRS,
    ) -> None:
        self._pairs, self._codebook, self._masker = pairs, codebook, masker
        self._not_read: Counter[str] = Counter()
        self._held: dict[bool, int] = {True: 0, False: 0}
        self._headings: dict[str, bool] = {}
        self._pattern_is_fine: dict[str, bool] = {}
        self.copied: list[Reading] = []
        """Answers that hold for a copy of the same words that has none of its own, and need not be asked."""
        self.sent: list[Pair] = []
        for pair in pairs:
            open_to = replace(pair, members=tuple(item for item in pair.members if item.study_id in studies))
            if (answer := held.on(pair.members[0], pair.pattern.id)) is not None:
                self._held[answer.is_evidence] += 1
                self.copied += [
                    replace(answer, observation_id=item.id)
                    for item in open_to.members
                    if not held.has_its_own(item, pair.pattern.id)
                ]
            elif why_not := self._fault_of(open_to):
                self._not_read[why_not] += 1
            elif len(self.sent) == most:
                self._not_read[TOO_MANY] += 1
            else:
                self.sent.append(open_to)

    def _fault_of(self, pair: Pair) -> str:
        """Return why a pair may not be sent, in words that hold none of it; empty when it may."""
        if not pair.members:
            return NOT_ALLOWED
        if len(pair.text) > LONGEST_QUOTATION:
            return TOO_LONG
        if not self._is_fine(pair.pattern):
            return PERSONAL_PATTERN
        return PERSONAL if self._masker.find(pair.text) else ""

    def _is_fine(self, pattern: Pattern) -> bool:
        if pattern.id not in self._pattern_is_fine:
            self._pattern_is_fine[pattern.id] = not self._masker.find("\n".join(described(pattern, self._codebook)))
        return self._pattern_is_fine[pattern.id]

    def ask(
        self, writer: Writer, save: Save, *, still_open: StillOpen, progress: Progress | None = None
    ) -> ReadingAccount:
        """Ask a batch at a time, and ``save`` what each brings before the next is sent; return the account.

        ``still_open`` returns those observations that may be sent now: it takes long, and some may be withdrawn
        meanwhile. Nothing is asked any more after three failures in a row.
        """
        asked = failures = done = 0
        for batch in _batches(self.sent):
            now = list(self._now(batch, still_open))
            self._not_read[NOT_ALLOWED] += len(batch) - len(now)
            if failures == FAILURES_IN_A_ROW:
                self._not_read[NO_MORE] += len(now)
            elif now:
                asked += len(now)
                failures = 0 if self._ask(now, writer, save) else failures + 1
            done += len(batch)
            if progress is not None:
                progress(done, len(self.sent))
        return ReadingAccount(
            by=writer.name,
            pairs=len(self._pairs),
            read=sum(self._held.values()),
            withheld=self._held[False],
            asked=asked,
            not_read=tuple((reason, count) for reason, count in sorted(self._not_read.items()) if count),
        )

    def _now(self, batch: Sequence[Pair], still_open: StillOpen) -> Iterator[Pair]:
        """Yield the pairs of a batch whose words are as they were and may still be sent."""
        found = {item.id: item for item in still_open([item for pair in batch for item in pair.members])}
        for pair in batch:
            members = tuple(found[item.id] for item in pair.members if item.id in found)
            members = tuple(item for item in members if words_of(item) == words_of(pair.members[0]))
            if members:
                yield replace(pair, members=members)

    def _ask(self, batch: Sequence[Pair], writer: Writer, save: Save) -> bool:
        """Ask about pairs of one pattern and keep the answers; tell whether the writer answered at all."""
        pattern = batch[0].pattern
        try:
            answers = writer.read(described(pattern, self._codebook), [self._line(pair) for pair in batch])
        except WriterFailed as error:
            self._not_read[error.problem] += len(batch)
            return False
        asked = digest_of_words(pattern, self._codebook)
        save(list(_answered(batch, answers, asked=asked, by=writer.name)))
        for place in range(1, len(batch) + 1):
            if place in answers:
                self._held[answers[place]] += 1
            else:
                self._not_read[NO_ANSWER] += 1
        return True

    def _line(self, pair: Pair) -> str:
        """Return a sentence as it is sent: under the heading right above it, unless masking finds something there."""
        heading = " ".join(pair.members[0].headings[-1].split()) if pair.members[0].headings else ""
        if heading not in self._headings:
            self._headings[heading] = 0 < len(heading) <= LONGEST_HEADING and not self._masker.find(heading)
        return f"(under the heading: {heading}) {pair.text}" if self._headings[heading] else pair.text


def _batches(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Yield the pairs, a few of one pattern at a time; the pattern with the likeliest comes first."""
    by_pattern: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_pattern[pair.pattern.id].append(pair)
    for members in by_pattern.values():
        for start in range(0, len(members), AT_ONCE):
            yield members[start : start + AT_ONCE]


def _answered(batch: Sequence[Pair], answers: Mapping[int, bool], *, asked: str, by: str) -> Iterator[Reading]:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for place, pair in enumerate(batch, start=1):
        if place in answers:
            for item in pair.members:
                yield Reading(
                    observation_id=item.id,
                    pattern=pair.pattern.id,
                    asked=asked,
                    by=by,
                    is_evidence=answers[place],
                    at=at,
                )
