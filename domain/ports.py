"""What the packages offer to ``use_cases``: protocols that adapters obey, in terms of the domain alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from domain.access import Viewer, Visibility
from domain.catalogue import Catalogue, NameKey, Organisation, Service, System
from domain.codes import Code
from domain.decisions import DecidedTheme
from domain.evidence import (
    About,
    Coding,
    Evidence,
    Fact,
    FileAccount,
    Holdings,
    Observation,
    Passage,
    ReadSource,
    Refusal,
    SourceFile,
    SourceView,
    Study,
    Subject,
    ToldAfter,
)
from domain.files import RefusedMember, Sight
from domain.insights import ThemeRow, ThemeStatus, TopicRun
from domain.journey_edits import VersionDeed
from domain.journeys import Journey, JourneySummary
from domain.limits import Limits
from domain.masking import MaskingDecisions
from domain.names import NameDecision, NamedIn, NameProposal
from domain.runs import RunSummary
from domain.search import Agreement, Hit, ObservationFilter, Place, Wording
from domain.tables import TableMapping
from domain.text import Replacement, TextSpan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float32]
    Vector: TypeAlias = NDArray[np.float32]
    Floats: TypeAlias = NDArray[np.floating[Any]]
    Labels: TypeAlias = NDArray[np.integer[Any]]

Progress: TypeAlias = Callable[[int, int], None]
"""Called with (done, total) as work goes on, at most a few times a second; done reaches total at the end."""


Piece: TypeAlias = Passage | Refusal | Fact | Code | TableMapping
"""What a reader yields of a file."""


class Reader(Protocol):
    """Turns one file into passages; drops no text silently; touches neither network nor disk.

    ``is_text`` says that the format is plain text, so that among such formats the name may decide.
    """

    suffixes: frozenset[str]
    media_type: str
    is_text: bool

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the bytes bear the format's own marks; False for a format that has none (plain text)."""
        ...

    def read(self, source: SourceFile, limits: Limits) -> Iterator[Piece]:
        """Yield passages in reading order, and a refusal for what the file holds but does not show.

        Where the format has them, also facts about the research, the codes that people made in another tool, and what
        the columns of a table were taken for.

        Raises UnreadableSource for a file that holds no text it can read, or more than the limits allow.
        """
        ...


class Container(Protocol):
    """Takes files out of a file that holds others (an archive, a letter with attachments); see :class:`Reader`."""

    suffixes: frozenset[str]

    def recognises(self, seen: Sight) -> bool:
        """Tell whether the bytes bear the container's own marks."""
        ...

    def members(self, source: SourceFile, limits: Limits) -> Iterator[SourceFile | RefusedMember]:
        """Yield each member under its path in there, in order; what cannot be taken out as a refused one.

        What is no member to anyone (folders, hidden clutter) is passed over. A container inside it is yielded as a
        file. Raises UnreadableSource for one that cannot be opened, or holds more than the limits allow.
        """
        ...


class Masker(Protocol):
    """Finds personal data in text."""

    def find(self, text: str, *, people: Sequence[TextSpan] = ()) -> list[Replacement]:
        """Return what to replace, in order and without overlap. No finds, or empty text: an empty list.

        ``people`` are spans that a person says are someone's name.
        """
        ...


class Embedder(Protocol):
    """Turns texts into vectors of one length whose dot product is their cosine similarity."""

    @property
    def name(self) -> str:
        """Return what names the model and its file exactly: vectors of two names never meet in one index."""
        ...

    @property
    def dimensions(self) -> int:
        """Return how many numbers a vector has."""
        ...

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> "Matrix":
        """Return a float32 array (len(texts), dimensions) of unit rows, in the order given. No texts: (0, d)."""
        ...


class PairJudge(Protocol):
    """Reads two texts together and says how surely the second is evidence of what the first describes."""

    name: str
    """Names the model and its file exactly."""

    def judge(self, pairs: "Sequence[tuple[str, str]]") -> "Vector":
        """Return (n,) log odds, in the order given. No pairs: (0,)."""
        ...


