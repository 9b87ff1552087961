"""The parts of one repository, each opened when it is first needed. The only place that knows concrete classes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from domain.catalogue import Catalogue, Organisation, Service, System
from domain.insights import Codebook
from domain.mission_ports import (
    CoverageRepository,
    MissionRepository,
    NewsRepository,
    OwnershipRepository,
    VisitRepository,
)
from domain.ports import (
    CatalogueRepository,
    Coder,
    Embedder,
    EvidenceRepository,
    JourneyRepository,
    LexicalIndex,
    Masker,
    NameRepository,
    ThemeRepository,
    TopicModeller,
    VectorRepository,
)
from settings import Settings

if TYPE_CHECKING:
    from domain.ports import Matrix
    from language.sentences import SentenceSplitter
    from storage import BlobStore, Database, SqlBlobs, SqlIndexMark
    from storage.people import SqlPeople
    from storage.publishing import SqlPublishing
    from vector_store.chroma_index import ChromaIndex
    from vector_store.chroma_owner import ChromaConnection
    from vector_store.hybrid import HybridSearch

T = TypeVar("T")
_TURNS = 7_406_915


class part(Generic[T]):  # noqa: N801 - reads as a decorator
    """A part opened once, on first use, even when two threads ask together; afterwards a plain attribute."""

    def __init__(self, open_part: Callable[[Any], T]) -> None:
        self._open = open_part
        self.__doc__ = open_part.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, repository: Any, owner: type | None = None) -> T:
        with repository.opening(self._name):
            if self._name not in repository.__dict__:
                repository.__dict__[self._name] = self._open(repository)
            opened: T = repository.__dict__[self._name]
            return opened


class Repository:
    """Everything behind one data directory. Opening it reads no model and starts nothing; parts open on first use.

    One per process; it is thread-safe because its parts are. ``close`` releases what was opened.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._locks: dict[str, RLock] = {}
        self._masker: tuple[tuple[str, ...], Masker] | None = None

    def opening(self, name: str) -> RLock:
        """Return the lock under which a part is opened: its own, so that a slow part holds up no other."""
        return self._locks.setdefault(name, RLock())

    @property
    def folder(self) -> Path:
        """Return the data directory."""
        return self.settings.data_dir

    @property
    def is_shared(self) -> bool:
        """Tell whether workers and apps on several machines may work on it at once: the database is PostgreSQL."""
        return self.settings.database_url.startswith("postgresql")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let one job at a time into the block, over all workers: two would build one index from different moments."""
        with self.opening("turn"):
            if not self.is_shared:
                yield
                return
            from storage.advisory import turn

            with turn(self.database, _TURNS):
                yield

    # the system of record

    @part
    def database(self) -> "Database":
        """Open the database, creating it, or backing it up and migrating it, when need be."""
        from storage import open_database
        from use_cases.migrating import before_migrating

        return open_database(self.settings.database_url, before_migrating=before_migrating(self.settings))

    @part
    def evidence(self) -> EvidenceRepository:
        """Return studies, sources and observations."""
        from storage import SqlEvidence

        return SqlEvidence(self.database)

    @part
    def vectors(self) -> VectorRepository:
        """Return the vectors beside their observations."""
        from storage import SqlVectors

        return SqlVectors(self.database)

    @part
    def themes(self) -> ThemeRepository:
        """Return topic runs and themes."""
        from storage import SqlThemes

        return SqlThemes(self.database)

    @part
    def catalogue(self) -> CatalogueRepository:
        """Return organisations, services and systems."""
        from storage import SqlCatalogue

        return SqlCatalogue(self.database)

    @part
    def names(self) -> NameRepository:
        """Return the names found in text, and what people decided on them."""
        from storage import SqlNames

        return SqlNames(self.database)

    @part
    def journeys(self) -> JourneyRepository:
        """Return the journeys."""
        from storage import SqlJourneys

        return SqlJourneys(self.database)

    @part
    def publishing(self) -> "SqlPublishing":
        """Return studies as their teams care for them."""
        from storage.publishing import SqlPublishing

        return SqlPublishing(self.database)

    @part
    def people(self) -> "SqlPeople":
        """Return people and teams."""
        from storage.people import SqlPeople

        return SqlPeople(self.database)

    @part
    def missions(self) -> MissionRepository:
        """Return the missions with their groups."""
        from storage.missions import SqlMissions

        return SqlMissions(self.database)

    @part
    def ownership(self) -> OwnershipRepository:
        """Return whose pain points are: claims and owners."""
        from storage.ownership import SqlOwnership

        return SqlOwnership(self.database)

    @part
    def visits(self) -> VisitRepository:
        """Return when people were here."""
        from storage.visits import SqlVisits

        return SqlVisits(self.database)

    @part
    def news(self) -> NewsRepository:
        """Return what happened since a moment."""
        from storage.news import SqlNews

        return SqlNews(self.database)

    @part
    def coverage(self) -> CoverageRepository:
        """Return how much research concerns each organisation."""
        from storage.coverage import SqlCoverage

        return SqlCoverage(self.database)

    @part
    def blobs(self) -> "BlobStore | SqlBlobs":
        """Return the bytes of files as received: in the data directory, or where every machine can read them."""
        from storage import BlobStore, SqlBlobs

        return SqlBlobs(self.database) if self.is_shared else BlobStore(self.folder / "sources")

    @part
    def index_mark(self) -> "SqlIndexMark":
        """Return how far the indexes have followed the texts."""
        from storage import SqlIndexMark

        return SqlIndexMark(self.database)

    # finding

    @part
    def embedder(self) -> Embedder:
        """Load the packaged embedding model, its digest checked."""
        from vector_store.embedding import MiniLmEmbedder

        return MiniLmEmbedder(threads=self.settings.threads)

    @part
    def matcher(self) -> Embedder:
        """Return the encoder that matches difficulties, its digest checked when it is first used."""
        from insights.difficulty_encoder import MODEL_FILE, MODEL_SHA256, NAME
        from vector_store.embedding import MiniLmEmbedder

        return MiniLmEmbedder.of(MODEL_FILE, sha256=MODEL_SHA256, name=NAME, threads=self.settings.threads)

    @part
    def chroma(self) -> "ChromaConnection":
        """Return the way to Chroma, not yet walked: the running server, or the files themselves under our lock."""
        from vector_store.chroma_owner import ChromaConnection

        return ChromaConnection(self.folder / "index", remote=self.settings.chroma)

    @part
    def vector_index(self) -> "ChromaIndex":
        """Return the nearest-neighbour index."""
        from vector_store.chroma_index import ChromaIndex

        return ChromaIndex(self.chroma, embedder_name=self.embedder.name, dimensions=self.embedder.dimensions)

    @part
    def lexical_index(self) -> LexicalIndex:
        """Return the index by words."""
        from vector_store.lexical_index import Bm25Index

        return Bm25Index(self.folder / "index" / "words")

    @contextmanager
    def building_words(self) -> Iterator[None]:
        """Let one process at a time build this data directory's index by words."""
        from filelock import FileLock

        folder = self.folder / "index"
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "words.lock"):
            yield

    @part
    def hybrid(self) -> "HybridSearch":
        """Return the search over both indexes, model and indexes loaded by a first query.

        Raises IndexUnusable when an index has to be rebuilt.
        """
        from vector_store.hybrid import HybridSearch

        search = HybridSearch(self.embedder, self.vector_index, self.lexical_index, vectors_of=self._vectors_of)
        search.find("warm", limit=1)
        return search

    def _vectors_of(self, ids: Sequence[str]) -> "tuple[list[str], Matrix]":
        return self.vectors.vectors(self.embedder.name, ids)

    # reading and making sense

    def masker_sparing(self, known: Catalogue) -> Masker:
        """Return the finder of personal data, told which names are no people's: those of the catalogue."""
        from ingest.masking import PresidioMasker

        entries: list[Organisation | Service | System] = [*known.organisations, *known.services, *known.systems]
        names = tuple(name for entry in entries for name in (entry.name, *entry.aliases))
        with self.opening("masker"):
            if self._masker is None or self._masker[0] != names:
                self._masker = (names, PresidioMasker(never=names))
            return self._masker[1]

    @part
    def sentences(self) -> "SentenceSplitter":
        """Load the splitter into sentences."""
        from language.sentences import SentenceSplitter

        return SentenceSplitter()

    @part
    def codebook(self) -> Codebook:
        """Load the codebook."""
        from insights.codebook import load_codebook

        return load_codebook()

    @part
    def coder(self) -> Coder:
        """Load the coder."""
        from insights.coder import TrainedCoder

        return TrainedCoder(self.codebook, embedder=self.embedder, matcher=self.matcher)

    @part
    def topic_modeller(self) -> TopicModeller:
        """Load the topic model's adapter."""
        from insights.topics import BerTopicModeller

        return BerTopicModeller(self.codebook, self.embedder)

    @property
    def index_is_served(self) -> bool:
        """Tell whether a server keeps the vector index, so that opening it takes no lock from anyone."""
        from vector_store.chroma_runtime import live_server

        return self.settings.chroma is not None or live_server(self.folder / "index") is not None

    def forget_indexes(self) -> None:
        """Close the indexes; the next use opens them afresh."""
        for name in ("hybrid", "vector_index", "lexical_index"):
            self.__dict__.pop(name, None)
        chroma = self.__dict__.pop("chroma", None)
        if chroma is not None:
            chroma.close()

    def release_index(self) -> None:
        """Close an index that is held by a file lock; one that a server keeps stays open."""
        chroma = self.__dict__.get("chroma")
        if chroma is not None and chroma.holds_lock:
            self.forget_indexes()

    def close(self) -> None:
        """Release locks and connections. Nothing happens to parts that were never opened."""
        self.forget_indexes()
        database = self.__dict__.pop("database", None)
        if database is not None:
            database.close()
