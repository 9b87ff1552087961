"""Originals: the full text of a source and what names its bytes, for the team of its study and for nobody else."""

from dataclasses import dataclass

from sqlalchemy import select

from domain.access import Viewer
from domain.errors import NotAllowed, NotFound
from storage.database import Database
from storage.schema import sources, studies
from storage.studies.publishing import changed_by
from storage.visibility import seen_by


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredOriginal:
    """What is stored of a source as it was received: its name, its full text, and the SHA-256 of its bytes.

    ``state`` is received, rewritten (a participant was taken out, and the bytes are a plain text) or removed.
    """

    source_id: str
    study_id: str
    name: str
    canonical: str
    digest: str
    state: str


class SqlOriginals:
    """The raw tier. Being an administrator or a curator opens nothing here: only being on the team does."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_open_to(self, viewer: Viewer, source_id: str) -> bool:
        """Tell whether this viewer is a researcher of the team whose source this is."""
        query = select(sources.c.id).join(studies, studies.c.id == sources.c.study)
        with self._database.reading() as connection:
            return connection.execute(query.where(sources.c.id == source_id, changed_by(viewer))).first() is not None

    def original(self, viewer: Viewer, source_id: str) -> StoredOriginal:
        """Return a source as it was received.

        Raises NotFound for one that this viewer may not see, NotAllowed for whoever is not on its study's team.
        """
        query = select(sources).join(studies, studies.c.id == sources.c.study).where(sources.c.id == source_id)
        with self._database.reading() as connection:
            row = connection.execute(query.where(changed_by(viewer))).one_or_none()
            if row is None and connection.execute(query.where(seen_by(viewer))).first() is None:
                raise NotFound("There is no such source.", remedy="Open it from a list: it may have been withdrawn.")
        if row is None:
            raise NotAllowed(
                "Only the researchers of the study's team may open the original.",
                where="the source",
                remedy="Ask the team. What everyone may read is the masked text.",
            )
        return StoredOriginal(
            source_id=row.id,
            study_id=row.study,
            name=row.name,
            canonical=row.canonical,
            digest=row.digest,
            state=row.raw_state,
        )