class NearestIndex(Protocol):
    """A vector index as a search reads it."""

    def nearest(self, vector: "Vector", *, limit: int) -> list[Hit]:
        """Return at most ``limit`` hits, cosine similarity in [-1, 1], highest first; ties by identifier.

        An empty index gives an empty list. Raises IndexUnusable when the index is damaged or of another model.
        """
        ...


class VectorIndex(NearestIndex, Protocol):
    """Nearest-neighbour search over observations; holds identifiers and vectors, never text. Always rebuildable."""

    def upsert(self, ids: Sequence[str], vectors: "Matrix", *, progress: Progress | None = None) -> None:
        """Add vectors (n, d), replacing those whose identifier is there already."""
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Remove identifiers; unknown ones are ignored."""
        ...

    def ids(self) -> frozenset[str]:
        """Return every identifier held."""
        ...

    def clear(self) -> None:
        """Empty the index and bind it to the current model: the first step of a rebuild."""
        ...


class FilteredIndex(Protocol):
    """Nearest-neighbour search among what a filter lets through, rebuilt from storage with the index of words."""

    def build(self, ids: Sequence[str], vectors: "Matrix", *, revision: int) -> None:
        """Replace the whole index by these vectors (n, d) and record the revision of storage they are of."""
        ...

    def revision(self) -> int | None:
        """Return the revision it was built from, or None when there is no index."""
        ...

    def ids(self) -> frozenset[str]:
        """Return every identifier held; none when there is no index."""
        ...

    def nearest(self, vector: "Vector", *, limit: int, among: frozenset[str]) -> list[Hit]:
        """Return at most ``limit`` hits among these, cosine similarity in [-1, 1], highest first; ties by identifier.

        Raises IndexUnusable when the index is damaged.
        """
        ...


class AskedWords(Protocol):
    """The words of one query, as whoever sees certain texts may learn of them."""

    def matches(self, *, limit: int, among: frozenset[str] | None = None) -> tuple[list[Hit], float]:
        """Return at most ``limit`` hits with a positive score, highest first; ties by identifier.

        ``among`` keeps to those identifiers, before ranking. Beside them stands the standard deviation of the scores
        over all texts that are seen.
        """
        ...

    def strangeness(self) -> float:
        """Return the share, in [0, 1], of the query's weight on words that hardly any text has."""
        ...

    def agreement(self, ids: Iterable[str]) -> Agreement:
        """Return how far these texts together have the words of what the query asks about."""
        ...

    def holding(self, *, among: frozenset[str] | None = None) -> frozenset[str]:
        """Return the texts, ``among`` these, that have every word of what the query asks about; no words: none."""
        ...


class LexicalIndex(Protocol):
    """Search by words over observations, rebuilt from storage when its revision falls behind."""

    def build(self, ids: Sequence[str], texts: Sequence[str], *, revision: int) -> None:
        """Replace the whole index by these texts and record the revision of storage it was built from."""
        ...

    def revision(self) -> int | None:
        """Return the revision it was built from, or None when there is no index."""
        ...

    def ids(self) -> frozenset[str]:
        """Return every identifier held; none when there is no index."""
        ...

    def asked(self, query: str, *, seen: frozenset[str] | None = None) -> AskedWords:
        """Return the words of a query, weighed by the texts ``seen``; None: all. Of others nothing can be learnt.

        Raises IndexUnusable when the index is damaged.
        """
        ...

    def wording(self, query: str) -> Wording:
        """Return which observations hold the phrases that a query quotes, and the codes that it names."""
        ...


class SurroundingIndex(Protocol):
    """How near a query is to what stands around observations, rebuilt from storage together with the index of words."""

    def build(self, places: Sequence[Place], ids: Sequence[str], vectors: "Matrix", *, revision: int) -> None:
        """Replace the whole index by observations in their places; ``vectors`` (n, d) belong to ``ids``."""
        ...

    def revision(self) -> int | None:
        """Return the revision it was built from, or None when there is no index."""
        ...

    def ids(self) -> frozenset[str]:
        """Return every identifier held; none when there is no index."""
        ...

    def nearness(self, vector: "Vector", ids: Sequence[str]) -> dict[str, float]:
        """Return how near the surroundings of each of ``ids`` are, in [-1, 1]; those not held are left out."""
        ...


