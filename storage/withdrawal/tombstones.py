"""Tombstones in SQL: what was withdrawn and must not come back, and the refusal of what would bring it back."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, false, insert, or_, select, update

from domain.errors import Withdrawn
from domain.evidence import Contribution, ReadSource
from domain.transcript_heads import head_of, participants_named
from domain.withdrawal import Reason, Tombstone, TombstoneKind, participant_key, words_key
from storage.observations.rows import batches
from storage.routing import routes
from storage.schema import AnyRow, sources, tombstones, withdrawals

_SAID = {
    TombstoneKind.STUDY: "This study was withdrawn.",
    TombstoneKind.PARTICIPANT: "It holds words of a participant who withdrew.",
    TombstoneKind.SOURCE: "It holds words that were withdrawn.",
    TombstoneKind.OBSERVATION: "It holds words that were withdrawn.",
    TombstoneKind.RAW: "Its original was deleted when its time was over, and what was learnt from it is still here.",
}


def put_tombstones(connection: Connection, stones: Iterable[Tombstone]) -> None:
    """Add tombstones; one that is there already stands as it is said now."""
    rows = [_values(stone) for stone in stones]
    for row in rows:
        this = [tombstones.c[name] == row[name] for name in ("kind", "study", "key")]
        connection.execute(delete(tombstones).where(*this))
    if rows:
        connection.execute(insert(tombstones), rows)


def all_tombstones(connection: Connection) -> list[Tombstone]:
    """Return every tombstone, in a fixed order."""
    order = (tombstones.c.study, tombstones.c.kind, tombstones.c.key)
    return [_stone(row) for row in connection.execute(select(tombstones).order_by(*order))]


def overrule(connection: Connection, withdrawal: str) -> int:
    """Let what one withdrawal took out be added again; return how many tombstones that concerns."""
    this = tombstones.c.withdrawal == withdrawal
    return connection.execute(update(tombstones).where(this).values(overruled=True)).rowcount


def refuse_withdrawn(connection: Connection, source: ReadSource) -> None:
    """Raise Withdrawn when adding a source would bring back what was taken out.

    A participant who withdrew is known by their label within the study, words by the identifiers of observations, and
    a file by its digest, within the study and within other studies of the same team. The very same content is refused
    whichever team adds it, unless its study holds the file already; what was withdrawn, where and by whom is told to
    the team alone.
    """
    found = next(iter(standing_against(connection, source)), None)
    if found is None:
        _refuse_from_elsewhere(connection, source)
        return
    raise Withdrawn(
        _SAID[TombstoneKind(found.kind)],
        where="whole file",
        remedy="Leave it out, or take those words out of the file first. If it may be kept after all, allow it: "
        f"throughline withdrawals allow {found.withdrawal}",
    )


def word_marks(
    canonical: str, contributions: Iterable[Contribution], labels: Collection[str] | None = None
) -> list[tuple[TombstoneKind, str]]:
    """Return what stands for the words of a source: of all its text, and of all that each of these labels says.

    Without labels, of everybody who takes part.
    """
    said: dict[str, list[str]] = {}
    for item in sorted(contributions, key=lambda item: item.span):
        if labels is None or item.participant in labels:
            said.setdefault(item.participant, []).append(item.span.of(canonical))
    keys = [(TombstoneKind.CONTENT, words_key(canonical))]
    keys += [(TombstoneKind.SAID, words_key(" ".join(spoken))) for spoken in said.values()]
    return [(kind, key) for kind, key in dict.fromkeys(keys) if key is not None]


def _refuse_from_elsewhere(connection: Connection, source: ReadSource) -> None:
    """Raise Withdrawn, without a word of where from, when the same content was withdrawn in another team's study."""
    held = sources.c.study == source.study.id, or_(sources.c.id == source.id, sources.c.digest == source.digest)
    if connection.execute(select(sources.c.id).where(*held).limit(1)).first() is not None:
        return
    marks = [(TombstoneKind.SOURCE, source.digest), *word_marks(source.text.canonical, source.contributions)]
    by_key = tombstones.outerjoin(withdrawals, withdrawals.c.id == tombstones.c.withdrawal)
    stands = tombstones.c.overruled.is_(False) & withdrawals.c.reason.is_distinct_from(Reason.RETENTION.value)
    for batch in batches(marks):
        same = or_(*((tombstones.c.kind == kind.value) & (tombstones.c.key == key) for kind, key in batch))
        query = select(tombstones.c.key).select_from(by_key).where(stands, same).limit(1)
        if connection.execute(query).first() is not None:
            raise Withdrawn(
                "This content may not be added here.",
                where="whole file",
                remedy="Leave it out. Somebody asked that it is not kept; if you think that it may be, ask a curator.",
            )


def standing_against(connection: Connection, source: ReadSource) -> Sequence[AnyRow]:
    """Return the tombstones within its study and its team that a source stands against."""
    study = source.study
    labels = {item.participant for item in source.observations} | {item.participant for item in source.contributions}
    labels.update(participants_named(head_of(source.text.masked.text)))
    keys = [participant_key(study.id, label) for label in labels if label]
    team = routes(connection).team_key(study.team, study.organisation)
    same_team = and_(tombstones.c.team_key == team, tombstones.c.kind == TombstoneKind.SOURCE.value)
    stands = tombstones.c.overruled.is_(False)
    of_study = (tombstones.c.study == study.id) & tombstones.c.kind.in_(
        [TombstoneKind.STUDY.value, TombstoneKind.RAW.value, TombstoneKind.SOURCE.value]
    )
    whole = or_(of_study, same_team if team else false()) & tombstones.c.key.in_([study.id, source.digest])
    found = list(connection.execute(select(tombstones).where(stands, whole)))
    for batch in batches([*keys, *(item.id for item in source.observations)]):
        found += connection.execute(
            select(tombstones).where(stands, tombstones.c.study == study.id, tombstones.c.key.in_(batch))
        )
    return found


def _values(stone: Tombstone) -> dict[str, Any]:
    return {
        "kind": stone.kind.value,
        "study": stone.study,
        "key": stone.key,
        "team_key": stone.team,
        "withdrawal": stone.withdrawal,
        "at": stone.at,
        "overruled": stone.overruled,
    }


def _stone(row: AnyRow) -> Tombstone:
    return Tombstone(
        kind=TombstoneKind(row.kind),
        study=row.study,
        key=row.key,
        withdrawal=row.withdrawal,
        at=row.at,
        team=row.team_key,
        overruled=row.overruled,
    )
