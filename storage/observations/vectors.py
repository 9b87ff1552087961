"""Vectors beside their observations, as little-endian float32."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select

from domain.evidence import Observation
from storage.database import Database, bump
from storage.observations.rows import batches, observations_from
from storage.schema import observations, vectors

if TYPE_CHECKING:
    from domain.ports import Matrix

_STORED = np.dtype("<f4")


class SqlVectors:
    """The vectors of every observation, a set for each model."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def without_vectors(self, model: str, *, limit: int | None = None) -> list[Observation]:
        """Return the observations that have no vector of this model yet, by identifier, at most ``limit``."""
        done = select(vectors.c.observation).where(vectors.c.model == model)
        query = select(observations).where(observations.c.id.not_in(done)).order_by(observations.c.id).limit(limit)
        with self._database.reading() as connection:
            return observations_from(connection, query)

    def save_vectors(self, model: str, ids: Sequence[str], vectors: "Matrix") -> None:
        """Store vectors (n, d) in float32; an identifier that is gone meanwhile is passed over.

        They replace those of the same model. Raises ValueError unless there is one row for each identifier.
        """
        if vectors.ndim != 2 or len(vectors) != len(ids):
            raise ValueError(f"{len(ids)} identifiers need as many rows, not an array of shape {vectors.shape}.")
        rows = dict(zip(ids, vectors.astype(_STORED), strict=True))
        with self._database.writing() as connection:
            _replace(connection, model, rows)

    def vectors(self, model: str, ids: Sequence[str] | None = None) -> tuple[list[str], "Matrix"]:
        """Return identifiers in ascending order and their vectors (n, d); only those of ``ids`` when given.

        Without any vector the array is (0, 0).
        """
        query = select(vectors.c.observation, vectors.c.vector).where(vectors.c.model == model)
        with self._database.reading() as connection:
            if ids is None:
                rows = connection.execute(query.order_by(vectors.c.observation)).all()
            else:
                rows = []
                for batch in batches(sorted(set(ids))):
                    part = query.where(vectors.c.observation.in_(batch)).order_by(vectors.c.observation)
                    rows += connection.execute(part).all()
        if not rows:
            return [], np.zeros((0, 0), dtype=np.float32)
        # A bytearray, so that the array may be written to without another copy.
        joined = bytearray().join(row.vector for row in rows)
        matrix = np.frombuffer(joined, dtype=_STORED).reshape(len(rows), -1).astype(np.float32, copy=False)
        return [row.observation for row in rows], matrix

    def counts(self) -> dict[str, int]:
        """Return how many vectors are stored, by model."""
        query = select(vectors.c.model, func.count().label("how_many")).group_by(vectors.c.model)
        with self._database.reading() as connection:
            return {row.model: row.how_many for row in connection.execute(query.order_by(vectors.c.model))}


def _replace(connection: Connection, model: str, given: dict[str, Any]) -> None:
    stored = False
    for batch in batches(given):
        there = connection.execute(select(observations.c.id).where(observations.c.id.in_(batch))).scalars().all()
        if not there:
            continue
        connection.execute(delete(vectors).where(vectors.c.model == model, vectors.c.observation.in_(there)))
        rows = [
            {"model": model, "observation": item, "dimensions": len(given[item]), "vector": given[item].tobytes()}
            for item in there
        ]
        connection.execute(insert(vectors), rows)
        stored = True
    if stored:
        bump(connection)
