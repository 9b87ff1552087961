"""Studies, sources and observations in SQL."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select
from sqlalchemy.sql.selectable import ScalarSelect

from domain.access import Viewer
from domain.errors import NotFound
from domain.evidence import (
    Coding,
    Evidence,
    FileAccount,
    Holdings,
    Observation,
    ReadSource,
    SourceView,
    Study,
    ToldAfter,
)
from domain.masking import MaskingDecisions
from domain.search import ObservationFilter
from storage.database import Database, bump, counter, kept
from storage.observations.filters import narrowed_to, of_studies, passing
from storage.observations.holdings import holdings
from storage.observations.rows import (
    EVIDENCE_COLUMNS,
    RESEARCHER,
    TODAY,
    attributes_of,
    bare_rows,
    base_name,
    batches,
    coding_values,
    current_about_of,
    evidence_from,
    observations_from,
    researched_by,
    study_from,
)
from storage.observations.said_kinds import STANDING
from storage.observations.said_marks import MARK_TABLES
from storage.observations.theme_filter import ThemeMembers
from storage.observations.told_after import told_after
from storage.schema import AnyRow, codings, observations, sources, studies
from storage.studies.revisions import store
from storage.studies.study_members import StudyMembers
from storage.studies.study_titles import StudyTitles
from storage.visibility import seen_by
from storage.withdrawal.pseudonyms import decisions_on, people_of


class SqlEvidence:
    """The system of record for evidence. Every read keeps to what its viewer may see."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def revision(self) -> int:
        """Return a number that grows with every change to what can be found or shown."""
        with self._database.reading() as connection:
            return counter(connection, "revision")

    def texts_revision(self) -> int:
        """Return a number that grows only when the texts of observations change: when an index falls behind."""
        with self._database.reading() as connection:
            return counter(connection, "texts")

    def save_source(self, source: ReadSource) -> FileAccount:
        """Store a source with its study in one transaction and tell what became of each candidate.

        See ``storage.studies.revisions`` for what counts as a duplicate and what a revision replaces.
        """
        with self._database.writing() as connection:
            return store(connection, source)

    def studies(self, viewer: Viewer) -> list[Study]:
        """Return the studies this viewer may see, newest date first, then by title; undated ones last."""
        with self._database.reading() as connection:
            found = [study_from(row) for row in connection.execute(select(studies).where(seen_by(viewer)))]
        found.sort(key=lambda study: (study.title.casefold(), study.id))
        found.sort(key=lambda study: study.date or "", reverse=True)
        return found

    def holdings(self, viewer: Viewer, where: ObservationFilter | None = None) -> Holdings:
        """Return how much this viewer may see; with a filter, studies and sources with an observation that passes."""
        with self._database.reading() as connection:
            return holdings(connection, viewer, where)

    def people_of(self, study_id: str) -> tuple[dict[str, tuple[str, ...]], int]:
        """Return the written forms behind each pseudonym of a study, and the highest number in use. Team-only."""
        with self._database.reading() as connection:
            return people_of(connection, study_id)

    def masking_decisions(self, source_id: str) -> MaskingDecisions | None:
        """Return what people decided on the masking of a source, or None when nobody decided. Team-only."""
        with self._database.reading() as connection:
            return decisions_on(connection, source_id)

    def digests(self) -> frozenset[str]:
        """Return the digests of every stored source's bytes, whoever's they are; not of originals that were deleted."""
        kept = select(sources.c.digest).where(sources.c.raw_state != "removed").distinct()
        with self._database.reading() as connection:
            return frozenset(connection.execute(kept).scalars())

    def evidence(self, viewer: Viewer, ids: Sequence[str]) -> list[Evidence]:
        """Return those of ``ids`` that this viewer may see, in the order given, with neighbours and coding."""
        found: dict[str, Evidence] = {}
        with self._database.reading() as connection:
            titles = StudyTitles(connection)
            for batch in batches(dict.fromkeys(ids)):
                conditions = [seen_by(viewer), observations.c.id.in_(batch)]
                rows = connection.execute(_everything(conditions).add_columns(*_AROUND)).all()
                seen = [row.id for row in rows]
                about = current_about_of(connection, seen)
                attributes = attributes_of(connection, seen)
                asked = _Asked(connection, rows)
                for row in rows:
                    neighbours = asked.neighbours(row)
                    found[row.id] = evidence_from(
                        row, about.get(row.id, ()), neighbours, attributes.get(row.id, ()), titles=titles
                    )
        return [found[identifier] for identifier in ids if identifier in found]

    def visible_ids(
        self, viewer: Viewer, where: ObservationFilter | None = None, *, among: Sequence[str] | None = None
    ) -> frozenset[str]:
        """Return identifiers of the observations this viewer may see that pass the filter."""
        with self._database.reading() as connection:
            if among is None:
                return self._all_visible(connection, viewer, where)
            query = _identifiers([seen_by(viewer), *narrowed_to(connection, where, few=True)])
            found: set[str] = set()
            for batch in batches(among):
                found.update(connection.execute(query.where(observations.c.id.in_(batch))).scalars())
            return frozenset(found)

    def _all_visible(self, connection: Connection, viewer: Viewer, where: ObservationFilter | None) -> frozenset[str]:
        of_study = select(studies.c.id).where(seen_by(viewer), *(of_studies(where) if where else ()))
        seen = kept(connection, StudyMembers).of(connection, connection.execute(of_study).scalars().all())
        for query in passing(where) if where and seen else ():
            seen &= frozenset(row[0] for row in bare_rows(connection, query))
        if where and where.themes:
            seen &= kept(connection, ThemeMembers).of(connection, where.themes)
        return seen

    def count(self, viewer: Viewer, where: ObservationFilter | None = None) -> int:
        """Return how many observations this viewer may see that pass the filter."""
        query = select(func.count()).select_from(_STUDIED)
        with self._database.reading() as connection:
            return connection.execute(query.where(*_conditions(connection, viewer, where))).scalar_one()

    def sees_any(self, viewer: Viewer) -> bool:
        """Tell whether there is an observation that this viewer may see, without counting them."""
        with self._database.reading() as connection:
            return connection.execute(_identifiers([seen_by(viewer)]).limit(1)).first() is not None

    def all_evidence(self, viewer: Viewer, where: ObservationFilter | None = None) -> list[Evidence]:
        """Return every observation this viewer may see that passes the filter, without neighbours, by identifier."""
        with self._database.reading() as connection:
            conditions = _conditions(connection, viewer, where)
            about = current_about_of(connection, _identifiers(conditions))
            attributes = attributes_of(connection, _identifiers(conditions))
            rows = connection.execute(_everything(conditions).order_by(observations.c.id))
            titles = StudyTitles(connection)
            return [
                evidence_from(row, about.get(row.id, ()), {}, attributes.get(row.id, ()), titles=titles) for row in rows
            ]

    def told_after(self, viewer: Viewer, ids: Sequence[str], *, within: int) -> dict[str, tuple[ToldAfter, ...]]:
        """Return what each source tells at most ``within`` places after those of ``ids`` that this viewer may see."""
        with self._database.reading() as connection:
            return told_after(connection, viewer, ids, within=within)

    def source(self, viewer: Viewer, source_id: str) -> SourceView:
        """Return a source's masked text and observations. Raises NotFound when this viewer may not see it."""
        visible = (
            select(sources.c.shown_name, sources.c.masked, sources.c.study)
            .select_from(sources.join(studies))
            .where(sources.c.id == source_id, seen_by(viewer))
        )
        with self._database.reading() as connection:
            row = connection.execute(visible).one_or_none()
            if row is None:
                raise NotFound("There is no such source.", remedy="Open it from a list: it may have been withdrawn.")
            study = connection.execute(_STUDY_TODAY.where(studies.c.id == row.study)).one()
            held = select(observations).where(observations.c.source == source_id).order_by(observations.c.ordinal)
            return SourceView(
                id=source_id,
                name=base_name(row.shown_name),
                text=row.masked,
                study=study_from(study),
                observations=tuple(observations_from(connection, held)),
                researched_by=researched_by(study),
            )

    def studies_holding(self, viewer: Viewer, texts: Sequence[str]) -> dict[str, int]:
        """Return how many of some masked texts stand, word for word, in each study that this viewer may see."""
        counted: Counter[str] = Counter()
        with self._database.reading() as connection:
            for batch in batches(list(dict.fromkeys(texts))):
                query = (
                    select(observations.c.study, func.count(observations.c.text.distinct()))
                    .join(studies, studies.c.id == observations.c.study)
                    .where(observations.c.text.in_(batch), seen_by(viewer))
                    .group_by(observations.c.study)
                )
                counted.update({row[0]: row[1] for row in connection.execute(query)})
        return dict(counted)

    def texts(self, *, holding: str | None = None) -> tuple[list[str], list[str]]:
        """Return identifiers and masked texts of every observation, by identifier, for rebuilding an index.

        ``holding`` keeps to those in which these characters stand.
        """
        query = select(observations.c.id, observations.c.text).order_by(observations.c.id)
        if holding is not None:
            query = query.where(observations.c.text.contains(holding, autoescape=True))
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [row.id for row in rows], [row.text for row in rows]

    def uncoded(self, coder_version: str, *, limit: int | None = None) -> list[Observation]:
        """Return the observations that this version of the coder has not seen, by identifier, at most ``limit``."""
        seen = select(codings.c.observation).where(codings.c.coder == coder_version)
        query = select(observations).where(observations.c.id.not_in(seen)).order_by(observations.c.id).limit(limit)
        with self._database.reading() as connection:
            return observations_from(connection, query)

    def save_codings(self, coder_version: str, codings: Mapping[str, Coding]) -> None:
        """Store what the coder said; it replaces what was said before. An identifier that is gone is passed over."""
        with self._database.writing() as connection:
            _replace_codings(connection, coder_version, codings)


