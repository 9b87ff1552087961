"""The system of record: studies, sources and observations in SQL, raw bytes beside it.

Open it with ``storage.database.open_database``; each repository of ``domain.ports`` has its adapter in a module of
its own (``storage.evidence.SqlEvidence`` and so on).
"""

from storage.blobs import BlobStore
from storage.catalogue import SqlCatalogue
from storage.database import Database, open_database
from storage.evidence import SqlEvidence
from storage.index_mark import SqlIndexMark
from storage.journeys import SqlJourneys
from storage.names import SqlNames
from storage.sql_blobs import SqlBlobs
from storage.themes import SqlThemes
from storage.vectors import SqlVectors

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
