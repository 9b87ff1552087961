"""What a withdrawal takes out of journeys, and out of every version they ever had."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select, update

from domain.hand_overs import UNKNOWN_SIDE
from storage.journeys.journey_documents import evidence_ids
from storage.observations.rows import Values
from storage.schema import journey_versions, journeys
from storage.withdrawal.withdrawn_words import GoneWords

_TITLE = "Title withdrawn"
_DID = "Words of this change were withdrawn"
_FEW = {"yield_per": 50}


def forget_in_journeys(connection: Connection, ids: frozenset[str], gone: GoneWords) -> int:
    """Take observations, and words that only they held, out of every journey and every version it had.

    Returns how many journeys changed, be it in an earlier version.
    """
    changed: set[str] = set()
    for row in connection.execute(select(journeys.c.id, journeys.c.title, journeys.c.document)).all():
        document, title = _forgotten(row.document, ids, gone), gone.untold(row.title) or _TITLE
        if (title, document) != (row.title, row.document):
            changed.add(row.id)
            connection.execute(update(journeys).where(journeys.c.id == row.id).values(title=title, document=document))
    for journey, nth in connection.execute(select(journey_versions.c.journey, journey_versions.c.nth)).all():
        this = (journey_versions.c.journey == journey, journey_versions.c.nth == nth)
        row = connection.execute(select(journey_versions).where(*this)).one()
        values = {
            "document": _forgotten(row.document, ids, gone),
            "title": gone.untold(row.title) or _TITLE,
            "did": gone.untold(row.did) or _DID,
        }
        if any(getattr(row, name) != value for name, value in values.items()):
            changed.add(journey)
            connection.execute(update(journey_versions).where(*this).values(values))
    return len(changed)


def named_in_journeys(connection: Connection, ids: frozenset[str]) -> int:
    """Return how many journeys place one of these observations, now or in an earlier version."""
    return len({name for name, document in _documents(connection) if _names(document, ids)})


def _documents(connection: Connection) -> Iterator[tuple[str, Values]]:
    """Yield the identifier of a journey with each document there is of it."""
    versions = select(journey_versions.c.journey, journey_versions.c.document)
    for query in (select(journeys.c.id, journeys.c.document), versions):
        yield from (tuple(row) for row in connection.execute(query.execution_options(**_FEW)))


def _names(document: Values, ids: frozenset[str]) -> bool:
    """Tell whether a document names one of these observations: on a place, in a pain point, among what was rejected."""
    return not ids.isdisjoint(evidence_ids(document))


def _forgotten(document: Values, ids: frozenset[str], gone: GoneWords) -> Values:
    made = {
        "actor": gone.untold(document["actor"]) or "",
        "steps": [_step(step, ids, gone) for step in document["steps"]],
        "hand_overs": [_hand_over(item, ids, gone) for item in document["hand_overs"]],
        "resting": [_hand_over(item, ids, gone) for item in document.get("resting", [])],
        "systems": [[name, steps] for name, steps in document["systems"] if not gone.tell(name)],
        "gaps": gone.without(document["gaps"]),
        "tray": _placed(document.get("tray", []), ids, gone),
        "suggested": _suggested(document.get("suggested", []), ids, gone),
        "rejected": [row for row in document.get("rejected", []) if row[0] not in ids],
        "rejected_pain_points": _points_off(document.get("rejected_pain_points", []), ids, gone),
        "extras": _extras(document, gone),
    }
    return document | _there_already(document, made)


def _there_already(part: Values, made: Values) -> Values:
    """Return what an older document has a place for, so that one that loses nothing stays as it is."""
    return {name: value for name, value in made.items() if name in part}


def _extras(part: Values, gone: GoneWords) -> list[list[str]]:
    return [pair for pair in part.get("extras", []) if not any(map(gone.tell, pair))]


def _points_off(rows: list[list[Any]], ids: frozenset[str], gone: GoneWords) -> list[list[Any]]:
    """Return pain points that were taken off; that one was stays said when its evidence goes, its title does not.

    Everyone is told of one that rests on nothing any more, who saw none of its evidence too.
    """
    left = [[name for name in row[2] if name not in ids] for row in rows]
    return [
        [row[0], (gone.untold(row[1]) if held else None) or _TITLE, held, *row[3:]]
        for row, held in zip(rows, left, strict=True)
    ]


def _suggested(items: list[Values], ids: frozenset[str], gone: GoneWords) -> list[Values]:
    """Return suggested steps without what goes; one that loses evidence or words is not suggested any more.

    Its reason quotes the step before it: where that one's words go, so does the reason.
    """
    return [
        item | {"reason": gone.untold(item["reason"]) or "", "evidence": _placed(item["evidence"], ids, gone)}
        for item in items
        if all(row[0] not in ids for row in item["evidence"])
        and not any(gone.tell(item[said]) for said in ("step", "stage"))
    ]


def _placed(rows: list[list[Any]], ids: frozenset[str], gone: GoneWords) -> list[list[Any]]:
    """Return what is placed without ``ids``; a reason that quotes goes from the rest, where a row has one."""
    return [[*row[:2], *(gone.untold(said) or "" for said in row[2:3]), *row[3:]] for row in rows if row[0] not in ids]


def _step(step: Values, ids: frozenset[str], gone: GoneWords) -> Values:
    points = [
        [point, gone.untold(title) or _TITLE, [item for item in held if item not in ids], *kept]
        for point, title, held, *kept in step["pain_points"]
    ]
    made = {
        "stage": gone.untold(step["stage"]) or ("Stage withdrawn" if step["stage"] else ""),
        "step": gone.untold(step["step"]) or f"Step {step['order']} (its words were withdrawn)",
        "organisation": gone.untold(step["organisation"]),
        "service": gone.untold(step["service"]),
        "owner": gone.untold(step["owner"]),
        "actor": gone.untold(step.get("actor")),
        "touchpoints": gone.without(step.get("touchpoints", [])),
        "note": gone.untold(step.get("note", "")) or "",
        "systems": gone.without(step["systems"]),
        "extras": _extras(step, gone),
        "evidence": _placed(step["evidence"], ids, gone),
        "pain_points": [point for point in points if point[2]],
    }
    return step | _there_already(step, made)


def _hand_over(item: Values, ids: frozenset[str], gone: GoneWords) -> Values:
    names = ("legal_basis", "controller", "identifier", "giver_owner", "taker_owner")
    said = {name: gone.untold(item.get(name)) for name in names}
    said["trouble"] = gone.untold(item.get("trouble", "")) or ""
    said |= {side: gone.untold(item[side]) or UNKNOWN_SIDE for side in ("giver", "taker")}
    return item | _there_already(item, {**said, "evidence": _placed(item["evidence"], ids, gone)})
