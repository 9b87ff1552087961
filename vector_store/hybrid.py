"""Search by meaning, by words, or by both, among what a viewer may see."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from domain.errors import InvalidRequest
from domain.ports import Embedder, FilteredIndex, LexicalIndex, NearestIndex, SurroundingIndex
from domain.search import Found, Hit, SearchMode, Wording, best_first
from vector_store.answering import close, counted, known, known_by_name
from vector_store.exact import ExactIndex
from vector_store.fusion import fuse, weight_of_words
from vector_store.wording import beside_names

if TYPE_CHECKING:
    from domain.ports import Matrix, Vector

CANDIDATES = 200
"""How many hits each side offers to the fusion, at least: beyond, what stands around hardly brings up any other."""

EXACT_UP_TO = 5_000
"""Up to so many allowed observations their vectors are compared one by one; beyond, the index is over-fetched."""

OVERFETCH = 4
"""How many times more is fetched from the index, at each turn, when not everything is visible."""

MAX_FETCH = 4_096

NAMED = 4.0
"""What it is worth to have the code that a query names: more than any nearness and any words."""

VectorsOf = Callable[[Sequence[str]], "tuple[list[str], Matrix]"]
Worth = Callable[[Sequence[str]], Mapping[str, float]]
"""What observations are worth for a query beside how near they are, as far as anything is known of them."""
Asking = Callable[[Sequence[str]], frozenset[str]]
"""Which of observations only ask something: a question is near to what is asked, and answers nothing."""


class HybridSearch:
    """One query in, ranked identifiers out. Thread-safe where its parts are."""

    def __init__(
        self,
        embedder: Embedder,
        vectors: NearestIndex,
        lexical: LexicalIndex,
        *,
        vectors_of: VectorsOf | None = None,
        surroundings: SurroundingIndex | None = None,
        filtered: FilteredIndex | None = None,
    ) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self._lexical = lexical
        self._vectors_of = vectors_of
        self._surroundings = surroundings
        self._filtered = filtered

    def find(
        self,
        query: str,
        *,
        mode: SearchMode = SearchMode.HYBRID,
        limit: int,
        allowed: frozenset[str] | None = None,
        seen: frozenset[str] | None = None,
        worth: Worth | None = None,
        asking: Asking | None = None,
        otherwise: Sequence[str] = (),
    ) -> Found:
        """Return at most ``limit`` hits, best first, ties by identifier, and how far what is allowed answers the query.

        ``allowed`` is what the viewer may see and the filter lets through, ``seen`` what the viewer may see at all, by
        which words are weighed; None is everything. ``worth``, and what stands around observations, count when both
        ways are asked; how far it is answered is the same in each mode, and by what is not ``asking`` alone.
        ``otherwise`` is the query in other words: an observation counts by what finds it best.
        Raises InvalidRequest for a query without any character to look for, IndexUnusable for an index to be rebuilt.
        """
        if not query.strip():
            raise InvalidRequest("The query is empty.", where="query", remedy="Say what you are looking for.")
        if limit < 1:
            raise InvalidRequest(f"A limit of {limit} shows nothing.", where="limit", remedy="Ask for at least 1.")
        if allowed is not None and not allowed:
            return Found()
        wording = Wording() if mode is SearchMode.SEMANTIC else self._lexical.wording(query)
        if wording.required is not None:
            allowed = wording.required if allowed is None else allowed & wording.required
            if not allowed:
                return Found()
        depth = max(CANDIDATES, 2 * limit)
        vectors = self._embedder.embed([query, *otherwise])
        found = [self._by_meaning(vector, limit=depth, allowed=allowed) for vector in vectors]
        by_meaning = _best_of(found, limit=depth)
        near = _best_of(map(self._in_place, vectors, found), limit=depth)
        asked = [self._lexical.asked(each, seen=seen) for each in (query, *otherwise)]
        worded = [words.matches(limit=depth, among=allowed) for words in asked]
        by_words, spread = _best_of((hits for hits, _ in worded), limit=depth), worded[0][1]
        if mode is SearchMode.HYBRID:
            hits = fuse(_weighed(near, worth), by_words, limit=2 * depth, weight=weight_of_words(spread))
        else:
            hits = by_words if mode is SearchMode.KEYWORD else by_meaning
        named = wording.named if allowed is None else wording.named & allowed
        answered = known(*_telling(near, by_words, asking), asked)
        if worded_so := named or (wording.required and allowed):
            rest = beside_names(query)
            answered = known_by_name(answered, worded_so, self._lexical.asked(rest, seen=seen) if rest else None)
        hits = _named_first(hits, named)
        told = counted(hits, limit, near, by_words) if answered.is_something else ()
        speaking = frozenset().union(*(words.holding(among=allowed) for words in asked))
        return Found(hits=tuple(hits[:limit]), known=answered, counted=told, speaking=speaking, close=close(near))

    def _in_place(self, vector: "Vector", hits: list[Hit]) -> list[Hit]:
        """Return the hits by the mean of their own nearness and that of what stands around them, best first."""
        if self._surroundings is None or self._surroundings.revision() is None:
            return hits
        around = self._surroundings.nearness(vector, [hit.id for hit in hits])
        placed = (Hit(id=hit.id, score=(hit.score + around.get(hit.id, hit.score)) / 2) for hit in hits)
        return sorted(placed, key=best_first)

    def _by_meaning(self, vector: "Vector", *, limit: int, allowed: frozenset[str] | None) -> list[Hit]:
        if allowed is None:
            return self._vectors.nearest(vector, limit=limit)
        if self._filtered is not None and self._filtered.revision() is not None:
            return self._filtered.nearest(vector, limit=limit, among=allowed)
        if self._vectors_of and len(allowed) <= EXACT_UP_TO:
            return self._exactly(vector, limit=limit, allowed=allowed)
        return self._overfetched(vector, limit=min(limit, len(allowed)), allowed=allowed)

    def _exactly(self, vector: "Vector", *, limit: int, allowed: frozenset[str]) -> list[Hit]:
        if self._vectors_of is None:
            return []
        ids, matrix = self._vectors_of(sorted(allowed))
        return ExactIndex(ids, matrix).nearest(vector, limit=limit)

    def _overfetched(self, vector: "Vector", *, limit: int, allowed: frozenset[str]) -> list[Hit]:
        fetch = limit * OVERFETCH
        while True:
            fetched = self._vectors.nearest(vector, limit=fetch)
            kept = [hit for hit in fetched if hit.id in allowed]
            if len(kept) >= limit or len(fetched) < fetch:
                return kept[:limit]
            if self._vectors_of and fetch >= MAX_FETCH:
                return self._exactly(vector, limit=limit, allowed=allowed)
            fetch *= OVERFETCH


def _best_of(lists: Iterable[list[Hit]], *, limit: int) -> list[Hit]:
    """Return at most ``limit`` hits of all lists, each by the best score it has in any; a single list as it stands."""
    several = list(lists)
    if len(several) == 1:
        return several[0]
    best: dict[str, Hit] = {}
    for hit in chain.from_iterable(several):
        if hit.id not in best or hit.score > best[hit.id].score:
            best[hit.id] = hit
    return sorted(best.values(), key=best_first)[:limit]


def _named_first(hits: list[Hit], named: frozenset[str]) -> list[Hit]:
    """Return the hits, those with a code that the query names before all others, also where nothing else found them."""
    if not named:
        return hits
    lowest = min((hit.score for hit in hits), default=0.0)
    scores = {hit.id: hit.score for hit in hits}
    lifted = {name: NAMED + scores.get(name, lowest) for name in named}
    return sorted((Hit(id=name, score=score) for name, score in {**scores, **lifted}.items()), key=best_first)


def _telling(near: list[Hit], words: list[Hit], asking: Asking | None) -> tuple[list[Hit], list[Hit]]:
    """Return the hits by nearness and by words without those that only ask."""
    if asking is None:
        return near, words
    asks = asking(sorted({hit.id for hit in (*near, *words)}))
    return [hit for hit in near if hit.id not in asks], [hit for hit in words if hit.id not in asks]


def _weighed(hits: list[Hit], worth: Worth | None) -> list[Hit]:
    if worth is None:
        return hits
    more = worth([hit.id for hit in hits])
    return [Hit(id=hit.id, score=hit.score + more.get(hit.id, 0.0)) for hit in hits]
