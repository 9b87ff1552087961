"""A study's own codes, and the selections on its sources that carry them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from domain.access import Viewer
from domain.coded import KeptText
from domain.codes import Code, Selection
from domain.evidence import ReadSource
from domain.text import TextSpan
from storage.database import Database, bump
from storage.observations.rows import base_name, observations_from
from storage.schema import AnyRow, codes, observations, selections, sources, studies
from storage.visibility import seen_by


def store_codes(connection: Connection, source: ReadSource) -> None:
    """Put a source's selections in place of those it had, and add its codes to those of its study.

    A code that is there already takes the name, description and place that the newer file gives it.
    """
    add_codes(connection, source.study.id, source.codes)
    connection.execute(delete(selections).where(selections.c.source == source.id))
    if rows := [_selection_values(source.id, at, each) for at, each in enumerate(source.selections)]:
        connection.execute(insert(selections), rows)


def add_codes(connection: Connection, study: str, added: Iterable[Code]) -> int:
    """Add codes to a study's own, or bring those it has up to date; return how many are new."""
    stored = {row.id: row for row in connection.execute(select(codes).where(codes.c.study == study))}
    following = connection.execute(select(func.max(codes.c.position)).where(codes.c.study == study)).scalar()
    position = -1 if following is None else following
    new = 0
    for code in added:
        if code.id not in stored:
            position, new = position + 1, new + 1
            connection.execute(insert(codes).values(study=study, position=position, **asdict(code)))
        elif _code_from(stored[code.id]) != code:
            here = (codes.c.study == study) & (codes.c.id == code.id)
            connection.execute(update(codes).where(here).values(**asdict(code)))
    return new


class SqlCodes:
    """Reads and writes codes and selections. Every read keeps to what its viewer may see."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def codes(self, viewer: Viewer, study: str) -> list[Code]:
        """Return a study's own codes in their order; none for a study that this viewer may not see."""
        query = (
            select(codes)
            .join(studies, studies.c.id == codes.c.study)
            .where(codes.c.study == study, seen_by(viewer))
            .order_by(codes.c.position)
        )
        with self._database.reading() as connection:
            return [_code_from(row) for row in connection.execute(query)]

    def add(self, study: str, added: Sequence[Code]) -> int:
        """Add codes to a study's own, or bring those it has up to date; return how many are new."""
        with self._database.writing() as connection:
            new = add_codes(connection, study, added)
            bump(connection)
        return new

    def texts(self, viewer: Viewer, study: str) -> list[KeptText]:
        """Return a study's sources by name, each with its masked text, observations and selections.

        None of a study that this viewer may not see.
        """
        visible = (
            select(sources.c.id, sources.c.shown_name, sources.c.masked)
            .join(studies, studies.c.id == sources.c.study)
            .where(sources.c.study == study, seen_by(viewer))
            .order_by(sources.c.shown_name, sources.c.id)
        )
        with self._database.reading() as connection:
            return [_kept(connection, row) for row in connection.execute(visible).all()]


def _kept(connection: Connection, row: AnyRow) -> KeptText:
    held = select(observations).where(observations.c.source == row.id).order_by(observations.c.ordinal)
    marked = select(selections).where(selections.c.source == row.id).order_by(selections.c.position)
    return KeptText(
        source_id=row.id,
        name=base_name(row.shown_name),
        text=row.masked,
        observations=tuple(observations_from(connection, held)),
        selections=tuple(_selection_from(each) for each in connection.execute(marked)),
    )


def _code_from(row: AnyRow) -> Code:
    return Code(
        id=row.id,
        name=row.name,
        description=row.description,
        parent=row.parent,
        colour=row.colour,
        is_codable=row.is_codable,
    )


def _selection_values(source: str, position: int, item: Selection) -> dict[str, Any]:
    return {
        "source": source,
        "id": item.id,
        "position": position,
        "span_start": item.span.start,
        "span_end": item.span.end,
        "codes": list(item.codes),
        "description": item.description,
        "said_by": item.by,
    }


def _selection_from(row: AnyRow) -> Selection:
    return Selection(
        id=row.id,
        span=TextSpan(start=row.span_start, end=row.span_end),
        codes=tuple(row.codes),
        description=row.description,
        by=row.said_by,
    )
