"""Insights that people write, in SQL: their words in versions, their evidence as identifiers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, insert, select, update

from domain.access import Marking, Viewer, highest_marking, organisation_of_team
from domain.catalogue import name_key
from domain.errors import NotAllowed, NotFound
from domain.identity import digest
from domain.written_insights import (
    Insight,
    InsightDeed,
    InsightEvidence,
    InsightMention,
    InsightState,
    InsightVersion,
    InsightWords,
    Reach,
    Side,
)
from storage.database import Database, bump
from storage.findings.evidence_links import check_observed, moment, next_nth, observed_by
from storage.insight_rows import lost_by_version, version_from, version_values
from storage.observations.rows import Values
from storage.routing import routes, team_key_of_journey
from storage.schema import AnyRow, insight_evidence, insight_versions, insights, observations, studies
from storage.visibility import insight_changed_by, insight_seen_by, seen_by

Decide = Callable[[list[InsightVersion]], tuple[InsightVersion, InsightEvidence | None]]
"""Of the versions so far, makes the next one, without its number, moment and person, and its evidence if said anew."""

_NO_SUCH = "There is no such insight."
_REMEDY = "Choose one from the list of insights."


class SqlInsights:
    """Insights as a viewer may see them: the claim by the insight's own reach, the evidence by each study's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insights(self, viewer: Viewer) -> list[Insight]:
        """Return the insights this viewer may see, last changed first."""
        with self._database.reading() as connection:
            found = _insights(connection, viewer, insight_seen_by(viewer))
        return sorted(found, key=lambda each: (each.version.at, each.id), reverse=True)

    def insight(self, viewer: Viewer, identifier: str) -> Insight:
        """Return one insight. Raises NotFound."""
        with self._database.reading() as connection:
            found = _insights(connection, viewer, insight_seen_by(viewer) & _is(identifier))
        if not found:
            raise NotFound(_NO_SUCH, remedy=_REMEDY)
        return found[0]

    def versions(self, viewer: Viewer, identifier: str) -> list[InsightVersion]:
        """Return what was ever done to an insight, in order. Raises NotFound.

        Whoever may not change it meets what was said and done since it was first published.
        """
        with self._database.reading() as connection:
            _check_seen(connection, viewer, identifier)
            versions = _versions(connection, identifier)
            if connection.execute(_ids(insight_changed_by(viewer), identifier)).first() is not None:
                return versions
        first = next((version.nth for version in versions if version.state.is_public), 0)
        return [version for version in versions if version.nth >= first and version.state.is_public]

    def mentions(self, viewer: Viewer) -> dict[str, tuple[InsightMention, ...]]:
        """Return in which insights, not superseded, an observation stands, as far as this viewer may see both."""
        newest = insight_versions.c.nth == insights.c.newest
        query = (
            select(insight_evidence.c.observation, insight_evidence.c.side, insights.c.id, insights.c.state,
                   insight_versions.c.words)
            .select_from(insights)
            .join(insight_versions, (insight_versions.c.insight == insights.c.id) & newest)
            .join(insight_evidence, _its_evidence())
            .where(insight_seen_by(viewer), insights.c.state != InsightState.SUPERSEDED.value)
            .where(insight_evidence.c.observation.in_(observed_by(viewer)))
            .order_by(insights.c.nth)
        )  # fmt: skip
        found: dict[str, list[InsightMention]] = defaultdict(list)
        with self._database.reading() as connection:
            for row in connection.execute(query):
                mention = InsightMention(
                    id=row.id, claim=row.words["claim"], state=InsightState(row.state), side=Side(row.side)
                )
                found[row.observation].append(mention)
        return {observation: tuple(mentions) for observation, mentions in found.items()}

    def add(self, viewer: Viewer, words: InsightWords, evidence: InsightEvidence, reach: Reach) -> str:
        """Store a new insight, a draft; return its identifier. Raises NotFound for evidence this viewer may not see."""
        with self._database.writing() as connection:
            check_observed(connection, viewer, evidence.every)
            nth, now = next_nth(connection, insights), moment()
            identifier = "in_" + digest(str(nth), viewer.name, now, words.claim, length=12)
            first = InsightVersion(
                nth=1,
                by=viewer.name,
                at=now,
                deed=InsightDeed.WRITTEN,
                as_of=1,
                said_in=1,
                state=InsightState.DRAFT,
                words=words,
                reach=reach,
            )
            made = {"id": identifier, "nth": nth, "created_by": viewer.name, "created_at": now}
            maker = {"organisation_key": name_key(viewer.organisation) if viewer.organisation else None}
            connection.execute(insert(insights).values(made | maker | _place(connection, first)))
            _put(connection, identifier, first, evidence, chosen=len(evidence.every), lost=0)
            bump(connection)
            return identifier

    def record(self, viewer: Viewer, identifier: str, decide: Decide, *, as_peer: bool = False) -> None:
        """Add a version to an insight, made of those so far in one transaction.

        Evidence that ``viewer`` may not see stays in it. ``as_peer`` lets everyone who may see it do so, and not only
        those who may change it. Raises NotFound, NotAllowed, and what ``decide`` raises.
        """
        with self._database.writing() as connection:
            _check_seen(connection, viewer, identifier)
            if not as_peer:
                _check_may_change(connection, viewer, identifier)
            versions = _versions(connection, identifier)
            said, evidence = decide(versions)
            nth = versions[-1].nth + 1
            version = replace(
                said,
                nth=nth,
                by=viewer.name,
                at=moment(),
                as_of=said.as_of if said.deed is InsightDeed.TAKEN_BACK else nth,
                said_in=said.said_in if evidence is None else nth,
            )
            if version.review is not None and version.deed is InsightDeed.REVIEWED:
                version = replace(version, review=replace(version.review, by=version.by, at=version.at))
            lost = lost_by_version(connection, identifier).get(versions[-1].said_in, 0)
            hidden = [] if evidence is None else _hidden(connection, viewer, identifier, versions[-1].said_in)
            if evidence is not None:
                check_observed(connection, viewer, evidence.every)
            chosen = len(evidence.every) + len(hidden) if evidence is not None else 0
            _put(connection, identifier, version, evidence, chosen=chosen, lost=lost, hidden=hidden)
            connection.execute(update(insights).where(_is(identifier)).values(_place(connection, version)))
            bump(connection)

    def has_organisation(self, identifier: str) -> bool:
        """Tell whether an insight that is there was written in an organisation, or by a team of one."""
        with self._database.reading() as connection:
            return bool(connection.execute(select(insights.c.organisation_key).where(_is(identifier))).scalar())


