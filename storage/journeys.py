"""Journeys in SQL: they hold identifiers and scores of evidence, never its words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from domain.access import Viewer, Visibility
from domain.errors import NotFound
from domain.evidence import Evidence
from domain.journeys import (
    Channel,
    Gap,
    HandOver,
    HandOverKind,
    How,
    Journey,
    JourneyStatus,
    JourneySummary,
    Passes,
    PlacedEvidence,
    Step,
    StepBasis,
    StepPainPoint,
    SystemUse,
)
from storage.database import Database, bump
from storage.evidence import SqlEvidence
from storage.rows import Values
from storage.schema import journeys, name_key
from storage.visibility import journey_seen_by


class SqlJourneys:
    """Journeys, with their evidence looked up anew for whoever reads them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._evidence = SqlEvidence(database)

    def save(self, journey: Journey, *, by: Viewer, visibility: Visibility | None = None) -> None:
        """Add a journey or replace the one with its identifier.

        ``visibility`` says who may see it once it is published; left out, it stays what it was, at first the maker
        alone. Raises NotFound when the identifier is that of a journey ``by`` may not see.
        """
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        values = _values(journey) | {"updated_at": now}
        if visibility is not None:
            values["visibility"] = visibility.value
        with self._database.writing() as connection:
            if _may_replace(connection, journey.id, by):
                connection.execute(update(journeys).where(journeys.c.id == journey.id).values(values))
            else:
                maker = {
                    "visibility": Visibility.TEAM.value,
                    "created_by": by.name,
                    "organisation_key": name_key(by.organisation) if by.organisation else None,
                    "created_at": now,
                }
                connection.execute(insert(journeys).values(maker | values))
            bump(connection)

    def journeys(self, viewer: Viewer) -> list[JourneySummary]:
        """Return the journeys this viewer may see, last changed first."""
        query = select(journeys).where(journey_seen_by(viewer)).order_by(journeys.c.updated_at.desc(), journeys.c.id)
        with self._database.reading() as connection:
            return [
                JourneySummary(
                    id=row.id,
                    title=row.title,
                    status=JourneyStatus(row.status),
                    steps=row.steps,
                    organisations=row.organisations,
                    updated_at=row.updated_at,
                )
                for row in connection.execute(query)
            ]

    def journey(self, viewer: Viewer, identifier: str) -> Journey:
        """Return a journey; evidence this viewer may not see is left out. Raises NotFound.

        A step left without evidence becomes an assumption; a pain point left without any is dropped from its step.
        """
        query = select(journeys).where(journeys.c.id == identifier, journey_seen_by(viewer))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound("There is no such journey.", remedy="Choose one from the list of journeys.")
        found = {item.id: item for item in self._evidence.evidence(viewer, _evidence_ids(row.document))}
        return _journey(row, found)


def _may_replace(connection: Connection, identifier: str, by: Viewer) -> bool:
    """Tell whether there is a journey to replace. Raises NotFound when ``by`` may not see it."""
    there = select(journeys.c.id).where(journeys.c.id == identifier)
    if connection.execute(there).first() is None:
        return False
    if connection.execute(there.where(journey_seen_by(by))).first() is None:
        raise NotFound("There is no such journey.", remedy="Save it as a new one.")
    return True


def _values(journey: Journey) -> Values:
    return {
        "id": journey.id,
        "title": journey.title,
        "status": journey.status.value,
        "steps": len(journey.steps),
        "organisations": len({name_key(step.organisation) for step in journey.steps if step.organisation}),
        "document": {
            "actor": journey.actor,
            "steps": [_step_values(step) for step in journey.steps],
            "hand_overs": [_hand_over_values(item) for item in journey.hand_overs],
            "systems": [[system.name, list(system.steps)] for system in journey.systems],
            "gaps": list(journey.gaps),
        },
    }


def _placed_values(placed: Iterable[PlacedEvidence]) -> list[list[Any]]:
    return [[item.evidence.id, item.score] for item in placed]


def _step_values(step: Step) -> Values:
    return {
        "order": step.order,
        "stage": step.stage,
        "step": step.step,
        "organisation": step.organisation,
        "service": step.service,
        "systems": list(step.systems),
        "channel": step.channel.value,
        "owner": step.owner,
        "evidence": _placed_values(step.evidence),
        "pain_points": [[point.id, point.title, list(point.observation_ids)] for point in step.pain_points],
    }


def _hand_over_values(item: HandOver) -> Values:
    return {
        "from_step": item.from_step,
        "to_step": item.to_step,
        "giver": item.giver,
        "taker": item.taker,
        "kind": item.kind.value,
        "passes": item.passes.value,
        "how": item.how.value,
        "legal_basis": item.legal_basis,
        "controller": item.controller,
        "identifier": item.identifier,
        "gap": item.gap.value if item.gap else None,
        "evidence": _placed_values(item.evidence),
    }


def _evidence_ids(document: Mapping[str, Any]) -> list[str]:
    """Return every observation that a journey names, those of its pain points too."""
    names: dict[str, None] = {}
    for part in (*document["steps"], *document["hand_overs"]):
        names.update(dict.fromkeys(identifier for identifier, _ in part["evidence"]))
    for step in document["steps"]:
        for _, _, identifiers in step["pain_points"]:
            names.update(dict.fromkeys(identifiers))
    return list(names)


def _journey(row: Row[Any], found: Mapping[str, Evidence]) -> Journey:
    document = row.document
    return Journey(
        id=row.id,
        title=row.title,
        actor=document["actor"],
        status=JourneyStatus(row.status),
        steps=tuple(_step(values, found) for values in document["steps"]),
        hand_overs=tuple(_hand_over(values, found) for values in document["hand_overs"]),
        systems=tuple(SystemUse(name=name, steps=tuple(steps)) for name, steps in document["systems"]),
        gaps=tuple(document["gaps"]),
    )


def _placed(values: Sequence[Sequence[Any]], found: Mapping[str, Evidence]) -> tuple[PlacedEvidence, ...]:
    return tuple(
        PlacedEvidence(evidence=found[identifier], score=score) for identifier, score in values if identifier in found
    )


def _step(values: Values, found: Mapping[str, Evidence]) -> Step:
    evidence = _placed(values["evidence"], found)
    return Step(
        order=values["order"],
        stage=values["stage"],
        step=values["step"],
        organisation=values["organisation"],
        service=values["service"],
        systems=tuple(values["systems"]),
        channel=Channel(values["channel"]),
        owner=values["owner"],
        basis=StepBasis.EVIDENCE if evidence else StepBasis.ASSUMPTION,
        evidence=evidence,
        pain_points=tuple(_pain_points(values["pain_points"], found)),
    )


def _pain_points(values: Sequence[Sequence[Any]], found: Mapping[str, Evidence]) -> list[StepPainPoint]:
    points = [
        StepPainPoint(id=identifier, title=title, observation_ids=tuple(item for item in ids if item in found))
        for identifier, title, ids in values
    ]
    return [point for point in points if point.observation_ids]


def _hand_over(values: Values, found: Mapping[str, Evidence]) -> HandOver:
    return HandOver(
        from_step=values["from_step"],
        to_step=values["to_step"],
        giver=values["giver"],
        taker=values["taker"],
        kind=HandOverKind(values["kind"]),
        passes=Passes(values["passes"]),
        how=How(values["how"]),
        legal_basis=values["legal_basis"],
        controller=values["controller"],
        identifier=values["identifier"],
        gap=Gap(values["gap"]) if values["gap"] else None,
        evidence=_placed(values["evidence"], found),
    )
