"""What was tried about a difficulty, and whether it worked, as far as the wording and what follows it say."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.evidence import Evidence, Kind, PatternFit, ToldAfter
from domain.insights import Attempt, AttemptOutcome
from insights.coding.change_cues import (
    has_results_above,
    is_about_changes,
    is_no_difficulty,
    outcome_of,
    surely_tells_change,
    tells_change,
    tells_result,
)
from insights.coding.wish_cues import tells_praise

LEAST_FIT = 0.6
"""What was tried counts for a pattern when it is the best guess and fits at least this well."""
NOT_TRIED = frozenset({Kind.NEED, Kind.QUESTION})
"""The kinds that tell of nothing that was done, however they are worded."""
FARTHEST_DIFFICULTY = 3
"""How many sentences may stand between a difficulty and what was done about it."""
OUTCOME_WITHIN = 6
"""How many places after an attempt what came of it is looked for."""
_PROBLEMS = ("why", "what was wrong", "the problem", "problems", "issues", "pain points", "before")
_Difficulty = tuple[Evidence, PatternFit]
Tried = Mapping[str, Evidence]
"""Attempts by identifier, as ``attempts_among`` returns them."""
Followed = Mapping[str, Sequence[ToldAfter]]
"""By observation what its source tells right after it, in reading order."""


def tells_attempt(kind: Kind, text: str, headings: Sequence[str] = ()) -> bool:
    """Tell whether a text of that kind tells of something that was done about a difficulty.

    Recommendations do where their wording says so, for changes and plans alike are coded as that; others where it is
    sure. A difficulty does only where it tells of nothing that is wrong.
    """
    if kind in NOT_TRIED or (kind is Kind.POSITIVE and tells_praise(text)):
        return False
    if kind is Kind.RECOMMENDATION:
        return tells_change(text, headings)
    told = surely_tells_change(text, headings)
    return told and (kind is not Kind.PAIN_POINT or is_no_difficulty(text, headings))


def is_attempt(item: Evidence) -> bool:
    """Tell whether an observation tells of something that was done about a difficulty."""
    return tells_attempt(item.kind, item.text, item.headings)


def attempts_among(items: Iterable[Evidence]) -> Tried:
    """Return what tells of something that was done about a difficulty, by identifier, in the order of those."""
    return {item.id: item for item in sorted(items, key=lambda item: item.id) if is_attempt(item)}


def attempts_by_pattern(
    tried: Tried, *, difficulties: Iterable[Evidence] = (), followed: Followed | None = None
) -> dict[str, tuple[Attempt, ...]]:
    """Return for each pattern what was ``tried`` about it, the best fitting first; ties by identifier.

    An item counts for what its source names as the reason for the change, of ``difficulties``, else for its best guess
    alone, or where that is loose, for the difficulty told right before it beneath the same headings. Words that were
    said twice count once. Nothing tried: no patterns.
    """
    found: dict[str, list[tuple[float, Attempt]]] = defaultdict(list)
    seen: set[str] = set()
    told = _by_source(difficulties)
    for item in tried.values():
        if item.text in seen:
            continue
        pattern, fit = _about(item, told.get(item.source_id, _Told()))
        if pattern is None:
            continue
        seen.add(item.text)
        outcome = outcome_of_attempt(item, (followed or {}).get(item.id, ()))
        found[pattern].append((-fit, Attempt(evidence=item, outcome=outcome)))
    return {
        pattern: tuple(attempt for _, attempt in sorted(tried, key=lambda pair: (pair[0], pair[1].evidence.id)))
        for pattern, tried in found.items()
    }


def outcome_of_attempt(item: Evidence, after: Sequence[ToldAfter]) -> AttemptOutcome:
    """Return whether it worked: as it says itself, or else the first sentence after it that tells what came of it.

    That is one beneath the same headings, or beneath one that announces results, and before the next change.
    """
    said = outcome_of(item.text)
    if said is not AttemptOutcome.UNKNOWN:
        return said
    for told in after:
        results = has_results_above(told.headings)
        if told.headings != item.headings and not results:
            break
        if tells_result(told.text, told.headings) and outcome_of(told.text) is not AttemptOutcome.UNKNOWN:
            return outcome_of(told.text)
        if not results and tells_change(told.text):
            break
    return AttemptOutcome.UNKNOWN


@dataclass(kw_only=True, slots=True)
class _Told:
    """The difficulties of one source that fit a pattern well, in reading order, each with the pattern.

    ``reasons`` are those beneath a heading that announces what was wrong, by each heading above them.
    """

    plain: list[_Difficulty] = field(default_factory=list)
    reasons: dict[str, list[_Difficulty]] = field(default_factory=lambda: defaultdict(list))

    def add(self, item: Evidence, guess: PatternFit) -> None:
        self.plain.append((item, guess))
        if item.headings and item.headings[-1].casefold().strip().startswith(_PROBLEMS):
            for heading in {*item.headings}:
                self.reasons[heading].append((item, guess))


def _by_source(difficulties: Iterable[Evidence]) -> dict[str, _Told]:
    found: dict[str, _Told] = defaultdict(_Told)
    for item in sorted(difficulties, key=_place):
        guess = item.coding.patterns[0] if item.coding and item.coding.patterns else None
        if guess and guess.fit >= LEAST_FIT:
            found[item.source_id].add(item, guess)
    return found


def _place(item: Evidence) -> int:
    return item.ordinal


def _about(item: Evidence, told: _Told) -> tuple[str | None, float]:
    """Return the pattern that an attempt is about, and how well that fits; none where that is not plain."""
    if (why := _why(item, told)) is not None:
        return why.pattern, why.fit
    own = item.coding.patterns[0] if item.coding and item.coding.patterns else None
    if own and own.fit >= LEAST_FIT:
        return own.pattern, own.fit
    before = _told_before(item, told.plain)
    first = _told_before(item, told.plain, by=FARTHEST_DIFFICULTY)
    for each, guess in reversed(told.plain[first:before]):
        if item.headings == each.headings:
            return guess.pattern, 0.0
    return None, 0.0


def _why(item: Evidence, told: _Told) -> PatternFit | None:
    """Return the pattern of the last difficulty before it that a source names as the reason for this one change."""
    last: _Difficulty | None = None
    for heading in item.headings:
        reasons = told.reasons.get(heading, ())
        before = _told_before(item, reasons)
        if (
            before
            and is_about_changes([heading])
            and (last is None or _place(last[0]) < _place(reasons[before - 1][0]))
        ):
            last = reasons[before - 1]
    return last[1] if last else None


def _told_before(item: Evidence, told: Sequence[_Difficulty], *, by: int = 0) -> int:
    """Return how many of ``told``, in reading order, stand before an observation, by more than so many places."""
    return bisect_left(told, item.ordinal - by, key=lambda each: each[0].ordinal)