def _replace_codings(connection: Connection, coder: str, said: Mapping[str, Coding]) -> None:
    stored = False
    for batch in batches(said):
        there = connection.execute(select(observations.c.id).where(observations.c.id.in_(batch))).scalars().all()
        if not there:
            continue
        connection.execute(delete(codings).where(codings.c.observation.in_(there)))
        connection.execute(insert(codings), [coding_values(item, coder, said[item]) for item in there])
        stored = True
    if stored:
        bump(connection)


_STUDIED = observations.join(studies, studies.c.id == observations.c.study)
_EVERYTHING = (
    _STUDIED.join(sources, sources.c.id == observations.c.source)
    .outerjoin(codings, codings.c.observation == observations.c.id)
    .outerjoin(STANDING, STANDING.c.observation == observations.c.id)
)
for _route, _is_of in (*MARK_TABLES, *TODAY):
    _EVERYTHING = _EVERYTHING.outerjoin(_route, _is_of)
_STUDY_TODAY = select(
    studies,
    studies.c.organisation.label("researched_then"),
    RESEARCHER.c.current.label("researcher"),
    RESEARCHER.c.name_key.label("researcher_key"),
).select_from(studies.outerjoin(*TODAY[0]))


def _conditions(connection: Connection, viewer: Viewer, where: ObservationFilter | None) -> list[ColumnElement[bool]]:
    return [seen_by(viewer), *narrowed_to(connection, where)]


