"""Search observations: filter for the viewer first, then by meaning and by words."""

from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from domain.access import Viewer
from domain.errors import InvalidRequest
from domain.evidence import HIDDEN_KINDS, Evidence, Kind
from domain.search import Found, Known, ObservationFilter, SearchAnswer, SearchMode, SearchResult
from use_cases.evidence.indexing import follow, mend_files
from use_cases.knowing.theme_narrowing import check_themes
from use_cases.repository import Repository

if TYPE_CHECKING:
    from domain.ports import Matrix
    from vector_store.hybrid import HybridSearch, Worth

MAX_RESULTS = 1000
FOLDED_FROM = 3
"""So many times more is looked at where what says the same stands once."""


def opened(repository: Repository) -> "HybridSearch":
    """Return the search, ready for a first query, with all that any machine has made findable.

    What another version left in a form of its own is built anew from storage. Raises IndexUnusable when the index of
    vectors has to be rebuilt.
    """
    mend_files(repository)
    if repository.is_shared:
        follow(repository)
    return repository.hybrid


def search(
    repository: Repository,
    viewer: Viewer,
    query: str,
    *,
    mode: SearchMode = SearchMode.HYBRID,
    where: ObservationFilter | None = None,
    limit: int = 20,
    fold: bool = False,
    facets: bool = False,
) -> SearchAnswer:
    """Return at most ``limit`` observations this viewer may see, best first. An empty repository: no results.

    ``fold`` lets what says the same, of three times as many, stand once, with where else it is said. ``facets``
    counts by each filter what was found: the results, and what else comes near enough among the nearest.
    Raises InvalidRequest for an empty query or a limit outside 1 to 1000, NotFound for a theme in which this viewer
    sees nothing, IndexUnusable when an index has to be rebuilt. ``took_ms`` starts when models and indexes are open.
    """
    _check(query, limit)
    check_themes(repository, viewer, where)
    began = perf_counter()
    narrowed = where is not None and where.narrows
    allowed = None if viewer.sees_everything and not narrowed else repository.sights.visible_ids(viewer, where)
    if not (repository.evidence.sees_any(viewer) if allowed is None else allowed):
        nothing = repository.facets.counts(viewer, ()) if facets else None
        return SearchAnswer(query=query, mode=mode, took_ms=0.0, results=(), facets=nothing)
    ready = perf_counter()
    hybrid = opened(repository)
    started = began + perf_counter() - ready
    worth = _worth(repository, query) if mode is SearchMode.HYBRID else None
    most = min(limit * FOLDED_FROM, MAX_RESULTS) if fold else limit
    otherwise = repository.other_names.of(viewer, query)
    found_by = hybrid.find(
        query,
        mode=mode,
        limit=most,
        allowed=allowed,
        seen=None if viewer.sees_everything else repository.sights.visible_ids(viewer),
        worth=worth,
        asking=lambda ids: _asking(repository, ids),
        otherwise=otherwise.questions,
    )
    results = _results(repository, viewer, found_by, fold=fold)[:limit]
    known = found_by.known if results else Known.NOTHING
    lacks_number = known.is_something and _lacks_number(query, results)
    if lacks_number:
        known = Known.PARTLY
    counts = repository.facets.counts(viewer, found_by.counted) if facets else None
    return SearchAnswer(
        query=query,
        mode=mode,
        took_ms=(perf_counter() - started) * 1000,
        results=results,
        known=known,
        also_looked_for=otherwise.names,
        facets=counts,
        speaking=repository.facets.speaking(viewer, found_by.speaking),
        close=found_by.close & {result.evidence.id for result in results},
        lacks_number=lacks_number,
    )


def _check(query: str, limit: int) -> None:
    """Raise InvalidRequest for an empty query or a limit out of range."""
    if not query.strip():
        raise InvalidRequest(
            "There is nothing to search for.", where="the query", remedy="Write a question or some words."
        )
    if not 1 <= limit <= MAX_RESULTS:
        raise InvalidRequest(
            f"{limit} results cannot be given.", where="the limit", remedy=f"Ask for 1 to {MAX_RESULTS}."
        )


def vectors_of(repository: Repository, items: Sequence[Evidence]) -> "tuple[list[str], Matrix]":
    """Return the stored vectors by which observations are searched, as far as they have one, with their identifiers."""
    return repository.vectors.vectors(repository.embedder.name, [item.id for item in items])


def _results(repository: Repository, viewer: Viewer, found_by: Found, *, fold: bool) -> tuple[SearchResult, ...]:
    scores = {hit.id: hit.score for hit in found_by.hits}
    found = repository.evidence.evidence(viewer, list(scores))
    if fold:
        return _folded(repository, found, scores)
    return tuple(SearchResult(evidence=item, score=scores[item.id]) for item in found)


def _folded(repository: Repository, found: Sequence[Evidence], scores: Mapping[str, float]) -> tuple[SearchResult, ...]:
    from insights.answering.same_words import folded

    once = folded(found, *vectors_of(repository, found))
    return tuple(
        SearchResult(evidence=each.first, score=scores[each.first.id], also=tuple(each.again)) for each in once
    )


def _lacks_number(query: str, results: Sequence[SearchResult]) -> bool:
    """Tell whether a query asks for a number and no result that speaks of it, method notes apart, tells one."""
    from insights.answering.numbers_asked import asks_for_a_number, tells_number

    if not asks_for_a_number(query):
        return False
    said = (each.evidence for each in results if not (each.evidence.has_kind and each.evidence.kind in HIDDEN_KINDS))
    return not any(tells_number(item.text, query) for item in said)


def _worth(repository: Repository, query: str) -> "Worth":
    """Return what joins the ranking of ``vector_store`` with what ``insights`` knows: neither imports the other."""
    worth_of = repository.leaning.asked(query)
    return lambda ids: worth_of(repository.ranking.codings(ids))


def _asking(repository: Repository, ids: Sequence[str]) -> frozenset[str]:
    """Return those observations that are questions of whoever did the research, as the coder reads them."""
    return frozenset(
        identifier for identifier, coding in repository.ranking.codings(ids).items() if coding.kind is Kind.QUESTION
    )
