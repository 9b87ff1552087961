"""The system of record: studies, sources and observations in SQL, raw bytes beside it.

Open it with ``storage.database.open_database``; each repository of ``domain.ports`` has its adapter in a module of
its own (``storage.observations.evidence.SqlEvidence`` and so on).
"""

from storage.catalogue import SqlCatalogue
from storage.database import Database, open_database
from storage.files.blobs import BlobStore
from storage.files.sql_blobs import SqlBlobs
from storage.findings.themes import SqlThemes
from storage.journeys.journeys import SqlJourneys
from storage.names import SqlNames
from storage.observations.evidence import SqlEvidence
from storage.observations.index_mark import SqlIndexMark
from storage.observations.vectors import SqlVectors

__all__ = [
    "BlobStore",
    "Database",
    "SqlBlobs",
    "SqlCatalogue",
    "SqlEvidence",
    "SqlIndexMark",
    "SqlJourneys",
    "SqlNames",
    "SqlThemes",
    "SqlVectors",
    "open_database",
]
