"""What follows storing: vectors, codings and indexes, each made only where it is missing, so it may be repeated."""

import logging

from domain.access import MAINTENANCE
from domain.errors import IndexUnusable
from domain.evidence import Coding
from domain.ports import Progress
from use_cases.repository import Repository

logger = logging.getLogger(__name__)

EMBEDDING_BATCH = 2048
"""How many observations are embedded before their vectors are stored: what a kill can cost."""
CODING_BATCH = 512
"""How many observations are coded before that is stored: each storing makes pages work out anew what they show."""
CODED_AT_ONCE = 64
"""How many observations are coded before it is told how far that is: some five seconds' work, and no slower than more
at once.
"""


def embed_pending(repository: Repository, *, progress: Progress | None = None, limit: int = EMBEDDING_BATCH) -> int:
    """Embed up to ``limit`` observations that have no vector of a model yet; return how many were."""
    for embedder in repository.embedders:
        waiting = repository.vectors.without_vectors(embedder.name, limit=limit)
        if waiting:
            vectors = embedder.embed([item.text for item in waiting], progress=progress)
            repository.vectors.save_vectors(embedder.name, [item.id for item in waiting], vectors)
            return len(waiting)
    return 0


def code_pending(repository: Repository, *, progress: Progress | None = None) -> int:
    """Code every observation that this coder has not seen, a batch stored at a time; return how many were."""
    coder = repository.coder
    waiting = {item.id: item for item in repository.evidence.uncoded(coder.version)}
    if not waiting:
        return 0
    ids, vectors = repository.vectors.vectors(repository.embedder.name, list(waiting))
    coded: dict[str, Coding] = {}
    for start in range(0, len(ids), CODED_AT_ONCE):
        if progress is not None:
            progress(start, len(ids))
        names = ids[start : start + CODED_AT_ONCE]
        ready = [waiting[name] for name in names]
        codings = coder.code(
            [item.text for item in ready],
            vectors[start : start + CODED_AT_ONCE],
            headings=[item.headings for item in ready],
        )
        coded.update(zip(names, codings, strict=True))
        if len(coded) >= CODING_BATCH or start + len(names) == len(ids):
            repository.evidence.save_codings(coder.version, coded)
            coded = {}
    if progress is not None:
        progress(len(ids), len(ids))
    return len(ids)


def index_pending(repository: Repository, *, progress: Progress | None = None) -> int:
    """Bring both indexes in step with storage; return how many vectors were added or removed.

    An index of another model, or a damaged one, raises IndexUnusable: see :func:`rebuild`.
    """
    ids, vectors = repository.vectors.vectors(repository.search_embedder.name)
    held = repository.vector_index.ids()
    gone = sorted(held - set(ids))
    if gone:
        repository.vector_index.delete(gone)
    fresh = [row for row, identifier in enumerate(ids) if identifier not in held]
    if fresh:
        repository.vector_index.upsert([ids[row] for row in fresh], vectors[fresh], progress=progress)
    _found_from_now_on(repository, _build_lexical(repository))
    return len(fresh) + len(gone)


def rebuild(repository: Repository, *, progress: Progress | None = None) -> int:
    """Make both indexes anew from storage, embedding and coding only what is missing; return how many vectors."""
    while embed_pending(repository, progress=progress):
        pass
    code_pending(repository)
    ids, vectors = repository.vectors.vectors(repository.search_embedder.name)
    repository.vector_index.clear()
    if ids:
        repository.vector_index.upsert(ids, vectors, progress=progress)
    _found_from_now_on(repository, _build_lexical(repository, always=True))
    return len(ids)


def behind(repository: Repository) -> list[str]:
    """Return in words how the indexes differ from storage; empty when they agree."""
    missing = {each.name: len(repository.vectors.without_vectors(each.name)) for each in repository.embedders}
    said = [f"{count} observations have no vector of the model {name}" for name, count in missing.items() if count]
    uncoded = len(repository.evidence.uncoded(repository.coder.version))
    if uncoded:
        said.append(f"{uncoded} observations have not been seen by the current coder")
    try:
        held = repository.vector_index.ids()
        stored = set(repository.vectors.vectors(repository.search_embedder.name)[0])
        if stored - held:
            said.append(f"{len(stored - held)} vectors are missing from the index")
        if held - stored:
            said.append(f"{len(held - stored)} vectors in the index belong to no observation")
    except IndexUnusable as error:
        said.append(error.problem)
    if repository.is_shared:
        follow(repository)
    texts = repository.evidence.texts_revision()
    if repository.evidence.count(MAINTENANCE):
        if repository.lexical_index.revision() != texts:
            said.append("the index by words is behind the database")
        if repository.surroundings.revision() != texts:
            said.append("the index of surroundings is behind the database")
        if repository.filtered_vectors.revision() != texts:
            said.append("the index of filtered vectors is behind the database")
    return said


def follow(repository: Repository) -> None:
    """Bring this machine's index by words up to what a worker, perhaps on another machine, has made findable."""
    if not all(repository.index_mark.is_met_by(revision) for revision in _revisions(repository)):
        _build_lexical(repository)


def is_unreadable(repository: Repository) -> bool:
    """Tell whether files of ours are missing, or of a form that another version wrote."""
    return None in _revisions(repository)


def mend_files(repository: Repository) -> None:
    """Build from storage what is missing of our files, or of another version: nothing but time is lost by it."""
    if is_unreadable(repository):
        logger.info("The indexes of words and vectors are missing or of another version: building them from storage.")
        revision = _build_lexical(repository)
        logger.info("The indexes of words and vectors were built at revision %d.", revision)


def _revisions(repository: Repository) -> tuple[int | None, ...]:
    return (
        repository.lexical_index.revision(),
        repository.surroundings.revision(),
        repository.filtered_vectors.revision(),
    )


def _found_from_now_on(repository: Repository, revision: int) -> None:
    if repository.is_shared:
        repository.index_mark.set(revision)


def _build_lexical(repository: Repository, *, always: bool = False) -> int:
    """Build what is saved in files of ours where it is behind: words, what stands around, and vectors for filters.

    One process at a time does so in a data directory.
    """
    with repository.building_words():
        revision = repository.evidence.texts_revision()
        if always or repository.lexical_index.revision() != revision:
            ids, texts = repository.evidence.texts()
            repository.lexical_index.build(ids, texts, revision=revision)
        of_vectors = (repository.surroundings.revision(), repository.filtered_vectors.revision())
        if always or any(held != revision for held in of_vectors):
            known = repository.vectors.vectors(repository.search_embedder.name)
            repository.surroundings.build(repository.ranking.places(), *known, revision=revision)
            repository.filtered_vectors.build(*known, revision=revision)
    return revision