class Leaning(Protocol):
    """What a question leans towards among observations, by what the coder made of them."""

    def asked(self, query: str) -> Callable[[Mapping[str, Coding]], dict[str, float]]:
        """Return what tells, for codings by identifier, how much more each answers the query than its words let on.

        At least 0, in units of cosine similarity. No codings: an empty dictionary. The query may be read meanwhile.
        """
        ...


class Coder(Protocol):
    """Says kind, severity and patterns of texts. Deterministic."""

    version: str

    def code(
        self, texts: Sequence[str], vectors: "Matrix", *, headings: Sequence[tuple[str, ...]] | None = None
    ) -> list[Coding]:
        """Return one coding a text, in order. ``vectors`` (n, d) are the texts' own, of the stock embedder."""
        ...


class TopicModeller(Protocol):
    """Groups observations by what they tell."""

    def fit(
        self, evidence: Sequence[Evidence], vectors: "Matrix", *, seed: int, progress: Progress | None = None
    ) -> TopicRun:
        """Return a run with one assignment an observation. The same input and seed give the same run."""
        ...


class EvidenceRepository(Protocol):
    """Studies, sources and observations: the system of record."""

    def revision(self) -> int:
        """Return a number that grows with every change to what can be found or shown."""
        ...

    def texts_revision(self) -> int:
        """Return a number that grows only when the texts of observations change: when an index falls behind."""
        ...

    def save_source(self, source: ReadSource) -> FileAccount:
        """Store a source with its study in one transaction and tell what became of each candidate.

        The same content again is a duplicate and changes nothing; the same name with new content supersedes
        the old, observation by observation.
        """
        ...

    def studies(self, viewer: Viewer) -> list[Study]:
        """Return the studies this viewer may see, newest date first, then by title."""
        ...

    def evidence(self, viewer: Viewer, ids: Sequence[str]) -> list[Evidence]:
        """Return those of ``ids`` that this viewer may see, in the order given, with neighbours and coding."""
        ...

    def visible_ids(
        self, viewer: Viewer, where: ObservationFilter | None = None, *, among: Sequence[str] | None = None
    ) -> frozenset[str]:
        """Return identifiers of the observations this viewer may see that pass the filter."""
        ...

    def count(self, viewer: Viewer, where: ObservationFilter | None = None) -> int:
        """Return how many observations this viewer may see that pass the filter."""
        ...

    def sees_any(self, viewer: Viewer) -> bool:
        """Tell whether there is an observation that this viewer may see, without counting them."""
        ...

    def all_evidence(self, viewer: Viewer, where: ObservationFilter | None = None) -> list[Evidence]:
        """Return every observation this viewer may see that passes the filter, without neighbours, by identifier."""
        ...

    def told_after(self, viewer: Viewer, ids: Sequence[str], *, within: int) -> dict[str, tuple[ToldAfter, ...]]:
        """Return what each source tells at most ``within`` places after those of ``ids`` that this viewer may see."""
        ...

    def source(self, viewer: Viewer, source_id: str) -> SourceView:
        """Return a source's masked text and observations. Raises NotFound when this viewer may not see it."""
        ...

    def holdings(self, viewer: Viewer, where: ObservationFilter | None = None) -> Holdings:
        """Return how much this viewer may see; with a filter, studies and sources with an observation that passes."""
        ...

    def people_of(self, study_id: str) -> tuple[dict[str, tuple[str, ...]], int]:
        """Return the written forms behind each pseudonym of a study, and the highest number in use. Team-only."""
        ...

    def masking_decisions(self, source_id: str) -> MaskingDecisions | None:
        """Return what people decided on the masking of a source, or None when nobody decided. Team-only."""
        ...

    def studies_holding(self, viewer: Viewer, texts: Sequence[str]) -> dict[str, int]:
        """Return how many of some masked texts stand, word for word, in each study that this viewer may see."""
        ...

    def digests(self) -> frozenset[str]:
        """Return the digests of every stored source's bytes, whoever's they are."""
        ...

    def texts(self, *, holding: str | None = None) -> tuple[list[str], list[str]]:
        """Return identifiers and masked texts of every observation, by identifier, for rebuilding an index.

        ``holding`` keeps to those in which these characters stand.
        """
        ...

    def uncoded(self, coder_version: str, *, limit: int | None = None) -> list[Observation]:
        """Return the observations that this version of the coder has not seen, by identifier, at most ``limit``."""
        ...

    def save_codings(self, coder_version: str, codings: Mapping[str, Coding]) -> None:
        """Store what the coder said; a newer version's word replaces an older one's."""
        ...


