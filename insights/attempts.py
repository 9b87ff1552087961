"""What was tried about a difficulty, and whether it worked, as far as the wording and what follows it say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from domain.evidence import Evidence, Kind, ToldAfter
from domain.insights import Attempt, AttemptOutcome
from insights.change_cues import (
    has_results_above,
    is_about_changes,
    is_no_difficulty,
    outcome_of,
    surely_tells_change,
    tells_change,
    tells_result,
)
from insights.wish_cues import tells_praise

LEAST_FIT = 0.6
"""What was tried counts for a pattern when it is the best guess and fits at least this well."""
NOT_TRIED = frozenset({Kind.NEED, Kind.QUESTION})
"""The kinds that tell of nothing that was done, however they are worded."""
FARTHEST_DIFFICULTY = 3
"""How many sentences may stand between a difficulty and what was done about it."""
OUTCOME_WITHIN = 6
"""How many places after an attempt what came of it is looked for."""
_PROBLEMS = ("why", "what was wrong", "the problem", "problems", "issues", "pain points", "before")
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


def attempts_by_pattern(
    items: Iterable[Evidence], *, difficulties: Iterable[Evidence] = (), followed: Followed | None = None
) -> dict[str, tuple[Attempt, ...]]:
    """Return for each pattern what was tried about it, the best fitting first; ties by identifier.

    An item counts for what its source names as the reason for the change, of ``difficulties``, else for its best guess
    alone, or where that is loose, for the difficulty told right before it beneath the same headings. Words that were
    said twice count once. No items: no patterns.
    """
    found: dict[str, list[tuple[float, Attempt]]] = defaultdict(list)
    seen: set[str] = set()
    told = _by_source(difficulties)
    for item in sorted(items, key=lambda item: item.id):
        if item.text in seen or not is_attempt(item):
            continue
        pattern, fit = _about(item, told.get(item.source_id, ()))
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


def _by_source(difficulties: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for item in sorted(difficulties, key=lambda item: -item.ordinal):
        found[item.source_id].append(item)
    return found


def _about(item: Evidence, told: Sequence[Evidence]) -> tuple[str | None, float]:
    """Return the pattern that an attempt is about, and how well that fits; none where that is not plain.

    ``told`` are the difficulties of its source, the last first.
    """
    own = item.coding.patterns[0] if item.coding and item.coding.patterns else None
    plain = [(each, each.coding.patterns[0]) for each in told if each.coding and each.coding.patterns]
    plain = [(each, guess) for each, guess in plain if guess.fit >= LEAST_FIT]
    for each, guess in plain:
        if _is_why(item, each):
            return guess.pattern, guess.fit
    if own and own.fit >= LEAST_FIT:
        return own.pattern, own.fit
    for each, guess in plain:
        if item.headings == each.headings and 0 < item.ordinal - each.ordinal <= FARTHEST_DIFFICULTY:
            return guess.pattern, 0.0
    return None, 0.0


def _is_why(item: Evidence, difficulty: Evidence) -> bool:
    """Tell whether a source that tells of one change names a difficulty before it as the reason."""
    shared = [heading for heading in item.headings if heading in difficulty.headings]
    nearest = difficulty.headings[-1].casefold().strip() if difficulty.headings else ""
    return difficulty.ordinal < item.ordinal and nearest.startswith(_PROBLEMS) and is_about_changes(shared)
