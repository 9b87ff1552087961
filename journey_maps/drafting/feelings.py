"""Feelings that evidence tells of in so many words, counted. A sentence without such a word has none."""

import re
from collections import Counter
from collections.abc import Iterable

from domain.evidence import Evidence

_FEELINGS = {
    "frustrated": r"frustrat\w*|annoy\w*|irritat\w*|fed up|angry|anger|infuriat\w*",
    "worried": r"worr(?:y|ied|ies|ying)|anxi(?:ous|ety|eties)|concerned|nervous|afraid|scared|fear\w*|stress\w*",
    "confused": r"confus\w*|unclear|unsure|did(?:n['’]t| not) understand|bewilder\w*|puzzl\w*|misunder\w+",
    "relieved": r"reliev\w*|relief|reassur\w*|peace of mind",
    "pleased": r"pleased|happy|grateful|delight\w*|liked|loved|confident",
    "sad": r"upset\w*|sad|distress\w*|embarrass\w*|asham\w*|alone|unheard",
}
GOOD_FEELINGS = frozenset({"relieved", "pleased"})
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _FEELINGS.items()}
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|without|less|avoid\w*|reduce\w*|prevent\w*)|n['’]t)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)


def feelings_in(evidence: Iterable[Evidence]) -> dict[str, int]:
    """Return how many of these observations say each feeling, most often said first, then by name; none said: empty.

    An observation counts once for a feeling; one that denies it ("they were not worried") does not count.
    """
    counts = Counter(name for item in evidence for name, pattern in _PATTERNS.items() if _says(pattern, item.text))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _says(pattern: re.Pattern[str], text: str) -> bool:
    return any(not _DENIED.search(text[: match.start()]) for match in pattern.finditer(text))
