"""What was tried about a difficulty, and whether it worked, as far as the wording says."""

import re
from collections import defaultdict
from collections.abc import Iterable

from domain.evidence import Evidence, Kind
from domain.insights import Attempt, AttemptOutcome

LEAST_FIT = 0.6
"""What was tried counts for a pattern when it is the best guess and fits at least this well."""
ATTEMPT_KINDS = frozenset({Kind.RECOMMENDATION})
"""The kinds among which attempts are looked for: the coder calls changes and plans alike by this one."""

_VERBS = (
    r"(?:(?:re)?(?:chang|add|mov|remov|replac|updat|includ|design|simplif|word|nam|split|merg|reduc|introduc|test|tri|"
    r"improv|highlight|automat|shorten|switch|trial|pilot|arrang|order|group)(?:ed|ied)|rewrote|built|made|put|gave|split|"
    r"set up|wrote|cut|brought)"
)
_DONE = re.compile(
    rf"\b(?:we|i|the team)(?:['’]ve| have| had)? (?:(?:also|then|now|since|have|substantially) )*{_VERBS}\b"
    rf"|\b(?:(?:has|have|had) (?:(?:also|now|since) )*been|was|were) {_VERBS}\b|^\W*{_VERBS}\b"
    r"|\bnow (?:shows?|says?|asks?|has|have|links?|sends?|tells?|lets?|gives?|appears?|opens?|sits?)\b"
    r"|\bA/B test|\bafter (?:the|this|our|that) (?:change|redesign|update|move|pilot|trial)",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|should|could|would|might|may|plan(?:s|ned|ning)?|consider|recommend\w*|propos\w+|suggest\w*|"
    r"ideally|need(?:s|ed)? to|want(?:s|ed)? to|going to|next|hope|intend\w*|explore|revisit|previously|historically|"
    r"to be (?:changed|added|moved|tested))\b",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\b(?:work(?:s|ed) (?:well|better)|solved|resolved|(?:reduced|halved|cut|fewer|less|dropped|fell|decreased) "
    r"(?!to see)\w*|increas(?:e|ed)|improv(?:ed|ement)|rose|doubled|(?:much |far )?easier|quicker|faster|clearer|"
    r"understood|no longer|noticed (?:it|the)|preferred|more (?:people|users|participants|applicants|patients) \w+|"
    r"success\w*)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:to (?:make|help|reduce|improve|increase|avoid|allow|give)|so (?:that )?(?:people|users|they|it)|so that|"
    r"because (?:this|it|that)|in order to|which (?:should|would)|making it)\b",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"\b(?:(?:did|does|has|have)(?: not|n't|n’t) (?:help|work|change|improve|reduce|make|solve|fix)\w*|"
    r"no (?:significant |clear |real )?(?:difference|effect|improvement|change|impact)|made (?:it|things) worse|"
    r"(?:was|were) worse|fail(?:ed|s)?|"
    r"still (?:miss|confus|struggl|did not|didn|do not|don|could not|couldn|got|get|overlook|ask|call)\w*|"
    r"(?:went|was|were) (?:unnoticed|ignored|overlooked))\b",
    re.IGNORECASE,
)


def tells_attempt(text: str) -> bool:
    """Tell whether the wording speaks of something that was done, and not only planned or wished for."""
    return _DONE.search(text) is not None and _PLANNED.search(text) is None


def outcome_of(text: str) -> AttemptOutcome:
    """Return whether what was tried worked, as far as the text itself says; unknown where it says neither or both.

    What a change was made for is not what came of it.
    """
    worked, failed = _WORKED.search(text) is not None, _FAILED.search(text) is not None
    worked = worked and _PURPOSE.search(text) is None
    if worked == failed:
        return AttemptOutcome.UNKNOWN
    return AttemptOutcome.WORKED if worked else AttemptOutcome.FAILED


def attempts_by_pattern(items: Iterable[Evidence]) -> dict[str, tuple[Attempt, ...]]:
    """Return for each pattern what was tried about it, the best fitting first; ties by identifier.

    An item counts for its best guess alone, and words that were said twice count once. No items: no patterns.
    """
    found: dict[str, list[tuple[float, Attempt]]] = defaultdict(list)
    seen: set[str] = set()
    for item in sorted(items, key=lambda item: item.id):
        fits = item.coding.patterns if item.coding and item.kind in ATTEMPT_KINDS else ()
        if not fits or fits[0].fit < LEAST_FIT or not tells_attempt(item.text) or item.text in seen:
            continue
        seen.add(item.text)
        found[fits[0].pattern].append((-fits[0].fit, Attempt(evidence=item, outcome=outcome_of(item.text))))
    return {
        pattern: tuple(attempt for _, attempt in sorted(tried, key=lambda pair: (pair[0], pair[1].evidence.id)))
        for pattern, tried in found.items()
    }