def _its_evidence() -> ColumnElement[bool]:
    return (insight_evidence.c.insight == insights.c.id) & (insight_evidence.c.said_in == insight_versions.c.said_in)


def _is(identifier: str) -> ColumnElement[bool]:
    return insights.c.id == identifier


def _ids(condition: ColumnElement[bool], identifier: str) -> Any:
    return select(insights.c.id).where(condition, _is(identifier))


def _check_seen(connection: Connection, viewer: Viewer, identifier: str) -> None:
    if connection.execute(_ids(insight_seen_by(viewer), identifier)).first() is None:
        raise NotFound(_NO_SUCH, remedy=_REMEDY)


def _check_may_change(connection: Connection, viewer: Viewer, identifier: str) -> None:
    if connection.execute(_ids(insight_changed_by(viewer), identifier)).first() is None:
        raise NotAllowed(
            "Only who wrote an insight, and the researchers of its team, change it.",
            where="the insight",
            remedy="Ask them, or write one of your own.",
        )


def _insights(connection: Connection, viewer: Viewer, condition: ColumnElement[bool]) -> list[Insight]:
    """Return the insights that pass, each with its newest version and such evidence as this viewer may see."""
    newest = insight_versions.c.nth == insights.c.newest
    rows = connection.execute(
        select(
            insights.c.id.label("identifier"),
            insights.c.created_by,
            insights.c.created_at,
            insight_changed_by(viewer).label("mine"),
            insight_versions,
        )
        .join(insight_versions, (insight_versions.c.insight == insights.c.id) & newest)
        .where(condition)
    ).all()
    held: dict[str, list[AnyRow]] = defaultdict(list)
    query = (
        select(
            insight_evidence.c.insight, insight_evidence.c.observation, insight_evidence.c.side,
            studies.c.marking, case((seen_by(viewer), 1), else_=0).label("seen"),
        )
        .select_from(insights)
        .join(insight_versions, (insight_versions.c.insight == insights.c.id) & newest)
        .join(insight_evidence, _its_evidence())
        .join(observations, observations.c.id == insight_evidence.c.observation)
        .join(studies, studies.c.id == observations.c.study)
        .where(condition)
        .order_by(insight_evidence.c.place, insight_evidence.c.observation)
    )  # fmt: skip
    for row in connection.execute(query):
        held[row.insight].append(row)
    since = {
        row.insight: (row.chosen - len(held[row.insight]), row.lost) for row in connection.execute(_chosen(condition))
    }
    return [_insight(row, held[row.identifier], *since[row.identifier]) for row in rows]


