"""The parts of one repository, opened when first needed. With ``use_cases.records`` alone it knows concrete classes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.access import MAINTENANCE
from domain.catalogue import Catalogue, Organisation, Service, System
from domain.codebook_edits import in_force
from domain.insights import Codebook
from domain.lessons import NOTHING_LEARNED, Lessons
from domain.ports import (
    Coder,
    Embedder,
    FilteredIndex,
    Leaning,
    LexicalIndex,
    PairJudge,
    SurroundingIndex,
    TopicModeller,
)
from domain.said_lessons import LearningAbout
from domain.writing import Writer
from settings import Settings
from use_cases.catalogue.other_names import OtherNames
from use_cases.parts import part
from use_cases.records import Records
from use_cases.sights import Sights

if TYPE_CHECKING:
    from domain.ports import Matrix
    from ingest.masking import PresidioMasker
    from ingest.reader_process import Readers
    from insights.coding.coder import TrainedCoder
    from language.sentences import SentenceSplitter
    from vector_store.chroma_index import ChromaIndex
    from vector_store.chroma_owner import ChromaConnection
    from vector_store.hybrid import HybridSearch

_TURNS = 7_406_915


class Repository(Records):
    """Everything behind one data directory. Opening it reads no model and starts nothing; parts open on first use.

    One per process; it is thread-safe because its parts are. ``close`` releases what was opened.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._masker: tuple[tuple[str, ...], PresidioMasker] | None = None
        self._codebook: tuple[int, Codebook] | None = None
        self._lessons: tuple[int, Lessons] | None = None
        self._coder: tuple[tuple[str, str], Coder] | None = None
        self._leaning: tuple[tuple[str, str], Leaning] | None = None

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

    # finding

    @part
    def embedder(self) -> Embedder:
        """Load the packaged embedding model, its digest checked."""
        from vector_store.embedding import MiniLmEmbedder

        return MiniLmEmbedder(threads=self.settings.threads)

    @part
    def search_embedder(self) -> Embedder:
        """Return what search compares by: the packaged model, or the one that a setting names.

        Coder, topics and journeys were measured with the packaged one, and keep to it. Raises ModelUnusable.
        """
        chosen = self.settings.embedding
        if chosen is None:
            return self.embedder
        if chosen.folder is not None:
            from vector_store.model_folder import FolderEmbedder

            return FolderEmbedder(chosen.folder, self.settings.threads)
        from vector_store.embedding_service import ServiceEmbedder

        return ServiceEmbedder(chosen.service, chosen.model, key=chosen.key)

    @property
    def embedders(self) -> tuple[Embedder, ...]:
        """Return the models of which every observation has a vector."""
        own = self.embedder
        return (own,) if self.settings.embedding is None else (own, self.search_embedder)

    @part
    def matcher(self) -> Embedder:
        """Return the encoders that match difficulties, joined, their digests checked when they are first used."""
        from insights.codebook_vectors import KnownVectors
        from insights.encoders import DIFFICULTY_ENCODERS
        from vector_store.joined_embedding import JoinedEmbedder

        return KnownVectors(JoinedEmbedder.of(DIFFICULTY_ENCODERS, self.settings.threads))

    @part
    def kind_encoder(self) -> Embedder:
        """Return the encoder that tells kinds apart, its digest checked when it is first used."""
        from insights.encoders import KIND_ENCODER
        from vector_store.embedding import MiniLmEmbedder

        return MiniLmEmbedder.of(KIND_ENCODER, self.settings.threads)

    @part
    def pair_judge(self) -> PairJudge:
        """Return what reads a text and a pattern together, its digest checked when it is first used."""
        from insights.encoders import PAIR_ENCODER
        from vector_store.pair_judging import MiniLmPairJudge

        return MiniLmPairJudge(PAIR_ENCODER, self.settings.threads)

    @part
    def chroma(self) -> "ChromaConnection":
        """Return the way to Chroma, not yet walked: the running server, or the files themselves under our lock."""
        from vector_store.chroma_owner import ChromaConnection

        return ChromaConnection(self.folder / "index", remote=self.settings.chroma)

    @part
    def vector_index(self) -> "ChromaIndex":
        """Return the nearest-neighbour index."""
        from vector_store.chroma_index import ChromaIndex

        embedder = self.search_embedder
        return ChromaIndex(self.chroma, embedder_name=embedder.name, dimensions=embedder.dimensions)

    @part
    def lexical_index(self) -> LexicalIndex:
        """Return the index by words."""
        from vector_store.lexical_index import Bm25Index

        return Bm25Index(self.folder / "index" / "words")

    @part
    def surroundings(self) -> SurroundingIndex:
        """Return the index of what stands around each observation."""
        from vector_store.surroundings import SurroundingsIndex

        return SurroundingsIndex(self.folder / "index" / "surroundings", model=self._another_model)

    @part
    def filtered_vectors(self) -> FilteredIndex:
        """Return the nearest-neighbour index for whoever does not see everything, or narrows."""
        from vector_store.filtered_vectors import FilteredVectors

        return FilteredVectors(self.folder / "index" / "filtered", model=self._another_model)

    @property
    def _another_model(self) -> str:
        """Return the name of the model that search compares by, empty for the packaged one."""
        return self.search_embedder.name if self.settings.embedding else ""

    @part
    def sights(self) -> Sights:
        """Return what keeps who may see what under which filter."""
        return Sights(self.evidence)

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

        search = HybridSearch(
            self.search_embedder,
            self.vector_index,
            self.lexical_index,
            vectors_of=self._vectors_of,
            surroundings=self.surroundings,
            filtered=self.filtered_vectors,
        )
        worth = self.leaning.asked("warm")
        search.find("warm", limit=1, worth=lambda ids: worth(self.ranking.codings(ids)))
        return search

    @part
    def other_names(self) -> OtherNames:
        """Return what knows the other names of what a question names."""
        return OtherNames(self.catalogue, self.names, self.evidence)

    def _vectors_of(self, ids: Sequence[str]) -> "tuple[list[str], Matrix]":
        return self.vectors.vectors(self.search_embedder.name, ids)

    # reading and making sense

    def masker_sparing(self, known: Catalogue) -> "PresidioMasker":
        """Return the finder of personal data, told which names are no people's: those of the catalogue."""
        from ingest.masking import PresidioMasker

        entries: list[Organisation | Service | System] = [*known.organisations, *known.services, *known.systems]
        names = tuple(name for entry in entries for name in (entry.name, *entry.aliases))
        with self.opening("masker"):
            if self._masker is None or self._masker[0] != names:
                self._masker = (names, PresidioMasker(never=names))
            return self._masker[1]

    @part
    def readers(self) -> "Readers":
        """Return the processes in which files are read, none of them started yet."""
        from ingest.reader_process import Readers

        return Readers(self.settings.limits)

    @part
    def sentences(self) -> "SentenceSplitter":
        """Load the splitter into sentences."""
        from language.sentences import SentenceSplitter

        return SentenceSplitter()

    @property
    def codebook(self) -> Codebook:
        """Return the codebook in force: the shipped one with what people changed, made anew after an edit."""
        revision = self.evidence.revision()
        with self.opening("codebook"):
            if self._codebook is None or self._codebook[0] != revision:
                self._codebook = (revision, self._edited_codebook())
            return self._codebook[1]

    def _edited_codebook(self) -> Codebook:
        from insights.codebook import load_codebook

        edits = self.codebook_edits.edits()
        picked = sorted({name for edit in edits for name in edit.change.picked})
        texts = {item.id: item.text for item in self.evidence.evidence(MAINTENANCE, picked)} if picked else {}
        return in_force(load_codebook(), edits, texts)

    @property
    def lessons(self) -> Lessons:
        """Return what was learned and adopted, made anew of the lessons whose words are still there."""
        from insights.coding.lessons import lessons_of

        revision = self.evidence.revision()
        with self.opening("lessons"):
            if self._lessons is None or self._lessons[0] != revision:
                basis = self.coder_basis
                self._lessons = (
                    revision,
                    replace(
                        lessons_of(self.learnings.taught(basis)),
                        kinds=tuple(self.said_learnings.taught(LearningAbout.KINDS, basis)),
                        severities=tuple(self.said_learnings.taught(LearningAbout.SEVERITIES, basis)),
                    ),
                )
            return self._lessons[1]

    @property
    def coder_basis(self) -> str:
        """Return what names the judges that the coder is made of."""
        from insights.coding.coder import basis_of

        return basis_of(self.matcher, self.kind_encoder, self.pair_judge)

    @property
    def coder(self) -> Coder:
        """Return the coder of the codebook and the lessons in force; a change of either makes another one."""
        codebook, lessons = self.codebook, self.lessons
        made_for = (codebook.version, lessons.version)
        with self.opening("coder"):
            if self._coder is None or self._coder[0] != made_for:
                self._coder = (made_for, self._coder_of(codebook, lessons))
            return self._coder[1]

    @property
    def shipped_coder(self) -> "TrainedCoder":
        """Return the coder of the codebook in force that has learned nothing."""
        return self._coder_of(self.codebook, NOTHING_LEARNED)

    def _coder_of(self, codebook: Codebook, lessons: Lessons) -> "TrainedCoder":
        from insights.coding.coder import TrainedCoder

        return TrainedCoder(
            codebook,
            embedder=self.embedder,
            matcher=self.matcher,
            kinds=self.kind_encoder,
            judge=self.pair_judge,
            lessons=lessons,
        )

    @property
    def leaning(self) -> Leaning:
        """Return what a question leans towards, by the codebook and the lessons in force."""
        from insights.coding.leanings import PatternLeaning

        codebook, lessons = self.codebook, self.lessons
        made_for = (codebook.version, lessons.version)
        with self.opening("leaning"):
            if self._leaning is None or self._leaning[0] != made_for:
                self._leaning = (made_for, PatternLeaning(codebook, self.matcher, lessons))
            return self._leaning[1]

    @property
    def topic_modeller(self) -> TopicModeller:
        """Return the topic model's adapter, guided by the codebook in force."""
        from insights.codebook_vectors import KnownVectors
        from insights.theming.topics import BerTopicModeller

        return BerTopicModeller(self.codebook, KnownVectors(self.embedder))

    @part
    def writer(self) -> Writer | None:
        """Return the writer outside that may name topics, nothing sent to it yet; None where no setting names one."""
        from insights.chat_completions import ChatCompletionsWriter

        said = self.settings.writer
        if said is None:
            return None
        return ChatCompletionsWriter(said.address, said.model, key=said.key, seconds=said.seconds)

    @property
    def reader(self) -> Writer | None:
        """Return the writer where the settings let it read proposed evidence again, else None."""
        said = self.settings.writer
        return self.writer if said and said.reads_evidence else None

    @property
    def index_is_served(self) -> bool:
        """Tell whether a server keeps the vector index, so that opening it takes no lock from anyone."""
        from vector_store.chroma_runtime import live_server

        return self.settings.chroma is not None or live_server(self.folder / "index") is not None

    def forget_indexes(self) -> None:
        """Close the indexes; the next use opens them afresh."""
        for name in ("hybrid", "vector_index", "lexical_index", "surroundings", "filtered_vectors"):
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
        readers = self.__dict__.pop("readers", None)
        if readers is not None:
            readers.close()
        database = self.__dict__.pop("database", None)
        if database is not None:
            database.close()
