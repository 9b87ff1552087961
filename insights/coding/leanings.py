"""What a question leans towards: the difficulty it asks about, and the kind of observation that answers it."""

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from domain.evidence import Coding, Kind
from domain.insights import Codebook
from domain.lessons import NOTHING_LEARNED, Lessons
from domain.ports import Embedder
from insights.coding.pattern_fits import shared_fits

OF_PATTERN, OF_KIND = 0.2, 0.06
"""What an observation is worth that fits the question's own pattern fully, and one that is surely of the kind asked.

In units of cosine similarity. Chosen on pain points told in a sentence, with the passages a reader gave for each, and
looked at once on the questions that benchmarks/bench_search.py measures.
"""

_PRAISE = re.compile(
    r"\b(?:works?|worked|goes|went) (?:well|smoothly)|\b(?:liked|likes|d(?:o|oes|id) \w+ like|lov(?:ed?|es)|enjoy\w*"
    r"|prais\w*|appreciat\w*|pleas(?:ed|ant)|satisf\w+|success\w*|positive\w*|welcom\w+)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:need(?:s|ed)?|wants?|wanted|wish(?:es)?|hop(?:e|es|ed|ing)|look(?:s|ing)? for|ask(?:s|ed|ing)? for"
    r"|expect\w*|would like)\b",
    re.IGNORECASE,
)
_REVERSED = re.compile(r"\b(?:not|never|no|nobody|dis\w+|un\w+|less|why do|why does)\b|n['’]t\b", re.IGNORECASE)


class PatternLeaning:
    """A Leaning by the codebook's patterns and the kinds the coder gave.

    A query is compared with the patterns as the coder compares observations; what both fit lifts an observation.
    Besides, findings lead: a question asks about difficulties, unless it speaks of what went well, or of needs.
    Thread-safe once made; embeds one text a query.
    """

    def __init__(self, codebook: Codebook, matcher: Embedder, lessons: Lessons = NOTHING_LEARNED) -> None:
        self._matcher = matcher
        self._fits = shared_fits(codebook, matcher, lessons)
        self._reader = ThreadPoolExecutor(thread_name_prefix="leaning")
        self._columns = {pattern.id: column for column, pattern in enumerate(codebook.patterns)}

    def asked(self, query: str) -> Callable[[Mapping[str, Coding]], dict[str, float]]:
        """Return what tells the worth of each coded observation for this query, in [0, 0.26].

        The query is read at once, beside whatever is done until the worth is asked for: it takes another encoder than
        the search itself.
        """
        reading = self._reader.submit(self._fits_of, query)
        kind = asked_kind(query)

        def worth(codings: Mapping[str, Coding]) -> dict[str, float]:
            if not codings:
                return {}
            fits = reading.result()
            return {identifier: self._worth_of(coding, fits, kind) for identifier, coding in codings.items()}

        return worth

    def _fits_of(self, query: str) -> list[float]:
        return [float(fit) for fit in self._fits.fits(self._matcher.embed([query]))[0]]

    def _worth_of(self, coding: Coding, fits: Sequence[float], kind: Kind) -> float:
        shared = sum(
            fits[self._columns[fit.pattern]] * fit.fit for fit in coding.patterns if fit.pattern in self._columns
        )
        return OF_PATTERN * min(1.0, shared) + OF_KIND * _is_of(kind, coding)


def asked_kind(query: str) -> Kind:
    """Return the kind of observation that a query asks for first: difficulties, unless its words say otherwise."""
    if _PRAISE.search(query) and not _REVERSED.search(query):
        return Kind.POSITIVE
    return Kind.NEED if _WISH.search(query) else Kind.PAIN_POINT


def _is_of(kind: Kind, coding: Coding) -> float:
    """Return how surely an observation is of a kind, in [0, 1]: a difficulty tells of a need, too."""
    if kind is Kind.PAIN_POINT:
        return coding.pain_point
    if coding.kind is kind:
        return 1.0
    return coding.pain_point if kind is Kind.NEED else 0.0
