"""Counts of observations by what a search can be narrowed by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, func, select

from domain.access import Viewer
from domain.decisions import Verdict
from domain.evidence import Kind, Standing, Subject, severity_of
from domain.facets import Facet, FacetCount, Facets
from domain.search import Speaking
from storage.database import Database, kept
from storage.observations.pattern_filter import decided
from storage.observations.rows import (
    CODING_COLUMNS,
    RESEARCHER,
    TODAY,
    batches,
    coding_from,
    current_about_of,
    researched_by,
    standing_of,
)
from storage.observations.said_kinds import SAID_COLUMNS, STANDING, said_kind_from
from storage.observations.said_marks import MARK_COLUMNS, MARK_TABLES, said_standing_from
from storage.observations.theme_filter import ThemeMembers
from storage.schema import AnyRow, codings, observations, studies
from storage.studies.study_titles import StudyTitles
from storage.visibility import seen_by

_COLUMNS = (
    observations.c.id,
    observations.c.study,
    studies.c.title,
    studies.c.organisation.label("researched_then"),
    studies.c.organisation_basis,
    RESEARCHER.c.current.label("researcher"),
    RESEARCHER.c.name_key.label("researcher_key"),
    studies.c.method,
    studies.c.date,
    studies.c.standing,
    *CODING_COLUMNS,
    *SAID_COLUMNS,
    *MARK_COLUMNS,
)
_FROM = (
    observations.join(studies, studies.c.id == observations.c.study)
    .outerjoin(codings, codings.c.observation == observations.c.id)
    .outerjoin(STANDING, STANDING.c.observation == observations.c.id)
    .outerjoin(*TODAY[0])
)
for _marked, _is_of in MARK_TABLES:
    _FROM = _FROM.outerjoin(_marked, _is_of)


_PATTERN = "PAT_"
"""How identifiers of patterns begin: people decide on other subjects, too."""


class SqlFacets:
    """Counts as the filters beside it (``filters.py``) would narrow: what is counted under a choice passes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def speaking(self, viewer: Viewer, ids: Iterable[str]) -> Speaking:
        """Return how many of ``ids`` this viewer may see, and of how many independent studies they are."""
        told: Counter[str] = Counter()
        said_in = (studies.c.title, studies.c.retells)
        with self._database.reading() as connection:
            titles = StudyTitles(connection)
            for batch in batches(dict.fromkeys(ids)):
                query = (
                    select(*said_in, func.count())
                    .select_from(observations.join(studies, studies.c.id == observations.c.study))
                    .where(seen_by(viewer), observations.c.id.in_(batch))
                    .group_by(*said_in)
                )
                for title, retells, number in connection.execute(query):
                    told[titles.counted_as(title, retells)] += number
        return Speaking(observations=told.total(), studies=len(told))

    def counts(self, viewer: Viewer, ids: Sequence[str]) -> Facets:
        """Return how many of ``ids`` that this viewer may see each choice holds; without any, no facet has a choice."""
        counted: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
        titles: dict[str, str] = {}
        with self._database.reading() as connection:
            themes = kept(connection, ThemeMembers).listed(connection) if ids else {}
            for batch in batches(dict.fromkeys(ids)):
                query = select(*_COLUMNS).select_from(_FROM).where(seen_by(viewer), observations.c.id.in_(batch))
                rows = connection.execute(query).all()
                for facet, value, title in _choices(connection, rows):
                    counted[facet][value] += 1
                    titles[value] = title
                seen = frozenset(row.id for row in rows)
                counted[Facet.THEME].update({theme: len(held & seen) for theme, held in themes.items()})
        return {
            facet: tuple(
                FacetCount(value=value, observations=number, title=titles.get(value, ""))
                for value, number in sorted(counter.items(), key=lambda item: (-item[1], item[0]))
                if number
            )
            for facet, counter in counted.items()
        }


def _choices(connection: Connection, rows: Sequence[AnyRow]) -> Iterator[tuple[Facet, str, str]]:
    """Yield each choice but themes that each observation of a batch passes, with its title where that is needed."""
    ids = [row.id for row in rows]
    about = current_about_of(connection, ids)
    accepted, refused = (_decided(connection, ids, said) for said in (Verdict.EVIDENCE, Verdict.NOT_EVIDENCE))
    methods: dict[str, str] = {}
    for row in rows:
        named = [item.name for item in about.get(row.id, ()) if item.subject is Subject.ORGANISATION]
        yield from ((Facet.ORGANISATION, name, "") for name in dict.fromkeys(named or [researched_by(row)]))
        fits = ({fit[0] for fit in row.patterns or ()} - refused[row.id]) | accepted[row.id]
        yield from ((Facet.PATTERN, pattern, "") for pattern in sorted(fits))
        yield from _of_one(row, methods)


def _of_one(row: AnyRow, methods: dict[str, str]) -> Iterator[tuple[Facet, str, str]]:
    """Yield the choices of which an observation passes one each."""
    yield Facet.RESEARCHED_BY, researched_by(row), ""
    yield Facet.STUDY, row.study, row.title
    coding = coding_from(row)
    yield Facet.STANDING, standing_of(coding, Standing(row.standing), said_standing_from(row)).value, ""
    said = said_kind_from(row)
    kind = said.kind if said else coding.kind if coding else None
    if kind is not None:
        yield Facet.KIND, kind.value, ""
    if coding is not None and kind is Kind.PAIN_POINT:
        yield Facet.LEVEL, coding.level.value, ""
    if (severity := severity_of(coding, said)) is not None:
        yield Facet.SEVERITY, severity.value, ""
    if row.method:
        # One method however it is written, as the filter takes it.
        yield Facet.METHOD, methods.setdefault(row.method.lower(), row.method), ""
    if row.date:
        yield Facet.YEAR, row.date[:4], ""


def _decided(connection: Connection, ids: Sequence[str], verdict: Verdict) -> defaultdict[str, set[str]]:
    """Return by observation the patterns of which people said that it is, or is not, evidence."""
    query = decided(verdict)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in connection.execute(query.where(query.selected_columns.observation.in_(ids))):
        if row.subject.startswith(_PATTERN):
            found[row.observation].add(row.subject)
    return found
