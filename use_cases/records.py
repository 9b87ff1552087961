"""The system of record of one repository: its database, and what is read from and written to it."""

from pathlib import Path
from typing import TYPE_CHECKING

from domain.mission_ports import (
    CoverageRepository,
    MissionRepository,
    NewsRepository,
    OwnershipRepository,
    VisitRepository,
)
from domain.ports import (
    CatalogueRepository,
    EvidenceRepository,
    JourneyRepository,
    NameRepository,
    RankingRepository,
    ThemeRepository,
    VectorRepository,
)
from settings import Settings
from use_cases.parts import Parts, part

if TYPE_CHECKING:
    from storage import BlobStore, Database, SqlBlobs, SqlIndexMark
    from storage.audit import SqlAudit
    from storage.findings.codebook_edits import SqlCodebookEdits
    from storage.findings.codes import SqlCodes
    from storage.findings.decisions import SqlDecisions
    from storage.findings.learnings import SqlLearnings
    from storage.findings.readings import SqlReadings
    from storage.findings.said_learnings import SqlSaidLearnings
    from storage.journeys.journey_publishing import SqlJourneyPublishing
    from storage.journeys.journey_removal import SqlJourneyRemoval
    from storage.journeys.journey_versions import SqlJourneyVersions
    from storage.observations.answers import SqlAnswers
    from storage.observations.facets import SqlFacets
    from storage.people import SqlPeople
    from storage.studies.mappings import SqlMappings
    from storage.studies.originals import SqlOriginals
    from storage.studies.publishing import SqlPublishing
    from storage.watches import SqlWatches
    from storage.withdrawal.withdrawals import SqlWithdrawals
    from storage.written_insights import SqlInsights


class Records(Parts):
    """What is stored, each part opened when it is first needed; the parts of ``Repository`` that need nothing else."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings

    @property
    def folder(self) -> Path:
        """Return the data directory."""
        return self.settings.data_dir

    @property
    def is_shared(self) -> bool:
        """Tell whether workers and apps on several machines may work on it at once: the database is PostgreSQL."""
        return self.settings.database_url.startswith("postgresql")

    @part
    def database(self) -> "Database":
        """Open the database, creating it, or backing it up and migrating it, when need be."""
        from storage import open_database
        from use_cases.running.migrating import before_migrating

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
    def ranking(self) -> RankingRepository:
        """Return what search ranks by, beside words and vectors."""
        from storage.observations.ranking import SqlRanking

        return SqlRanking(self.database)

    @part
    def facets(self) -> "SqlFacets":
        """Return what counts observations by the choices of the filters."""
        from storage.observations.facets import SqlFacets

        return SqlFacets(self.database)

    @part
    def themes(self) -> ThemeRepository:
        """Return topic runs and themes."""
        from storage import SqlThemes

        return SqlThemes(self.database)

    @part
    def decisions(self) -> "SqlDecisions":
        """Return what people decided on evidence."""
        from storage.findings.decisions import SqlDecisions

        return SqlDecisions(self.database)

    @part
    def readings(self) -> "SqlReadings":
        """Return what models outside answered of proposed evidence."""
        from storage.findings.readings import SqlReadings

        return SqlReadings(self.database)

    @part
    def codebook_edits(self) -> "SqlCodebookEdits":
        """Return what people changed in the codebook."""
        from storage.findings.codebook_edits import SqlCodebookEdits

        return SqlCodebookEdits(self.database)

    @part
    def learnings(self) -> "SqlLearnings":
        """Return what the coder would learn from decisions, and what people made of that."""
        from storage.findings.learnings import SqlLearnings

        return SqlLearnings(self.database)

    @part
    def said_learnings(self) -> "SqlSaidLearnings":
        """Return what the coder would learn of kinds and severities that people said, and what they made of that."""
        from storage.findings.said_learnings import SqlSaidLearnings

        return SqlSaidLearnings(self.database)

    @part
    def insights(self) -> "SqlInsights":
        """Return the insights that people write on evidence."""
        from storage.written_insights import SqlInsights

        return SqlInsights(self.database)

    @part
    def watches(self) -> "SqlWatches":
        """Return what people watch."""
        from storage.watches import SqlWatches

        return SqlWatches(self.database)

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
    def codes(self) -> "SqlCodes":
        """Open codes and selections."""
        from storage.findings.codes import SqlCodes

        return SqlCodes(self.database)

    @part
    def journeys(self) -> JourneyRepository:
        """Return the journeys."""
        from storage import SqlJourneys

        return SqlJourneys(self.database)

    @part
    def journey_publishing(self) -> "SqlJourneyPublishing":
        """Return journeys as their teams care for them."""
        from storage.journeys.journey_publishing import SqlJourneyPublishing

        return SqlJourneyPublishing(self.database)

    @part
    def journey_removal(self) -> "SqlJourneyRemoval":
        """Return journeys as they go for good."""
        from storage.journeys.journey_removal import SqlJourneyRemoval

        return SqlJourneyRemoval(self.database)

    @part
    def journey_versions(self) -> "SqlJourneyVersions":
        """Return what journeys were, and journeys as they are changed."""
        from storage.journeys.journey_versions import SqlJourneyVersions

        return SqlJourneyVersions(self.database)

    @part
    def publishing(self) -> "SqlPublishing":
        """Return studies as their teams care for them."""
        from storage.studies.publishing import SqlPublishing

        return SqlPublishing(self.database)

    @part
    def withdrawals(self) -> "SqlWithdrawals":
        """Return what was withdrawn, what may be, and what is due."""
        from storage.withdrawal.withdrawals import SqlWithdrawals

        return SqlWithdrawals(self.database)

    @part
    def originals(self) -> "SqlOriginals":
        """Return sources as they were received, for their teams."""
        from storage.studies.originals import SqlOriginals

        return SqlOriginals(self.database)

    @part
    def audit(self) -> "SqlAudit":
        """Return the record of who did what."""
        from storage.audit import SqlAudit

        return SqlAudit(self.database)

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
    def mappings(self) -> "SqlMappings":
        """Return what teams decided on the columns of their tables."""
        from storage.studies.mappings import SqlMappings

        return SqlMappings(self.database)

    @part
    def answers(self) -> "SqlAnswers":
        """Return closed answers, counted."""
        from storage.observations.answers import SqlAnswers

        return SqlAnswers(self.database)

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
        from storage.studies.coverage import SqlCoverage

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