def _identifiers(conditions: Iterable[ColumnElement[bool]]) -> Select[Any]:
    return select(observations.c.id).select_from(_STUDIED).where(*conditions)


def _everything(conditions: Iterable[ColumnElement[bool]]) -> Select[Any]:
    return select(*EVIDENCE_COLUMNS).select_from(_EVERYTHING).where(*conditions)


_BETWEEN = "\n\n"


def _neighbour(shown: str, *, before: bool) -> ScalarSelect[Any]:
    """Return a column of the observation next to each one in its source, whatever numbers deletions left out."""
    other = observations.alias()
    here, there = observations.c.ordinal, other.c.ordinal
    return (
        select(other.c[shown])
        .where(other.c.source == observations.c.source, there < here if before else there > here)
        .order_by(there.desc() if before else there.asc())
        .limit(1)
        .correlate(observations)
        .scalar_subquery()
    )


_AROUND = (
    observations.c.asked_start,
    observations.c.asked_end,
    _neighbour("text", before=True).label("before"),
    _neighbour("text", before=False).label("after"),
    _neighbour("asked_start", before=False).label("after_asked_start"),
    _neighbour("asked_end", before=False).label("after_asked_end"),
)


class _Asked:
    """What interviewers said between observations: the text of each source that holds any of it is read once."""

    def __init__(self, connection: Connection, rows: Sequence[AnyRow]) -> None:
        wanted = {row.source for row in rows if row.asked_start is not None or row.after_asked_start is not None}
        self._masked: dict[str, str] = {}
        for batch in batches(sorted(wanted)):
            query = select(sources.c.id, sources.c.masked).where(sources.c.id.in_(batch))
            self._masked |= {row.id: row.masked for row in connection.execute(query)}

    def neighbours(self, row: AnyRow) -> dict[str, str]:
        """Return what stands before and after an observation; what was asked stands in front of its answer."""
        asked = self._between(row.source, row.asked_start, row.asked_end)
        then = self._between(row.source, row.after_asked_start, row.after_asked_end)
        return {
            "before": _BETWEEN.join(filter(None, (row.before, asked))),
            "after": _BETWEEN.join(filter(None, (then, row.after))),
        }

    def _between(self, source: str, start: int | None, end: int | None) -> str:
        return "" if start is None else self._masked[source][start:end]