class VectorRepository(Protocol):
    """Vectors beside their observations, so that any index is rebuilt without embedding again."""

    def without_vectors(self, model: str, *, limit: int | None = None) -> list[Observation]:
        """Return the observations that have no vector of this model yet, by identifier, at most ``limit``."""
        ...

    def save_vectors(self, model: str, ids: Sequence[str], vectors: "Matrix") -> None:
        """Store vectors (n, d) in float32; an identifier that is gone meanwhile is passed over."""
        ...

    def vectors(self, model: str, ids: Sequence[str] | None = None) -> tuple[list[str], "Matrix"]:
        """Return identifiers in ascending order and their vectors (n, d); only those of ``ids`` when given."""
        ...

    def counts(self) -> dict[str, int]:
        """Return how many vectors are stored, by model."""
        ...


class RankingRepository(Protocol):
    """What ranking needs to know of observations. Gives no words; its callers ask only about what may be seen."""

    def places(self) -> list[Place]:
        """Return where every observation stands, by identifier, for rebuilding an index."""
        ...

    def codings(self, ids: Sequence[str]) -> dict[str, Coding]:
        """Return what the coder said of those of ``ids`` that it has seen."""
        ...


class ThemeRepository(Protocol):
    """Topic runs and what people made of their topics."""

    def save_run(self, run: TopicRun) -> None:
        """Store a run; it becomes the latest."""
        ...

    def latest_run(self) -> TopicRun | None:
        """Return the latest run with topics and assignments, or None."""
        ...

    def run_before(self) -> TopicRun | None:
        """Return the run that was the latest before the latest, or None."""
        ...

    def run_ids(self) -> list[str]:
        """Return the identifiers of all runs, the latest first."""
        ...

    def run_summaries(self, viewer: Viewer, *, limit: int) -> list[RunSummary]:
        """Return the last runs, at most ``limit``, the latest first, counted by what this viewer may see.

        How well they agree is not told.
        """
        ...

    def run_and_before(self, identifier: str) -> tuple[TopicRun | None, TopicRun | None]:
        """Return a run by its identifier and the one that was saved before it; None for what is not there."""
        ...

    def themes(self, viewer: Viewer, where: ObservationFilter | None = None, *, merged: bool = False) -> list[ThemeRow]:
        """Return topics of the latest run and accepted or rejected themes, largest first, counts as seen by viewer.

        ``merged`` adds those that were merged into others or taken back.
        """
        ...

    def became(self) -> dict[str, str]:
        """Return what themes that stand for themselves no more became, over all steps: another theme, or a pattern."""
        ...

    def decisions(self, viewer: Viewer) -> list[DecidedTheme]:
        """Return every decision on themes of which this viewer sees something, in order."""
        ...

    def decide(
        self, viewer: Viewer, theme_id: str, status: ThemeStatus, *, title: str = "", description: str | None = None
    ) -> str:
        """Record what a person made of a theme; return the act's identifier. Raises NotFound."""
        ...

    def rename(self, viewer: Viewer, theme_id: str, title: str, *, description: str | None = None) -> str:
        """Record what a person calls a theme and writes to it; return the act's identifier. Raises NotFound."""
        ...

    def give_to_pattern(self, viewer: Viewer, theme_id: str, pattern: str, *, evidence: Sequence[str] = ()) -> str:
        """Record that a pattern takes a theme's place, and gets this evidence; return the act. Raises NotFound."""
        ...

    def merge(self, viewer: Viewer, theme_id: str, into: str, *, evidence: Sequence[str] = ()) -> str:
        """Record that two themes are one; return the act's identifier. Raises NotFound, InvalidRequest."""
        ...

    def split(self, viewer: Viewer, theme_id: str, chosen: Sequence[str], title: str) -> tuple[str, str]:
        """Record that some of a theme is one of its own; return the act and the new theme's identifier.

        Raises NotFound, InvalidRequest.
        """
        ...

    def take_back(self, viewer: Viewer, act: str) -> None:
        """Record that an act on themes no longer stands. Raises NotFound, InvalidRequest."""
        ...


