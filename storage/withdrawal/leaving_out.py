"""Adding a table again from which somebody withdrew: the rest is taken, and nothing of theirs."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from domain.evidence import LeftOut, Observation, ReadSource, Refusal
from domain.identity import sha256_of
from domain.text import fold
from domain.withdrawal import Tombstone, TombstoneKind, participant_key
from storage.routing import routes
from storage.schema import AnyRow, tombstones
from storage.withdrawal.tombstones import put_tombstones, refuse_withdrawn, standing_against
from storage.withdrawal.withdrawal_plan import HeldSource, SourcePart, part_of
from storage.withdrawal.withdrawn_people import unnamed_in

_OF_PEOPLE = frozenset({TombstoneKind.PARTICIPANT, TombstoneKind.SOURCE, TombstoneKind.OBSERVATION})
_REASON = "whoever gave this answer withdrew"
_REMEDY = "Nothing to do: the answer is not kept, and neither is the file as it was received."


def without_withdrawn(connection: Connection, source: ReadSource) -> ReadSource:
    """Return a source without those who withdrew from its study; as it is where nothing of it was withdrawn.

    Only of a table can a participant be left out: its rows say whose they are. They are cut out as a withdrawal cuts
    them, and what remains has to stand against no tombstone. Raises Withdrawn for anything else.
    """
    found = standing_against(connection, source)
    remains = _remains(connection, source, found) if found and source.tables else None
    refuse_withdrawn(connection, remains or source)
    return remains or source


def keep_out(connection: Connection, source: ReadSource) -> None:
    """Leave a tombstone for the file from which somebody was left out, of a withdrawal that stands.

    Nobody else may add it whole then, also where an earlier one of another withdrawal was overruled.
    """
    if source.left_out is None:
        return
    team = routes(connection).team_key(source.study.team, source.study.organisation) or ""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    known = select(tombstones.c.key).where(
        tombstones.c.kind == TombstoneKind.SOURCE.value,
        tombstones.c.study == source.study.id,
        tombstones.c.key == source.left_out.digest,
        tombstones.c.overruled.is_(False),
    )
    standing = select(tombstones.c.withdrawal).where(
        tombstones.c.withdrawal.in_(source.left_out.withdrawals), tombstones.c.overruled.is_(False)
    )
    withdrawal = connection.execute(standing.order_by(tombstones.c.withdrawal).limit(1)).scalar_one_or_none()
    if withdrawal is not None and connection.execute(known).first() is None:
        put_tombstones(
            connection,
            [
                Tombstone(
                    kind=TombstoneKind.SOURCE,
                    study=source.study.id,
                    key=source.left_out.digest,
                    withdrawal=withdrawal,
                    at=at,
                    team=team,
                )
            ],
        )


def _remains(connection: Connection, source: ReadSource, found: Sequence[AnyRow]) -> ReadSource | None:
    """Return what remains once everything that was withdrawn is cut out; None where that cannot be told for sure.

    Each of those who withdrew has to stand in it with words of their own that were taken out: a label alone may be
    somebody else's since the answers were numbered anew.
    """
    people = {row.key for row in found if row.kind == TombstoneKind.PARTICIPANT}
    if not people or any(row.kind not in _OF_PEOPLE or row.study != source.study.id for row in found):
        return None
    said = {row.key for row in found if row.kind == TombstoneKind.OBSERVATION}
    source = _counted_as_withdrawn(source, people, said)
    theirs = {item.id for item in source.observations if _key_of(item) in people}
    known = {_key_of(item) for item in source.observations if item.id in said}
    if not people <= known or not said <= theirs or not _withdrawn_with(connection, found) <= people:
        return None
    part = part_of(HeldSource.to_be_stored(source), source.observations, people)
    if part is None or part.remains is None:
        return None
    return _rest(source, part, tuple(sorted({row.withdrawal for row in found})))


def _counted_as_withdrawn(source: ReadSource, people: Collection[str | None], said: Collection[str]) -> ReadSource:
    """Return a source whose equal answers are counted from those who withdrew, where others stand first now.

    Equal words are told apart by counting them in reading order (``observation_id``), so an export with its newest rows
    first gives the number of a withdrawn answer to whoever said the same. As it is where that is not so, and where
    somebody who withdrew said nothing that nobody else says: then nothing but a label tells that it is they.
    """

    def is_theirs(item: Observation) -> bool:
        return _key_of(item) in people

    equal = _by_words(source)
    theirs_alone = [item for items in equal for item in items if all(map(is_theirs, items))]
    sure = {_key_of(item) for item in theirs_alone if item.id in said}
    renamed: dict[str, str] = {}
    for items in equal:
        if any(item.id in said and not is_theirs(item) for item in items):
            ids = sorted((item.id for item in items), key=lambda name: name not in said)
            renamed |= {
                item.id: name
                for item, name in zip(sorted(items, key=lambda item: not is_theirs(item)), ids, strict=True)
            }
    if not renamed or not sure.issuperset(people):
        return source
    observations = (replace(item, id=renamed.get(item.id, item.id)) for item in source.observations)
    return replace(source, observations=tuple(observations))


def _by_words(source: ReadSource) -> list[list[Observation]]:
    """Return the observations of a source with those of equal words together, each group in reading order."""
    text = source.text
    equal: dict[str, list[Observation]] = defaultdict(list)
    for item in source.observations:
        equal[fold(text.masked.to_canonical(item.span).of(text.canonical))].append(item)
    return list(equal.values())


def _key_of(item: Observation) -> str | None:
    return participant_key(item.study_id, item.participant) if item.participant is not None else None


def _withdrawn_with(connection: Connection, found: Sequence[AnyRow]) -> set[str]:
    """Return who was taken out by the withdrawals of this very file: each of them has to be found in it."""
    files = [row.withdrawal for row in found if row.kind == TombstoneKind.SOURCE]
    query = select(tombstones.c.key).where(
        tombstones.c.withdrawal.in_(files),
        tombstones.c.kind == TombstoneKind.PARTICIPANT.value,
        tombstones.c.overruled.is_(False),
    )
    return set(connection.execute(query).scalars())


def _rest(source: ReadSource, part: SourcePart, withdrawals: tuple[str, ...]) -> ReadSource:
    cut = part.remains
    if cut is None:
        raise ValueError("Nothing remains of this source.")
    gone = set(part.ids)
    kept = []
    for item in source.observations:
        if item.id in gone:
            continue
        span = cut.shifted(item.span)
        headings = tuple(unnamed_in(heading, part.names) for heading in item.headings)
        text, asked = span.of(cut.text.masked.text), cut.what_is_left(item.asked)
        kept.append(replace(item, span=span, text=text, headings=headings, asked=asked))
    left = [item for item in source.observations if item.id in gone]
    return replace(
        source,
        name=unnamed_in(part.name, part.names),
        shown_name=unnamed_in(part.shown_name, part.names),
        digest=sha256_of(cut.text.canonical.encode()),
        media_type="text/plain",
        text=cut.text,
        observations=tuple(kept),
        refusals=(*source.refusals, *(Refusal(where=each.locator, reason=_REASON, remedy=_REMEDY) for each in left)),
        contributions=cut.contributions,
        selections=tuple(
            replace(each, span=cut.shifted(each.span)) for each in source.selections if not cut.touches(each.span)
        ),
        tables=tuple(table.without_samples() for table in source.tables),
        left_out=LeftOut(observations=len(left), withdrawals=withdrawals, digest=source.digest),
    )