def _chosen(condition: ColumnElement[bool]) -> Any:
    """Return the query for how much evidence was chosen for each insight that passes, and how much was gone by then."""
    newest, said = insight_versions.alias("newest"), insight_versions
    return (
        select(said.c.insight, said.c.chosen, said.c.lost)
        .select_from(insights)
        .join(newest, (newest.c.insight == insights.c.id) & (newest.c.nth == insights.c.newest))
        .join(said, (said.c.insight == insights.c.id) & (said.c.nth == newest.c.said_in))
        .where(condition)
    )


def _insight(row: AnyRow, held: Sequence[AnyRow], gone_since: int, gone_before: int) -> Insight:
    by_side = {side: [each for each in held if each.side == side.value] for side in Side}
    seen = {side: tuple(each.observation for each in rows if each.seen) for side, rows in by_side.items()}
    return Insight(
        id=row.identifier,
        made_by=row.created_by,
        made_at=row.created_at,
        version=version_from(row),
        evidence=InsightEvidence(supporting=seen[Side.SUPPORTS], against=seen[Side.CONTRADICTS]),
        hidden=len(by_side[Side.SUPPORTS]) - len(seen[Side.SUPPORTS]),
        hidden_against=len(by_side[Side.CONTRADICTS]) - len(seen[Side.CONTRADICTS]),
        withdrawn=gone_before + gone_since,
        to_look_at=gone_since > 0,
        marking=highest_marking(Marking(each.marking) if each.marking else None for each in held),
        mine=bool(row.mine),
    )


def _versions(connection: Connection, identifier: str) -> list[InsightVersion]:
    query = select(insight_versions).where(insight_versions.c.insight == identifier)
    return [version_from(row) for row in connection.execute(query.order_by(insight_versions.c.nth))]


def _hidden(connection: Connection, viewer: Viewer, identifier: str, said_in: int) -> list[AnyRow]:
    """Return the evidence of a version that this viewer may not see."""
    here = (insight_evidence.c.insight == identifier) & (insight_evidence.c.said_in == said_in)
    rows = connection.execute(select(insight_evidence).where(here)).all()
    seen = set(
        connection.execute(
            observed_by(viewer).where(observations.c.id.in_([row.observation for row in rows]))
        ).scalars()
    )
    return [row for row in rows if row.observation not in seen]


def _place(connection: Connection, version: InsightVersion) -> Values:
    """Return the columns of ``insights`` that follow from its newest version."""
    reach = version.reach
    team = {"team": reach.team, "team_key": team_key_of_journey(reach.team, routes(connection))}
    whose = {"organisation_key": name_key(organisation_of_team(reach.team))} if reach.team else {}
    placed = {"newest": version.nth, "state": version.state.value, "visibility": reach.visibility.value}
    return {**placed, "mission_key": name_key(reach.mission) if reach.mission else None, **team, **whose}


def _put(
    connection: Connection,
    identifier: str,
    version: InsightVersion,
    evidence: InsightEvidence | None,
    *,
    chosen: int,
    lost: int,
    hidden: Iterable[AnyRow] = (),
) -> None:
    counts = {"chosen": chosen, "lost": lost}
    connection.execute(insert(insight_versions).values({"insight": identifier, **version_values(version), **counts}))
    if evidence is None:
        return
    sides = ((Side.SUPPORTS, evidence.supporting), (Side.CONTRADICTS, evidence.against))
    rows = [(name, side.value, place) for side, names in sides for place, name in enumerate(names, start=1)]
    rows += [(row.observation, row.side, row.place) for row in hidden]
    if rows:
        names = ("observation", "side", "place")
        own = {"insight": identifier, "said_in": version.nth}
        connection.execute(insert(insight_evidence), [own | dict(zip(names, row, strict=True)) for row in rows])