class CatalogueRepository(Protocol):
    """Organisations, services and systems."""

    def catalogue(self) -> Catalogue:
        """Return everything known, each list by name, and the names that people decided to be none."""
        ...

    def save(self, *entries: Organisation | Service | System) -> int:
        """Add entries, or replace those of the same name; return how many were new.

        What stands under their names follows at once. Raises InvalidRequest for successors that go round in a circle.
        """
        ...

    def remember(self, *entries: Organisation | Service | System) -> int:
        """Add names that a source gave, marked as remembered, unless they are known; return how many were new."""
        ...


class NameRepository(Protocol):
    """Names found in text: who sees which, what is to be decided, and what people decided."""

    def named(self, viewer: Viewer) -> dict[NameKey, NamedIn]:
        """Return how much of what this viewer may see goes by each name as it is written."""
        ...

    def held(self, viewer: Viewer) -> dict[str, NamedIn]:
        """Return how much this viewer may see of each organisation as it is today, by the key of its current name."""
        ...

    def proposals(self, viewer: Viewer) -> list[NameProposal]:
        """Return names taken from text that nobody has decided on, as far as this viewer sees them; commonest first."""
        ...

    def mentioning(self, names: Collection[str]) -> list[Observation]:
        """Return the observations, whoever sees them, in whose words or headings one of these names may stand."""
        ...

    def say_about(self, about: Mapping[str, Sequence[About]]) -> None:
        """Put what observations are about, by their identifiers, in place of what was known."""
        ...

    def decisions(self) -> list[NameDecision]:
        """Return what people decided on names, the latest first."""
        ...

    def confirm(self, subject: Subject, name: str, *, by: Viewer, aliases: Sequence[str] = ()) -> None:
        """Make a name an entry of the catalogue with other names. Raises InvalidRequest when it is one of another."""
        ...

    def merge(self, subject: Subject, name: str, into: str, *, by: Viewer, aliases: Sequence[str] = ()) -> None:
        """Make a name, or a whole entry, another name of an entry, others with it. Raises NotFound, InvalidRequest."""
        ...

    def reject(self, subject: Subject, name: str, *, by: Viewer) -> None:
        """Decide that a name is no such thing. Raises InvalidRequest for an entry that a person put in."""
        ...

    def undo(self, subject: Subject, name: str) -> None:
        """Take the decision on a name back. Raises NotFound when there is none."""
        ...


class JourneyRepository(Protocol):
    """Journeys, with their evidence resolved for whoever looks."""

    def save(
        self,
        journey: Journey,
        *,
        by: Viewer,
        visibility: Visibility | None = None,
        mission: str | None = None,
        team: str | None = None,
        did: str = "",
        deed: VersionDeed = VersionDeed.CHANGED,
        version: int | None = None,
    ) -> None:
        """Add a journey or replace the one with its identifier; without ``mission`` it stays in the one it is in.

        What changes something is a new version; ``did`` says in words what was done, ``deed`` how that came about.
        ``visibility`` says who may see it once it is published; left out, it stays, at first the maker's alone.
        ``team`` answers for a new one; ``version`` is the one that ``by`` made it of.
        Raises NotFound and NotAllowed for one that is not ``by``'s to change, ChangedMeanwhile for another version.
        """
        ...

    def journeys(self, viewer: Viewer, *, mission: str | None = None) -> list[JourneySummary]:
        """Return the journeys this viewer may see, of a mission if one is named, last changed first."""
        ...

    def count(self, viewer: Viewer, *, mission: str | None = None) -> int:
        """Return how many journeys ``journeys`` would give, without reading any."""
        ...

    def summary(self, viewer: Viewer, identifier: str) -> JourneySummary:
        """Return what the list says of one journey. Raises NotFound."""
        ...

    def journey(self, viewer: Viewer, identifier: str) -> Journey:
        """Return a journey; evidence this viewer may not see is left out. Raises NotFound."""
        ...

    def whole(self, viewer: Viewer, *, mission: str | None = None) -> list[Journey]:
        """Return all the journeys this viewer may see, or a mission's, with steps and evidence, by title."""
        ...
